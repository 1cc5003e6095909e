"""What would become public, for the person who has to approve it: as text, as Markdown for a job's page, as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from playbook_plugins.model.publication import Difference, Said, Sort
from playbook_plugins.report.json import as_json
from playbook_plugins.report.markdown import escaped
from playbook_plugins.report.outcome import visible

VERSION = 1
"""The version of the JSON object's form."""


def text(difference: Difference, base: str, *, removed: bool) -> str:
    """A line a sentence below its page, with the place where its author wrote it."""
    lines = [heading(difference.added, base)]
    lines += _listed(difference.added, "+")
    if difference.removed:
        lines += ["", _gone(difference.removed) + ("" if removed else " (`--removed` shows what)")]
        lines += _listed(difference.removed, "-") if removed else []
    return "\n".join(lines)


def markdown(difference: Difference, base: str, *, removed: bool) -> str:
    """The same as a page, with what goes folded away."""
    lines = [f"## {escaped(heading(difference.added, base))}", *_points(difference.added)]
    if difference.removed:
        unfolded = " open" if removed else ""
        lines += ["", f"<details{unfolded}><summary>{_gone(difference.removed)}</summary>", *_points(difference.removed), "", "</details>"]
    return "\n".join(lines)


def json(difference: Difference, base: str, *, removed: bool) -> str:
    """`{"version": 1, "base": …, "added": […], "removed": […]}`."""
    records = {name: [_record(said) for said in part] for name, part in (("added", difference.added), ("removed", difference.removed))}
    return as_json({"version": VERSION, "base": base, **records})


def heading(added: Sequence[Said], base: str) -> str:
    """What would become public, counted."""
    if not added:
        return f"Nothing would become public that was not public at {visible(base)}."
    return f"{_counted(added)} would become public that {'was' if len(added) == 1 else 'were'} not at {visible(base)}. Please read {'it' if len(added) == 1 else 'them'} before you agree."


def _gone(removed: Sequence[Said]) -> str:
    return f"{_counted(removed)} would no longer be public"


def _counted(said: Sequence[Said]) -> str:
    numbers = {sort: sum(one.sort is sort for one in said) for sort in Sort}
    return " and ".join(f"{number} {sort}{'' if number == 1 else 's'}" for sort, number in numbers.items() if number)


def _listed(said: Sequence[Said], sign: str) -> Iterator[str]:
    for page, found in groupby(said, key=lambda one: one.page):
        yield f"\n{visible(page)}"
        for one in found:
            yield f"  {sign} {visible(one.text)}\n      {visible(f'{one.place.path}:{one.place.line}')}"


def _points(said: Sequence[Said]) -> Iterator[str]:
    for page, found in groupby(said, key=lambda one: one.page):
        yield f"\n**{escaped(page)}**\n"
        for one in found:
            yield f"- {escaped(one.text)} ({escaped(f'{one.place.path}:{one.place.line}')})"


def _record(said: Said) -> dict[str, object]:
    return {"sort": said.sort.value, "text": said.text, "page": said.page, "path": said.place.path, "line": said.place.line}
