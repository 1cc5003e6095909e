"""Rules that other installed packages bring, by the entry-point group `playbook.rules`.

Only what is installed counts: nothing is ever imported from a playbook's folder.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from playbook_plugins.checklist.rule import Context, Hit, Rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.place import Place

GROUP = "playbook.rules"
"""The entry-point group in which a package names its rules."""
_NAMED = "entry_points.txt"
"""The file of a package that says what others may find in it."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Broken:
    """What cannot be used of a package."""

    message: str
    """Why, with the name of the package."""
    help: str
    """What to do."""
    rule: str = ""
    """The rule that is not there for it; empty where nobody knows its name."""


@dataclass(frozen=True)
class Plugins:
    """What the installed packages bring."""

    rules: Mapping[str, Rule]
    broken: tuple[Broken, ...]


@dataclass(frozen=True)
class _Flaw:
    why: str
    rule: str = ""
    help: str = ""


@cache
def plugins(taken: frozenset[str]) -> Plugins:
    """The rules of other packages; a name in `taken` stays with the rule that has it."""
    rules: dict[str, Rule] = {}
    broken: list[Broken] = []
    for point in sorted(_points(), key=lambda point: (_package(point), point.name)):
        for found in _loaded(point):
            if isinstance(found, _Flaw):
                mend = found.help or f"Ask its author for a version that works, or take it out: `pip uninstall {_package(point)}`."
                broken.append(Broken(f"the package `{_package(point)}` brings rules that cannot be used: {found.why}", mend, found.rule))
            elif found.name in taken or found.name in rules:
                broken.append(Broken(f"the package `{_package(point)}` brings a rule called `{found.name}`, and there is one of that name already",
                                     "The one that was there first is used. Ask the package's author for another name."))
            else:
                rules[found.name] = found
    return Plugins(rules, tuple(broken))


def _points() -> list[EntryPoint]:
    """What the installed packages name; the working folder, which `python -m` adds to the path, installs nothing."""
    here = Path.cwd().resolve()
    paths = [path for path in sys.path if path and Path(path).resolve() != here]
    there = [*distributions(path=paths)]
    # what a package is called takes far longer to read than whether any names rules
    if not any(GROUP in (found.read_text(_NAMED) or "") for found in there):
        return []
    # of two packages of one name, Python takes the first as well
    named = {found.name: found for found in reversed(there)}
    return [point for found in named.values() for point in found.entry_points.select(group=GROUP)]


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.module.partition(".")[0]


def _loaded(point: EntryPoint) -> Iterator[Rule | _Flaw]:
    """The rules of one entry point, and what is wrong with those that cannot be used."""
    module = _imported(point.value, point.dist)
    if isinstance(module, _Flaw):
        yield module
        return
    modules = [module] if hasattr(module, "check") else [*_inside(module, point.dist)]
    found = [_rule(one, _package(point)) if isinstance(one, ModuleType) else one for one in modules]
    yield from (one for one in found if one is not None)
    if not any(found):
        yield _Flaw(f"`{point.value}` holds no `check` made with `@rule`", _called(point.value))


def _imported(name: str, of: Distribution | None) -> ModuleType | _Flaw:
    try:
        if of and (stray := _stray(name, of)):
            return _Flaw(f"`{name}` would be taken from {stray}, which is no part of the package", _called(name),
                         "Give that file or folder another name, or start the command as `playbook`, without `python -m`.")
        found = import_module(name)
    except (Exception, SystemExit) as error:  # what a stranger's module does when it is loaded is not for us to foresee
        return _Flaw(f"`{name}` fails with “{_said(error)}”", _called(name))
    return found


