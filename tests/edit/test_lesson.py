"""A lesson gets a row of its own, and every other byte stays as it is."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_plugins.edit.lesson import Noted, Row, Unfit, noted
from playbook_plugins.edit.saving import Moved, begin
from playbook_plugins.model.notes import lessons
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HEAD = "| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |"
OLD = "| 2026-01-05 | A paddle broke | No need | Spare paddles | owner | yes |"
NEW = "| 2026-11-21 | A boat leaked |  |  | owner | no |"
ROW = Row(when=TODAY, what="A boat leaked", who="owner")


def note(folder: Path, row: Row = ROW) -> Noted:
    (folder / "playbook.yml").write_text(FACTS, "utf-8") if not (folder / "playbook.yml").exists() else None
    read = partial(read_playbook, folder, root=folder)
    return noted(row, read(), read=lambda drafts: read(drafts=drafts))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# Learned\n\n{HEAD}\n", f"# Learned\n\n{HEAD}\n{NEW}\n"),
        (f"# Learned\n\n{HEAD}", f"# Learned\n\n{HEAD}\n{NEW}"),
        (f"{HEAD}\n{OLD}\n\nThat is all.\n", f"{HEAD}\n{OLD}\n{NEW}\n\nThat is all.\n"),
        (f"---\nowner: owner\n---\n# Learned\n\n{HEAD}\n{OLD}", f"---\nowner: owner\n---\n# Learned\n\n{HEAD}\n{OLD}\n{NEW}"),
        (f"# L\n\n## 2026\n\n{HEAD}\n{OLD}\n\n## 2025\n\n{HEAD}\n{OLD.replace('2026', '2025')}\n", f"# L\n\n## 2026\n\n{HEAD}\n{OLD}\n{NEW}\n\n## 2025\n\n{HEAD}\n{OLD.replace('2026', '2025')}\n"),
        (f"{HEAD}\n{OLD}\n{OLD.replace('2026', '2025')}\n", f"{HEAD}\n{NEW}\n{OLD}\n{OLD.replace('2026', '2025')}\n"),
        (f"Shelf | Row\n--- | ---\n1 | 2\n\n{HEAD}\n{OLD}\n", f"Shelf | Row\n--- | ---\n1 | 2\n\n{HEAD}\n{OLD}\n{NEW}\n"),
        (HEAD.replace("Done |", "Done | Seen |").replace("--- |\n", "").replace("| --- |", "| --- | --- |", 1) + "\n", None),
    ],
    ids=["no row yet", "no end of the last line", "text behind it", "lines at the top", "a table for each year", "the newest on top", "another table", "a column more"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_row_stands_where_the_newest_belongs(before, after, end, mark, tmp_path):
    after = f"{before}{NEW}  |\n" if after is None else after
    content, wanted = ((mark + text).replace("\n", end).encode() for text in (before, after))
    file = tmp_path / "lessons.md"
    file.write_bytes(content)
    file.chmod(0o640)
    made = note(tmp_path)
    assert file.read_bytes() == content
    made.write()
    assert file.read_bytes() == wanted
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(("lang", "head", "no"), [("en", "| When | What happened |", "no"), ("pl", "| Kiedy | Co się stało |", "nie"), ("de", "| When | What happened |", "no")])
def test_where_there_is_no_file_it_begins_as_a_playbook_does(lang, head, no, tmp_path):
    (tmp_path / "playbook.yml").write_text(f"{FACTS}site:\n  lang: {lang}\n", "utf-8")
    note(tmp_path).write()
    text = (tmp_path / "lessons.md").read_text("utf-8")
    assert head in text and text.endswith(f"| owner | {no} |\n")
    read = read_playbook(tmp_path, root=tmp_path)
    assert [str(one.what) for one in lessons(read.single("lessons"), read.lexicon)] == ["A boat leaked"]


def test_whatever_is_said_is_read_back_as_it_was_said(tmp_path):
    row = Row(when=TODAY, what=r"Half | half, and a \| behind a stroke", why="`a code", change="[A | link](x.md) <b>", who="owner", done=True)
    note(tmp_path, row).write()
    read = read_playbook(tmp_path, root=tmp_path)
    (found,) = lessons(read.single("lessons"), read.lexicon)
    assert found.done and str(found.when) == str(TODAY)
    assert [str(cell).replace(r"\|", "|") for cell in (found.what, found.why, found.change)] == ["Half | half, and a | behind a stroke", "`a code", "[A | link](x.md) <b>"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text(st.sampled_from(r"ab |`*_[]()<>\#-!:"), max_size=12), min_size=3, max_size=3))
def test_no_text_breaks_the_table(cells, tmp_path):
    what, why, change = (" ".join(cell.split()) for cell in cells)
    (tmp_path / "lessons.md").write_text(f"# Learned\n\n{HEAD}\n{OLD}\n\nThe end.\n", "utf-8")
    before = (tmp_path / "lessons.md").read_text("utf-8").split("\n")
    try:
        made = note(tmp_path, Row(when=TODAY, what=f"x{what}", why=why, change=change, who="owner"))
    except Unfit as refused:
        assert "plainer words" in str(refused)
        return
    after = made.after.decode().split("\n")
    assert [*after[:5], *after[6:]] == before
    kept = made.playbook.single("lessons")
    assert [str(one.what) for one in lessons(kept, made.playbook.lexicon)][0] == "A paddle broke"
    assert len(lessons(kept, made.playbook.lexicon)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("# Learned\n\nNothing yet.\n", "has no table to write into. Put these two lines at its end:\n\n| When | What happened |"),
        ("| When | What |\n| --- | --- |\n", "the table has 2 columns, and a lesson takes 6: | When | What happened |"),
        (HEAD.replace("When", "Done", 1).replace("Done |\n", "When |\n"), "the columns stand in another order"),
        (f"---\nstatus: retired\n---\n{HEAD}\n", "is retired, so nobody would read it there"),
        (b"\xff\xfe", "was saved in a way that we cannot read"),
        ("---\nowner: [\n---\n# L\n", "lessons.md"),
        (f"# Learned\n<<<<<<< mine\n{HEAD}\n=======\n{HEAD}\n>>>>>>> theirs\n", "two versions of this file were joined"),
    ],
    ids=["no table", "two columns", "another order", "retired", "no letters", "a bracket that is never closed", "two versions"],
)
def test_what_can_take_no_row_is_left_to_its_author(content, said, tmp_path):
    content = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "lessons.md").write_bytes(content)
    with pytest.raises(Unfit) as refused:
        note(tmp_path)
    assert said in str(refused.value)
    assert (tmp_path / "lessons.md").read_bytes() == content


@pytest.mark.parametrize("make", [lambda file: file.mkdir(), lambda file: file.symlink_to(file.parent / "elsewhere.md")], ids=["a folder", "a link"])
def test_what_is_no_plain_file_is_not_written_over(make, tmp_path):
    make(tmp_path / "lessons.md")
    with pytest.raises(Unfit, match="`playbook check` says why"):
        note(tmp_path)


def test_what_somebody_else_writes_in_the_meantime_is_kept(tmp_path):
    file = tmp_path / "lessons.md"
    made = note(tmp_path)
    file.write_text("theirs", "utf-8")
    with pytest.raises(FileExistsError):
        made.write()
    assert file.read_text("utf-8") == "theirs"
    file.write_text(f"{HEAD}\n", "utf-8")
    made = note(tmp_path)
    file.write_text(f"{HEAD}\n{OLD}\n", "utf-8")
    with pytest.raises(Moved):
        made.write()
    assert file.read_text("utf-8") == f"{HEAD}\n{OLD}\n"


def test_a_new_file_is_whole_where_the_disk_knows_no_second_names(tmp_path, monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr("os.link", refused)
    begin(b"one", tmp_path / "new.md")
    assert (tmp_path / "new.md").read_bytes() == b"one"
    with pytest.raises(PermissionError):
        begin(b"two", tmp_path / "new.md")
    assert (tmp_path / "new.md").read_bytes() == b"one" and len([*tmp_path.iterdir()]) == 1


def test_the_newest_day_decides_among_tables_and_not_what_is_no_day(tmp_path):
    (tmp_path / "lessons.md").write_text(f"{HEAD}\n| in May | A strap tore | | | | |\n\n## Then\n\n{HEAD}\n{OLD}\n", "utf-8")
    assert note(tmp_path, Row(when=date(2026, 11, 22), what="x", who="owner")).line == 10
