"""What came out: something that only staff may read, in a file of a finished site."""

from collections.abc import Sequence
from dataclasses import dataclass

from playbook_plugins.model.place import Place

OUTPUT_LEAK, MONEY_OUT = "output-leak", "money-out"
"""The rules that report what came out."""

TOO_LARGE = "too large"
"""The channel of a file that is larger than any that is looked through, so that nobody knows either."""
LARGEST = 32 << 20
"""Bytes of one finished file that are looked through, and bytes that it may unpack to."""

_NAMED = 3
"""Finished files that a message names."""
_WHERE = {
    "path": " (in its name)",
    "markup": " (where the page does not show it)",
    TOO_LARGE: f" (larger than {LARGEST >> 20} MB, which is the most that is looked through)",
}
"""Where to look in a finished file, by the channel, unless it is seen at once."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Internal wording in one file of the finished site; never the wording itself."""

    path: str
    """The file, from the site's root."""
    channel: str
    """How it would come out: `text`, `markup` (an attribute, a comment), `json`, `picture`, `path`; or `unreadable` or `too large`: nobody knows."""
    source: str = ""
    """Where it stands in the sources, as `path:line`; empty where nobody knows."""
    rule: str = OUTPUT_LEAK
    """The rule that reports it."""

    def __str__(self) -> str:
        return f"{self.path} ({self.channel})" + (f", from {self.source}" if self.source else "")

    @property
    def place(self) -> Place:
        """Where it stands in the sources; the finished file, where nobody knows."""
        path, _, line = self.source.rpartition(":")
        return Place(path, int(line)) if path and line.isdecimal() else Place(self.path)


def told(leaks: Sequence[Leak]) -> str:
    """The finished files in which one thing comes out, as a message names them."""
    files = [f"`{leak.path}`{_WHERE.get(leak.channel, '')}" for leak in leaks]
    more = len(files) - _NAMED
    return ", ".join(files[:_NAMED]) + (f" and {more} more place{'' if more == 1 else 's'}" if more > 0 else "")
