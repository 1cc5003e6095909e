"""Begin a playbook: the first files in a folder, neutral ones or the worked example."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from playbook_plugins import __version__
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.values import Duration
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.settings import read_settings

_SETTINGS = "docs/playbook/playbook.yml"
_TEMPLATE = ".j2"

# What every reader of YAML takes for the text it is; all else stands in quotes.
_PLAIN = re.compile(r"[^\W\d_][\w .,@&()/+'’-]*|\+?\d[\d-]*(?: [\w-]+)+")
_NOT_TEXT = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")


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
    currency: str = "GBP"
    """The currency of all amounts, as three letters. Default: `GBP`."""
    people_word: str = "customer"
    """What the people are called: customer (the default), client, member, donor or patient."""
    answers_within: str = "1 working day"
    """How soon people hear from the business, such as `4 hours`. Default: `1 working day`."""
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


def lay_down(folder: Path, answers: Answers) -> list[Path]:
    """Write the neutral files into `folder` and say which.

    Raises `BadAnswers`, `Taken` or `OSError`; then nothing was written.
    """
    if wrong := faults(answers):
        raise BadAnswers(wrong)
    # as a sentence says it: "within 1 week", also where somebody wrote "a week"
    within = str(Duration.read(answers.answers_within, lexicon("en")))
    blanks = {**asdict(answers), "answers_within": within, "version": __version__}
    return _write(folder, {name: _filled(source, blanks) for name, source in _neutral().items()})


def lay_down_example(folder: Path) -> list[Path]:
    """Write the worked example into `folder`, with the settings that build it, and say which files.

    Raises `Taken` or `OSError`; then nothing was written.
    """
    blanks = {"version": __version__}
    return _write(folder, {name: _filled(source, blanks) for name, source in _example().items()})


def refuse_taken(folder: Path, *, example: bool = False) -> None:
    """Raise `Taken` where `folder` already holds one of the files, or something in the place of a folder."""
    names = (_example() if example else _neutral()).keys()
    if found := sorted(set(_taken(folder, names))):
        raise Taken(folder, found)


def faults(answers: Answers) -> list[Fault]:
    """What is wrong with the answers, as a reader of the finished `playbook.yml` says it."""
    return read_settings(settings_file(answers), _SETTINGS, lexicon=lexicon("en"))[2]


def settings_file(answers: Answers) -> bytes:
    """The `playbook.yml` that holds these answers, good or bad."""
    return _filled(_neutral()[_SETTINGS], asdict(answers))


def in_words(fault: Fault) -> str:
    """What is wrong, and what to write instead, on one line."""
    return f"{fault.message}. {fault.help}".strip()


def quoted(text: str) -> str:
    """A text as a value of YAML that every reader takes for that text: plain where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _neutral() -> dict[str, Traversable]:
    """The neutral files by the path they are written to."""
    return {name.removesuffix(_TEMPLATE): file for name, file in _below(_package() / "starter" / "neutral")}


def _example() -> dict[str, Traversable]:
    """The files of the worked example, and those of the neutral ones that are not about one business."""
    found = {name: file for name, file in _neutral().items() if not name.startswith("docs/")}
    packed = _package() / "starter" / "example"
    # An editable install has no second copy: it reads the project's own.
    docs = packed if packed.is_dir() else Path(str(_package())).parent / "docs"
    for part in ("playbook", "public"):
        found |= {f"docs/{part}/{name}": file for name, file in _below(docs / part)}
    return found


def _package() -> Traversable:
    return files("playbook_plugins")


def _below(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            for name, file in _below(entry):
                yield f"{entry.name}/{name}", file
        else:
            yield entry.name, entry


def _filled(source: Traversable, blanks: Mapping[str, str]) -> bytes:
    if not source.name.endswith(_TEMPLATE):
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
