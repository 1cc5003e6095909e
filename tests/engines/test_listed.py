"""MkDocs copies the same files of a theme, listed in brief or in full."""

from pathlib import Path

import jinja2
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from playbook_plugins.engines.mkdocs.keeping import KeepingPlugin
from playbook_plugins.engines.mkdocs.listed import Listed
from playbook_plugins.engines.mkdocs.where import Where
from playbook_plugins.model.page import Audience, Release

OWN = (".icons/a.svg", ".a/b/c.css", "b/.c/d.css", "b/c.css", "b/.d.css", "main.html", "README.md", "x.py", "locales/de/a.mo", "a b/ü.css")


def copied(theme: Theme) -> list[tuple[str, str]]:
    """What MkDocs copies, from where."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "site_dir": "site", "docs_dir": "docs"})
    config.theme, config.site_dir = theme, "site"
    files = Files([])
    files.add_files_from_theme(theme.get_env(), config)
    return [(file.src_uri, file.abs_src_path) for file in files]


@pytest.mark.parametrize("name", ["material", "mkdocs"])
def test_the_same_files_are_copied(tmp_path: Path, name: str):
    for file in OWN:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("")
    plain, brief = (Theme(name=name, custom_dir=str(tmp_path)) for _ in range(2))
    brief.__class__ = Listed
    whole = copied(plain)
    assert copied(brief) == whole
    assert {"a b/ü.css", "b/c.css"} <= {path for path, _ in whole} and "b/.c/d.css" not in {path for path, _ in whole}


class Asking(BasePlugin):
    """Somebody's plugin that asks for the theme's files before MkDocs does."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.told = config.theme.get_env().list_templates()


def test_whoever_asks_before_is_told_of_all(tmp_path: Path):
    (tmp_path / ".icons").mkdir()
    (tmp_path / ".icons" / "a.svg").write_text("")
    config, plugins = MkDocsConfig(), PluginCollection()
    config.theme = Theme(name="mkdocs", custom_dir=str(tmp_path))
    (where := Where(tmp_path)).close()
    plugins["asking"], plugins["keeping"] = asking, _ = Asking(), KeepingPlugin(Release(Audience.INTERNAL, "", "", ()), {}, where)
    plugins.on_config(config)
    plugins.on_pre_build(config=config)
    assert ".icons/a.svg" in asking.told
    assert ".icons/a.svg" not in config.theme.get_env().list_templates()


def test_whoever_asks_later_is_told_of_all(tmp_path: Path):
    (tmp_path / ".icons").mkdir()
    (tmp_path / ".icons" / "a.svg").write_text("")
    theme = Theme(name="mkdocs", custom_dir=str(tmp_path))
    theme.__class__ = Listed
    env = theme.get_env()
    assert ".icons/a.svg" not in env.list_templates()
    assert ".icons/a.svg" in env.list_templates()
    assert type(theme) is Theme and type(theme.get_env().loader) is jinja2.FileSystemLoader
