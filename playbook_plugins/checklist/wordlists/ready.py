"""All lists of a language with what tells of their wordings, kept where Python keeps what it made of our modules.

To read the lists and to take their patterns apart takes most of the time that a
small playbook is checked in. Like Python's own such files, this one is written
where the package may be written to, and goes with what it was made of: with
another word in a list, or another way of reading one, it is made anew.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from playbook_plugins import beside
from playbook_plugins.checklist.wordlists import Entry, lists, word_list
from playbook_plugins.checklist.wordlists.clues import Way
from playbook_plugins.model import lexicon

_FOLDER = "playbook_plugins.checklist.wordlists"
_MADE_BY = ("__init__.py", "clues.py", "ready.py")
_LETTERS = Path(lexicon.__file__)
"""What decides, beside the lists themselves, what is kept; the last, how letters are spelled without marks."""
_Row = tuple[str, str, bool, bool, list[tuple[str, list[list[str]]]]]


@cache
def all_lists(language: str) -> Mapping[str, tuple[Entry, ...]]:
    """Every list of a language by its name, without the sentences that it is tried on."""
    folder, names = files(_FOLDER), lists(language)
    if not names or not isinstance(folder, Path):
        return _made(language)
    of, place = _stamp(folder, language), beside.place(str(folder / f"{language}.py"), ".json")
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = json.loads(place.read_bytes() if place else b"")
        if kept["of"] == of and tuple(kept["lists"]) == names:
            return {name: tuple(map(_entry, rows)) for name, rows in kept["lists"].items()}
    made = _made(language)
    beside.keep(place, lambda: _dump(of, made))
    return made


def _made(language: str) -> dict[str, tuple[Entry, ...]]:
    return {name: tuple(replace(entry, hits=(), misses=()) for entry in word_list(language, name)) for name in lists(language)}


def _stamp(folder: Path, language: str) -> str:
    """What stands for the lists of a language, and for those who read them."""
    sources = [*(folder / language / f"{name}.yml" for name in lists(language)), *(folder / name for name in _MADE_BY), _LETTERS]
    hashed = blake2b(digest_size=16)
    for source in sources:
        content = source.read_bytes()
        hashed.update(b"%d " % len(content) + content)
    return hashed.hexdigest()


def _dump(of: str, made: Mapping[str, tuple[Entry, ...]]) -> bytes:
    kept = {"of": of, "lists": {name: [_row(entry) for entry in listed] for name, listed in made.items()}}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _row(entry: Entry) -> _Row:
    return entry.excuse, entry.instead, entry.gentle, entry.cased, [(way.wording, [list(clue) for clue in way.clues]) for way in entry.ways]


def _entry(row: _Row) -> Entry:
    excuse, instead, gentle, cased, found = row
    entry = Entry("|".join([wording for wording, _ in found]), excuse, instead, gentle, cased, ours=True)
    entry.__dict__["ways"] = tuple([Way(wording, tuple(map(tuple, clues))) for wording, clues in found])
    return entry
