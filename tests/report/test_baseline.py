"""A baseline as a file, and what was found held against it."""

import json
from dataclasses import replace

import pytest

from playbook_plugins.report.baseline import Entry, NoBaseline, compare, dumps, entry, loads
from playbook_plugins.report.fingerprint import fingerprinted
from tests.report.outcomes import HOSTILE, PATH, finding

FOUND = fingerprinted([finding("“Happy birthday! Here is 20% off.”"), finding(rule="leftover"), finding(path="docs/playbook/fit.md")], {})
FIRM = (*(replace(noted, finding=replace(noted.finding, firm=noted.finding.rule == "leftover")) for noted in FOUND),)
ENTRIES = tuple(entry(noted, "Says what the rule is for.") for noted in FOUND)


def test_a_file_is_sorted_and_has_an_entry_a_line():
    lines = dumps(ENTRIES).split("\n")
    assert lines[0] == '{"version": 1, "findings": [' and lines[-2:] == ["]}", ""]
    rows = [json.loads(line.removesuffix(",")) for line in lines[1:-2]]
    assert [list(row) for row in rows] == [["path", "rule", "fingerprint", "message"]] * 3
    assert [(row["path"], row["rule"]) for row in rows] == [("docs/playbook/fit.md", "greeting-offer"), (PATH, "greeting-offer"), (PATH, "leftover")]


def test_a_file_quotes_no_document():
    assert "20%" not in dumps(ENTRIES)


@pytest.mark.parametrize("entries", [(), ENTRIES, [Entry(text, text, "1a2b", text) for text in HOSTILE]])
def test_a_file_is_read_as_it_was_written(entries):
    written = dumps(entries)
    assert sorted(loads(written)) == sorted(entries)
    assert len(written.splitlines()) == len(entries) + 2 + (not entries)
    written.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cannot be read"),
        ("<<<<<<< HEAD\n{}", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("# A page", "cannot be read"),
        ("[]", "is no baseline"),
        ("7", "is no baseline"),
        ("{}", "is no baseline"),
        ('{"version": 1, "findings": {}}', "is no baseline"),
        ('{"version": 2, "findings": []}', "was written by another version"),
        ('{"findings": []}', "was written by another version"),
        ('{"version": 1, "findings": [7]}', "has a line that is no finding"),
        ('{"version": 1, "findings": [{}]}', "has a line that is no finding"),
        ('{"version": 1, "findings": [{"fingerprint": 7}]}', "has a line that is no finding"),
        ('{"version": 1, "findings": [{"fingerprint": "a", "path": null}]}', "has a line that is no finding"),
    ],
)
def test_what_is_no_baseline_says_so(text, said):
    with pytest.raises(NoBaseline, match=said):
        loads(text)


def test_what_is_known_does_not_count_and_what_is_gone_is_stale():
    gone = Entry(PATH, "lost-woo", "0" * 32)
    found = compare(FOUND, [ENTRIES[0], gone])
    assert (found.new, found.known, found.stale, found.refused) == (FOUND[1:], FOUND[:1], (gone,), ())


def test_a_locked_rule_is_never_known():
    found = compare(FIRM, ENTRIES)
    assert found.new == FIRM[1:2] and found.known == (FIRM[0], FIRM[2])
    assert (found.refused, found.stale) == (FIRM[1:2], ())


def test_a_locked_rule_does_not_hide_behind_another_name():
    false = Entry("elsewhere.md", "greeting-offer", ENTRIES[1].fingerprint)
    assert compare(FIRM, [false]).new == FIRM


def test_the_first_of_two_equal_ones_that_goes_leaves_the_last_entry_stale():
    both = fingerprinted([finding(), finding()], {})
    entries = [entry(noted, "") for noted in both]
    found = compare(both[:1], entries)
    assert (found.new, found.known, found.stale) == ((), both[:1], (entries[1],))
