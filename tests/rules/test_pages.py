"""Every rule has a page, and the page's examples are its tests."""

from dataclasses import replace

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.testing import disagreements, examples

STILL_TWO: frozenset[str] = frozenset({
    "bare-allowance",
    "idle-allowance",
    "leftover",
    "vague-promise",
})
"""Rules whose pages show fewer than three bad or three good examples; this only ever gets shorter."""


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_finds_what_its_page_marks_and_nothing_else(rule, tmp_path):
    asked = {"least": 2} if rule in STILL_TWO else {}
    assert disagreements(catalogue()[rule], page(catalogue()[rule]), tmp_path, **asked) == ()


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_without_its_body_fails_its_own_examples(rule, tmp_path):
    told = page(catalogue()[rule])
    bodiless = replace(catalogue()[rule], check=lambda subject, context: ())
    said = disagreements(bodiless, told, tmp_path, least=0)
    assert [one.partition(": marked")[0] for one in said] == [example.title for example in examples(told) if example.bad]


@pytest.mark.parametrize("rule", sorted(STILL_TWO))
def test_a_page_with_enough_examples_has_left_the_list(rule, tmp_path):
    assert any("there are" in said for said in disagreements(catalogue()[rule], page(catalogue()[rule]), tmp_path))
