"""The lines at the top of somebody else's text: what of them means something to us, and all of them as they stood."""

import re
from dataclasses import dataclass

from playbook_plugins.read.front_matter import read_yaml, split

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.S)
_TITLE = re.compile(r"""^title[ \t]*[:=][ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.*?))[ \t]*$""", re.M | re.I)
_TAG = re.compile(r"[^\W_][\w &'-]{0,39}")


@dataclass(frozen=True, slots=True)
class Top:
    """What stood above a text."""

    lines: tuple[str, ...] = ()
    """All of it, without the lines of dashes."""
    title: str = ""
    tags: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Where its page stood on the old site: `permalink` and `redirect_from`."""


def parted(text: str) -> tuple[Top, str]:
    """The top of a text, and the text below it."""
    if found := _TOML.match(text):
        return Top(tuple(found[1].split("\n")), _titled(found[1])), text[found.end() :]
    lines = tuple(text.split("\n"))
    between = split(lines)
    if between is None or between[1] == 0:
        return Top(), text
    start, end = between
    inner = lines[start : end - 1]
    read = read_yaml("\n".join(inner) + "\n", "")
    told = {} if read.broken else {str(key).lower(): value for key, value in read.data.items()}
    title = told.get("title")
    return (
        Top(
            lines=inner,
            title=" ".join(title.split()) if isinstance(title, str) else _titled("\n".join(inner)),
            tags=tuple(tag for tag in _several(told.get("tags")) if _TAG.fullmatch(tag))[:12],
            addresses=(*_several(told.get("permalink")), *_several(told.get("redirect_from"))),
        ),
        "\n".join(lines[end:]),
    )


def _titled(lines: str) -> str:
    found = _TITLE.search(lines)
    return " ".join((found[1] or found[2] or found[3] or "").split()) if found else ""


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
