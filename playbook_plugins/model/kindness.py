"""Small kindnesses that fit: what whoever has the least to spend may give without asking."""

from collections.abc import Collection
from decimal import Decimal
from hashlib import sha256

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TROUBLE
from playbook_plugins.model.limits import limit, shown
from playbook_plugins.model.notes import Gesture, gestures
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.values import Duration, read_money

_FEW = 3
"""As many as somebody chooses from with a customer before them."""


def suggested(policy: Document, playbook: Playbook) -> tuple[Gesture, ...]:
    """Up to three gestures for trouble that the roles of a policy may all give; none for any other case."""
    return a_few(shown(policy, playbook), playbook, seed=policy.id) if policy.topic in TROUBLE else ()


def a_few(roles: Collection[Document], playbook: Playbook, *, seed: str) -> tuple[Gesture, ...]:
    """Up to three gestures, in the order of their table: within the least money and time that these roles have.

    The same for the same `seed`, and others for another, so that not
    everybody is given the first three.
    """
    kept = playbook.single("gestures")
    if not roles or kept is None or not kept.active:
        return ()
    money = min(_limit(role, playbook) for role in roles)
    time = min((role.fields.may_take.days for role in roles if role.fields.may_take), default=None)
    within = [gesture for gesture in gestures(kept) if _fits(gesture, money, time, playbook)]
    start = int.from_bytes(sha256(seed.encode()).digest()[:4]) % max(len(within), 1)
    chosen = {(start + step) % len(within) for step in range(min(_FEW, len(within)))}
    return tuple(gesture for number, gesture in enumerate(within) if number in chosen)


def _limit(role: Document, playbook: Playbook) -> Decimal:
    """A limit that cannot be read is none that a gesture could fit."""
    found = limit(role, playbook)
    return Decimal(-1) if found is None else found


def _fits(gesture: Gesture, money: Decimal, time: float | None, playbook: Playbook) -> bool:
    """Whether both are known and small enough; what cannot be read is left to the table."""
    try:
        costs, takes = read_money(gesture.costs), Duration.read(str(gesture.takes), playbook.lexicon)
    except ValueError:
        return False
    return costs <= money and (time is None or takes.days <= time)
