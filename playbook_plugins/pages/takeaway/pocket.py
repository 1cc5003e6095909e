"""The staff playbook as one file for a telephone: every page that staff use, with search and ticks, and nothing to fetch.

With scripts one page is shown at a time, by the address behind `#`; without them
all stand one below another, behind a list of what there is.

A telephone opens no file of any size. Where there is more than fits, what is
needed first is in it, and it says how much is left out: so it costs the same to
make, however large the playbook is.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from importlib.resources import files

from playbook_plugins.model.edition import edition_of_all
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.pictures import ending
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import PREVIEW
from playbook_plugins.pages.takeaway.anchors import Bound, Part, anchor, anchored, joined
from playbook_plugins.pages.takeaway.leading import LeadingWords
from playbook_plugins.pages.templates import plain, templates
from playbook_plugins.words import Words
from playbook_plugins.words.languages import direction

PATH = "pocket.html"
"""Where the file stands on the site for staff."""
LEFT_OUT = ("owner/", "edit/", "tell/", "changed/", "writing/", "checklist/", "lists/due", "lists/roles/", PREVIEW)
"""What staff do not need with somebody in front of them: the owner's pages, all that wants to be read again, the manual, the rules, and the public pages."""
LIMIT = 2_000_000
"""Bytes above which the file is heavy for a phone and for whatever sends it there."""
_FIRST = ("index.md", "policies/index.md")
"""What leads to all the others."""
_NEEDED = ("shift", "counter", "gestures", "policy", "script", "role", "money", "list", "scenario")
"""Kinds of pages as they are needed with somebody in front of one, behind the pinned policies; all others come last."""
_AROUND, _BESIDE = 6_000, 300
"""Bytes of the file around its pages, and around each of them, about."""
_MOST = 1_400_000
"""Bytes of pictures, as letters, that the file holds: with texts of a usual length it stays below the limit."""
_LONG, _NAMED = 100_000, 3
"""Bytes of a text that alone keeps others out of the file, and how many such texts are named."""
_HELD = re.compile(r'^<section id="([^"]*)" class="pk-page" data-title=', re.MULTILINE)
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml"}
_BEFORE = 'document.documentElement.classList.add("pk-live");'
"""Runs before anything is drawn, so that nobody sees the long page for a moment."""
_WORDS, _SCRIPT = "assets/playbook/playbook-situations.js", "assets/playbook/playbook-staff.js"
_CLOSING = re.compile(r"</(?=script|style)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page of the file."""

    anchor: str
    title: str
    kind: str
    language: str
    direction: str
    body: str


def html(playbook: Playbook, pages: Sequence[Page], *, beside: Iterable[Asset], stamp: int) -> str:
    """The file, made from the pages for staff and from what stands `beside` them: pictures, style sheets and the script for staff."""
    there, words = {asset.path: asset.content for asset in beside}, Words(playbook.lexicon.language, currency=playbook.settings.business.currency)
    wanted = _wanted(pages)
    style, leading = _style(there), LeadingWords(there.get(_WORDS, b""))
    bound = Bound({page.path: anchor(page.path) for page in wanted}, _Pictures(there), words("site.table"))
    bodies = _fitting(_ranked(wanted, playbook.settings.home.pinned), bound, leading, room=LIMIT - _AROUND - _size(style) - _size(_script(there)))
    held = [page for page in wanted if page.path in bodies]
    script = _script(there, leading.script(bodies))
    leaves = [_leaf(page, joined(bodies[page.path], bodies), bound, words.language) for page in held]
    whole, name = edition_of_all(playbook, stamp), playbook.settings.business.name
    return templates("takeaway").get_template("pocket.html.j2").render(
        words=words,
        title=words("site.playbook", name=name),
        name=name,
        direction=direction(words.language),
        edition=words("pocket.edition", day=words.day(whole.day), mark=whole.mark) if whole.day else words("pocket.edition-undated", mark=whole.mark),
        policy="; ".join(f"{part} {' '.join(allowed)}" for part, allowed in _policy(style, script).items()),
        style=style,
        before=_BEFORE,
        script=script,
        leaves=leaves,
        menu=list(_menu(held, leaves)),
        short=words("pocket.short", held=words.number(len(held)), all=words.number(len(wanted))) if len(held) < len(wanted) else "",
    )


def left_out(pages: Iterable[Page], content: bytes) -> tuple[Page, ...]:
    """The pages that staff use and that the file has no room for."""
    held = set(map(unescape, _HELD.findall(content.decode("utf-8"))))
    return tuple(page for page in _wanted(pages) if anchor(page.path) not in held)


def count(pages: Iterable[Page]) -> int:
    """How many pages the file would hold if there were room for all."""
    return len(_wanted(pages))


def longest(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The texts that would leave room for many others if they were shorter, the longest first."""
    written = sorted((page for page in _wanted(pages) if page.source and len(page.body) > _LONG), key=lambda page: -len(page.body))
    return tuple(written[:_NAMED])


def _wanted(pages: Iterable[Page]) -> list[Page]:
    return [page for page in pages if not page.path.startswith(LEFT_OUT)]


def _ranked(pages: Iterable[Page], pinned: Sequence[str]) -> list[Page]:
    """The pages as they are needed."""
    first = {path: place for place, path in enumerate((*_FIRST, *(f"policies/{id}.md" for id in pinned)))}
    kinds = {kind: place for place, kind in enumerate(_NEEDED)}
    return sorted(pages, key=lambda page: (first.get(page.path, len(first)), kinds.get(page.kind, len(kinds))))


def _fitting(pages: Iterable[Page], bound: Bound, leading: LeadingWords, *, room: int) -> dict[str, tuple[Part, ...]]:
    """As many pages as there is room for, with the words to find them by, by their paths."""
    found: dict[str, tuple[Part, ...]] = {}
    room -= leading.room()
    for page in pages:
        if _size(page.body) > room:
            continue
        parts = anchored(page.path, page.body, bound)
        room -= _size(joined(parts, bound.anchors)) + _size(page.title) * 3 + _BESIDE + leading.more(page.path)
        if room < 0:
            break
        found[page.path] = parts
    return found


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _leaf(page: Page, body: str, bound: Bound, language: str) -> _Leaf:
    own = page.language or language
    return _Leaf(bound.anchors[page.path], plain(page.title), page.kind, own, direction(own), body)


def _menu(pages: Sequence[Page], leaves: Sequence[_Leaf]) -> Iterator[tuple[str, _Leaf | None, list[_Leaf]]]:
    """Each section of the menu with the page that lists it, where there is one, and with its others; the first section has no name."""
    sections: dict[str, list[_Leaf]] = {}
    for page, leaf in zip(pages, leaves):
        sections.setdefault(page.menu[0] if page.menu else "", []).append(leaf)
    for section, found in sections.items():
        first = next((leaf for leaf in found if leaf.title == section), None)
        yield section, first, [leaf for leaf in found if leaf is not first]


class _Pictures:
    """The pictures that the file holds, the first ones first, until there is no room for more."""

    def __init__(self, there: Mapping[str, bytes]) -> None:
        self.there, self.room, self.held = there, _MOST, dict[str, str]()

    def __call__(self, path: str) -> str:
        """A picture by its path as a `data:` address; empty where there is none, or no room."""
        kind = _TYPES.get(ending(path).removeprefix("."))
        if path not in self.held and kind and path in self.there:
            made = f"data:{kind};base64,{b64encode(self.there[path]).decode()}"
            if len(made) <= self.room:
                self.held[path] = made
        # the same picture on two pages stands in the file twice
        found = self.held.get(path, "")
        if len(found) > self.room:
            return ""
        self.room -= len(found)
        return found


def _style(there: Mapping[str, bytes]) -> str:
    """The style sheets of the site for staff, below what stands in for the theme's."""
    own = (files(__package__) / "pocket.css").read_text("utf-8")
    return _safe("\n".join((own, *(content.decode("utf-8") for path, content in there.items() if path.endswith(".css")))))


def _script(there: Mapping[str, bytes], leading: str = "") -> str:
    """What shows one page at a time, then what the first page finds situations by, and the script for staff."""
    own = (files(__package__) / "pocket.js").read_text("utf-8")
    return _safe("\n".join(part for part in (own, leading, there.get(_SCRIPT, b"").decode("utf-8")) if part))


def _safe(text: str) -> str:
    """A script or a style sheet that does not end before its end."""
    return _CLOSING.sub(r"<\\/", text)


def _policy(style: str, script: str) -> dict[str, tuple[str, ...]]:
    """What the file allows itself: its own style and script, pictures that it holds, and no other place at all."""
    return {
        "default-src": ("'none'",),
        "script-src": (_hash(_BEFORE), _hash(script)),
        "style-src": (_hash(style),),
        "img-src": ("data:",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"
