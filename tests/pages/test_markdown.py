"""What the pages are written in is read alike by the engine that builds them."""

import re
from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from hypothesis import given, settings, strategies as st

from playbook_plugins.model.blocks import Block, Break, Code, Heading, Html, Item, List, Paragraph, Quote, Span, Table, Text
from playbook_plugins.pages.markdown import inline, markdown
from playbook_plugins.read.markdown import scan, spans


def written(source: str, resolve=lambda target: None) -> str:
    """Our Markdown for somebody's Markdown."""
    return markdown(scan(spans(source.split("\n"), 1)), resolve)


class _Shape(HTMLParser):
    """Tags and words, without the paragraphs that a list may or may not put around its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[str] = []
        self.keeps = 0

    def handle_starttag(self, tag, attrs):
        if tag == "p" and self.open and self.open[-1] == "li":
            tag = "p in li"
        elif tag not in ("thead", "tbody"):
            self.found.append(f"<{tag}>")
        if tag not in ("hr", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open.pop() == tag and tag not in ("thead", "tbody"):
            self.found.append(f"</{tag}>")

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.found.append(words)

    def handle_comment(self, data):
        pass


def shape(html: str) -> list[str]:
    reader = _Shape()
    reader.feed(html)
    return reader.found


def engine(source: str) -> list[str]:
    """What Python-Markdown makes of a text, with the extensions that the sites use."""
    return shape(python_markdown.markdown(source, extensions=["tables", "pymdownx.superfences"]))


def expected(blocks: tuple[Block, ...], in_item: bool = False) -> list[str]:
    """What a reader should see of the blocks."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text=text):
                found += [" ".join(str(text).split())] if in_item else ["<p>", " ".join(str(text).split()), "</p>"]
            case Heading(level=level, text=text):
                found += [f"<h{level}>", str(text), f"</h{level}>"]
            case Quote(blocks=inner):
                found += ["<blockquote>", *expected(inner), "</blockquote>"]
            case List(ordered=ordered, items=items):
                tag = "ol" if ordered else "ul"
                found.append(f"<{tag}>")
                for item in items:
                    found += ["<li>", " ".join(str(item.text).split()), *expected(item.blocks, in_item=True), "</li>"]
                found.append(f"</{tag}>")
            case Table(header=header, rows=rows):
                found.append("<table>")
                for cell, cells in [("th", header), *(("td", row) for row in rows)]:
                    found += ["<tr>", *(part for text in cells for part in (f"<{cell}>", str(text), f"</{cell}>") if part), "</tr>"]
                found.append("</table>")
            case Break():
                found.append("<hr>")
    return found


WORDS = st.lists(st.sampled_from(["ring", "them", "today", "first", "Ida", "listen", "£40"]), min_size=1, max_size=4).map(" ".join)


def text(words: str) -> Text:
    return Text(tuple(Span(number, 1, line) for number, line in enumerate(words.split("\n"), start=1)))


texts = WORDS.map(text)
paragraphs = st.lists(WORDS, min_size=1, max_size=2).map("\n".join).map(text).map(Paragraph)
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(Table, st.tuples(*[texts] * width), st.lists(st.tuples(*[texts] * width), min_size=1, max_size=2).map(tuple))
)
leaves = st.one_of(paragraphs, st.builds(Heading, st.integers(2, 4), texts), tables, st.just(Break(text("---"))))


def lists(inner):
    return st.builds(List, st.booleans(), st.lists(st.builds(Item, texts, inner), min_size=1, max_size=3).map(tuple))


