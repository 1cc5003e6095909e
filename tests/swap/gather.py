"""Every sentence that the public site says: the fixed ones from the catalogue, and the owner's from the finished pages."""

import re
import tomllib
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path

from playbook_plugins.checklist.sentences import Sentences, is_word

_KEY = re.compile(r"\"([a-z]+)\.([a-z][a-z-]*)\"")
_BLANK = re.compile(r"\\\{([a-z]+)\\\}")
_PUBLIC = ("site", "fit", "promises", "partners", "channel")
"""Sections of the catalogue that speak to everybody; of the others, what a public page asks for."""
_INTERNAL = {("site", "playbook"), ("site", "internal"), ("site", "tab")}
"""What stands around the pages of staff alone."""
_INLINE = frozenset({"a", "b", "bdi", "code", "em", "i", "img", "input", "strong"})
"""Marks within a line; any other begins a new one."""
_REACH = ("tel:", "sms:", "mailto:")
"""A link that reaches somebody is a line of its own."""


def fixed(package: Path, language: str) -> set[str]:
    """The sentences of the catalogue that public pages and their channels are made of, with their blanks."""
    catalogue = tomllib.loads((package / "words" / f"{language}.toml").read_text("utf-8"))
    makers = (file for folder in ("public", "channels") for file in (package / "pages" / folder).rglob("*.*") if file.suffix in (".py", ".j2"))
    asked = {key for file in makers for key in _KEY.findall(file.read_text("utf-8"))}
    asked |= {(section, name) for section in _PUBLIC for name in catalogue[section]}
    found = (catalogue.get(section, {}).get(name) for section, name in asked - _INTERNAL)
    return {sentence for text in found if isinstance(text, str) for sentence in _sentences(text)}


def rendered(page: Path, facts: Collection[str]) -> set[str]:
    """The sentences of a finished page as they are read there; lines that are mere `facts` are left out."""
    parser = _Lines()
    parser.feed(page.read_text("utf-8"))
    lines = {" ".join(line.split()) for line in parser.lines}
    return {sentence for line in lines - set(facts) for sentence in _sentences(line)}


def fills(sentence: str, fixed: Collection[str]) -> bool:
    """Whether it is one of the fixed sentences with its blanks filled in."""
    return any(re.fullmatch(_BLANK.sub(_filled, re.escape(one)), sentence) for one in fixed)


def _filled(blank: re.Match[str]) -> str:
    return r"\+?[\d ]+" if blank[1] == "phone" else ".+"


def _sentences(text: str) -> Iterator[str]:
    ends = Sentences(text).ends
    for begin, end in zip(ends, ends[1:]):
        if is_word(sentence := text[begin:end]):
            yield sentence.strip().rstrip(".:")


class _Lines(HTMLParser):
    """The lines of the article on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "article"
        if tag not in _INLINE or str(dict(attrs).get("href")).startswith(_REACH):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"
        if tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, text: str) -> None:
        if self.inside:
            self.lines[-1] += text
