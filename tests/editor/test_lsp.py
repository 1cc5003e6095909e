"""`playbook lsp`, as an editor speaks with it: a process of its own, and no word typed that is not answered."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from playbook_plugins.checklist.run import run
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY
from tests.editor.conversation import Editor, applied

SLIP, MEANT = "topic: recovry", "topic: recovery"
UNKIND = "That was our mistake, and I am sorry if that upset you."


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("editor") / "shop"
    lay_down(folder, Answers(name="Hilltop Bakery", phone="01632 960123"))
    # with fewer texts each of the many checks below is done sooner
    for name in ("playbook/policies/gone-quiet", "playbook/policies/not-for-us", "playbook/pages/friday-fifteen-minutes", "public/accessibility"):
        (folder / "docs" / f"{name}.md").unlink()
    settings = folder / "docs" / "playbook" / "playbook.yml"
    own = "checklist:\n  not_done: {lost-customer: nobody leaves the valley, referral: there is no other bakery}\n"
    settings.write_text(re.sub(r"(?s)home:.*", own, settings.read_text("utf-8")), "utf-8")
    return folder


@pytest.fixture(scope="module")
def editor(shop) -> Iterator[Editor]:
    """One conversation for the tests below; each closes what it opens, and the last asks whether anything went wrong."""
    editor = Editor(shop)
    yield editor
    assert editor.leave() == 0
    assert editor.complaints == []


@pytest.fixture
def policy(editor, shop) -> Iterator[Path]:
    file = shop / "docs" / "playbook" / "policies" / "something-went-wrong.md"
    editor.open(file)
    yield file
    editor.close(file)
    assert editor.findings(file, having=lambda found: not found) == []


def text_of(file: Path) -> str:
    return file.read_text("utf-8")


def shown(found: list[types.Diagnostic]) -> list[tuple[str, str]]:
    return [(str(one.code), str(one.range)) for one in found]


def test_it_says_what_it_can(editor):
    able = editor.begun.capabilities
    assert able.position_encoding == "utf-16"
    assert able.text_document_sync.change is types.TextDocumentSyncKind.Full
    assert able.hover_provider and able.completion_provider and able.code_action_provider
    assert editor.begun.server_info.name == "playbook"


def test_a_finding_comes_as_it_is_typed_and_goes_when_it_is_mended(editor, policy):
    assert editor.findings(policy) == []
    text = text_of(policy)
    editor.type(policy, text.replace(MEANT, SLIP))
    (found,) = editor.findings(policy)
    assert (found.code, found.severity, found.source) == ("bad-value", types.DiagnosticSeverity.Error, "playbook")
    assert (found.range.start, found.range.end) == (types.Position(1, 7), types.Position(1, 14))
    assert found.message == "`topic`: “recovry” is not a topic.\nDid you mean `recovery`?"
    page = Path(found.code_description.href.removeprefix("file://"))
    assert page.read_text("utf-8").startswith("# bad-value\n")
    editor.type(policy, text)
    assert editor.findings(policy) == []
    assert text_of(policy) == text


def test_columns_count_a_face_as_editors_do(editor, policy):
    said = "> 🙂🙂 " + UNKIND
    editor.type(policy, re.sub(r"> That was our mistake.*", said, text_of(policy)))
    (found,) = [one for one in editor.findings(policy) if one.code == "non-apology"]
    line = next(number for number, line in enumerate(re.sub(r"> That was our mistake.*", said, text_of(policy)).split("\n")) if line == said)
    utf16 = said.encode("utf-16-le")
    assert found.range.start.line == found.range.end.line == line
    part = utf16[2 * found.range.start.character : 2 * found.range.end.character].decode("utf-16-le")
    assert "sorry if" in part and part in UNKIND


def test_a_mend_is_made_at_a_click(editor, policy):
    slips = text_of(policy).replace(MEANT, SLIP).replace("[our-mistake, others-mistake,", "[our-mistake, others-mistke,")
    editor.type(policy, slips)
    found = editor.findings(policy)
    assert [one.code for one in found] == ["bad-value", "bad-value"]
    alone, every = editor.mends(policy, found[0].range)
    assert (alone.title, alone.is_preferred, alone.kind) == ("Write “recovery”", True, "quickfix")
    assert every.title == "Mend all 2 slips of the pen in this text"
    (edit,) = alone.edit.changes[policy.as_uri()]
    assert applied(slips, edit) == slips.replace(SLIP, MEANT)
    (edit,) = every.edit.changes[policy.as_uri()]
    assert applied(slips, edit) == text_of(policy)
    assert editor.mends(policy, types.Range(types.Position(30, 0), types.Position(30, 0))) == (every,)


def test_a_mend_keeps_the_line_ends_of_windows(editor, policy):
    text = text_of(policy).replace("they_leave_feeling", "allow:\n  blame: because nobody is blamed here\nthey_leave_feeling").replace("\n", "\r\n")
    editor.type(policy, text)
    (found,) = editor.findings(policy)
    assert found.code == "idle-allowance"
    (mend,) = editor.mends(policy, found.range)
    assert mend.title == "Take this out"
    (edit,) = mend.edit.changes[policy.as_uri()]
    assert applied(text.replace("\r\n", "\n"), edit).replace("\r", "").count("blame:") == 0


def test_what_is_typed_in_one_text_is_found_in_another(editor, shop, policy):
    promise = shop / "docs" / "playbook" / "promises" / "answer.md"
    editor.type(policy, text_of(policy).replace("1. **Answer** yourself, and aloud rather than in writing.", "1. **Wait** a little."))
    found = editor.findings(promise, having=bool)
    assert "unbacked-promise" in [one.code for one in found]
    editor.type(policy, text_of(policy))
    assert editor.findings(promise, having=lambda found: not found) == []


def test_the_settings_are_checked_as_they_are_typed(editor, shop):
    settings = shop / "docs" / "playbook" / "playbook.yml"
    editor.open(settings)
    editor.type(settings, text_of(settings).replace("answers_within", "answer_within") + "  profile: strit\n")
    found = editor.findings(settings)
    assert {"unknown-field", "missing-field", "bad-value"} <= {one.code for one in found}
    assert editor.offers(settings, len(text_of(settings).split("\n")) - 1, 11).keys() == {"starter", "standard", "strict"}
    editor.close(settings)
    assert editor.findings(settings, having=lambda found: not found) == []


def test_a_page_that_everybody_reads_belongs_to_it_too(editor, shop):
    page = shop / "docs" / "public" / "privacy.md"
    editor.open(page)
    editor.type(page, "# Your details\n\nAsk Ann on 01632 960124 [what she knows](../playbook/policies/tell-us.md).\n")
    assert "public-to-internal" in [one.code for one in editor.findings(page)]
    editor.close(page)


def test_a_word_says_what_it_means_and_a_finding_why(editor, policy):
    assert editor.hover(policy, 1, 3).startswith("**topic** (needed): What it is about")
    assert editor.hover(policy, 1, 10).startswith("**recovery**: Something went wrong")
    assert editor.hover(policy, 8, 3) == ""
    editor.type(policy, text_of(policy).replace(MEANT, SLIP))
    told = editor.hover(policy, 1, 10)
    assert told.startswith("**bad-value** (error): ") and "`playbook explain bad-value`" in told and "**topic**: " in told


def test_what_may_stand_there_is_offered(editor, policy):
    assert [*editor.offers(policy, 1, 9)][:2] == ["recovery", "listening"]
    text = text_of(policy).replace("covers:", "ow\ncovers:")
    editor.type(policy, text)
    offer = editor.offers(policy, 3, 2)["owner"]
    assert "The role that looks after" in offer.documentation.value
    assert applied(text, offer.text_edit) == text.replace("\now\n", "\nowner: \n")
    text = text_of(policy).replace("## If it happens twice", "#")
    editor.type(policy, text)
    line = text.split("\n").index("#")
    offered = editor.offers(policy, line, 1)
    assert "## If it happens twice" in offered and "## What to do" not in offered
    assert applied(text, offered["## If it happens twice"].text_edit) == text_of(policy)


def test_nothing_that_is_half_typed_stops_it(editor, policy):
    text = text_of(policy)
    for end in range(0, len(text), 29):
        editor.type(policy, text[:end])
    for scrap in ("", "---", "---\n", "---\ntopic:", "---\n: :\n---", "---\n- [{\n---\n", "\x00\u2028\r\x0b\n", "﻿# A", "\n" * 5000, "#" * 9000, "> " * 300, "🙂" * 11_000, "a: " * 9000, "\ud83d"):
        editor.type(policy, scrap)
        assert editor.hover(policy, 0, 2) is not None
        assert editor.offers(policy, 0, 2) is not None
        assert editor.mends(policy, types.Range(types.Position(0, 0), types.Position(9, 0))) is not None
    editor.type(policy, text)
    assert editor.findings(policy) == []


def test_a_file_of_no_playbook_is_left_alone(editor, tmp_path):
    note = tmp_path / "note.md"
    note.write_text("# A note\n\nWe are sorry if you feel that way.\n", "utf-8")
    editor.open(note)
    assert (editor.hover(note, 0, 3), editor.offers(note, 0, 3)) == ("", {})
    assert editor.mends(note, types.Range(types.Position(0, 0), types.Position(2, 0))) == []
    editor.close(note)


def test_what_others_changed_is_read_when_it_is_saved(editor, shop, policy):
    fit = shop / "docs" / "playbook" / "fit.md"
    whole = text_of(fit)
    fit.write_text(whole.replace("## How to start", "## How to strat"), "utf-8")
    editor.save(policy)
    assert {one.code for one in editor.findings(fit, having=bool)} >= {"unknown-section"}
    fit.write_text(whole, "utf-8")
    editor.changed(fit)
    assert editor.findings(fit, having=lambda found: not found) == []
    assert editor.watched == ["workspace/didChangeWatchedFiles"]


def test_a_text_that_was_never_saved_is_checked_too(editor, shop):
    new = shop / "docs" / "playbook" / "policies" / "it-rained-in.md"
    editor.open(new, "---\ntopic: honesty\nthey_leave_feeling: safe\n---\n# It rained in\n\n## What to do\n\n- **Show** them where.\n")
    assert [one.code for one in editor.findings(new)] == ["missing-section"]
    assert "## Don't" in editor.offers(new, 6, 1)
    editor.close(new)
    assert editor.findings(new, having=lambda found: not found) == []
    assert not new.exists()


@pytest.mark.whole
def test_the_worked_example_shows_what_the_check_finds(tmp_path):
    """With every text open and one of them broken, the editor shows exactly the findings of the checklist."""
    folder = tmp_path / "docs" / "playbook"
    for file in (ROOT / "docs" / "playbook").rglob("*.*"):
        target = folder / file.relative_to(ROOT / "docs" / "playbook")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes().replace(b"kept_by: {something-went-wrong: answer}", b"kept_by: {something-went-wrog: answr}"))
    playbook = read_playbook(folder, root=tmp_path)
    wanted = sorted((finding.place.path, finding.rule, finding.place.line - 1) for finding in run(playbook, today=TODAY))
    assert wanted
    editor = Editor(tmp_path, units="utf-8")
    assert editor.begun.capabilities.position_encoding == "utf-8"
    for document in playbook.documents:
        editor.open(tmp_path / document.path)
    for document in playbook.documents:
        editor.findings(tmp_path / document.path)
    files = {path: editor.findings(tmp_path / path) for path in {path for path, *_ in wanted} | {document.path for document in playbook.documents}}
    assert sorted((path, one.code, one.range.start.line) for path, found in files.items() for one in found) == wanted
    assert editor.leave() == 0
    assert editor.complaints == []


def test_without_the_package_it_says_what_to_install(tmp_path):
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('not here', name='pygls')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "playbook_plugins.cli", "lsp"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, cwd=ROOT, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'Error: This needs one package more: pip install "mkdocs-playbook[lsp]"\n'


def test_an_editor_that_goes_away_leaves_nothing_running(tmp_path):
    done = subprocess.run([sys.executable, "-m", "playbook_plugins.cli", "lsp"], cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    assert (done.returncode, done.stdout) == (0, b"")
