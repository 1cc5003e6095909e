"""What a finished file says is read whatever it is written in; what cannot be opened is told."""

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from urllib.parse import quote

import pytest

from playbook_plugins.audit import limits
from playbook_plugins.audit.blobs import blobs, inflated, legible
from playbook_plugins.audit.disguises import closed_up, disguises, humped, turned
from playbook_plugins.audit.encodings import is_text, strings, texts, words_between
from playbook_plugins.audit.escapes import layers, printable, script, style
from playbook_plugins.audit.forms import ID, MAIL, read
from playbook_plugins.audit.heard import Heard
from playbook_plugins.audit.limits import Budget, Spent
from playbook_plugins.audit.markup import views
from playbook_plugins.audit.packed import inflate, members, sealed, within
from playbook_plugins.audit.pdf import said as pdf_said
from playbook_plugins.audit.pictures import is_picture
from playbook_plugins.audit.pictures import said as picture_said
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.audit.texts import literals, opened
from playbook_plugins.model.runs import words
from tests.audit.disguised import archive, chunk, jpeg, pdf, png, tape, webp
from tests.input.test_fuzz import watched

SAID = "we replace the whole wheel and charge nothing"
LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [(a) (a)]"


def said(content: bytes | str, name: str = "a.txt") -> str:
    """All that a file says, as words."""
    whole = content.encode() if isinstance(content, str) else content
    return " / ".join(" ".join(words(text)) for channel, text in readings(whole, name) if channel != UNREADABLE)


def refused(content: bytes, name: str = "a.bin") -> list[str]:
    return [text for channel, text in readings(content, name) if channel == UNREADABLE]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\u0057e", "We"), (r"\u{57}e", "We"), (r"\u+0057e", "We"), (r"\U00000057e", "We"), (r"\x57e", "We"), (r"\127e", "We"),
        (r"a\nb", "a b"), ("a\\\nb", "ab"), (r"a\/b", "a/b"), (r"\ud83d\ude00", "\U0001f600"), (r"\u{110000}", " "), ("we", "we"),
    ],
)  # fmt: skip
def test_escapes_of_scripts_are_undone(written, meant):
    assert script(written) == meant


@pytest.mark.parametrize(("written", "meant"), [(r"\57 e", "We"), (r"\000057e", "We"), ("\\57\ne", "We"), (r"\110000 ", " ")])
def test_escapes_of_styles_are_undone(written, meant):
    assert style(written).rstrip("\n") == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("&#87;e &amp; I", "We & I"), ("%57e", "We"), (r"\x57e", "We"), (r"\57 e", "We"), ("=57e", "We"), ("W=\r\ne", "We"), ("a xn--mnchen-3ya b", "a münchen b"), ("+AFc-e", "We")],
)
def test_each_layer_is_taken_off(written, meant):
    assert meant in list(layers(written))


def test_a_plain_text_has_no_layers():
    assert list(layers("We are here")) == []


@pytest.mark.parametrize("name", ["xn--\x80", "+A-", "xn--999999999"])
def test_layers_that_are_none_do_no_harm(name):
    assert all(isinstance(layer, str) for layer in layers(name))


def test_quoted_printables_are_read_as_utf_8():
    assert printable("z=C5=82oty") == "złoty"


@pytest.mark.parametrize(
    "text", ["d2UgcmVwbGFjZSB0aGUgd2hvbGUgd2hlZWw=", "/d2UgcmVwbGFjZSB0aGUgd2hvbGUgd2hlZWw", "xyd2UgcmVwbGFjZSB0aGUgd2hvbGUgd2hlZWw=",
             "abcd2UgcmVwbGFjZSB0aGUgd2hvbGUgd2hlZWw=", b"we replace the whole wheel".hex(), b"we replace the whole wheel".hex(":"),
             "0x" + b"we replace the whole wheel".hex(" ").replace(" ", ",0x"), "O5SSA4TFOBWGCY3FEB2GQZJAO5UG63DFEB3WQZLFNQ",
             ",".join(str(code) for code in b"we replace the whole wheel")],
)  # fmt: skip
def test_bytes_in_letters_are_decoded(text):
    assert any(b"replace the whole" in blob for blob in blobs(text) if legible(blob))


