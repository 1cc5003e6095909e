"""One source file → a document: front matter, title, why, sections, steps, zones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from playbook_plugins.model.blocks import Block, Heading, Item, List, Paragraph, Text
from playbook_plugins.model.document import Document, Section, Step, Zone
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds.kind import Kind, Visibility
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Link
from playbook_plugins.read.excess import excess
from playbook_plugins.read.fields import read_fields
from playbook_plugins.read.front_matter import Values, read_yaml, slipped, split
from playbook_plugins.read.inline import label, links, plain
from playbook_plugins.read.markdown import scan, spans
from playbook_plugins.read.text import read_lines
from playbook_plugins.read.zones import zones


_FENCE_SLIP = (
    "the lines at the top do not stand between two lines of exactly three dashes",
    "Begin the very first line with `---`, and put another `---` below the last of them.",
)


@dataclass
class Reading:
    """A document, and what stood in the way of reading it."""

    document: Document
    faults: list[Fault] = field(default_factory=list)
    links: tuple[Link, ...] = ()


def read_document(content: bytes, path: str, kind: Kind, *, lexicon: Lexicon, public: bool = False) -> Reading:
    """Read one file; never raises for what an author wrote.

    `public` marks a hand-written page in the public folder: it is for
    everybody though its kind is not.
    """
    lines, fault = read_lines(content, path)
    if fault:
        return Reading(_nothing(path, kind, lexicon), [fault])
    faults: list[Fault] = []
    found, body_from = _front_matter(lines, path, kind, faults=faults)
    if found.broken:
        return Reading(_nothing(path, kind, lexicon), faults)
    if public:
        found.data["audience"] = Audience.PUBLIC.value
    fields, wrong = read_fields(kind.fields, found, Place(path, 1), lexicon=lexicon)
    faults += wrong
    blocks = scan(spans(lines[body_from:], body_from + 1))
    if wrong := excess(blocks, path) or _squeezed(blocks, path):
        return Reading(_nothing(path, kind, lexicon), [*faults, wrong])
    title, lead, parts = _parts(blocks)
    sections = tuple(_section(kind, heading, blocks, lexicon) for heading, blocks in parts)
    seen_by_all = kind.visibility is Visibility.PUBLIC or getattr(fields, "audience", None) is Audience.PUBLIC
    name, language = _name(path, fields.lang, lexicon)
    document = Document(
        kind=kind,
        id=fields.id or name,
        lang=language,
        path=path,
        fields=fields,
        title=title,
        lead=lead,
        sections=sections,
        lines=lines,
        zones=zones(kind, len(lines), public=seen_by_all, title=title, lead=lead, sections=sections),
        field_places=found.values,
        key_places=found.keys,
    )
    return Reading(document, faults, _links(document))


def unread(path: str, kind: Kind, *, lexicon: Lexicon) -> Reading:
    """A document that could not be opened, which is not the same as an empty one."""
    return Reading(_nothing(path, kind, lexicon), [closed(path)])


def closed(path: str) -> Fault:
    """That a file is there and cannot be opened."""
    return Fault("unreadable-file", Place(path), "this file cannot be opened", "Give yourself the right to read it, or put a plain file in its place.")


def _squeezed(blocks: tuple[Block, ...], path: str) -> Fault | None:
    """The first line such as `#Title`, which some programs take for a heading and others do not."""
    for block in blocks:
        for span in block.text.spans if isinstance(block, Paragraph) else ():
            if span.text.startswith("#") and re.match(r"#{1,6}[^\s#]", span.text):
                place = Text((span,)).place(path)
                return Fault("unreadable-file", place, "there is no space behind `#`, so nobody knows whether this is a heading",
                             "Write `# Title` for a heading. For a number, write it in words, such as `No. 1`.")
    return None


def _nothing(path: str, kind: Kind, lexicon: Lexicon) -> Document:
    name, language = _name(path, None, lexicon)
    fields = kind.fields.model_construct()
    return Document(kind, name, language, path, fields, None, (), (), (), (), readable=False)


def _links(document: Document) -> tuple[Link, ...]:
    return tuple(
        Link(plain(found.label), found.target, text.place(document.path, found.start, found.end), found.image)
        for text in document.texts(*Zone)
        for found in links(text)
    )


def _name(path: str, lang: str | None, lexicon: Lexicon) -> tuple[str, str]:
    """The id and the language that a file name gives: `birthdays.pl.md` is `birthdays` in Polish."""
    stem = PurePosixPath(path).name.removesuffix(".md")
    head, dot, last = stem.rpartition(".")
    if dot and len(last) == 2 and last.isalpha():
        return head, lang or last
    return stem, lang or lexicon.language


def _front_matter(lines: Sequence[str], path: str, kind: Kind, *, faults: list[Fault]) -> tuple[Values, int]:
    between = split(lines)
    if between is None:
        if slip := slipped(lines, known=kind.fields.model_fields):
            faults.append(Fault("unreadable-file", Place(path, slip), *_FENCE_SLIP))
            return Values(broken=True), 0
        return Values(), 0
    start, end = between
    if end == 0:
        faults.append(
            Fault(
                "unreadable-file",
                Place(path, 1),
                "the lines at the top begin with `---` and are never closed",
                "Put a line `---` below the last of them.",
            )
        )
        return Values(broken=True), 0
    found = read_yaml("\n".join(lines[start : end - 1]) + "\n", path, first_line=start + 1)
    faults += found.faults
    return found, end


def _parts(blocks: tuple[Block, ...]) -> tuple[Text | None, tuple[Block, ...], list[tuple[Text, list[Block]]]]:
    """The title, what stands before the first section, and each section's heading with its blocks."""
    title: Text | None = None
    lead: list[Block] = []
    parts: list[tuple[Text, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and title is None and not parts:
            title = block.text
        elif isinstance(block, Heading) and block.level <= 2:
            parts.append((block.text, []))
        else:
            (parts[-1][1] if parts else lead).append(block)
    return title, tuple(lead), parts


def _section(kind: Kind, heading: Text, blocks: list[Block], lexicon: Lexicon) -> Section:
    known, written = lexicon.sections.get(kind.name, {}), fold(plain(str(heading)))
    name = known.get(written) or known.get(written.partition(" ")[2] if written.split(" ")[0] in lexicon.joining else "")
    steps = tuple(
        _step(item, lexicon) for block in blocks if isinstance(block, List) for item in block.items
    )
    return Section(heading, name, tuple(blocks), steps)


def _step(item: Item, lexicon: Lexicon) -> Step:
    bold, rest = label(item.text)
    action = lexicon.labels.get(fold(plain(str(bold)))) if bold else None
    return Step(bold, action, rest, item)
