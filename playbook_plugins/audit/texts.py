"""A text by its kind: markup, JSON, or anything else, with the strings of scripts and styles."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from playbook_plugins.audit.markup import MARKUP, views

_MARKED_UP = (".html", ".htm", ".xhtml", ".xml", ".svg", ".rss", ".atom")
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*+)(?:\"|$)|'((?:[^'\\\n]|\\.)*+)(?:'|$)|`((?:[^`\\]|\\.)*+)(?:`|\Z)", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"[=(\[,:+{]\s?[\"'`]")


def opened(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Each channel of a text file, with what it says there."""
    start = text[:256].lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "[", '"') and (pairs := _pairs(text)) is not None:
        yield from (("json", said) for said in _strings(pairs))
    elif name.endswith(_MARKED_UP) or start == "<" and MARKUP.search(text):
        for channel, said in views(text):
            yield channel, said
            yield from ((channel, strings) for strings in literals(said))
    else:
        yield "text", text
        yield from (("text", strings) for strings in literals(text))


def literals(text: str) -> Iterator[str]:
    """The strings of a script or a style sheet one below the other, since each may hold but a word."""
    if _QUOTED.search(text):
        yield "\n".join("".join(found) for found in _LITERAL.findall(text))


def _pairs(text: str) -> list[tuple[str, str]] | None:
    """Every key and value of a JSON file in its order, keys that come twice included; `None` if it is no JSON after all."""
    try:
        left = [("", json.loads(text.lstrip("\ufeff"), object_pairs_hook=_Members))]
    except (ValueError, RecursionError):
        return None
    found = []
    while left:
        match left.pop():
            case key, _Members() as members:
                left += reversed(members)
                found.append((key, ""))
            case key, list(values):
                left += ((key, value) for value in reversed(values))
            case key, value:
                found.append((key, str(value)))
    return found


class _Members(list):
    """The pairs of one JSON object."""


def _strings(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """All values, all keys, and all values of one key: a sentence may stand in any of these, a word in each."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        by_key[key].append(value)
    yield "\n".join(value for _, value in pairs)
    yield "\n".join(key for key, _ in pairs)
    yield from map("\n".join, by_key.values())
