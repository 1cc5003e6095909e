"""What reaches people first is about them, not about us."""

from collections.abc import Iterable, Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import behind, found_within, has_list, said, stands_in
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.script import Channel


@rule(Level.WARNING, kinds=("fit", "policy", "script"), reminds_drafts=True, lists=("about-us", "you-question", "salutation"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.kind.name == "fit":
        yield from _opening(paragraphs(document.lead), document, context)
    elif context.playbook.topic_of(document) == "follow-up":
        words = said(document) if document.kind.name == "policy" else tuple(document.texts(Zone.SAY))
        yield from _opening(words, document, context)
        yield from _question(words, document, context)


def _opening(texts: Iterable[Text], document: Document, context: Context) -> Iterator[Hit]:
    rests = (behind(text, document, "salutation", context) for text in texts)
    # a line that only greets is not yet the opening
    rest = next((rest for rest in rests if rest), None)
    if rest is None or not has_list(document, "about-us", context):
        return
    found, name = found_within(rest, document, "about-us", context), context.settings.business.name
    mend = "Begin with them: what they need, what they came for, how they are."
    if found and not seen(rest)[: found[0].start].strip():
        yield Hit(rest.place(document.path, found[0].start, found[0].end), f"“{found[0].words}” opens on ourselves", mend)
    elif name and seen(rest).strip().casefold().startswith(name.casefold()):
        yield Hit(rest.place(document.path, 0, len(name)), f"“{name}” opens on ourselves", mend)


def _question(words: tuple[Text, ...], document: Document, context: Context) -> Iterator[Hit]:
    if not words or not has_list(document, "you-question", context) or getattr(document.fields, "channel", None) is Channel.CARD:
        return
    if not stands_in(words, document, "you-question", context):
        section = document.section("what-to-say")
        yield Hit(section.heading.place(document.path) if section else document.top, "nothing here asks how they are faring",
                  "Ask one question about them, such as “How is your brake holding?”, and wait for the answer.")
