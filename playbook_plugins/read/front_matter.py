"""YAML with a place for every value, and no guessing about what a value is.

Every scalar stays the text that the author wrote (`no`, `1.10`, `2026-02-30`,
`01632 960123`); the model decides what it has to be. Duplicate keys, aliases
and tags are refused; size and depth are capped before the parser sees the text.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from playbook_plugins.model.finding import Fault
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.read.limits import DEPTH_LIMIT, FRONT_MATTER_LIMIT
from playbook_plugins.read.text import UNSEEN



class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Takes every value for the text that stands there, and asks no pattern what else it might be."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        return _PLAIN

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Nothing depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a value stood."""


_STACKED = re.compile(r"(?:[-?:] +){%d}" % (DEPTH_LIMIT + 1))
_PLAIN = "tag:yaml.org,2002:str"
_TAGS = {f"tag:yaml.org,2002:{name}" for name in "map seq str int float bool null timestamp merge value".split()}
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass
class Values:
    """What a piece of YAML holds: the data, and where each key and value stands."""

    data: dict[str, Any] = field(default_factory=dict)
    values: dict[Keys, Place] = field(default_factory=dict)
    keys: dict[Keys, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False
    """Whether nothing of it can be used."""


def split(lines: Sequence[str]) -> tuple[int, int] | None:
    """The line numbers (from 1) between which front matter stands, or `None`.

    A first line `---` opens it only where the next line reads like `key:`, or
    like anything else of YAML (or closes it at once); elsewhere it is a rule across the page. The second
    number is that of the closing line, 0 where there is none.
    """
    if not lines or lines[0].rstrip() != "---":
        return None
    opening = next((line for line in lines[1:] if line.strip()), "")
    if opening.rstrip() not in ("---", "...") and not re.match(r"\s*(?:[\w'\"-]+\s*:|[#{<?!&\[]|-\s|\t)", opening):
        return None
    for number, line in enumerate(lines[1:], start=2):
        if line[:3] in ("---", "...") and re.fullmatch(r"(?:-{3,}|\.{3})\s*", line):
            return 1, number
    return 1, 0


def slipped(lines: Sequence[str], *, known: Collection[str]) -> int | None:
    """The line (from 1) of what was meant to be front matter and is none; `None` where nothing looks like it.

    That is a first line of dashes that are too few, too many, indented or typeset, or one
    of the kind's own keys, with such a key on one of the next lines.
    """
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    opens = re.fullmatch(r"\s*[-–—]{1,5}\s*", lines[first]) is not None
    keys = [key for line in lines[first : first + 4] if (key := re.match(r"\s*([a-z_]+):(?:\s|$)", line)) and key[1] in known]
    return first + 1 if keys and (opens or re.match(r"\s*[a-z_]+:", lines[first])) else None


def read_yaml(text: str, path: str, *, first_line: int = 1, limit: int = FRONT_MATTER_LIMIT) -> Values:
    """Read `text`, whose first line is line `first_line` of the file at `path`."""
    found = Values()
    problem = _too_much(text, limit)
    if problem:
        found.broken = True
        _refuse(found, Place(path, first_line), *problem)
        return found
    try:
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        found.broken = True
        _refuse(found, _error_place(error, text, path, first_line), *_in_plain_words(error, text))
        return found
    # a line of dashes alone begins a document with nothing in it
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value and not node.style):
        return found
    walk = _Walk(found, path, first_line)
    if not isinstance(node, yaml.MappingNode):
        found.broken = True
        _refuse(found, walk.place(node), "these lines should each be a name and what it is", "Write each as `name: value`, such as `topic: recovery`.")
        return found
    found.data = walk.read(node, ())
    return found


def _too_much(text: str, limit: int) -> tuple[str, str] | None:
    if len(text) > limit:
        return f"these lines come to more than {limit // 1024} KB", "Keep short facts here, and move long text into a document."
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest > DEPTH_LIMIT or _STACKED.search(text):
        return "there are too many brackets or dashes inside one another", "Write a plain `name: value`, or a simple list."
    return None


