"""A playbook begun for a stranger: it passes, and nothing of theirs is touched."""

import os
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.checklist.run import run
from playbook_plugins.edit.edit_form import amiss
from playbook_plugins.edit.new import Answers, BadAnswers, Taken, faults, lay_down, lay_down_example, settings_file
from playbook_plugins.edit.starters import NEUTRAL as ANY_BUSINESS
from playbook_plugins.edit.starters import Starter, UnknownStarter, named, starters
from playbook_plugins.model.finding import Level
from playbook_plugins.model.settings import PeopleWord, Profile
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, WHOLE, playbook

STARTERS = [named(name, lang) for name, languages in starters().items() for lang in languages]
CHARITY = named("charity")
NEUTRAL = ROOT / "playbook_plugins/starter/neutral"

ODD_NAMES = [
    "no", "Null", "1.10", "0123", "2026-11-21", "~", "?", "- a list", "* starred", "&anchor", "!tag", "%percent",
    "@at", "`tick`", "{curly}", "[square]", "{{ 7 * 7 }}", "{% raw %}", "Ann's", 'The "Best"', "A: B", "A #1", "#1",
    "A\\B", "C:\\new", "<b>Bold</b>", "Müller & Töchter", "パン屋", "🥐 Croissant 👩‍🍳", "’twas", "a\tb", "---", "...", "key: |",
]

ANSWERS = [
    Answers(name="Corner Bakery", phone="01632 960123"),
    Answers(name="Dr. O'Neill: teeth, gums & more", phone="+1 (555) 0100", people_word="Patient", currency="usd", answers_within="4 HOURS"),
    Answers(name="no", email="no@no.example", area="no", signed_by="no"),
    Answers(name="# 1 \"Plumbers\" 🚿", email="a@b.example", area="Millbrook: 8 km around it", answers_within="a week", currency="JPY"),
    Answers(name="Friends of the Mill", phone="0", email="mill@mill.example", people_word="donor", answers_within="half an hour", signed_by="Jo, who rings the bell"),
]


def worth_a_look(folder: Path, profile: Profile) -> list[str]:
    playbook = read_playbook(folder / "docs/playbook", root=folder, public=folder / "docs/public")
    return [str(found) for found in run(playbook, today=TODAY, profile=profile) if found.level is not Level.ADVICE]


def said(starter: Starter) -> str:
    return f"{starter.name}.{starter.lang}"


each_starter = pytest.mark.parametrize("starter", STARTERS, ids=said)
each_word = pytest.mark.parametrize(
    ("starter", "word"), [(one, word) for one in STARTERS for word in sorted(set(one.people.values()))], ids=lambda part: part if isinstance(part, str) else said(part),
)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("answers", ANSWERS, ids=lambda answers: answers.name)
@each_starter
def test_the_files_of_a_starter_pass_for_anybody(tmp_path: Path, starter: Starter, answers: Answers, profile: Profile):
    if answers.people_word.lower() not in starter.people:
        answers = replace(answers, people_word="")
    written = lay_down(tmp_path, answers, starter=starter)
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert worth_a_look(tmp_path, profile) == []


@each_word
def test_the_files_of_a_starter_pass_whatever_the_people_are_called(tmp_path: Path, starter: Starter, word: str):
    lay_down(tmp_path, Answers(name="Quay Kayaks", phone="1", people_word=word), starter=starter)
    assert worth_a_look(tmp_path, Profile.STRICT) == []
    settings = yaml.safe_load((tmp_path / "docs/playbook/playbook.yml").read_text("utf-8"))
    assert settings["business"]["people_word"] in set(PeopleWord)
    assert settings.get("site", {}).get("lang", "en") == starter.lang


@pytest.mark.parametrize(("starter", "word"), [(one, word) for one in STARTERS for word in one.people if word not in set(PeopleWord)])
def test_people_are_called_in_the_language_of_the_starter(starter: Starter, word: str):
    assert starter.lang != "en"
    settings = yaml.safe_load(settings_file(Answers(name="Quay Kayaks", phone="1", people_word=word.title()), starter))
    assert settings["business"]["people_word"] in set(PeopleWord)


