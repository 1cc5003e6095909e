"""Every rule has a page, and the page's examples are its tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from playbook_plugins.checklist import wording
from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.checklist.likely import Likely, Lists, lists_of
from playbook_plugins.checklist.run import run
from playbook_plugins.checklist.wordlists import Entry
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import TODAY, Example, disagreements, examples, findings

Read = tuple[tuple[Example, Playbook, frozenset[Finding]], ...]


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Callable[[str], Read]:
    """The examples of a rule's page, each with the playbook that it is and what the rule finds there, read once for all tests."""

    def each(rule: str) -> Iterator[tuple[Example, Playbook, frozenset[Finding]]]:
        for number, example in enumerate(examples(page(catalogue()[rule]))):
            folder = tmp_path_factory.mktemp(f"{rule}-{number}-")
            found = frozenset(findings(example, folder))
            yield example, read_playbook(folder, root=folder), found

    return cache(lambda rule: tuple(each(rule)))


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_finds_what_its_page_marks_and_nothing_else(rule, tmp_path):
    assert disagreements(catalogue()[rule], page(catalogue()[rule]), tmp_path) == ()


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_without_its_body_fails_its_own_examples(rule, tmp_path):
    told = page(catalogue()[rule])
    bodiless = replace(catalogue()[rule], check=lambda subject, context: ())
    said = disagreements(bodiless, told, tmp_path, least=0)
    assert [one.partition(": marked")[0] for one in said] == [example.title for example in examples(told) if example.bad]


class Asked:
    """The lists of a language, which keep in mind for which of them they were asked."""

    def __init__(self, lists: Lists, names: set[str]):
        self.lists, self.names, self.entries = lists, names, self

    def get(self, name: str, otherwise: tuple[Entry, ...]) -> tuple[Entry, ...]:
        self.names.add(name)
        return self.lists.entries.get(name, otherwise)

    def among(self, name: str, alternatives: int) -> tuple[Likely, ...]:
        self.names.add(name)
        return self.lists.among(name, alternatives)

    def alternatives_of(self, names: tuple[str, ...]) -> int:
        self.names.update(names)
        return self.lists.alternatives_of(names)

    def likely(self, name: str, text: str) -> tuple[Likely, ...]:
        return self.among(name, self.alternatives(text))

    def alternatives(self, text: str) -> int:
        return self.lists.alternatives(text)


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_names_the_word_lists_that_it_asks_for_and_no_others(rule, read, monkeypatch):
    asked: set[str] = set()
    examples_of_it = read(rule)
    monkeypatch.setattr(wording, "lists_of", lambda language, settings, shelf: Asked(lists_of(language, settings, shelf), asked))
    for _, playbook, _ in examples_of_it:
        if playbook.settings:
            run(playbook, today=TODAY, rules=[catalogue()[rule]])
    assert sorted(catalogue()[rule].lists) == sorted(asked)


@pytest.mark.parametrize("rule", [name for name, rule in catalogue().items() if not rule.finished])
def test_what_another_day_would_not_find_is_marked_as_passing(rule, read):
    for example, playbook, found in read(rule):
        # what is asked last wants to know what the others found
        alone = None if catalogue()[rule].last else [catalogue()[rule]]
        others = (run(playbook, today=day, rules=alone) for day in (date(2016, 11, 21), date(2036, 11, 21)))
        for other in others:
            apart = found ^ {one for one in other if one.rule == rule}
            assert all(one.passing for one in apart), f"{example.title}: {apart}"
