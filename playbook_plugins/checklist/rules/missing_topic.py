"""Every business knows what it does on a bad day, and how people can tell it anything."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TOPICS, Cause, TopicName
from playbook_plugins.model.playbook import Playbook

TROUBLE = (TopicName.RECOVERY, TopicName.LISTENING)
"""The topics between which every cause of trouble has its place."""


@rule(Level.WARNING)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    # a policy without its topic was a finding already, and may be the one that is missed here
    if any(document.kind.name == "policy" and not document.topic for document in playbook.documents):
        return
    aliases = playbook.lexicon.topics
    declined = {aliases.get(name, name) for name in context.settings.checklist.not_done}
    for topic, asks in TOPICS.items():
        if asks.asked_of_all and topic not in declined and not playbook.policies_on(topic):
            drafted = any(policy.topic == topic and not policy.active for policy in playbook.of_kind("policy"))
            yield Hit(playbook.top, f"no policy in use is about {topic}" if drafted else f"no policy is about {topic}",
                      f"Write one with `topic: {topic}`, or say in `playbook.yml` under `checklist: not_done:` why you do not do this.")
    policies = [playbook.policies_on(topic) for topic in TROUBLE]
    covered = {cause for found in policies for policy in found for cause in policy.fields.covers or ()}
    left = [cause for cause in Cause if cause not in covered]
    # an owner who names no cause at all has one policy for whatever comes
    if all(policies) and covered and left:
        yield Hit(playbook.top, f"your policies name where trouble comes from, but not {', '.join(left)}",
                  "Add it to `covers` of the policy that is for it.")
