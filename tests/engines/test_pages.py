"""What the engine makes of a release: titles, edit links, the page's kind."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.engines.mkdocs.files import edit_start
from playbook_plugins.model.page import Page, Release
from tests.engines.project import CONFIG, INTERNAL, PUBLIC, Project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (config := folder / "mkdocs.yml").write_text(
        CONFIG.replace("hooks: [stand_in.py]", "repo_url: https://git.example/o/r\nedit_uri: edit/main/docs/")
        .replace("[navigation", "[content.action.edit, navigation")
    )
    (folder / "docs").mkdir()
    (folder / ".git").mkdir()
    (out := folder / "out").mkdir()
    build(PUBLIC, out, config_file=config)
    return out


def html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text()


def test_titles_are_text_whatever_they_hold(site: Path):
    class Tags(HTMLParser):
        seen: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.add(tag)

    for page in ("", "principles/say-no", "thanks"):
        Tags().feed(html(site, page))
    assert not Tags.seen & {"bikes", "no"}
    assert "<title>Say &lt;no&gt; - Müller &amp; Daughters &lt;Bikes&gt;</title>" in html(site, "principles/say-no")


def test_the_description_is_text_too(site: Path):
    assert 'name="description" content="We mend &#34;everyday&#34; bicycles &amp; trailers"' in html(site, "")


def test_a_first_line_that_looks_like_front_matter_is_shown(tmp_path: Path):
    build(replace(PUBLIC, pages=(*PUBLIC.pages, Page("a.md", "A", "Note: we call.\n\n# A\n"))), tmp_path)
    assert "Note: we call." in html(tmp_path, "a")


def test_a_page_says_its_kind_and_audience(site: Path):
    assert '<body data-playbook-page="fit" data-playbook-audience="public"' in html(site, "")


def test_styles_and_scripts_of_the_release_are_loaded(site: Path):
    page = html(site, "promises")
    assert '<link rel="stylesheet" href="../assets/playbook.css">' in page
    assert '<script src="../assets/playbook.js" defer></script>' in page


@pytest.mark.parametrize(("release", "shown"), [(PUBLIC, False), (INTERNAL, True)])
def test_the_edit_link_leads_staff_to_the_true_source_and_the_public_nowhere(site: Path, tmp_path: Path, release: Release, shown: bool):
    if shown:
        build(release, tmp_path, config_file=site.parent / "mkdocs.yml")
        site = tmp_path
    assert ('href="https://git.example/o/r/edit/main/docs/playbook/fit.md"' in html(site, "")) is shown
    assert 'rel="edit"' not in html(site, "promises")
    assert any(b"git.example" in page.read_bytes() for page in site.rglob("*.html")) is shown


@pytest.mark.parametrize(
    ("uri", "start"),
    [("edit/main/docs/public/", "docs/public"), ("edit/master/docs/", "docs"), ("blob/main/", "."), ("", "."), (None, ".")],
)
def test_sources_are_named_from_where_edit_uri_ends(tmp_path: Path, uri: str | None, start: str):
    (tmp_path / "docs/public").mkdir(parents=True)
    assert edit_start(uri, tmp_path) == start


def test_addresses_come_from_the_release(site: Path):
    assert '<link rel="canonical" href="https://bikes.example/care/promises/">' in html(site, "promises")
    assert "<lastmod>2023-11-14</lastmod>" in (site / "sitemap.xml").read_text()


def test_no_request_leaves_the_site(site: Path):
    for page in site.rglob("*.html"):
        sources = re.findall(r'<(?:script|img|link|iframe)\b[^>]*(?:src|href)="(https?:[^"]*)"[^>]*>', page.read_text())
        assert [source for source in sources if "bikes.example" not in source] == []


def test_no_source_map_is_published(site: Path):
    assert not [*site.rglob("*.map")]


def test_the_users_own_name_address_and_style_stay(tmp_path: Path):
    (config := tmp_path / "mkdocs.yml").write_text(
        CONFIG.replace("site_name: Playbook", "site_name: My own\nsite_url: https://own.example/\nextra_css: [own.css]")
        .replace("hooks: [stand_in.py]", "")
    )
    (out := tmp_path / "out").mkdir()
    build(INTERNAL, out, config_file=config)
    page = html(out, "promises")
    assert "<title>Promises - My own</title>" in page
    assert 'href="https://own.example/promises/"' in page
    assert page.index("own.css") < page.index("playbook.css")


def test_the_release_chooses_the_language(tmp_path: Path):
    build(replace(PUBLIC, language="de-AT"), tmp_path)
    assert '<html lang="de-AT"' in html(tmp_path, "")
    assert ">Zum Inhalt<" in " ".join(html(tmp_path, "promises").split()).replace("> ", ">").replace(" <", "<")


def test_a_menu_in_mkdocs_yml_does_not_show(project: Project):
    project.write("mkdocs.yml", CONFIG + "nav: [{Secret plans: plans.md}]\n")
    project.run("build")
    assert not [name for name, content in project.site().items() if b"Secret plans" in content]
