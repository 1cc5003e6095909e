"""One name leads to one document, and one heading to one section."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.finding import Level
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    taken: dict[tuple[str, str, str], Document] = {}
    for document in playbook.readable:
        key = _key(document, document.id)
        if key in taken:
            yield Hit(document.place_of("id"), f"`{document.id}` is also the name of {taken[key].path}",
                      "Give one of them another name: rename the file, or write a line `id:`.")
        taken.setdefault(key, document)
        yield from context.once(_headings, document)
    for document in playbook.readable:
        for number, former in enumerate(document.fields.formerly or ()):
            other = taken.get(_key(document, former))
            if other is not None:
                yield Hit(document.place_of("formerly", number), f"`{former}` is now the name of {other.path}",
                          "Leave it out here: that address leads to the other document.")


def _key(document: Document, id: str) -> tuple[str, str, str]:
    return document.kind.name, document.lang, id.casefold()


def _headings(document: Document, context: Context) -> tuple[Hit, ...]:
    """What two headings of a document have in common."""
    return tuple(_alike(document))


def _alike(document: Document) -> Iterator[Hit]:
    taken: dict[str, Section] = {}
    for section in document.sections:
        place = section.heading.place(document.path)
        words = fold(str(section.heading))
        alike, same = taken.get(section.name or words), taken.get(words)
        if same:
            yield Hit(place, f"“{section.heading}” stands here twice; the first is on line {same.heading.line}",
                      "Put what belongs together under one of them.")
        elif alike:
            yield Hit(place, f"“{section.heading}” and “{alike.heading}” on line {alike.heading.line} are read as the same heading",
                      "Put both under one of them, or give this one a heading of its own.", Level.WARNING)
        taken.setdefault(words, section)
        taken.setdefault(section.name or words, section)
