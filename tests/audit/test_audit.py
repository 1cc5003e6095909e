"""Internal wording is found wherever a finished site could say it."""

import gzip
import html
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from playbook_plugins.audit import audit, fingerprints, look
from playbook_plugins.checklist.run import findings_on
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.leak import Leak

SECRET = "We don't ask why: we replace the whole wheel & charge nothing at all."
OTHER = "The shop is open from nine until five on every day but Sunday."

FORMS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "paragraph": ("index.html", "text", lambda text: f"<p>{html.escape(text)}</p>"),
    "emphasis": ("index.html", "text", lambda text: "<p>" + text.replace("whole", "<strong>who</strong>le") + "</p>"),
    "link in it": ("a/index.html", "text", lambda text: text.replace("replace", '<a href="x" title=">">replace</a>')),
    "over cells": ("index.html", "text", lambda text: "<td>" + text.replace(" ", "</td><td>") + "</td>"),
    "capitals": ("index.html", "text", str.upper),
    "curly quotes": ("index.html", "text", lambda text: text.replace("'", "&rsquo;")),
    "soft hyphens": ("index.html", "text", lambda text: text.replace("replace", "re&shy;place").replace("&", "&amp;", 0)),
    "line breaks": ("index.html", "text", lambda text: text.replace(" ", "\n   ")),
    "numeric entities": ("index.html", "text", lambda text: "".join(f"&#{ord(letter)};" for letter in text)),
    "title attribute": ("index.html", "markup", lambda text: f'<img alt="{html.escape(text)}">'),
    "data attribute": ("index.html", "markup", lambda text: f"<div data-x='{html.escape(text, quote=True)}'></div>"),
    "comment": ("index.html", "markup", lambda text: f"<!-- {text} -->"),
    "open comment": ("index.html", "markup", lambda text: f"<!-- {text}"),
    "meta": ("index.html", "markup", lambda text: f'<meta name="description" content="{html.escape(text)}">'),
    "mail address": ("index.html", "markup", lambda text: f'<a href="mailto:x@y?body={quote(text)}">x</a>'),
    "script": ("index.html", "text", lambda text: f"<script>x = {json.dumps(text)}</script>"),
    "search index": ("search/search_index.json", "json", lambda text: json.dumps({"docs": [{"text": f"<p>{html.escape(text)}</p>"}]})),
    "json key": ("fit.json", "json", lambda text: json.dumps({text: 1})),
    "json, escaped": ("fit.json", "json", lambda text: '{"a":"' + "".join(f"\\u{ord(letter):04x}" for letter in text) + '"}'),
    "json, broken": ("fit.json", "text", lambda text: "{" + json.dumps(text)),
    "feed": ("feed.xml", "text", lambda text: f"<item><description>{html.escape(html.escape(text))}</description></item>"),
    "picture": ("a.svg", "text", lambda text: f"<svg><text>{html.escape(text)}</text></svg>"),
    "plain text": ("robots.txt", "text", lambda text: f"# {text}"),
    "style": ("a.css", "text", lambda text: f'a::after{{content:"{text}"}}'),
    "no suffix": ("CNAME", "text", lambda text: text),
    "file name": ("we-replace-the-whole-wheel-charge-nothing.html", "path", lambda text: "x"),
    "folder name": ("we/replace/the/whole/wheel/charge/nothing/x.png", "path", lambda text: "x"),
}


