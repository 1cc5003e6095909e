"""Nobody is turned away for what they are; a line names a need in place of a person."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import Match, found_within, may_hold
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level

BETWEEN = 5
"""Words that may stand between turning away and those who are; behind a mere “no” it is one."""
PARTED = set(",.!?;:–—")
"""What parts two things that are said."""


@rule(Level.WARNING, kinds=("fit", "promise", "policy", "script"), lists=("protected", "turning-away", "turned-away"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.kind.name in ("policy", "script") and context.playbook.topic_of(document) != "referral":
        return
    for text in may_hold(document, "protected", context=context, zones=(Zone.SAY, Zone.PUBLIC)):
        people = found_within(text, document, "protected", context)
        found = people and _turned_away(people, text, document, context)
        if found:
            yield Hit(text.place(document.path, *found), f"“{' '.join(seen(text)[slice(*found)].split())}” turns people away for what they are",
                      "Write what they need that others do better: “You need …”. Where a law or their safety is the reason, name it; this is an aid and no legal advice.")


def _turned_away(people: tuple[Match, ...], text: Text, document: Document, context: Context) -> tuple[int, int] | None:
    """Where the text turns away some of these people: from the first word of it to the last."""
    before = found_within(text, document, "turning-away", context)
    behind = found_within(text, document, "turned-away", context)
    read = seen(text)
    for them in people:
        for words in before:
            if words.start < them.start and _close(read[words.end : them.start], 1 if words.entry.gentle else BETWEEN):
                return words.start, max(words.end, them.end)
        for words in behind:
            if them.end <= words.start and _close(read[them.end : words.start], BETWEEN):
                return them.start, words.end
    return None


def _close(between: str, most: int) -> bool:
    return len(between.split()) <= most and not PARTED & set(between)
