"""What all internal pages need: the playbook, the words, and how to fill a template."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from playbook_plugins.checklist.catalogue import rules_of
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.model.blocks import Block, Text
from playbook_plugins.model.changed import Changes
from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.edition import Edition, edition
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.pages.addresses import address, links_from, relative
from playbook_plugins.pages.internal.doing import steps
from playbook_plugins.pages.internal.latest import latest
from playbook_plugins.pages.internal.saying import said
from playbook_plugins.pages.internal.ticklists import Part, called, parts
from playbook_plugins.pages.markdown import inline, markdown
from playbook_plugins.pages.templates import html, templates
from playbook_plugins.words import Words

Found = TypeVar("Found")
OWNER_PAGE = "owner/index.md"
"""Where the owner's page stands."""
ENGLISH = "en"
"""The language of the manual, of the rules and of all that is made from docstrings."""
HEADS = ("owner-she", "coordinator", "coordinator-she", "manager", "manager-she")
"""Whoever has the last word, where that is no owner: names of its role, for whom we know how to head a page."""


@dataclass(frozen=True)
class View:
    """One reading of the playbook, ready to be shown to staff."""

    playbook: Playbook
    words: Words
    findings: tuple[Finding, ...] = ()
    """What the checklist found, whatever the day."""
    changes: Changes | None = None
    """What has changed from day to day; `None` where nobody has asked the version history."""
    live: Live = Live()
    """Where the last edit stands."""
    stamp: int = 0
    """The moment that pages may print, in seconds since 1970."""
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was looked up once for all pages, in whatever language they speak."""

    def once(self, name: Hashable, look_up: Callable[[], Found]) -> Found:
        """What `look_up` finds, looked up for the first page that asks for it by that name."""
        if name not in self.known:
            self.known[name] = look_up()
        return self.known[name]

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule that the playbook is held to, by its name."""
        return rules_of(self.playbook)

    @property
    def told_of(self) -> frozenset[str]:
        """The paths of the texts in which the checklist found something."""
        return self.once("told of", lambda: frozenset(finding.place.path for finding in self.findings))

    def page(self, template: str, path: str, title: str, **values: Any) -> Page:
        """A page from a template; `kind`, `menu`, `in_menu`, `source`, `description` and `language` go to the page itself."""
        own = {name: values.pop(name) for name in ("kind", "menu", "in_menu", "source", "description", "language") if name in values}
        body = templates("internal").get_template(template).render(
            view=self, words=self.words, here=path, title=title, **values
        )
        return Page(path, title, body, **own)

    def speaking(self, language: str) -> "View":
        """The same in the words of another language, for a document that is written in it."""
        if language == self.words.language:
            return self
        return replace(self, words=self.once(("words", language), lambda: Words(language, currency=self.words.currency)))

    def of(self, document: Document, template: str, **values: Any) -> Page:
        """The page of one document, in its language, its edition below; where the checklist found something in it, the last line says so and no more."""
        view = self.speaking(document.lang)
        same = self.once("same", self._in_every_language)[document.kind.name, document.id]
        made = view.page(
            template,
            self.address(document),
            self.title(document),
            document=document,
            source=document.path,
            kind=values.pop("kind", document.kind.name),
            language="" if document.lang == self.playbook.lexicon.language else document.lang,
            **values,
        )
        made = replace(made, others=tuple((other.lang, self.address(other)) for other in same if other.lang != document.lang))
        lines = []
        if document.kind.name != "policy":  # a card has places of its own for it
            lines.append(f"{view.latest(document, made.path)} {view.words('changed.edition', mark=view.edition(document).mark)}".strip())
        if document.path in self.told_of:
            lines.append(view.words("findings.line", path=relative(OWNER_PAGE, made.path)))
        quiet = (f'\n\n<div class="pb-quiet"></div>\n\n{line}' for line in lines)
        return replace(made, body=f"{made.body.rstrip()}{''.join(quiet)}\n")

    def _in_every_language(self) -> Mapping[tuple[str, str], list[Document]]:
        """The texts in use by their kind and id."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in self.playbook.readable:
            if document.active:
                found[document.kind.name, document.id].append(document)
        return found

    def address(self, document: Document) -> str:
        """The path of a document's page."""
        return address(document, self.playbook, Audience.INTERNAL)

    def link(self, document: Document, here: str) -> str:
        """A document's page as seen from the page at `here`."""
        return relative(self.address(document), here)

    def title(self, document: Document) -> str:
        """A document's title as Markdown."""
        return inline(document.title) if document.title else document.id

    def lead(self, document: Document) -> str:
        """What stands between the title and the first section, as Markdown."""
        return markdown(document.lead, links_from(document, self.playbook, Audience.INTERNAL))

    def body(self, section: Section, document: Document) -> str:
        """What stands below a section's heading, as Markdown."""
        return markdown(section.blocks, links_from(document, self.playbook, Audience.INTERNAL))

    def said(self, blocks: tuple[Block, ...], document: Document) -> str:
        """Words to say as Markdown, their blanks marked."""
        return said(blocks, document, self.playbook)

    def steps(self, section: Section, document: Document) -> str:
        """What to do as Markdown: labels that open."""
        return steps(section, document, self.playbook)

    def ticked(self, section: Section, document: Document, here: str) -> tuple[Part, ...]:
        """What stands below a section's heading, for the page at `here`, its lists to be ticked off."""
        return parts(section, document, self.playbook, here=here)

    def called(self, document: Document) -> str:
        """The name below which a browser keeps what was ticked in a document."""
        return called(document, self.playbook)

    def edition(self, document: Document) -> Edition:
        """Which edition of a document the page shows."""
        return edition(document, self.playbook)

    def latest(self, document: Document, here: str) -> str:
        """When a document changed last and in what, for the page at `here`; empty where nobody can say."""
        return latest(document, self.changes, self.words, first=self.playbook.lexicon.language, here=here) if self.changes else ""

    def cell(self, text: Text, document: Document, here: str) -> str:
        """A cell of a document's table as Markdown for the page at `here`."""
        return inline(text, links_from(document, self.playbook, Audience.INTERNAL, page=here))

    def topic(self, topic: str) -> str:
        """What a topic is called, as plain text; one of the owner's own as they write it."""
        return self.words(f"topic.{topic}") if topic in TOPICS else topic.replace("-", " ").capitalize()

    @property
    def for_owner(self) -> str:
        """For whom the owner's page is, by the name of the role that has the last word."""
        named = fold(self.role_name(OWNER))
        return next((self.words(f"owner.title-{one}") for one in HEADS if fold(self.words(f"roles.{one}")) == named), self.words("owner.title"))

    @property
    def in_english(self) -> str:
        """A sentence above what is there in English alone; empty on a site that speaks English anyway."""
        said = self.words("writing.english")
        return "" if said == Words()("writing.english") else said

    def english(self, path: str, title: str, text: str, *, about: str = "", **own: Any) -> Page:
        """A page with an English text of ours; below its heading, in the site's language, that it is English, where that is news, and what is said `about` it."""
        heading, _, rest = text.partition("\n")
        lines = [line for line in (self.in_english and f"*{self.in_english}*", about) if line]
        if self.in_english:
            lines = [str(html(line)).replace("<p>", f'<p lang="{self.words.language}">', 1) for line in lines]
        foreign = self.words.language.partition("-")[0] != ENGLISH
        body = "\n".join((heading, *(f"\n{line}" for line in lines), rest))
        return Page(path, title, body, text_language=ENGLISH if foreign else "", **own)

    def role_name(self, id: str) -> str:
        """How a role is called."""
        role = self.playbook.get("role", id)
        return self.title(role) if role else self.words("roles.owner") if id == OWNER else id
