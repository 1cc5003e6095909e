"""A promise is kept by a step that is there, in a policy that is in use and looked after."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.model.tracing import Gap, Keeper, keeping


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from context.faults("unbacked-promise")
    for promise in playbook.of_kind("promise"):
        if promise.active:
            for keeper in keeping(promise, playbook).keepers:
                yield from _gap(promise, keeper, playbook)


def _gap(promise: Document, keeper: Keeper, playbook: Playbook) -> Iterator[Hit]:
    id, policy = keeper.policy_id, keeper.policy
    key = promise.key_place("kept_by", id)
    match keeper.gap:
        case Gap.NO_POLICY:
            there = {other.id: other.readable for other in playbook.documents if other.kind.name == "policy"}
            # a policy that cannot be read was a finding already, and stops publishing
            if id not in there:
                yield Hit(key, f"nothing keeps this promise: there is no policy called `{id}`",
                          did_you_mean(id, there, otherwise="Name the policy that keeps it, or do not promise it."))
        case Gap.NOT_IN_USE:
            retired, after = policy.fields.status is Status.RETIRED, policy.fields.replaced_by
            yield Hit(key, f"nothing keeps this promise: {policy.titled} is {'retired' if retired else 'still a draft'}",
                      f"Name a step of `{after}`, which came after it." if after else
                      "Name a policy that is in use." if retired else "Put the policy to use first, or make this a draft too.")
        case Gap.NO_STEP:
            yield Hit(promise.place_of("kept_by", id), f"nothing keeps this promise: {policy.titled} has no step “{keeper.label}”",
                      _steps_there(policy, keeper.label))
        case Gap.NO_OWNER:
            roles = [OWNER, *(role.id for role in playbook.of_kind("role"))]
            yield Hit(policy.place_of("owner"), f"a promise leans on this policy, and there is no role `{policy.fields.owner}` to look after it",
                      did_you_mean(policy.fields.owner, roles, otherwise="Name a role that is there."))


def _steps_there(policy: Document, label: str) -> str:
    labels = [str(step.label) for step in policy.steps if step.label]
    there = f"Its steps are {', '.join(labels)}." if labels else "Begin the step that keeps it with bold words, such as `1. **Answer** …`."
    return " ".join(filter(None, (did_you_mean(label, labels), there)))
