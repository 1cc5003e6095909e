"""What a rule finds in a document when it looks at nothing else: worked out once for each text, and kept by content.

Whether a rule looks at anything else is tried and not believed: it is given a
playbook and a context that refuse whatever the key does not hold, and what it
finds is kept only where it asked for nothing of it. For another text, or on
another day, the same rule may ask for more; then it is run anew each time.
"""

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn, cast

from playbook_plugins.checklist.own import ORIGIN
from playbook_plugins.checklist.rule import Context, Hit, Rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.shelf import Shelf, key

_SHELF = "alone"
_ROOM = 4
"""How many times as many texts are kept as a playbook has: those of earlier edits and of other branches."""
_Row = dict[str, Any]
"""What was found in one document, by the names of the rules that found something, and what was made of it; `None` where one looked elsewhere as well."""


class _Elsewhere(Exception):
    """That a rule asked for something that is not in the key."""


class _Secluded:
    """A playbook, or what a rule may know, of which only these may be asked."""

    def __init__(self, **known: Any) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> NoReturn:
        raise _Elsewhere(name)


class Alone:
    """What rules find in single documents, as far as it is kept or can be."""

    def __init__(self, context: Context, rules: Sequence[Rule], shelf: Shelf) -> None:
        self._context, self._shelf = context, shelf
        self._rules = frozenset(rule.name for rule in rules if rule.kinds and rule.origin in ("", ORIGIN))
        playbook = context.playbook
        names = sorted(rule.name for rule in rules), sorted(context.rules)
        common = key(names, context.settings, playbook.settings is None, playbook.lexicon.language, playbook.folder, playbook.public_folder)
        self._keys = {
            one.path: key(common, one.path, one.kind.name, one.lang, one.audience, playbook.topic_of(one), one.lines) for one in playbook.readable
        }
        kept = shelf.get(_SHELF, self._keys.values())
        self._rows = {path: _row(kept.get(name)) for path, name in self._keys.items()}
        self._new = {path for path, row in self._rows.items() if row is None}
        self._changed: set[str] = set()
        self._contexts: dict[str, Context] = {}

    def hits(self, rule: Rule, document: Document) -> tuple[Hit, ...] | None:
        """What a rule finds in a document; `None` where it looks elsewhere as well."""
        if rule.name not in self._rules:
            return None
        if document.path in self._new:
            found = self._tried(lambda secluded: tuple(rule.check(document, secluded)), document)
            if found != ():
                self._note(document, rule.name, found)
        return (self._rows[document.path] or {}).get(rule.name, ())

    def once(self, look: Callable[[Document, Context], Any], document: Document, besides: bytes = b"") -> Any:
        """What a function makes of a document; `besides` stands for what it looks at besides."""
        name = f"{look.__module__}.{look.__qualname__}"
        known = (self._rows[document.path] or {}).get(name, ())
        if known is not None and known[1:] != (besides,):
            known = self._tried(lambda secluded: (look(document, secluded), besides), document)
            self._note(document, name, known)
        return look(document, self._context) if known is None else known[0]

    def _note(self, document: Document, name: str, found: tuple[Any, ...] | None) -> None:
        self._rows[document.path] = {**(self._rows[document.path] or {}), name: found}
        self._changed.add(document.path)

    def _tried(self, look: Callable[[Context], tuple[Any, ...]], document: Document) -> tuple[Any, ...] | None:
        """What comes of looking at a document alone; `None` where that was not enough."""
        try:
            if document.path not in self._contexts:
                self._contexts[document.path] = self._secluded(document)
            return look(self._contexts[document.path])
        except _Elsewhere:
            return None

    def keep(self) -> None:
        """Keep what was worked out."""
        with suppress(pickle.PicklingError, TypeError, AttributeError):
            values = {self._keys[path]: pickle.dumps(self._rows[path] or {}, pickle.HIGHEST_PROTOCOL) for path in {*self._new, *self._changed}}
            self._shelf.put(_SHELF, values, most=_ROOM * len(self._keys))

    def _secluded(self, document: Document) -> Context:
        """What a rule may know that looks at one document: what the owner set, what rules there are, and what the document is about."""
        context = self._context

        def topic_of(asked: Document) -> str | None:
            if asked is not document:
                raise _Elsewhere
            return context.playbook.topic_of(document)

        playbook = _Secluded(settings=context.playbook.settings, lexicon=context.playbook.lexicon, topic_of=topic_of)
        return cast(Context, _Secluded(playbook=playbook, settings=context.settings, rules=context.rules, kept=context.kept, shelf=context.shelf))


def _row(kept: bytes | None) -> _Row | None:
    with suppress(Exception):  # whatever a value of an odd kind may raise
        row = pickle.loads(kept or b"")
        return row if isinstance(row, dict) else None
    return None
