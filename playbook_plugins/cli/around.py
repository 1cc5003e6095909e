"""What stands around a playbook: the programs that build it, the files that publish it, the folders it is built into."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from playbook_plugins.engines.mkdocs.borders import configured, published
from playbook_plugins.model.page import Audience

ENGINES = ("mkdocs", "mkdocs-material", "properdocs", "mkdocs-materialx")
"""What makes pages of ours into a site, and what dresses it."""
_BOUND = re.compile(r"(>=|<)\s*(\d[\d.]*)")
_WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml", ".gitlab-ci.yml", ".gitlab/ci/*.yml", "netlify.toml", "wrangler.toml", ".pre-commit-config.yaml")
"""Where a host looks for what it is to do."""
_LONGEST = 1 << 18


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that is installed here and takes part in building."""

    name: str
    version: str
    tried: bool | None
    """Whether this version is one that we promise to work with; `None` where we promise nothing of it."""
    wanted: str = ""
    """The versions that we promise, such as `>=1.6.1,<2`."""


def engines() -> Iterator[Engine]:
    """What is installed here, each with whether its version is one of those that this package asks for."""
    asked = dict(_asked())
    for name in ENGINES:
        try:
            there = version(name)
        except PackageNotFoundError:
            continue
        bounds = _BOUND.findall(asked.get(name, ""))
        yield Engine(name, there, _within(there, bounds) if bounds else None, ",".join(map("".join, bounds)))


def workflows(root: Path) -> tuple[str, ...]:
    """The files by which a host runs our command, from the repository's root."""
    files = sorted(file for pattern in _WORKFLOWS for file in root.glob(pattern) if file.is_file())
    return tuple(file.relative_to(root).as_posix() for file in files if b"playbook" in _opening(file))


def sites(root: Path) -> dict[str, Audience | None]:
    """The folders that the settings of the sites name, and `site/public` and `site/internal`; each with the audience whose site stands there."""
    named = [folder for _, folder in configured(root / "mkdocs.yml") if folder]
    found = {folder: published(folder) for folder in (*named, *(root / "site" / audience for audience in Audience))}
    return {(folder.relative_to(root) if folder.is_relative_to(root) else folder).as_posix(): audience for folder, audience in found.items()}


def _asked() -> Iterator[tuple[str, str]]:
    try:
        lines = requires("mkdocs-playbook") or ()
    except PackageNotFoundError:
        return
    for line in lines:
        if ";" not in line and (found := re.match(r"([\w-]+)(.*)", line)):
            yield found[1], found[2]


def _within(there: str, bounds: list[tuple[str, str]]) -> bool:
    return all(_numbers(there) >= _numbers(bound) if sign == ">=" else _numbers(there) < _numbers(bound) for sign, bound in bounds)


def _numbers(written: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", written)
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _opening(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LONGEST)
    except OSError:
        return b""
