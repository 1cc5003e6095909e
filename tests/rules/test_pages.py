"""Every rule has a page, and the page's examples are its tests."""

import re
from dataclasses import replace

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page, summary
from tests.rules.examples import examples, findings

EXAMPLES = [example for rule in catalogue() for example in examples(rule)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_is_found_where_its_page_marks_it_and_nowhere_else(example, tmp_path):
    found = {(finding.place.path, finding.place.line) for finding in findings(example, tmp_path)}
    assert found == example.marked
    assert bool(found) == example.bad


@pytest.mark.parametrize("rule", catalogue())
def test_a_page_tells_what_why_bad_good_and_when_to_allow(rule):
    headings = re.findall(r"^## (.+)$", re.sub(r"^```.*?^```$", "", page(rule), flags=re.M | re.S), re.M)
    assert headings == ["Why it matters", "Bad", "Good", "When to allow it"]
    assert page(rule).startswith(f"# {rule}\n")
    assert summary(rule).endswith(".")


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_has_two_bad_and_two_good_examples(rule):
    bad = [example for example in examples(rule) if example.bad]
    good = [example for example in examples(rule) if not example.bad]
    assert len(bad) >= 2 and len(good) >= 2


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_without_its_body_fails_its_own_examples(rule, tmp_path):
    bodiless = replace(catalogue()[rule], check=lambda subject, context: ())
    bad = [example for example in examples(rule) if example.bad]
    assert all(not findings(example, tmp_path / str(number), bodiless) for number, example in enumerate(bad))
    assert all(findings(example, tmp_path / f"with-{number}") for number, example in enumerate(bad))


@pytest.mark.parametrize("rule", catalogue())
def test_a_message_is_written_to_an_owner(rule, tmp_path):
    for number, example in enumerate(example for example in examples(rule) if example.bad):
        for finding in findings(example, tmp_path / str(number)):
            assert finding.message and finding.message[0] not in " ." and not finding.message.endswith(".")
            assert not re.search(r"\b(schema|None|null|KeyError|exception|regex|parse|front matter)\b", finding.message + finding.help)
