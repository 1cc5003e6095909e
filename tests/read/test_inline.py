"""What stands within running text: links, labels, code, and the words a reader sees."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.read.inline import code_ranges, label, links, plain
from playbook_plugins.read.markdown import spans


def text(written: str) -> Text:
    return Text(spans(written.split("\n")))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("See [our prices](prices.md).", [("our prices", "prices.md")]),
        ('[a](<b c> "title")', [("a", "b c")]),
        ("[a](b_(c))", [("a", "b_(c)")]),
        ("[a](b\nor not", []),
        ("[a](b(c)", []),
        ("![a bicycle](bike.png)", [("a bicycle", "bike.png")]),
        ("[![a](b)](c)", [("![a](b)", "c"), ("a", "b")]),
        ("[a [b](c) d](e)", [("b", "c")]),
        ("<https://example.org/?a=`b`>", [("https://example.org/?a=`b`",) * 2]),
        ("<ask@example.org>", [("ask@example.org", "mailto:ask@example.org")]),
        ("At https://example.org/a_(b), or so", [("https://example.org/a_(b)",) * 2]),
        ("(https://example.org/)", [("https://example.org/",) * 2]),
        ("[https://bank.example](https://other.example)", [("https://bank.example", "https://other.example")]),
        ("[x](java&#115;cript:a\\_b)", [("x", "javascript:a_b")]),
        ("`[a](b)` \\[a](b) [a]\\(b)", []),
        ("[a `](b)` c](d)", [("a `](b)` c", "d")]),
        ("<a href='https://example.org'>", []),
        ("[a][b] [c]", []),
        ("no links", []),
    ],
)
def test_links_are_found(written: str, found: list[tuple[str, str]]) -> None:
    assert [(str(link.label), link.target) for link in links(text(written))] == found


def test_a_link_knows_where_it_stands() -> None:
    words = Text((Span(3, 5, "Ask the"), Span(4, 1, "[partner](partners.md 'two')!")))
    (link,) = links(words)
    assert str(words)[link.start : link.end] == "[partner](partners.md 'two')"
    assert (link.label.spans, link.target) == ((Span(4, 2, "partner"),), "partners.md")


def test_pictures_and_bare_addresses_are_told_from_links() -> None:
    found = links(text("![a](b) [c](d) <https://e> https://f.example"))
    assert [(link.image, link.bare) for link in found] == [(True, False), (False,) * 2, (False,) * 2, (False, True)]


@pytest.mark.parametrize(
    ("written", "bold", "rest"),
    [
        ("**You need a cargo bike.** We have no room.", "You need a cargo bike", "We have no room."),
        ("**Listen**: let them finish.", "Listen", "let them finish."),
        ("__Listen:__ let them finish.", "Listen", "let them finish."),
        ("**Listen** – let them finish.", "Listen", "let them finish."),
        ("**Listen,\nfirst.** Then speak.", "Listen,\nfirst", "Then speak."),
        ("**Say *sorry***", "Say *sorry*", ""),
        ("**`**` stays** in", "`**` stays", "in"),
        ("**[Name](https://a.example)** does it", "[Name](https://a.example)", "does it"),
        ("Do **not** argue.", None, "Do **not** argue."),
        ("**never closed", None, "**never closed"),
        ("** no label**", None, "** no label**"),
        ("****", None, "****"),
        ("*Listen* first", None, "*Listen* first"),
        ("", None, ""),
    ],
)
def test_a_bold_label_is_parted_from_the_rest(written: str, bold: str | None, rest: str) -> None:
    found, left = label(text(written))
    assert (found and str(found), str(left)) == (bold, rest)


def test_label_and_rest_keep_their_places() -> None:
    found, rest = label(Text((Span(7, 4, "**Admit it.** Say so."),)))
    assert found and found.spans == (Span(7, 6, "Admit it"),)
    assert rest.spans == (Span(7, 18, "Say so."),)


def test_the_rest_behind_a_lone_label_has_the_place_behind_it() -> None:
    assert label(Text((Span(7, 4, "**Listen.**"),)))[1].spans == (Span(7, 15, ""),)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("We are **sorry**, _truly_.", "We are sorry, truly."),
        ("a *b **c** d*", "a b c d"),
        ("[our prices](prices.md) and ![a bike](b.png)", "our prices and a bike"),
        ("5 * 3 * 2 and file_name_here", "5 * 3 * 2 and file_name_here"),
        ("`**code**` and `` ` ``", "**code** and `"),
        ("\\*not bold\\* &amp; &nope", "*not bold* & &nope"),
        ("one\ntwo\\\nthree\nfour", "one two three four"),
        ("a <b>word</b><!-- and a note -->", "a word"),
        ("<https://example.org> ~~gone~~", "https://example.org gone"),
        ("**never closed", "**never closed"),
        ("  words ", "words"),
    ],
)
def test_plain_words_are_what_a_reader_sees(written: str, seen: str) -> None:
    assert plain(written) == seen


def test_code_is_found_with_its_backticks() -> None:
    assert code_ranges("a `b` ``c ` d`` `e \\`f`") == ((2, 5), (6, 15), (16, 21))


def test_a_backtick_behind_a_backslash_opens_no_code() -> None:
    assert code_ranges("\\`a` b`") == ((3, 7),)


PARTS = st.sampled_from(
    (*"ab .()![]*_\n", "`", "``", "**", "[", "](x)", "](<y z>)", "](x 't')", "![", "<http://q.r>", "<a@b.c>", "<b>", "\\")
)


def targets(tokens: list[Token]) -> list[tuple[object, bool]]:
    found = []
    for token in tokens:
        if token.type in ("image", "link_open"):
            found.append((token.attrs.get("src", token.attrs.get("href")), token.type == "image"))
        found += targets(token.children or [])
    return found


@settings(derandomize=True, max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PARTS, min_size=1, max_size=14).map(lambda parts: f"a{''.join(parts)}a"))
def test_links_are_those_of_a_full_parser(written: str) -> None:
    parser = MarkdownIt("commonmark").disable("reference")
    parser.normalizeLink = parser.normalizeLinkText = lambda target: target
    ours = [(link.target, link.image) for link in links(text(written)) if not link.bare]
    assert sorted(ours) == sorted(targets(parser.parseInline(written)))
