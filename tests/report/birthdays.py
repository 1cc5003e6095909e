"""A playbook of one policy, clean or with an offer in its greeting."""

from tests.conftest import ROOT

FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
SETTINGS = (
    "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nchecklist:\n"
    "  not_done: {recovery: we are new, listening: we are new, lost-customer: we are new, feedback: we are new, referral: we are new}\n"
)
HEAD = "---\ntopic: greeting\nreviewed: 2026-11-01\nthey_leave_feeling: thought of\n---\n"
BIRTHDAY = HEAD + "# A birthday\n\nThey should smile.\n\n## What to do\n\n1. **Write** one line.\n\n## What to say\n\n> Happy birthday!\n\n## Don't\n\n- Nothing else.\n"
OFFER = BIRTHDAY.replace("birthday!", "birthday! Here is 20% off.")
"""What `greeting-offer` finds."""
CLEAN = {"playbook.yml": SETTINGS, "fit.md": FIT, "policies/birthdays.md": BIRTHDAY}
