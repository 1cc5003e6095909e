"""What the theme puts on every site is told from what is ours."""

from dataclasses import replace
from pathlib import Path

import material

from playbook_plugins.audit import audit
from playbook_plugins.audit.fingerprints import Secret, gather
from playbook_plugins.audit.forms import ID, NAME
from playbook_plugins.engines.mkdocs import sentences
from playbook_plugins.engines.mkdocs.expected import copied
from playbook_plugins.engines.mkdocs.sentences import fixed, theirs
from playbook_plugins.model.fingerprints import whole

THEME = Path(material.__file__).parent / "templates"


def test_every_file_of_the_theme_is_known_as_its_own():
    files = [*copied(THEME)]
    assert "assets/javascripts/lunr/wordcut.js" in files
    assert {whole((THEME / name).read_bytes()) for name in files} <= theirs()


def test_an_engine_that_is_not_installed_is_passed_over(monkeypatch):
    assert {"mkdocs.contrib.search", "properdocs.contrib.search"} < {package for package, _ in sentences._PACKAGES}
    before = theirs()
    monkeypatch.setattr(sentences, "_PACKAGES", (("nowhere.contrib.search", "templates"), *sentences._PACKAGES))
    assert theirs() == before


def test_who_wrote_the_theme_is_no_secret_of_ours_and_a_line_added_to_it_may_be(tmp_path: Path):
    script = (THEME / "assets/javascripts/lunr/wordcut.js").read_bytes()
    known = replace(gather([Secret(NAME, "martin", "playbook.yml:8"), Secret(ID, "stand-in", "policies/stand-in.md:1")]), theirs=theirs())
    (tmp_path / "wordcut.js").write_bytes(script)
    assert audit(tmp_path, known) == ()
    (tmp_path / "wordcut.js").write_bytes(script + b"// ask Martin")
    assert [leak.source for leak in audit(tmp_path, known)] == ["playbook.yml:8"]


def test_what_browsers_are_told_is_no_secret():
    said = "\n".join(fixed("en"))
    assert "Back to top" in said and "max-age=300" in said
