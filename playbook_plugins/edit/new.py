"""Begin a playbook: the first files in a folder, those of a starter or the worked example."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from playbook_plugins.edit.edit_form import newest, with_form
from playbook_plugins.edit.starters import NEUTRAL, TEMPLATE, Starter, example
from playbook_plugins.hosts.files import files
from playbook_plugins.hosts.flavour import Flavour, flavour
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.form_files import FILES, form_folder
from playbook_plugins.model.place import Place
from playbook_plugins.model.values import Duration
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.settings import read_settings
from playbook_plugins.words import Words

_SETTINGS = "docs/playbook/playbook.yml"
_FORM = form_folder("docs/playbook")

# What every reader of YAML takes for the text it is; all else stands in quotes.
_PLAIN = re.compile(r"[^\W\d_][\w .,@&()/+'’-]*|\+?\d[\d-]*(?: [\w-]+)+")
_NOT_TEXT = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")

USUAL = flavour("github")
"""How a playbook is published where nobody says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What somebody says about their business to begin with; an empty text is no answer."""

    name: str
    """What the business is called, such as `Millbrook Cycles`. The one answer without a default."""
    phone: str = ""
    """The number to ring, such as `01632 960123`. This or `email` is needed."""
    email: str = ""
    """The address to write to, such as `hello@millbrookcycles.example`."""
    area: str = ""
    """Where the business works, such as `Millbrook and 8 km around it`."""
    currency: str = ""
    """The currency of all amounts, as three letters. Default: the starter's, such as `GBP`."""
    people_word: str = ""
    """What the people are called, such as `customer` or `donor`. Default: the starter's."""
    answers_within: str = ""
    """How soon people hear from the business, such as `4 hours`. Default: the starter's, such as `1 working day`."""
    signed_by: str = ""
    """The person who stands behind the page, such as `Maria, who opens the workshop`."""

    def __post_init__(self) -> None:
        shape = {"currency": str.upper, "people_word": str.lower}
        for field in fields(self):
            told = " ".join(getattr(self, field.name).split())
            object.__setattr__(self, field.name, shape.get(field.name, str)(told))


class BadAnswers(ValueError):
    """Some answers cannot be used; says why, and what to write instead."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("\n".join(in_words(fault) for fault in faults))


class Taken(Exception):
    """The folder already holds what would be written; nothing was."""

    def __init__(self, folder: Path, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        names = "\n".join(f"  {path}" for path in self.paths)
        super().__init__(f"Nothing was written, because {folder} already holds:\n{names}")


def lay_down(folder: Path, answers: Answers, *, starter: Starter = NEUTRAL, published: Flavour = USUAL) -> list[Path]:
    """Write the starter's files into `folder`, with those that publish it, and say which.

    Raises `BadAnswers`, `Taken` or `OSError`; then nothing was written.
    """
    return _write(folder, _with_form(contents(answers, starter)) | files(published))


def contents(answers: Answers, starter: Starter = NEUTRAL) -> dict[str, bytes]:
    """The starter's files with these answers in their blanks, by the path they are written to; raises `BadAnswers`."""
    if wrong := faults(answers, starter):
        raise BadAnswers(wrong)
    told = _whole(answers, starter)
    # as a sentence says it: "within 1 week", also where somebody wrote "a week"
    length = Duration.read(told.answers_within, lexicon(starter.lang))
    blanks = {**asdict(told), "within": Words(starter.lang).duration(length.amount, length.unit)}
    return {name: _filled(source, blanks) for name, source in starter.files.items()}


def lay_down_example(folder: Path, *, published: Flavour = USUAL) -> list[Path]:
    """Write the worked example into `folder`, with what builds and publishes it, and say which files.

    Raises `Taken` or `OSError`; then nothing was written.
    """
    return _write(folder, _with_form({name: _filled(source, {}) for name, source in example().items()}) | files(published))


def _with_form(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the form for changing them in a browser."""
    form = {f"{_FORM}/{name}": content for name, content in newest().items()}
    return {**contents, **form, _SETTINGS: with_form(contents[_SETTINGS], _SETTINGS)}


def refuse_taken(folder: Path, starter: Starter | None, published: Flavour = USUAL) -> None:
    """Raise `Taken` where `folder` already holds one of the starter's files (without one: of the worked example) or of those that publish it, or something in the place of a folder."""
    names = (starter.files if starter else example()).keys() | files(published).keys() | {f"{_FORM}/{name}" for name in FILES}
    if found := sorted(set(_taken(folder, names))):
        raise Taken(folder, found)


def faults(answers: Answers, starter: Starter = NEUTRAL) -> list[Fault]:
    """What is wrong with the answers, as a reader of the finished `playbook.yml` says it."""
    found = read_settings(settings_file(answers, starter), _SETTINGS, lexicon=lexicon(starter.lang))[2]
    word = _whole(answers, starter).people_word
    # a word that the settings know, and nothing in this starter is written for
    if word not in starter.people.values() and word in NEUTRAL.people:
        called = " or ".join(f"`{name}`" for name in starter.people)
        return [*found, Fault("bad-value", Place(_SETTINGS), f"`people_word`: nothing in this starter is written for a {word}", f"Write {called}.")]
    return found


def settings_file(answers: Answers, starter: Starter = NEUTRAL) -> bytes:
    """The `playbook.yml` that holds these answers, good or bad."""
    return _filled(starter.files[_SETTINGS], asdict(_whole(answers, starter)))


def in_words(fault: Fault) -> str:
    """What is wrong, and what to write instead, on one line."""
    return f"{fault.message}. {fault.help}".strip()


def quoted(text: str) -> str:
    """A text as a value of YAML that every reader takes for that text: plain where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _whole(answers: Answers, starter: Starter) -> Answers:
    """The answers, with the starter's where there is none, and its people by the word that the settings have for them."""
    told = {name: getattr(answers, name) or usual for name, usual in starter.defaults.items()}
    return replace(answers, **told | {"people_word": starter.people.get(told["people_word"], told["people_word"])})


def _filled(source: Traversable, blanks: Mapping[str, str]) -> bytes:
    if not source.name.endswith(TEMPLATE):
        return source.read_bytes()
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["quoted"] = quoted
    text = environment.from_string(source.read_text("utf-8")).render(blanks)
    # Half a letter pair, which a command line may hand on, becomes a fault of the reader and not a crash.
    return text.encode("utf-8", "surrogatepass")


def _taken(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = folder / name
        if os.path.lexists(path):
            yield path
        for above in path.parents[: len(Path(name).parts)]:
            if os.path.lexists(above) and not above.is_dir():
                yield above


def _write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    if found := sorted(set(_taken(folder, contents))):
        raise Taken(folder, found)
    written: list[Path] = []
    try:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # x: a file that somebody else made in the meantime stays as it is
            with path.open("xb") as stream:
                written.append(path)
                stream.write(content)
    except OSError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return written
