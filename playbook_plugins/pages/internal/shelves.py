"""Lists of any length: one page while they are short, else a page for each topic, and for each stretch of what would be too long for one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.page import Page
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal.apart import listed
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.templates import escaped

FITS = 80
"""Entries that somebody looks through on one page; more are parted."""
FOLDER = "lists/"
"""Where the parts of a list stand, as no text of the owner's does."""
_LONGEST = 40
"""Signs of a title that says where a stretch begins or ends."""
_PLAIN = re.compile(r"[a-z0-9-]+")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the entries of a list, on a page of their own."""

    label: str
    """What they have in common, as plain text."""
    path: str
    """Where the page stands that shows them, or leads to them in turn."""
    documents: tuple[Document, ...]


def on_topics(documents: Sequence[Document], view: View, *, folder: str) -> tuple[Part, ...]:
    """The documents by the topic that they are about, in the order of topics; what is about none comes last."""
    by_topic: dict[str, list[Document]] = {}
    for document in documents:
        by_topic.setdefault(_topic(document, view) or "", []).append(document)
    order = [topic for topic in dict.fromkeys([*TOPICS, *by_topic, ""]) if topic in by_topic and topic] + ([""] if "" in by_topic else [])
    return tuple(
        Part(view.topic(topic) if topic else view.words("list.others"), f"{FOLDER}{folder}/{topic if _PLAIN.fullmatch(topic) else f'topic-{number}'}.md", tuple(by_topic[topic]))
        for number, topic in enumerate(order, start=1)
    )


def _topic(document: Document, view: View) -> str | None:
    if document.kind.name == "policy":
        return document.topic
    policy = view.playbook.get("policy", getattr(document.fields, "of", None) or "")
    return policy.topic if policy else None


def by_name(documents: Sequence[Document], view: View, *, base: str) -> tuple[Part, ...]:
    """The documents in the order of their titles, so many at a time that each page can be looked through; `base` is how the paths of the pages begin."""
    return _stretches(sorted(documents, key=_in_order), base, _called)


def by_day(documents: Sequence[Document], view: View, *, base: str) -> tuple[Part, ...]:
    """The documents in the order in which they want to be read, so many at a time."""

    def day(document: Document) -> str:
        due = view.playbook.due(document)
        return view.words.day(due) if due else view.words("roles.unread")

    parts = _stretches(due_first(documents, view), base, day)
    alike = Counter(part.label for part in parts)
    # several that fall on one day are told apart by what stands in them
    return tuple(part if alike[part.label] == 1 else replace(part, label=f"{part.label}: {_from_to(part.documents, _called)}") for part in parts)


def due_first(documents: Sequence[Document], view: View) -> list[Document]:
    """First what nobody ever read, then what wants to be read soonest."""
    return sorted(documents, key=lambda document: (view.playbook.due(document) or date.min, document.path))


def _stretches(documents: Sequence[Document], base: str, label: Callable[[Document], str]) -> tuple[Part, ...]:
    size = ceil(len(documents) / ceil(len(documents) / FITS))
    parts = [tuple(documents[start : start + size]) for start in range(0, len(documents), size)]
    return tuple(Part(_from_to(part, label), f"{base}-{number}.md", part) for number, part in enumerate(parts, start=1))


def _from_to(documents: Sequence[Document], label: Callable[[Document], str]) -> str:
    return " – ".join(dict.fromkeys((label(documents[0]), label(documents[-1]))))


def leading_on(parts: Sequence[Part], view: View, here: str) -> list[tuple[str, str]]:
    """The parts as lines of the page at `here`: what each is called with the number of its entries, as Markdown, and where it stands."""
    return [(view.words("list.counted", name=escaped(part.label), count=len(part.documents)), relative(part.path, here)) for part in parts]


def shelf(view: View, documents: Sequence[Document], path: str, title: str, parts: Sequence[Part], *, lead: str = "", **own: Any) -> Iterator[Page]:
    """A list at `path`: the documents themselves, or where they are too many its parts, and then the pages of these."""
    if len(documents) <= FITS:
        yield listed(documents, view, "list.md.j2", path, title, lead=lead, kind="list", **own)
        return
    yield view.page("parts.md.j2", path, title, lead=lead, parts=leading_on(parts, view, path), kind="list", **own)
    for part in parts:
        yield from part_pages(view, part, **own)


def part_pages(view: View, part: Part, **own: Any) -> Iterator[Page]:
    """The page of one part, and where it is too long those of its stretches; no menu names them."""
    own = {**own, "in_menu": False}
    stretches = by_name(part.documents, view, base=part.path.removesuffix(".md")) if len(part.documents) > FITS else ()
    yield from shelf(view, part.documents, part.path, escaped(part.label), stretches, **own)


def _in_order(document: Document) -> list[tuple[bool, int, str]]:
    """As people put titles in order: numbers by what they count."""
    return [(not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in _NUMBER.split(fold(document.name)) if piece]


def _called(document: Document) -> str:
    title = document.name
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
