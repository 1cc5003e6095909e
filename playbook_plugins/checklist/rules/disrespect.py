"""Whoever fits elsewhere is spoken of as a guest, and told why."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, has_list, may_hold
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level

SNEERS = ("sneer", "label")
"""What nobody should read about themselves."""


@rule(Level.ERROR, kinds=("fit",), lists=("sneer", "label", "because"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in may_hold(document, *SNEERS, context=context, zones=(Zone.PUBLIC,)):
        ends = 0
        for match in sorted((match for name in SNEERS for match in found_within(text, document, name, context)), key=lambda match: match.start):
            if match.start >= ends:
                ends = match.end
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” looks down on people who may well read it",
                          "Say what they need, as you would say it to their face, and who does that well.")
    fit = context.playbook.fit_of(document)
    for line in fit.elsewhere if fit and has_list(document, "because", context) else ():
        # a line without anybody to go to is for dead-end
        if not line.because and line.who and not found_within(line.whole, document, "because", context):
            yield Hit(line.need.place(document.path), f"“{str(line.need).rstrip('.')}”: they are sent on without a reason",
                      "Say in one short sentence why somebody else does it better: “We have neither the oven nor the training.”", Level.WARNING)
