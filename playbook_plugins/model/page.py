"""What the stages after the checklist hand to one another: pages, assets, and the release of one audience."""

from collections import Counter
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from unicodedata import normalize

from playbook_plugins.model.fingerprints import Fingerprints


class Audience(StrEnum):
    """For whom a site is built."""

    PUBLIC = "public"
    """Everybody: prospects, customers, search engines."""
    INTERNAL = "internal"
    """Staff alone."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site, as Markdown that any engine can build."""

    path: str
    """From the site's root, ending in `.md`; stable, since it makes the address."""
    title: str
    body: str
    """Markdown without engine extras, the H1 included."""
    menu: tuple[str, ...] = ()
    """The menu section this page stands in (`()`: reachable by links alone)."""
    in_menu: bool = False
    """Whether the menu names this page itself."""
    source: str | None = None
    """The file its author edits, from the repository's root."""
    description: str = ""
    """One sentence for search engines and link previews."""
    kind: str = ""
    """A word for the style sheet: `fit`, `policy`, `home`, …"""
    language: str = ""
    """The language of this page where it is not the site's own."""
    text_language: str = ""
    """The language of its text where what stands around it speaks another, as of our manual on a Polish site."""
    others: tuple[tuple[str, str], ...] = ()
    """The same page in other languages: (language, path)."""
    head: str = ""
    """HTML for the page's head: what search engines and previews read."""

    def __post_init__(self) -> None:
        _refuse_odd(self.path)
        if not self.path.endswith(".md"):
            raise ValueError(f"a page cannot stand at “{self.path}”")


beside_text = attrgetter(*(one.name for one in fields(Page) if one.name != "body"))
"""All that a release says of a page beside its text."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that is copied as it is."""

    path: str
    """From the site's root."""
    content: bytes

    def __post_init__(self) -> None:
        _refuse_odd(self.path)


def _refuse_odd(path: str) -> None:
    """Raise `ValueError` for a path that could lead out of a site, whatever made it."""
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in path.split("/")):
        raise ValueError(f"nothing may stand at “{path}” on a site")


@dataclass(frozen=True, slots=True)
class Release:
    """All that an engine may know about one site: nothing else of the playbook reaches it."""

    audience: Audience
    name: str
    """The site's name: the business, or the business and "playbook"."""
    language: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...] = ()
    fingerprints: Fingerprints = Fingerprints()
    """Hashes of internal wording that must not stand in a public site (empty for the internal one)."""
    stamp: int = 0
    """The one moment that pages may print: seconds since 1970, from `SOURCE_DATE_EPOCH` or the last commit."""
    url: str = ""
    """The site's address, where the owner gave one."""
    styles: tuple[str, ...] = ()
    """Assets that every page loads as style sheets."""
    scripts: tuple[str, ...] = ()
    """Assets that every page loads as deferred scripts."""
    icons: tuple[str, ...] = ()
    """Assets that tell this site's tab from others: the drawn one first, then the same for browsers that take no drawing."""
    frame: tuple[tuple[str, str], ...] = ()
    """Fixed sentences for what stands around each page, by name: `menu`, `table`, `dark` and `light` for the switch, `lost`, `lost_way`
    and `home` where there is no page; for staff `notice`, which stands above all, `tab`, with which the titles of tabs begin, and for everybody else `ask`, `ring` and `write` with
    their addresses `ring_to` and `write_to`, as far as there are any."""
    frames: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """The same for each language of a page, with `language`, what its speakers call it, and `direction`, which way it is written."""
    reaching: tuple[tuple[str, str], ...] = ()
    """Pages for staff whose script may ask one other host, and which: `("edit/index.md", "https://api.github.com")`."""

    def __post_init__(self) -> None:
        paths = [page.path for page in self.pages] + [asset.path for asset in self.assets]
        addresses = Counter(map(_address, paths))
        if self.reaching and self.audience is not Audience.INTERNAL:
            raise ValueError("a public page asks nobody else")
        if twice := sorted({path for path in paths if addresses[_address(path)] > 1}):
            raise ValueError(f"two things would stand at the same address: {', '.join(twice)}")


def _address(path: str) -> str:
    """What a visitor would ask for, as a system keeps it that knows no upper case."""
    address = alike(path).removesuffix(".md").removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/index")


def alike(path: str) -> str:
    """The same text for all paths that some system takes for one: it may know no upper case, or write é as two signs."""
    return normalize("NFC", normalize("NFC", path).casefold())
