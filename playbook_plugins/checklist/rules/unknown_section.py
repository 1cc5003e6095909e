"""A page for everybody has the parts that its kind knows, and no others."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import called, meant, needed, respelt
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.ERROR, locked=True, kinds=tuple(KINDS))
def check(document: Document, context: Context) -> Iterator[Hit]:
    headings = context.playbook.lexicon.sections.get(document.kind.name, {})
    asked_for = {section.name for section in needed(document)}
    for section in document.sections:
        if section.name is not None:
            continue
        near, place = meant(section, headings), section.heading.place(document.path)
        title = called(near, headings) if near else ""
        mend = respelt(section, document, context.playbook.lexicon)
        if document.kind.closed:
            yield Hit(place, f"this page is for everybody, and “{section.heading}” is none of its parts",
                      f"Did you mean “{title}”?" if near else _where_else(document, headings), mend=mend)
        # what is needed and not found is missing-section's to say
        elif near and near not in asked_for and document.section(near) is None:
            yield Hit(place, f"“{section.heading}” is read as a heading of your own",
                      f"If you mean “{title}”, write `## {title}`, so that it is shown in its place.", Level.ADVICE, mend)


def _where_else(document: Document, headings: dict[str, str]) -> str:
    notes = "Notes for staff go into a policy, or into a page under `pages/`."
    parts = ", ".join(f"“{called(section.name, headings)}”" for section in document.kind.sections)
    return f"Its parts are {parts}. {notes}" if parts else f"It has a title and a few lines below it. {notes}"
