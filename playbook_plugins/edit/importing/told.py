"""The report on an import, for the owner: a summary, then what became of each text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from playbook_plugins.edit.importing.draft import Draft, Imported, Left

_PLURAL = {"policy": "policies"}
_LOOKED_FOR = ("policy", "role", "script", "scenario", "principle", "page")


def summary(brought: Imported, *, source: str, into: str, dry: bool) -> str:
    """What became of the handbook, in a few sentences."""
    texts = len({draft.old for draft in brought.drafts})
    if not texts:
        said = [f"There is nothing new to bring from {source}." if brought.again else f"There is no text in {source}: nothing that ends in `.md`, `.txt` or `.csv`."]
    else:
        verb = "would become" if dry else "became" if texts > 1 else "has become"
        said = [f"{counted(texts, 'text')} from {source} {verb} {kinds(brought.drafts)} in {into}.",
                "All are drafts: nobody sees them on either site until you have read one and taken out its line `status: draft`."]
    if brought.again:
        said.append(f"{counted(len(brought.again), 'text')} had come already and {'was' if len(brought.again) == 1 else 'were'} left alone.")
    if brought.left:
        said.append(f"Left where they are: {left(brought.left)}.")
    if packed := [one.path for one in brought.left if one.path.lower().endswith(".zip")]:
        said.append(f"Unpack {packed[0]} first, and name the folder that comes of it.")
    notes = sum(len(draft.notes) for draft in brought.drafts)
    if notes:
        said.append(f"Every word was kept; {counted(notes, 'thing')} could not be put where {'it belongs' if notes == 1 else 'they belong'}.")
    return "\n".join(said)


def by_kind(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with those first that an owner looks for."""
    return sorted(drafts, key=lambda draft: _LOOKED_FOR.index(draft.guess.kind))


def kinds(drafts: Iterable[Draft]) -> str:
    """How many of each kind: `8 policies and 231 pages`."""
    number_of = Counter(draft.guess.kind for draft in drafts)
    named = [counted(number_of[kind], kind, _PLURAL.get(kind)) for kind in _LOOKED_FOR if number_of[kind]]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def left(files: Iterable[Left]) -> str:
    """How many of each sort: `14 pictures, 2 files that end in .pdf`."""
    number_of = Counter(one.what for one in files)
    return ", ".join(f"{number} × {what.removeprefix('a ')}" if number > 1 else what for what, number in number_of.most_common())


def whole(brought: Imported, *, about: str, into: str, found: Sequence[str] = ()) -> str:
    """The report as Markdown: the summary, what to do first, and every text."""
    parts = ["# What the import brought", about]
    if found:
        parts += ["## What to mend before anything is published", "\n".join(f"- {one}" for one in found)]
    for kind in _LOOKED_FOR:
        of_kind = [draft for draft in brought.drafts if draft.guess.kind == kind]
        if of_kind:
            name = _PLURAL.get(kind, f"{kind}s")
            parts += [f"## {name[:1].upper()}{name[1:]}", *(entry(draft, into=into) for draft in of_kind)]
    if brought.left:
        parts += ["## Left where they are", "\n".join(f"- `{one.path}`: {one.what}" for one in brought.left)]
    if brought.again:
        parts += ["## Here already", "\n".join(f"- `{path}`" for path in brought.again)]
    return "\n\n".join(parts) + "\n"


def entry(draft: Draft, *, into: str) -> str:
    """One draft: what became of which text, why, what to do, and what could not be placed."""
    return "\n".join(_lines(draft, into))


def _lines(draft: Draft, into: str) -> Iterator[str]:
    part = f" (part {draft.part})" if draft.part else ""
    topic = f", topic {draft.guess.topic}" if draft.guess.topic else ""
    yield f"### `{into}/{draft.path}`"
    yield ""
    yield f"From `{draft.old}`{part}. A {draft.guess.kind}{topic}: {draft.guess.why}."
    if draft.guess.next and draft.part < 2:
        yield ""
        yield from (f"- To do: {one}" for one in draft.guess.next)
    if draft.notes:
        yield ""
        yield from (f"- Line {note.line}: {note.what}." for note in draft.notes)


def counted(number: int, what: str, plural: str | None = None) -> str:
    """A number and what it is a number of: `1 text`, `1,200 texts`."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"
