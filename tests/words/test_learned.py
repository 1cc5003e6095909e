"""What sentences teach: which words speak for a topic, and in which form they are compared."""

import pytest

from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.words.situations import speech
from playbook_plugins.words.situations.learned import features, folded, points

ENDINGS = ("s", "es", "ed", "ing", "ped")


@pytest.mark.parametrize(("text", "found"), [("Can’t STOP?", ["cant", "stop"]), ("Źle, łódka", ["zle", "lodka"]), ("修理 2x", ["修", "理", "2x"]), ("…", [])])
def test_words_are_compared_without_capitals_accents_and_apostrophes(text, found):
    assert folded(text) == found


def test_a_sentence_is_known_by_its_stems_and_by_two_that_stand_together():
    assert features("It stopped, stopping buses", ENDINGS) == {"it", "stop", "bus", "it stop", "stop stop", "stop bus"}
    assert features("stopped", ("ed",)) == {"stop"} == features("stop", ("ed",))
    assert features("red", ENDINGS) == {"red"}  # too little would be left


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_topic_is_heard_in_many_sentences_and_none_of_them_twice(language):
    heard = speech(language).heard
    assert heard.keys() == set(map(str, TOPICS))
    assert all(len(sentences) >= 25 for sentences in heard.values())
    said = [" ".join(folded(one)) for sentences in heard.values() for one in sentences]
    assert len(said) - len(set(said)) <= 0.02 * len(said)


def test_a_word_speaks_for_the_topic_in_which_it_is_heard_most():
    known = points("en", ("s", "ed", "ing"))
    assert known["greeting"]["birthday"] > 20 > known["recovery"].get("birthday", 0)
    assert all(worth > 0 for one in known.values() for worth in one.values())


def test_a_language_that_nobody_has_written_down_teaches_nothing():
    assert points("xx", ()) == {}
