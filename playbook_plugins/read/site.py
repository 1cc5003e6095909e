"""The public site's settings, read without running anything: where the hand-written pages lie, and whether the settings are still the same."""

import posixpath
from pathlib import Path, PurePosixPath

import yaml

from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.model.public_folder import SETTINGS, Said, public_at

_SETTINGS_LIMIT = 256 * 1024
"""Bytes of a site's settings that are read."""
_BRACKETS = 500
"""Brackets in them; each one within the others takes longer than all before it."""


def public_folder(folder: Path, *, root: Path) -> Path | None:
    """The folder of hand-written public pages for the sources in `folder`; `None` where there is none."""
    return public_at(folder, said_at(root), root=root)


def said_at(root: Path) -> Said | None:
    """What the public site's settings at `root` say of folders; `None` where nothing can be read in them."""
    settings = _settings(root / SETTINGS)
    return settings and Said(_value(settings, "plugins", "playbook", "source") or "", _value(settings, "docs_dir") or "")


def settings_files(root: Path) -> dict[str, bytes | None]:
    """What the public site's settings say, and each file below `root` that they inherit, by its path from there; `None` where it cannot be read."""
    held: dict[str, bytes | None] = {}
    name = SETTINGS
    while name not in held:
        try:
            # a copy on Windows may have other line ends than the history
            held[name] = read_plain(root / name, most=_SETTINGS_LIMIT).replace(b"\r\n", b"\n")
        except (OSError, ValueError):
            held[name] = None
        inherited = posixpath.normpath(posixpath.join(posixpath.dirname(name), _value(_settings(root / name), "INHERIT") or SETTINGS))
        if not PurePosixPath(inherited).is_absolute() and not inherited.startswith("../"):
            name = inherited
    return held


def _settings(file: Path) -> yaml.Node | None:
    try:
        text = read_plain(file, most=_SETTINGS_LIMIT).decode("utf-8")
        return yaml.compose(text, Loader=yaml.SafeLoader) if text.count("[") + text.count("{") <= _BRACKETS else None
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return None


def _value(node: yaml.Node | None, *keys: str) -> str | None:
    """The text at a path of keys; plugins may be a list of mappings as well as a mapping."""
    for key in keys:
        mappings = node.value if isinstance(node, yaml.SequenceNode) else [node]
        pairs = [pair for one in mappings if isinstance(one, yaml.MappingNode) for pair in one.value]
        node = next((value for name, value in pairs if name.value == key), None)
    return node.value if isinstance(node, yaml.ScalarNode) and node.value else None
