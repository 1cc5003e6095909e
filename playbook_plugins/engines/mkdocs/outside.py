"""What no page of the public site may do: ask another host for anything, send a form, or run what its policy forbids.

The policy would stop a browser from doing it; here the build stops, so that a
theme of one's own or another plugin cannot bring it in and leave a page that
is half dead.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from playbook_plugins.engines.mkdocs.tags import Tag, attributes

FRAMES = {"applet", "embed", "fencedframe", "frame", "iframe", "object", "portal"}
"""Elements that show something from elsewhere; the policy leaves them empty."""
LOADS = {"background", "href", "imagesrcset", "poster", "src", "srcset", "xlink:href"}
"""Attributes for which a browser asks at once."""
STYLES = {"clip-path", "cursor", "fill", "filter", "mask", "stroke", "style"}
"""Attributes that are read like a style sheet."""
LINKS = {"a", "area"}
"""Elements whose address a visitor has to choose."""
NAMED = {"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev"}
"""What a `<link>` may be to another host: a browser asks nobody for these."""
DATA = {"application/json", "application/ld+json"}
"""A `<script>` of these types is read and never run."""

_DROPPED = re.compile("[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_RUNS = ("javascript:", "vbscript:", "data:", "blob:", "filesystem:")
_REFRESH = re.compile(r"[;,]\s*(?:url\s*=\s*)?[\"']?\s*(.*)", re.IGNORECASE | re.DOTALL)
_HOST_IN_SCRIPT = re.compile(r"\b(?:https?|wss?):|[\"'`]\s*(?://|\\/\\/)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[\t\n\f\r ]?|([^\n\f\r]))")
_ASKS = re.compile(r"(?:\burl|\bsrc|\bimage)\(\s*[\"']?([^\"')\s]*)|@import\s*[\"']([^\"']*)", re.IGNORECASE)
_SET = re.compile(r"image-set\(([^;{}]*)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"']([^\"']*)")


def in_page(page: str, tags: Iterable[Tag], *, url: str, clean: set[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """The line of each fault in a page, and what it is.

    `url` is the site's own address. `clean` are tags, by name and inside, in
    which nothing was found: menus repeat on every page.
    """
    for tag in tags:
        found: list[str] = []
        if (key := (tag.name, tag.inside)) not in clean:
            found.extend(_in_tag(tag.name, dict(reversed(attributes(tag.inside))), url))
            if not found:
                clean.add(key)
        if tag.text:
            found.extend(_in_text(tag, url))
        for fault in found:
            yield page.count("\n", 0, tag.start) + 1, fault


def in_styles(text: str, *, url: str) -> Iterator[tuple[int, str]]:
    """The line of each fault in a style sheet, and what it is."""
    text = _ESCAPE.sub(_character, _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text))
    asked = [(match.start(), match[1] or match[2] or "") for match in _ASKS.finditer(text)]
    asked += [(match.start(), quoted) for match in _SET.finditer(text) for quoted in _QUOTED.findall(match[1])]
    for start, address in sorted(asked):
        if elsewhere(address, url):
            yield text.count("\n", 0, start) + 1, "a style asks another host; keep the file on this site"


def runnable(tag: Tag) -> bool:
    """Whether a tag is a script that stands in the page and would run."""
    if tag.name != "script":
        return False
    said = dict(reversed(attributes(tag.inside)))
    return "src" not in said and said.get("type", "").strip().lower() not in DATA


def elsewhere(address: str, url: str) -> bool:
    """Whether a browser would ask another host than the site's own; pictures in the address itself are asked of nobody."""
    plain = _plain(address)
    if plain.startswith("//"):
        return True
    if not _SCHEME.match(plain) or plain.startswith("data:image/"):
        return False
    own = urlsplit(url)
    return not f"{plain}/".startswith(f"{own.scheme}://{own.netloc}/".lower())


def _plain(address: str) -> str:
    """An address as a browser takes it: without edges and line breaks, with strokes for backslashes."""
    return _DROPPED.sub("", address.strip(_EDGES)).replace("\\", "/").lower()


def _in_tag(name: str, said: dict[str, str], url: str) -> Iterator[str]:
    if name == "base":
        yield "<base> would bend every link of the page"
    if name in FRAMES:
        yield f"<{name}> shows another page or program, which the public site does not do; write a link"
    if name == "form" and (said.get("action") or said.get("method", "get").lower() == "post"):
        yield "<form> sends what somebody types; write a telephone number or an address instead"
    if name == "meta" and said.get("http-equiv", "").strip().lower() == "refresh":
        yield from _in_refresh(said.get("content", ""), url)
    if "mermaid" in said.get("class", "").split():
        yield "a diagram of this sort is drawn by a script from another host; use a picture"
    for attribute, value in said.items():
        yield from _in_attribute(name, attribute, value, url=url, said=said)


def _in_attribute(name: str, attribute: str, value: str, *, url: str, said: dict[str, str]) -> Iterator[str]:
    if attribute.startswith("on"):
        yield f"<{name} {attribute}> runs a script, which the policy forbids; put it into a file"
    elif attribute in ("ping", "formaction"):
        yield f"<{name} {attribute}> tells somebody what a visitor does"
    elif attribute in STYLES:
        yield from (fault for _, fault in in_styles(value, url=url))
    elif name in LINKS and attribute.endswith("href"):
        if _plain(value).startswith(_RUNS):
            yield f"<{name} {attribute}> runs a script instead of leading somewhere"
    elif attribute in LOADS and not (name == "link" and _named(said)):
        asked = value.replace(",", " ").split() if attribute.endswith("srcset") else [value]
        if any(elsewhere(address, url) for address in asked):
            yield f"<{name} {attribute}> asks another host; keep the file on this site"


def _named(said: dict[str, str]) -> bool:
    """Whether a `<link>` only names an address."""
    words = set(said.get("rel", "").lower().split())
    return bool(words) and words <= NAMED


def _in_refresh(content: str, url: str) -> Iterator[str]:
    if (match := _REFRESH.search(content)) and (elsewhere(match[1], url) or _plain(match[1]).startswith(_RUNS)):
        yield "<meta http-equiv=refresh> sends visitors to another host without asking them; write a link"


def _in_text(tag: Tag, url: str) -> Iterator[str]:
    if tag.name == "style":
        yield from (fault for _, fault in in_styles(tag.text, url=url))
    elif runnable(tag) and _HOST_IN_SCRIPT.search(tag.text):
        yield "a script in the page names another host; leave it out"


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0x110000 else "�"
