"""What only staff may read, and what excuses it: the fingerprints of a playbook."""

from collections.abc import Iterator

from playbook_plugins.audit.fingerprints import Secret, gather
from playbook_plugins.audit.forms import RUN
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import in_a_row, words


def secrets(playbook: Playbook) -> Fingerprints:
    """Hashes of what only staff may read, but for words to say and what public sources say as well."""
    return gather(_secrets(playbook), _excuses(playbook))


def _secrets(playbook: Playbook) -> Iterator[Secret]:
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            yield from _runs(document)
    for place, reason in _reasons(playbook):
        yield from (Secret(RUN, run, place) for run in in_a_row(words(reason)))


def _runs(document: Document) -> Iterator[Secret]:
    """Every six words in a row, with the line on which they begin; a line of words to say is passed over."""
    said = [
        (word, number)
        for number, (line, zone) in enumerate(zip(document.lines, document.zones), start=1)
        if zone is not Zone.SAY
        for word in words(line)
    ]
    for run, (_, number) in zip(in_a_row([word for word, _ in said]), said):
        yield Secret(RUN, run, f"{document.path}:{number}")


def _reasons(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Each reason that staff gave in `playbook.yml`, with its place."""
    if playbook.settings is None:
        return
    checklist = playbook.settings.checklist
    found = {("not_done", topic): reason for topic, reason in checklist.not_done.items()}
    found |= {("rules", name, "because"): rule.because for name, rule in checklist.rules.items()}
    found |= {("shared", number, "because"): shared.because for number, shared in enumerate(checklist.shared)}
    for keys, reason in found.items():
        place = playbook.place_of("checklist", *keys)
        yield f"{place.path}:{place.line}", reason


def _excuses(playbook: Playbook) -> Iterator[str]:
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC:
            yield "\n".join(document.lines)
        else:
            yield from map(str, document.texts(Zone.SAY))
    if playbook.settings:
        yield from (shared.text for shared in playbook.settings.checklist.shared)
