"""The sections of a policy in somebody else's text, under headings that our reader knows."""

from collections.abc import Mapping

from playbook_plugins.edit.importing.guess import called
from playbook_plugins.edit.importing.outline import headings
from playbook_plugins.model.blocks import Heading, List
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.read.inline import plain
from playbook_plugins.read.markdown import scan, spans


def sectioned(body: str, known: Mapping[str, str], lexicon: Lexicon) -> str:
    """The body with a heading of ours above each section that goes by another; its own stays, one level below."""
    lines = body.split("\n")
    ours = lexicon.sections.get("policy", {})
    for start, level, text in reversed(headings(lines)):
        name = known.get(text)
        if level <= 2 and name and ours.get(fold(plain(text))) != name:
            lines[start : start + 1] = [f"## {called(name, lexicon)}", "", f"### {text}"]
    if "what-to-do" not in known.values():
        lines = _with_steps(lines, lexicon)
    return "\n".join(lines)


def _with_steps(lines: list[str], lexicon: Lexicon) -> list[str]:
    """Where the first list stands before any section, it is what to do."""
    for block in scan(spans(lines)):
        if isinstance(block, Heading) and block.level > 1:
            break
        if isinstance(block, List) and len(block.items) > 1:
            start = block.items[0].text.line - 1
            return [*lines[:start], f"## {called('what-to-do', lexicon)}", "", *lines[start:]]
    return lines
