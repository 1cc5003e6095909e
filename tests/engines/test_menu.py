"""The small menu, and each page's way back, before and after."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section, get_navigation

from playbook_plugins.engines.mkdocs.menu import menu, site_pages
from playbook_plugins.model.page import Audience, Page, Release

PAGES = (
    Page("index.md", "Home", "# Home", in_menu=True),
    Page("policies/index.md", "All policies", "# Policies", menu=("Policies",), in_menu=True),
    Page("policies/a.md", "A & <b>", "# A", menu=("Policies",)),
    Page("roles/index.md", "Roles", "# Roles", menu=("People", "Roles"), in_menu=True),
    Page("policies/b.md", "B", "# B", menu=("Policies",)),
    Page("roles/boss.md", "Boss", "# Boss", menu=("People", "Roles")),
    Page("owner.md", "Owner", "# Owner", in_menu=True),
    Page("hidden/x.md", "X", "# X", menu=("Nothing here",)),
    Page("thanks.md", "Thanks", "# Thanks"),
)


class Built:
    """What the engine has after `on_nav`."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        config = MkDocsConfig()
        config.plugins = PluginCollection()
        config.plugins._current_plugin = "playbook"
        files = Files([File.generated(config, page.path, content=page.body) for page in pages])
        # As MkDocs does: it has made a menu of its own, with parents and neighbours, before ours is asked for.
        get_navigation(files, config)
        release = Release(Audience.PUBLIC, "Bikes", "en", pages)
        self.menu: Navigation = menu(release, files)
        self.pages = site_pages(release, files)

    def way_back(self, path: str) -> list[str]:
        return [section.title for section in self.pages[path].ancestors]

    def neighbours(self, path: str) -> tuple[str | None, str | None]:
        here = self.pages[path]
        return tuple(page and page.file.src_uri for page in (here.previous_page, here.next_page))


def drawn(items: list) -> list:
    return [(item.title, drawn(item.children)) if isinstance(item, Section) else item.file.src_uri for item in items]


@pytest.fixture(scope="module")
def built() -> Built:
    return Built(PAGES)


def test_the_menu_names_the_pages_that_ask_for_it_in_sections_by_first_appearance(built: Built):
    assert drawn(built.menu.items) == [
        "index.md",
        ("Policies", ["policies/index.md"]),
        ("People", [("Roles", ["roles/index.md"])]),
        "owner.md",
    ]


def test_a_page_outside_the_menu_hangs_under_its_section(built: Built):
    assert built.way_back("policies/b.md") == ["Policies"]
    assert built.way_back("roles/boss.md") == ["Roles", "People"]


def test_visiting_such_a_page_lights_its_section(built: Built):
    built.pages["roles/boss.md"].active = True
    assert built.menu.items[2].active
    built.pages["roles/boss.md"].active = False


def test_previous_and_next_go_through_a_section_and_on_to_the_next(built: Built):
    order = ["index.md", "policies/index.md", "policies/a.md", "policies/b.md", "roles/index.md", "roles/boss.md", "owner.md"]
    for before, after in zip(order, order[1:]):
        assert built.neighbours(before)[1] == after
        assert built.neighbours(after)[0] == before


def test_a_page_that_only_links_reach_stands_alone(built: Built):
    assert built.neighbours("thanks.md") == (None, None)
    assert built.way_back("thanks.md") == []


def test_a_section_without_a_page_in_the_menu_is_not_shown(built: Built):
    assert built.way_back("hidden/x.md") == []


def test_titles_are_escaped_once(built: Built):
    assert str(built.pages["policies/a.md"].title) == "A &amp; &lt;b&gt;"


def test_the_home_page_is_known_even_where_the_menu_leaves_it_out():
    built = Built((Page("index.md", "Home", "# Home"), Page("a.md", "A", "# A", in_menu=True)))
    assert built.menu.homepage is built.pages["index.md"]
    assert built.pages["index.md"].is_homepage


def test_a_page_that_another_plugin_left_out_is_named():
    release = Release(Audience.PUBLIC, "Bikes", "en", PAGES)
    with pytest.raises(PluginError, match="left out what the site must hold: index.md, policies/index.md"):
        menu(release, Files([]))
