"""Inputs that are nearly right, drawn from a seed: documents of the example and of strangers, turned over line by line."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Kind
from tests.conftest import ROOT
from tests.input.storms import STORMS, UNITS

SOURCES = (ROOT / "docs" / "playbook", *sorted((ROOT / "tests" / "strangers").iterdir()))
"""The playbooks whose documents are turned over."""
LEAST, USUAL, MOST = 16, 3_000, 200_000
"""Characters of the shortest input, of all but a few, and of the longest."""
LONG = 0.005
"""The part of all inputs that may be as long as the longest."""

_VALUES = (
    "", "~", "no", "yes", "1.10", "012", "1e999", "-1", "9" * 400, "2026-02-30", "9999-12-31", "0000-01-01", "[]", "{}", "[a, b]", "{a: b}", "&a b", "*a", "!!python/name:os.system", "!a b", "|", ">", "'", '"a', "a: b", "# a", "@a", "`a", "%a", "- a",
    "[" * 13, "{a: " * 13, "? ", "<<", '"\\x00"', '"\\u202e"', '"\\ud800"', "0.5 hours", "999999999999 years", "£1e9", "no limit", "∞", "٣", "½", "a" * 3000, "owner", "recovery", "\t", "a\u2028b",
)
_SIGNS = ("\x00", "\x1b", "\x02amp\x03", "\u202e", "\u200b", "\U000e0041", "\ufeff", "\r", "\x85", "\u2028", "\ud800", "\U0001f600", "\u0301", "\xa0", "\u3000", "\t", "İ", "ß", "ﷺ")
_KEYS = ("topic", "they_leave_feeling", "reviewed", "lang", "id", "owner", "status", "allow", "audience", "kept_by", "of", "channel", "may_spend", "may_take", "above", "decides", "reply_within", "tags", "usual_fix_costs", "<<", "no", "a b", "", "name", "phone", "business", "answers_within", "url", "open", "languages", "currency", "checklist", "site")
_MAPPED = ("rules: {a: {must_not_say: [%s], message: a, because: b, bad: [%s], good: [c]}}", "words: {blame: {add: [%s], remove: [%s]}}", "headings: {what-to-do: [%s], %s: [b]}", "levels: {%s: off, blame: %s}", "topics: {%s: [%s]}", "not_done: {%s: %s}")


@dataclass(frozen=True)
class Input:
    """One file that somebody might have written."""

    path: str
    kind: Kind | None
    """`None` for `playbook.yml`."""
    content: bytes


@cache
def _documents() -> tuple[tuple[str, Kind | None, str], ...]:
    """The documents that inputs are made of."""
    places = {kind.place.rstrip("/"): kind for kind in KINDS.values()}
    found: list[tuple[str, Kind | None, str]] = []
    for folder in SOURCES:
        for file in sorted(Path(folder).rglob("*")):
            path = file.relative_to(folder)
            kind = places.get(path.parts[0])
            if file.suffix == ".md" and kind or path.name == "playbook.yml":
                found.append((path.as_posix(), kind, file.read_text("utf-8")))
    return tuple(found)


def drawn(seed: int) -> Input:
    """The input of a seed, always the same."""
    chance = random.Random(seed)
    path, kind, text = chance.choice(_documents())
    longest = MOST if chance.random() < LONG else USUAL
    size = int(math.exp(chance.uniform(math.log(LEAST), math.log(longest))))
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        lines = "\n".join(chance.choice(_TURNS)(lines, chance, size)).split("\n")
    # what is cut off is as likely to be the beginning
    text = "\n".join(lines)
    spare = len(text) - max(size, 200)
    if spare > 0:
        text = text[: len(text) - spare] if chance.random() < 0.8 else text[spare:]
    return Input(path, kind, _encoded(text, chance))


Turn = Callable[[list[str], random.Random, int], list[str]]


def _storm(lines: list[str], chance: random.Random, size: int) -> list[str]:
    at = chance.randint(0, len(lines))
    before = chance.choice(("", "", "> ", "- ", "1. **", "# ", "    ", "| ", "key: ", "**"))
    return [*lines[:at], before + STORMS[chance.choice(_NAMES)](size), *lines[at:]]


def _token(lines: list[str], chance: random.Random, size: int) -> list[str]:
    at = chance.randrange(len(lines))
    line, token = lines[at], "".join(chance.choices((*UNITS, *_SIGNS, *_VALUES), k=chance.choice((1, 1, 2, 4))))
    column = chance.randint(0, len(line))
    return [*lines[:at], line[:column] + token + line[column:], *lines[at + 1 :]]


def _value(lines: list[str], chance: random.Random, size: int) -> list[str]:
    keyed = [number for number, line in enumerate(lines[:60]) if ":" in line]
    if not keyed:
        return lines
    at = chance.choice(keyed)
    key = chance.choice((lines[at].partition(":")[0], lines[at].partition(":")[0], "  " + chance.choice(_KEYS), chance.choice(_KEYS)))
    return [*lines[:at], f"{key}: {chance.choice(_VALUES)}", *lines[at + chance.randint(0, 1) :]]


def _settings(lines: list[str], chance: random.Random, size: int) -> list[str]:
    return [*lines, "checklist:", "  " + chance.choice(_MAPPED).replace("%s", chance.choice((*_VALUES, "cheap … bike", "* * * * a", "a*")) or "a")]


def _lost(lines: list[str], chance: random.Random, size: int) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], *lines[at + chance.choice((1, 1, 3, 9)) :]] or [""]


def _twice(lines: list[str], chance: random.Random, size: int) -> list[str]:
    at, many = chance.randrange(len(lines)), chance.choice((1, 2, 2, 20))
    return [*lines[:at], *lines[at : at + chance.choice((1, 1, 4))] * many, *lines[at:]]


def _moved(lines: list[str], chance: random.Random, size: int) -> list[str]:
    other = chance.choice(_documents())[2].split("\n")
    at, begin = chance.randint(0, len(lines)), chance.randrange(len(other))
    return [*lines[:at], *other[begin : begin + chance.choice((1, 3, 10))], *lines[at:]]


def _indented(lines: list[str], chance: random.Random, size: int) -> list[str]:
    begin, mark = chance.randrange(len(lines)), chance.choice(("  ", "    ", "\t", "> ", "- ", "1. ", "#", "| ", "<!-- ", "```"))
    end = begin + chance.choice((1, 2, 8))
    return [mark + line if begin <= number < end else line for number, line in enumerate(lines)]


_NAMES = tuple(STORMS)
_TURNS: tuple[Turn, ...] = (_storm, _token, _token, _value, _value, _settings, _lost, _twice, _moved, _indented)


def _encoded(text: str, chance: random.Random) -> bytes:
    """As most people save it, or as few do."""
    way = chance.random()
    if way < 0.9:
        return text.encode("utf-8", "surrogatepass")
    if way < 0.92:
        return text.encode("utf-16", "surrogatepass")
    if way < 0.94:
        return text.encode("latin-1", "replace")
    if way < 0.96:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8", "surrogatepass")
    if way < 0.97:
        return text.replace("\n", "\r").encode("utf-8", "surrogatepass")
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(chance.choice((1, 3)) if content else 0):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)
