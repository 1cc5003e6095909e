"""Ways in which a sentence can stand in a finished site without being seen at once: each makes one file of it."""

import base64
import bz2
import codecs
import gzip
import html
import io
import json
import lzma
import quopri
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

Made = tuple[str, bytes]
"""A file's path in the site, and its content."""
DISGUISES: dict[str, Callable[[Path, str], Made]] = {}
"""Each takes the clean site and a sentence."""


def disguise(made: Callable[[Path, str], Made]) -> Callable[[Path, str], Made]:
    DISGUISES[made.__name__.strip("_").replace("_", " ")] = made
    return made


def page(name: str, write: Callable[[str], str], *, file: str = "index.html", before: str = "</article>") -> None:
    """Put what `write` makes of a sentence into a page."""

    def made(site: Path, sentence: str) -> Made:
        whole = (site / file).read_text("utf-8")
        assert before in whole
        head, found, tail = whole.rpartition(before)
        return file, (head + write(sentence) + found + tail).encode()

    DISGUISES[name] = made


def plain(name: str, file: str, write: Callable[[str], str | bytes]) -> None:
    """Make a file of its own."""

    def made(site: Path, sentence: str) -> Made:
        content = write(sentence)
        return file, content.encode() if isinstance(content, str) else content

    DISGUISES[name] = made


def words(mark: str) -> Callable[[str], str]:
    return lambda sentence: "".join(mark.format(html.escape(word)) for word in sentence.split())


def letters(mark: str) -> Callable[[str], str]:
    return lambda sentence: "".join(mark.format(ord(letter)) for letter in sentence)


def within(mark: str) -> Callable[[str], str]:
    """A mark in the middle of each long word."""
    return lambda sentence: " ".join(word[:2] + mark + word[2:] if len(word) > 3 else word for word in sentence.split())


