"""What stands in an old text that Markdown does not know, with its line: kept, and named for the owner."""

import re
from collections.abc import Iterator

from playbook_plugins.edit.importing.draft import Note, named
from playbook_plugins.edit.importing.shield import code_lines

_LIQUID = re.compile(r"\{%-?\s*(?!(?:page|link|post_url)\b)\w[^\n]{0,400}?%\}|\{\{(?![^{}]{0,40}(?:base_?url|site\.url))[^{}\n]{0,400}\}\}")
_RUN = re.compile(r"<(script|style|iframe|svg|video|audio|object|embed|form)\b", re.I)
_INSIDE = re.compile(r"\bdata:(\w+)/[\w.+-]+;base64,", re.I)
_MOST = 40


def odd(text: str) -> Iterator[Note]:
    """A note a line, at most so many that somebody reads them."""
    lines = text.split("\n")
    code = code_lines(lines)
    found = [Note(number, what) for number, line in enumerate(lines, 1) if number - 1 not in code for what in _on(line)]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield Note(found[_MOST].line, f"and {len(found) - _MOST} more places of the same sorts")


def _on(line: str) -> Iterator[str]:
    if found := _LIQUID.search(line):
        yield f"{named(found[0])}, a word to the program that made pages of it; it stands as code"
    if found := _RUN.search(line):
        yield f"`<{found[1].lower()}>`, which no page of ours runs or shows; it stands as code"
    if found := _INSIDE.search(line):
        yield f"a picture that was written out letter by letter; save it as a file ({found[1].lower()}), if you need it"
