"""Findings as an editor shows them, and the mends that they offer."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from lsprotocol import types

from playbook_plugins.checklist.catalogue import summary
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.edit.splice import spliced
from playbook_plugins.editor.desk import Checked, text_of
from playbook_plugins.editor.ranges import Units, changed, range_of
from playbook_plugins.model.finding import Finding, Level, Mend

SOURCE = "playbook"
"""Who speaks, where an editor shows findings of several."""
_SEVERITIES = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.ADVICE: types.DiagnosticSeverity.Information,
}
_PAGES = Path(str(files("playbook_plugins.checklist.rules")))


def diagnostics(checked: Checked, units: Units) -> dict[str, list[types.Diagnostic]]:
    """What is shown in each file, by its path from the repository's root."""
    found: dict[str, list[types.Diagnostic]] = {}
    for path, finding, range_ in _placed(checked, units):
        found.setdefault(path, []).append(_diagnostic(finding, range_))
    return found


def mends(checked: Checked, path: str, uri: str, *, within: types.Range, units: Units) -> Iterator[types.CodeAction]:
    """What may be changed in a file at a click: each mend of a finding in the range, and all that only spell something right."""
    before = checked.content(path)
    for found, finding, range_ in _placed(checked, units):
        mend = finding.mend
        if found == path and mend and mend.place.path == path and _meet(range_, within) and (edit := _edit(before, [mend], units)):
            title = f"Write “{mend.text.strip()}”" if mend.text.strip() else "Take this out"
            yield _action(title, uri, edit, told=[_diagnostic(finding, range_)])
    spelling = [finding.mend for finding in checked.findings if finding.mend and finding.mend.text and finding.mend.place.path == path]
    if len(spelling) > 1 and (edit := _edit(before, spelling, units)):
        yield _action(f"Mend all {len(spelling)} slips of the pen in this text", uri, edit)


def spoken(checked: Checked, path: str, position: types.Position, units: Units) -> Iterator[str]:
    """What the checklist says at a position, each finding with what its rule is about, as Markdown."""
    for found, finding, range_ in _placed(checked, units):
        if found == path and _meet(range_, types.Range(position, position)):
            about = summary(checked.rules[finding.rule]) if finding.rule in checked.rules else ""
            yield f"**{finding.rule}** ({finding.level}): {finding.message}.\n\n{finding.help}\n\n{about} More: `playbook explain {finding.rule}`"


def page_address(rule: Rule | str) -> str | None:
    """Where the page of one of our rules lies on this machine, as an address."""
    file = _PAGES / f"{rule if isinstance(rule, str) else rule.name}.md"
    return file.as_uri() if file.is_file() else None


def _placed(checked: Checked, units: Units) -> Iterator[tuple[str, Finding, types.Range]]:
    lines: dict[str, Sequence[str]] = {}
    for finding in checked.findings:
        path = finding.place.path
        if path not in lines:
            lines[path] = text_of(checked.content(path)).split("\n")
        yield path, finding, range_of(finding.place, lines[path], units)


def _diagnostic(finding: Finding, range_: types.Range) -> types.Diagnostic:
    address = page_address(finding.rule)
    return types.Diagnostic(
        range_,
        f"{finding.message}.\n{finding.help}".strip(),
        severity=_SEVERITIES[finding.level],
        code=finding.rule,
        code_description=types.CodeDescription(address) if address else None,
        source=SOURCE,
    )


def _edit(before: bytes, chosen: Sequence[Mend], units: Units) -> types.TextEdit | None:
    try:
        after, _ = spliced(before, chosen)
    except UnicodeDecodeError:
        return None
    edit = changed(text_of(before), text_of(after), units)
    if edit and b"\r\n" in before:
        return types.TextEdit(edit.range, edit.new_text.replace("\n", "\r\n"))
    return edit


def _action(title: str, uri: str, edit: types.TextEdit, *, told: Sequence[types.Diagnostic] = ()) -> types.CodeAction:
    return types.CodeAction(
        title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=list(told) or None,
        is_preferred=bool(told) or None,
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
    )


def _meet(one: types.Range, other: types.Range) -> bool:
    def key(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)