def _stray(name: str, of: Distribution) -> str:
    """The file that would be loaded by a module's name without belonging to its package; nothing of it is run to know."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        found = find_spec(".".join(parts[:end]))
        file = Path(found.origin) if found and found.has_location and found.origin else None
        if file and not any(_within(file, folder) for folder in _homes(of)):
            here = Path.cwd()
            return f"`{file.resolve().relative_to(here).as_posix()}` in the working folder" if file.resolve().is_relative_to(here) else f"`{file}`"
    return ""


def _homes(of: Distribution) -> Iterator[Path]:
    """Where the modules of a package lie: beside what is noted of it, or where its author works on it."""
    yield Path(str(of.locate_file("")))
    noted = json.loads(of.read_text("direct_url.json") or "{}")
    if noted.get("dir_info", {}).get("editable"):
        # it brings a whole web client along
        from urllib.request import url2pathname

        yield Path(url2pathname(urlsplit(noted["url"]).path))


def _within(file: Path, folder: Path) -> bool:
    return file.absolute().is_relative_to(folder.absolute()) or file.resolve().is_relative_to(folder.resolve())


def _called(module: str) -> str:
    """The name of the rule that a module holds."""
    return module.rpartition(".")[2].replace("_", "-")


def _inside(package: ModuleType, of: Distribution | None) -> Iterator[ModuleType | _Flaw]:
    names = sorted(found.name for found in iter_modules(getattr(package, "__path__", ())))
    return (_imported(f"{package.__name__}.{name}", of) for name in names if not name.startswith("_"))


def _rule(module: ModuleType, package: str) -> Rule | _Flaw | None:
    found = getattr(module, "check", None)
    if not isinstance(found, Rule):
        return None
    # the list of rules has its page under the name `index`
    if not _NAME.fullmatch(found.name) or found.name == "index":
        return _Flaw(f"`{found.name}` cannot be a rule's name", found.name)
    if not isinstance(found.level, Level):
        return _Flaw(f"`{found.name}` has no level, such as `Level.WARNING`", found.name)
    if not isinstance(found.kinds, tuple) or not set(found.kinds) <= set(KINDS):
        return _Flaw(f"`{found.name}` looks at kinds of text that are not there", found.name)
    told = _page(module, found.name)
    if not told:
        return _Flaw(f"`{found.name}` has no page that explains it", found.name,
                     f"If you wrote it, let `pyproject.toml` pack `{found.name}.md` so that it lies beside the module once installed; if not, ask its author.")
    return replace(found, told=told, origin=package, check=partial(_guarded, rule=found, package=package))


def _page(module: ModuleType, name: str) -> str:
    written = getattr(module, "page", "")
    if isinstance(written, str) and written.strip():
        return written.strip() + "\n"
    file = Path(module.__file__ or ".").with_name(f"{name}.md")
    try:
        return file.read_text("utf-8").strip() + "\n" if file.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _guarded(subject: Any, context: Context, *, rule: Rule, package: str) -> Iterable[Hit]:
    """What a stranger's rule finds; where it breaks down, one hit that says so."""
    try:
        found = tuple(rule.check(subject, context))
        if not all(map(_sound, found)):
            raise TypeError("it gives something else than a `Hit` with its place and its words")
    except (Exception, SystemExit) as error:  # see above
        return (Hit(context.playbook.top, f"this rule of the package `{package}` broke down: {_said(error)}",
                    "Ask its author for a version that works, or take the package out. Until then it finds nothing.", Level.ERROR, firm=True),)
    return found


def _sound(hit: Any) -> bool:
    """Whether what a stranger's rule gave is a hit that can be told and mended."""
    if not isinstance(hit, Hit) or not isinstance(hit.place, Place) or not isinstance(hit.level, Level | None):
        return False
    words = isinstance(hit.message, str) and bool(hit.message.strip()) and isinstance(hit.help, str)
    counted = all(isinstance(number, int) and number > 0 for number in (hit.place.line, hit.place.column))
    return words and counted and isinstance(hit.place.path, str) and (hit.mend is None or hit.mend.place.path == hit.place.path)


def _said(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:200] or type(error).__name__
    except Exception:  # even its name may be all that it says
        return type(error).__name__
