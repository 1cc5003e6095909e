"""The page of one text, or a list of several, found again where all that decides it is as it was.

A page shows its own text whole. Of other texts it shows what they are called,
where they stand, and what their lines at the top and their labels say; of
those kinds that it may look into further, each is part of what decides it.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.memory import Memory

_CLOSED = ("policy", "script", "scenario", "principle", "page")
"""Kinds of which the page of another text shows nothing but their outside."""
_MADE: Memory[tuple[str, ...], Page] = Memory("pages")
_LISTED: Memory[tuple[str, ...], Page] = Memory("lists")


def apart(document: Document, view: View, make: Callable[[], Page], *within: Document | None) -> Page:
    """The page that `make` makes of a document; it may look into the documents `within` too, and at nothing but the outside of all others."""
    decides = (around_all(view), *(_mark(*_whole(one, view)) for one in (document, *within) if one))
    found = _MADE.find(decides)
    if found is None:
        _MADE.note(decides, found := make())
    return found


def listed(documents: Sequence[Document], view: View, template: str, path: str, title: str, **values: Any) -> Page:
    """The page that a template makes of several documents, of which it shows what they are called, where they stand and when they are due."""
    each = [(document.path, view.playbook.due(document)) for document in documents]
    decides = (around_all(view), _mark(each, view.words.language, template, path, title, values))
    found = _LISTED.find(decides)
    if found is None:
        _LISTED.note(decides, found := view.page(template, path, title, documents=documents, **values))
    return found


def around_all(view: View) -> str:
    """What stands for all that a page may show of texts that are not its own."""
    return view.once("around all texts", lambda: _mark(*_around(view)))


def _around(view: View) -> Iterator[object]:
    """All that any page may show, but the inside of texts that are shown on their own page alone."""
    playbook = view.playbook
    yield playbook.settings.model_dump_json(), playbook.lexicon, playbook.folder, playbook.public_folder, sorted(playbook.files), sorted(playbook.failed), playbook.history.complete
    yield [(paths, before.lines) for paths, before in sorted(playbook.seen.items(), key=lambda item: item[0])]
    for document in playbook.documents:
        yield document.path, document.readable, document.kind.name, document.id, document.lang
        yield [*_outside(document)] if document.kind.name in _CLOSED and document.title else document.lines


def _outside(document: Document) -> Iterator[object]:
    """What others may show of a document: its title and all above, its headings, and the labels of its steps."""
    yield str(document.title), document.lines[: document.title.line if document.title else None]
    for section in document.sections:
        yield section.name, str(section.heading), [(str(step.label), step.action) for step in section.steps if step.label]


def _whole(document: Document, view: View) -> Iterator[object]:
    """All that is known of a document."""
    yield document.path, document.lines, document.path in view.told_of
    yield view.playbook.history.changed.get(document.path), view.changes and view.changes.of(document.path)


def _mark(*parts: object) -> str:
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
