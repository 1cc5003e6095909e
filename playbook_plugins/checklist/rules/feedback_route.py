"""There are two ways of telling us what was wrong, and one of them is quiet."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import found_within, has_list, stands_in
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.script import Channel
from playbook_plugins.model.place import Place

ALOUD = (Channel.PHONE, Channel.IN_PERSON)
"""Channels on which people have to say it; by all others they write."""


@rule(Level.WARNING, kinds=("policy",), topics=("feedback",), reminds_drafts=True, lists=("quiet-way", "spoken-way", "unnamed"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if (told := context.once(_told, document)) is None:
        return
    place, quietly, aloud, asks, unnamed = told
    channels = {script.fields.channel for script in context.playbook.scripts_of(document)}
    quiet, spoken = len(quietly) + len(channels - {*ALOUD, None}), len(aloud) + len(channels & {*ALOUD})
    if not quiet and not unnamed:
        yield Hit(place, "shy people have no quiet way to tell you",
                  "Add one that needs no face and no voice: a card and a box by the door, a form, a text message.")
    elif max(quiet, 1) + (spoken or asks) < 2:
        yield Hit(place, "there is only one way to tell you",
                  "Add a second: ask people in person as well, or give them a number to ring.")


def _told(document: Document, context: Context) -> tuple[Place, frozenset[str], frozenset[str], bool, bool] | None:
    """What a policy says of the ways: where, the quiet ones and those aloud by their wordings, whether a step asks people, and whether they need not say who they are."""
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps or not all(has_list(document, name, context) for name in ("quiet-way", "spoken-way", "unnamed")):
        return None
    texts = tuple(document.texts(Zone.STAFF, Zone.SAY))
    quietly, aloud = (_ways(texts, name, document, context) for name in ("quiet-way", "spoken-way"))
    return section.heading.place(document.path), quietly, aloud, any(_asks(step, document, context) for step in steps), stands_in(texts, document, "unnamed", context)


def _ways(texts: tuple[Text, ...], name: str, document: Document, context: Context) -> frozenset[str]:
    """The different ways of a list that the texts name; each of its entries is one."""
    return frozenset(match.entry.wording for text in texts for match in found_within(text, document, name, context))


def _asks(step: Step, document: Document, context: Context) -> bool:
    """Whether a step asks people to their face, and hands them no paper."""
    return step.action in ("ask", "ring", "listen") and not found_within(step.whole, document, "quiet-way", context)
