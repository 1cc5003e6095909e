"""`playbook lesson`, with somebody to ask and without."""

import os
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.checklist.run import run
from playbook_plugins.cli import lesson, main
from playbook_plugins.model.notes import Reason, lessons, reason
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import Words
from tests.conftest import TODAY

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nchecklist:\n  private_names: [Marlow]\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# “It [still] leaks”\n\n## What to do\n\n1. **Listen** first.\n"
HEAD = "# What we learned\n\n| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n"
ROLE = "---\nmay_spend: 20\n---\n# Boat keeper\n"
PAGE = "---\naudience: public\n---\n# You told us, we changed\n"


@pytest.fixture
def folder(write) -> Path:
    return write({"playbook.yml": SETTINGS, "policies/leak.md": POLICY, "roles/keeper.md": ROLE, "lessons.md": HEAD})


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(lesson, "somebody_there", lambda: True)


def note(folder: Path, *arguments: str, asked: str | None = None) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["lesson", *arguments, "--today", str(TODAY)], input=asked)


def rows(folder: Path) -> list[str]:
    return (folder / "lessons.md").read_text("utf-8").removeprefix(HEAD).splitlines()


def test_one_sentence_is_enough(folder):
    done = note(folder, "Two boats leaked")
    assert (done.exit_code, done.output) == (0, "lessons.md:5: noted under 2026-11-21\n")
    assert rows(folder) == ["| 2026-11-21 | Two boats leaked |  |  | owner | no |"]


def test_all_that_is_known_has_its_place(folder):
    given = ["Two", "boats", "leaked", "--why", "promise: nobody looked", "--change", "Boats are looked at | twice", "--policy", "leak", "--who", "boat keeper", "--done"]
    assert note(folder, *given).exit_code == 0
    change = r"Boats are looked at \| twice ([“It still leaks”](policies/leak.md))"
    assert rows(folder) == [f"| 2026-11-21 | Two boats leaked | Promise not kept: nobody looked | {change} | keeper | yes |"]
    assert note(folder, "A strap tore", "--policy", "policies/leak.md").exit_code == 0
    assert note(folder, "It tore again", "--policy", "policy:leak", "--change", "See [there](policies/leak.md)").exit_code == 0
    assert [row.split(" | ")[3] for row in rows(folder)[1:]] == ["[“It still leaks”](policies/leak.md)", "See [there](policies/leak.md)"]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_each_reason_is_counted_as_itself(language, write):
    folder = write({"playbook.yml": f"{SETTINGS}site:\n  lang: {language}\n"})
    for one in Reason:
        assert note(folder, "It leaked", "--why", f"{one}: we looked away").exit_code == 0
    assert note(folder, "It leaked", "--why", Reason.PROMISE).exit_code == 0
    read = read_playbook(folder, root=folder)
    found = lessons(read.single("lessons"), read.lexicon)
    assert [reason(lesson, lexicon(language)) for lesson in found] == [*Reason, Reason.PROMISE]
    word = Words(language)("lessons.reason-promise")
    assert [str(found[0].why), str(found[-1].why)] == [f"{word}: we looked away", word]


@pytest.mark.parametrize("why", ["Moved away: beyond the ring road", "no need", "Misunderstanding: a word", "2 boats are too few", "promise breakers"])
def test_reasons_in_words_of_ones_own_stay_as_they_are(why, folder):
    assert note(folder, "It leaked", "--why", why).exit_code == 0
    assert rows(folder)[0].split(" | ")[2] == why


def test_all_that_is_missing_or_wrong_is_said_at_once(folder):
    (folder / "lessons.md").unlink()
    done = note(folder, "--done", "--why", "promis", "--policy", "leek", "--who", "kepper", "--change", "one\ntwo")
    assert done.exit_code == 2
    for said in ("What happened?", "Did you mean `promise`?", "called `leek`. Did you mean `leak`?", "called `kepper`. Did you mean `keeper`?", "A lesson is one line"):
        assert said in done.output
    assert "What was changed?" in note(folder, "It leaked", "--done").output
    assert "Type it anew" in note(folder, "It\u200b leaked").output
    assert "300 signs at most; this has 400" in note(folder, "x" * 400).output
    assert not (folder / "lessons.md").exists()


@pytest.mark.parametrize(
    ("private", "option", "there"),
    [
        ("ring 01632 960277", "", True),
        ("write to pat@inlet.example", "--why", False),
        ("Mrs Hill, order 10482, wants her money", "--change", True),
        ("Marlow was cross", "", False),
        ("Mrs Hill was cross", "", True),
        ("We told Dr. O'Neill too late", "--why", False),
        ("paid with 4111 1111 1111 1111", "--change", False),
    ],
    ids=["a telephone", "mail", "an order", "a name on the list", "a name behind a title", "one more in the reason", "a card"],
)
def test_what_is_one_persons_business_is_refused_with_the_finding(private, option, there, folder):
    if not there:
        (folder / "lessons.md").unlink()
    done = note(folder, *(["A boat leaked", option, private] if option else [private]))
    assert done.exit_code == 1
    assert "private-detail: " in done.output and "Nothing was written" in done.output
    assert not (rows(folder) if there else (folder / "lessons.md").exists())


