"""Many pages in one: each page's HTML with links that lead to anchors, names that no other page has, and its pictures within."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urlsplit

from playbook_plugins.pages.templates import rendered

INNER = ":"
"""What stands between a page's anchor and a name within the page; no path of a page holds it."""
_NAMING = {"id", "for", "name", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"}
_AWAY = ("http", "https", "mailto", "tel", "sms")
_LEFT_OUT = ("srcset", "style")
"""Attributes that would ask for another file, or that the file's own policy refuses."""


_QUIET = "pb-quiet"
"""Marks the last lines of a text: its edition, since the file has one of its own, and that the checklist has something to say about it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one file holds."""

    anchors: Mapping[str, str]
    """The anchor of each page, by its path."""
    picture: Callable[[str], str]
    """A picture by its path as a `data:` address; empty where the file does not hold it."""
    table: str
    """What a table that may be wider than the screen is called for those who cannot see it."""


def anchor(path: str) -> str:
    """What a page is called within the file: `policies/birthdays`, `policies` for the list, `home` for the first."""
    return path.removesuffix(".md").removesuffix("/index") if path != "index.md" else "home"


def anchored(path: str, body: str, bound: Bound) -> str:
    """The Markdown of the page at `path` as a part of the file."""
    page = _Page(path, bound)
    page.feed(_made(body))
    page.close()
    return "".join(page.parts)


@lru_cache(maxsize=2048)
def _made(body: str) -> str:
    # every site of one run, and every page that has not changed, asks for the same
    return rendered(body)


class _Page(HTMLParser):
    def __init__(self, path: str, bound: Bound) -> None:
        super().__init__(convert_charrefs=False)
        self.path, self.bound, self.parts = path, bound, list[str]()
        self.plain = 0
        """How many links are open that lead nowhere within the file."""
        self.quiet: int | None = None
        """Where a mark began whose paragraph is left out with it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.plain:
            self.plain -= 1
            self.parts.append("</span>")
        else:
            self.parts.append(f"</{tag}>" + ("</div>" if tag == "table" else ""))
        if tag == "p" and self.quiet is not None:
            del self.parts[self.quiet :]
            self.quiet = None

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def _open(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "div" and given.get("class") == _QUIET:
            self.quiet = len(self.parts)
        said = {name: self._named(name, value) for name, value in given.items() if name not in _LEFT_OUT}
        if tag == "a" and "href" in said:
            if led := self._led(said["href"] or ""):
                said["href"] = led
                said.pop("download", None)
            else:
                self.plain += 1
                tag, said = "span", {"class": " ".join(filter(None, (said.get("class"), "pb-not-here")))}
        elif tag == "img":
            if not (held := self._picture(said.get("src") or "")):
                self.parts.append(escape(said.get("alt") or ""))
                return
            said["src"] = held
        elif tag == "table":
            self.parts.append(f'<div class="pb-wide" role="region" tabindex="0" aria-label="{escape(self.bound.table)}">')
            said["class"] = "pb-table"
        written = (name if value is None else f'{name}="{escape(value)}"' for name, value in said.items())
        self.parts.append(f"<{' '.join((tag, *written))}>")

    def _named(self, name: str, value: str | None) -> str | None:
        if name not in _NAMING or not value:
            return value
        own = self.bound.anchors[self.path] + INNER
        return " ".join(own + one for one in value.split())

    def _led(self, href: str) -> str:
        """Where a link leads within the file, or away from it; empty where it leads to what the file does not hold, or nowhere on the site either."""
        parts = urlsplit(href)
        if href == "#":
            return ""
        if parts.scheme or parts.netloc:
            return href if parts.scheme in _AWAY else ""
        found = self.path if not parts.path else next((path for path in self._paths(parts.path) if path in self.bound.anchors), "")
        if not found:
            return ""
        name = self.bound.anchors[found] + (INNER + unquote(parts.fragment) if parts.fragment else "")
        return "#" + quote(name, safe="/:")

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
