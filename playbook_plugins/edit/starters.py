"""What a playbook may begin from: the neutral files, those of a charity, and the same in another language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tomllib import loads
from typing import Any

from playbook_plugins.model.suggestions import did_you_mean

_NEUTRAL = "neutral"
ENGLISH = "en"
"""The language of a starter that names none."""
TEMPLATE = ".j2"
"""How the name of a file ends whose blanks are filled in."""
_TOLD = ".toml"


@dataclass(frozen=True, kw_only=True)
class Starter:
    """The files that a playbook begins with, and what is asked for them."""

    name: str
    """neutral or charity."""
    lang: str
    """The language that they are written in, as two letters."""
    defaults: Mapping[str, str]
    """What is taken where nobody answers, such as `currency: GBP`."""
    people: Mapping[str, str]
    """What the people may be called, and the word that the settings have for it: `klient: customer`."""
    questions: Mapping[str, str]
    """What is asked, by what the answer is for; `unreachable` is said where no way to reach them was given."""

    afterwards: Mapping[str, str]
    """What is said once the files lie there, and what to do next."""

    @property
    def files(self) -> dict[str, Traversable]:
        """Its files by the path they are written to: its own, and those that it shares with the neutral ones."""
        found = {name: file for name, file in _of(_NEUTRAL) if not name.startswith("docs/")}
        found |= {name: file for name, file in _of(_stem(_NEUTRAL, self.lang)) if not name.startswith("docs/playbook/")}
        return found | dict(_of(_stem(self.name, self.lang)))


class UnknownStarter(ValueError):
    """There is no such starter, or not in this language; says which there are."""


@cache
def named(name: str = _NEUTRAL, lang: str = ENGLISH) -> Starter:
    """The starter of this name in this language; `UnknownStarter` where there is none."""
    known = starters()
    if name not in known:
        mend = did_you_mean(name, known, otherwise=f"There are: {', '.join(known)}.")
        raise UnknownStarter(f"No starter is called “{name}”. {mend}")
    if lang not in known[name]:
        mend = "Begin with the English one, and put it into your own words."
        raise UnknownStarter(f"The starter “{name}” is not there in “{lang}” yet; there is: {', '.join(known[name])}. {mend}")
    return Starter(name=name, lang=lang, **(_table(_NEUTRAL, lang) | _table(name, lang)))


def _table(name: str, lang: str) -> dict[str, Any]:
    """What stands beside a starter's files; the neutral one says for all of its language what they leave out."""
    return loads((_folder() / f"{_stem(name, lang)}{_TOLD}").read_text("utf-8"))


def starters() -> dict[str, tuple[str, ...]]:
    """The languages of each starter, by its name; the neutral one comes first."""
    stems = sorted(file.name.removesuffix(_TOLD) for file in _folder().iterdir() if file.name.endswith(_TOLD))
    found: dict[str, tuple[str, ...]] = {_NEUTRAL: ()}
    for stem in stems:
        name, _, lang = stem.partition(".")
        found[name] = (*found.get(name, ()), lang or ENGLISH)
    return found


def example() -> dict[str, Traversable]:
    """The files of the worked example, and those of the neutral ones that are not about one business."""
    found = {name: file for name, file in _of(_NEUTRAL) if not name.startswith("docs/")}
    packed = _folder() / "example"
    # An editable install has no second copy: it reads the project's own.
    docs = packed if packed.is_dir() else Path(str(files("playbook_plugins"))).parent / "docs"
    for part in ("playbook", "public"):
        found |= {f"docs/{part}/{name}": file for name, file in _below(docs / part)}
    return found


def _stem(name: str, lang: str) -> str:
    """What the starter's folder and table are called: `charity`, `neutral.pl`."""
    return name if lang == ENGLISH else f"{name}.{lang}"


def _folder() -> Traversable:
    return files("playbook_plugins") / "starter"


def _of(stem: str) -> Iterator[tuple[str, Traversable]]:
    """The files of one starter's own folder, by the path they are written to."""
    return ((name.removesuffix(TEMPLATE), file) for name, file in _below(_folder() / stem))


def _below(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            for name, file in _below(entry):
                yield f"{entry.name}/{name}", file
        else:
            yield entry.name, entry


NEUTRAL = named()
"""The starter for any business, which is laid down where nobody asks for another and lends the others what is the same for all."""
