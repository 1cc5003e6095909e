"""The playbook: all documents and settings, and how they lean on one another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.fit import Fit
from playbook_plugins.model.history import History
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.place import Keys, Place, nearest_place
from playbook_plugins.model.settings import Settings

_Key = TypeVar("_Key")
_NOT_DONE = ("dont", "you-notice")
"""Sections of a policy whose entries nobody does."""
OWNER = "owner"
"""The role that exists without a file, is final and has no limit."""


@dataclass(frozen=True)
class Link:
    """A Markdown link in a document."""

    label: str
    target: str
    place: Place
    image: bool = False


@dataclass(frozen=True)
class Playbook:
    """What was read: the settings, every document, and all that the reader could not take."""

    settings: Settings | None
    """`None` where `playbook.yml` is missing or cannot be used; the faults say why."""
    documents: tuple[Document, ...]
    faults: tuple[Fault, ...] = ()
    settings_path: str = "playbook.yml"
    folder: str = ""
    """The folder of the sources, from the repository's root."""
    public_folder: str | None = None
    """The folder of assets and hand-written public pages, where there is one."""
    settings_places: Mapping[Keys, Place] = field(default_factory=dict)
    settings_key_places: Mapping[Keys, Place] = field(default_factory=dict)
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """The Markdown links of each document, by its path."""
    fits: tuple[Fit, ...] = ()
    """The fit page line by line, once for each language in which there is one."""
    history: History = History()
    seen: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    """By the paths of a document that was read and of one that leans on it, or of itself: how the second stood then, where it has changed."""
    failed: frozenset[str] = frozenset()
    """The paths of documents with an error; empty before anybody has checked."""
    lexicon: Lexicon = Lexicon()
    root: str = "."
    """Where the repository stands on this machine; nothing prints it."""
    files: frozenset[str] = frozenset()
    """The other files beside the documents (images), from the repository's root."""
    foreign: bool = False
    """Whether the playbook has another format than the one that is read; then nothing of it was, but that."""

    @property
    def top(self) -> Place:
        """The place for what concerns the whole playbook."""
        return Place(self.settings_path)

    def place_of(self, *keys: str | int) -> Place:
        """Where a value of `playbook.yml` stands; the nearest one above it, or the top, where it does not."""
        return nearest_place(self.settings_places, keys, otherwise=self.top)

    def key_place(self, *keys: str | int) -> Place:
        """Where a name in `playbook.yml` stands; what `place_of` says where it does not."""
        return self.settings_key_places.get(keys) or self.place_of(*keys)

    @cached_property
    def readable(self) -> tuple[Document, ...]:
        """The documents that could be read."""
        return tuple(document for document in self.documents if document.readable)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Document, ...]]:
        return _grouped(self.readable, lambda document: document.kind.name)

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        """The readable documents of a kind, in the order of their paths."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Document]:
        found: dict[tuple[str, str], Document] = {}
        for document in sorted(self.readable, key=lambda document: document.lang != self.lexicon.language):
            found.setdefault((document.kind.name, document.id), document)
        return found

    def get(self, kind: str, id: str) -> Document | None:
        """The document of that kind and id, in the playbook's first language where there are several."""
        return self._by_id.get((kind, id))

    @cached_property
    def _by_path(self) -> Mapping[str, Document]:
        made = {}
        if self.public_folder:
            # a hand-written public page may name the made ones as they are called on the site
            made = {f"{self.public_folder}/{name}": self.single(kind) for name, kind in (("index.md", "fit"), ("partners.md", "partners"))}
        return {path: found for path, found in made.items() if found} | {document.path: document for document in self.documents}

    def at(self, path: str) -> Document | None:
        """The document of that file, from the repository's root."""
        return self._by_path.get(path)

    def single(self, kind: str) -> Document | None:
        """The one document of a kind that has only one (fit, partners, …), in the playbook's first language."""
        return next(iter(self.spoken(kind)), None)

    def spoken(self, kind: str, language: str = "") -> tuple[Document, ...]:
        """The readable documents of a kind in a language, or else in the playbook's first, in the order of their paths."""
        return self._by_language.get((kind, language or self.lexicon.language), ())

    @cached_property
    def _by_language(self) -> Mapping[tuple[str, str], tuple[Document, ...]]:
        return _grouped(self.readable, lambda document: (document.kind.name, document.lang))

    @property
    def fit(self) -> Fit | None:
        """The fit page in the playbook's first language."""
        document = self.single("fit")
        return self.fit_of(document) if document else None

    def fit_of(self, document: Document) -> Fit | None:
        """What a document says as a fit page; `None` for all other documents."""
        return next((fit for fit in self.fits if fit.document is document), None)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The further languages of the public site: those of fit pages in use beside the first, which is in use as well."""
        first = self.single("fit")
        if first is None or not first.active:
            return ()
        others = (document.lang for document in self.of_kind("fit") if document.active and document.lang != first.lang)
        return tuple(dict.fromkeys(others))

    @cached_property
    def tongues(self) -> tuple[str, ...]:
        """Every language in which something is written, the playbook's first before the others."""
        return tuple(dict.fromkeys((self.lexicon.language, *sorted({document.lang for document in self.readable}))))

    def told_in(self, document: Document, language: str) -> Document | None:
        """The same document as it stands in another language, where it is in use there."""
        same = self._in_use.get((document.kind.name, language or self.lexicon.language, document.id), ())
        return next(iter(same), None)

    @cached_property
    def _in_use(self) -> Mapping[tuple[str, str, str], tuple[Document, ...]]:
        return _grouped((document for document in self.readable if document.active), lambda document: (document.kind.name, document.lang, document.id))

    def policies_on(self, topic: str) -> tuple[Document, ...]:
        """The active policies on a topic."""
        return self._by_topic.get(topic, ())

    @cached_property
    def _by_topic(self) -> Mapping[str | None, tuple[Document, ...]]:
        return _grouped((policy for policy in self.of_kind("policy") if policy.active), lambda policy: policy.topic)

    def topic_of(self, document: Document) -> str | None:
        """What a document's words are about: a policy's own topic, a script's by its policy."""
        if document.kind.name != "script":
            return document.topic
        policy = self.get("policy", document.fields.of or "")
        return policy.topic if policy else None

    def scripts_of(self, policy: Document) -> tuple[Document, ...]:
        """The active scripts that belong to a policy, in every language."""
        return self._scripts.get(policy.id, ())

    @cached_property
    def _scripts(self) -> Mapping[str | None, tuple[Document, ...]]:
        return _grouped((script for script in self.of_kind("script") if script.active), lambda script: script.fields.of)

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What was worked out about all of it and is asked for again and again, by what it is called; another playbook begins anew."""
        return {}

    def promises_naming(self, policy: Document) -> tuple[Document, ...]:
        """The promises that name the id of a policy as what keeps them, in the order of their paths."""
        return self._by_keeper.get(policy.id, ())

    @cached_property
    def _by_keeper(self) -> Mapping[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = {}
        for promise in self.of_kind("promise"):
            for policy in getattr(promise.fields, "kept_by", None) or ():
                found.setdefault(policy, []).append(promise)
        return {policy: tuple(promises) for policy, promises in found.items()}

    def reviewed(self, document: Document) -> date | None:
        """The day on which somebody last read a document and found it right, else the day of its last change."""
        return document.fields.reviewed or (self.history.changed.get(document.path) if self.history.complete else None)

    def due(self, document: Document) -> date | None:
        """The day by which a document wants to be read again; `None` where nobody knows when it was read."""
        reviewed = self.reviewed(document)
        return document.fields.review_every.after(reviewed) if reviewed else None

    def role_exists(self, id: str) -> bool:
        """Whether a role may be named: the owner always may."""
        return id == OWNER or self.get("role", id) is not None

    def step(self, policy: Document, label: str) -> Step | None:
        """The step of a policy that goes by a label, in the owner's words or by its name."""
        wanted = fold(label)
        name = self.lexicon.labels.get(wanted, wanted)
        for step in (step for section in policy.sections if section.name not in _NOT_DONE for step in section.steps):
            if step.label and (fold(str(step.label)) == wanted or step.action == name):
                return step
        return None


def _grouped(documents: Iterable[Document], key: Callable[[Document], _Key]) -> dict[_Key, tuple[Document, ...]]:
    """The documents by what they have in common, each group in their order."""
    found: dict[_Key, list[Document]] = {}
    for document in documents:
        found.setdefault(key(document), []).append(document)
    return {common: tuple(group) for common, group in found.items()}
