"""Whoever was wronged, or is new here, is asked to do next to nothing."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import sentences
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import apart, found_within, said, tells
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.finding import Level

MOST = 2
"""Things that may be asked of somebody."""

WITH_IT = ("asks-more", "asked-things", "either")
"""The lists that say how many things a sentence asks for."""

HELP = f"Take the rest on yourself: fetch it, look it up, fill it in for them. Ask {MOST} things at most."


@rule(Level.WARNING, kinds=("policy", "fit"), lists=("asks-of-you", "asks-of-them", "asks-more", "asked-things", "either", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.kind.name == "fit":
        start = document.section("how-to-start")
        yield from _many(document, context, paragraphs(start.blocks) if start else (), "asks-of-you")
    elif document.topic in ("recovery", "referral", "intake"):
        asked = getattr(document.fields, "asks_of_customer", ())
        if len(asked) > MOST:
            yield Hit(document.place_of("asks_of_customer"), f"you ask {len(asked)} things of them: {', '.join(asked)}", HELP)
        else:
            yield from _many(document, context, tuple(step.whole for step in to_do(document)), "asks-of-them")
            yield from _many(document, context, said(document), "asks-of-you")


def _many(document: Document, context: Context, texts: tuple[Text, ...], name: str) -> Iterator[Hit]:
    """The place where a passage asks for more than people should have to do, by a list of asking words."""
    count = 0
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        asks = tells(sentence, document, name, context)
        more, things, choices = (found_within(sentence, document, other, context) for other in WITH_IT)
        count += max(1, max(len(apart((*asks, *more))), len(things)) - len(choices)) if asks else 0
        if count > MOST:
            yield Hit(sentence.place(document.path, asks[0].start, asks[-1].end), f"with this you ask {count} things of them", HELP)
            return
