"""What `mkdocs.yml` asks of the public site is known, or nothing is built."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from playbook_plugins.engines.mkdocs import known
from playbook_plugins.engines.mkdocs.build import EngineError, build
from playbook_plugins.engines.mkdocs.known import hide_sources, links, outside, refused, vet
from playbook_plugins.model.page import Audience
from tests.conftest import ROOT
from tests.engines.project import CONFIG, PUBLIC, Project, tree

THEME = "theme: {name: material, font: false}\n"


def settings(folder: Path, text: str) -> MkDocsConfig:
    (folder / "docs/public").mkdir(parents=True, exist_ok=True)
    defaults = {"site_name": "site_name: A\n", "docs_dir": "docs_dir: docs/public\n", "theme": THEME, "plugins": "plugins: [search, playbook]\n"}
    missing = "".join(line for key, line in defaults.items() if f"{key}:" not in text)
    (file := folder / "mkdocs.yml").write_text(missing + text)
    return load_config(str(file))


def told(folder: Path, text: str, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    return refused(settings(folder, text), folder / "docs/playbook", also)


@pytest.mark.parametrize("name", ["mkdocs.yml", "playbook_plugins/engines/mkdocs/default.yml", "playbook_plugins/starter/neutral/mkdocs.yml"])
def test_the_settings_that_come_with_us_are_known(name: str, tmp_path: Path):
    text = (ROOT / name).read_text("utf-8")
    assert told(tmp_path, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "markdown_extensions: [playbook_guard, playbook_plugins.engines.mkdocs.guard, markdown.extensions.tables, pymdownx.highlight, pymdownx.superfences, toc]\n",
        "extra: {generator: false, homepage: /, social: [{icon: fontawesome/brands/mastodon, link: 'https://social.example/@a'}]}\n",
        "theme: {name: material, font: false, features: [navigation.tabs], logo: assets/logo.svg, favicon: a.png}\n",
        "extra_css: [a.css]\nextra_javascript: [a.js, {path: b.js, defer: true}]\n",
        "plugins: [search, playbook, tags: {enabled: false}]\n",
        "extra: {search_config: {provider: lunr, lunr: {lang: en}}}\n",
        "repo_url: https://git.example/o/r\n",
        "theme: {name: material, font: false, features: }\n",
    ],
)
def test_what_is_known_is_let_through(tmp_path: Path, text: str):
    assert told(tmp_path, text) == ()


@pytest.mark.parametrize(
    "name",
    ["abbr", "attr_list", "md_in_html", "meta", "footnotes", "smarty", "admonition", "def_list", "extra", "markdown.extensions.attr_list",
     "pymdownx.snippets", "pymdownx.b64", "pymdownx.critic", "pymdownx.tabbed", "pymdownx.blocks.html", "pymdownx.superfences:SuperFencesCodeExtension"],
)
def test_an_extension_that_reads_pages_otherwise_is_refused(tmp_path: Path, name: str):
    (said,) = told(tmp_path, f"markdown_extensions: ['{name}']\n")
    assert said == f"`markdown_extensions: {name}`: public pages are not checked for what it does; take it out"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("theme: material\n", "`theme: font`: another host would hear of every visitor; write `font: false`"),
        ("theme: {name: material, font: {text: Roboto}}\n", "`theme: font`: another host"),
        ("theme: {name: material, font: 0}\n", "`theme: font`: another host"),
        ("theme: mkdocs\n", "`theme: name`: only `material` and `materialx` are known to fetch nothing"),
        ("theme: {name: null, custom_dir: own, font: false}\n", "`theme: name`: only `material` and `materialx`"),
        ("theme: {name: material, font: false, logo: 'https://cdn.example/a.png'}\n", "`theme: logo`: it comes from another host"),
        ("theme: {name: material, font: false, favicon: '//cdn.example/a.png'}\n", "`theme: favicon`: it comes from another host"),
        ("extra_css: [a.css, 'https://cdn.example/a.css']\n", "`extra_css: https://cdn.example/a.css`: it comes from another host"),
        ("extra_javascript: [{path: '//cdn.example/a.js', async: true}]\n", "`extra_javascript: //cdn.example/a.js`: it comes"),
        ("markdown_extensions: [pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid}]}]\n", "`custom_fences`: what draws them"),
        ("theme: {name: material, font: false, features: [search.suggest]}\n", "`features: search.suggest`: it has let strangers run a script"),
        ("extra: {version: {provider: mike}}\n", "`extra: version`: the public site does not know it"),
        ("extra: {polyfills: ['https://cdn.example/a.js']}\n", "`extra: polyfills`: the public site does not know it"),
        ("extra: {anything: 1}\n", "`extra: anything`: the public site does not know it"),
        ("plugins: [search, tags]\n", "`plugins: material/tags`: it makes pages, pictures or feeds of its own; leave it to the internal site"),
        ("plugins: [privacy]\n", "`plugins: material/privacy`: it fetches from other hosts"),
        ("plugins: [meta: {enabled: true}]\n", "`plugins: material/meta`: it puts text from other files"),
        ("exlude_docs: plan.md\n", "`exlude_docs`: MkDocs knows no such setting; mend its name, or take it out"),
        ("load_dict: 1\n", "`load_dict`: MkDocs knows no such setting"),
        ("exclude_docs: plan.md\n", "`exclude_docs`: it keeps no page back"),
        ("draft_docs: '*'\n", "`draft_docs`: it keeps no page back"),
        ("docs_dir: docs\n", "`docs_dir`: it and the playbook ("),
    ],
)
def test_what_the_public_site_may_not_have_is_said(tmp_path: Path, text: str, says: str):
    (tmp_path / "own").mkdir()
    (said,) = told(tmp_path, text)
    assert said.startswith(says)


@pytest.mark.filterwarnings("error")
def test_several_settings_that_mkdocs_does_not_know_are_said_without_a_warning_of_its_own(tmp_path: Path):
    (tmp_path / "base.yml").write_text("notin_nav: a.md\n1: 2\n")
    said = told(tmp_path, "INHERIT: base.yml\nexlude_docs: plan.md\nstrict: false\n")
    assert sorted(line.partition(":")[0] for line in said) == ["`1`", "`exlude_docs`", "`notin_nav`"]


def test_analytics_are_refused_for_both_reasons(tmp_path: Path):
    one, other = told(tmp_path, "extra: {analytics: {provider: google, property: G-1}}\n")
    assert "does not know it" in one
    assert other == "`extra: analytics`: another host would hear of every visitor; take it out"


@pytest.mark.parametrize("name", ["macros", "include-markdown", "git-authors", "rss"])
def test_plugins_of_others_are_known_by_their_names(tmp_path: Path, name: str):
    config = settings(tmp_path, "")
    config.plugins[name] = BasePlugin()
    config.plugins["unheard-of"] = BasePlugin()
    (said,) = refused(config, tmp_path / "docs/playbook", ())
    assert said == f"`plugins: {name}`: it {known.PLUGINS[name]}; leave it to the internal site"


@pytest.mark.parametrize(("provider", "refused_"), [("lunr", False), ("pagefind", True)])
def test_a_search_whose_index_is_packed_is_refused(tmp_path: Path, provider: str, refused_: bool):
    config = settings(tmp_path, "")
    config.plugins["materialx/search"] = plugin = BasePlugin()
    plugin.config["provider"] = provider
    says = "`plugins: materialx/search`: its index cannot be looked through for words of staff; write `search: {provider: lunr}`"
    assert refused(config, tmp_path / "docs/playbook", ()) == ((says,) if refused_ else ())


def test_a_theme_folder_of_ones_own_brings_looks_alone(tmp_path: Path):
    own = tmp_path / "own"
    (own / "a").mkdir(parents=True)
    for name in ("main.html", "a/b.css", "logo.svg", "notes.txt", "a/plan.JSON", "robots.txt", "feed.xml", "cv.pdf", ".hidden", "README.md", "hook.py"):
        (own / name).write_text("")
    text = "theme: {name: material, font: false, custom_dir: own, static_templates: [feed.xml]}\nextra_templates: [robots.txt]\n"
    assert told(tmp_path, text, also=("*.pdf",)) == (
        "`custom_dir`: notes.txt would be published; take it out, or name it under `also` of the plugin `playbook`",
        "`custom_dir`: a/plan.JSON would be published; take it out, or name it under `also` of the plugin `playbook`",
    )


def test_a_theme_folder_holds_files_of_its_own(tmp_path: Path):
    own, playbook = tmp_path / "own", tmp_path / "docs/playbook"
    (own / ".icons").mkdir(parents=True)
    playbook.mkdir(parents=True)
    (playbook / "plan.md").write_text("")
    (own / "main.html").symlink_to(playbook / "plan.md")
    (own / ".icons/all").symlink_to(playbook, target_is_directory=True)
    os.link(playbook / "plan.md", own / "twin.css")
    os.mkfifo(own / "pipe.css")
    (own / "fine.css").write_text("")
    assert [*links(own)] == ["main.html", "pipe.css", "twin.css", ".icons/all"]
    said = told(tmp_path, "theme: {name: material, font: false, custom_dir: own}\n")
    assert said[0] == "`custom_dir`: main.html is a link, a twin of another file or none at all; put the file itself there"
    assert len(said) == 4


def test_a_theme_folder_is_no_link_and_no_playbook(tmp_path: Path):
    (tmp_path / "docs/playbook/pictures").mkdir(parents=True)
    (tmp_path / "away").mkdir()
    (tmp_path / "own").symlink_to("away", target_is_directory=True)
    (said,) = told(tmp_path, "theme: {name: material, font: false, custom_dir: own}\n")
    assert said.startswith("`custom_dir`: own is a link")
    (said,) = told(tmp_path, "theme: {name: material, font: false, custom_dir: docs/playbook/pictures}\n")
    assert said.startswith("`custom_dir`: it and the playbook")


def test_the_public_is_not_led_to_the_sources(tmp_path: Path):
    text = "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\nedit_uri_template: '{path}'\n"
    config = settings(tmp_path, text + "theme: {name: material, font: false, features: [content.action.edit, search.share, content.action.view]}\n")
    hide_sources(config)
    assert [config[key] for key in ("repo_url", "repo_name", "edit_uri", "edit_uri_template")] == [None] * 4
    assert config.theme["features"] == ["search.share"]


@pytest.mark.parametrize(("host", "asks"), [("github.com", True), ("gitlab.example", True), ("git.example", False)])
def test_staff_are_told_by_whom_they_are_seen(tmp_path: Path, host: str, asks: bool):
    found = [*outside(settings(tmp_path, f"repo_url: https://{host}/o/r\n"))]
    assert found == ["`repo_url`: every visitor’s browser asks that host about it; take it out"] * asks


@pytest.mark.parametrize(
    ("audience", "serving", "strict", "level"),
    [
        (Audience.PUBLIC, False, False, None),
        (Audience.PUBLIC, True, False, "WARNING"),
        (Audience.PUBLIC, True, True, "INFO"),
        (Audience.INTERNAL, False, False, "WARNING"),
        (Audience.INTERNAL, False, True, "WARNING"),
        (Audience.INTERNAL, True, True, "INFO"),
    ],
)
def test_a_public_build_stops_and_all_else_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, audience: Audience, serving: bool, strict: bool, level: str | None
):
    config = settings(tmp_path, f"theme: material\nrepo_url: https://github.com/o/r\nmarkdown_extensions: [meta]\nstrict: {strict}\n")
    asked: Mapping[str, object] = {"source": tmp_path / "docs/playbook", "also": (), "serving": serving}
    with caplog.at_level("INFO"):
        if level is None:
            with pytest.raises(PluginError) as caught:
                vet(config, audience, **asked)
            said = str(caught.value)
        else:
            vet(config, audience, **asked)
            (record,) = caplog.records
            assert record.levelname == level
            said = record.message
    assert said.splitlines()[0].endswith(f"The {audience} site should not be built with these settings in mkdocs.yml:")
    public = audience is Audience.PUBLIC
    assert ("font: false" in said, "meta" in said, "repo_url" in said) == (True, public, not public)
    assert (config.repo_url is None) is public


def test_where_nothing_is_wrong_nothing_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    for audience in Audience:
        vet(settings(tmp_path, ""), audience, source=tmp_path / "docs/playbook", also=(), serving=False)
    assert caplog.records == []


@pytest.mark.slow
def test_a_public_build_with_unknown_settings_says_all_that_is_wrong_and_touches_nothing(project: Project, yesterday: dict[str, bytes], tmp_path: Path):
    project.says()
    # What a hook puts in counts like what the file says.
    project.write("hook.py", "def on_config(config): config.extra_javascript.append('https://cdn.example/a.js')\n")
    wrong = CONFIG.replace("font: false", "font: {text: Lato}").replace("tables]", "tables, pymdownx.snippets]").replace("[stand_in.py]", "[stand_in.py, hook.py]")
    config = project.write("mkdocs.yml", wrong + "extra: {analytics: {}}\n")
    result = project.run("build")
    with pytest.raises(EngineError) as caught:
        build(PUBLIC, tmp_path / "out", config_file=config)
    for said in (result.stderr, str(caught.value)):
        assert "these settings in mkdocs.yml:\n  `markdown_extensions: pymdownx.snippets`" in said
        assert all(word in said for word in ("`extra: analytics`", "`font: false`", "`extra_javascript: https://cdn.example/a.js`"))
        assert "Traceback" not in said
    assert result.returncode == 1
    assert project.site() == yesterday
    assert tree(tmp_path / "out") == {}
