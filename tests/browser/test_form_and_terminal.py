"""The form in a browser and `playbook add` at a terminal make the same text of the same answers."""

from typing import Any

import pytest

from playbook_plugins.edit.add import added
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.pages.editing import form
from playbook_plugins.read.playbook import read_playbook

COMPOSE = "({ core, form }, all) => all.map(([kind, answers]) => core.compose(kind, answers, form))"
ODD = [
    "# A title", "- a list: [a](b) and `code`", "1. **bold** _so_ <b>now</b>", "a_b*c ~~gone~~ {x} {{ y }} &amp; \\", "no", "“No: thank you.”", "---", "> said | by whom",
    "!!! note", "=== x", "ends with #", ": x", "https://shop.example/a_b*c). Yes", "Zażółć gęślą jaźń", "01632 960123", "2026-11-21", "4 hours", "it's \"so\"",
]  # fmt: skip
"""What people type that programs take for something else."""


@pytest.mark.browser
def test_both_write_the_same(form_core, tmp_path) -> None:
    lay_down(tmp_path, Answers(name="Quay Kayaks", phone="01632 960200"))
    playbook = read_playbook(tmp_path / "docs" / "playbook", root=tmp_path)
    asked = form(playbook)
    kinds = {kind["name"]: kind for kind in asked["kinds"]}
    answers: list[tuple[str, dict[str, Any]]] = []
    for topic in TopicName:
        told: dict[str, Any] = {"title": f"About {topic}", "field:topic": topic.value, "field:they_leave_feeling": "heard, and sorted"}
        for question in (*kinds["policy"]["first"], *kinds["policy"]["more"]):
            if topic in question.get("topics", [topic]):
                ours = {**question.get("default_for", {}), **question.get("ready_for", {})}
                told |= {question["key"]: ours[topic]} if topic in ours else {}
        answers.append(("policy", told))
    for number, typed in enumerate(ODD):
        steps = [{"label": typed, "text": typed}, {"label": "", "text": typed}]
        answers += [
            ("policy", {"title": f"{typed} {number}", "field:topic": "honesty", "field:they_leave_feeling": typed, "section:what-to-do": steps, "section:what-to-say": [typed, "Yes."], "section:dont": [typed]}),
            ("page", {"title": f"{typed} {number}", "lead": f"{typed}\n\n{typed}", "field:tags": [typed, "b"]}),
            ("partners", {"title": "Partners", "field:partners": [["Hill", "", "01632 960245", typed, "2026-11-02", ""]]}),
            ("gestures", {"title": "Gestures", "lead/table": [[typed, "1", typed, ""]]}),
        ]  # fmt: skip
    made = form_core(COMPOSE, [list(one) for one in answers], form=asked)

    for (kind, told), there in zip(answers, made, strict=True):
        questions = [question for question in (*kinds[kind]["first"], *kinds[kind]["more"]) if told.get("field:topic") in question.get("topics", [told.get("field:topic")])]
        headings = {section["name"]: section["heading"] for section in kinds[kind]["sections"]}
        here = added(KINDS[kind], told, questions, headings=headings, playbook=playbook)
        assert here.content.decode("utf-8") == there["text"]
        assert here.path == there["path"]
