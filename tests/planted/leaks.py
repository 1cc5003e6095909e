"""Leaks in the worked example, derived from it by rule and not by hand."""

import posixpath
from collections.abc import Iterator

from playbook_plugins.model.document import Document
from playbook_plugins.model.inside import on_both_sides
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from tests.planted.faults import Fault
from tests.staffs_own import for_staff

DETAILS = ("Ring 07700 900999.", "Write to somebody@elsewhere-entirely.example.", "It was 4111 1111 1111 1111.", "It was GB82 WEST 1234 5698 7654 32.", "She was born on 12 March 1961.")
LEFT = ("Blue <b>bells", "Blue <! -- bells", "Blue {{ bells }}", "Blue {.bells}", "Blue[^bells]", "[bells]: blue", "--8<-- \"bells\"", "[bells](javascript:bells)", "[bells](blue bells)", "![bells](https://elsewhere-entirely.example/a.png)")
SHOWN = ("principle", "page")
"""Public kinds that hold any paragraph."""


def leaks(playbook: Playbook) -> Iterator[Fault]:
    """What must not get out, put where everybody reads."""
    public = [one for one in playbook.readable if one.audience is Audience.PUBLIC and one.active and one.kind.name in SHOWN]
    staffs = [one for one in playbook.readable if one.audience is Audience.INTERNAL]
    yield from _copied(playbook, public)
    for number, document in enumerate(staffs):
        place = public[number % len(public)]
        way = posixpath.relpath(document.path, posixpath.dirname(place.path))
        yield _with(f"a link to {document.path}", place, f"Blue [bells]({way}).", "public-to-internal", *(("copied-from-staff",) if document.id.count("-") > 3 else ()))
        if document.lines[0] == "---" and document.kind.name not in SHOWN:
            yield Fault(f"{document.path} made public", document.path, ("---", "audience: public", *document.lines[1:]), frozenset({"kind-border"}))
    for detail in DETAILS:
        for document in (*public, staffs[0], staffs[-1]):
            yield _with(f"“{detail}”", document, detail, "private-detail")
    for sign in LEFT:
        for document in public:
            yield _with(f"“{sign}”", document, sign, "leftover")


def _copied(playbook: Playbook, public: list[Document]) -> Iterator[Fault]:
    may = on_both_sides(playbook)
    for number, passage in enumerate(for_staff(playbook)):
        # of a sentence, so that no other rule has anything to say
        run = next((run for run in passage.runs() if not may(run) and run.replace(" ", "").isalpha()), None)
        if run:
            yield _with(f"six words of {passage.path} ({number})", public[number % len(public)], f"Blue: {run}.", "copied-from-staff")


def _with(what: str, document: Document, text: str, *rules: str) -> Fault:
    return Fault(f"{what} in {document.path}", document.path, (*document.lines, "", text), frozenset(rules))
