"""A new text from answers to the questions of its kind: where it goes, what stands in it, and what is found in it."""

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook_plugins.edit import written
from playbook_plugins.edit.saving import begin
from playbook_plugins.model.blocks import List, Paragraph, Quote
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.filenames import better_name
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import read_document
from playbook_plugins.read.inline import plain
from playbook_plugins.read.joined import joined

Answers = Mapping[str, Any]
"""By the key of a question (`title`, `lead`, `field:topic`, `section:what-to-do`): a text, a list of texts, a list of `{label, text}`, or rows."""
Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """A new text, before anything is written."""

    path: str
    """The file, from the repository's root."""
    content: bytes
    playbook: Playbook
    """As it will be read then."""

    def write(self) -> None:
        """Write it; raises `FileExistsError` where there is such a file by now, or `OSError`."""
        target = Path(self.playbook.root, self.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        begin(self.content, target)


class Taken(Exception):
    """There is one of this kind already, and there can be no second; says which."""


def added(kind: Kind, answers: Answers, questions: Sequence[Question], *, headings: Mapping[str, str], playbook: Playbook) -> Added:
    """The text in its place; nothing is written yet. Raises `Taken`.

    `questions` are those of the kind, which say how an answer is written;
    `headings` are its sections' headings, by their names.
    """
    path = _path(kind, str(answers.get("title", "")), playbook)
    content = composed(kind, answers, questions, headings=headings).encode("utf-8")
    return Added(path, content, joined(playbook, content, path, kind=kind))


def composed(kind: Kind, answers: Answers, questions: Sequence[Question], *, headings: Mapping[str, str]) -> str:
    """The text as it stands in its file: its lines at the top, the title, what stands below it, and the sections in their order."""
    asked = {question["key"]: question for question in reversed(questions)}
    lines = [line for name in kind.lines if filled(answers.get(f"field:{name}")) for line in _line(name, answers[f"field:{name}"], asked.get(f"field:{name}", {}))]
    parts = ["\n".join(["---", *lines, "---"])] if lines else []
    if title := written.titled(str(answers.get("title", ""))):
        parts.append(f"# {title}")
    parts += _parts("lead", answers, asked)
    for section in kind.sections:
        if below := [*_parts(f"section:{section.name}", answers, asked)]:
            parts += [f"## {headings[section.name]}", *below]
    text = "\n\n".join(parts) + "\n"
    return text.replace("---\n\n# ", "---\n# ", 1) if lines else text


def wrong(name: str, answer: Any, question: Question, *, kind: Kind, lexicon: Lexicon) -> Fault | None:
    """What is wrong with an answer to the question about a line, as the reader says it; `None` where nothing is."""
    lines = "\n".join(["---", *_line(name, answer, question), "---", ""])
    faults = read_document(lines.encode("utf-8"), kind.place, kind, lexicon=lexicon).faults
    # what other lines are still missing is told at the very top
    return next((fault for fault in faults if fault.place.line > 1), None)


def stands(key: str, made: Added) -> tuple[int, int]:
    """The first and the last line of a new text on which an answer to a question about its words stands; none of them for a line at the top."""
    document = made.playbook.at(made.path)
    name = key.partition(":")[2].partition("/")[0]
    headings = [section.heading.line for section in document.sections]
    begins = [document.title.line if document.title else 0, *headings]
    names = ["lead", *(section.name for section in document.sections)]
    if key == "title":
        return begins[0], begins[0]
    if key.startswith("field:") or (name or "lead") not in names:
        return 1, 0
    at = names.index(name or "lead")
    return begins[at] + 1, [*headings, len(document.lines) + 1][at] - 1


def words_of(document: Document) -> dict[str, Any]:
    """What stands in another text of the kind, as answers: steps, words to say and running text that mean themselves."""
    found: dict[str, Any] = {}
    for key, blocks, steps in (("lead", document.lead, ()), *((f"section:{one.name}", one.blocks, one.steps) for one in document.sections if one.name)):
        if quotes := [_quoted(block) for block in blocks if isinstance(block, Quote)]:
            found[key if key == "lead" or all(isinstance(block, Quote) for block in blocks) else f"{key}/quotes"] = quotes
        if any(isinstance(block, List) for block in blocks):
            found[key] = [{"label": plain(step.label) if step.label else "", "text": plain(step.text)} for step in steps]
        elif running := [plain(block.text) for block in blocks if isinstance(block, Paragraph)]:
            found[key] = "\n\n".join(running)
    return found


def filled(answer: Any) -> bool:
    """Whether somebody said something."""
    if isinstance(answer, dict):
        return any(map(filled, answer.values()))
    if isinstance(answer, (list, tuple)):
        return any(map(filled, answer))
    return bool(written.tidy(str(answer or "")))


def _quoted(block: Quote) -> str:
    return "\n\n".join(plain(text) for text in paragraphs(block.blocks))


def _path(kind: Kind, title: str, playbook: Playbook) -> str:
    folder = Path(playbook.root, playbook.folder)
    if kind.single:
        path = posixpath.normpath(posixpath.join(playbook.folder, kind.place))
        if playbook.single(kind.name) or playbook.at(path) or os.path.lexists(folder / kind.place):
            raise Taken(path)
        return path
    below = folder / kind.place
    there = [name for name in os.listdir(below)] if below.is_dir() else []
    name = better_name(f"{written.tidy(title).replace('.', ' ') or kind.name}.md", ["index.md", *there])
    if name.startswith("a-name"):
        # a title without a letter that a file's name may have
        name = better_name(f"{kind.name}.md", ["index.md", *there])
    return posixpath.normpath(posixpath.join(playbook.folder, kind.place, name))


def _line(name: str, answer: Any, question: Question) -> Iterator[str]:
    if question.get("type") == "table":
        yield f"{name}:"
        for row in answer:
            entries = [(column["key"], cell) for column, cell in zip(question["columns"], row) if filled(cell)]
            yield from (f"  {'  ' if number else '- '}{key}: {written.value(cell)}" for number, (key, cell) in enumerate(entries))
    elif question.get("pair"):
        # a policy and its step
        pairs = (str(pair).partition(":") for pair in ([answer] if isinstance(answer, str) else answer))
        yield f"{name}: {{{', '.join(f'{written.value(key, within=True)}: {written.value(said, within=True)}' for key, _, said in pairs)}}}"
    elif isinstance(answer, (list, tuple)):
        yield f"{name}: [{', '.join(written.value(one, within=True) for one in answer if filled(one))}]"
    else:
        yield f"{name}: {written.value(str(answer))}"


def _parts(key: str, answers: Answers, asked: Mapping[str, Question]) -> Iterator[str]:
    """What stands below the title or a heading: its own answer, and further parts of it (`…/quotes`)."""
    for part in (key, *(other for other in answers if other.startswith(f"{key}/"))):
        if filled(answers.get(part)):
            yield _part(answers[part], asked.get(part, {"type": "text"}))
    table = asked.get(f"{key}/table")
    if table and not filled(answers.get(f"{key}/table")):
        # a table without a row yet, for whoever fills it
        yield _part([], table)


def _part(answer: Any, question: Question) -> str:
    several = [one for one in ([answer] if isinstance(answer, str) else answer) if filled(one)]
    match question["type"]:
        case "steps" | "lines":
            marks = (f"{number}. " if question.get("numbered") else "- " for number in range(1, len(several) + 1))
            return "\n".join(mark + _step(one, stop=question.get("stop", False)).replace("\n", "\n" + " " * len(mark)) for mark, one in zip(marks, several))
        case "quotes":
            return "\n>\n".join("\n>\n".join(_said(one)) for one in several)
        case "table":
            header = [column["label"] for column in question["columns"]]
            rows = [f"| {' | '.join(map(written.cell, row))} |" for row in several]
            return "\n".join([f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}", *rows])
    return "\n\n".join(written.paragraph(one) for text in several for one in written.tidy(str(text), lines=True).split("\n\n"))


def _said(typed: str) -> Iterator[str]:
    """Words to say, paragraph by paragraph."""
    for one in written.tidy(typed, lines=True).split("\n\n"):
        yield "\n".join(f"> {line}" for line in written.paragraph(one).split("\n"))


def _step(entry: Any, *, stop: bool) -> str:
    said = {"label": "", "text": entry} if isinstance(entry, str) else entry
    label = written.headed(written.tidy(str(said.get("label", ""))).rstrip(" .:"))
    if not label:
        return written.paragraph(str(said["text"]))
    behind = written.behind_label(str(said.get("text", "")))
    return f"**{label}{'.' if stop else ''}**" + (f" {behind}" if behind else "")
