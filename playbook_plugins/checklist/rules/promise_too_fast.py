"""The time that customers are told is no shorter than the time that staff are given."""

from collections.abc import Iterator

from playbook_plugins.checklist.durations import cut_short, shorter
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Business
from playbook_plugins.model.tracing import Gap, Keeper, keeping
from playbook_plugins.model.values import Duration

ANSWER = "answer"
"""The step to which the business's own time belongs where a policy names none."""


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    facts = context.settings.business
    for promise in playbook.of_kind("promise"):
        told = promise.fields.within
        for keeper in keeping(promise, playbook).keepers if told and promise.active else ():
            if given := _given(keeper, facts.answers_within):
                yield from _held(told, given, facts, place=promise.place_of("within"), who=keeper.policy.titled)
    for policy in playbook.of_kind("policy"):
        told, given = facts.answers_within, policy.fields.reply_within
        if told and given and policy.active:
            yield from _held(told, given, facts, place=playbook.place_of("business", "answers_within"), who=policy.titled)


def _held(told: Duration, given: Duration, facts: Business, *, place: Place, who: str) -> Iterator[Hit]:
    """The time that people are told, held against the time that a policy gives staff."""
    tell = "you tell everybody that you answer within" if place.path.endswith(".yml") else "you promise this within"
    if shorter(told, given, facts.open):
        yield Hit(place, f"{tell} {told}, and {who} gives staff {given}", f"Promise {given}, or give staff {told}.")
    elif cut_short(told, given, facts.open, holidays=facts.holidays or ()):
        yield Hit(place, f"{tell} {told}, and over days on which you are closed staff have less than the {given} that {who} gives them",
                  "Promise it in working days, or a longer time.", Level.WARNING)


def _given(keeper: Keeper, usual: Duration | None) -> Duration | None:
    """How long staff have for the step that keeps a promise; `None` where nobody says."""
    if keeper.gap not in (None, Gap.FAILS):
        return None
    return keeper.policy.fields.reply_within or (usual if keeper.step.action == ANSWER else None)
