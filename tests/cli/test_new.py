"""`playbook new`, with somebody to ask and without."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from playbook_plugins.cli import new
from playbook_plugins.edit.starters import starters


def run(*arguments: str | Path, asked: str | None = None) -> Result:
    return CliRunner().invoke(new.command, [*map(str, arguments)], input=asked)


def business(folder: Path) -> dict[str, str]:
    return yaml.safe_load((folder / "docs/playbook/playbook.yml").read_text("utf-8"))["business"]


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(new, "somebody_there", lambda: True)


def test_eight_questions_and_a_playbook(tmp_path: Path, somebody: None):
    result = run(tmp_path / "mine", asked="Quay Kayaks\n01632 960200\n\nthe quay\neur\nMember\n4 hours\nJo, who hires them out\n")
    assert result.exit_code == 0, result.output
    assert business(tmp_path / "mine") == {
        "name": "Quay Kayaks",
        "phone": "01632 960200",
        "area": "the quay",
        "currency": "EUR",
        "people_word": "member",
        "answers_within": "4 hours",
        "signed_by": "Jo, who hires them out",
    }
    assert result.output.count("?") == 8
    assert "Next:\n1. Go there: cd " in result.output


def test_enter_takes_what_is_shown(tmp_path: Path, somebody: None):
    result = run(tmp_path, asked="Quay Kayaks\n1\n" + "\n" * 6)
    assert result.exit_code == 0, result.output
    assert "[GBP]" in result.output and "[customer]" in result.output and "[1 working day]" in result.output
    assert business(tmp_path) == {
        "name": "Quay Kayaks", "phone": "1", "people_word": "customer", "answers_within": "1 working day", "currency": "GBP",
    }


def test_every_starter_and_language_is_offered():
    told = " ".join(run("--help").output.split())
    assert "neutral or charity" in told
    assert "en or pl" in told


def test_a_charity_is_asked_in_its_own_words(tmp_path: Path, somebody: None):
    result = run(tmp_path, "--starter", "charity", asked="Friends of the Mill\n01632 960200\n\n\n\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "What is your charity called?" in result.output and "[donor]" in result.output
    assert "business" not in result.output
    assert business(tmp_path)["people_word"] == "donor"
    assert (tmp_path / "docs/playbook/policies/taken-twice.md").is_file()


def test_nobody_is_a_customer_of_a_charity(tmp_path: Path, somebody: None):
    result = run(tmp_path, "--starter", "charity", asked="Friends of the Mill\n1\n\n\n\ncustomer\nmember\n\n\n")
    assert result.exit_code == 0, result.output
    assert "Write `donor` or `member`." in result.output
    assert business(tmp_path)["people_word"] == "member"


def test_polish_is_asked_in_polish(tmp_path: Path, somebody: None):
    result = run(tmp_path, "--lang", "pl", asked="Zegary Pod Lipą\n\n\n\nhalo@zegary.example\nLipowo\n\nczłonek\n4 godziny\n\n")
    assert result.exit_code == 0, result.output
    assert "Jak nazywa się Wasza firma?" in result.output and "[PLN]" in result.output
    assert "Nikt nie może się z Wami skontaktować" in result.output
    assert "\n\nCo dalej:\n1. Wejdź tam: cd " in result.output and "3. Zrób obie strony i otwórz site/public/index.html: playbook build\n" in result.output
    assert not any(english in result.output for english in ("Laid down", "Next", "Read ", "Make "))
    assert business(tmp_path) == {
        "name": "Zegary Pod Lipą", "email": "halo@zegary.example", "area": "Lipowo", "people_word": "member",
        "answers_within": "4 godziny", "currency": "PLN",
    }
    assert "odpowie Ci człowiek w ciągu 4 godzin\n" in (tmp_path / "docs/playbook/promises/odpowiedz.md").read_text("utf-8")


def test_a_bad_answer_is_asked_again(tmp_path: Path, somebody: None):
    result = run(tmp_path, asked="Quay Kayaks\n1\n\n\npounds\nGBP\nguest\nclient\nsoon\n2 days\n\n")
    assert result.exit_code == 0, result.output
    assert "“soon” is not a length of time" in result.output
    assert business(tmp_path)["people_word"] == "client"


def test_somebody_who_cannot_be_reached_is_asked_again(tmp_path: Path, somebody: None):
    result = run(tmp_path, asked="Quay Kayaks\n\n\n\nhello@quay.example\n" + "\n" * 5)
    assert result.exit_code == 0, result.output
    assert "Nobody can reach you" in result.output
    assert business(tmp_path)["email"] == "hello@quay.example"


def test_what_the_options_say_is_not_asked(tmp_path: Path, somebody: None):
    result = run(tmp_path, "--name", "Quay Kayaks", "--phone", "1", asked="\n" * 6)
    assert result.exit_code == 0, result.output
    assert "business called" not in result.output


def test_somebody_who_goes_away_leaves_nothing(tmp_path: Path, somebody: None):
    assert run(tmp_path, asked="Quay Kayaks\n1\n").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken_is_said_before_anything_is_asked(tmp_path: Path, somebody: None):
    (tmp_path / "mkdocs.yml").write_text("mine")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path / "mkdocs.yml") in result.output
    assert "called" not in result.output


def test_where_nobody_can_be_asked_the_options_answer(tmp_path: Path):
    result = run(tmp_path, "--name", "Quay Kayaks", "--email", "hello@quay.example", "--people-word", "donor")
    assert result.exit_code == 0, result.output
    assert business(tmp_path) == {
        "name": "Quay Kayaks", "email": "hello@quay.example", "people_word": "donor", "answers_within": "1 working day", "currency": "GBP",
    }


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--name"),
        (["--name", "Quay Kayaks"], "Nobody can reach you"),
        (["--name", "Quay Kayaks", "--phone", " "], "Nobody can reach you"),
        (["--name", "Quay Kayaks", "--phone", "1", "--answers-within", "soon"], "not a length of time"),
        (["--name", "Quay Kayaks", "--example"], "leave the other options out"),
        (["--starter", "charity", "--example"], "leave the other options out"),
        (["--starter", "charty"], "Did you mean `charity`?"),
        (["--starter", ""], "There are: neutral, charity."),
        (["--lang", "de"], "is not there in “de” yet"),
        (["--starter", "charity", "--name", "Mill", "--phone", "1", "--people-word", "patient"], "Write `donor` or `member`."),
    ],
)
def test_what_is_missing_or_wrong_is_said(tmp_path: Path, arguments: list[str], says: str):
    result = run(tmp_path / "mine", *arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert not (tmp_path / "mine").exists()


def test_the_example_needs_no_answers(tmp_path: Path):
    result = run(tmp_path, "--example")
    assert result.exit_code == 0, result.output
    assert business(tmp_path)["name"] == "Millbrook Cycles"


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path):
    (tmp_path / "mine").write_text("mine")
    result = run(tmp_path / "mine", "--example")
    assert result.exit_code == 2
    assert (tmp_path / "mine").read_text() == "mine"


def test_each_starter_says_what_to_do_next_in_its_language(tmp_path: Path):
    told = {}
    for name, languages in starters().items():
        for lang in languages:
            result = run(tmp_path / name / lang, "--starter", name, "--lang", lang, "--name", "Quay Kayaks", "--phone", "1")
            told[name, lang] = result.output.partition("\n\n")[2].replace(f"{name}/{lang}", "…")
            assert [line.rpartition(": ")[2] for line in told[name, lang].splitlines()[2:]] == ["playbook check", "playbook build", "playbook ci"]
    assert told["neutral", "pl"] == told["charity", "pl"] != told["neutral", "en"] == told["charity", "en"]
