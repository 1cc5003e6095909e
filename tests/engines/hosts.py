"""How two hosts read `_headers`, as their documents and their own sources tell it."""

import re
from collections.abc import Iterable

Rule = tuple[str, list[tuple[str, str]]]
"""An address with a star, and its lines: a name with its value, or a name that is taken back."""


def rules(text: str) -> list[Rule]:
    found: list[Rule] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("/"):
            found.append((line, []))
        else:
            name, _, value = line.partition(":")
            found[-1][1].append((name.strip(), value.strip()))
    return found


def _fitting(text: str, path: str) -> Iterable[tuple[str, str]]:
    for address, lines in rules(text):
        if re.fullmatch(".*".join(map(re.escape, address.split("*"))), path):
            yield from lines


def cloudflare(text: str, path: str) -> dict[str, str]:
    """Rule after rule; a header said twice is joined by a comma, and `! Name` takes back what was said so far."""
    sent: dict[str, str] = {}
    for name, value in _fitting(text, path):
        if name.startswith("! "):
            sent.pop(name[2:], None)
        else:
            sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


def netlify(text: str, path: str) -> dict[str, str]:
    """The last rule that names a header wins; a line without a colon says nothing."""
    return {name: value for name, value in _fitting(text, path) if value}
