"""What a rule is: a pure function from a document, or from the playbook, to places and messages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Fault, Level, Mend
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Settings
from playbook_plugins.model.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule found."""

    place: Place
    message: str
    """What is wrong, in at most two sentences, in the author's words; no full stop at the end of a single one."""
    help: str = ""
    """What to write instead."""
    level: Level | None = None
    """Where this one matters more or less than the rule usually does."""
    passing: bool = field(default=False, kw_only=True)
    """Whether it comes or goes with the day, whatever its level; then no page tells of it."""
    mend: Mend | None = None
    """What `playbook fix` may do about it without asking."""
    by_time: bool = False
    """Whether time alone brought this one about, though not all that the rule finds."""
    firm: bool = False
    """Whether no baseline may know this one, since a rule checks nothing until it is mended."""


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the document in front of it."""

    playbook: Playbook
    settings: Settings
    """The owner's settings; the defaults where `playbook.yml` cannot be used."""
    today: date
    silenced: frozenset[tuple[str, str]] = frozenset()
    """(path, rule) of every allowance that silenced something; known to rules that run last."""
    rules: "Mapping[str, Rule]" = field(default_factory=dict)
    """Every rule that an owner may name, by its name."""
    amiss: tuple[Fault, ...] = ()
    """What is wrong with rules of the owner's own and of other packages."""
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out in this run from texts and settings alone, and is asked for again."""
    shelf: Shelf | None = field(default=None, repr=False, compare=False)
    """Where what was worked out is kept from one run to the next."""
    single: "Callable[[_Look, Document, bytes], Any] | None" = field(default=None, repr=False, compare=False)
    """What finds again what was made of a document that has not changed, where anything is kept from one run to the next."""

    def once(self, look: "_Look", document: Document, *, besides: bytes = b"") -> Any:
        """What `look` makes of a document: worked out once for each text, as long as it looks at nothing else. It is a function with a name.

        `besides` stands for all that it looks at which does not come from its context.
        """
        if self.single:
            return self.single(look, document, besides)
        # its number names a document only as long as it is there
        if (name := (look, id(document))) not in self.kept:
            self.kept[name] = document, look(document, self)
        return self.kept[name][1]

    def faults(self, rule: str) -> Iterator[Hit]:
        """What the reader could not take and left to a rule to report."""
        for fault in (*self.playbook.faults, *self.amiss):
            if fault.rule == rule:
                yield Hit(fault.place, fault.message, fault.help, mend=fault.mend)


_Look = Callable[[Document, Context], Any]
"""Makes something of a document that can be kept."""
_Check = Callable[[Any, Context], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """One check of the checklist."""

    name: str
    """Kebab-case; also the name of its file and its page, and the word in an allowance."""
    level: Level
    check: _Check
    kinds: tuple[str, ...] = ()
    """The kinds whose documents it looks at, one by one; none: it looks at the whole playbook."""
    topics: tuple[str, ...] = ()
    """Of policies and scripts, the topics that it looks at; none: all."""
    lists: tuple[str, ...] = ()
    """The word lists that it asks for, which an owner adds to or takes from; the telling ones first."""
    locked: bool = False
    """Whether neither allowance nor setting can turn it down."""
    staff_may: bool = False
    """Whether a text for staff may allow it though it is locked."""
    by_time: bool = False
    """Whether time alone can bring it about; then it never stops publishing."""
    partly_by_time: bool = False
    """Whether some of what it finds comes or goes with the day."""
    always_stops: bool = False
    """Whether it stops publishing in the profile `starter` too, as a locked one does anyway."""
    reminds_drafts: bool = False
    """Whether it only gives advice on a draft: nothing leans on one, so what it still lacks is a reminder."""
    finished: bool = False
    """Whether it looks at a finished site: it is asked of each thing that came out (its `Leak`s), and never of the sources."""
    last: bool = False
    """Whether it needs to know what the other rules found."""
    told: str = ""
    """Its page as Markdown, where it is none of ours; ours lie beside their rules."""
    origin: str = ""
    """Where it comes from, where it is none of ours: the name of a package, or `playbook.yml`."""

    @property
    def page(self) -> str:
        """Where it is explained, as a path on the internal site."""
        return f"checklist/{self.name}/"

    def fixed(self, document: Document) -> bool:
        """Whether this document cannot allow it, whatever the reason."""
        return self.locked and not (self.staff_may and document.audience is Audience.INTERNAL)


def rule(level: Level, **options: Any) -> Callable[[_Check], Rule]:
    """Make a rule of the function below; its name is that of its module. For the options see `Rule`."""

    def made(check: _Check) -> Rule:
        return Rule(check.__module__.rpartition(".")[2].replace("_", "-"), level, check, **options)

    return made