@pytest.mark.parametrize(("language", "said", "kinder"), [("en", "Mrs Hill was cross", "“a customer”"), ("pl", "Zapomnieliśmy o panu Kowalskim", "„klientka”")])
def test_a_name_behind_a_title_is_refused_with_its_place_and_what_to_write(language, said, kinder, write):
    folder = write({"playbook.yml": f"{SETTINGS}site:\n  lang: {language}\n", "lessons.md": HEAD})
    done = note(folder, said)
    assert done.exit_code == 1 and rows(folder) == []
    place = f"lessons.md:5:{len('| 2026-11-21 | ') + said.index(said.split()[-2] if language == 'pl' else 'Mrs') + 1}: "
    assert place in done.output and f"help: Write {kinder}" in done.output


def test_one_of_us_may_be_named_in_a_lesson(folder, write):
    write({"roles/keeper.md": ROLE.replace("may_spend", "reach: Dr Shah\nmay_spend")})
    assert note(folder, "Nobody told Dr Shah's desk").exit_code == 0
    assert note(folder, "Nobody told Dr Shay").exit_code == 1


def test_an_order_without_a_person_and_our_own_number_may_stand(folder):
    assert note(folder, "Order 10482 was late, and nobody answered 01632 960200").exit_code == 0


def test_a_link_that_leads_nowhere_is_refused_and_advice_is_given_after_writing(folder):
    done = note(folder, "A boat leaked", "--change", "See [there](policies/leek.md)")
    assert done.exit_code == 1 and "policies/leak.md" in done.output and rows(folder) == []


def test_where_people_can_be_told_of_it_the_page_is_named(folder, write):
    folder = write({"pages/you-told-us.md": PAGE})
    done = note(folder, "Two boats leaked", "--change", "Boats are looked at twice", "--done")
    assert done.output.splitlines()[-1] == "If they agreed, tell everybody: pages/you-told-us.md"
    assert note(folder, "A strap tore").output.splitlines()[-1] == "Once it is changed, and if they agreed, tell everybody: pages/you-told-us.md"
    write({"pages/you-told-us.md": PAGE.replace("public", "internal")})
    assert "tell everybody" not in note(folder, "A strap tore again").output


def test_somebody_is_asked_for_what_the_options_do_not_say(folder, somebody):
    done = note(folder, asked="\nTwo boats leaked\n1 nobody looked\nBoats are looked at twice\nleek\nleak\nkeeper\ny\n")
    assert done.exit_code == 0, done.output
    assert "Did you mean `leak`?" in done.output and "[owner]" in done.output
    assert all(f"{number} {Words('en')(f'lessons.reason-{one}')}" in done.output for number, one in enumerate(Reason, start=1))
    change = "Boats are looked at twice ([“It still leaks”](policies/leak.md))"
    assert rows(folder) == [f"| 2026-11-21 | Two boats leaked | Promise not kept: nobody looked | {change} | keeper | yes |"]


def test_enter_leaves_out_what_nobody_knows_yet(folder, somebody):
    done = note(folder, "Two boats leaked", asked="9\n\n\n\n\n")
    assert done.exit_code == 0, done.output
    assert "There are 5 reasons." in done.output and "Is it changed already?" not in done.output and "What happened?" not in done.output
    assert rows(folder) == ["| 2026-11-21 | Two boats leaked |  |  | owner | no |"]


def test_who_stops_half_way_has_written_nothing(folder, somebody):
    done = note(folder, asked="Two boats leaked\n")
    assert done.exit_code == 1 and "Aborted!" in done.output and rows(folder) == []


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"lessons.md": b"\xff"}, 1, "saved in a way that we cannot read"),
        ({"lessons.md": "# Learned\n"}, 1, "has no table to write into"),
        ({"lessons.md": HEAD.replace("| --- | --- |", "| --- |", 1).replace("| When ", "")}, 1, "the table has 5 columns"),
        ({"lessons.md": f"---\nstatus: retired\n---\n{HEAD}"}, 1, "is retired"),
        ({"playbook.yml": "business: [\n"}, 2, "nobody knows which names to keep out"),
    ],
    ids=["no letters", "no table", "five columns", "retired", "settings that cannot be read"],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(files, code, said, folder, write):
    write(files)
    before = (folder / "lessons.md").read_bytes()
    done = note(folder, "A boat leaked")
    assert done.exit_code == code and said in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert (folder / "lessons.md").read_bytes() == before


def test_where_nobody_may_write_nothing_is(as_nobody: Path):
    (as_nobody / "playbook.yml").write_text(SETTINGS, "utf-8")
    os.chmod(as_nobody, 0o500)
    done = note(as_nobody, "A boat leaked")
    assert done.exit_code == 1 and "cannot be written, so nothing was" in done.output
    assert not (as_nobody / "lessons.md").exists()
    os.chmod(as_nobody, 0o700)
    (as_nobody / "lessons.md").write_text(HEAD, "utf-8")
    os.chmod(as_nobody / "lessons.md", 0o400)
    assert "cannot be written, so nothing was" in note(as_nobody, "A boat leaked").output
    assert rows(as_nobody) == []


def test_a_draft_takes_a_row_and_is_told_to_be_one(folder):
    (folder / "lessons.md").write_text(f"---\nstatus: draft\n---\n{HEAD}", "utf-8")
    assert "lessons.md is a draft: staff see it when" in note(folder, "A boat leaked").output


def test_a_playbook_with_a_lesson_has_no_more_to_mend_than_before(folder):
    before = run(read_playbook(folder, root=folder), today=TODAY)
    note(folder, "A boat leaked", "--why", "one-of-us: nobody looked", "--policy", "leak", "--done")
    after = run(read_playbook(folder, root=folder), today=TODAY)
    assert {(one.rule, one.place.path) for one in after} <= {(one.rule, one.place.path) for one in before}
