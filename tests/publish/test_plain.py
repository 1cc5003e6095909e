"""What is written as plain Markdown is looked through like a finished site."""

import base64
from pathlib import Path

import pytest
import yaml

from playbook_plugins.audit import fingerprints
from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.publish.build import Leaked
from playbook_plugins.publish.plain import write

SECRET = "We replace the whole wheel and charge the customer nothing at all."
SAID = {
    "plainly": SECRET,
    "backwards": SECRET[::-1],
    "in letters that look alike": SECRET.translate(str.maketrans("aeo", "аео")),
    "in base64": base64.b64encode(SECRET.encode()).decode(),
}


def release(said: str, *, description: str = "") -> Release:
    page = Page("index.md", "Bikes", f"# Bikes\n\n{said}\n", in_menu=True, description=description)
    return Release(Audience.PUBLIC, "Bikes", "en", (page,), fingerprints=fingerprints([SECRET], []))


@pytest.mark.parametrize("way", SAID)
def test_what_is_for_staff_alone_is_not_written_and_the_old_pages_stay(way, tmp_path: Path):
    target = tmp_path / "plain"
    write(release("We mend bicycles."), target)
    before = {file: file.read_bytes() for file in target.rglob("*") if file.is_file()}
    with pytest.raises(Leaked) as told:
        write(release(SAID[way]), target)
    assert {hit.path for hit in told.value.hits} == {"docs/index.md"}
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_the_lines_on_top_of_a_page_are_looked_through_too(tmp_path: Path):
    with pytest.raises(Leaked):
        write(release("We mend bicycles.", description=SECRET), tmp_path / "plain")
    assert not (tmp_path / "plain").exists()


def test_other_engines_learn_of_the_first_page_in_each_language(tmp_path: Path):
    """What they make of it is the theme's own switch."""
    home = Page("index.md", "Bikes", "# Bikes\n", in_menu=True, others=(("pl", "pl/index.md"),))
    frames = (("en", (("language", "English"),)), ("pl", (("language", "Polski"),)))
    write(Release(Audience.PUBLIC, "Bikes", "en", (home, Page("pl/index.md", "Rowery", "# Rowery\n", language="pl")), frames=frames), tmp_path / "plain")
    settings = yaml.safe_load((tmp_path / "plain" / "mkdocs.yml").read_text("utf-8"))
    assert settings["extra"]["alternate"] == [{"name": "English", "link": "./", "lang": "en"}, {"name": "Polski", "link": "./pl/", "lang": "pl"}]
    write(release("We mend bicycles."), tmp_path / "one")
    assert "extra" not in yaml.safe_load((tmp_path / "one" / "mkdocs.yml").read_text("utf-8"))