def put(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("form", FORMS)
def test_internal_wording_is_found(tmp_path: Path, form: str):
    name, channel, disguise = FORMS[form]
    put(tmp_path, name, disguise(SECRET))
    assert {(hit.path, hit.channel) for hit in audit(tmp_path, fingerprints([SECRET]))} == {(name, channel)}


@pytest.mark.parametrize("form", FORMS)
def test_other_wording_is_not(tmp_path: Path, form: str):
    name, _, disguise = FORMS[form]
    put(tmp_path, name, disguise(SECRET))
    assert audit(tmp_path, fingerprints([OTHER])) == ()


def test_packed_files_are_unpacked(tmp_path: Path):
    put(tmp_path, "sitemap.xml.gz", gzip.compress(f"<a>{SECRET}</a>".encode()))
    assert [hit.path for hit in audit(tmp_path, fingerprints([SECRET]))] == ["sitemap.xml.gz"]


def test_what_only_looks_packed_is_read_as_it_is(tmp_path: Path):
    put(tmp_path, "a.txt.gz", SECRET)
    assert audit(tmp_path, fingerprints([SECRET]))


def test_a_page_in_a_wrong_encoding_is_read_all_the_same(tmp_path: Path):
    put(tmp_path, "index.html", b"\xff\xfe<p>" + SECRET.encode() + b"</p>")
    assert audit(tmp_path, fingerprints([SECRET]))


def test_five_words_in_a_row_are_a_coincidence(tmp_path: Path):
    put(tmp_path, "index.html", "we replace the whole wheel for a price")
    assert audit(tmp_path, fingerprints(["and then we replace the whole wheel at once"])) == ()


def test_wording_that_is_excused_is_left_out(tmp_path: Path):
    put(tmp_path, "index.html", f"<p>{SECRET}</p>")
    assert audit(tmp_path, fingerprints([SECRET], [f"Shared: {SECRET}"])) == ()


def test_an_excuse_covers_no_more_than_its_words(tmp_path: Path):
    put(tmp_path, "index.html", f"<p>{SECRET} And the tube, and the tyre as well.</p>")
    assert audit(tmp_path, fingerprints([f"{SECRET} And the tube, and the tyre as well."], [SECRET]))


def test_runs_do_not_go_from_one_text_into_the_next():
    assert not fingerprints(["one two three", "four five six"])


def test_nothing_is_read_where_nothing_is_looked_for(tmp_path: Path):
    assert audit(tmp_path / "missing", Fingerprints()) == ()


def test_a_hit_says_where_and_how_but_not_what(tmp_path: Path):
    put(tmp_path, "index.html", f"<p>{SECRET}</p><p>{SECRET}</p>")
    (hit,) = audit(tmp_path, fingerprints([SECRET]))
    assert (hit.path, hit.channel) == ("index.html", "text")
    assert str(Leak("index.html", "text")) == "index.html (text)"


def test_fingerprints_are_the_same_in_every_process():
    program = f"from playbook_plugins.audit import fingerprints; print(sorted(fingerprints([{SECRET!r}]).marks['words-6']))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(sorted(fingerprints([SECRET]).marks["words-6"]))
    assert all(len(mark) == 8 for mark in fingerprints([SECRET]).marks["words-6"])


def test_every_file_that_says_it_is_told(tmp_path: Path):
    for name in ("a.html", "b.html"):
        put(tmp_path, name, f"<p>{SECRET}</p>")
    assert [hit.path for hit in audit(tmp_path, fingerprints([SECRET]))] == ["a.html", "b.html"]


def test_what_nobody_can_read_is_told(tmp_path: Path):
    put(tmp_path, "a.zst", "x")
    put(tmp_path, "b.txt", "x")
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    os.mknod(tmp_path / "d", stat.S_IFSOCK)
    assert [(hit.path, hit.channel) for hit in audit(tmp_path, fingerprints([SECRET]))] == [(name, "unreadable") for name in ("a.zst", "c.txt", "d")]


def test_a_file_that_is_too_large_is_told_with_the_limit_and_not_read(tmp_path: Path):
    with (tmp_path / "wheel.mp4").open("wb") as film:
        film.truncate(3 << 30)
    (leak,) = leaks = audit(tmp_path, fingerprints([SECRET]))
    assert (leak.path, leak.channel) == ("wheel.mp4", "too large")
    (found,) = findings_on(leaks)
    assert "`wheel.mp4` (larger than 32 MB, which is the most that is looked through)" in found.message
    assert "smaller" in found.help


def test_parts_of_a_site_to_come_are_told_under_their_names():
    said, other = SECRET.encode(), OTHER.encode()
    parts = [("`b`", said), ("`a`", b"<!-- %b -->" % said), ("`a`", b"<!-- %b -->" % said), ("`c`", other), (SECRET, other), ("`d`", bytes(range(256)))]
    hits = look(parts, fingerprints([SECRET]))
    assert [(hit.path, hit.channel) for hit in hits] == [("`a`", "markup"), ("`b`", "text")]
