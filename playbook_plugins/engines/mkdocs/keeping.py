"""Lets MkDocs pass over the pages that are as they were at the last build.

It is a plugin that the process puts there that builds a release, and no other.
It is handed notes, one a page, and hands back notes on the pages that were
made; it never sees a finished page of an earlier build, and knows no place
where one is kept. A note holds for a page that has the same text, while all
that stands `around` it is as it was, and its links lead where they led.

What MkDocs says of a whole site it goes on saying: anchors are noted, so it
finds a link to a heading that is gone, on whichever page that is. A page about
which anybody said anything while it was made is made anew each time, so that
it is said again.

Pages that a `second` process makes are passed over in the same way.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from playbook_plugins.engines.mkdocs import around, look
from playbook_plugins.engines.mkdocs.compiled import Compiled, Prepared, packages
from playbook_plugins.engines.mkdocs.kept import Handed, Kept, Made, Note, answer
from playbook_plugins.engines.mkdocs.listed import Listed
from playbook_plugins.engines.mkdocs.second import Second, second, share
from playbook_plugins.engines.mkdocs.unmarked import UnmarkedExtension
from playbook_plugins.engines.mkdocs.where import Where
from playbook_plugins.model.page import Release

FIRST, LAST = float("inf"), float("-inf")
NAME = "playbook/kept"
"""What the plugin is called; it has no options, and no file can name it."""
TEMPLATE = "kept.html"
"""The empty template of a page that is not made anew."""


class KeepingPlugin(BasePlugin):
    """Says of each page whether it is made, and notes what comes of it."""

    def __init__(self, release: Release, notes: Mapping[str, str], where: Where) -> None:
        self._release = release
        self._notes = notes
        self._where = where
        self._kept: list[str] = []
        self._fresh: dict[str, Note] = {}
        self._stands: dict[str, str] = {}
        """Digests of what stands around pages; none of a page that somebody may make of more."""
        self._holding: dict[str, Note] = {}
        """The notes that still hold."""
        self._second: Second | None = None
        self._entries: list[dict[str, Any]] = []
        """Those of the search, or nobody's."""
        self._found = 0
        """How many entries the search had before the page in hand."""
        self._spoken = 0
        """How much was said since the page in hand was begun."""
        self._loud: set[str] = set()
        """Pages about which something was said."""
        self._building = ExitStack()

    def dump(self) -> str:
        """What became of the pages, as text for another process."""
        return json.dumps({"kept": self._kept, "fresh": {path: note.dump() for path, note in self._fresh.items()}})

    # First: other plugins ask the theme for words of its own when they are told of the settings.
    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> None:
        if type(config.theme) is Theme:
            config.theme.__class__ = Prepared

    # Last: every plugin has had its say about the theme, and MkDocs asks next what is copied of it.
    @event_priority(LAST)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if type(config.theme) is Prepared:
            config.theme.__class__ = Listed

    # Behind the menu, which is part of what stands around a page; nothing is made before it.
    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        try:
            site = around.site(self._release, config, nav)
        except (around.Unknown, OSError):
            return nav
        self._entries = next((plugin.search_index.entries for plugin in config.plugins.values() if hasattr(plugin, "search_index")), [])
        self._building.enter_context(self._listening())
        config.markdown_extensions = [*config.markdown_extensions, UnmarkedExtension()]
        if theirs := share(self._to_make(site, config, files)):
            with suppress(ImportError, OSError):  # where there may be no other process, this one makes all pages
                self._second = self._building.enter_context(second(theirs, self._where, config=config, files=files, nav=nav, found=lambda: self._entries[self._found :]))
        return nav

    def _to_make(self, site: bytes, config: MkDocsConfig, files: Files) -> list[tuple[SitePage, str]]:
        """The pages of which no note holds, each with its text."""
        making: list[tuple[SitePage, str]] = []
        found = cache(partial(answer, files))
        for released in self._release.pages:
            path, page = released.path, files.src_uris[released.path].page
            with suppress(around.Unknown):
                self._stands[path] = stands = around.page(page, look.outline(released, self._release, files=files, config=config), site=site)
                note = Note.load(self._notes[path]) if path in self._notes else None
                if note and note.holds(stands, found):
                    self._holding[path] = note
                else:
                    making.append((page, released.body))
        return making

    # Last: what the templates may ask of their surroundings is there.
    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if self._stands:
            env.bytecode_cache = compiled = Compiled(env, packages(config.theme))
            self._building.callback(compiled.keep)
        return env

    # First: whether a page is made at all is known before anybody begins to.
    @event_priority(FIRST)
    def on_pre_page(self, page: SitePage, *, config: MkDocsConfig, files: Files) -> SitePage:
        self._spoken = 0
        path = page.file.src_uri
        if self._second and path in self._second.paths:
            page.__class__, (page.kept, page.known) = Handed, self._second.read(path)
        elif path in self._holding:
            page.__class__, page.kept = Kept, self._holding[path]
        elif path in self._stands:
            page.__class__, page.around = Made, self._stands[path]
        return page

    # Last: what the theme is told of a page has been said.
    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        if isinstance(page, Kept):
            page.meta["template"] = TEMPLATE
        return markdown

    # Last: all that is said of a page's text has been said.
    @event_priority(LAST)
    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        if self._spoken:
            self._loud.add(page.file.src_uri)
        return html

    # First and last: what the search finds of a page is what it adds in between.
    @event_priority(FIRST)
    def _on_page_context_before(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        self._found, self._spoken = len(self._entries), 0
        if isinstance(page, Handed) and self._second:
            page.kept = replace(page.kept, entries=self._second.built(page.file.src_uri))
        return context

    @event_priority(LAST)
    def _on_page_context_after(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        if isinstance(page, Kept):
            self._entries.extend(page.kept.entries)
        return context

    on_page_context = CombinedEvent(_on_page_context_before, _on_page_context_after)

    # Last: the page is as it will be written. Of one that is kept nothing is, and MkDocs then writes no file.
    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        path = page.file.src_uri
        if isinstance(page, (Handed, Made)) and page.known and not self._spoken and path not in self._loud:
            self._fresh[path] = page.note(self._entries[self._found :])
        elif isinstance(page, Kept) and not isinstance(page, Handed):
            self._kept.append(path)
        return "" if isinstance(page, Kept) else output

    def on_shutdown(self) -> None:
        self._building.close()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Count what is said, by whomever, without standing in its way."""
        usual = logging.getLogRecordFactory()

        def counted(*args: Any, **more: Any) -> logging.LogRecord:
            self._spoken += 1
            return usual(*args, **more)

        logging.setLogRecordFactory(counted)
        try:
            yield
        finally:
            logging.setLogRecordFactory(usual)