class _Walk:
    """Turns nodes into plain data and remembers their places."""

    def __init__(self, found: Values, path: str, first_line: int) -> None:
        self.found, self.path, self.first_line = found, path, first_line
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        return Place(
            self.path,
            start.line + self.first_line,
            start.column + 1,
            end.line + self.first_line,
            end.column + 1,
        )

    def read(self, node: yaml.Node, keys: Keys) -> Any:
        self.found.values[keys] = self.place(node)
        if id(node) in self.seen or len(keys) > DEPTH_LIMIT:
            what = "refers to another value with `*`" if id(node) in self.seen else "is nested too deep"
            self.found.broken = True
            _refuse(self.found, self.place(node), f"this value {what}", "Write it out where it is needed.")
            return None
        self.seen.add(id(node))
        if node.tag not in _TAGS:
            self.found.broken = True
            _refuse(self.found, self.place(node), f"`{node.tag}` is not used here", "Leave out the word with `!`.")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(entry, (*keys, number)) for number, entry in enumerate(node.value)]
        if not node.value.isprintable() and (unseen := UNSEEN.search(node.value)):
            self.found.broken = True
            _refuse(self.found, self.place(node), f"this value stands for an invisible sign (U+{ord(unseen[0]):04X})", "Take out what begins with a backslash, and write plain words.")
            return None
        return None if node.style is None and node.value in _NULLS else node.value

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                _refuse(self.found, self.place(key_node), "the name before a colon must be one word", "Write `name: value`.")
                continue
            key = key_node.value
            if key in read:
                first = self.found.keys[(*keys, key)]
                _refuse(
                    self.found,
                    self.place(key_node),
                    f"`{key}` stands here twice; the first is on line {first.line}",
                    "Keep one of the two.",
                )
                continue
            self.found.keys[(*keys, key)] = self.place(key_node)
            read[key] = self.read(value_node, (*keys, key))
        return read


def _refuse(found: Values, place: Place, message: str, mend: str) -> None:
    found.faults.append(Fault("unreadable-file", place, message, mend))


def _error_place(error: Exception, text: str, path: str, first_line: int) -> Place:
    mark = getattr(error, "problem_mark", None)
    # what is never closed is told where it opens, not where the text ends
    if mark is None or re.search("quoted scalar|flow", str(getattr(error, "context", ""))):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return Place(path, first_line)
    last = text.rstrip().count("\n")
    # what is missing at the end is told on the last line that holds anything
    return Place(path, mark.line + first_line, mark.column + 1) if mark.line <= last else Place(path, last + first_line)


def _in_plain_words(error: Exception, text: str) -> tuple[str, str]:
    mark = getattr(error, "problem_mark", None)
    problem = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '') or error}"
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if re.search(r"(?m)^\s*[a-z_]+:[^\s/:]", text):
        return "a colon here has no space behind it", "Write `name: value`, with a space between."
    if "could not find expected ':'" in problem:
        return "there is a line without a colon", "Write each line as `name: value`."
    if "\t" in line:
        return "there is a tab in this line", "Use spaces at the beginning of a line."
    if "mapping values are not allowed" in problem or line.count(": ") > 1:
        return "there is a second colon in this line", "Put what follows the first colon in quotes: `name: \"a: b\"`."
    if "alias" in problem or "anchor" in problem:
        return "this line refers to another value with `*` or `&`", "Write the value out where it is needed."
    if "cannot start any token" in problem or "quoted scalar" in problem:
        return "this value begins with a sign that needs quotes, or a quote is not closed", "Put quotes around the whole value."
    if "expected ',' or" in problem or "flow" in problem:
        return "a bracket is opened and not closed", "Close it with `]` or `}`."
    return "this line is neither a name with a value nor part of a list", "Write it as `name: value`, and each entry of a list on a line of its own behind `- `."
