"""What is due, as text for a terminal and as Markdown for an issue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook_plugins.report.markdown import escaped
from playbook_plugins.report.outcome import address, visible
from playbook_plugins.upkeep.due import Entry, Part
from playbook_plugins.words import Words


@dataclass(frozen=True)
class Listing:
    """The list, and the words around it."""

    parts: Sequence[Part]
    words: Words
    base: str = ""
    """Where a reader finds the files, with a `/` at the end; empty where nobody knows."""

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.words("due.title")

    @property
    def pressing(self) -> bool:
        """Whether there is anything for which somebody has to be called."""
        return any(part.pressing for part in self.parts)

    def text(self) -> str:
        """A line a thing below the name of its sort."""
        return "\n".join(self._lines()) or self.words("due.nothing")

    def markdown(self) -> str:
        """The same with boxes to tick, and links to the files."""
        return "\n".join(self._points()) or f"{self.words('due.nothing')}\n"

    def _lines(self) -> Iterator[str]:
        for number, part in enumerate(self.parts):
            if number:
                yield ""
            yield f"{part.title} ({len(part.entries)})"
            for entry in part.entries:
                yield visible(f"  {entry.where.path}:{entry.where.line}  {_told(entry)}")

    def _points(self) -> Iterator[str]:
        for part in self.parts:
            yield f"## {escaped(part.title)}\n"
            for entry in part.entries:
                shown = f"{entry.where.path}:{entry.where.line}"
                place = f"[{escaped(shown)}]({self.base}{address(entry.where.path)}?plain=1#L{entry.where.line})" if self.base else escaped(shown)
                yield f"- [ ] {escaped(_told(entry))} {place}"
            yield ""


def _told(entry: Entry) -> str:
    more = ", ".join(filter(None, (entry.told, entry.who)))
    return f"{entry.what} ({more})" if more else entry.what
