"""The templates of one side, filled in: Markdown out, every plain value made safe on the way."""

import re
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from playbook_plugins.model.public import dial
from playbook_plugins.pages.memory import Memory, remembered

_WITHIN = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?![a-z]+:|#)[^()\s]*(?:\s+\"[^\"]*\")?\)")
_PARAGRAPH = re.compile(r"^<p>|</p>$")
_MARKED = re.compile(r"[*_`<&\\]|\]\(")
"""Without any of these a line says what it shows; brackets alone are a blank to fill in."""
_ANY = re.compile(r"[\\`*_\[\]<>&!\x02\x03]|  \n")
"""All that may mean something within a line, what stands for a piece of HTML included."""
_START = "\u2060"
"""A sign that nobody sees; behind it, a figure or a stroke begins no list."""
_ELEMENT = re.compile(r"<[^>]*>")
_STRESSED = re.compile(r"(?P<mark>\*{1,2})(?P<text>[^\s*](?:[^*]*[^\s*])?)(?P=mark)(?!\*)")
_MARKS = re.compile(r"([\\`*_\[\]|]|(?<!&)#)")
"""Signs that say something in Markdown; the one in `&#34;` belongs to HTML, where a stroke before it would be seen in all engines but one."""
_WAVE = "&#126;"
"""A wave that strikes nothing out; behind a stroke, not every engine takes it for a plain one."""


@cache
def templates(side: str) -> Environment:
    """The templates of `public`, `internal` or `channels`.

    Values are escaped; `|md` marks what is Markdown already, `|text` makes a
    plain value safe inside Markdown, `|plain` makes Markdown plain for use in HTML,
    `|html` and `|inline` make it HTML, for use within a block of HTML, `|told` takes
    a finding's words, and `|dial` makes a number one that a telephone takes.
    """
    environment = Environment(
        loader=PackageLoader("playbook_plugins.pages", f"{side}/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled(),
        keep_trailing_newline=True,
    )
    environment.filters["md"] = lambda written: Markup(written)
    environment.filters["text"] = escaped
    environment.filters["told"] = told
    environment.filters["plain"] = plain
    environment.filters["html"] = html
    environment.filters["inline"] = lambda written: Markup(_PARAGRAPH.sub("", html(written)))
    environment.filters["dial"] = dial
    return environment


class _Compiled(BytecodeCache):
    """The templates as Jinja has translated them, which takes it longer than to fill them in."""

    _memory: Memory[str, bytes] = Memory("templates", stays=True)

    def load_bytecode(self, bucket: Bucket) -> None:
        if (found := self._memory.find(bucket.key + bucket.checksum)) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._memory.note(bucket.key + bucket.checksum, bucket.bytecode_to_string())


def plain(written: object) -> str:
    """What a reader sees of a line of Markdown, without links and marks, on one line; still to be escaped."""
    text = " ".join(str(written).split())
    return _read(text) if _MARKED.search(text) else text


@remembered
def _read(line: str) -> str:
    return " ".join(unescape(_ELEMENT.sub("", html(_START + line))).replace(_START, "").split())


def html(written: object) -> Markup:
    """Markdown as HTML on lines without a gap; links to other documents become plain, since no engine would lead them on from there."""
    return _html(str(written))


@remembered
def _html(text: str) -> Markup:
    return Markup(re.sub(r"\n\s*\n", "\n", _engine().reset().convert(_WITHIN.sub(r"\g<text>", text))))


@remembered
def rendered(body: str) -> str:
    """A whole page's Markdown as HTML, with what our pages ask of an engine: tables, fenced code, and a name on each heading."""
    return _engine("tables", "fenced_code", "toc").reset().convert(body)


@cache
def _engine(*extensions: str) -> Markdown:
    # to make one takes longer than most pages do
    engine = Markdown(extensions=[*extensions])
    engine.treeprocessors.register(_Bare(engine), "bare", 25)
    return engine


class _Bare(Treeprocessor):
    """Tells what reads marks which texts hold none: it would look for each mark in each of them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _ANY.search(element.text):
                element.text = AtomicString(element.text)


def told(message: object) -> Markup:
    """A finding's words as Markdown: what it puts in backticks is code, between stars it is stressed, all else is plain."""
    parts = " ".join(str(message).split()).split("`")
    if len(parts) % 2 == 0:
        return escaped(message)
    return Markup("").join(Markup(f"`{part}`") if number % 2 else _stressed(part) for number, part in enumerate(parts))


def _stressed(text: str) -> Markup:
    made, at = Markup(""), 0
    for found in _STRESSED.finditer(text):
        made += _escaped(text[at : found.start()]) + Markup(found["mark"]) + _escaped(found["text"]) + Markup(found["mark"])
        at = found.end()
    return made + _escaped(text[at:])


def escaped(text: object) -> Markup:
    """Plain text (a name, a number) so that no sign in it is taken for Markdown or HTML."""
    return _escaped(" ".join(str(text).split()))


def _escaped(text: str) -> Markup:
    return Markup(_MARKS.sub(r"\\\1", str(escape(text))).replace("~", _WAVE))
