"""When it goes wrong a second time, somebody takes over."""

from collections.abc import Iterator

from playbook_plugins.checklist.roles import roles_in
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, near, shown, to_do
from playbook_plugins.checklist.wording import found_within, has_list
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.finding import Level

HELP = "One line under `## If it happens twice` is enough, such as “The owner takes over from the first minute.”"


@rule(Level.WARNING, kinds=("policy",), topics=("recovery",), reminds_drafts=True, lists=("takes-over", "happens-again"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, step = document.section("if-it-happens-twice"), first(document.steps, "if-it-happens-twice")
    heading = section.heading if section else step.label if step else None
    lines = paragraphs(section.blocks) if section else (step.whole,) if step else ()
    if heading and any(lines):
        if not any(_somebody(line, document, context) for line in lines) and has_list(document, "takes-over", context):
            yield Hit(heading.place(document.path), "this does not say who takes over the second time", HELP)
    elif has_list(document, "happens-again", context) and to_do(document) and not _said_elsewhere(document, context):
        candidate = near(document.steps, "if-it-happens-twice", context.playbook.lexicon.labels)
        told = "nobody is named who takes over when it goes wrong a second time"
        if candidate:
            told = f"Is “{shown(candidate)}” your *if it happens twice*? No step goes by that name"
        place = candidate.opening.place(document.path) if candidate else document.top
        yield Hit(place, told, HELP)


def _said_elsewhere(document: Document, context: Context) -> bool:
    """Whether any step says it in passing: who takes over, and that it is for the second time."""
    return any(
        found_within(step.whole, document, "happens-again", context) and _somebody(step.whole, document, context)
        for step in document.steps
    )


def _somebody(text: Text, document: Document, context: Context) -> bool:
    return bool(roles_in(text, context) or found_within(text, document, "takes-over", context))
