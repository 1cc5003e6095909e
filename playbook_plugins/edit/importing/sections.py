"""The sections of a policy in somebody else's text, under headings that our reader knows."""

from collections.abc import Mapping

from playbook_plugins.edit.importing.guess import called
from playbook_plugins.edit.importing.outline import headings, leading_list
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.read.inline import plain


def sectioned(body: str, known: Mapping[str, str], lexicon: Lexicon) -> str:
    """The body with a heading of ours above each section that goes by another; its own stays, one level below."""
    lines = body.split("\n")
    ours = lexicon.sections.get("policy", {})
    for start, level, text in reversed(headings(lines)):
        name = known.get(text)
        if level <= 2 and name and ours.get(fold(plain(text))) != name:
            lines[start : start + 1] = [f"## {called(name, lexicon)}", "", f"### {text}"]
    if "what-to-do" not in known.values():
        start = leading_list(lines)
        if start is not None:
            lines[start:start] = [f"## {called('what-to-do', lexicon)}", ""]
    return "\n".join(lines)
