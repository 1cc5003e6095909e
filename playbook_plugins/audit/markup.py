"""What a marked-up text says: to a visitor, in its attributes and in its comments."""

import re
from collections import defaultdict
from collections.abc import Iterator

MARKUP = re.compile(r"<[a-zA-Z/!?]")
"""Where there is markup at all."""
_TAG = re.compile(r"(<!--.*?(?:-->|\Z)|<[a-zA-Z/!?](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>)", re.DOTALL)
_NAME = re.compile(r"</?(?:[\w.-]+:)?([\w.-]+)")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_ASIDE = re.compile(r"<(rt|rp|sup|sub|del|script|style|template|title|desc)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BLOCKS = frozenset(
    "address article aside audio blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt entry fieldset"
    " figcaption figure footer form frame h h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input item label legend li link main map menu"
    " meta nav noscript object ol optgroup option output p param picture pre progress script section select source style summary svg table"
    " tab tbody td template text textarea tfoot th thead title tr track ul url video loc description desc".split()
)


def views(text: str) -> Iterator[tuple[str, str]]:
    """Each channel of a marked-up text, with what it says there."""
    text = text.replace("<![CDATA[", " ").replace("]]>", " ")
    parts = _TAG.split(text)
    said, tags = parts[::2], parts[1::2]
    yield "text", _joined(said, tags)
    yield "text", " ".join(said)
    if _ASIDE.search(text):
        parts = _TAG.split(_ASIDE.sub("", text))
        yield "text", _joined(parts[::2], parts[1::2])
    yield "markup", "\n".join(tag[1:-1] for tag in tags)
    yield from (("markup", values) for values in _values(tags))
    yield from (("markup", tag[4:].removesuffix("-->")) for tag in tags if tag.startswith("<!--") and MARKUP.search(tag, 4))


def _joined(said: list[str], tags: list[str]) -> str:
    """Text as a visitor reads it: a paragraph ends a word, a bold letter does not."""
    between = {tag: _between(tag) for tag in set(tags)}
    parts = [""] * (2 * len(said) - 1)
    parts[::2] = said
    parts[1::2] = [between[tag] for tag in tags]
    return "".join(parts)


def _between(tag: str) -> str:
    name = _NAME.match(tag)
    return "\n" if name and name[1].lower() in _BLOCKS else ""


def _values(tags: list[str]) -> Iterator[str]:
    """The values of all attributes of one name, since each may hold but a word."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tag in tags:
        if "=" in tag:
            for name, double, single, bare in _ATTRIBUTE.findall(tag):
                found[name.lower()].append(double or single or bare)
    return map("\n".join, found.values())
