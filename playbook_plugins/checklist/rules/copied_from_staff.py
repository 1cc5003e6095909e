"""No six words in a row of what everybody reads stand in a text for staff."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import LISTED, Passage, for_everybody, for_staff, on_both_sides
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import LENGTH, runs

HELP = (
    "Say it here in other words. If everybody may read it, let the text for staff quote it and link to this page, "
    f"or {LISTED}."
)


@rule(Level.ERROR, always_stops=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    public = tuple(for_everybody(playbook))
    read = {run for passage in public for run in passage.runs()}
    yield from _idle(read, playbook)
    copied: dict[str, Place] = {}
    for passage in for_staff(playbook):
        if both := read.intersection(passage.runs()):
            copied |= {run: place for run, place in passage.begins() if run in both and run not in copied}
    if copied:
        may = on_both_sides(playbook)
        copied = {run: place for run, place in copied.items() if not may(run)}
    for passage in public if copied else ():
        yield from _copies(passage, copied)


def _copies(passage: Passage, copied: dict[str, Place]) -> Iterator[Hit]:
    """Each stretch of a passage that was copied, as long as it goes on."""
    found, run_at = passage.words(), tuple(passage.runs())
    start = 0
    while start < len(run_at):
        end = start
        while end < len(run_at) and run_at[end] in copied:
            end += 1
        if end > start:
            first, last = found[start][1], found[end + LENGTH - 2][1]
            other = copied[run_at[start]]
            yield Hit(Place(first.path, first.line, first.column, last.end_line, last.end_column),
                      f"{end - start + LENGTH - 1} words in a row also stand in {other.path}:{other.line}, which only staff read", HELP)
        start = end + 1


def _idle(read: set[str], playbook: Playbook) -> Iterator[Hit]:
    """Sentences that are listed as shared, and stand nowhere where everybody reads."""
    for number, sentence in enumerate(playbook.settings.checklist.shared if playbook.settings else ()):
        own = set(runs(sentence.text))
        if own and not own & read:
            yield Hit(playbook.place_of("checklist", "shared", number), "this sentence stands in no text that everybody reads, so it need not be listed",
                      "Take these lines out.", Level.ADVICE)
