"""Every rule has a page, and the page's examples are its tests."""

from dataclasses import replace

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.testing import disagreements, examples


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_finds_what_its_page_marks_and_nothing_else(rule, tmp_path):
    assert disagreements(catalogue()[rule], page(catalogue()[rule]), tmp_path) == ()


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_without_its_body_fails_its_own_examples(rule, tmp_path):
    told = page(catalogue()[rule])
    bodiless = replace(catalogue()[rule], check=lambda subject, context: ())
    said = disagreements(bodiless, told, tmp_path, least=0)
    assert [one.partition(": marked")[0] for one in said] == [example.title for example in examples(told) if example.bad]
