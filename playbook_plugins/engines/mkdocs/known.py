"""What `mkdocs.yml` may ask of the public site; the rest is refused before anything is touched.

Public pages are vetted in their sources, so nothing may read them otherwise
than we do, or bring in text from elsewhere. What plugins and hooks do beyond
that cannot be known from their names: `mkdocs.yml` is code, and whoever may
change it may publish anything. What they add is held against the list of
expected files, and every byte against the fingerprints.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import Any

from mkdocs.config.base import BaseConfigOption
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from playbook_plugins.engines.mkdocs import guard, serve
from playbook_plugins.engines.mkdocs.expected import copied, looks, named
from playbook_plugins.engines.mkdocs.outside import elsewhere
from playbook_plugins.model.filenames import meet
from playbook_plugins.model.page import Audience

log = get_plugin_logger("playbook")

EXTENSIONS = frozenset({"fenced_code", "pymdownx.highlight", "pymdownx.superfences", "tables", "toc", *guard.NAMES})
"""Markdown extensions that read a page as our own grammar does, and read no other file."""
EXTRAS = frozenset({"generator", "homepage", "playbook", "search_config", "social"})
"""What may stand under `extra`: links that somebody has to follow, what MaterialX's search puts there, and ourselves."""
THEMES = ("material", "materialx")
"""Themes that are known to fetch nothing from other hosts once `font` is false."""
EDITS = ("content.action.edit", "content.action.view")
"""Features of the theme that lead to the sources."""
_READS, _TELLS, _WRITES, _FETCHES = (
    "puts text from other files or from the program into pages",
    "tells who wrote a page and when",
    "makes pages, pictures or feeds of its own",
    "fetches from other hosts",
)
PLUGINS = {
    "authors": _TELLS, "blog": _WRITES, "gen-files": _WRITES, "git-authors": _TELLS, "git-committers": _TELLS, "git-revision-date": _TELLS,
    "git-revision-date-localized": _TELLS, "include-markdown": _READS, "include_dir_to_nav": _READS, "kroki": _FETCHES, "llmstxt": _WRITES,
    "macros": _READS, "markdownextradata": _READS, "meta": _READS, "mike": _WRITES, "mkdocs-jupyter": _WRITES, "mkdocstrings": _READS,
    "monorepo": _READS, "multirepo": _FETCHES, "offline": _WRITES, "privacy": _FETCHES, "projects": _WRITES, "rss": _WRITES, "snippets": _READS,
    "social": _WRITES, "table-reader": _READS, "tags": _WRITES,
}
"""Plugins that are known to publish more than a page's own text, and what they do."""
_ASKED_BY_THE_THEME = re.compile(r"\b(?:github|gitlab)\b", re.IGNORECASE)


def vet(config: MkDocsConfig, audience: Audience, *, source: Path, also: Iterable[str], serving: bool) -> None:
    """Raise for what a public site may not be built with; the internal one is only told by whom its visitors are seen.

    `source` is the playbook's folder, and `also` what its owner lets others add. Under `serve` nothing raises.
    """
    public = audience is Audience.PUBLIC
    if public:
        hide_sources(config)
    faults = refused(config, source, also) if public else tuple(outside(config))
    if not faults:
        return
    said = "\n".join((f"The {audience} site should not be built with these settings in mkdocs.yml:", *(f"  {fault}" for fault in faults)))
    if public and not serving:
        raise PluginError(said)
    if serving:
        serve.say(config, said)
    else:
        log.warning(said)


def refused(config: MkDocsConfig, source: Path, also: Iterable[str]) -> tuple[str, ...]:
    """All that keeps the public site from being built with this configuration, each with what to do."""
    return (
        *_unknown(config),
        *_extensions(config),
        *_plugins(config),
        *(f"`extra: {name}`: the public site does not know it; take it out" for name in config.extra if name not in EXTRAS),
        *(f"`features: {name}`: it has let strangers run a script; take it out" for name in _features(config) if name == "search.suggest"),
        *outside(config),
        *_kept_back(config),
        *_folders(config, source, tuple(also)),
    )


