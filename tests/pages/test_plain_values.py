"""A plain value in a page, such as a name, is read as it was written, by whichever engine the site is built."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from playbook_plugins.pages.templates import escaped, rendered

ENGINES = {
    "Python-Markdown": rendered,
    "CommonMark": MarkdownIt("commonmark").render,
    "GitHub's": MarkdownIt("gfm-like", {"linkify": False}).render,
}
SIGNS = [
    '"Wet" boots', "it's", "a #1 shop", "x &#34; y", "R&amp;D", "a & b", "snake_case_name", "*x*", "`x`", "<b>x</b>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "![x](y)", "a\\b", "a ~ b", "~~gone~~", "a | b", "https://shop.example/a_b_c", "<https://shop.example/>", "[[x]]", "[^1]", "***", "~~~", "{: .x}", "&#x41;",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("written", SIGNS)
def test_every_sign_in_a_plain_value_stands_for_itself(written, engine):
    made = ENGINES[engine](f"Ask {escaped(written)} first")
    assert unescape(re.sub(r"<[^>]*>", "", made)).strip() == f"Ask {written} first"
    assert re.sub(r"</?p>", "", made).strip().count("<") == 0
