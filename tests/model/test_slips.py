"""A slip of the pen is told from another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.slips import slips, surely_meant, surely_named
from playbook_plugins.read.lexicon import lexicon

POLICY = list(KINDS["policy"].fields.model_fields)
HEADINGS = lexicon("en").sections


@pytest.mark.parametrize(
    ("written", "meant", "number"),
    [("owner", "owner", 0), ("owmer", "owner", 1), ("onwer", "owner", 1), ("ownr", "owner", 1), ("ownner", "owner", 1), ("", "owner", 5), ("stauts", "status", 1)],
)
def test_slips_are_counted(written, meant, number):
    assert slips(written, meant) == slips(meant, written) == number


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("reviewd", POLICY, "reviewed"),
        ("Reviewed", POLICY, "reviewed"),
        ("review every", POLICY, "review_every"),
        ("they_leve_feling", POLICY, "they_leave_feeling"),
        ("greeting-ofer", catalogue(), "greeting-offer"),
        ("Activ", ["draft", "active", "retired"], "active"),
        ("lost_customer", ["lost-customer", "recovery"], "lost-customer"),
    ],
)
def test_a_misspelt_name_of_a_list_is_told(written, known, meant):
    assert surely_meant(written, known) == meant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("year", ["years", "margin"]),
        ("script", ["scripts", "of"]),
        ("langg", ["lang", "langs"]),
        ("review", POLICY),
        ("mail", ["email", "phone"]),
        ("nobody", POLICY),
        ("of", ["off", "error"]),
        ("rule-2", ["rule-1", "rule"]),
        ("zwischen", POLICY),
        ("", POLICY),
        ("-", POLICY),
    ],
)
def test_what_may_be_another_name_of_a_list_is_left_alone(written, known):
    assert surely_meant(written, known) == ""


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("fornt-desk", ["front-desk", "owner"], "front-desk"),
        ("front-dsk", ["front-desk", "owner"], "front-desk"),
        ("Front Desk", ["front-desk", "owner"], "front-desk"),
        ("frontdesk", ["front-desk", "owner"], "front-desk"),
        ("onwer", ["owner"], "owner"),
    ],
)
def test_a_misspelt_name_of_the_owners_is_told(written, known, meant):
    assert surely_named(written, known) == meant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("bar-lead", ["bay-lead"]),
        ("birthday-cards", ["birthday-card"]),
        ("step-3", ["step-2"]),
        ("cook", ["book"]),
        ("late-cause", ["late-case"]),
        ("evening-desk", ["morning-desk"]),
        ("fornt-desk", ["front-desk", "frnt-desk"]),
    ],
)
def test_what_may_be_a_name_of_its_own_is_left_alone(written, known):
    assert surely_named(written, known) == ""


@pytest.mark.parametrize("heading", ["the cause", "for use", "your party", "please ring", "what to pay", "when to top", "not", "what to stop", "you note"])
def test_a_heading_that_says_something_else_is_left_alone(heading):
    assert {surely_named(heading, names, stands_for=names) for names in HEADINGS.values()} == {""}


@pytest.mark.parametrize(("heading", "meant"), [("whta to do", "what to do"), ("what too do", "what to do"), ("wht to do", "what to do"), ("what to doo", "what to do")])
def test_a_misspelt_heading_is_told(heading, meant):
    assert surely_named(heading, HEADINGS["policy"], stands_for=HEADINGS["policy"]) == meant


@given(st.text(max_size=30))
def test_a_name_that_is_told_is_one_of_the_list(written):
    assert surely_meant(written, POLICY) in {"", *POLICY}
    assert surely_named(written, POLICY) in {"", *POLICY}


@given(st.sampled_from(POLICY))
def test_a_right_name_is_told_as_itself(name):
    assert surely_meant(name, POLICY) == surely_named(name, POLICY) == name
