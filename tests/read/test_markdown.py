"""The blocks of a text, with their places, and what they cost on hostile input."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_plugins.model.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
)
from playbook_plugins.read.inline import code_ranges, label, links, plain
from playbook_plugins.read.markdown import DEEPEST, scan, spans


def read(text: str) -> tuple[Block, ...]:
    return scan(spans(text.split("\n")))


def texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Every text that the blocks hold."""
    for block in blocks:
        match block:
            case Heading(_, text) | Paragraph(text) | Code(_, text) | Break(text) | Html(text):
                yield text
            case Quote(inner):
                yield from texts(inner)
            case Table(header, rows):
                yield from header
                for row in rows:
                    yield from row
            case List(_, items):
                for item in items:
                    yield item.text
                    yield from texts(item.blocks)


def first_list(text: str) -> List:
    block = read(text)[0]
    assert isinstance(block, List)
    return block


def sketch(blocks: tuple[Block, ...]) -> list[object]:
    """The kinds of blocks and their words, without places."""
    drawn: list[object] = []
    for block in blocks:
        match block:
            case Quote(inner):
                drawn.append([">", *sketch(inner)])
            case List(ordered, items):
                drawn.append(["1" if ordered else "-", *([str(item.text), *sketch(item.blocks)] for item in items)])
            case Table(header, rows):
                drawn.append([tuple(map(str, row)) for row in (header, *rows)])
            case Heading(level, text):
                drawn.append(f"{'#' * level} {text}")
            case Paragraph(text):
                drawn.append(str(text))
            case _:
                drawn.append((type(block).__name__, str(block.text)))
    return drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("# What to do ##", ["# What to do"]),
        ("   ### a #", ["### a"]),
        ("#no heading", ["#no heading"]),
        ("Title\n===\nother\n---", ["# Title", "## other"]),
        ("words\nmore words\n\nnext", ["words\nmore words", "next"]),
        ("- a\n- b\n\n  more\n* c", [["-", ["a"], ["b", "more"]], ["-", ["c"]]]),
        ("1. a\n2. b\n3) c", [["1", ["a"], ["b"]], ["1", ["c"]]]),
        ("- a\n  - b\n    1. c\n- d", [["-", ["a", ["-", ["b", ["1", ["c"]]]]], ["d"]]]),
        ("-\ta\n\t- b", [["-", ["a", ["-", ["b"]]]]]),
        ("-\n  a", [["-", ["a"]]]),
        ("- # a\n  b", [["-", ["", "# a", "b"]]]),
        ("> a\nlazy\n> > b\n\nafter", [[">", "a\nlazy", [">", "b"]], "after"]),
        ("a\n| b | c |\n|---|:-:|\n| 1 \\| 2 | `x|y`\n| 3\n\nd", ["a", [("b", "c"), ("1 \\| 2", "`x|y`"), ("3", "")], "d"]),
        ("a | b\n--|--|--", ["a | b\n--|--|--"]),
        ("``` py\nx = 1\n\n```\nafter", [("Code", "x = 1\n"), "after"]),
        ("~~~\nnever closed\n```", [("Code", "never closed\n```")]),
        ("    code\n\n      more\n\nafter", [("Code", "code\n\n  more"), "after"]),
        ("last words\n\n----", ["last words", ("Break", "----")]),
        ("* * *\n___", [("Break", "* * *"), ("Break", "___")]),
        ("<!-- one\n\ntwo -->\nafter", [("Html", "<!-- one\n\ntwo -->"), "after"]),
        ("<ul><li>a\n</ul>\n\nafter", [("Html", "<ul><li>a\n</ul>"), "after"]),
        ("a <b>word</b>\n<b>\nend", ["a <b>word</b>\n<b>\nend"]),
        ("<x-y z='1'>\nraw\n\nend", [("Html", "<x-y z='1'>\nraw"), "end"]),
        ("[a]: /b", ["[a]: /b"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_blocks_are_told_apart(text: str, drawn: list[object]) -> None:
    assert sketch(read(text)) == drawn


def test_a_step_is_placed_where_its_words_begin() -> None:
    steps = first_list("1. **Listen.** Let them finish.\n2. Say it back.")
    assert [(item.text.line, item.text.spans[0].column) for item in steps.items] == [(1, 4), (2, 4)]


def test_words_to_say_are_placed_behind_the_marks_of_list_and_quote() -> None:
    steps = first_list("- Say:\n\n  > We are sorry.\n  > Truly.")
    assert steps.items[0].blocks == (
        Quote((Paragraph(Text((Span(3, 5, "We are sorry."), Span(4, 5, "Truly.")))),)),
    )


def test_a_cell_is_placed_where_its_words_begin() -> None:
    assert read("| what | done |\n|--|--|\n|  late parts |  | too many |") == (
        Table(
            (Text((Span(1, 3, "what"),)), Text((Span(1, 10, "done"),))),
            ((Text((Span(3, 4, "late parts"),)), Text((Span(3, 18, ""),))),),
        ),
    )


def test_an_empty_item_has_the_place_behind_its_marker() -> None:
    assert scan(spans(["-", "- b"], first_line=7)) == (
        List(False, (Item(Text((Span(7, 2, ""),))), Item(Text((Span(8, 3, "b"),))))),
    )


def test_lines_count_from_the_line_the_part_begins_at() -> None:
    assert scan(spans(["words"], first_line=12)) == (Paragraph(Text((Span(12, 1, "words"),))),)


def test_the_line_ends_of_windows_are_no_words() -> None:
    assert spans(["words\r\n", "more\r"]) == (Span(1, 1, "words"), Span(2, 1, "more"))


def test_code_keeps_what_stands_behind_its_fence() -> None:
    assert read("```  email to say \n```") == (Code("email to say", Text((Span(1, 19, ""),))),)


def test_what_is_nested_too_deeply_is_running_text() -> None:
    blocks, depth = read("> " * 60 + "words"), 0
    while isinstance(blocks[0], Quote):
        blocks, depth = blocks[0].blocks, depth + 1
    assert (depth, sketch(blocks)) == (DEEPEST, ["> " * (60 - DEEPEST) + "words"])


MARKS = st.text("#>-+*_~`<=|:.)(1 2\t\n\n\n!?/[]\\&;aé\u00a0🙂\"'x", max_size=120)


@settings(derandomize=True, max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(MARKS, st.text(max_size=60)))
def test_every_text_stands_where_its_spans_say(text: str) -> None:
    lines = text.split("\n")
    given_spans = spans(lines)
    for found in texts(scan(given_spans)):
        assert found.spans
        for span in found.spans:
            source = given_spans[span.line - 1].text
            assert source[span.column - 1 : span.column - 1 + len(span.text)] == span.text


STORMS: dict[str, Callable[[int], str]] = {
    "square brackets": lambda n: "[" * n,
    "pictures": lambda n: "![" * n,
    "links without an end": lambda n: "[a](" * n,
    "links within brackets": lambda n: "[" * n + "[a](b)" * n,
    "links within pictures": lambda n: "![" * n + "[a](b)" * n,
    "pictures within pictures": lambda n: "![" * n + "](a)" * n,
    "addresses within brackets": lambda n: "[http://a " * n + "](b)" * n,
    "round brackets": lambda n: "[a](" + "(" * n,
    "titles without an end": lambda n: '[a](b "c ' * n + "'" * n,
    "footnotes": lambda n: "[^a]" * n,
    "quotes": lambda n: ">" * n + "a",
    "quotes on every line": lambda n: (">" * 60 + "a\n") * (n // 60),
    "bullets": lambda n: "- " * n + "a",
    "numbers": lambda n: "1. " * n + "a",
    "deep items": lambda n: "\n".join(" " * (2 * (i % 200)) + "- a" for i in range(n // 10)),
    "items": lambda n: "- a\n" * n,
    "empty items": lambda n: "-\n" * n,
    "blank lines in code": lambda n: "    a\n" + "\n" * n + "    b",
    "a long line": lambda n: "words " * n,
    "tabs": lambda n: "\t" * n + "a",
    "tabs and marks": lambda n: ">\t-\t" * n + "a",
    "spaces": lambda n: " " * n + "\n" + "a" + " " * n + "b",
    "hashes": lambda n: "# a" + " #" * n + " b",
    "dashes": lambda n: "- " * n + "\n" + "-" * n + "a",
    "asterisks": lambda n: "*" * n + "a",
    "emphasis": lambda n: "*a_b~~" * n,
    "emphasis that crosses": lambda n: "*a __b " * n + "*" * n,
    "backticks": lambda n: "".join("`" * (i % 150) + "a" for i in range(n // 75)),
    "backslashes": lambda n: "\\" * n + "`" * n,
    "angles": lambda n: "<" * n,
    "tags without an end": lambda n: "<a " * n,
    "attributes": lambda n: "<a" + " b" * n + "<",
    "attributes without an end": lambda n: "<a b='" * n + '<a b="' * n,
    "comments without an end": lambda n: "<!-- a " * n,
    "comments in words": lambda n: "a <!-- " * n,
    "data": lambda n: "a <![CDATA[ <? <!" * n,
    "entities": lambda n: "&amp" * n + "&#" * n,
    "addresses": lambda n: "https://" * n + ")" * n,
    "mail": lambda n: "<a" + "a" * n + "@" + "b." * n,
    "pipes": lambda n: "|" * n + "\n" + "|-" * n,
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b\n" * n,
    "dashes of tables": lambda n: "|a|\n|-|\n" * n,
    "paragraph and dashes": lambda n: "a\n" + "--|--\n" * n,
    "labels": lambda n: "**a" * n,
}


def everything(text: str) -> list[Text]:
    """Ask every text for all that can be asked of it."""
    read_texts = [*texts(read(text))]
    for found in read_texts:
        if len(found.spans) < 2 and len(str(found)) < 8:
            continue
        links(found)
        label(found)
        plain(found)
        code_ranges(found)
    return read_texts


def calls(text: str) -> int:
    """How many calls reading the text makes: a measure of work that no busy machine disturbs."""
    count = 0

    def one_more(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        everything(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("storm", STORMS)
def test_hostile_input_costs_no_more_than_its_size(storm: str) -> None:
    small, large = calls(STORMS[storm](300)), calls(STORMS[storm](1_200))
    assert large < 5 * small + 200


@pytest.mark.parametrize(
    ("storm", "count", "signs"),
    [
        ("[" * 20_000, 1, 20_000),
        (">" * 5_000 + "a", 1, 4_977),
        ("> " * 5_000, 1, 9_951),
        ("- " * 5_000 + "a", 24, 9_953),
        ("1. " * 5_000, 24, 14_927),
        ("- a\n" * 10_000, 10_000, 10_000),
    ],
    ids=lambda value: f"{len(value)} of {value[:2]}" if isinstance(value, str) else "",
)
def test_a_storm_of_marks_is_read(storm: str, count: int, signs: int) -> None:
    found = everything(storm)
    assert (len(found), sum(len(str(text)) for text in found)) == (count, signs)


@pytest.mark.slow
def test_a_line_of_five_megabytes_is_read() -> None:
    (found,) = everything("words, " * 750_000)
    assert str(found) == ("words, " * 750_000).rstrip()
