"""What a text says, as somebody else's reader of Markdown sees it, and whether a draft says all of it in the same order.

Of the dialects, only what their own descriptions call marks is taken for marks:
tags of HTML and of Liquid links, lists of attributes, the beginning of a box, pictures that are written out.
"""

import html
import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable("table")
_OPEN_READER = MarkdownIt("commonmark").enable("table").disable("reference")
"""To this one, where a link leads that is named further down is a text like any other, as to our own reader."""
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]")
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LED = re.compile(r"\]\(\{%-?\s*(?:page|link|post_url)\s+['\"]?([^'\"%]*?)['\"]?\s*-?%\}([^\s()]*)\)|\]\(\{\{[^{}]*\}\}([^\s()]*)\)")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|\{\s*[.#][\w-]+[^{}\n]*\}|\{\s*(?:target|width|height|style|class|loading|align)=[^{}\n]*\}")
_PICTURE = re.compile(r"^ {0,3}\[[^\[\]]+\]:[ \t]*<?data:image/\S*[ \t]*$|<?data:image/[^\s>)]*>?", re.M)
_BOX = re.compile(r"^([ \t]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+.*|===[!+]?[ \t]+\".+\")$")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:[\s/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?>")
_COMMENT = re.compile("<!--|-->")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\^][^\[\]]*)\]:[ \t]*(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|\Z)", re.M)
_JOINED = "\0"
"""Between two stretches of one text that are marked in different ways."""
_RUNNING = set("a abbr acronym b bdi bdo big cite code dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr".split())
_HTML = set(
    "a abbr acronym address area article aside audio b base basefont bdi bdo big blockquote body br button canvas caption center cite code col colgroup "
    "data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu menuitem meta meter nav nobr noframes noscript object ol "
    "optgroup option output p param picture pre progress q rp rt ruby s samp script search section select small source span strike strong style sub summary "
    "sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)


def lost(old: str, drafts: Iterable[str]) -> str:
    """The first word of an old text that its drafts do not say in its place; empty where they say all, in order."""
    there = [[word for draft in drafts for text in _whole(draft, _OPEN_READER) for word in _words(text, apart)] for apart in ("", " ")]
    at = [0, 0]
    # where a link leads that is named further down is no text, wherever that stands
    named = "\n".join(found[0].strip() for found in _DEFINED.finditer(old))
    for text in _whole(_plain(old), _READER, named):
        # marks within a word part it for whoever sees them as letters, as in what could only be kept as code
        ways = [_behind(_words(text, apart), words, place) for apart in ("", " ") for words, place in zip(there, at)]
        at = [max(ways[0], ways[2]), max(ways[1], ways[3])]
        if max(at) < 0:
            return f"“{' '.join(text.replace(_JOINED, '').split())[:80]}”"
    return ""


def _behind(words: list[str], there: list[str], at: int) -> int:
    """The place in `there` behind all these words, each found behind the one before it; -1 where one is not there."""
    for word in words if at >= 0 else ():
        try:
            at = there.index(word, at) + 1
        except ValueError:
            return -1
    return at


def _plain(old: str) -> str:
    """An old text with the marks of its dialects taken for what they are."""
    text = _UNSEEN.sub("", _ENDS.sub("\n", old))
    text = _LED.sub(lambda found: f"]({(found[1] or '') + (found[2] or found[3] or '') or '#'})", text)
    # a footnote is no link
    text = re.sub(r"^( {0,3})(?=\[\^[^\[\]]+\]:)", r"\1\\", text, flags=re.M)
    return _unboxed(_ATTRIBUTES.sub("", _PICTURE.sub("", text)))


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


def _whole(text: str, reader: MarkdownIt, named: str = "") -> Iterator[str]:
    """Every running text, in order; what stands between lines of dashes at the top, line by line."""
    if found := re.match(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.|-{4,})[ \t]*(?:\n|$)", text, re.S):
        if found[1] == "+++" or re.match(r"\s*(?:[\w'\"-]+\s*:|[#{<?!&\[]|-\s|---)", found[2] + "\n"):
            yield from found[2].split("\n")
            text = text[found.end() :]
    yield from _below(reader.parse(f"{named}\n\n{text}"), named)


def _below(tokens: Iterable[Token], named: str, *, markup: bool = True) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _JOINED.join(_inline(token.children or [], named))
        elif token.type == "fence":
            yield html.unescape(token.info)
            # what could only be kept as code is held against words
            yield from html.unescape(token.content).split("\n")
        elif token.type == "html_block" and not markup:
            yield token.content
        elif token.type == "code_block" and not (markup and token.content.lstrip().startswith("<")):
            yield from html.unescape(token.content).split("\n")
        elif token.type in ("html_block", "code_block"):
            yield from _markup(token.content, named)
        elif token.type == "list_item_open" and token.info:
            yield token.info


def _inline(tokens: Iterable[Token], named: str) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "html_inline":
            yield " ".join(_markup(token.content, named))
        elif token.type == "image":
            yield from _inline(token.children or [], named)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _markup(written: str, named: str) -> Iterator[str]:
    """The words of HTML, comments among them; a tag that HTML does not know is words."""
    said = _COMMENT.sub(" ", _TAG.sub(lambda found: "" if found[1].lower() in _RUNNING else " " if found[1].lower() in _HTML else f" {found[1]} ", written))
    for line in said.split("\n"):
        yield from _below((_READER if named else _OPEN_READER).parse(f"{named}\n\n{line.strip()}"), named, markup=False)


def _words(text: str, apart: str) -> list[str]:
    """The words of a text, those that only a mark parts taken as one or as two; one that fills a page is none, and has to be cut somewhere."""
    return [word for word in _WORD.findall(text.replace(_JOINED, apart).casefold()) if len(word) < 1_000]
