"""What a text says, as somebody else's reader of Markdown sees it, and whether a draft says all of it in the same order.

Of the dialects, only what their own descriptions call marks is taken for marks:
tags of HTML and of Liquid links, lists of attributes, the beginning of a box.
"""

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable("table")
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]")
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LED = re.compile(r"\]\(\{%-?\s*(?:page|link|post_url)\s+['\"]?([^'\"%]*?)['\"]?\s*-?%\}([^\s()]*)\)|\]\(\{\{[^{}]*\}\}([^\s()]*)\)")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|\{\s*[.#][\w-]+[^{}\n]*\}|\{\s*(?:target|width|height|style|class|loading|align)=[^{}\n]*\}")
_BOX = re.compile(r"^([ \t]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+.*|===[!+]?[ \t]+\".+\")$")
_HTML = set(
    "a abbr acronym address area article aside audio b base basefont bdi bdo big blockquote body br button canvas caption center cite code col colgroup "
    "data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu menuitem meta meter nav nobr noframes noscript object ol "
    "optgroup option output p param picture pre progress q rp rt ruby s samp script search section select small source span strike strong style sub summary "
    "sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)


def lost(old: str, drafts: Iterable[str]) -> str:
    """The first words of an old text that its drafts do not say in their order; empty where they say all."""
    there, at = "".join(_letters(text) for draft in drafts for text in _whole(draft)), 0
    for text in _whole(_plain(old)):
        if (found := there.find(_letters(text), at)) >= 0:
            at = found + len(_letters(text))
            continue
        # something may have been put between its words, such as the address that a link had
        for word in _WORD.findall(text.casefold()):
            if (found := there.find(word, at)) < 0:
                return f"{word} (in: {' '.join(text.split())[:80]})"
            at = found + len(word)
    return ""


def _plain(old: str) -> str:
    """An old text with the marks of its dialects taken for what they are."""
    text = _UNSEEN.sub("", _ENDS.sub("\n", old))
    text = _LED.sub(lambda found: f"]({(found[1] or '') + (found[2] or found[3] or '') or '#'})", text)
    return _unboxed(_ATTRIBUTES.sub("", text))


def _unboxed(text: str) -> str:
    made: list[str] = []
    inside: list[int] = []
    for line in text.split("\n"):
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip())
        while inside and line.strip() and indent < inside[-1] + 4:
            inside.pop()
        out = wide[min(indent, 4 * len(inside)) :] if inside else line
        made += [out, ""] if _BOX.match(line) else [out]
        if _BOX.match(line):
            inside.append(indent)
    return "\n".join(made)


def _whole(text: str) -> Iterator[str]:
    """Every running text, in order; what stands between lines of dashes at the top, line by line."""
    if found := re.match(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.|-{4,})[ \t]*(?:\n|$)", text, re.S):
        if found[1] == "+++" or re.match(r"\s*(?:[\w'\"-]+\s*:|[#{<?!&\[]|-\s|---)", found[2] + "\n"):
            yield from found[2].split("\n")
            text = text[found.end() :]
    yield from _below(_READER.parse(text))


def _below(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or []))
        elif token.type == "fence":
            yield token.info
            yield from token.content.split("\n")
        elif token.type == "code_block" and not token.content.lstrip().startswith("<"):
            yield from token.content.split("\n")
        elif token.type in ("html_block", "code_block"):
            yield from _markup(token.content)
        elif token.type == "list_item_open" and token.info:
            yield token.info


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "html_inline":
            yield " ".join(_markup(token.content)) or " "
        elif token.type == "image":
            yield from _inline(token.children or [])
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


class _Words(HTMLParser):
    """The words of HTML, comments among them; a tag that HTML does not know is words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.said.append(" " if tag in _HTML else tag)

    def handle_endtag(self, tag: str) -> None:
        self.said.append(" " if tag in _HTML else tag)


def _markup(written: str) -> Iterator[str]:
    reader = _Words()
    reader.feed(written)
    reader.close()
    for line in html.unescape("".join(reader.said)).split("\n"):
        yield from _below(_READER.parse(line.strip()))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