BUILT = [*((one, "") for one in STARTERS), (CHARITY, "member")]


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.parametrize(("starter", "word"), BUILT if WHOLE else random.Random("starter").sample(BUILT, 1), ids=lambda part: part if isinstance(part, str) else said(part))
def test_both_sites_are_built_from_a_starter(tmp_path: Path, starter: Starter, word: str):
    lay_down(tmp_path, Answers(name="Quay Kayaks", email="hello@quay.example", people_word=word), starter=starter)
    done = playbook("build", "--today", TODAY.isoformat(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    front = (tmp_path / "site/public/index.html").read_text("utf-8")
    assert f'<html lang="{starter.lang}"' in front
    assert "Quay Kayaks" in front
    # mkdocs.yml is the same in every language, and what it says of the switch is English
    assert ("Switch to dark mode" in front) is (starter.lang == "en")
    assert [path.parent.name for path in (tmp_path / "site/internal/policies").glob("*/index.html")]
    assert not (tmp_path / "site/public/policies").exists()


@each_starter
def test_a_site_says_what_it_knows_of_its_readers_and_who_can_read_it(starter: Starter):
    pages = {name: file.read_text("utf-8") for name, file in starter.files.items() if name.startswith("docs/public/")}
    assert len(pages) == 2
    assert all(text.startswith("# ") for text in pages.values())
    assert sum("320" in text for text in pages.values()) == 1


@each_starter
def test_a_starter_asks_what_the_neutral_one_asks(starter: Starter):
    assert starter.questions.keys() == ANY_BUSINESS.questions.keys()
    assert starter.defaults.keys() == ANY_BUSINESS.defaults.keys()
    assert starter.defaults["people_word"] in starter.people
    assert set(starter.people.values()) <= set(PeopleWord)


def test_what_is_the_same_for_all_is_kept_once():
    kept = [path.name for path in NEUTRAL.parent.rglob("mkdocs*.yml")]
    assert sorted(kept) == ["mkdocs.internal.yml", "mkdocs.yml"]
    shared = {name for name in ANY_BUSINESS.files if not name.startswith("docs/") and name != "README.md"}
    for starter in STARTERS:
        assert {name: starter.files[name] for name in shared} == {name: ANY_BUSINESS.files[name] for name in shared}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("charty",), "No starter is called “charty”. Did you mean `charity`?"),
        (("shop",), "There are: neutral, charity."),
        (("neutral", "de"), "is not there in “de” yet; there is: en, pl."),
    ],
)
def test_a_starter_that_there_is_not_is_told_kindly(asked: tuple[str, ...], says: str):
    with pytest.raises(UnknownStarter, match=re.escape(says)):
        named(*asked)


def test_a_charity_is_not_begun_for_customers(tmp_path: Path):
    with pytest.raises(BadAnswers, match="written for a customer. Write `donor` or `member`."):
        lay_down(tmp_path, Answers(name="Friends of the Mill", phone="1", people_word="customer"), starter=CHARITY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("word", "headings"), [("donor", ("You give", "Most people give")), ("member", ("You join", "Most people pay"))])
def test_a_charity_speaks_to_those_who_give_or_to_those_who_join(tmp_path: Path, word: str, headings: tuple[str, str]):
    lay_down(tmp_path, Answers(name="Friends of the Mill", phone="1", people_word=word), starter=CHARITY)
    fit = (tmp_path / "docs/playbook/fit.md").read_text("utf-8")
    assert all(heading in fit for heading in headings)
    texts = [path.read_text("utf-8").replace("topic: lost-customer", "") for path in (tmp_path / "docs").rglob("*.md")]
    assert not [text for text in texts if re.search(r"\bcustomers?\b", text)]


def test_the_promise_gives_the_time_that_was_answered(tmp_path: Path):
    lay_down(tmp_path, Answers(name="Quay Kayaks", phone="1", answers_within="A  Week"))
    assert "answers you within 1 week\n" in (tmp_path / "docs/playbook/promises/answer.md").read_text("utf-8")


@each_word
def test_a_policy_to_begin_with_is_short(tmp_path: Path, starter: Starter, word: str):
    lay_down(tmp_path, Answers(name="Quay Kayaks", phone="1", people_word=word), starter=starter)
    for file in (tmp_path / "docs/playbook/policies").iterdir():
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        assert len(front.splitlines()) <= 5, file.name
        assert len(re.findall(r"[^\W\d_][\w'-]*", re.sub(r"\(\S+\)", "", body))) <= 150, file.name


@each_word
def test_nothing_in_the_files_is_left_to_fill_in(tmp_path: Path, starter: Starter, word: str):
    for path in lay_down(tmp_path, Answers(name="Quay Kayaks", phone="1", people_word=word), starter=starter):
        assert not re.search(r"(?<!\$)\{\{|\{%|TODO", path.read_text("utf-8")), path


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: f"{starter.name}-{starter.lang}")
def test_the_form_for_browsers_lies_beside_the_texts_and_is_named_there(tmp_path: Path, starter: Starter):
    written = {path.relative_to(tmp_path).as_posix() for path in lay_down(tmp_path, ANSWERS[0], starter=starter)}
    assert {"docs/edit-form/form.js", "docs/edit-form/form.css"} <= written
    assert amiss(read_playbook(tmp_path / "docs/playbook", root=tmp_path)) == ""


