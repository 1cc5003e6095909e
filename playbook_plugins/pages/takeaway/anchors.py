"""Many pages in one: each page's HTML with links that lead to anchors, names that no other page has, and its pictures within."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from playbook_plugins.pages.memory import Memory
from playbook_plugins.pages.templates import rendered

INNER = ":"
"""What stands between a page's anchor and a name within the page; no path of a page holds it."""
_NAMING = {"id", "for", "name", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"}
_AWAY = ("http", "https", "mailto", "tel", "sms")
_LEFT_OUT = ("srcset", "style")
"""Attributes that would ask for another file, or that the file's own policy refuses."""


_QUIET = "pb-quiet"
"""Marks the last lines of a text: its edition, since the file has one of its own, and that the checklist has something to say about it."""


_TAG = re.compile(r"(<!--.*?-->|</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)


@dataclass(frozen=True)
class Bound:
    """What one file may hold."""

    anchors: Mapping[str, str]
    """The anchor of each page, by its path."""
    picture: Callable[[str], str]
    """A picture by its path as a `data:` address; empty where the file does not hold it."""
    table: str
    """What a table that may be wider than the screen is called for those who cannot see it."""

    @cached_property
    def mark(self) -> str:
        """What stands for all of it but the pictures."""
        return sha256(repr((sorted(self.anchors.items()), self.table)).encode("utf-8", "surrogatepass")).hexdigest()


class Way(NamedTuple):
    """A part of a page that depends on whether the file holds another one."""

    page: str
    """The other page, by its path."""
    there: str
    """What stands here if it does."""
    away: str
    """And if it does not."""


Part = str | Way
_MADE: Memory[bytes, tuple[Part, ...]] = Memory("pocket")
"""The parts of each page, by what stands for its path, its Markdown and all that the file may hold."""


def anchor(path: str) -> str:
    """What a page is called within the file: `policies/birthdays`, `policies` for the list, `home` for the first."""
    return path.removesuffix(".md").removesuffix("/index") if path != "index.md" else "home"


def anchored(path: str, body: str, bound: Bound) -> tuple[Part, ...]:
    """The Markdown of the page at `path` as a part of the file."""
    if "![" in body or "<img" in body.lower():
        # whether there is room for a picture depends on those before it
        return _made(path, body, bound)
    found = _MADE.find(decides := sha256("\0".join((bound.mark, path, body)).encode("utf-8", "surrogatepass")).digest())
    if found is None:
        _MADE.note(decides, found := _made(path, body, bound))
    return found


def _made(path: str, body: str, bound: Bound) -> tuple[Part, ...]:
    return _together(_Page(path, bound).parts(rendered(body)))


def _together(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same, with one text for all that stand side by side."""
    made: list[Part] = []
    for plain, some in groupby(parts, lambda part: isinstance(part, str)):
        made += ["".join(some)] if plain else some
    return tuple(made)


def joined(parts: Sequence[Part], held: Collection[str]) -> str:
    """The parts of a page in a file that holds these pages."""
    return "".join(part if isinstance(part, str) else part.there if part.page in held else part.away for part in parts)


class _Read(HTMLParser):
    """One tag, as a browser reads it."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=False)
        self.name, self.given, self.ends = "", dict[str, str | None](), False
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.given = tag, dict(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.name, self.ends = tag, True


@lru_cache(maxsize=4096)
def _read(written: str) -> tuple[str, Mapping[str, str | None], bool]:
    # a page has a hundred tags, and few that no other page has
    read = _Read(written)
    return read.name, {name: value for name, value in read.given.items() if name not in _LEFT_OUT}, read.ends


@lru_cache(maxsize=4096)
def _alike(written: str) -> str:
    """A tag that is the same on every page; empty where it is not."""
    name, given, ends = _read(written)
    if name in (("a", "table", "p", "") if ends else ("a", "img", "table", "")) or given.get("class") == _QUIET or not _NAMING.isdisjoint(given):
        return ""
    return f"</{name}>" if ends else _opening(name, given)


def _opening(name: str, given: Mapping[str, str | None]) -> str:
    written = (key if value is None else f'{key}="{escape(value)}"' for key, value in given.items())
    return f"<{' '.join((name, *written))}>"


class _Page:
    """One page on its way into the file."""

    def __init__(self, path: str, bound: Bound) -> None:
        self.path, self.bound = path, bound
        self.closing: list[Part] = []
        """What ends each link that is open."""

    def parts(self, html: str) -> list[Part]:
        """The page's HTML, its links and names those of the file."""
        found: list[Part] = []
        quiet: int | None = None
        """Where a mark began whose paragraph is left out with it."""
        for number, piece in enumerate(_TAG.split(html)):
            if number % 2 == 0:
                found.append(piece)
            elif alike := _alike(piece):
                found.append(alike)
            else:
                name, given, ends = _read(piece)
                if name == "div" and given.get("class") == _QUIET:
                    quiet = len(found)
                found += self._closed(name) if ends else self._opened(name, dict(given))
                if ends and name == "p" and quiet is not None:
                    del found[quiet:]
                    quiet = None
        return found

    def _closed(self, name: str) -> Iterator[Part]:
        if name == "a" and self.closing:
            yield self.closing.pop()
        elif name:
            yield f"</{name}>" + ("</div>" if name == "table" else "")

    def _opened(self, name: str, given: dict[str, str | None]) -> Iterator[Part]:
        said = {key: self._named(key, value) for key, value in given.items()}
        if name == "a" and "href" in said:
            yield self._link(said)
        elif name == "img":
            held = self._picture(said.get("src") or "")
            yield _opening(name, {**said, "src": held}) if held else escape(said.get("alt") or "")
        elif name == "table":
            yield f'<div class="pb-wide" role="region" tabindex="0" aria-label="{escape(self.bound.table)}">'
            yield _opening(name, {**said, "class": "pb-table"})
        elif name:
            yield _opening(name, said)
            if name == "a":
                self.closing.append("</a>")

    def _link(self, said: dict[str, str | None]) -> Part:
        page, led = self._led(said["href"] or "")
        away = _opening("span", {"class": " ".join(filter(None, (said.get("class"), "pb-not-here")))})
        if not led:
            self.closing.append("</span>")
            return away
        there = _opening("a", {key: value for key, value in {**said, "href": led}.items() if key != "download"})
        self.closing.append(Way(page, "</a>", "</span>") if page else "</a>")
        return Way(page, there, away) if page else there

    def _named(self, name: str, value: str | None) -> str | None:
        if name not in _NAMING or not value:
            return value
        own = self.bound.anchors[self.path] + INNER
        return " ".join(own + one for one in value.split())

    def _led(self, href: str) -> tuple[str, str]:
        """The page of the file that a link leads to, and its address there; no page where it leads away from the file, nor an address where it leads nowhere."""
        parts = urlsplit(href)
        if href == "#":
            return "", ""
        if parts.scheme or parts.netloc:
            return "", href if parts.scheme in _AWAY else ""
        found = self.path if not parts.path else next((path for path in self._paths(parts.path) if path in self.bound.anchors), "")
        if not found:
            return "", ""
        name = self.bound.anchors[found] + (INNER + unquote(parts.fragment) if parts.fragment else "")
        return found, "#" + quote(name, safe="/:")

    def _paths(self, written: str) -> list[str]:
        """The pages that a link may mean: Markdown's stand beside the file that the page is made from, HTML's beside its address."""
        target = unquote(written)
        if target.endswith(".md"):
            return [posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))]
        address = self.path.removesuffix(".md").removesuffix("index")
        meant = posixpath.normpath(posixpath.join(address, target)).removesuffix("/index.html").removesuffix(".html")
        return ["index.md"] if meant in (".", "index") else [f"{meant}/index.md", f"{meant}.md"]

    def _picture(self, src: str) -> str:
        if src.startswith("data:image/"):
            return src
        path = unquote(urlsplit(src).path)
        address = self.path.removesuffix(".md").removesuffix("index")
        beside = (posixpath.normpath(posixpath.join(folder, path)) for folder in (posixpath.dirname(self.path), address))
        return next(filter(None, map(self.bound.picture, beside)), "") if path else ""
