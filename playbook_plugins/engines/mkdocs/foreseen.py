"""What a site's settings may name so that everything by which the site is made is known.

Plugins and hooks may ask the clock, the network or any file. Where there are
some that are not known here, nobody can say that nothing has changed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from playbook_plugins.engines.mkdocs.borders import settings
from playbook_plugins.model.plainfile import read_plain

EXTENSIONS = frozenset({
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "nl2br", "playbook_guard", "sane_lists", "smarty", "tables", "toc", "wikilinks",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
})
"""Markdown extensions that read nothing but the text in hand."""
_PLUGINS = {"search": {"lang", "separator", "pipeline"}, "playbook": {"source", "audience", "also"}, "checklist": {"enabled"}}
"""Plugins, with their options, that read nothing but the pages and the sources."""
_THEMES = ("material", "materialx")
_MOST = 1 << 18


def files(config: Path | None) -> tuple[Path, ...] | None:
    """A site's settings, with what they inherit, and the theme's own folder; `None` where these are not all that decides how the site looks."""
    found = [config] if config else []
    looks: list[Path] = []
    try:
        for file in found:
            said = settings(file, 0)
            if not said or not _foreseen(file, said):
                return None
            if isinstance(parent := said.get("INHERIT"), str) and (above := file.parent / parent) not in found:
                found.append(above)
            theme = said.get("theme")
            if isinstance(theme, dict) and (own := theme.get("custom_dir")):
                looks.append(found[0].parent / own)
    except (OSError, TypeError, yaml.YAMLError, RecursionError):
        return None
    return (*found, *looks)


def _foreseen(file: Path, said: dict[str, Any]) -> bool:
    # a tag is how MkDocs is told to ask the environment, or to call something
    if any(isinstance(token, yaml.TagToken) for token in yaml.scan(read_plain(file, most=_MOST))):
        return False
    theme = said.get("theme", _THEMES[0])
    plain = (theme.get("name", _THEMES[0]) if isinstance(theme, dict) else theme) in _THEMES
    extensions = {name.removeprefix("markdown.extensions.") for name, _ in _named(said.get("markdown_extensions"))}
    plugins = all(name in _PLUGINS and set(options) <= _PLUGINS[name] for name, options in _named(said.get("plugins")))
    return plain and not said.get("hooks") and extensions <= EXTENSIONS and plugins


def _named(said: object) -> Iterator[tuple[str, Iterable[Any]]]:
    """Each name in a list or a mapping, with its options."""
    for entry in said if isinstance(said, list) else [said]:
        for name, options in entry.items() if isinstance(entry, dict) else [(entry, {})] if entry else []:
            yield str(name), options if isinstance(options, dict) else {} if options is None else {"?": options}
