"""What an owner adds to the public site beside the playbook, looked at before anything is built.

The finished site is audited, whatever it is made of. These parts are looked at
in their sources as well, so that the audit is not the only one to see them,
and because there the place to mend is known.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playbook_plugins.audit import look
from playbook_plugins.engines.mkdocs.borders import settings
from playbook_plugins.engines.mkdocs.expected import copied
from playbook_plugins.model.filenames import visible
from playbook_plugins.model.leak import Leak
from playbook_plugins.model.page import Release
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.publish.target import PublishError

_UNSAID = frozenset(
    (
        "INHERIT dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs hooks markdown_extensions mdx_configs "
        "nav not_in_nav plugins repo_name repo_url site_dir strict use_directory_urls validation watch"
    ).split()
)
"""Settings that no page of the public site prints."""
_MOST = 1 << 23
"""Bytes of one file that are looked at beforehand; the audit reads more."""


def refuse(release: Release, config_file: Path | None) -> None:
    """Raise `PublishError` where the settings, or the theme's own folder, say what only staff may read."""
    if config_file is None or not release.fingerprints:
        return
    known = settings(config_file)
    where = f"{config_file.name}{' or a file that it inherits' if 'INHERIT' in known else ''}"
    printed = _values({key: value for key, value in known.items() if key not in _UNSAID})
    told = [f"{leak.path} in {where} is printed on public pages and {_says(leak)} Write something else there." for leak in look(printed, release.fingerprints)]
    theme = known.get("theme")
    if isinstance(theme, dict) and isinstance(own := theme.get("custom_dir"), str) and own:
        told += (f"`{leak.path}` in the theme's folder {_says(leak)} Take that out." for leak in look(_files(config_file.parent / own), release.fingerprints))
    if told:
        lines = dict.fromkeys(f"  {line}" for line in told)
        raise PublishError("\n".join((f"The {release.audience} site cannot be built with all that {config_file.name} adds to it:", *lines)))


def _says(leak: Leak) -> str:
    return f"says what only staff may read{leak.source and f' ({leak.source})'}."


def _values(known: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Each text among settings, keys as well, with the keys that lead to it."""
    left: list[tuple[str, object]] = [("", known)]
    met: set[int] = set()  # an alias may stand for what it stands in
    while left:
        name, value = left.pop()
        if id(value) in met:
            continue
        if isinstance(value, dict):
            met.add(id(value))
            for key, inner in value.items():
                below = f"{name}: {key}" if name else str(key)
                left += ((below, str(key)), (below, inner))
        elif isinstance(value, list):
            met.add(id(value))
            left += ((name, inner) for inner in value)
        elif value is not None:
            yield f"`{visible(name)}`", str(value).encode("utf-8", "replace")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The templates and icons of a theme's folder, and the files that are copied from it; what is no plain file is refused elsewhere."""
    put_in = (Path(place, name).relative_to(folder).as_posix() for place, _, names in os.walk(folder) for name in names if name.lower().endswith((".html", ".svg")))
    for name in sorted({*put_in, *copied(folder)}):
        try:
            yield visible(name), read_plain(folder / name, most=_MOST)
        except (OSError, ValueError):
            pass
