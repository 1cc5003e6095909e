"""Findings as a page that people read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.markdown import dumps, escaped
from tests.report.outcomes import HOSTILE, PATH, finding, hostile, outcome

READER = MarkdownIt("gfm-like", {"linkify": False})


def tokens(text: str) -> list[Token]:
    """What a page is made of, the insides of its lines among it."""
    return [one for token in READER.parse(text) for one in (token.children or (token,))]


def page(*findings: Finding, room: int | None = None, **other) -> str:
    return dumps(outcome(*findings, **other), room=room)


def test_the_worst_stands_first_below_the_owners_words():
    text = page(finding("thinking", Level.ADVICE), finding("looking", Level.WARNING, help=""), finding("mending"))
    assert text == (
        "1 document: 1 to mend before publishing, 1 worth a look, 1 thought.\n"
        "\n## Mend before publishing\n\n"
        f"- **{PATH}:15** mending (`playbook explain greeting-offer`)\\\n  help: Leave the offer out.\n"
        "\n## Worth a look\n\n"
        f"- **{PATH}:15** looking (`playbook explain greeting-offer`)\n"
        "\n## A thought\n\n"
        f"- **{PATH}:15** thinking (`playbook explain greeting-offer`)\\\n  help: Leave the offer out.\n"
    )


def test_nothing_found_is_one_line():
    assert page() == "1 document: nothing to mend.\n"
    assert page(known=2) == "1 document: nothing to mend, 2 known from the baseline.\n"


def test_a_place_is_a_link_where_somebody_knows_where_the_files_are():
    text = page(finding(path="docs/a b.md"), base="https://git.example/shop/blob/1a2b/")
    assert "- [**docs/a b.md:15**](https://git.example/shop/blob/1a2b/docs/a%20b.md?plain=1#L15) this wish" in text


def test_a_page_of_hostile_findings_is_a_list_and_nothing_else():
    found = tokens(page(*hostile()))
    kinds = {token.type for token in found}
    assert kinds <= {
        "paragraph_open", "paragraph_close", "heading_open", "heading_close", "bullet_list_open", "bullet_list_close", "list_item_open",
        "list_item_close", "text", "text_special", "strong_open", "strong_close", "code_inline", "softbreak", "hardbreak", "html_inline",
    }
    assert sum(token.type == "list_item_open" for token in found) == len(HOSTILE)
    assert {token.content for token in found if token.type == "code_inline"} == {"playbook explain greeting-offer"}
    assert {token.content for token in found if token.type == "html_inline"} == {"<!-- -->"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text):
    said = shown(text)
    assert said == " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@given(st.text())
@example("<!-- -->")
@example("a\\")
@example("&lt;")
@example("![x][y]")
def test_no_text_becomes_markup(text):
    assert shown(text) == " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shown(text: str) -> str:
    """What a reader sees of a text behind other words, which must be all that there is."""
    found = tokens(f"see {escaped(text)} end")
    assert {token.type for token in found} <= {"paragraph_open", "paragraph_close", "text", "text_special", "html_inline"}
    assert all(token.content == "<!-- -->" for token in found if token.type == "html_inline")
    whole = "".join(token.content for token in found if token.type in ("text", "text_special"))
    return whole.removeprefix("see ").removesuffix(" end") if whole != "see  end" else ""


def test_an_address_and_a_name_lead_nowhere():
    assert escaped("https://a.example www.a.example @all :smile: at 8:30") == "https\\://a.example www\\.a.example @<!-- -->all \\:smile: at 8:30"


@pytest.mark.parametrize("room", [400, 1000, 5000])
def test_a_page_is_cut_behind_a_whole_line_and_says_so(room):
    found = [finding(f"number {number} é", at=(number, 1, None, None)) for number in range(1, 100)]
    text = page(*found, room=room)
    listed = text.count("\n- **")
    assert len(text.encode()) <= room
    assert text.endswith(f"\n… and {99 - listed} more, which `playbook check` lists.\n")
    assert 0 < listed < 99


@pytest.mark.parametrize("room", [-5, 0, 199, 200, 250])
def test_a_page_without_room_is_as_good_as_none(room):
    assert len(page(*hostile(), room=room).encode()) <= max(room, 0)


def test_a_page_with_room_is_whole():
    assert "more, which" not in page(*hostile(), room=1024 * 1024)
