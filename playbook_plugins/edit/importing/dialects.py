"""What other programs add to Markdown → plain Markdown with the same words."""

import re
from collections.abc import Callable

from playbook_plugins.edit.importing.shield import code_lines, fences, outside_code
from playbook_plugins.model.blocks import Paragraph
from playbook_plugins.read.markdown import scan, spans

_NOTED = re.compile(r"^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?P<more>(?:[ \t]+[\w-]+)*)(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$")
_TAB = re.compile(r"^(?P<indent>[ \t]*)===[!+]?[ \t]+\"(?P<title>[^\"]+)\"[ \t]*$")
_BOX = re.compile(r"^(?P<indent>[ \t]*):{3,}[ \t]*(?P<said>.*?)[ \t]*$")
_ALERT = re.compile(r"^(?P<quote>[ \t]*>[ \t]*)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>.*)$")
_LISTED = re.compile(r"\{:[^{}\n]*\}|\{[ \t]*(?:[.#][\w-]+|target=[^{}\s]+|(?:width|height|style|class|loading|align)=\"?[^{}\n\"]*\"?)(?:[ \t]+[^{}\n]*)?\}")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)((?:[^\[\]\\\n]|\\.)+)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]*(?:\n[ \t]*)?(\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|\Z)", re.M)
_REFERS = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]\\]|\\.|!\[[^\[\]]*\](?:\[[^\[\]]*\])?)*)\](?:\[((?:[^\[\]\\]|\\.)*)\])?(?![\[(:])")
_SHOWN = re.compile(r"!\[([^\[\]]*)\](?:\[([^\[\]]*)\])?(?![\[(])")
_DATA = re.compile(r"(!\[[^\[\]]*\])\([ \t]*<?data:[^)>\s]*>?[^)\n]*\)", re.I)
_SQUEEZED = re.compile(r"^(#{2,6}(?=[^\s#])|#(?=[^\W\d_a-z]))|^#(?=[^\s#])", re.M)
_BLANK = re.compile(r"(?<=\n)[ \t]+(?=\n)")
_EMPTY = re.compile(r"\n(?:[ \t]*\n){2,}")
_LIQUID = re.compile(r"(?<![`\ufdd1])(?:\{%[^\n]{0,400}?%\}|\{\{[^{}\n]{0,400}\}\})(?![`\ufdd0])")
_ESCAPED = re.compile(r"\\([-.=+#!()])")
_MARKS = " \t>*+-.)|0123456789"


def plain_dialect(text: str) -> str:
    """Boxes, tabs and lists of attributes as plain Markdown."""
    return without_lists_of_attributes(_unboxed(text))


def without_lists_of_attributes(text: str) -> str:
    """The text without what tells a program how a thing should look: `{: .wide}`."""
    return outside_code(text, lambda rest: _LISTED.sub("", rest)) if "{" in text else text


def _unboxed(text: str) -> str:
    """Boxes by their name, with what stands in them below; what stood in by four columns no longer does."""
    lines, made = text.split("\n"), []
    fenced = fences(lines)
    inside: list[int] = []
    for number, line in enumerate(lines):
        if number not in fenced or inside:
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            while inside and line.strip() and indent < inside[-1] + 4:
                inside.pop()
        if inside:
            line = _outdented(line, 4 * len(inside))
        if number in fenced:
            made.append(line)
        elif found := _NOTED.match(line) or _TAB.match(line):
            inside.append(len(found["indent"].expandtabs(4)) + 4 * len(inside))
            named = found.groupdict()
            said = " ".join(filter(None, (_called(named.get("kind") or ""), (named.get("more") or "").strip(), named["title"])))
            made += [*_gap(made), f"{found['indent']}**{said}**", ""]
        elif found := _BOX.match(line):
            made += [*_gap(made), *([f"{found['indent']}**{_called(found['said'])}**"] if re.search(r"\w", found["said"]) else []), ""]
        elif found := _ALERT.match(line):
            made += [f"{found['quote']}**{' '.join((_called(found['kind']), found['title'])).strip()}**", found["quote"].rstrip()]
        else:
            made.append(line)
    return "\n".join(made)


def _called(kind: str) -> str:
    kind = kind.lower() if kind.isupper() else kind
    return kind[:1].upper() + kind[1:]


def _gap(made: list[str]) -> list[str]:
    return [""] if made and made[-1].strip() else []


def _outdented(line: str, by: int) -> str:
    spread = line[: len(line) - len(line.lstrip())].expandtabs(4)
    return spread[min(by, len(spread)) :] + line.lstrip() if line.strip() else ""


def without_pictures_inside(text: str) -> str:
    """The text without pictures that are written out letter by letter, by reference or in place."""
    first: dict[str, bool] = {}
    for found in _DEFINED.finditer(text):
        first.setdefault(_name(found[1]), _written_out(found[2]))
    written = {name for name, whole in first.items() if whole}

    def named(found: re.Match[str]) -> str:
        return f"![{found[1]}]()" if _name(found[2] or found[1]) in written else found[0]

    kept = _DEFINED.sub(lambda found: "" if _written_out(found[2]) else found[0], text)
    kept = outside_code(kept, lambda rest: _SHOWN.sub(named, rest)) if written else kept
    return outside_code(kept, lambda rest: _DATA.sub(lambda found: f"{found[1]}()", rest)) if "data:" in kept.lower() else kept


def _written_out(target: str) -> bool:
    return target.removeprefix("<").lower().startswith("data:")


def with_own_targets(text: str) -> str:
    """Links that are named further down, with where they lead in place; a name that nothing uses stays."""
    if "]:" not in text:
        return text
    return outside_code(text, _resolved)


def _resolved(text: str) -> str:
    defined: dict[str, str] = {}
    places = _defining(text)
    for found in _DEFINED.finditer(text):
        if found.start() not in places:
            continue
        # a title in quotes is seen by whoever rests on the link, and goes with it
        target = found[2].removeprefix("<").removesuffix(">").replace(" ", "%20")
        defined.setdefault(_name(found[1]), target + (f" {found[3]}" if found[3] else ""))
    if not defined:
        return text
    used: set[str] = set()

    def link(found: re.Match[str]) -> str:
        label = _REFERS.sub(link, found[2]) if "![" in found[2] else found[2]
        name = _name(found[3] or found[2])
        if name not in defined:
            return f"{found[1]}[{label}]" + (f"[{found[3]}]" if found[3] is not None else "")
        used.add(name)
        return f"{found[1]}[{label}]({defined[name]})"

    led = _REFERS.sub(link, text)
    places = _defining(led)
    return _DEFINED.sub(lambda found: "" if _name(found[1]) in used and found.start() in places else found[0], led)


def _defining(text: str) -> set[int]:
    """Where lines begin that say where a link leads; in the midst of a paragraph they are words."""
    begins = {block.text.line for block in scan(spans(text.split("\n"))) if isinstance(block, Paragraph)}
    places: set[int] = set()
    behind, line, at = -1, 1, 0
    for found in _DEFINED.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        if at == behind or line in begins:
            places.add(at)
            behind = found.end()
    return places


def _name(written: str) -> str:
    return " ".join(written.casefold().split())


def without_squeezed_headings(text: str) -> str:
    """`#Title` with its space; a line that begins with `#one` or `#1` is no heading, and gets a mark that says so."""
    return outside_code(text, lambda rest: _SQUEEZED.sub(lambda found: f"{found[1]} " if found[1] else r"\#", rest))


def with_tags_as_code(text: str) -> str:
    """The tags of a program that made pages of the text (`{% include %}`), as code: no rule reads them, and nobody loses them."""

    def coded(found: re.Match[str]) -> str:
        return found[0] if "`" in found[0] or "\ufdd0" in found[0] else f"`{found[0]}`"

    return outside_code(text, lambda rest: _LIQUID.sub(coded, rest)) if "{" in text else text


def without_needless_escapes(text: str) -> str:
    """A backslash before a sign that means nothing in the middle of a line goes; word processors put one before each."""
    if len(_ESCAPED.findall(text)) < 2:
        return text
    return outside_code(text, lambda rest: "\n".join(_ESCAPED.sub(_unescaped, line) for line in rest.split("\n")))


def _unescaped(found: re.Match[str]) -> str:
    before, behind = found.string[: found.start()], found.string[found.end() :]
    means = (found[1] == "(" and before.endswith("]")) or (found[1] == "!" and behind.startswith("[")) or before.endswith("\\")
    # at the beginning of a line it may keep a number or a dash from opening a list
    return found[0] if means or not before.strip(_MARKS) else found[1]


def without_endless_comments(text: str) -> str:
    """`<!--` without its end hides nothing that anybody meant to hide."""
    at = text.rfind("-->") + 3 if "-->" in text else 0
    if "<!--" not in text[at:]:
        return text
    lines, before = text.split("\n"), text.count("\n", 0, at)
    code = code_lines(lines)
    head = text.rfind("\n", 0, at) + 1
    last = lines[before][: at - head] + lines[before][at - head :].replace("<!--", "\\<!--")
    after = [line if number in code else line.replace("<!--", "\\<!--") for number, line in enumerate(lines) if number > before]
    return "\n".join([*lines[:before], last, *after])


def tidy(text: str) -> str:
    """The text without more than one empty line at a time."""
    return outside_code(text, lambda rest: _EMPTY.sub("\n\n", _BLANK.sub("", rest)))


PASSES: tuple[Callable[[str], str], ...] = (without_endless_comments, plain_dialect, with_own_targets, without_squeezed_headings, without_needless_escapes)
"""What is done to every text, in this order."""
