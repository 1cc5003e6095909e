"""A text knows where each of its words stands in the author's file."""

from hypothesis import assume, given, settings, strategies as st

from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.model.place import Place

words = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)


@st.composite
def written(draw):
    """A source, and the text of some of its lines, each behind a mark of its own such as `> ` or `- `."""
    first = draw(st.integers(0, 3))
    lines = [draw(words) for _ in range(first)]
    spans = []
    for mark, text in draw(st.lists(st.tuples(st.sampled_from(["", "> ", "  - ", "\t"]), words), min_size=1, max_size=4)):
        lines.append(mark + text + draw(st.sampled_from(["", "  "])))
        spans.append(Span(len(lines), len(mark) + 1, text))
    return lines, Text(tuple(spans))


def cut(lines: list[str], place: Place, text: Text) -> str:
    """What stands at a place of the source, without the marks that stand before each line of the text."""
    begins = {span.line: span.column for span in text.spans}
    parts = []
    for number in range(place.line, place.end_line + 1):
        start = place.column if number == place.line else begins[number]
        end = place.end_column if number == place.end_line else begins[number] + len(next(s.text for s in text.spans if s.line == number))
        parts.append(lines[number - 1][start - 1 : end - 1])
    return "\n".join(parts)


@settings(derandomize=True, deadline=None)
@given(written(), st.data())
def test_the_place_of_some_words_holds_those_words(source, data):
    lines, text = source
    whole = str(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    # a stretch that begins or ends with a line end has no letter there to point at
    assume(start == end or (whole[start] != "\n" and whole[end - 1] != "\n"))
    place = text.place("a.md", start, end)
    assert place.path == "a.md"
    assert cut(lines, place, text) == whole[start:end]


@settings(derandomize=True, deadline=None)
@given(written(), st.data())
def test_a_part_is_the_same_words_in_the_same_place(source, data):
    lines, text = source
    whole = str(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    part = text.part(start, end)
    assert str(part) == whole[start:end]
    for span in part.spans:
        assert lines[span.line - 1][span.column - 1 : span.column - 1 + len(span.text)] == span.text


def test_a_text_of_blanks_says_nothing():
    assert not Text((Span(1, 1, "  "), Span(2, 1, "")))
    assert Text((Span(1, 1, " "), Span(2, 1, "x")))


def test_a_text_stands_where_its_first_line_stands():
    text = Text((Span(7, 3, "listen,"), Span(8, 5, "then answer")))
    assert text.line == 7
    assert str(text.place("policies/a.md")) == "policies/a.md:7:3"
    assert text.place("policies/a.md") == Place("policies/a.md", 7, 3, 8, 16)