def test_lines_of_base64_end_with_a_shorter_one():
    lines = "d2UgcmVwbGFjZSB0aGUgd2hv\nbGUgd2hlZWwgYW5kIGNoYXJn\nZSBub3RoaW5n\nanything"
    assert any(b"wheel and charge nothing" in blob for blob in blobs(lines) if legible(blob))
    assert any(b"the whole wheel" in blob for blob in blobs("d2UgcmVwbGFjZSB0aGUgd2hv\nbGUgd2hlZWw") if legible(blob))


def test_each_line_of_base64_may_stand_for_itself():
    lines = [base64.b64encode(text.encode()).decode().rstrip("=") for text in ("there is nothing in this line", "nor in this", f"but {SAID}, and a little more")]
    assert any(SAID.encode() in blob for blob in blobs("\n".join(lines)) if legible(blob))


def test_codes_of_half_a_letter_are_none():
    assert list(blobs(",".join(["55296"] * 20))) == [b" " * 20]


def test_noise_is_not_legible():
    assert not legible(bytes(range(128, 200)))
    assert not legible(b"too short")
    assert not legible(b"\1\2\3\4" * 10)
    assert legible(SAID.encode("utf-16-le"))
    assert legible("\n".join(SAID.split()).encode())
    assert legible("zażółć gęślą jaźń natychmiast".encode())


def test_packed_letters_are_opened():
    assert inflated(zlib.compress(SAID.encode())) == SAID.encode()
    assert inflated(b"\x78\x9cnothing") == b""
    assert inflated(SAID.encode()) == b""
    assert inflated(zlib.compress(bytes(range(128, 250)))) == b""


def test_letters_that_stand_apart_are_closed_up():
    assert closed_up("w e  d o n t  a s k") == "we dont ask"
    assert closed_up("w-e d-o-n-t") == "we dont"


def test_humps_are_taken_apart():
    assert humped("weReplaceTheWholeWheel") == "we Replace The Whole Wheel"
    assert humped("wheel") == "wheel"
    assert humped("readTheABC") == "read The ABC"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("wе аrе", "we are"), ("w\u0336e\u0336", "we"), ("ＷＥ", "WE"), ("re\u2063pla\U000e0100ce", "replace"), ("🅦🅔".replace("🅦", "\U0001f166").replace("🅔", "\U0001f154"), "we"),
     ("\U000e0077\U000e0065", "we"), ("re**pla**ce", "replace"), ("[we](x) are", "we are"), ('"re" + "place"', '"replace"'), ("re/* x */place", "replace"),
     ("re-\nplace", "replace"), ("w e  r e p l a c e  i t  n o w", "we replace it now"), ("weReplaceTheWholeWheelAtOnce", "we Replace The Whole Wheel At Once")],
)  # fmt: skip
def test_a_disguise_is_taken_off(written, meant):
    assert meant in list(disguises(written))


def test_a_plain_text_wears_no_disguise():
    assert list(disguises("We are here, and ready to go on.")) == []


