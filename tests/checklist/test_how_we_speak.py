"""Of the rules on how we speak, one and only one says something about a sentence."""

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.checklist.sentences import Sentences, longest
from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: {topic}\nthey_leave_feeling: heard\n---\n# A day at the quay\n\nIt happens.\n\n## What to say\n\n> {words}\n"
SPEECH = {"about-us", "arguing", "blame", "disrespect", "greeting-offer", "non-apology", "pressure", "shield-or-label", "vague-promise", "vague-time"}


def rules_on(folder) -> list[str]:
    found = run(read_playbook(folder, root=folder), today=TODAY)
    return sorted({finding.rule for finding in found} & SPEECH)


@pytest.mark.parametrize(
    ("topic", "words", "rule"),
    [
        ("recovery", "I am sorry, but you should have rung.", "blame"),
        ("recovery", "I am sorry, but that is our policy.", "shield-or-label"),
        ("recovery", "Sorry, but the courier was late.", "non-apology"),
        ("hospitality", "The courier lost it.", "blame"),
        ("recovery", "You are mistaken.", "blame"),
        ("greeting", "Only today: 20% off!", "greeting-offer"),
        ("hospitality", "Only today!", "pressure"),
    ],
)
def test_one_rule_speaks_about_a_sentence(write, topic, words, rule):
    assert rules_on(write({"playbook.yml": FACTS, "policies/day.md": POLICY.format(topic=topic, words=words)})) == [rule]


def test_a_promise_hears_of_its_time_once(write):
    page = "---\nkept_by: {day: answer}\n---\n# We answer as soon as we can\n"
    assert rules_on(write({"playbook.yml": FACTS, "promises/answer.md": page})) == ["vague-promise"]


def test_a_name_on_the_fit_page_is_found_once(write):
    page = "# Boats\n\nYou paddle.\n\n## Someone else will serve you better if\n\n- **Bargain hunters.** We have none. Ask us.\n"
    assert rules_on(write({"playbook.yml": FACTS, "fit.md": page})) == ["disrespect"]


def test_the_words_of_a_sentence_are_counted_without_its_links():
    text = Text((Span(1, 1, "Two words. See [our map](https://quay.example/a-b-c) – it"), Span(2, 1, "is flat.")))
    start, end, words = longest(text)
    assert (str(text)[start:end], words) == ("See [our map](https://quay.example/a-b-c) – it\nis flat.", 6)


def test_a_sentence_has_neighbours():
    text = "One. Two. Three. Four."
    assert Sentences(text).nearby(text.index("Three"), text.index("Three") + 5) == " Two. Three. Four."
    assert Sentences(text).nearby(0, 3) == "One. Two."
