"""A document has its title and the sections that its kind and topic ask for, and they hold something."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import called, meant, needed, respelt
from playbook_plugins.model.blocks import Code, Html
from playbook_plugins.model.document import Document, Section, Zone, paragraphs
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import SectionKind, Shape
from playbook_plugins.model.lexicon import Lexicon

SPOKEN_FOR = ("good-fit", "look-elsewhere", "what-it-costs")
"""Sections of the fit page whose absence thin-fit and surprises explain better."""


@rule(Level.ERROR, kinds=tuple(KINDS), reminds_drafts=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    if not document.title:
        yield Hit(document.top, "this document has no title", "Begin its text with a line such as `# What people say`.")
    if document.kind.name == "script" and not any(document.texts(Zone.SAY)):
        yield Hit(document.top, "this script holds no words to say", "Write them on lines that begin with `>`.")
    for wanted in needed(document):
        if wanted.name not in SPOKEN_FOR:
            yield from _missing(document, wanted, context.playbook.lexicon)


def _missing(document: Document, wanted: SectionKind, lexicon: Lexicon) -> Iterator[Hit]:
    headings = lexicon.sections.get(document.kind.name, {})
    section, title = document.section(wanted.name), called(wanted.name, headings)
    if section:
        place = section.heading.place(document.path)
        if not _holds_something(section):
            yield Hit(place, f"nothing stands under “{section.heading}”", "Write it, in a line or two.")
        elif wanted.shape is Shape.ITEMS and not section.steps:
            yield Hit(place, f"“{section.heading}” is one block of text, and nobody can follow it step by step",
                      "Put each thing on a line of its own that begins with `1.` or `-`.")
        return
    near = next((found for found in document.sections if meant(found, headings) == wanted.name), None)
    if near is None:
        yield Hit(document.top, f"there is no section “{title}”", f"Add a line `## {title}`, and what belongs below it.")
    # where only known headings may stand, unknown-section asks about this one
    elif not document.kind.closed:
        yield Hit(near.heading.place(document.path), f"is “{near.heading}” your “{title}”?",
                  f"Write `## {title}`, so that it is found.", mend=respelt(near, document, lexicon))


def _holds_something(section: Section) -> bool:
    written = any(paragraphs(section.blocks))
    return written or any(isinstance(block, Code | Html) for block in section.blocks)
