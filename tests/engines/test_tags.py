"""Tags are told apart as browsers tell them apart."""

from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from justhtml import JustHTML

from playbook_plugins.engines.mkdocs import policy
from playbook_plugins.engines.mkdocs.tags import TELLING, attributes, tags


def names(page: str) -> list[str]:
    return [tag.name for tag in tags(page)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<P>a</p >", ["p", "/p"]),
        ("<br/><img src=a/>", ["br", "img"]),
        ("a < b <3 <>", []),
        ("<!doctype html><a>", ["a"]),
        ("<!-- <a> --><b>", ["b"]),
        ("<!-- <a> --!><b>", ["b"]),
        ("<!--><b>", ["b"]),
        ("<!---><b>", ["b"]),
        ("<!-- <a>\n never ends", []),
        ("<!-- \n --><b>", ["b"]),
        ("<?php <a> ?><b>", ["b"]),
        ("<! <a>", []),
        ("<script><a></script><b>", ["script", "/script", "b"]),
        ("<style><a></STYLE ><b>", ["style", "/style", "b"]),
        ("<script></scripts></script/><b>", ["script", "/script", "b"]),
        ("<script><a>", ["script"]),
        ("<p title='<a>'>", ["p"]),
        ('<p title="<a>"><b>', ["p", "b"]),
        ('<p title=x="><b>', ["p", "b"]),
        ("<p title", ["p"]),
        ("<p\n  title='a'\n><b>", ["p", "b"]),
        ("<p/title=a><b>", ["p", "b"]),
    ],
)
def test_a_page_has_these_tags(page: str, found: list[str]):
    assert names(page) == found


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ('<a HREF="x">', [("href", "x")]),
        ("<a href = 'x y'>", [("href", "x y")]),
        ("<a href=x/y>", [("href", "x/y")]),
        ("<a\nhref\n=\n\"x\">", [("href", "x")]),
        ("<a hidden href=>", [("hidden", ""), ("href", "")]),
        ('<a href="">', [("href", "")]),
        ("<a/href=x/title=y>", [("href", "x/title=y")]),
        ("<a href=java&#115;cript&colon;x>", [("href", "javascript:x")]),
        ("<a title='&quot;'>", [("title", '"')]),
        ("<a \"b='c'>", [('"b', "c")]),
        ("<a one=1 one=2>", [("one", "1"), ("one", "2")]),
        ("<a x\u00a0=1>", [("x\u00a0", "1")]),
    ],
)
def test_a_tag_has_these_attributes(tag: str, said: list[tuple[str, str]]):
    (found,) = tags(tag)
    assert list(attributes(found.inside)) == said


def test_a_tag_knows_where_it_stands():
    page = "é\n<p>\r\n<script x>a\r\nb\rc</script>"
    script = [tag for tag in tags(page) if tag.name == "script"][0]
    assert page[script.start : script.end] == "<script x>"
    assert script.text == "a\nb\nc"


class _Standard(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value or "") for name, value in attrs]))


@pytest.mark.slow
def test_real_pages_have_the_tags_that_others_find_in_them(sites: Path):
    for name in ("public/index.html", "public/404.html", "internal/lessons/index.html", "internal/writing/kinds/index.html"):
        page = (sites / name).read_text("utf-8")
        standard = _Standard()
        standard.feed(page)
        ours = [(tag.name, list(attributes(tag.inside))) for tag in tags(page) if not tag.name.startswith("/")]
        assert ours == standard.found
        parsed = JustHTML(page, sanitize=False).query("script")
        assert [tag.text for tag in tags(page) if tag.name == "script"] == [script.to_text(strip=False) for script in parsed]


@pytest.mark.parametrize("storm", ["<a ", "<!--", "<a x='", "<script>", "<style>", "<!", "<a/", "<a x=", "<a b=\"c\"", "</a ", "<?"])
def test_a_storm_of_beginnings_is_read_once(storm: str):
    # Twenty seconds and more for whoever goes back to the start of each.
    assert len(list(tags(storm * 200_000))) <= 1
    assert len(list(tags(storm * 200_000, telling=True))) <= 1


PARTS = (
    *"< </ > / = \" ' x p a style STYLE script head <!-- --> <! <? ſ".split(), " ", "\n", "\u212a",
    "<p style='x'>", "<p data-style=1>", "<b class=a style=b>", "<i/style=c>", '<u title="a>b"style="d">', "<td STYLE=e>", "<a href=/style>",
    "<script>", "</script>", "<style>", "</style>", "<Article", "</article>", "<body>", "<header>", "<meta charset=x>", "<lin\u212a>", "</ſcript>",
)  # fmt: skip


def told(page: str, *, telling: bool) -> object:
    """All that a policy is made of."""
    found = tuple(tags(page, telling=telling))
    kept = [tag for tag in found if tag.name.lstrip("/") in TELLING or "style" in dict(attributes(tag.inside))]
    return kept, policy.hashes(found), policy.with_policy(page, found, "")


def test_a_policy_is_the_same_without_the_tags_that_say_nothing_of_it():
    chance = Random(8)
    for _ in range(20_000):
        page = "".join(chance.choices(PARTS, k=chance.randint(1, 14)))
        assert told(page, telling=True) == told(page, telling=False), page


@pytest.mark.slow
def test_on_real_pages_neither(sites: Path):
    for file in sites.rglob("*.html"):
        assert told(page := file.read_text("utf-8"), telling=True) == told(page, telling=False), file
