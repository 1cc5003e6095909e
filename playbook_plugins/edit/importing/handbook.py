"""A handbook → its drafts: read, guess, name, link, put into a form that our reader takes, and see that nothing was lost."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from playbook_plugins.edit.importing import dialects
from playbook_plugins.edit.importing.draft import Draft, Guess, Imported, Left, Note, Old
from playbook_plugins.edit.importing.guess import Seen, guessed, linked, sections
from playbook_plugins.edit.importing.kept import lost
from playbook_plugins.edit.importing.links import Ways, addresses, led
from playbook_plugins.edit.importing.markup import plain_markdown
from playbook_plugins.edit.importing.names import new_name, titled
from playbook_plugins.edit.importing.odd import odd
from playbook_plugins.edit.importing.outline import headings, outlined
from playbook_plugins.edit.importing.readable import as_code, readable
from playbook_plugins.edit.importing.sections import sectioned
from playbook_plugins.edit.importing.shield import outside_code
from playbook_plugins.edit.importing.signs import Signs, signs
from playbook_plugins.edit.importing.top import Top, parted
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.read.document import read_document
from playbook_plugins.read.front_matter import read_yaml

_KEPT_ABOVE = 4_000
"""Characters of an old top that stand as notes at the top of the draft; a longer one stands below its title."""
_CAME = re.compile(r"^# Imported from (.*) \(([0-9a-f]{8})\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Text:
    """One old text on its way."""

    old: Old
    top: Top
    raw: str
    """What stood below its top, word for word."""
    body: str
    """The same in plain Markdown, its headings in order; links still lead where they led."""
    guess: Guess


def imported(old: Iterable[Old], left: Iterable[Left], *, folder: str, taken: Collection[str], earlier: Iterable[str], lexicon: Lexicon, written_in: str | None) -> Imported:
    """The drafts that a handbook becomes.

    `folder` is what the handbook's folder is called, `taken` the paths that the
    playbook's folder holds already, `earlier` the documents that lie there: what
    one of them brought as it stands now is not brought again. `lexicon` is that
    of the texts' language, `written_in` the language where it is not the playbook's.
    """
    sign = signs(lexicon.language)
    before = {found.groups() for text in earlier for found in _CAME.finditer(text)}
    old = tuple(old)
    again = tuple(one.path for one in old if (_came(one, folder), one.mark) in before)
    texts = [_text(one, folder, lexicon=lexicon, sign=sign) for one in old if one.path not in again]
    policies: dict[str, str] = {}
    names: dict[str, str] = {}
    used = defaultdict(set)
    for path in taken:
        used[path.rpartition("/")[0]].add(path.rpartition("/")[2])
    for later in (False, True):
        for number, text in enumerate(texts):
            if (text.guess.kind == "policy") is not later:
                if later:
                    text = texts[number] = replace(text, guess=linked(text.guess, _seen(text), policies, lexicon=lexicon, signs=sign))
                place = KINDS[text.guess.kind].place.rstrip("/")
                name = new_name(text.old.path, folder, used[place])
                used[place].add(name)
                names[text.old.path] = f"{place}/{name}"
                if text.guess.topic:
                    policies.setdefault(text.guess.topic, name.removesuffix(".md"))
    ways = Ways(names, addresses((text.old.path, text.top.addresses) for text in texts))
    drafts: list[Draft] = []
    for text in texts:
        drafts += _drafts(text, ways, used, folder=folder, lexicon=lexicon, sign=sign, written_in=written_in)
    return Imported(tuple(drafts), tuple(left), again)


def _came(old: Old, folder: str) -> str:
    return f"{folder}/{old.path}" if folder else old.path


def _text(old: Old, folder: str, *, lexicon: Lexicon, sign: Signs) -> _Text:
    top, raw = parted(old.text)
    title = top.title or old.title
    body = dialects.without_pictures_inside(raw)
    for change in dialects.PASSES:
        body = change(body)
    body = outside_code(body, lambda rest: plain_markdown(rest, picture=sign.picture), html=True)
    body = dialects.without_squeezed_headings(body)
    body = outlined(body, title=title, other=titled(old.path, folder))
    text = _Text(old, top, raw, body, Guess())
    return replace(text, guess=guessed(_seen(text), lexicon=lexicon, signs=sign))


def _seen(text: _Text) -> Seen:
    heads = headings(text.body.split("\n"))
    title = next((words for _, level, words in heads if level == 1), "")
    first = next((number for number, (_, level, _) in enumerate(heads) if level == 1), -1)
    return Seen(text.old.path, title, text.body, tuple(words for number, (_, level, words) in enumerate(heads) if level <= 2 and number != first))


def _drafts(text: _Text, ways: Ways, used: dict[str, set[str]], *, folder: str, lexicon: Lexicon, sign: Signs, written_in: str | None) -> Iterable[Draft]:
    """The draft of one text, or several where it is too long for one."""
    old, guess, path = text.old, text.guess, ways.new[text.old.path]
    body = text.body
    if guess.kind == "policy":
        body = sectioned(body, sections(_seen(text), lexicon=lexicon, signs=sign), lexicon)
    body, notes = led(body, old.path, ways, original=old.text, picture=sign.picture)
    body = dialects.tidy(dialects.with_tags_as_code(body))
    head, above = _head(text, folder=folder, written_in=written_in)
    body = _below_title(body, above)
    plainly, _ = led(dialects.with_own_targets(dialects.plain_dialect(dialects.without_endless_comments(dialects.without_pictures_inside(text.raw)))), old.path, ways, original="", picture=sign.picture)
    if gone := lost(plainly, body):
        notes.append(Note(1, f"all of it, since its form could not be kept without losing “{gone}”; it stands as code, word for word"))
        heading = next((line for line in text.body.split("\n") if line.startswith("# ")), f"# {titled(old.path, folder)}")
        body = "\n".join([heading, "", as_code("\n".join([*above, text.raw]))])
    kind = KINDS[guess.kind]

    def refused(part: str) -> Fault | None:
        faults = read_document(f"{head}{part}".encode(), path, kind, lexicon=lexicon).faults
        fault = next((fault for fault in faults if fault.rule == "unreadable-file"), None)
        return fault and replace(fault, place=fault.place._replace(line=fault.place.line - head.count("\n")))

    parts, coded = readable(body.strip("\n") + "\n", refused)
    if coded:
        notes.append(Note(1, f"{coded} {'place' if coded == 1 else 'places'} that no reader could follow (too deep, too long or too tangled), which stand as code"))
    notes = [*old.notes, *odd(old.text), *notes]
    title = next((line.removeprefix("# ") for line in parts[0].split("\n") if line.startswith("# ")), titled(old.path, folder))
    place, _, name = path.partition("/")
    for number, part in enumerate(parts, 1):
        if number > 1:
            name = new_name(f"{name.removesuffix('.md')}-{number}.md" if number == 2 else re.sub(r"-\d+\.md$", f"-{number}.md", name), folder, used[place])
            used[place].add(name)
            part = f"# {title} ({sign.part.format(number=number)})\n\n{part}"
        content = f"{head}{part.rstrip(chr(10))}\n".encode()
        yield Draft(f"{place}/{name}", content, old.path, guess, tuple(notes) if number == 1 else (), part=number if len(parts) > 1 else 0)


def _head(text: _Text, *, folder: str, written_in: str | None) -> tuple[str, tuple[str, ...]]:
    """The lines at the top, with those of the old top as notes; and what of the old top has no place there."""
    lines = ["status: draft", *(f"{name}: {value}" for name, value in text.guess.fields)]
    lines += [f"lang: {written_in}"] if written_in else []
    lines += [f"tags: [{', '.join(text.top.tags)}]"] if text.top.tags else []
    came = re.sub(r"[^\x20-\x7e\xa1-\uffff]", "?", _came(text.old, folder))[:400]
    lines.append(f"# Imported from {came} ({text.old.mark})")
    menu = [f"# In the menu: {' '.join(text.old.title.split())[:200]}"] if text.old.title else []
    old = [f"# {line}".rstrip() for line in text.top.lines]
    whole = "\n".join([*lines, *menu, *old])
    if len(whole) > _KEPT_ABOVE or read_yaml(whole + "\n", "").faults:
        return "---\n" + "\n".join(lines) + "\n---\n", text.top.lines
    return f"---\n{whole}\n---\n", ()


def _below_title(body: str, above: tuple[str, ...]) -> str:
    if not above:
        return body
    lines = body.split("\n")
    at = next((number for number, line in enumerate(lines) if line.startswith("# ")), -1) + 1
    return "\n".join([*lines[:at], "", as_code("\n".join(above)), "", *lines[at:]])
