"""An element of HTML with what it holds, and the marks that Markdown has for it."""

import re
from dataclasses import dataclass, field

MARKED = frozenset("a b strong i em code kbd tt samp".split())
"""Elements within a line that Markdown has marks for."""
RUNNING = MARKED | frozenset("abbr acronym bdi bdo big cite dfn font ins mark q s small span strike sub sup time u var wbr".split())
"""All elements within a line: what they hold runs on with what stands around them."""
INLINE = {*MARKED, "td", "th", "summary", *(f"h{n}" for n in range(1, 7)), "dt", "caption"}
"""Elements whose end is waited for, since what they hold is marked or put apart as a whole."""
APART = {
    *"address article aside blockquote body center details dialog dd div dl fieldset figcaption figure footer form head header hgroup".split(),
    *"html legend main nav p picture section source search menu".split(),
}
"""Elements that stand apart from what is around them."""
_OTHER = {
    *"abbr acronym bdi bdo big button cite colgroup col del dfn font input ins label link mark meta nobr q s small span strike sub sup".split(),
    *"table tbody tfoot thead time title tr u ul ol li var wbr br hr img base option".split(),
}
WHOLE = "script style pre textarea svg iframe video audio object embed select canvas math noscript template".split()
"""Elements that are kept letter by letter: no page of ours runs or shows them."""
KNOWN = {*INLINE, *APART, *_OTHER, *WHOLE}
"""All elements; a tag of any other name is taken for words."""
_AROUND = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass
class Element:
    """An element that is still open, and what it holds so far."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


def marked(frame: Element, content: str) -> str:
    """The words of an element with the marks that Markdown has for it."""
    if frame.tag == "a":
        target, label = frame.attributes.get("href", ""), " ".join(content.split())
        return f"[{label}]({address(target)})" if target and label else content
    if frame.tag in ("b", "strong"):
        return wrapped(content, "**")
    if frame.tag in ("i", "em"):
        return wrapped(content, "*")
    return wrapped(content, "`")


def wrapped(content: str, mark: str) -> str:
    """The words between two marks, white space left outside; as they are where marks would not hold."""
    before, words, after = _AROUND.fullmatch(content).groups()  # it matches anything
    if not words or mark[0] in words or "\n\n" in words or "\ufdd0" in words:
        return content
    return f"{before}{mark}{words}{mark}{after}"


def address(target: str) -> str:
    """Where a link leads, without the signs that would end it in Markdown."""
    return re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", target.strip())


def fenced(text: str, info: str) -> str:
    """The text between two fences that nothing in it closes."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}{info}\n{text}\n{fence}"
