"""Two languages of one document, held against each other without a dictionary."""

import pytest

from playbook_plugins.model.languages import companions, differences
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
FIT = "# Us\n\n## You will be happy here if\n\n- You float.\n- You paddle.\n\n## What it costs\n\nAsk.\n"
ROLE = "---\nmay_spend: 30\nmay_take: half an hour\n---\n# Hand\n"
PARTNERS = "---\npartners:\n  - {name: A, phone: 01632 960201, good_at: boats, checked: 2026-11-01}\n---\n# Partners\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: dry\ncovers: [confusion, our-mistake]\n---\n# Wet\n\n## You notice\n\n- Drops.\n\n## What to do\n\n1. **Listen** well.\n2. **Thank** them.\n"


def apart(write, path, first, second):
    folder = write({"playbook.yml": SETTINGS, path: first, path.replace(".md", ".pl.md"): second})
    ((one, other),) = companions(read_playbook(folder, root=folder))
    return [(found.matter, found.what, found.here, found.there, found.place.line) for found in differences(one, other)]


@pytest.mark.parametrize(
    ("path", "first", "second", "expected"),
    [
        ("fit.md", FIT, FIT.replace("- You paddle.\n", ""), [("count", "You will be happy here if", "1", "2", 3)]),
        ("fit.md", FIT.replace("Ask.", "- **Most people pay** £9.\n- **Included** Tea."), FIT.replace("Ask.", "- **Most people pay** £9."), [("count", "What it costs", "1", "2", 8)]),
        ("fit.md", FIT, FIT.replace("Ask.", "Ask us.\n\nOr ring."), []),
        ("fit.md", FIT, FIT.replace("## What it costs\n\nAsk.\n", ""), [("section", "What it costs", "", "what-it-costs", 1)]),
        ("fit.md", FIT.replace("## What it costs\n\nAsk.\n", ""), FIT, [("section", "What it costs", "what-it-costs", "", 8)]),
        ("roles/hand.md", ROLE, ROLE.replace("30", "no limit"), [("field", "may_spend", "no limit", "30", 2)]),
        ("roles/hand.md", ROLE, ROLE.replace("half an hour", "30 minutes"), []),
        ("roles/hand.md", ROLE, ROLE.replace("half an hour", "1 working day"), [("field", "may_take", "1 working day", "0.5 hours", 3)]),
        ("partners.md", PARTNERS, PARTNERS.replace("partners:\n", "partners:\n  - {name: B, phone: 1, good_at: b, checked: 2026-11-01}\n"), [("field", "partners", "2", "1", 3)]),
        ("pages/a.md", "# A\n", "---\naudience: public\n---\n# A\n", [("field", "audience", "public", "internal", 2)]),
        ("policies/wet.md", POLICY, POLICY.replace("confusion, our-mistake", "our-mistake, confusion"), []),
        ("policies/wet.md", POLICY, POLICY.replace("Drops.", "Drops.\n- A puddle."), []),
        ("policies/wet.md", POLICY, POLICY.replace("**Thank** them", "**Apologise**"), [("step", "Apologise", "Apologise", "", 12), ("step", "Thank", "", "Thank", 12)]),
        ("policies/wet.md", POLICY, POLICY.replace("**Thank** them", "**Pomachaj** im"), []),
        ("policies/wet.md", POLICY, POLICY.replace("feeling: dry", "feeling: sucho"), []),
    ],
)  # fmt: skip
def test_what_differs_is_told_and_words_are_not(path, first, second, expected, write):
    assert apart(write, path, first, second) == expected


def test_a_document_without_a_first_language_stands_alone(write):
    folder = write({"playbook.yml": SETTINGS, "pages/a.pl.md": "# A\n", "pages/b.md": "# B\n"})
    assert [(first, second.id) for first, second in companions(read_playbook(folder, root=folder))] == [(None, "a")]
