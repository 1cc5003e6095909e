"""The first lines of a file that `playbook ci` wrote: what with, and whether somebody has changed it since."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

_MARK = re.compile(r"\A# Written by `(?P<command>playbook ci [^`\n]*)`[^\n]*\n# mkdocs-playbook (?P<version>\S+) sha256-(?P<hash>[0-9a-f]{64})\n")


class State(StrEnum):
    """How a file stands against what the command would write today."""

    CURRENT = "current"
    """It is what would be written."""
    MISSING = "missing"
    """There is none."""
    OUTDATED = "outdated"
    """Nobody has touched it, and today's would be another."""
    CHANGED = "changed"
    """Somebody has changed it by hand, or wrote it."""


@dataclass(frozen=True)
class Mark:
    """What the first lines say."""

    command: str
    """What wrote the file."""
    version: str
    """The version that did."""
    intact: bool
    """Whether all that follows is as it was written."""


def marked(body: str, *, command: str, version: str) -> bytes:
    """A file with its mark; what stands below the mark decides the hash."""
    first = f"# Written by `{command}`, which renews it and says what you changed.\n"
    return f"{first}# mkdocs-playbook {version} sha256-{_hash(body)}\n{body}".encode()


def mark(content: bytes) -> Mark | None:
    """The mark of a file; `None` where it has none. Windows' line ends change nothing."""
    text = _text(content)
    found = _MARK.match(text)
    return Mark(found["command"], found["version"], found["hash"] == _hash(text[found.end() :])) if found else None


def state(content: bytes | None, wanted: bytes) -> State:
    """How a file stands; `None` for one that is not there."""
    if content is None:
        return State.MISSING
    if body(content) == body(wanted):
        return State.CURRENT
    there = mark(content)
    return State.OUTDATED if there and there.intact else State.CHANGED


def body(content: bytes) -> str:
    """What stands below the mark."""
    return _MARK.sub("", _text(content), count=1)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n")


def _hash(body: str) -> str:
    return sha256(body.encode("utf-8", "surrogateescape")).hexdigest()
