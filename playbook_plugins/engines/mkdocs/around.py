"""What stands around the text of a page and decides how it looks when it is finished, told as a digest.

A finished page may be used again only where all of this is as it was. So it is
told in full or not at all: for settings, plugins and templates of which nobody
knows what they read, `Unknown` is raised, and every page is made anew.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.theme import Theme

from playbook_plugins.cache import digest
from playbook_plugins.engines.mkdocs import guard
from playbook_plugins.engines.mkdocs.known import EXTENSIONS
from playbook_plugins.model.page import Release

PLUGINS = frozenset({"material.plugins.search.plugin", *(f"playbook_plugins.engines.mkdocs.{name}" for name in ("checklist", "keeping", "playbook"))})
"""Where the plugins are from of which it is known that they look at one page at a time."""
THEMES = frozenset({"material"})
"""Themes whose pages read no other page's text."""
TEMPLATES = frozenset({"404.html", "sitemap.xml"})
"""Templates beside the pages that read no page's text."""
EACH = EXTENSIONS | {
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "nl2br", "sane_lists", "smarty", "wikilinks",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
}
"""Markdown extensions that read nothing but the text in hand."""
_PACKAGES = ("markdown", "pymdownx")
"""Whose functions a setting may name."""
_ELSEWHERE = frozenset({"config_file_path", "dev_addr", "docs_dir", "draft_docs", "exclude_docs", "hooks", "not_in_nav", "plugins", "site_dir", "strict", "theme", "watch"})
"""Settings that are looked at in another way here, or that no page tells of."""
_READ = ("jieba_dict", "jieba_dict_user")
"""Options of the theme's search that name files to read."""
_MOST = 1 << 22
"""Bytes of a theme's folder of one's own that are looked at."""


class Unknown(Exception):
    """Something may read what nobody here knows of."""


def site(release: Release, config: MkDocsConfig, navigation: Navigation) -> bytes:
    """A digest of what stands around every page of a site. Raises `Unknown`."""
    if config.hooks or config.extra_templates:
        raise Unknown
    if config.theme.name not in THEMES or set(config.theme.static_templates) - TEMPLATES:
        raise Unknown
    if any(type(plugin).__module__ not in PLUGINS for plugin in config.plugins.values()):
        raise Unknown
    if any(plugin.config.get(name) for plugin in config.plugins.values() for name in _READ):
        raise Unknown
    if any(str(name).removeprefix("markdown.extensions.") not in EACH for name in config.markdown_extensions):
        raise Unknown
    settings = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    plugins = {name: plugin.config for name, plugin in config.plugins.items()}
    said = (release.audience, release.name, release.language, release.url, release.styles, release.scripts, release.icons, release.frame, release.frames)
    menu = (_item(navigation.homepage), [_item(item) for item in navigation.items], [page.url for page in navigation.pages])
    return digest(*map(repr, (_told(settings), _told(plugins), _theme(config.theme), _told(said), menu)))


def page(page: SitePage, meta: Mapping[str, Any], *, site: bytes) -> str:
    """A digest of what stands around one page: the site, what the theme is told of it beside the sentences that the site has for its language, and where it leads."""
    neighbours = [_item(other) for other in (page.previous_page, page.next_page)]
    way = [section.title for section in page.ancestors]
    return digest(site, repr((_item(page), page.file.src_uri, page.canonical_url, page.abs_url, page.edit_url, page.is_homepage, neighbours, way, _told(meta)))).hex()


def _item(item: Section | SitePage | None) -> object:
    """What a menu shows of an entry."""
    if isinstance(item, SitePage):
        return str(item.title), item.url, item.is_index
    return item and (str(item.title), [_item(child) for child in item.children])


def _theme(theme: Theme) -> object:
    """A theme with its settings, and the files that its pages are made of."""
    own = theme.custom_dir
    folders = [(folder, list(_contents(Path(folder)) if folder == own else _stamps(folder))) for folder in theme.dirs]
    said = {name: value for name, value in theme.items() if name != "locale"}
    return theme.name, str(theme.locale), _told(said), sorted(theme.static_templates), folders


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """The files of a theme, by size and time; thousands of icons lie in folders with a dot, and change with the package alone."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "assets")
        for name in sorted(names):
            status = os.stat(path := os.path.join(place, name))
            yield path, status.st_size, status.st_mtime_ns


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an owner's own folder, by content. A template of theirs may read anything. Raises `Unknown`."""
    left = _MOST
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix.lower() in (".html", ".xml", ".jinja", ".j2") or (left := left - path.stat().st_size) < 0:
            raise Unknown
        yield path.relative_to(folder).as_posix(), digest(path.read_bytes())


def _told(value: object) -> object:
    """A value in words that are the same for the same value, in every process. Raises `Unknown`."""
    if value is guard.READY:
        return "ready"
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)
    if isinstance(value, (str, bytes)):
        # apart from its kind: text that is escaped is printed in another way
        return type(value).__name__, value[:]
    if isinstance(value, Mapping):
        return type(value).__name__, [(_told(name), _told(one)) for name, one in value.items()]
    if isinstance(value, (list, tuple)):
        return [_told(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_told(one)) for one in value)
    if isinstance(value, SitePage):
        return _item(value)
    if isinstance(value, FunctionType) and value.__module__.partition(".")[0] in _PACKAGES:
        return value.__module__, value.__qualname__
    raise Unknown