def test_the_example_is_laid_down_as_it_is_and_passes(tmp_path: Path):
    written = {path.relative_to(tmp_path).as_posix() for path in lay_down_example(tmp_path)}
    for part in ("playbook", "public", "edit-form"):
        for file in (ROOT / "docs" / part).rglob("*"):
            if file.is_file():
                name = file.relative_to(ROOT).as_posix()
                assert (tmp_path / name).read_bytes() == file.read_bytes()
                written.remove(name)
    assert written == {
        ".github/workflows/publish.yml", ".github/workflows/nightly.yml", ".gitignore", "README.md", "mkdocs.internal.yml", "mkdocs.yml", "requirements.txt",
    }
    assert worth_a_look(tmp_path, Profile.STANDARD) == []


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.internal.yml"])
def test_both_sites_are_built_as_this_project_builds_them(name: str):
    assert (NEUTRAL / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize("name", ["README.md", "docs/playbook/fit.md", ".github/workflows/publish.yml"])
@pytest.mark.parametrize("lay", [lambda folder: lay_down(folder, ANSWERS[0]), lay_down_example], ids=["neutral", "example"])
def test_a_file_that_is_there_is_named_and_nothing_is_written(tmp_path: Path, name: str, lay):
    theirs = tmp_path / name
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("mine")
    with pytest.raises(Taken) as refused:
        lay(tmp_path)
    assert refused.value.paths == (theirs,)
    assert str(theirs) in str(refused.value)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]
    assert theirs.read_text() == "mine"


def test_other_files_in_the_folder_stay_as_they_are(tmp_path: Path):
    theirs = tmp_path / "docs/notes.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    lay_down(tmp_path, ANSWERS[0])
    assert theirs.read_text() == "mine"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path):
    (tmp_path / "docs").write_text("mine")
    with pytest.raises(Taken) as refused:
        lay_down(tmp_path, ANSWERS[0])
    assert refused.value.paths == (tmp_path / "docs",)
    with pytest.raises(Taken):
        lay_down(tmp_path / "docs", ANSWERS[0])
    assert (tmp_path / "docs").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="needs a right on Windows")
def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path):
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Taken):
        lay_down(tmp_path, ANSWERS[0])
    assert not (tmp_path / "elsewhere").exists()


def test_a_disk_that_fails_halfway_leaves_no_half_playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = Path.open

    def failing(path: Path, *arguments: str, **options: str):
        if path == tmp_path / "requirements.txt":
            raise OSError(28, "No space left on device")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(OSError, match="No space"):
        lay_down(tmp_path, ANSWERS[0])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"answers_within": "soon"}, "`answers_within`: “soon” is not a length of time. Write a number and a unit, such as `4 hours`."),
        ({"people_word": "custumer"}, "Did you mean `customer`?"),
        ({"currency": "pounds"}, "three capital letters"),
        ({"name": " "}, "nothing stands behind `name:`"),
        ({"phone": ""}, "nobody can reach you"),
        ({"area": "here\u200bthere"}, "invisible character"),
        ({"signed_by": "\udcff"}, "saved in a way that we cannot read"),
    ],
)
def test_a_bad_answer_is_told_in_plain_words(tmp_path: Path, told: dict[str, str], says: str):
    with pytest.raises(BadAnswers) as refused:
        lay_down(tmp_path, Answers(**{"name": "Quay Kayaks", "phone": "1", **told}))
    assert says in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_all_bad_answers_are_told_at_once():
    found = faults(Answers(name="Quay Kayaks", phone="1", answers_within="soon", currency="pounds", people_word="guest"))
    assert len(found) == 3


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_survives(name: str):
    answers = Answers(name=name, phone="1", area=name)
    assert faults(answers) == []
    assert_read_back(answers)


@given(st.text(), st.text(alphabet="no:# '\"\\-{}[]&*!|>%@`,yY0123456789.\n"))
def test_what_is_taken_is_read_back_to_the_letter(name: str, area: str):
    answers = Answers(name=name, phone="1", area=area)
    if not faults(answers):
        assert_read_back(answers)


def assert_read_back(answers: Answers) -> None:
    """By any reader of YAML, ours or another."""
    business = yaml.safe_load(settings_file(answers))["business"]
    for field in ("name", "phone", "area"):
        assert business.get(field, "") == getattr(answers, field)
