"""A new text from a few answers passes the checks of its kind."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.editing import form
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words.asks import asks, ready
from tests.conftest import ROOT, TODAY

FIVE = 5
"""What a policy is asked at most."""
WORDS = 150
"""What an owner types at most for one."""
TYPED: dict[str, dict[str, str]] = {
    "en": {"title": "What we heard at the counter", "field:they_leave_feeling": "taken seriously"},
    "pl": {"title": "Co usłyszeliśmy przy ladzie", "field:they_leave_feeling": "potraktowani poważnie"},
}
COMPOSE = """
  ({ core, form }, all) => all.map(([kind, answers]) => core.compose(kind, answers, form))
"""
ASKED = """
  ({ core, form }, topics) => topics.map((topic) => core.questionsOf("policy", topic, form))
"""


@pytest.fixture(scope="module", params=["en", "pl"])
def begun(request, tmp_path_factory) -> tuple[str, Path, Playbook]:
    """A playbook that somebody has just begun, in a language."""
    folder = tmp_path_factory.mktemp(request.param)
    lay_down(folder, Answers(name="Quay Kayaks", phone="01632 960200", email="hello@quay.example"), starter=named(lang=request.param))
    return request.param, folder, read_playbook(folder / "docs" / "playbook", root=folder)


def found(folder: Path, made: list[dict[str, str]], tmp_path: Path) -> list[str]:
    """What the checklist says of a playbook with new texts that it did not say without them."""
    here = shutil.copytree(folder / "docs" / "playbook", tmp_path / "docs" / "playbook")
    before = findings(here)
    for text in made:
        file = tmp_path / text["path"]
        file.parent.mkdir(exist_ok=True)
        file.write_text(text["text"], "utf-8")
    return [finding for finding in findings(here) if finding not in before]


def findings(playbook: Path) -> list[str]:
    """What stops a site or is worth a look; advice on a text that was begun a minute ago comes later."""
    return [str(finding) for finding in run(read_playbook(playbook, root=playbook.parent.parent), today=TODAY) if finding.level is not Level.ADVICE]


def test_a_policy_from_five_answers_passes(form_core, begun, tmp_path) -> None:
    language, folder, playbook = begun
    asked = form(playbook)
    topics = [topic.value for topic in TopicName]
    questions = form_core(ASKED, topics, form=asked)
    answers: list[Any] = []
    for topic, both in zip(topics, questions, strict=True):
        assert len(both["first"]) <= FIVE, topic
        typed = {**TYPED[language], "title": f"{TYPED[language]['title']} {len(answers)}", "field:topic": topic}
        answers.append(["policy", typed | {question["key"]: question["ready"] for question in both["first"] if question["key"] not in typed}])
        assert sum(len(str(value).split()) for value in typed.values()) <= WORDS

    made = form_core(COMPOSE, answers, form=asked)

    assert found(folder, made, tmp_path) == []


def test_the_needed_answers_alone_make_a_text_of_each_other_kind(form_core, begun, tmp_path) -> None:
    language, folder, playbook = begun
    asked = form(playbook)
    policy = next(document for document in asked["documents"] if document["kind"] == "policy")
    value = {
        "line": "4 hours" if language == "en" else "4 godziny", "text": TYPED[language]["title"] + ".", "number": "4", "money": "48", "day": "2026-11-02",
        "lines": [TYPED[language]["title"] + "."] * 3, "quotes": [TYPED[language]["title"] + "."],
    }
    answers = []
    for kind in asked["kinds"]:
        if kind["name"] in ("policy", "fit"):
            continue
        told: dict[str, Any] = {}
        for question in kind["first"]:
            key = question["key"]
            if question["type"] == "choice":
                told[key] = policy["id"] if key == "field:of" else question["choices"][0]["value"]
            elif question["type"] == "table":
                told[key] = [[TABLES[kind["name"]][language].get(column["key"], "") for column in question["columns"]]]
            else:
                told[key] = value[question["type"]]
        told["title"] = TYPED[language]["title"]
        if kind["name"] == "role":
            told["field:may_spend"] = "40"
        answers.append([kind["name"], told])

    made = form_core(COMPOSE, answers, form=asked)

    assert {text["path"] for text in made} == {f"docs/playbook/{kind['file']}" if "file" in kind else f"docs/playbook/{kind['folder']}{SLUG[language]}.md" for kind in asked["kinds"] if kind["name"] not in ("policy", "fit")}
    assert found(folder, made, tmp_path) == []


SLUG = {"en": "what-we-heard-at-the-counter", "pl": "co-uslyszelismy-przy-ladzie"}
TABLES: dict[str, dict[str, dict[str, str]]] = {
    "partners": {
        "en": {"name": "Volt Bench", "phone": "01632 960555", "good_at": "batteries", "checked": "2026-11-02", "they_know": "yes"},
        "pl": {"name": "Volt Bench", "phone": "01632 960555", "good_at": "akumulatory", "checked": "2026-11-02", "they_know": "yes"},
    },
    "lessons": {
        "en": {"when": "2026-11-02", "what": "A price rose without a call", "why": "A promise not kept: nobody rang", "change": "The note names who rings", "who": "owner", "done": "no"},
        "pl": {"when": "2026-11-02", "what": "Cena wzrosła bez telefonu", "why": "Niedotrzymana obietnica: nikt nie zadzwonił", "change": "Notatka mówi, kto dzwoni", "who": "owner", "done": "nie"},
    },
    "gestures": {
        "en": {"gesture": "A cup of tea", "costs": "0", "takes": "5 minutes", "when": "they came in wet"},
        "pl": {"gesture": "Kubek herbaty", "costs": "0", "takes": "5 minut", "when": "przyszli przemoczeni"},
    },
}
"""One row of each table."""


def keys(table: dict[str, Any], above: str = "") -> set[str]:
    return {one for name, value in table.items() for one in (keys(value, f"{above}{name}/") if isinstance(value, dict) else {above + name})}


def test_the_form_asks_the_same_in_each_language() -> None:
    for told in (asks, ready):
        assert keys(dict(told("pl"))) == keys(dict(told("en")))


def test_each_line_and_section_of_each_kind_is_asked_for() -> None:
    asked = {kind["name"]: {question["key"] for question in (*kind["first"], *kind["more"])} for kind in form(read_playbook(ROOT / "docs" / "playbook", root=ROOT))["kinds"]}
    for kind in KINDS.values():
        wanted = {f"field:{name}" for name in kind.fields.model_fields if name != "allow"} | {f"section:{section.name}" for section in kind.sections} | {"title", "lead"}
        assert wanted <= asked[kind.name], kind.name
