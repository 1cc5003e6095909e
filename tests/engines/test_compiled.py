"""The theme's templates are compiled once, and what is kept of them never decides."""

import sys
from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from playbook_plugins.engines.mkdocs import compiled
from playbook_plugins.engines.mkdocs.compiled import Compiled, Prepared


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the code of templates is kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "_place", lambda: tmp_path / "kept" / "code.templates")
    return tmp_path / "kept" / "code.templates"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "theme" / "main.html").write_text("Theme {{ 1 + 1 }}{% include 'own.html' %}")
    (tmp_path / "own" / "own.html").write_text(" and own")
    return tmp_path / "theme"


def rendered(theme: Path, **options: bool) -> tuple[str, list[str]]:
    """The page, and the templates of which code was at hand."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader([theme, theme.with_name("own")]), **options)
    environment.bytecode_cache = code = Compiled(environment, [str(theme)])
    page = environment.get_template("main.html").render()
    code.keep()
    return page, [Path(name).name for name in code._known.keys() - code._fresh.keys()]


def test_a_template_of_a_package_is_compiled_once(theme, kept):
    assert rendered(theme) == ("Theme 2 and own", [])
    assert rendered(theme) == ("Theme 2 and own", ["main.html"])


def test_what_a_template_says_decides(theme, kept):
    rendered(theme)
    (theme / "main.html").write_text("Another {{ 1 + 2 }}")
    assert rendered(theme) == ("Another 3", [])
    assert rendered(theme) == ("Another 3", ["main.html"])


def test_where_templates_are_read_in_another_way_they_are_compiled_anew(theme, kept):
    (theme / "main.html").write_text("{% if true %}\nTheme{% endif %}")
    assert rendered(theme) == ("\nTheme", [])
    assert rendered(theme, trim_blocks=True) == ("Theme", [])


def test_a_theme_that_is_asked_before_has_the_same_code_at_hand(theme, kept):
    asked = Theme(name="mkdocs", custom_dir=str(theme))
    asked.__class__ = Prepared
    fresh = []
    for _ in range(2):
        env = asked.get_env()
        assert [env.get_template(name).filename for name in ("404.html", "main.html")] == [str(Path(asked.dirs[1], "404.html")), str(theme / "main.html")]
        env.bytecode_cache.keep()
        fresh.append([Path(name).name for name in env.bytecode_cache._fresh])
    assert fresh == [["404.html"], []]


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", bytes(16)])
def test_what_is_damaged_counts_as_not_there(theme, kept, spoilt):
    rendered(theme)
    kept.write_bytes(spoilt)
    assert rendered(theme) == ("Theme 2 and own", [])
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    assert rendered(theme) == ("Theme 2 and own", [])


def test_code_that_is_none_is_made_anew(theme, kept, monkeypatch):
    rendered(theme)
    monkeypatch.setattr(compiled, "_read", lambda of: {str(theme / "main.html"): b"j2 nonsense"})
    assert rendered(theme) == ("Theme 2 and own", [])


def test_nothing_is_written_where_python_writes_nothing(theme, kept, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(theme) == ("Theme 2 and own", [])
    assert not kept.exists()


def test_where_it_cannot_be_written_nothing_is_kept(theme, kept):
    kept.parent.write_text("a file")
    assert rendered(theme) == ("Theme 2 and own", []) == rendered(theme)
