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


FIT: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Kayaks for an afternoon on the quay",
        "section:good-fit": ["You want to paddle for two hours and be back for tea.", "You have never sat in a kayak.", "You come with children from eight years on."],
        "section:look-elsewhere": [
            {"label": "You want to go out on the open sea.", "text": "Our boats are made for the river. Volt Bench, 01632 960555, goes out every day."},
            {"label": "You want to buy a kayak", "text": "We only lend them. Ask us, and we will ask around."},
        ],
        "section:what-it-costs": [
            {"label": "Most people pay", "text": "£25 to £40 for an afternoon."}, {"label": "Included", "text": "a vest and a dry bag."},
            {"label": "Not included", "text": "a wetsuit: £5, and we ask you first."}, {"label": "To cancel", "text": "ring before noon; it costs nothing."},
        ],
        "section:if-we-get-it-wrong": "Ring us, however small it is. You hear from us the same day.",
        "section:how-to-start": ["Ring or write.", "Come a quarter of an hour early."],
    },
    "pl": {
        "title": "Kajaki na popołudnie",
        "section:good-fit": ["Chcesz popływać dwie godziny i wrócić na herbatę.", "Nigdy nie siedziałaś w kajaku.", "Przychodzisz z dziećmi od ośmiu lat."],
        "section:look-elsewhere": [
            {"label": "Chcesz wypłynąć na otwarte morze.", "text": "Nasze łodzie są na rzekę. Zapytaj nas, a popytamy."},
            {"label": "Chcesz kupić kajak", "text": "My tylko wypożyczamy. Zapytaj nas, a popytamy."},
        ],
        "section:what-it-costs": [
            {"label": "Większość płaci", "text": "od 80 do 120 zł za popołudnie."}, {"label": "W cenie", "text": "kamizelka i worek na rzeczy."},
            {"label": "Poza ceną", "text": "pianka: 20 zł, i najpierw pytamy."}, {"label": "Rezygnacja", "text": "zadzwoń przed południem; nic to nie kosztuje."},
        ],
        "section:if-we-get-it-wrong": "Zadzwoń, nawet z drobiazgiem. Odezwiemy się tego samego dnia.",
        "section:how-to-start": ["Zadzwoń albo napisz.", "Przyjdź kwadrans wcześniej."],
    },
}
"""A fit page in the needed answers."""


def test_the_needed_answers_make_a_fit_page(form_core, begun, tmp_path) -> None:
    language, folder, playbook = begun
    asked = form(playbook)
    kind = next(kind for kind in asked["kinds"] if kind["name"] == "fit")
    assert {question["key"] for question in kind["first"]} == FIT[language].keys()

    (made,) = form_core(COMPOSE, [["fit", FIT[language]]], form=asked)

    assert made["path"] == "docs/playbook/fit.md"
    assert found(folder, [made], tmp_path) == []
    fit = read_playbook(tmp_path / "docs" / "playbook", root=tmp_path).fit
    assert [str(line.need).rstrip(".") for line in fit.elsewhere] == [line["label"].rstrip(".") for line in FIT[language]["section:look-elsewhere"]]
    assert len(fit.costs) == 4


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
