"""Every business knows what it does on a bad day, and how people can tell it anything."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.coverage import missing
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE, Cause, TopicName
from playbook_plugins.model.playbook import Playbook

USUAL = {
    Cause.OTHERS_MISTAKE: "a slip of some other firm",
    Cause.CONFUSION: "people who misread or misunderstood",
    Cause.OUTSIDE_OUR_CONTROL: "what nobody here controls",
    Cause.OUTSIZED_DEMAND: "a wish far larger than the trouble",
}
"""Where trouble comes from, beside our own mistakes, which a policy on recovery is for whatever it says."""


@rule(Level.WARNING)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    # a policy without its topic was a finding already, and may be the one that is missed here
    if any(document.kind.name == "policy" and not document.topic for document in playbook.documents):
        return
    if not any(document.kind.name == "policy" for document in playbook.documents):
        yield Hit(playbook.top, "there is no policy yet, so staff have nothing to go by on a bad day",
                  "Begin with the day something went wrong: a file in `policies/` with `topic: recovery`.")
        return
    for topic in missing(playbook):
        drafted = any(policy.topic == topic and not policy.active for policy in playbook.of_kind("policy"))
        yield Hit(playbook.top, f"no policy in use is about {topic}" if drafted else f"no policy is about {topic}",
                  f"Write one with `topic: {topic}`, or say in `playbook.yml` under `checklist: not_done:` why you do not do this.")
    policies = [policy for topic in TROUBLE for policy in playbook.policies_on(topic)]
    naming = next((policy for policy in policies if policy.fields.covers), None)
    left = [cause for cause in USUAL if not any(cause in (policy.fields.covers or ()) for policy in policies)]
    # who puts things right covers their own slips; who listens without naming a cause is there for whatever comes
    listening = playbook.policies_on(TopicName.LISTENING)
    if naming and left and playbook.policies_on(TopicName.RECOVERY) and listening and all(policy.fields.covers for policy in listening):
        yield Hit(naming.place_of("covers"), f"no policy is for {' or '.join(USUAL[cause] for cause in left)}",
                  f"Add {', '.join(f'`{cause}`' for cause in left)} to `covers`, here or in the other policy on trouble.", Level.ADVICE)