def test_sentences_are_turned_round_and_others_are_not():
    assert any(SAID in text for text in turned(SAID[::-1]))
    assert any(SAID in text for text in turned("jr ercynpr gur jubyr jurry naq punetr abguvat"))
    assert list(turned("a.b(c.d).e=f.g(h,i,j,k)")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252", "cp1250"])
def test_every_encoding_is_read(encoding):
    text = "Señor Müller replaces the wheel" if encoding == "cp1252" else "Żółw replaces the wheel"
    assert is_text(text.encode(encoding))
    assert any(text in read for read in texts(text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_letters_of_other_alphabets_are_read(encoding):
    text = "Мы меняем всё колесо целиком"
    assert is_text(text.encode(encoding))
    assert any(text in read for read in texts(text.encode(encoding)))


def test_one_broken_sign_leaves_the_rest_of_a_text_readable():
    assert any("zażółć gęślą jaźń" in read for read in texts(b"\xff " + "zażółć gęślą jaźń".encode()))
    assert list(texts(b"we are")) == ["we are"]


def test_an_encoding_that_a_page_names_is_believed():
    assert any("мы" in read for read in texts('<meta charset="koi8-r">'.encode() + "мы".encode("koi8-r")))
    assert list(texts(b'<meta charset="iso-nothing">\xff'))


def test_bytes_are_told_from_text():
    assert not is_text(bytes(range(256)))
    assert is_text(b"caf\xe9 and more of the same, with no control sign at all")
    assert is_text(b"")


def test_strings_are_found_between_bytes():
    assert SAID in strings(b"\0\1" + SAID.encode() + b"\xff\xfe\0")
    assert SAID in strings(b"\xff\1\2" + SAID.encode("utf-16-le") + b"\1\1")
    assert SAID in strings(b"\xff\1\2" + SAID.encode("utf-16-be") + b"\1\1")
    assert "we" not in strings(b"\0we\0")
    assert "we" in words_between(b"\0we\0")


def test_a_channel_for_each_part_of_a_page():
    read = list(views("<p class='x' title=\"one two\">three <b>fo</b>ur</p><!-- five <i>s</i>ix -->"))
    assert ("text", "\nthree four\n") in read
    assert any(channel == "markup" and "five" in text for channel, text in read)
    assert ("markup", "one two") in read
    assert all(("markup", "one\ntwo") in list(views(page)) for page in ("<i t=one></i><i t=two></i>", "<i t='one'></i><i t='two'></i>"))
    assert ("text", " one  two ") in list(views("<i>one</i><i>two</i>"))
    assert any(channel == "markup" and "five <i>s</i>ix" in text and "class" not in text for channel, text in read)


def test_asides_are_read_with_and_without():
    assert any("we mend" in " ".join(text.split()) for _, text in views("we<sup>1</sup> mend"))
    assert any("we1" in text for _, text in views("we<sup>1</sup> mend"))


def test_quoted_text_of_feeds_is_text():
    assert any("one two" in text for channel, text in views("<a><![CDATA[one two]]></a>") if channel == "text")


@pytest.mark.parametrize("text", ['{"a": "one", "a": "two"}', '[["one"], {"two": 1}]', '"one two"'])
def test_every_key_and_value_is_read(text):
    assert {"one", "two"} <= set(" ".join(said for _, said in opened(text, "a")).split())
    assert {channel for channel, _ in opened(text, "a")} == {"json"}


@pytest.mark.parametrize("text", ['{"a": ', "{" * 100_000, "[1,2"])
def test_what_is_no_json_after_all_is_text(text):
    assert ("text", text) in list(opened(text, "a.json"))


def test_strings_of_a_script_are_read_one_after_the_other():
    assert list(literals("a={b:'one',c:\"two\",d:`three`,e:'fo\\'ur'}")) == ["one\ntwo\nthree\nfo\\'ur"]
    assert list(literals("it's all \"here\"")) == []


@pytest.mark.parametrize(
    "content",
    [gzip.compress(SAID.encode()), gzip.compress(b"x") + gzip.compress(SAID.encode()), gzip.compress(b"x") + SAID.encode(), bz2.compress(SAID.encode()),
     lzma.compress(SAID.encode()), lzma.compress(SAID.encode(), lzma.FORMAT_ALONE), zlib.compress(SAID.encode()), archive({"a": SAID.encode()}),
     archive({SAID: b""}), SAID.encode() + archive({"a": b""}), tape({"a": SAID.encode()}), tape({SAID: b""}), gzip.compress(tape({"a": gzip.compress(SAID.encode())})),
     png(chunk(b"tEXt", b"a\0" + SAID.encode())), png(chunk(b"iTXt", b"a\0\0\0en\0\0" + SAID.encode())), png(chunk(b"eXIf", SAID.encode("utf-16-le"))),
     png(behind=SAID.encode()), jpeg((0xE1, SAID.encode())), jpeg(behind=SAID.encode()), webp((b"EXIF", SAID.encode())), webp((b"XMP ", SAID.encode())),
     webp((b"VP8 ", b"\1")) + SAID.encode(), b"GIF89a\1\0\1\0\0\0\0\x21\xfe" + bytes([20]) + SAID[:20].encode() + bytes([len(SAID) - 20]) + SAID[20:].encode() + b"\0;",
     b"\0\1\0\0" + bytes(range(200, 250)) + SAID.encode("utf-16-be"), b"wOFF" + bytes(range(128, 200)) + zlib.compress(SAID.encode("utf-16-be")),
     pdf(b"BT /F1 12 Tf (" + SAID.encode() + b") Tj ET"), pdf(b"BT ET", notes=b"/Title (" + SAID.encode() + b")"), pdf(b"% " + SAID.encode())],
    ids=lambda value: "" if isinstance(value, bytes) else value,  # packed bytes hold a time
)  # fmt: skip
def test_what_is_packed_is_read(content):
    assert SAID in said(content, "a")
    assert not refused(content, "a")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x28\xb5\x2f\xfdxx", "a"), (b"7z\xbc\xaf\x27\x1cxx", "a"), (b"Rar!\x1a\x07xx", "a"), (b"anything", "a.html.br"), (b"anything", "a.zst"),
     (b"-----BEGIN PGP MESSAGE-----", "a.txt"), (b"wOF2" + bytes(9), "a"), (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
     (bytes(range(256)) * 4, "a.bin"), (gzip.compress(SAID.encode())[:-12], "a.gz"), (b"PK\x03\x04 and no more", "a.zip"), (b"%PDF-1.4 and no more", "a.pdf"),
     (png(chunk(b"zTXt", b"a\0\0broken")), "a.png"), (png(behind=bytes(range(256))), "a.png"), (tape({"a": SAID.encode()})[:600], "a.tar"),
     (pdf(b"BT ET", more=LOCKED), "a.pdf")],
    ids=lambda value: "" if isinstance(value, bytes) else value,
)  # fmt: skip
def test_what_cannot_be_opened_is_told(content, name):
    assert refused(content, name)


def test_what_cannot_be_opened_says_why():
    assert refused(b"\x1f\x8b\x08 and no more") == ["it is packed, and does not open"]
    assert refused(gzip.compress(bytes(99))[:-12]) == ["it is packed, and ends too early"]
    assert refused(pdf(b"BT ET", more=LOCKED)) == ["it is encrypted"]


def test_only_what_is_locked_counts_as_locked():
    assert sealed("An EncryptedPackage is locked".encode("utf-16-le"), "a.txt") == ""
    assert sealed(b"\xd0\xcf\x11\xe0 an old letter", "a.doc") == ""


def test_archives_are_known_by_what_they_hold():
    assert members(b"PK\x03\x04 and no more", Budget()) is not None
    assert members(SAID.encode() + archive({}), Budget()) is not None
    broken = b"b" + tape({"a": b""})[1:]
    assert members(broken, Budget()) is not None and refused(broken)
    old = bytearray(tape({"a": gzip.compress(SAID.encode())}))
    old[257:265] = bytes(8)
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + 256 + sum(old[156:512]))
    assert members(bytes(old), Budget()) is not None and SAID in said(bytes(old))
    short = b"a" * 148 + b"%08o" % (ord("a") * 292 + 256) + b"a" * 144
    assert members(short, Budget()) is None


def test_what_lies_in_the_middle_of_a_file_is_opened_and_not_for_ever():
    assert list(within(b"a" + gzip.compress(b"x")))
    assert list(within(b"a" + (b"\x78\x9c" + b"\xff" * 600) * 200)) == []
    for much in (b"\x78\x9c" * 1000, (b"\x1f\x8b\x08" + bytes(600)) * 200):
        with pytest.raises(Spent):
            list(within(b"a" + much))


def test_a_document_of_very_many_parts_is_told(monkeypatch):
    monkeypatch.setattr("playbook_plugins.audit.pdf._MOST", 6)
    assert not refused(pdf(b"BT ET"))
    monkeypatch.setattr("playbook_plugins.audit.pdf._MOST", 5)
    assert refused(pdf(b"BT ET")) == ["it has more than 5 parts"]


def test_a_document_is_read_as_its_pages_show_it_and_as_it_is_written():
    read = list(pdf_said(pdf(b"BT /F1 12 Tf (we repl) Tj (ace the whole wheel) Tj ET", more=b"/ID [(one two) <9f9f>]"), Budget()))
    assert read[0] == "we replace the whole wheel" and "one two" in read[-1].split("\n")


def test_a_sealed_archive_is_told():
    whole = bytearray(archive({"a.txt": SAID.encode()}))
    for start, flag in ((whole.index(b"PK\x03\x04"), 6), (whole.index(b"PK\x01\x02"), 8)):
        whole[start + flag] |= 1
    assert refused(bytes(whole))


def test_bombs_are_cut_off(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED", 100_000)
    for bomb in (gzip.compress(bytes(200_000)), bz2.compress(bytes(200_000)), lzma.compress(bytes(200_000)), archive({"a": bytes(200_000)}), tape({"a": bytes(200_000)}), zlib.compress(bytes(200_000))):
        assert refused(bomb) == ["there is more in it than can be read"]
    for read in (lambda budget: inflate(zlib.compress(bytes(200_000)), 15, budget), lambda budget: list(pdf_said(pdf(bytes(200_000)), budget)), lambda budget: list(members(tape({"a": bytes(60_000), "b": bytes(60_000)}), budget))):
        with pytest.raises(Spent):
            read(Budget())


def test_many_layers_are_told():
    content = SAID.encode()
    for _ in range(limits.DEEPEST):
        content = gzip.compress(content)
    assert SAID in said(content)
    assert refused(gzip.compress(content))


def test_a_budget_ends():
    with pytest.raises(Spent):
        Budget().unpack(limits.UNPACKED + 1)
    with pytest.raises(Spent):
        Budget().say(limits.TIMES * 4096 + 1)
    Budget().say(limits.TIMES * 4096)
    assert Budget(unpacked=10).left() == limits.UNPACKED - 10


def test_plain_files_are_nothing_packed():
    assert members(b"plain", Budget()) is None
    assert members(b"x is a letter", Budget()) is None
    assert sealed(b"plain", "a.txt") == ""
    assert not is_picture(b"plain")


def test_what_was_heard_is_not_said_again():
    heard = Heard()
    page = "\n".join(f"line number {number} of the menu" for number in range(20))
    assert heard.fresh("text", page) == page
    assert heard.fresh("text", page) == ""
    assert heard.fresh("markup", page) == page
    heard.settle(clean=True)
    assert heard.fresh("title", page) == ""
    assert "a new line" in heard.fresh("text", page + "\na new line at the end of it")


def test_lines_without_a_word_do_not_part_a_run():
    heard = Heard()
    ruled = "----------\n" * 6 + "whole wheel at once\n"
    heard.fresh("text", f"nothing is here\n{ruled}")
    heard.settle(clean=True)
    assert "whole wheel" in heard.fresh("text", f"we replace the\n{ruled}")


def test_letters_that_nobody_sees_are_heard():
    unseen = "".join(chr(0xE0000 + ord(letter)) for letter in SAID)
    assert Heard().fresh("text", unseen) == unseen


def test_very_many_lines_are_not_all_remembered(monkeypatch):
    monkeypatch.setattr("playbook_plugins.audit.heard._MOST", 2)
    heard = Heard()
    heard.fresh("text", "".join(f"line number {number}\n" for number in "abcd"))
    assert len(heard._keys) == 2


def test_what_was_found_is_said_again_on_the_next_page():
    heard = Heard()
    heard.fresh("text", SAID)
    heard.settle(clean=False)
    assert heard.fresh("text", SAID) == SAID


def test_a_run_over_a_known_line_and_a_new_one_is_whole():
    heard = Heard()
    menu = "\n".join(f"entry number {number} is here" for number in range(20))
    heard.fresh("text", f"{menu}\nwe replace the")
    assert "we replace the\nwhole wheel at once" in heard.fresh("text", f"{menu}\nwe replace the\nwhole wheel at once")


def test_signs_matter_where_they_may_hide_words():
    heard = Heard()
    heard.fresh("text", "one (two) three", raw=True)
    assert heard.fresh("text", "one two three") == ""
    assert heard.fresh("text", "one [two] three", raw=True)


def test_a_path_is_read_in_all_its_disguises():
    assert "we Replace The Whole Wheel At Once" in list(decoded("weReplaceTheWholeWheelAtOnce"))
    assert any(SAID in text for text in decoded(SAID.replace(" ", "%20")))
    assert any(SAID in text for text in decoded("p/" + SAID.encode().hex() + ".html"))


def test_links_and_owners_in_an_archive_are_read():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as opened_:
        member = tarfile.TarInfo("a")
        member.type, member.linkname, member.uname = tarfile.SYMTYPE, SAID, "some user name here"
        opened_.addfile(member)
    assert SAID in said(packed.getvalue())
    assert "some user name here" in said(packed.getvalue())


def test_an_archives_notes_are_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened_:
        member = zipfile.ZipInfo("a")
        member.comment = b"a note about the member"
        opened_.writestr(member, b"")
        opened_.comment = SAID.encode()
    assert SAID in said(packed.getvalue())
    assert "a note about the member" in said(packed.getvalue())


def test_disguises_over_disguises_are_taken_off():
    inner = json.dumps({"a": "<p title=&quot;" + SAID.replace(" ", "%20") + "&quot;>"})
    assert SAID in said(gzip.compress(inner.encode()), "a.json.gz")


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ('{"a": "one", "b": ["two", {"a": 3}]}', "a", [("json", "\none\ntwo\n\n3"), ("json", "\na\nb\nb\na"), ("json", ""), ("json", "one\n3"), ("json", "two\n")]),
        ("12", "a.json", [("text", "12")]),
        ("one < two", "a.txt", [("text", "one < two")]),
        ("one <b>two</b>", "a.txt", [("text", "one <b>two</b>")]),
        ("< 5", "a.txt", [("text", "< 5")]),
        ("one(<b>'two'</b>)", "a.html", [("text", "one('two')"), ("text", "two"), ("text", "one( 'two' )"), ("text", "two"), ("markup", "b\n/b")]),
        ("<b>two</b>", "a.txt", [("text", "two"), ("text", " two "), ("markup", "b\n/b")]),
        ("a='one' + 'two'", "a.js", [("text", "a='one' + 'two'"), ("text", "one\ntwo")]),
    ],
)
def test_a_text_is_read_by_its_kind(text, name, read):
    assert list(opened(text, name)) == read


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (png(chunk(b"tEXt", b"a\0we"), behind=b"rest"), ["a\nwe\na\nwe", "", "\n", b"rest"]),
        (png(chunk(b"iTXt", b"a\0\1\0en\0b\0" + zlib.compress(b"we"))), ["a\nen\nb\nwe\na\nen\nb\nwe", "", "\n", b""]),
        (jpeg((0xFE, b"we"), behind=b"rest"), ["we\nwe", "", b"rest"]),
        (b"\xff\xd8\xff\xe0\0\4we\0\1\0\6ours at the end of it", ["we\nwe", "ours at the end of it", b""]),
        (webp((b"EXIF", b"we"), (b"VP8 ", b"are"), (b"XMP ", b"in")) + b"rest", ["we\nwe", "in\nin", b"rest", ""]),
        (b"GIF89a\x21\xfe\3our\4selv\0 and more of the same\1", ["ourselv\nourselv", " and more of the same"]),
        (b"\0\0\1\0\2and more of the same\1", ["and more of the same"]),
        (b"\0\0\0\x1cftypavif and more of it", ["ftypavif and more of it"]),
    ],
    ids=["png", "packed png", "jpeg", "jpeg without an end", "webp", "gif", "ico", "avif"],
)
def test_a_picture_is_read_by_its_kind(content, read):
    assert is_picture(content)
    assert list(picture_said(content, Budget())) == read