nested = lists(st.one_of(st.just(()), lists(st.just(())).map(lambda found: (found,)), paragraphs.map(lambda found: (found,))))
quotes = st.builds(Quote, st.one_of(paragraphs.map(lambda found: (found,)), st.tuples(paragraphs, lists(st.just(())))))
documents = st.lists(st.one_of(leaves, nested, quotes), min_size=1, max_size=5).map(tuple)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(documents)
def test_what_is_written_is_read_as_it_was_meant(blocks):
    source = markdown(blocks)
    assert engine(source) == expected(blocks), source


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# Title\nUnder it\n", ["# Title", "", "Under it"]),
        ("Title\n=====\n", ["# Title"]),
        ("* one\n* two\n", ["- one", "- two"]),
        ("3. three\n4. four\n", ["1. three", "2. four"]),
        ("- one\n  - nested\n", ["- one", "", "    - nested"]),
        ("- one\n\n  more\n- two\n", ["- one", "", "    more", "", "- two"]),
        ("> say\nso\n>\n> - this\n", ["> say", "> so", ">", "> - this"]),
        ("| a | b |\n|:-|-:|\n| 1 |\n| 1 | 2 | 3 |\n", ["| a | b |", "| --- | --- |", "| 1 |  |", "| 1 | 2 |"]),
        ("***\n", ["---"]),
        ("~~~yaml title=x\na: 1\n~~~\n", ["```yaml", "a: 1", "```"]),
        ("````\n```\n````\n", ["````", "```", "````"]),
    ],
)
def test_every_way_of_writing_comes_out_in_one(source, lines):
    assert written(source).split("\n") == lines


@pytest.mark.parametrize("source", ["<!-- a note to ourselves -->", "<!--\n\nnot for anybody\n\n-->", "Text\n\n<!-- secret -->\n\nmore"])
def test_a_comment_is_dropped(source):
    assert "<!--" not in written(source) and "secret" not in written(source) and "note" not in written(source)


@pytest.mark.parametrize(
    "source",
    ["<script>alert(1)</script>", "<div onclick='x'>word</div>", "word <b>bold</b> word", "- <img src=x onerror=alert(1)>", "> <iframe src=x></iframe>", "| <b>a</b> |\n| --- |\n| <i>b</i> |", "# <u>Title</u>"],
)
def test_raw_html_becomes_plain_words(source):
    html = python_markdown.markdown(written(source), extensions=["tables"])
    tags = set(re.findall(r"<(/?\w+)", html))
    assert not tags & {"script", "div", "b", "img", "iframe", "i", "u"}
    assert "&lt;" in html


@pytest.mark.parametrize("source", ["<https://a.example>", "<ida@a.example>", "3 < 4", "a <- b"])
def test_what_only_looks_like_html_stays(source):
    assert written(source) == source


def test_links_lead_where_the_site_has_them():
    moved = {"../fit.md": "../index.md", "a.png": "../files/a.png"}.get
    assert written('[x](../fit.md) [y](z.md "t") ![p](a.png)', moved) == '[x](../index.md) [y](z.md "t") ![p](../files/a.png)'
    assert written("- [x](../fit.md)\n\n| [x](../fit.md) |\n| --- |\n| a |", moved).count("(../index.md)") == 2


def test_running_text_stands_on_one_line():
    assert inline(text("one\ntwo")) == "one two"


def test_raw_blocks_are_no_blocks_of_ours():
    assert markdown((Html(text("<!-- x -->")), Code("", text("a")), Html(text("<b>y</b>")))) == "```\na\n```\n\n&lt;b>y&lt;/b>"


@pytest.mark.parametrize("target", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "java\\script:alert(1)",
    "<javascript:alert(1)>", "vbscript:x", "data:text/html,x", "data:image/svg,x",
])
@pytest.mark.parametrize("source", ["[Ring]({})", "**[Ring]( {} )** now", "[Ring][1] now\n\n[1]: {}\n"])
def test_no_link_runs_a_script(target, source):
    made = python_markdown.markdown(written(source.format(target)))
    for address in re.findall(r'(?:href|src)="([^"]*)"', made):
        assert address == "#" or "data:image/" in address, made


def test_other_addresses_stay_as_they_are():
    source = "[a](https://shop.example/data:x), [b](mailto:a@b.example), [c](tel:12), [d](data/javascript.md) and [e](whatsapp:12)"
    assert inline(source) == source
