"""Where a link leads: what stands in the round brackets behind its label."""

import html
import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_UNANGLED = re.compile(r"(?:[^\s()\\\x00-\x1f\x7f]|\\[!-/:-@\[-`{-~]|\\(?=[^!-/:-@\[-`{-~()]))*+")
_TITLE = re.compile(
    r"""(?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?+\s*+\)""",
    re.DOTALL,
)
_SPACE = re.compile(r"\s*+")
_MOST_BRACKETS = 32
"""How many round brackets may stand in one another."""


def target_at(written: str, at: int) -> tuple[str, int] | None:
    """Target and end of the `(…)` that begins at `at`."""
    if not written.startswith("(", at):
        return None
    begin = _SPACE.match(written, at + 1).end()  # it matches the empty text too
    if found := _ANGLED.match(written, begin):
        goal, stop = found[1], found.end()
    elif written.startswith("<", begin):
        return None
    else:
        stop = _unangled_end(written, begin)
        if stop is None:
            return None
        goal = written[begin:stop]
    closing = _TITLE.match(written, stop)
    return closing and (_resolved(goal), closing.end())


def _unangled_end(written: str, at: int) -> int | None:
    """Where a target ends that may hold pairs of round brackets."""
    depth = 0
    while True:
        at = _UNANGLED.match(written, at).end()  # it matches the empty text too
        character = written[at : at + 1]
        if character == "(" and depth < _MOST_BRACKETS:
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        else:
            return None if depth else at
        at += 1


def _resolved(target: str) -> str:
    """A target without escapes and entities, as a browser takes it."""
    return html.unescape(_ESCAPED.sub(r"\1", target)) if "&" in target or "\\" in target else target