def test_words_of_one_kind_of_file_come_by_their_channel():
    assert {channel for channel, _ in readings(b'{"a": "<p title=one>two thr<b>ee</b></p>"}', "a")} == {"json"}
    assert ("markup", "one") in list(readings(b"see <p title=one>", "a.txt"))
    assert "three" in said('{"a": "<p>two thr<b>ee</b></p>"}')
    assert list(readings(b"...", "a.txt")) == []


def test_a_text_is_unwrapped_so_often_and_no_more():
    for times, heard in ((6, True), (7, False)):
        text = SAID
        for _ in range(times):
            text = quote(text)
        assert (SAID in said(text)) is heard
    assert SAID in said(quote(SAID[::-1]))
    assert SAID not in said(quote(quote(SAID[::-1])))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zlib.compress])
def test_what_is_packed_and_written_in_letters_is_read(pack):
    assert SAID in said(base64.b64encode(pack(SAID.encode())))


def test_a_path_that_does_not_open_says_nothing_of_it():
    assert not any("does not open" in text for text in decoded(base64.b64encode(b"PK\x03\x04 and no more of it").decode()))


def test_one_audit_hears_a_text_once():
    heard = Heard()
    assert list(readings(SAID.encode(), "a", heard=heard))
    assert list(readings(SAID.encode(), "b", heard=heard)) == []


