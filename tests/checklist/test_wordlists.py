"""Every entry of a word list finds the sentences that it must, and leaves alone those that it must not."""

import pytest

from playbook_plugins.checklist.wording import lists, matches, seen, word_list

ENTRIES = [(name, entry) for name in lists("en") for entry in word_list("en", name)]
IDS = [f"{name}-{entry.find.pattern[:60]}" for name, entry in ENTRIES]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=IDS)
def test_an_entry_finds_what_it_must_and_nothing_else(name, entry):
    assert entry.hits, f"{name}: give a sentence that it must find"
    assert [sentence for sentence in entry.hits if not [*matches(seen(sentence), (entry,))]] == []
    assert [sentence for sentence in entry.misses if [*matches(seen(sentence), (entry,))]] == []
