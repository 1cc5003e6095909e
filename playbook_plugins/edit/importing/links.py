"""Links from one old text to another, and to what does not come along."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from playbook_plugins.edit.importing.draft import Note, named
from playbook_plugins.edit.importing.names import bare
from playbook_plugins.edit.importing.shield import outside_code
from playbook_plugins.model.lexicon import plain_letters

_LINK = re.compile(
    r"(?<!\\)(?P<picture>!?)\[(?P<label>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?P<target><[^<>\n]*>|\{%[^%\n]*%\}[^\s()]*|\{\{[^{}\n]*\}\}[^\s()]*|(?:[^\s()\\]|\\.|\([^\s()]*\))*)"
    r"(?:[ \t\n]+(?P<title>\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\)"
)
_WIKI = re.compile(r"(?<!\\)(!?)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_FAR = re.compile(r"(?:https?|mailto|tel|sms):|//", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_TAG = re.compile(r"\{\{[^{}]*(?:base_?url|site\.url|root)[^{}]*\}\}|\{%-?[ \t]*(?:page|link|post_url)[ \t]+['\"]?([^'\"%]*?)['\"]?[ \t]*-?%\}|\{\{<?[ \t]*(?:rel)?ref[ \t]+['\"]([^'\"]*)['\"][ \t]*>?\}\}")
_SPACES = re.compile(r"[\s_-]+")


def _untagged(target: str) -> str:
    """Where a link leads that is written with the tag of a program."""
    return _TAG.sub(lambda found: found[1] or found[2] or "", target)


def _key(path: str) -> str:
    return "/".join(_SPACES.sub("-", plain_letters(part).lower()) for part in bare(path) if part not in ("", ".", "/"))


@dataclass
class Ways:
    """Where every old text went."""

    new: Mapping[str, str]
    """By its old path, the new one from the playbook's folder."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """By where its page stood on the old site, the old path."""

    def __post_init__(self) -> None:
        self._by_key: dict[str, str] = {}
        self._by_end: dict[str, set[str]] = {}
        for address, old in self.addresses.items():
            self._by_key.setdefault(_key(address.strip("/")), old)
        for old in self.new:
            keys = {_key(old)}
            keys |= {key.rpartition("/")[0] for key in tuple(keys) if key.rpartition("/")[2] in ("index", "readme", "-index", "home")}
            for key in keys:
                self._by_key.setdefault(key, old)
                parts = key.split("/")
                for start in range(len(parts)):
                    self._by_end.setdefault("/".join(parts[start:]), set()).add(old)

    def to(self, target: str, old: str) -> str | None:
        """The old path of the text that a link in `old` leads to; `None` where it leads to none of them."""
        goal = _untagged(target)
        file = unquote(re.split(r"[?#]", goal, maxsplit=1)[0]).replace("\\", "/")
        if not file or _SCHEME.match(file) or "{" in file:
            return None
        file = re.sub(r"\.html?$", "", file)
        from_top = file.startswith("/") or goal != target
        here = posixpath.dirname(old)
        # a page of a site stands in a folder of its own, so some links count from there
        starts = ("",) if from_top else (here, posixpath.join(here, bare(old)[-1]))
        for start in starts:
            way = _key(posixpath.normpath(posixpath.join("/", start, file.lstrip("/") if from_top else file)).strip("/"))
            if found := self._by_key.get(way):
                return found
        ends = self._by_end.get(_key(posixpath.normpath("/" + file).strip("/")), set())
        return next(iter(ends)) if len(ends) == 1 else None


def led(text: str, old: str, ways: Ways, *, original: str, picture: str) -> tuple[str, list[Note]]:
    """The text with its links leading to the new documents; where none is, the address stands beside the words, as code."""
    notes: list[Note] = []
    lines = original.split("\n")

    def note(target: str, what: str) -> None:
        line = next((number for number, line in enumerate(lines, 1) if target in line), 1)
        notes.append(Note(line, what))

    def link(found: re.Match[str], *, within: bool = False) -> str:
        label, target = found["label"], found["target"].removeprefix("<").removesuffix(">")
        if found["picture"]:
            return _picture(label, target, found["title"], within)
        if "![" in label:
            label = _LINK.sub(lambda inner: link(inner, within=True), label)
        title = f" {found['title']}" if found["title"] else ""
        if not target:
            return label
        if target.startswith("#"):
            return f"[{label}]({target}{title})"
        if _FAR.match(target):
            return f"[{label}]({target.replace(' ', '%20')}{title})"
        if other := ways.to(target, old):
            _, mark, spot = _untagged(target).partition("#")
            return f"[{label}]({_way(ways.new[old], ways.new[other])}{mark}{spot.replace(' ', '%20')}{title})"
        if target.lower().startswith("data:"):
            return f"{label}{title}"
        note(target, f"a link to {named(target)}, which did not come along; its address stands behind its words")
        return f"{label} {_code(target)}{title}"

    def _picture(label: str, target: str, title: str | None, within: bool) -> str:
        said = " ".join(filter(None, (label.strip(), (title or "").strip("\"'() "))))
        if _FAR.match(target):
            return said or picture if within else f"[{said or picture}]({target})"
        if target.lower().startswith("data:"):
            target = ""
        note(target or label, "a picture, which stays in the old folder; its name stands in its place")
        return f"{said or picture} {_code(target)}".strip()

    def wiki(found: re.Match[str]) -> str:
        for label, name in ((found[3], found[2]), (found[2], found[3])):
            if name and (other := ways.to(name.strip().replace("/", "%2F"), old) or ways.to(name.strip(), old)):
                return f"[{(label or name).strip()}]({_way(ways.new[old], ways.new[other])})"
        note(found[0], f"`{found[0]}`, which leads to no text that came along")
        return found[0]

    return outside_code(text, lambda rest: _WIKI.sub(wiki, _LINK.sub(link, rest))), notes


def _way(path: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(path) or ".")


def _code(target: str) -> str:
    said = target.replace("`", "").strip()
    return f"(`{said}`)" if said else ""


def addresses(tops: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """By where a page stood on the old site, its old path; the first one has it."""
    found: dict[str, str] = {}
    for old, known in tops:
        for address in known:
            found.setdefault(address, old)
    return found