NOISE = bytes(range(128, 256))
FONT = b"\0\1\0\0" + NOISE * 4 + b"\1\2\3"


def test_what_lies_hidden_is_read_for_what_it_seems_to_be():
    assert "json" in {channel for channel, _ in readings(FONT + gzip.compress(b'{"a": "one", "some": "thing"}'), "a")}
    assert SAID in said(FONT + bz2.compress(gzip.compress(SAID.encode())))
    assert SAID in said(FONT + bz2.compress(NOISE + SAID.encode()))
    assert SAID in said(jpeg((0xE1, gzip.compress(SAID.encode()))))
    assert not refused(FONT + bz2.compress(bytes(range(256)) * 2))
    assert SAID in said(FONT * 2 + pdf(b"BT /F1 12 Tf (" + SAID.encode() + b") Tj ET"))
    assert SAID not in said(png(chunk(b"IDAT", zlib.compress(SAID.encode()))))


def test_what_nobody_knows_is_read_all_the_same():
    assert SAID in said(NOISE + b"\1\2" + SAID.encode())
    assert refused(NOISE + b"\1\2" + SAID.encode()) == ["nobody knows what kind of file it is"]


def test_names_of_members_tell_what_does_not_open():
    assert set(refused(archive({"A.ZST": b"anything"}))) == {"it is zst, and does not open"}
    assert set(refused(gzip.compress(b"anything"), "A.ZST.gz")) == {"it is zst, and does not open"}


