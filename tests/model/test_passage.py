"""What a passage has in common with what others say, word by word and with its places."""

from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.model.blocks import Span
from playbook_plugins.model.passage import Passage
from playbook_plugins.model.place import Place
from playbook_plugins.model.runs import runs


def passage(*lines: str) -> Passage:
    return Passage("a.md", tuple(Span(number, 1, line) for number, line in enumerate(lines, 1)))


def test_only_what_both_say_is_shared_with_its_place():
    told = passage("We say that five men in a boat sang,", "and rowed.")
    assert told.shared(set(runs("Five men in a boat sang. They rowed on."))) == (("five men in a boat sang", Place("a.md", 1, 13, 1, 17)),)
    assert told.shared(set(runs("Six men in a boat sang, and rowed on."))) == (("men in a boat sang and", Place("a.md", 1, 18, 1, 21)), ("in a boat sang and rowed", Place("a.md", 1, 22, 1, 24)))
    assert told.shared(set(runs("Nobody sang in this boat of theirs."))) == ()


def test_what_goes_on_is_one_stretch():
    told = passage("Five men in a boat sang and rowed. Nobody heard.", "Then they sang of the sea.")
    both = {*runs("five men in a boat sang and"), *runs("then they sang of the sea")}
    assert list(told.stretches(both)) == [("five men in a boat sang", Place("a.md", 1, 1, 1, 28), 7), ("then they sang of the sea", Place("a.md", 2, 1, 2, 27), 6)]
    assert list(told.stretches(())) == []


def test_the_number_of_an_entry_is_no_word():
    assert [run for run, _ in passage("1. Five men in", "2) a boat sang").begins()] == ["five men in a boat sang"]
    assert list(passage("> 10. Five men in", "in 1. a boat").runs()) == ["five men in in 1 a", "men in in 1 a boat"]


@given(st.lists(st.lists(st.sampled_from(("1.", "2)", ">", "-", "- ", " ", "five men", "[in](a/boat.md)", "](<a b>", "https://a.b/c,", "é’s", "**sang**", "&amp;", "&NewLine;", "&#10;x", "\\_", "(and)", ":")), max_size=6).map("".join), max_size=6))
def test_what_begins_on_a_line_is_the_same_read_at_once_and_word_by_word(lines: list[str]):
    told = passage(*lines)
    assert [(run, line) for line, begun in told.begun() for run in begun] == [(run, place.line) for run, place in told.begins()]
