"""`playbook why`: what a document is for, who looks after it, and what would be missing without it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, open_playbook, today_option
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.leaning import Lean, leaning, unanswered, unkept, without
from playbook_plugins.model.limits import shown
from playbook_plugins.model.naming import meant, nobody_called
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.model.tracing import Coverage, Gap, Keeper, Keeping, judged, keeping, promises_on

LOOKED_AFTER = {"owner": "Looks after", "backup": "Looks after in another's place"}
"""What a role is there for, by the line in which it is named."""
HOW = {
    "decides": "shows its limit",
    "above": "asks it next",
    "backed_by": "has it behind its staff",
    "principles": "stands on it",
    "scripts": "uses its words",
    "of": "belongs to it",
    "replaced_by": "was replaced by it",
    "link": "links to it",
    "line": "sends people there",
    "who": "names it in a lesson",
    "pinned": "pins it to the first page",
}
"""How one document leans on another, by the line in which it names it."""
SAID_ELSEWHERE = ("owner", "backup", "kept_by")
"""Lines that have a part of the answer to themselves."""
GAPS = {
    Gap.NO_POLICY: "there is no such policy",
    Gap.NOT_IN_USE: "the policy is not in use",
    Gap.NO_STEP: "the policy has no such step",
    Gap.NO_OWNER: "nobody looks after the policy",
    Gap.FAILS: "the policy has something to mend first",
}
"""Why a promise is not kept."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the answer."""

    part: str
    """The heading that it stands under."""
    text: str
    place: Place | None = None
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Why one thing is there."""

    subject: str
    place: Place | None
    entries: tuple[Entry, ...]


@click.command("why")
@click.argument("name", metavar="ID")
@click.argument("folder", type=PATH, default=DEFAULT)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@today_option
def command(name: str, folder: Path, *, form: str, today: date) -> None:
    """Say what the document ID in FOLDER (docs/playbook) is there for, and what would be missing without it.

    ID is a document's name, such as something-went-wrong; with its kind in
    front where several share a name, such as role:owner; with its language
    behind it, such as birthdays.pl; its file; or a step, such as
    something-went-wrong#answer. A promise is kept, outdated (it has
    changed since its policy was read), unkept, or orphaned (nobody makes it).
    """
    playbook = open_playbook(folder)
    findings = run(playbook, today=today)
    playbook = judged(playbook, findings)
    asked, _, label = name.strip().partition("#")
    found = [document for document in meant(asked, playbook, here=Path.cwd()) if document.readable]
    if label:
        answers = [answer for document in found if (answer := _step(document, label, playbook))]
    else:
        answers = [_document(document, playbook, findings=findings) for document in found]
        answers += [_owner(playbook)] if asked.replace("/", ":") in (OWNER, f"role:{OWNER}") and playbook.get("role", OWNER) is None else []
    if not answers:
        raise Refusal(_unknown(asked, label, found, playbook=playbook))
    click.echo(_json(answers) if form == "json" else "\n\n".join(map(_text, answers)))


def _unknown(asked: str, label: str, found: Sequence[Document], *, playbook: Playbook) -> str:
    if not found:
        unread = next(iter(meant(asked, playbook, here=Path.cwd())), None)
        return f"{unread.path} cannot be read. `playbook check` says where." if unread else nobody_called(asked, playbook)
    labels = [str(step.label) for document in found for step in document.steps if step.label]
    there = f"Its steps are {', '.join(labels)}." if labels else "None of its steps opens with bold words."
    return f"`{asked}` has no step “{label}”. {did_you_mean(label, labels, otherwise=there)}"


def _document(document: Document, playbook: Playbook, *, findings: Iterable[Finding]) -> Answer:
    entries = [*_care(document, playbook), *_promised(document, playbook)]
    leans = list(leaning(playbook))
    itself = (document.kind.name, document.id)
    named = [lean for lean in leans if (lean.kind, lean.id) == itself and lean.how != "kept_by" and lean.by is not document]
    own = [lean for lean in leans if (lean.kind, lean.id) != itself and lean.by is document and lean.how not in SAID_ELSEWHERE]
    entries += dict.fromkeys(_names(lean, playbook) for lean in own)
    entries += _limits(document, playbook)
    entries += _naming(named)
    entries += [Entry("To mend", finding.message, finding.place) for finding in findings if finding.level is Level.ERROR and finding.place.path == document.path]
    entries += _missing(document, playbook, named=len(named))
    return Answer(f"{_called(document)}: {document.titled}", document.top, tuple(entries))


def _owner(playbook: Playbook) -> Answer:
    """The role that needs no file."""
    named = [lean for lean in leaning(playbook) if (lean.kind, lean.id) == ("role", OWNER)]
    return Answer(f"role {OWNER}: has the last word and may spend any sum; it needs no file", None, tuple(_naming(named)))


def _called(document: Document) -> str:
    """A document by its kind and its id; what there is only one of, by its kind."""
    return document.kind.name if document.kind.single else f"{document.kind.name} {document.id}"


def _care(document: Document, playbook: Playbook) -> Iterator[Entry]:
    fields = document.fields
    who = fields.owner + (f", and {fields.backup} in their place" if fields.backup else "")
    if not playbook.role_exists(fields.owner):
        who += ", and there is no such role"
    yield Entry("Looked after by", who, document.place_of("owner"))
    if day := playbook.reviewed(document):
        what = "read" if fields.reviewed else "changed"
        yield Entry("Looked after by", f"last {what} on {day}, due again by {playbook.due(document)}", document.place_of("reviewed"))
    if not document.active:
        yield Entry("Looked after by", f"not in use: {fields.status}", document.place_of("status"))


def _promised(document: Document, playbook: Playbook) -> Iterator[Entry]:
    """What keeps a promise, or which promises a policy keeps."""
    if document.kind.name == "promise":
        traced = keeping(document, playbook)
        for keeper in traced.keepers:
            place = keeper.step.whole.place(keeper.policy.path) if keeper.step else document.key_place("kept_by", keeper.policy_id)
            yield Entry("Kept by", f"the step “{keeper.label}” of {keeper.policy_id}{_gap(keeper)}", place, traced.coverage)
        if not traced.keepers:
            yield Entry("Kept by", "nothing: it names no step", document.top, traced.coverage)
    for traced in promises_on(document, playbook):
        for keeper in traced.keepers:
            if keeper.policy is document:
                yield _keeps(traced, keeper)


def _keeps(traced: Keeping, keeper: Keeper) -> Entry:
    place = traced.promise.key_place("kept_by", keeper.policy_id)
    return Entry("Keeps", f"{traced.promise.id}, {traced.promise.titled}, by the step “{keeper.label}”{_gap(keeper)}", place, traced.coverage)


def _gap(keeper: Keeper) -> str:
    return f": {GAPS[keeper.gap]}" if keeper.gap else ""


def _names(lean: Lean, playbook: Playbook) -> Entry:
    found = playbook.get(lean.kind, lean.id)
    gone = "" if found or lean.id == OWNER else ", which is not there"
    return Entry("Leans on", f"{lean.kind} {lean.id}{gone} ({lean.how.replace('_', ' ')})", found.top if found else lean.place)


def _naming(named: Sequence[Lean]) -> Iterator[Entry]:
    """Who names it; what a role looks after in one line, since that may be everything."""
    for how, part in LOOKED_AFTER.items():
        if texts := dict.fromkeys(lean.by.id for lean in named if lean.how == how and lean.by):
            yield Entry(part, f"{len(texts)} text{'' if len(texts) == 1 else 's'}: {', '.join(texts)}")
    for lean in named:
        if lean.how not in LOOKED_AFTER:
            yield Entry("Named by", f"{_called(lean.by) if lean.by else 'playbook.yml'}: {HOW[lean.how]}", lean.place)


def _limits(document: Document, playbook: Playbook) -> Iterator[Entry]:
    """Whose limits a card shows though it names no role, seen from either side."""
    silent = [policy for policy in playbook.spoken("policy") if policy.active and not policy.fields.decides]
    if document in silent and (roles := shown(document, playbook)):
        yield Entry("Shows the limits of", f"all roles, as `decides` is not there: {', '.join(role.id for role in roles)}")
    if cards := [policy.id for policy in silent if document in shown(policy, playbook)]:
        yield Entry("Limit shown on", f"cards that name no role under `decides`: {', '.join(cards)}")


def _missing(document: Document, playbook: Playbook, *, named: int) -> Iterator[Entry]:
    then = without(document.kind.name, document.id, playbook)
    for traced in unkept(playbook, then):
        yield Entry("Without it", f"the promise {traced.promise.id} is not kept any more, and not published", traced.promise.top, Coverage.UNKEPT)
    for topic in unanswered(playbook, then):
        yield Entry("Without it", f"no policy in use is about {topic}")
    if named and (document.kind.name, document.id) != ("role", OWNER):
        yield Entry("Without it", f"{named} place{' that names it leads' if named == 1 else 's that name it lead'} nowhere")


def _step(policy: Document, label: str, playbook: Playbook) -> Answer | None:
    """Why a step is there: the promises that lean on it."""
    step = playbook.step(policy, label) if policy.kind.name == "policy" else None
    if step is None:
        return None
    leaning_on = [(traced, keeper) for traced in promises_on(policy, playbook) for keeper in traced.keepers if keeper.step is step]
    entries = [_keeps(traced, keeper) for traced, keeper in leaning_on]
    entries += [
        Entry("Without it", f"the promise {traced.promise.id} is not kept any more, and not published", traced.promise.top, Coverage.UNKEPT)
        for traced, _ in leaning_on
        if traced.promise.active and traced.kept
    ]
    return Answer(f"step “{step.label}” of {policy.id}", step.whole.place(policy.path), tuple(entries))


def _text(answer: Answer) -> str:
    lines = [answer.subject, *([f"  {answer.place}"] if answer.place else [])]
    part = ""
    for entry in answer.entries:
        if entry.part != part:
            part = entry.part
            lines += ["", part]
        word = f"{entry.coverage}: " if entry.coverage else ""
        lines.append(f"  {word}{entry.text}" + (f"  {entry.place}" if entry.place else ""))
    return "\n".join(lines + ([] if answer.entries else ["", "No promise leans on it."]))


def _json(answers: Iterable[Answer]) -> str:
    def spot(place: Place | None) -> dict[str, object]:
        return {"path": place.path, "line": place.line, "column": place.column} if place else {"path": None, "line": None, "column": None}

    told = [
        {
            "subject": answer.subject,
            **spot(answer.place),
            "entries": [{"part": entry.part, "text": entry.text, "coverage": entry.coverage, **spot(entry.place)} for entry in answer.entries],
        }
        for answer in answers
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)
