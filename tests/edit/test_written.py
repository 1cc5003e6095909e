"""What somebody types means itself, wherever it is written."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook_plugins.edit import written
from playbook_plugins.edit.add import composed, filled
from playbook_plugins.model.blocks import Paragraph, Quote
from playbook_plugins.model.document import paragraphs
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.read.document import read_document
from playbook_plugins.read.inline import plain
from playbook_plugins.read.lexicon import lexicon

POLICY, HEADINGS = KINDS["policy"], {"what-to-do": "What to do", "what-to-say": "What to say", "dont": "Don't"}
ASKED = [
    {"key": "field:they_leave_feeling", "type": "line"},
    {"key": "field:also_said", "type": "lines"},
    {"key": "lead", "type": "text"},
    {"key": "section:what-to-do", "type": "steps", "numbered": True},
    {"key": "section:what-to-say", "type": "quotes"},
    {"key": "section:dont", "type": "lines"},
]
MARKUP = "#*_`~[](){}<>!|\\:-+=>.&\"'0123?^/@,;%$ \n"
ODD = [
    "# A title", "## Don't", "1. one", "- a list", "> said", "---", "***", "a: b", "no", "~", "[a]: https://x.example", "[a](b)", "**bold**", "_so_", "`code`",
    "<b>bold</b>", "&amp;", "a | b", "| a | b |", "{: .x }", "{{ 7 * 7 }}", "{% if %}", "!!! note", "??? note", "::: x", "\\", "\\*", "a\\", "2026-11-21", "1.10",
    "https://shop.example/a_b*c).", "see www.shop.example", "***a** b*", "#", "##", "end #", "a ##", "=", "===", "``` x", "~~~", "~~gone~~", "[^1]: note", "*[a]: b",
    "Ann's “best”", "- [ ] done", "*", "a * b", "snake_case_name", "5 < 6", "<!-- x -->", "&#42;", "“No, thank you.”", ": x", "a:", "-", "+", "1)", "'", '"',
]  # fmt: skip


def seen(text: str) -> dict[str, object]:
    """What the reader finds in a policy, as a reader sees it."""
    document = read_document(text.encode("utf-8"), "policies/a.md", POLICY, lexicon=lexicon("en")).document
    assert document.readable, text
    do, say, dont = (document.section(name) for name in ("what-to-do", "what-to-say", "dont"))
    assert [section.name for section in document.sections] == [name for name, section in (("what-to-do", do), ("what-to-say", say), ("dont", dont)) if section]
    assert all(isinstance(block, Paragraph) for block in document.lead), text
    return {
        "title": plain(document.title) if document.title else "",
        "field:they_leave_feeling": document.fields.they_leave_feeling,
        "field:also_said": list(document.fields.also_said or ()),
        "lead": [plain(text).split() for text in paragraphs(document.lead)],
        "section:what-to-do": [(plain(step.label) if step.label else "", plain(step.text).split()) for step in (do.steps if do else ())],
        "section:what-to-say": [plain(text).split() for quote in (say.blocks if say else ()) if isinstance(quote, Quote) for text in paragraphs(quote.blocks)],
        "section:dont": [plain(step.whole).split() for step in (dont.steps if dont else ())],
    }


def compose(typed: str) -> dict[str, object]:
    steps = [{"label": "Listen", "text": typed}, {"label": "", "text": typed}]
    answers = {
        "title": typed, "field:they_leave_feeling": typed, "field:also_said": [typed, "b"], "lead": typed,
        "section:what-to-do": steps, "section:what-to-say": [typed, "Thank you."], "section:dont": [typed, "No."],
    }  # fmt: skip
    return seen(composed(POLICY, answers, ASKED, headings=HEADINGS))


def words(typed: str) -> list[str]:
    return typed.split()


@pytest.mark.parametrize("typed", ODD)
def test_odd_words_mean_themselves(typed):
    found = compose(typed)
    one_line = written.tidy(typed)
    assert found["title"] == one_line
    assert found["field:they_leave_feeling"] == one_line
    assert found["field:also_said"] == [one_line, "b"]
    assert found["lead"] == [words(one_line)]
    assert found["section:what-to-do"] == [("Listen", words(one_line)), ("", words(one_line))]
    assert found["section:what-to-say"] == [words(one_line), ["Thank", "you."]]
    assert found["section:dont"] == [words(one_line), ["No."]]


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from(MARKUP), st.characters(codec="utf-8", exclude_categories=["Cs"]), st.sampled_from("ab")), max_size=24).filter(lambda typed: filled(typed)))
@example("a\n\n- b\n1. c")
@example("-\n=\n| - |")
def test_whatever_is_typed_means_itself(typed):
    found = compose(typed)
    lines = [words(one) for one in written.tidy(typed, lines=True).split("\n\n")]
    one_line = written.tidy(typed)
    assert found["title"] == one_line
    assert found["field:they_leave_feeling"] == one_line
    assert found["lead"] == lines
    assert found["section:what-to-say"] == [*lines, ["Thank", "you."]]
    assert found["section:what-to-do"][0] == ("Listen", words(one_line))


@pytest.mark.parametrize("typed, value", [
    ("heard, and sorted", "heard, and sorted"), ("recovery", "recovery"), ("2026-11-21", "2026-11-21"), ("40", "40"), ("4 hours", "4 hours"),
    ("no", '"no"'), ("a: b", '"a: b"'), ('say "yes"', '"say \\"yes\\""'), ("01632 960123", "01632 960123"), ("- x", '"- x"'),
])  # fmt: skip
def test_a_value_stands_plain_where_that_is_safe(typed, value):
    assert written.value(typed) == value


def test_a_comma_within_brackets_stands_in_quotes():
    assert written.value("a tube, a wash", within=True) == '"a tube, a wash"'
    assert written.value("a tube, a wash") == "a tube, a wash"
