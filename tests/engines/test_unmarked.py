"""A text is turned into the same page, whether all marks are looked for in it or those alone that can be there."""

import json
import random

import pytest
from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

from playbook_plugins.engines.mkdocs import guard
from playbook_plugins.engines.mkdocs.around import EACH
from playbook_plugins.engines.mkdocs.unmarked import SIGNS, UnmarkedExtension, known
from tests.conftest import ROOT, WHOLE

EXTENSIONS = ["tables", "pymdownx.superfences", "toc"]
TEXTS = sorted(path for folder in ("docs/playbook", "docs/writing", "docs/public", "playbook_plugins/checklist/rules") for path in (ROOT / folder).rglob("*.md"))
PIECES = [
    *SIGNS, "  ", "\n", "\n\n", "\n    ", "\n- ", "\n> ", "\n1. ", "\n## ", "| a | b |\n| --- | --- |\n| 1 | ", " |\n", "```", "\n```\n",
    "](", ")", "]", "!", ">", ";", "amp;", "#39;", "--", "<b>", "</b>", "\n<div>\n", "</div>\n", "<!-- ", " -->", "https://a.example", "a@b.example", ": /x 'T'\n", "\n[w]: /y\n",
    "w", "word", "Wort ", " two words ", "snake_case", "2 * 3", "\\*", "\x02", "\u2028", "Ä", "\u200b",
]


def html(text: str, *more: UnmarkedExtension) -> str:
    return Markdown(extensions=[*EXTENSIONS, *more]).convert(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_our_own_texts_stay_the_same(path):
    text = path.read_text("utf-8")
    assert html(text, UnmarkedExtension()) == html(text)


@pytest.mark.share
def test_whatever_is_written_stays_the_same():
    chance = random.Random("marks")
    for _ in range(30_000 if WHOLE else 600):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 25)))
        assert html(text, UnmarkedExtension()) == html(text), json.dumps(text)


def test_one_parser_may_turn_one_text_after_the_other():
    parser = Markdown(extensions=[*EXTENSIONS, UnmarkedExtension()])
    for text in ("plain", "**strong**", "`code` and [a link](x)", "plain again", "&amp; <b>bold</b>"):
        assert parser.reset().convert(text) == html(text)


def test_no_mark_is_found_without_one_of_its_signs():
    parser, chance = Markdown(extensions=EXTENSIONS), random.Random("signs")
    assert known(parser)
    for name in sorted(name for name in {name for names in SIGNS.values() for name in names} if name in parser.inlinePatterns):
        signs = [sign for sign, names in SIGNS.items() if name in names]
        pieces = [piece for piece in PIECES if not any(sign in piece for sign in signs)]
        for _ in range(500):
            text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 25)))
            if not any(sign in text for sign in signs):
                assert not parser.inlinePatterns[name].getCompiledRegExp().search(text), (name, text)


@pytest.mark.parametrize("more", ["pymdownx.tilde", "footnotes", "wikilinks"])
def test_where_there_are_other_marks_all_are_looked_for(more: str):
    parser = Markdown(extensions=[*EXTENSIONS, more, UnmarkedExtension()])
    assert not known(parser) and "playbook_unmarked" not in parser.treeprocessors
    text = "~~gone~~ [[Link]] word[^1]\n\n[^1]: note\n"
    assert parser.convert(text) == Markdown(extensions=[*EXTENSIONS, more]).convert(text)


@pytest.mark.parametrize("more", sorted(EACH.difference(guard.NAMES)))
def test_with_every_extension_that_a_site_may_have_the_same_comes_out(more: str):
    chance = random.Random(more)
    pieces = [*PIECES, "HTML ", "\n\n*[HTML]: Hyper\n", "\n: told", "{ .red }", "[^1]", "\n\n[^1]: note\n", '"quoted" ', "'s ", "...", "\n!!! note\n    ", "\n- [x] ", "=="]
    for _ in range(60):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 25)))
        plainly, marked = (Markdown(extensions=[*EXTENSIONS, more, *last]).convert(text) for last in ([], [UnmarkedExtension()]))
        assert plainly == marked, json.dumps(text)


def test_a_mark_that_is_another_under_a_known_name_is_none_that_is_known():
    class Other(SimpleTagInlineProcessor):
        pass

    parser = Markdown(extensions=EXTENSIONS)
    parser.inlinePatterns.register(Other(r"()~(.*?)~", "del"), "entity", 80)
    assert not known(parser)
