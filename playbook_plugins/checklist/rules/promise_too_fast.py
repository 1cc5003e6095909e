"""The time that customers are told is no shorter than the time that staff are given."""

from collections.abc import Iterator

from playbook_plugins.checklist.durations import shorter
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.tracing import Keeper, keeping
from playbook_plugins.model.values import Duration

ANSWER = "answer"
"""The step to which the business's own time belongs where a policy names none."""


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    facts = context.settings.business
    for promise in playbook.of_kind("promise"):
        told = promise.fields.within
        for keeper in keeping(promise, playbook).keepers if told and promise.active else ():
            given = _given(keeper, facts.answers_within)
            if given and shorter(told, given, facts.open):
                yield Hit(promise.place_of("within"), f"you promise this within {told}, and {keeper.policy.titled} gives staff {given}",
                          f"Promise {given}, or give staff {told}.")
    for policy in playbook.of_kind("policy"):
        told, given = facts.answers_within, policy.fields.reply_within
        if told and given and policy.active and shorter(told, given, facts.open):
            place = playbook.place_of("business", "answers_within")
            yield Hit(place, f"you tell everybody that you answer within {told}, and {policy.titled} gives staff {given}",
                      f"Tell them {given}, or give staff {told}.")


def _given(keeper: Keeper, usual: Duration | None) -> Duration | None:
    """How long staff have for the step that keeps a promise; `None` where nobody says."""
    if keeper.gap is not None:
        return None
    return keeper.policy.fields.reply_within or (usual if keeper.step.action == ANSWER else None)
