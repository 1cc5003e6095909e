"""People know what it costs, what is in it and how to leave before they are asked for anything."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import called, first, near, shown, to_do
from playbook_plugins.checklist.wording import found_within, has_list, known_language
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.finding import Level

LINES = {"most-people-pay": "Most people pay", "included": "Included", "not-included": "Not included", "to-cancel": "To cancel"}
"""The lines of “What it costs”, and what opens them."""


@rule(Level.ERROR, kinds=("fit", "policy"), lists=("ask-price", "why-ask", "no-price"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.kind.name == "fit":
        yield from _fit(document, context)
    elif document.topic == "intake" and known_language(document):
        yield from _intake(document, context, None if document.active else Level.ADVICE)


def _fit(document: Document, context: Context) -> Iterator[Hit]:
    section = document.section("what-it-costs")
    lines = "Write four lines that open with **Most people pay**, **Included**, **Not included** and **To cancel**."
    if section is None:
        title = called("what-it-costs", context.playbook.lexicon.sections.get("fit", {}))
        yield Hit(document.top, f"there is no “{title}”, so the price comes as a surprise", f"Add a line `## {title}`. {lines}")
        return
    place, texts = section.heading.place(document.path), paragraphs(section.blocks)
    if not any(step.label for step in section.steps):
        honest = [all(found_within(text, document, name, context) for name in ("ask-price", "why-ask")) for text in texts]
        honest += [bool(found_within(text, document, "no-price", context)) for text in texts]
        if not any(honest) and has_list(document, "ask-price", context):
            yield Hit(place, "this says neither what people pay nor why they have to ask",
                      f"{lines} Or say in one sentence why nobody can know before you have talked.")
        return
    for action, opening in LINES.items():
        if line := first(section.steps, action):
            if not line.text:
                yield Hit(line.whole.place(document.path), f"nothing stands behind *{opening}*", f"Write a line `- **{opening}** …`.")
            continue
        candidate = near(section.steps, action, context.playbook.lexicon.labels)
        asked = f"Is “{shown(candidate)}” your *{opening}*? No line goes by that name" if candidate else None
        yield Hit(candidate.opening.place(document.path) if candidate else place,
                  asked or f"“{section.heading}” has no line *{opening}*", f"Write a line `- **{opening}** …`.")


def _intake(document: Document, context: Context, level: Level | None) -> Iterator[Hit]:
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps:
        return
    place, ask, sell = section.heading.place(document.path), first(steps, "ask", "listen"), first(steps, "offer", "price")
    if ask is None:
        yield Hit(place, "nobody is told to ask what they need", "Begin with a step **Ask**, before any offer or price.", level)
    elif sell and steps.index(sell) < steps.index(ask):
        yield Hit(sell.opening.place(document.path), f"“{shown(sell)}” comes before you have asked what they need",
                  "Put the step **Ask** first.", level)
    if first(steps, "ask-first") is None:
        yield Hit(place, "nobody is told to ask before anything extra is done", "Add a step **Ask first** about extras.", level)
