"""The worked example, from its sources to both sites."""

import shutil
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.engines.mkdocs.source import load
from playbook_plugins.model.page import Audience
from tests.conftest import ROOT, TODAY
from tests.engines.project import Project, tree

pytestmark = pytest.mark.slow

CONFIGS = {Audience.PUBLIC: "mkdocs.yml", Audience.INTERNAL: "mkdocs.internal.yml"}

# Looks through the memory of the process that builds, when all pages are there and none is written yet.
LOOK = """\
import gc
from pathlib import Path

held = {held}

def on_env(env, config, files):
    word = "quo" + "kka"
    gc.collect()
    left, seen, found = gc.get_objects(), set(), 0
    while left:
        for thing in gc.get_referents(left.pop()):
            if isinstance(thing, (str, bytes)):
                found += (word if isinstance(thing, str) else word.encode()) in thing
            elif not gc.is_tracked(thing) and id(thing) not in seen:
                seen.add(id(thing))
                left.append(thing)
    print("found:", found)
"""


@pytest.fixture
def example(tmp_path: Path) -> Project:
    """This project's own sources and settings, as a repository of their own."""
    made = Project(tmp_path / "example")
    for name in ("docs/playbook", "docs/public"):
        shutil.copytree(ROOT / name, made.folder / name)
    for name in CONFIGS.values():
        shutil.copy(ROOT / name, made.folder)
    (made.folder / ".git").mkdir()
    return made


def plain(project: Project, audience: Audience, *arguments: str, **env: str):
    return project.run("build", "-f", CONFIGS[audience], *arguments, **{"PLAYBOOK_TODAY": TODAY.isoformat(), **env})


@pytest.mark.anywhere
@pytest.mark.share
@pytest.mark.parametrize("audience", [pytest.param(audience, marks=[pytest.mark.whole] if audience is Audience.INTERNAL else []) for audience in Audience])
def test_plain_mkdocs_builds_what_the_command_does_on_any_day_and_has_nothing_to_say(example: Project, tmp_path: Path, audience: Audience):
    result = plain(example, audience, "--strict", PLAYBOOK_TODAY="2026-11-30", PYTHONHASHSEED="7", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    loaded = load(example.folder / "docs/playbook", example.folder / "docs/public", audience, TODAY)
    assert loaded.release is not None
    (out := tmp_path / "out").mkdir()
    build(loaded.release, out, config_file=example.folder / CONFIGS[audience])
    assert tree(out) == example.site(audience)
    assert example.beside() == {str(audience)}


@pytest.mark.share
@pytest.mark.parametrize(("held", "found"), [("None", False), pytest.param("Path('docs/playbook/money.md').read_text()", True, marks=pytest.mark.whole)])
def test_the_process_that_builds_keeps_nothing_of_the_playbook(example: Project, held: str, found: bool):
    example.replace("docs/playbook/money.md", "\n## ", "\nThe quokka knows.\n\n## ")
    example.replace("mkdocs.yml", "extra:", "hooks: [look.py]\nextra:")
    example.write("look.py", LOOK.replace("{held}", held))
    # a process that begins with nothing of this one's: with a seed of its own it is not forked
    assert ("found: 0" not in plain(example, Audience.PUBLIC, PYTHONHASHSEED="0").stdout) is found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("playbook.yml", "business: [\n"),
        ("playbook.yml", "format: 1\nbusness: {}\n"),
        ("fit.md", "# Is this for you?\n"),
        ("fit.md", b"# \xff\xfe\n"),
        ("policies/birthdays.md", "---\ntopic: : x\n---\n# A\n"),
        ("policies/birthdays.md", "---\ntopic: greeting\ncolour: red\n---\n# A\n"),
        ("rollen/boss.md", "# Boss\n"),
    ],
)
def test_a_source_that_cannot_be_used_stops_the_build_with_its_place(example: Project, name: str, text: str | bytes):
    example.write("site/public/index.html", "yesterday")
    path = example.folder / "docs/playbook" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = plain(example, Audience.PUBLIC)
    assert result.returncode == 1
    assert f"docs/playbook/{name}:" in result.stderr
    assert ": error " in result.stderr
    assert "Traceback" not in result.stderr
    assert example.site() == {"index.html": b"yesterday"}
    assert example.beside() == {"public"}


@pytest.mark.anywhere
def test_a_sentence_of_a_policy_that_gets_into_a_page_by_the_engine_is_not_published(example: Project):
    example.write("site/public/index.html", "yesterday")
    example.write("site/public/promises/index.html", "yesterday's promises")
    before = example.site()
    secret = "the spare key for the back door hangs behind the third wheel stand"
    (example.folder / "docs/playbook/pages/keys.md").write_text(f"# Keys\n\nRemember that {secret}.\n")
    example.replace("mkdocs.yml", "extra:", "hooks: [add.py]\nextra:")
    example.write("add.py", f"def on_page_content(html, page, config, files): return html + '<i title=\"{secret}\"></i>'\n")
    result = plain(example, Audience.PUBLIC)
    assert result.returncode == 1
    assert "index.html` (where the page does not show it)" in result.stderr
    assert "spare key" not in result.stderr
    assert example.site() == before


def test_a_source_date_that_is_none_is_said_in_a_sentence(example: Project):
    result = plain(example, Audience.PUBLIC, SOURCE_DATE_EPOCH="junk")
    assert result.returncode == 1
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_day_that_is_none_is_said_in_a_sentence(example: Project):
    result = plain(example, Audience.PUBLIC, PLAYBOOK_TODAY="tomorrow")
    assert result.returncode == 1
    assert "PLAYBOOK_TODAY is 'tomorrow'" in result.stderr
    assert "Traceback" not in result.stderr