def outside(config: MkDocsConfig) -> Iterator[str]:
    """What would let another host hear of every visitor."""
    if config.theme.name not in THEMES:
        yield "`theme: name`: only `material` and `materialx` are known to fetch nothing from other hosts; write `name: material`"
    elif config.theme.get("font") is not False:
        yield "`theme: font`: another host would hear of every visitor; write `font: false`"
    for key in ("logo", "favicon"):
        if elsewhere(str(config.theme.get(key) or ""), ""):
            yield f"`theme: {key}`: it comes from another host; keep the file on the site"
    for key in ("extra_css", "extra_javascript"):
        yield from (f"`{key}: {path}`: it comes from another host; keep the file on the site" for path in map(str, config[key]) if elsewhere(path, ""))
    if "analytics" in config.extra:
        yield "`extra: analytics`: another host would hear of every visitor; take it out"
    if _ASKED_BY_THE_THEME.search(config.repo_url or ""):
        yield "`repo_url`: every visitor’s browser asks that host about it; take it out"
    if config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences"):
        yield "`custom_fences`: what draws them may come from another host; take them out"


def hide_sources(config: MkDocsConfig) -> None:
    """Take the links to the sources off every page: where they lead is nobody's business outside."""
    config.repo_url = config.repo_name = config.edit_uri = config.edit_uri_template = None
    config.theme["features"] = [name for name in _features(config) if name not in EDITS]


def _unknown(config: MkDocsConfig) -> Iterator[str]:
    """Settings that MkDocs passes over with a warning: somebody may trust one to keep something back."""
    for key in map(str, config):
        if not isinstance(getattr(type(config), key, None), BaseConfigOption):
            yield f"`{key}`: MkDocs knows no such setting; mend its name, or take it out"


def _features(config: MkDocsConfig) -> list[Any]:
    return list(config.theme.get("features") or ())


def _extensions(config: MkDocsConfig) -> Iterator[str]:
    for name in config.markdown_extensions:
        if str(name).removeprefix("markdown.extensions.") not in EXTENSIONS:
            yield f"`markdown_extensions: {name}`: public pages are not checked for what it does; take it out"


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    for name, plugin in config.plugins.items():
        # The theme's own are called "material/tags" and the like by then.
        does = PLUGINS.get(PurePosixPath(name).name)
        if does and plugin.config.get("enabled", True):
            yield f"`plugins: {name}`: it {does}; leave it to the internal site"
        # MaterialX makes an index of packed files that nobody could look through
        if PurePosixPath(name).name == "search" and plugin.config.get("provider") == "pagefind":
            yield f"`plugins: {name}`: its index cannot be looked through for words of staff; write `search: {{provider: lunr}}`"


def _kept_back(config: MkDocsConfig) -> Iterator[str]:
    """Patterns that somebody may trust to keep a page off the site: what pages there are is said by the sources alone."""
    for key in ("exclude_docs", "draft_docs"):
        if config[key] is not None:
            yield f"`{key}`: it keeps no page back; move what is not for everybody out of docs_dir, and take it out"


def _folders(config: MkDocsConfig, source: Path, also: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with the folder of hand-written pages and the theme folder."""
    own = config.theme.custom_dir
    for name, folder in {"docs_dir": config.docs_dir, "custom_dir": own}.items():
        if folder and meet(Path(folder).resolve(), source.resolve()):
            yield f"`{name}`: it and the playbook ({source}) overlap; give it a folder of its own"
    if own:
        yield from (f"`custom_dir`: {name} is a link, a twin of another file or none at all; put the file itself there" for name in links(Path(own)))
        asked = {*config.extra_templates, *config.theme.static_templates}
        for name in copied(Path(own)):
            if not looks(name) and name not in asked and not any(named(name, pattern) for pattern in also):
                yield f"`custom_dir`: {name} would be published; take it out, or name it under `also` of the plugin `playbook`"


def links(folder: Path) -> Iterator[str]:
    """What in a folder is neither a folder nor a file of its own: its bytes may be those of any file."""
    if folder.is_symlink():
        yield folder.name
    for place, folders, names in os.walk(folder):
        for name in sorted((*folders, *names)):
            about = (path := Path(place, name)).lstat()
            if not S_ISDIR(about.st_mode) and not (S_ISREG(about.st_mode) and about.st_nlink == 1):
                yield path.relative_to(folder).as_posix()
