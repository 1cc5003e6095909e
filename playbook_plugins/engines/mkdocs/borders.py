"""Folders that must never meet: sources, the public site, the internal site."""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from playbook_plugins.model.filenames import meet
from playbook_plugins.model.page import Audience
from playbook_plugins.model.plainfile import read_plain

MARK = 'data-playbook-audience="{}"'
"""What each page of a site says about itself in its first lines."""
_HEAD = 1 << 16
_MOST = 1 << 18
"""Bytes of a configuration that are read."""
_BRACKET = re.compile(rb"[\[{]")
_BRACKETS = 500
"""Brackets in a configuration that is read; each one within the others takes longer than all before it."""
_BY_TAG = ()
"""Stands for a value that MkDocs comes by through a tag (`!ENV`, `!!python/name`): it is not none, and no text."""
_NAMES = ("mkdocs*.y*ml", "properdocs*.y*ml")


class Refused(Exception):
    """Building here would put one thing into another."""


def refuse(target: Path, *, audience: Audience, sources: dict[str, Path], config_file: Path | None) -> None:
    """Raise if the site's folder is, holds or lies in the sources or the other audience's site.

    `sources` are folders by the words that a message calls them.
    """
    target = target.resolve()
    for name, folder in sources.items():
        if meet(target, folder.resolve()):
            raise Refused(f"The {audience} site cannot be built in {target}: that folder and {name} ({folder}) overlap.")
    for other, folder in configured(config_file) if config_file else ():
        if other is not audience and folder and meet(target, folder.resolve()):
            raise Refused(
                f"The {audience} site cannot be built in {target}: the {other} site is built in {folder}. "
                "Give each site its own folder with `site_dir`."
            )
    for folder in (target, *target.parents):
        if (other := published(folder)) not in (None, audience):
            raise Refused(f"The {audience} site cannot be built in {target}: {folder} holds the {other} site.")


def published(folder: Path) -> Audience | None:
    """For whom the site in a folder was built, if a site of ours is there."""
    try:
        head = read_plain(folder / "index.html", most=_HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    return next((audience for audience in Audience if MARK.format(audience) in head), None)


def configured(config_file: Path, *, alone: bool = False) -> Iterator[tuple[Audience, Path | None]]:
    """The audience and the folder of every site that `config_file`, or a configuration beside it, builds; `None` where MkDocs alone can tell the folder."""
    for path in [config_file] if alone else sorted(path for pattern in _NAMES for path in config_file.parent.glob(pattern)):
        said = settings(path)
        if (options := _options(said.get("plugins"))) is not None:
            audience = Audience.INTERNAL if options.get("audience") == Audience.INTERNAL else Audience.PUBLIC
            folder = said.get("site_dir")
            yield audience, path.parent / (folder or "site") if folder is None or isinstance(folder, str) else None


def settings(path: Path, depth: int = 5) -> dict[str, Any]:
    """A configuration with what it inherits; an unreadable one says nothing (MkDocs will complain of its own)."""
    try:
        content = read_plain(path, most=_MOST)
        said = deepcopy(_said(content))
        if not isinstance(said, dict):
            return {}
        parent = said.get("INHERIT")
        if isinstance(parent, str) and depth:
            return _merged(settings(path.parent / parent, depth - 1), said)
        return said
    # a day such as 2026-02-30 is a ValueError, and what holds itself has no end
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}


@lru_cache(maxsize=8)
def _said(content: bytes) -> Any:
    """What a configuration says by itself; one that is too deep says nothing."""
    return yaml.load(content, _Plain) if len(_BRACKET.findall(content)) <= _BRACKETS else None  # a safe loader


def _merged(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs does it: mappings are merged, everything else is replaced."""
    both = {**inherited, **own}
    for key in inherited.keys() & own.keys():
        if isinstance(inherited[key], dict) and isinstance(own[key], dict):
            both[key] = _merged(inherited[key], own[key])
    return both


def _options(plugins: object) -> dict[str, Any] | None:
    """The options of the playbook plugin, if it is named."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == "playbook":
            return {}
        if isinstance(entry, dict) and "playbook" in entry:
            return entry["playbook"] if isinstance(entry["playbook"], dict) else {}
    return None


class _Plain(yaml.SafeLoader):
    """Reads plain values, and calls nothing that MkDocs calls by a tag."""

    yaml_multi_constructors = {"": lambda loader, suffix, node: _BY_TAG}
