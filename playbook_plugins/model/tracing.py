"""Who keeps a promise: traced from the promise to the step, the policy and its owner."""

from dataclasses import dataclass
from enum import StrEnum

from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.playbook import Playbook


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


@dataclass(frozen=True, slots=True)
class Keeper:
    """One policy and step that a promise names."""

    policy_id: str
    label: str
    policy: Document | None
    step: Step | None
    gap: Gap | None
    """`None` where the step keeps the promise."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything that keeps one promise."""

    promise: Document
    keepers: tuple[Keeper, ...]

    @property
    def kept(self) -> bool:
        """Whether every step that it names is there, in use and looked after, and there is at least one."""
        return bool(self.keepers) and all(keeper.gap is None for keeper in self.keepers)


def keeping(promise: Document, playbook: Playbook) -> Keeping:
    """Trace a promise to the steps that keep it."""
    named = getattr(promise.fields, "kept_by", None) or {}
    return Keeping(promise, tuple(_keeper(policy, label, playbook) for policy, label in named.items()))


def _keeper(policy_id: str, label: str, playbook: Playbook) -> Keeper:
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
    else:
        gap = None
    return Keeper(policy_id, label, policy, step, gap)


def promises_kept_by(policy: Document, playbook: Playbook) -> tuple[Keeping, ...]:
    """The promises that lean on a policy."""
    return tuple(
        traced
        for promise in playbook.of_kind("promise")
        if promise.active
        for traced in (keeping(promise, playbook),)
        if any(keeper.policy is policy for keeper in traced.keepers)
    )
