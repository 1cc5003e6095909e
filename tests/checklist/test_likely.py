"""Looking only for what may stand in a text finds what looking for everything finds."""

import pickle
import random
import re
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook_plugins.checklist.likely import Lists
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import found_of, matches
from playbook_plugins.checklist.wordlists import Entry, added, lists, word_list
from playbook_plugins.checklist.wordlists.clues import SIGNS, Way, spelled, ways
from playbook_plugins.model.lexicon import plain_letters

from ..conftest import WHOLE

LANGUAGES = ("en", "pl")
NAMES = [(language, name) for language in LANGUAGES for name in lists(language)]
SENTENCES = {
    language: [sentence for name in lists(language) for entry in word_list(language, name) for sentence in (*entry.hits, *entry.misses)]
    for language in LANGUAGES
}
WORDINGS = {language: [entry.wording for name in lists(language) for entry in word_list(language, name)] for language in LANGUAGES}
SIGNS_OF_ALL = "".join(map(chr, range(sys.maxunicode + 1)))
OTHERS = 6
"""Sentences of other lists that each list is tried on."""
GLUE = (" ", "  ", "\n", "-", "’", "'", "", ", ", ". ", "? ", "_", "1", "é", "\u0301", "\0", "İ", "ß", "ſ", "\u212a")


@cache
def every(language: str) -> Lists:
    """All lists of a language."""
    return Lists({name: word_list(language, name) for name in lists(language)})


def alike(text: str, listed: tuple[Entry, ...], of: Lists, name: str) -> None:
    """The short way and the long one find the same, in the same order."""
    assert list(found_of(text, of.likely(name, text))) == list(matches(text, listed)), (name, text)


def forms(sentence: str) -> tuple[str, ...]:
    """A sentence as people may type it."""
    read = seen(sentence)
    return read, read.upper(), plain_letters(read), read.replace("'", "’"), read.replace(" ", "\n"), read.title(), read.swapcase()


@pytest.mark.share
@pytest.mark.parametrize(("language", "name"), NAMES)
def test_what_is_unlikely_by_its_words_does_not_stand_there(language: str, name: str):
    listed = word_list(language, name)
    own = [sentence for entry in listed for sentence in (*entry.hits, *entry.misses)]
    others = SENTENCES[language] if WHOLE else random.Random(name).sample(SENTENCES[language], OTHERS)
    for sentence in own:
        for text in forms(sentence) if WHOLE else (seen(sentence), seen(sentence).upper()):
            alike(text, listed, every(language), name)
    for sentence in others:
        alike(seen(sentence), listed, every(language), name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_that_were_kept_tell_of_the_same(language: str):
    kept = pickle.loads(pickle.dumps(every(language)))
    assert kept.entries == every(language).entries
    for sentence in random.Random(language).sample(SENTENCES[language], 200):
        for name in lists(language):
            assert list(found_of(seen(sentence), kept.likely(name, seen(sentence)))) == list(found_of(seen(sentence), every(language).likely(name, seen(sentence))))


@st.composite
def told(draw: st.DrawFn, language: str) -> str:
    """Words of a list's own sentences in another order, glued in many ways."""
    words = draw(st.sampled_from(SENTENCES[language])).split() + draw(st.sampled_from(SENTENCES[language])).split()
    begin = draw(st.integers(0, len(words) - 1))
    parts = [part for word in words[begin : begin + 12] for part in (word, draw(st.sampled_from(GLUE)) if draw(st.integers(0, 4)) == 0 else " ")]
    return draw(st.sampled_from((str, str.upper, str.lower, str.swapcase)))("".join(parts))


@pytest.mark.share
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=2_000 if WHOLE else 60, deadline=None)
@given(data=st.data())
def test_a_text_that_nobody_foresaw_is_told_the_same(language: str, data: st.DataObject):
    text = data.draw(told(language))
    name = data.draw(st.sampled_from(lists(language)))
    alike(text, word_list(language, name), every(language), name)


