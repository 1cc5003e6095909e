"""What the pages of the rules on trouble cannot show: two rules at one sentence, and a language without their lists."""

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

OURS = {
    "step-order", "customer-effort", "handed-over", "impersonal-close", "second-failure", "make-right", "arguing", "stop-rule", "lost-lesson",
}
HEAD = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def found(folder, text, *, name="upset.md"):
    (folder / "policies").mkdir()
    (folder / "playbook.yml").write_text(HEAD, "utf-8")
    (folder / "policies" / name).write_text(text, "utf-8")
    return [(one.rule, one.level) for one in run(read_playbook(folder, root=folder), today=TODAY)]


@pytest.mark.parametrize("sentence", ["You must have dropped it.", "You are mistaken.", "As I told you, it is closed."])
def test_words_that_put_it_on_the_customer_are_told_once(sentence, tmp_path):
    text = f"---\ntopic: listening\nthey_leave_feeling: heard\n---\n# Upset\n\n## What to say\n\n> {sentence}\n\n## Don't\n\n- Never argue.\n"
    rules = [rule for rule, _ in found(tmp_path, text)]
    assert "blame" in rules and "arguing" not in rules


@pytest.mark.parametrize("topic", ["recovery", "listening", "lost-customer", "referral", "intake"])
def test_a_language_without_word_lists_is_left_in_peace(topic, tmp_path):
    text = f"""---
topic: {topic}
they_leave_feeling: vysl\u00fdchnut\u00ed
lang: cs
---
# Stalo se to

## What to do

1. **Poslouchat** do konce.
2. **Omluvit se** jednou.

## What to say

> Je mi l\u00edto, \u017ee na n\u00e1s \u010dek\u00e1te.

## Don't

- Nep\u0159eru\u0161ovat.
"""
    assert {rule for rule, _ in found(tmp_path, text)} & OURS == set()


def test_what_a_draft_still_lacks_is_a_reminder(tmp_path):
    text = "---\ntopic: recovery\nthey_leave_feeling: sorted\nstatus: draft\n---\n# It leaked\n\n## What to do\n\n1. **Listen**.\n\n## What to say\n\n> I am sorry.\n\n## Don't\n\n- Shout.\n"
    levels = {level for rule, level in found(tmp_path, text) if rule in OURS}
    assert levels == {"advice"}
