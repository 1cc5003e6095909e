"""We repeat what we heard before we say what we will do about it."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, has_list, said, stands_in
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE


@rule(Level.ERROR, kinds=("policy",), topics=TROUBLE, reminds_drafts=True, lists=("say-back", "remedy"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, words = document.section("what-to-say"), said(document)
    if section is None or not words or not has_list(document, "say-back", context):
        return
    for text in words:
        heard = found_within(text, document, "say-back", context)
        remedies = found_within(text, document, "remedy", context)
        if remedies and not (heard and heard[0].start < remedies[0].start):
            if heard or _said_later(text.line, document, context):
                yield Hit(text.place(document.path, remedies[0].start, remedies[0].end),
                          f"“{remedies[0].words}” comes before you have said back what you heard",
                          "Say back first, and wait for their yes. A remedy for the wrong trouble is one more trouble.")
                return
            break
        if heard:
            return
    yield Hit(section.heading.place(document.path), "nothing here says back what they told you",
              "Begin with words such as “Let me say it back: … Have I got it?”, before any remedy.")


def _said_later(line: int, document: Document, context: Context) -> bool:
    return stands_in((text for text in said(document) if text.line > line), document, "say-back", context)