@settings(max_examples=1_000 if WHOLE else 100, deadline=None)
@given(
    phrase=st.lists(st.sampled_from(("old", "banger", "Łódź", "can't", "50%", "straße", "…", "*", "wreck*", "(sic)", "a-b", "?", "ı", "x2y")), min_size=1, max_size=5),
    said=st.lists(st.sampled_from(("old", "BANGER", "łódź", "lodz", "can’t", "50%", "STRASSE", "straße", "wreckage", "(sic)", "a-b", "?", "i", "ı", "x2y", "x3y", ".")), max_size=9),
    glue=st.sampled_from(GLUE),
)
def test_words_of_an_owner_are_found_as_before(phrase: list[str], said: list[str], glue: str):
    listed = (added(" ".join(phrase)),)
    alike(glue.join(said), listed, Lists({"own": listed}), "own")


@pytest.mark.parametrize(("language", "name"), NAMES)
def test_the_alternatives_of_a_pattern_are_the_pattern(language: str, name: str):
    for entry in word_list(language, name):
        assert "|".join(way.wording for way in entry.ways) == entry.wording
        assert all(re.compile(way.wording) for way in entry.ways), entry.wording


@pytest.mark.parametrize(
    ("wording", "told_by"),
    [
        ("old banger", ((" old ",), (" banger ",))), ("(?:old|rusty) bikes?", ((" bike",), (" old ", " rusty "))), ("(?:old )?bike", ((" bike ",),)), ("colou?r", ((" colo",), ("r ",))),
        (r"\w+n't", ((" t ",), ("n ",))), ("łódź", ((" lodz ",),)), (r"\d+ ?(?:€|zł)", (("€", " zl "), ("0",))), ("(?!not )sorry", ((" sorry ",),)), ("(?:a|)", ()), (r"(a)\1", ()), ("(?P<x>a)", ()), (r"\x41b", ()),
        (r"[żz]aba", (("aba ",),)), ("a{0,2}b+", (("b",),)), (r"\?\?\?", (("?",), ("?",), ("?",))), ("(?-i:TODO)", ((" todo ",),)),
        ("(?:old(?: and)?|new)(?: red)?,? bike", ((" bike ",), (" old ", " new "))), ("(?:old|new)er", (("er ",), (" old", " new"))), (r"(?:old|new)\w*", ((" old", " new"),)), ("(?:bike)+s", (("s ",), (" bike",))),
        (r"(?:soon(?! as)|now)(?=[.,]|$)", ((" soon ", " now "),)), (r"old-?ish", ((" old",), ("ish ",))), ("old[.,]? bike", ((" old ",), (" bike ",))), ("(?:a|(?:b|c)d) e", ((" e ",), (" a ", "d "), (" a ", " b", " c"))),
        ("(?:old red|new) bike", ((" bike ",), (" old ", " new "), (" red ", " new "))),
    ],
)
def test_what_tells_of_a_wording(wording: str, told_by: tuple[tuple[str, ...], ...]):
    (way,) = ways(wording)
    assert sorted(map(sorted, way.clues)) == sorted(map(sorted, told_by))


def test_a_pattern_that_is_not_understood_is_looked_for_everywhere():
    assert ways(r"(a)\1|b") == (Way(r"(a)\1|b"),)


def test_a_letter_is_found_in_no_sign_that_is_spelled_otherwise():
    letters = {letter for sentences in WORDINGS.values() for wording in sentences for letter in wording if letter.isalpha()}
    for letter in letters:
        assert {spelled(sign) for sign in re.findall(letter, SIGNS_OF_ALL, re.IGNORECASE)} == {spelled(letter)}, letter


def test_a_sign_is_the_same_sort_of_sign_in_small_letters():
    def sort(sign: str) -> tuple[bool, str]:
        return SIGNS.fullmatch(sign) is not None and sign.isalnum() and not sign.isdecimal(), spelled(sign)

    large = [sign for sign in SIGNS_OF_ALL if len(sign.lower()) == 1 and sign != sign.lower()]
    assert [sign for sign in large if sort(sign) != sort(sign.lower())] == []
