"""No six words in a row of what everybody reads stand in a text for staff."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import LISTED, for_everybody, kept_to_staff, of_staff, on_both_sides
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import Passage
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import runs
from playbook_plugins.model.shelf import key

HELP = f"Say it here in other words. If everybody may read it, let the text for staff quote it and link to this page, or {LISTED}."


@rule(Level.ERROR, always_stops=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    public = tuple(for_everybody(playbook))
    read = {run for passage in public for run in passage.runs()}
    yield from _idle(read, playbook)
    copied: dict[str, Place] = {}
    for both in _shared(playbook, context, public, read=read):
        copied |= {run: place for run, place in both if run not in copied}
    if copied:
        may = on_both_sides(playbook)
        copied = {run: place for run, place in copied.items() if not may(run)}
    for passage in public if copied else ():
        for begun, place, count in passage.stretches(copied):
            yield Hit(place, f"{count} words in a row also stand in {copied[begun].path}:{copied[begun].line}, which only staff read", HELP)


def _shared(playbook: Playbook, context: Context, public: tuple[Passage, ...], *, read: set[str]) -> Iterator[tuple[tuple[str, Place], ...]]:
    """What each text for staff has in common with what everybody reads."""
    staffs = of_staff(playbook)
    besides = key(public, playbook.public_folder, tuple((document.path, document.lang) for document in playbook.readable))

    def look(document: Document, _: Context) -> tuple[tuple[str, Place], ...]:
        return staffs(document).shared(read)

    yield from (context.once(look, document, besides=besides) for document in playbook.readable if document.audience is Audience.INTERNAL)
    yield from (passage.shared(read) for passage in kept_to_staff(playbook))


def _idle(read: set[str], playbook: Playbook) -> Iterator[Hit]:
    """Sentences that are listed as shared, and stand nowhere where everybody reads."""
    for number, sentence in enumerate(playbook.settings.checklist.shared if playbook.settings else ()):
        own = set(runs(sentence.text))
        if own and not own & read:
            yield Hit(playbook.place_of("checklist", "shared", number), "this sentence stands in no text that everybody reads, so it need not be listed",
                      "Take these lines out.", Level.ADVICE)
