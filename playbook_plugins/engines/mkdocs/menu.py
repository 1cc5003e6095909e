"""The small menu, and each page's way back, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage

from playbook_plugins.model.page import Page, Release

@dataclass
class _Menu:
    """A menu in the making."""

    items: list[Section | SitePage] = field(default_factory=list)
    sections: dict[tuple[str, ...], Section] = field(default_factory=dict)

    def section(self, names: tuple[str, ...]) -> Section | None:
        """The section of that name, made at its first appearance."""
        if not names:
            return None
        if names not in self.sections:
            made = self.sections[names] = Section(escape(names[-1]), [])
            self._place(made, self.section(names[:-1]))
        return self.sections[names]

    def _place(self, item: Section | SitePage, parent: Section | None) -> None:
        item.parent = parent
        (self.items if parent is None else parent.children).append(item)


def menu(release: Release, files: Files) -> Navigation:
    """The menu that the release asks for, in the order in which its sections first appear.

    Pages that the menu does not name hang under their section all the same, so
    that tab, breadcrumbs, previous and next work on every page.
    """
    made, named = _Menu(), []
    pages = site_pages(release, files)
    if gone := [page.path for page in release.pages if page.path not in pages]:
        raise PluginError(f"A plugin or hook left out what the site must hold: {', '.join(gone)}. Take it out of mkdocs.yml.")
    for page in release.pages:
        if page.in_menu:
            made._place(pages[page.path], made.section(page.menu))
            named.append(pages[page.path])
    for page in release.pages:
        here = pages[page.path]
        here.title = escape(page.title)
        here.previous_page = here.next_page = None
        if not page.in_menu:
            here.parent = _nearest(made, page.menu)
    _chain([pages[page.path] for page in _in_order(release)])
    navigation = Navigation(made.items, named)
    if home := pages.get("index.md"):
        # Without a home page the theme has nothing to link its logo to, whether or not the menu names it.
        home.parent = None
        navigation.homepage = home
    return navigation


def site_pages(release: Release, files: Files) -> Mapping[str, SitePage]:
    """The engine's page for each released page, by path."""
    found = {page.path: files.src_uris.get(page.path) for page in release.pages}
    return {path: file.page for path, file in found.items() if file is not None and file.page is not None}


def _nearest(made: _Menu, names: tuple[str, ...]) -> Section | None:
    """The section itself, or the nearest above it, that the menu shows."""
    while names and names not in made.sections:
        names = names[:-1]
    return made.sections.get(names)


def _in_order(release: Release) -> list[Page]:
    """The pages with a place in the menu, section by section; those without one are reached by links alone."""
    first: dict[object, int] = {}
    for number, page in enumerate(release.pages):
        first.setdefault(page.menu or page.path, number)
    placed = [page for page in release.pages if page.menu or page.in_menu]
    return sorted(placed, key=lambda page: first[page.menu or page.path])


def _chain(pages: list[SitePage]) -> None:
    for before, after in zip(pages, pages[1:]):
        before.next_page, after.previous_page = after, before