def test_what_is_read_is_counted_once(monkeypatch):
    packed, letters = gzip.compress(SAID.encode() * 20), base64.b64encode(SAID.encode())
    monkeypatch.setattr(limits, "UNPACKED", len(packed) + len(SAID) * 30)
    assert not refused(packed)
    monkeypatch.setattr(limits, "UNPACKED", len(letters) + 10)
    assert refused(letters) == ["there is more in it than can be read"]
    monkeypatch.setattr(limits, "UNPACKED", 100_000)
    assert refused(archive({name: gzip.compress(bytes(200_000)) for name in "ab"})) == ["there is more in it than can be read"]
    assert refused(FONT * 2 + gzip.compress(bytes(200_000))) == ["there is more in it than can be read"]


def test_a_text_may_be_read_so_many_times_its_length(monkeypatch):
    monkeypatch.setattr(limits, "TIMES", 1)
    text = "we are here " * 500
    assert not refused(text.encode()) and list(decoded(text))
    assert refused(f"{text} %20 {text}".encode()) == ["there is more in it than can be read"]


def test_a_tag_that_is_one_long_word_is_read_in_no_time():
    with watched():
        assert [said for _, said in views(f"<a {'&#' * 100_000} b=c>")][-1] == "c"


def test_addresses_and_names_of_files_are_read_beside_a_very_long_word():
    with watched():
        found = dict(read(f"{'A' * 400_000} ola@home.example late-part", (MAIL, ID)))
    assert found == {MAIL: {"ola@home.example"}, ID: {"late-part"}}
