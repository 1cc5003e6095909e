"""Which roles a text names, by their titles or their ids and in any form of the word."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.sentences import Sentences, seen
from playbook_plugins.checklist.wording import Match
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import OWNER

_ENDING = 3
"""Letters in which a form of a name may be longer than the name."""
_DOTS = str.maketrans("İı", "ii")
"""Letters that a pattern takes for an `i`, and small letters do not."""


def roles_in(text: Text, context: Context) -> frozenset[str]:
    """The ids of the roles that a text names; the owner is always one."""
    read = seen(text)
    found = {role.id for role in context.playbook.of_kind("role") if _named(role, read)}
    return frozenset(found | {OWNER} if any(_places(OWNER, read)) else found)


def meant(match: Match, text: Text, document: Document, roles: Sequence[Document]) -> Document | None:
    """The role of whose limit a sentence speaks: the one it names, else the one whose document it stands in; `None` where it may be anybody's."""
    sentences = Sentences(seen(text, quotes=False))
    before, whole = sentences.before(match.start), sentences.around(match.start, match.end)
    for role in roles:
        if _ends_with(before, role) or _named(role, match.words):
            return role
    others = [role for role in roles if role is not document and _named(role, whole)]
    return document if document in roles and not others else None


def _named(role: Document, read: str) -> bool:
    return any(place for name in (role.id, role.name) for place in _places(name, read))


def _ends_with(read: str, role: Document) -> bool:
    """Whether a role is the last thing said, or the last but one word."""
    ends = [end for name in (role.id, role.name) for _, end in _places(name, read)]
    rest = read[max(ends) :] if ends else ""
    said = _words(rest)
    return bool(ends) and len(said) <= 1 and (not said or not rest.startswith((",", ":", ";")))


def _places(name: str, read: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in what is read."""
    first = _first(name)
    # of most roles not even the first word stands in a text
    return (found.span() for found in _pattern(name).finditer(read)) if first and first in _small(read) else iter(())


@lru_cache(maxsize=4096)
def _first(name: str) -> str:
    """The first word of a name in small letters; empty where it has none."""
    return _small(next(iter(_words(name)), ""))


@lru_cache(maxsize=64)
def _small(written: str) -> str:
    """A text in small letters: what a pattern takes for one whatever the case is the same in it."""
    return written.translate(_DOTS).casefold()


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, _words(name)))
    return re.compile(rf"(?<![^\W_]){words}[^\W_]{{0,{_ENDING}}}(?![^\W_])", re.I)


def _words(written: str) -> list[str]:
    return re.findall(r"[^\W_]+", written)
