"""How long nothing is offered, as owners write it."""

import pytest

from playbook_plugins.model.kinds.policy import PolicyFields
from playbook_plugins.model.waiting import Wait
from playbook_plugins.read.lexicon import lexicon

ENGLISH = lexicon("en")


@pytest.mark.parametrize(
    ("written", "days", "visit"),
    [
        ("60 days and the second order", 60, 2),
        ("90 days", 90, None),
        ("two months", 60.8, None),
        ("half a year", 182.5, None),
        ("the second order", None, 2),
        ("after the 3rd job", None, 3),
        ("after two visits", None, 2),
        ("60 days after the first visit", 60, None),
        ("their first visit", None, 1),
        ("the second order, and at least 6 weeks", 42, 2),
        ("30 calendar days", 30, None),
        ("a month and a bit", 30.4, None),
        ("never", None, None),
        ("Not until they ask", None, None),
        ("only when asked", None, None),
    ],
)
def test_a_time_without_offers_is_read_as_people_write_it(written, days, visit):
    wait = Wait.read(written, ENGLISH)
    assert (wait.days and round(wait.days, 1), wait.visit) == (days, visit)
    assert str(wait) == written


@pytest.mark.parametrize("written", ["", "60", "soon", "when it feels right", "0 days", "next time", "some weeks"])
def test_what_says_no_time_is_told_with_an_example(written):
    with pytest.raises(ValueError, match=r"does not say how long nothing is offered\|.*second order"):
        Wait.read(written, ENGLISH)


def test_a_follow_up_that_says_nothing_waits_sixty_days_and_for_the_second_order():
    usual = PolicyFields.model_fields["no_offer_before"].default
    assert Wait.read(str(usual), ENGLISH) == usual