LOOKS = str.maketrans("aeopcxyiHTM", "аеорсхуіНТМ")
BOLD = {ord(letter): chr(0x1D41A + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
TAGS = {code: chr(0xE0000 + code) for code in range(32, 127)}

page("a paragraph", lambda s: f"<p>{html.escape(s)}</p>")
page("bold within words", within("<b>"))
page("numbered entities", letters("&#{};"))
page("entities of entities", letters("&amp;#x{:x};"))
page("one cell a word", words("<td>{}</td>"))
page("one list item a word", words("\n<li>\n{}\n</li>\n"))
page("one span a word", words("<span>{}</span>"))
page("one span a letter", lambda s: "".join(f"<span>{html.escape(letter)}</span>" for letter in s))
page("a title", lambda s: f'<i title="{html.escape(s)}"></i>')
page("one attribute a word", words('<i class="md-x" data-w="{}"></i>'))
page("a comment", lambda s: f"<!-- {s} -->")
page("a comment that never ends", lambda s: f"<!-- {s} ", before="</html>")
page("comments within words", within("<!-- x -->"))
page("a hidden template", lambda s: f"<template hidden><div>{html.escape(s)}</div></template>")
page("what a reader's agent sees", lambda s: f'<meta name="description" content="{html.escape(s)}">', before="</head>")
page("a script's escapes", lambda s: f"<script>x='{letters(chr(92) + 'u{:04x}')(s)}'</script>")
page("a script's long escapes", lambda s: f"<script>x='{letters(chr(92) + 'u{{{:x}}}')(s)}'</script>")
page("a data address", lambda s: f'<a href="data:text/html;base64,{base64.b64encode(f"<p>{s}</p>".encode()).decode()}">x</a>')
page("a mail's body, quoted twice", lambda s: f'<a href="mailto:shop@shop.example?body={quote(quote(s))}">x</a>')
page("soft hyphens", within("&shy;"))
page("signs of no width", within("\u200b\u2060"))
page("letters that look alike", lambda s: s.translate(LOOKS))
page("mathematical letters", lambda s: s.lower().translate(BOLD))
page("struck letters", lambda s: "".join(letter + "\u0336" for letter in s))
page("letters that nobody sees", lambda s: f"<p>Welcome{s.translate(TAGS)}</p>")
page("spaced letters", lambda s: "   ".join(" ".join(word) for word in s.split()))
page("letters with hyphens", lambda s: " ".join("-".join(word) for word in s.split()))
page("from behind", lambda s: f"<p>{html.escape(s[::-1])}</p>")
page("thirteen letters on", lambda s: f"<p>{html.escape(codecs.encode(s, 'rot13'))}</p>")
page("ruby", words("<ruby>{} <rt>note</rt></ruby> "))
page("marks of Markdown", within("**"))
page("a page that forwards", lambda s: f'<meta http-equiv="refresh" content="0; url=/{quote(s)}">', file="404.html", before="</head>")
page("the map of the site", lambda s: f"<!-- {html.escape(s)} -->", file="sitemap.xml", before="</urlset>")
plain("a feed, escaped twice", "feed.xml", lambda s: f"<rss><item><description>{html.escape(html.escape(f'<b>{s}</b>'))}</description></item></rss>")
plain("a packed map", "sitemap.xml.gz", lambda s: gzip.compress(f"<url><loc>{s}</loc></url>".encode()))
plain("a style's content", "a.css", lambda s: "a::after{content:'" + "".join(f"\\{ord(letter):x} " for letter in s) + "'}")
plain("one style a word", "b.css", words('i::before{{content:"{}"}}'))
plain("a style's comment", "c.css", lambda s: f"/* {s} */ a{{color:red}}")
plain("strings put together", "a.js", lambda s: 'x="' + '" + "'.join(s[start : start + 5] for start in range(0, len(s), 5)) + '"')
plain("an array of words", "b.js", lambda s: f"x={json.dumps(s.split())}")
plain("codes of letters", "c.js", lambda s: f"String.fromCharCode({','.join(str(ord(letter)) for letter in s)})")
plain("a map of sources", "c.js.map", lambda s: json.dumps({"version": 3, "sourcesContent": [f"// {s}\nlet a = 1"]}))
plain("base64 for addresses", "a.json", lambda s: json.dumps({"a": base64.urlsafe_b64encode(s.encode()).decode().rstrip("=")}))
plain("words in a list", "b.json", lambda s: json.dumps([{"id": place, "w": word} for place, word in enumerate(s.split())]))
plain("keys", "c.json", lambda s: json.dumps({word + " " * place: 1 for place, word in enumerate(s.split())}))
plain("lines of base64", "a.eml", lambda s: b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes((s + " ." * 40).encode()) + b"\n--end")
plain("quoted printables", "b.eml", lambda s: quopri.encodestring(s.replace("e", "é").encode()).replace(b"=C3=A9", b"=65"))
plain("hex", "a.txt", lambda s: s.encode().hex())
plain("hex with spaces", "b.txt", lambda s: s.encode().hex(" "))
plain("base32", "c.txt", lambda s: base64.b32encode(s.encode()))
plain("one line a word", "robots.txt", words("# {}\r\n"))
plain("a headers file", "_headers", lambda s: f"/*\n  X-Note: {s}\n")
plain("no suffix", "CNAME", lambda s: s)
plain("wide letters", "d.txt", lambda s: s.encode("utf-16-le"))
plain("wider letters", "e.txt", lambda s: s.encode("utf-32"))
plain("a drawing's text", "a.svg", lambda s: f'<svg xmlns="http://www.w3.org/2000/svg"><text>{words("<tspan>{}</tspan>")(s)}</text></svg>')
plain("a drawing's note", "b.svg", lambda s: f"<svg><metadata>{html.escape(s)}</metadata></svg>")


@disguise
def a_files_name(site: Path, sentence: str) -> Made:
    return "-".join(_only_words(sentence))[:200] + ".html", b"x"


@disguise
def the_name_of_a_page_in_one_word(site: Path, sentence: str) -> Made:
    return "".join(word.title() for word in _only_words(sentence))[:200] + ".html", b"x"


@disguise
def folders(site: Path, sentence: str) -> Made:
    return "/".join(map(quote, sentence.replace("/", " ").split())) + "/index.html", b"x"


def _only_words(sentence: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in sentence).split()


@disguise
def the_search_index(site: Path, sentence: str) -> Made:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    index["docs"].append({"location": "x/", "title": "X", "text": f"<p>{html.escape(sentence)}</p>"})
    return "search/search_index.json", json.dumps(index).encode()


PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, field: bytes) -> bytes:
    return struct.pack(">I", len(field)) + kind + field + struct.pack(">I", zlib.crc32(kind + field))


def png(*chunks: bytes, behind: bytes = b"") -> bytes:
    """A picture of one point."""
    head, point = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\0\0"))
    return PNG + head + b"".join(chunks) + point + chunk(b"IEND", b"") + behind


def jpeg(*segments: tuple[int, bytes], behind: bytes = b"") -> bytes:
    fields = b"".join(struct.pack(">BBH", 255, kind, len(field) + 2) + field for kind, field in segments)
    return b"\xff\xd8" + fields + b"\xff\xda\0\x02\x11\x22\xff\xd9" + behind


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    fields = b"".join(kind + struct.pack("<I", len(field)) + field + b"\0" * (len(field) % 2) for kind, field in chunks)
    return b"RIFF" + struct.pack("<I", len(fields) + 4) + b"WEBP" + fields


plain("a picture's text", "a.png", lambda s: png(chunk(b"tEXt", b"Comment\0" + s.encode("latin-1", "replace"))))
plain("a picture's packed text", "b.png", lambda s: png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(s.encode()))))
plain("a picture's long text", "c.png", lambda s: png(chunk(b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(s.encode()))))
plain("behind a picture", "d.png", lambda s: png(behind=s.encode()))
plain("an archive behind a picture", "e.png", lambda s: png(behind=archive({"a.txt": s.encode()})))
plain("a photo's comment", "a.jpg", lambda s: jpeg((0xFE, s.encode())))
plain("a photo's title", "b.jpg", lambda s: jpeg((0xE1, b"Exif\0\0II*\0" + s.encode("utf-16-le"))))
plain("a photo's keywords", "c.jpg", lambda s: jpeg((0xED, b"".join(b"\x1c\x02\x19" + struct.pack(">H", len(w)) + w.encode() for w in s.split()))))
plain("a picture's rights", "a.webp", lambda s: webp((b"VP8 ", b"\x9d\x01\x2a\0"), (b"XMP ", f"<x:xmpmeta><dc:rights>{html.escape(s)}</dc:rights></x:xmpmeta>".encode())))
plain("behind a photo, packed", "d.jpg", lambda s: jpeg(behind=gzip.compress(s.encode())))


def archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tape(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as opened:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def letter_document(sentence: str) -> bytes:
    """A letter of an office programme, in which words are torn apart."""
    torn = "".join(f"<w:r><w:t>{html.escape(sentence[start : start + 4])}</w:t></w:r>" for start in range(0, len(sentence), 4))
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": f"<w:document><w:p>{torn}</w:p></w:document>".encode()})


plain("an office letter", "a.docx", letter_document)
plain("an archive", "a.zip", lambda s: archive({"a.txt": s.encode()}))
plain("a name in an archive", "b.zip", lambda s: archive({f"{s}.txt": b"x"}))
plain("an archive in an archive", "c.tar.xz", lambda s: lzma.compress(tape({"b.bin": archive({"a.html": f"<p>{s}</p>".encode()})})))
plain("a packed page", "a.html.bz2", lambda s: bz2.compress(f"<p>{s}</p>".encode()))
plain("packed under another name", "b.png", lambda s: gzip.compress(s.encode()))
plain("packed without a name", "a.bin", lambda s: zlib.compress(s.encode()))
plain("packed and written as letters", "f.txt", lambda s: base64.b64encode(gzip.compress(s.encode())))


def pdf(content: bytes, *, notes: bytes = b"", more: bytes = b"") -> bytes:
    """A document of one page."""
    packed = zlib.compress(content)
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Producer (x) %s >>" % notes,
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, more, len(made))


plain("a document's page", "a.pdf", lambda s: pdf(b"BT /F1 12 Tf 50 700 Td [" + b"-9".join(b"<" + s[at : at + 3].encode("cp1252", "replace").hex().encode() + b">" for at in range(0, len(s), 3)) + b"] TJ ET"))
plain("a document's subject", "b.pdf", lambda s: pdf(b"BT ET", notes=b"/Subject <" + ("\ufeff" + s).encode("utf-16-be").hex().encode() + b">"))
