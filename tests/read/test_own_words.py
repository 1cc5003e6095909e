"""The owner's own words in `playbook.yml` mean what they are written below, however that is spelt."""

import pytest

from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nchecklist:\n"
POLICY = "---\ntopic: the day after\nthey_leave_feeling: dry\n---\n# After\n\n## What to do\n\n1. **Bail it out** with a cup.\n\n## Our words\n\n> Dry again?\n"


@pytest.mark.parametrize("section", ["what-to-say", "What to say", "what to say"])
@pytest.mark.parametrize("label", ["make-right", "Make right", "make it right"])
@pytest.mark.parametrize("topic", ["follow-up", "Follow up", "FOLLOW-UP"])
def test_a_known_name_may_be_written_in_any_way(section, label, topic, write):
    own = f"  headings:\n    {section}: [Our words]\n  labels:\n    {label}: [Bail it out]\n  topics:\n    {topic}: [the day after]\n"
    folder = write({"playbook.yml": SETTINGS + own, "policies/after.md": POLICY})
    playbook = read_playbook(folder, root=folder)
    (policy,) = playbook.of_kind("policy")
    assert playbook.faults == ()
    assert policy.topic == "follow-up"
    assert policy.section("what-to-say") is not None
    assert [step.action for step in policy.section("what-to-do").steps] == ["make-right"]


def test_a_topic_of_ones_own_is_welcome_and_a_slip_is_asked_about(write):
    own = "  topics:\n    tides: [high water]\n    recovry: [leaks]\n"
    folder = write({"playbook.yml": SETTINGS + own})
    (fault,) = read_playbook(folder, root=folder).faults
    assert (str(fault.place), fault.rule, fault.help) == ("playbook.yml:8:5", "unknown-field", "Did you mean `recovery`?")


@pytest.mark.parametrize("written", ["birthday", "Birthdays", "wish", "greeting"])
def test_a_topic_is_understood_in_the_singular_and_in_the_plural(written, write):
    folder = write({"playbook.yml": SETTINGS.removesuffix("checklist:\n"), "policies/day.md": POLICY.replace("the day after", written)})
    (policy,) = read_playbook(folder, root=folder).of_kind("policy")
    assert policy.topic == "greeting"


def test_an_unknown_topic_is_told_the_ways_out(write):
    folder = write({"playbook.yml": SETTINGS + "  topics:\n    deliveries: [delivery]\n", "policies/a.md": POLICY.replace("the day after", "zzz"), "policies/b.md": POLICY.replace("the day after", "delivery")})
    (fault,) = read_playbook(folder, root=folder).faults
    assert fault.place.path == "policies/a.md" and fault.message == "`topic`: “zzz” is not a topic"
    assert "or name a topic of your own in `playbook.yml`, under `checklist: topics:`. A text that fits none goes into `pages/`." in fault.help
