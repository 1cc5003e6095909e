"""What a check came to: all that a report may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from playbook_plugins.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and the mark by which it is known again."""

    finding: Finding
    fingerprint: str
    """The same for as long as the guilty words stay as they are, wherever they move to in their file."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule, as its page tells it."""

    summary: str
    page: str
    """The whole page, as Markdown."""
    level: Level
    """How much its findings usually matter."""


@dataclass(frozen=True)
class Outcome:
    """Everything that was found, and what a report needs to tell it."""

    findings: tuple[Noted, ...]
    """In the order of their places; without those that a baseline knows."""
    documents: tuple[str, ...] = ()
    """The paths of all documents that were read, with findings and without."""
    known: int | None = None
    """How many findings the baseline knows; `None` where there is no baseline."""
    fails_from: Level = Level.ERROR
    """The least level that makes the command fail."""
    rules: Mapping[str, Explained] = field(default_factory=dict)
    headings: Mapping[Level, str] = field(default_factory=dict)
    """What a level is called in the owner's words."""
    base: str = ""
    """Where a reader of the report finds the files, with a `/` at the end; empty where nobody knows."""

    def at(self, level: Level) -> tuple[Noted, ...]:
        """The findings of one level."""
        return tuple(noted for noted in self.findings if noted.finding.level is level)

    def fails(self, finding: Finding) -> bool:
        """Whether this finding makes the command fail."""
        return finding.level.rank <= self.fails_from.rank


def visible(text: str, *, keep: str = "") -> str:
    """Text in which signs that steer a terminal, hide, or turn the writing round are blanks; those in `keep` stay."""
    return "".join(sign if sign.isprintable() or sign in keep else " " for sign in text)


def address(path: str) -> str:
    """A path as a part of an address, whatever its file is called."""
    return quote(path, errors="surrogatepass")
