"""Who keeps a promise: traced from the promise to the step, the policy and its owner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from playbook_plugins.model.changes import changes
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.playbook import Playbook


class Coverage(StrEnum):
    """How a promise stands, in the words of those who trace requirements."""

    KEPT = "kept"
    """Every step that it names is there, in a policy that is in use, passes the checklist and has an owner."""
    OUTDATED = "outdated"
    """It is kept, and it has changed since a policy that keeps it was last read."""
    UNKEPT = "unkept"
    """It is made, and a step, its policy or the policy's owner is missing, or the policy has an error; it is not published."""
    ORPHANED = "orphaned"
    """It is a draft or retired: its steps keep something that nobody is promised."""


class Gap(StrEnum):
    """Why a promise is not kept."""

    NO_POLICY = "no-policy"
    """There is no policy of that name."""
    NOT_IN_USE = "not-in-use"
    """The policy is a draft or retired."""
    NO_STEP = "no-step"
    """The policy has no step of that label."""
    NO_OWNER = "no-owner"
    """The role that looks after the policy does not exist."""
    FAILS = "fails"
    """The policy has something to mend before publishing; that is a finding of its own."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """One policy and step that a promise names."""

    policy_id: str
    label: str
    policy: Document | None
    step: Step | None
    gap: Gap | None
    """`None` where the step keeps the promise."""
    outdated: bool = False
    """Whether the promise has changed since the policy was last read."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything that keeps one promise."""

    promise: Document
    keepers: tuple[Keeper, ...]

    @property
    def kept(self) -> bool:
        """Whether every step that it names is there, in use, sound and looked after, and there is at least one."""
        return bool(self.keepers) and all(keeper.gap is None for keeper in self.keepers)

    @property
    def coverage(self) -> Coverage:
        """How the promise stands, in one word."""
        if not self.promise.active:
            return Coverage.ORPHANED
        if not self.kept:
            return Coverage.UNKEPT
        return Coverage.OUTDATED if any(keeper.outdated for keeper in self.keepers) else Coverage.KEPT


def judged(playbook: Playbook, findings: Iterable[Finding]) -> Playbook:
    """The playbook that knows which of its documents have something to mend before publishing."""
    return replace(playbook, failed=frozenset(finding.place.path for finding in findings if finding.level is Level.ERROR))


def keeping(promise: Document, playbook: Playbook) -> Keeping:
    """Trace a promise to the steps that keep it."""
    named = getattr(promise.fields, "kept_by", None) or {}
    return Keeping(promise, tuple(_keeper(promise, policy, label, playbook=playbook) for policy, label in named.items()))


def _keeper(promise: Document, policy_id: str, label: str, *, playbook: Playbook) -> Keeper:
    policy = playbook.get("policy", policy_id)
    if policy is None:
        return Keeper(policy_id, label, None, None, Gap.NO_POLICY)
    step = playbook.step(policy, label or "")
    if not policy.active:
        gap = Gap.NOT_IN_USE
    elif step is None:
        gap = Gap.NO_STEP
    elif not playbook.role_exists(policy.fields.owner):
        gap = Gap.NO_OWNER
    elif policy.path in playbook.failed:
        gap = Gap.FAILS
    else:
        gap = None
    return Keeper(policy_id, label, policy, step, gap, outdated(policy, promise, playbook))


def outdated(policy: Document, promise: Document, playbook: Playbook) -> bool:
    """Whether a promise has changed in what it says since the policy that keeps it was last read."""
    before = playbook.seen.get((policy.path, promise.path))
    return before is not None and bool(changes(before, promise))


def promises_on(policy: Document, playbook: Playbook) -> Iterator[Keeping]:
    """The promises that name a policy, those that are not made among them; of several languages, the first that there is."""
    for promise in playbook.promises_naming(policy):
        traced = keeping(promise, playbook)
        if playbook.get("promise", promise.id) is promise and any(keeper.policy is policy for keeper in traced.keepers):
            yield traced


def promises_kept_by(policy: Document, playbook: Playbook) -> tuple[Keeping, ...]:
    """The promises that lean on a policy."""
    return tuple(traced for traced in promises_on(policy, playbook) if traced.promise.active)
