"""The manual is true: its examples pass the checklist, its links lead somewhere, and nothing is left out."""

import re
import runpy
import shutil
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.cli import main
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.settings import Business, Settings
from playbook_plugins.pages.internal.manual import writing
from playbook_plugins.pages.internal.view import View
from playbook_plugins.read.lexicon import fold, lexicon
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import Words
from tests.conftest import ROOT, TODAY, mkdocs

MANUAL = sorted((ROOT / "docs" / "writing").glob("*.md"))

SKETCH = "sketch"
"""The title of a block that is not to be taken as it stands."""
_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)
_TITLE = re.compile(r'title="(?P<path>[^"]+)"')
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<file>[^)#\s]*)(?:#(?P<spot>[^)\s]*))?\)")

DEFAULTS = {
    "playbook.yml": "business:\n  name: Any Shop\n  phone: 01632 960200\n  answers_within: 1 working day\n",
    "fit.md": """# A small shop for small things

You have something small, and it matters to you.

## You will be happy here if

- You bring one thing at a time.
- You would like to know what we found before we begin.
- You live near enough to walk.

## Someone else will serve you better if

- **You need a hundred of them.** We have two hands. Many Hands has sixty: 01632 960245.
- **You need it tonight.** Our week is full. Ask us, and we will ask around.

## What it costs

- **Most people pay** 20 to 60.
- **Included** the work and the box.
- **Not included** the post.
- **To cancel** ring the day before; it costs nothing.

## If we get it wrong

Tell Ida. You hear from her the next working day.

## How to start

1. Ring, or come by.
""",
}
"""What a page's examples stand on where it does not bring its own."""


def examples(page: Path) -> dict[str, str]:
    """The whole documents on a page of the manual, by their paths in a playbook."""
    found: dict[str, str] = {}
    for fence in _FENCE.finditer(page.read_text("utf-8")):
        if (title := _TITLE.search(fence["info"])) and title["path"] != SKETCH:
            assert title["path"] not in found, f"{page.name} shows {title['path']} twice"
            found[title["path"]] = fence["text"]
    return found


def findings(files: dict[str, str], folder: Path) -> list[Finding]:
    """What the checklist says about the files, read as one playbook."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return list(run(read_playbook(folder, root=folder), today=TODAY))


@pytest.mark.parametrize("page", [page for page in MANUAL if examples(page)], ids=lambda page: page.stem)
def test_the_examples_of_a_page_have_nothing_to_mend(page, tmp_path):
    said = findings({**DEFAULTS, **examples(page)}, tmp_path)
    assert [str(one) for one in said if one.level is Level.ERROR] == []
    # missing-topic asks about the whole business, which one page of examples is not
    assert [str(one) for one in said if one.level is Level.WARNING and one.rule != "missing-topic"] == []


@pytest.mark.parametrize("page", [page for page in MANUAL if examples(page)], ids=lambda page: page.stem)
def test_what_an_example_allows_is_found_without_the_allowance(page, tmp_path):
    for name, text in examples(page).items():
        for rule in re.findall(r"^allow:\n  ([a-z-]+):", text, re.M):
            bare = re.sub(r"^allow:\n(?:  .*\n)+", "", text, flags=re.M)
            said = findings({**DEFAULTS, **examples(page), name: bare}, tmp_path)
            assert rule in {one.rule for one in said if one.place.path == name}


def test_the_fit_page_and_eight_lines_are_a_playbook_without_errors(tmp_path):
    files = examples(ROOT / "docs" / "writing" / "fit-page.md")
    assert set(files) == {"fit.md", "playbook.yml"}
    assert len(files["playbook.yml"].splitlines()) == 8
    assert all(one.level is not Level.ERROR for one in findings(files, tmp_path))


def test_the_first_policy_is_short(tmp_path):
    (text,) = examples(ROOT / "docs" / "writing" / "first-policy.md").values()
    _, front, body = text.split("---\n", 2)
    assert len(front.splitlines()) <= 5
    # as a reader counts: no step numbers, no marks
    assert len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", body)) <= 150


def test_the_table_of_lines_about_the_business_is_whole_and_its_values_are_read(tmp_path):
    text = (ROOT / "docs" / "writing" / "fit-page.md").read_text("utf-8").partition("## All lines about your business\n")[2]
    rows = re.findall(r"^\| (`[^|]+`) \| `([^|]+)` \|", text, re.M)
    told = {name.strip("`"): value for name, value in rows}
    assert set(told) == set(Business.model_fields)
    hours = re.findall(r"`([^`]+)`", next(line for line in text.splitlines() if line.startswith("`open` also")))[1:]
    hours += re.findall(r"`([^`]+)`", next(line for line in text.splitlines() if line.startswith("A comma")))
    assert len(hours) == 5
    for number, lines in enumerate([told, *({**told, "open": span} for span in hours)]):
        written = "business:\n" + "".join(f"  {name}: {value}\n" for name, value in lines.items())
        said = findings({**DEFAULTS, "playbook.yml": written}, tmp_path / str(number))
        assert [str(one) for one in said if one.level is Level.ERROR] == []
    unread = DEFAULTS["playbook.yml"].replace("1 working day", re.search(r"`([^`]+)` is not understood", text)[1])
    assert "bad-value" in {one.rule for one in findings({**DEFAULTS, "playbook.yml": unread}, tmp_path / "unread")}


def test_the_sentence_that_may_stand_for_prices_is_understood(tmp_path):
    text = (ROOT / "docs" / "writing" / "fit-page.md").read_text("utf-8")
    sentence = re.search(r"one sentence that says why will do: \"([^\"]+)\"", text)[1]
    page = re.sub(r"(## What it costs\n\n).*?\n\n(?=##)", rf"\1{sentence}\n\n", DEFAULTS["fit.md"], flags=re.S)
    assert sentence in page
    assert [str(one) for one in findings({**DEFAULTS, "fit.md": page}, tmp_path) if one.level is Level.ERROR] == []


def test_the_manual_stays_short():
    words = {page.stem: _words(page.read_text("utf-8")) for page in MANUAL}
    # half of it is for people who program, and nobody else has to read it
    assert words.pop("your-own-rules") <= 500
    # read once, by whoever brings in a handbook that exists already
    assert words.pop("adopt") <= 350
    # read once, by whoever looks after the web server
    assert words.pop("hosting") <= 200
    # read once, by whoever wants the site for staff to look otherwise
    assert words.pop("staff-site") <= 1000
    # read by whoever wonders at a finding
    assert words.pop("checklist") <= 280
    # read once, by whoever writes in two
    assert words.pop("two-languages") <= 240
    # each read once, by whoever is about to do just that
    assert words.pop("form") <= 360
    assert words.pop("move-in") <= 330
    assert words.pop("publishing") <= 500
    assert words.pop("at-a-computer") <= 280
    # read by whoever has more texts than most; its figures are written by the bench
    measured = re.search(r"<!-- measured.*?<!-- end of what was measured -->", (ROOT / "docs" / "writing" / "how-far.md").read_text("utf-8"), re.S)
    assert words.pop("how-far") - _words(measured[0]) <= 560
    # looked up and not read; written by the code
    words.pop("commands")
    assert sum(words.values()) <= 6570


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:['’_.-][^\W_]+)*", text))


def test_the_page_on_commands_is_what_the_code_says():
    # mended with `python dev.py reference`
    page = runpy.run_path(str(ROOT / "docs" / "commands.py"))["page"]
    assert (ROOT / "docs" / "writing" / "commands.md").read_text("utf-8") == page()


def test_every_command_and_option_is_told(all_that_is_written):
    context = click.Context(main)
    for name in main.list_commands(context):
        for command in _whole(main.get_command(context, name)):
            untold = [option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts if f"`{option}" not in all_that_is_written]
            assert untold == [], name
            assert [parameter.name for parameter in command.params if isinstance(parameter, click.Option) and not parameter.help] == [], name


def _whole(command: click.Command) -> Iterator[click.Command]:
    yield command
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _whole(below)


def test_every_topic_and_every_kind_has_an_example():
    shown = {topic for page in MANUAL for text in examples(page).values() for topic in re.findall(r"^topic: (\S+)$", text, re.M)}
    assert shown == set(TopicName)
    places = {path for page in MANUAL for path in examples(page)}
    assert [kind.name for kind in KINDS.values() if not any(path.startswith(kind.place) for path in places)] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_a_link_in_the_manual_leads_to_a_page_and_a_heading(page):
    # not to the generated page: the manual is read in the repository as well, where there is none
    texts = {file.name: file.read_text("utf-8") for file in MANUAL}
    for link in _LINK.finditer(_FENCE.sub("", page.read_text("utf-8"))):
        target = link["file"] or page.name
        assert target in texts, link[0]
        assert not link["spot"] or link["spot"] in _spots(texts[target]), link[0]


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_a_rule_that_the_manual_names_exists(page):
    named = re.findall(r"\brules? `([^`]+)`", page.read_text("utf-8"))
    assert [name for name in named if name not in catalogue()] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_a_page_begins_with_its_one_title(page):
    text = _FENCE.sub("", page.read_text("utf-8"))
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.M)) == 1


@pytest.mark.slow
def test_the_settings_in_the_readme_build_both_sites(tmp_path):
    for fence in _FENCE.finditer((ROOT / "README.md").read_text("utf-8")):
        if title := _TITLE.search(fence["info"]):
            (tmp_path / title["path"]).write_text(fence["text"], "utf-8")
    for part in ("playbook", "public", "edit-form"):
        shutil.copytree(ROOT / "docs" / part, tmp_path / "docs" / part)
    for settings, home in (("mkdocs.yml", "site"), ("mkdocs.internal.yml", "site-internal")):
        done = mkdocs("build", "--strict", "-f", settings, cwd=tmp_path, PLAYBOOK_TODAY=TODAY.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
        assert (tmp_path / home / "index.html").is_file()
    assert len((tmp_path / "mkdocs.yml").read_text("utf-8").splitlines()) == 5


def test_the_readme_names_every_command_and_kind():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in main.list_commands(click.Context(main)) if f"| `playbook {name}` |" not in readme] == []
    assert [kind.name for kind in KINDS.values() if f"── {kind.place} " not in readme] == []


def test_the_table_of_dependencies_is_complete():
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## What we lean on")[2]
    told = " ".join(row.split("|")[1] for row in told.splitlines() if row.startswith("| "))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *(name for group in project["dependency-groups"].values() for name in group)]
    names = [re.match(r"[\w-]+", name)[0] for name in wanted]
    assert [name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", told)] == []
    assert [name for name in project["project"]["dependencies"] if "<" in name and f"`{name.lstrip('abcdefghijklmnopqrstuvwxyz-')}`" not in told] == []


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> str:
    """The generated page that lists every line and heading."""
    folder = tmp_path_factory.mktemp("playbook")
    for name, text in DEFAULTS.items():
        (folder / name).write_text(text, "utf-8")
    pages = writing(View(read_playbook(folder, root=folder), Words()))
    return next(page.body for page in pages if page.path == "writing/reference.md")


@pytest.fixture(scope="module")
def all_that_is_written(reference) -> str:
    """The manual with its generated page."""
    return "\n".join([*(page.read_text("utf-8") for page in MANUAL), reference])


def test_every_field_of_every_kind_is_told(all_that_is_written):
    names = {name for kind in KINDS.values() for name in _fields(kind.fields)}
    assert [name for name in sorted(names) if f"`{name}`" not in all_that_is_written] == []


def test_every_option_of_the_settings_is_told(all_that_is_written):
    assert [name for name in sorted(set(_fields(Settings))) if f"`{name}`" not in all_that_is_written] == []


def test_every_word_to_choose_from_is_told(all_that_is_written):
    words = {word.value for model in [Settings, *(kind.fields for kind in KINDS.values())] for word in _choices(model)}
    assert [word for word in sorted(words) if f"`{word}`" not in all_that_is_written] == []


def test_every_rule_is_told(all_that_is_written):
    assert [name for name in catalogue() if f"`{name}`" not in all_that_is_written] == []


def test_every_known_section_is_told(all_that_is_written):
    names = {section.name for kind in KINDS.values() for section in kind.sections}
    assert [name for name in sorted(names) if f"`{name}`" not in all_that_is_written] == []


def test_the_headings_and_labels_in_the_manual_are_understood():
    text = (ROOT / "docs" / "writing" / "headings-and-labels.md").read_text("utf-8")
    words = lexicon("en")
    known = {"Headings of a policy": words.sections["policy"], "Headings of the fit page": words.sections["fit"], "Labels of steps": words.labels}
    for title, names in known.items():
        rows = re.findall(r"^\| (?!heading|label|---)([^|]+) \| ([^|]+) \|", text.partition(f"## {title}\n")[2].partition("\n## ")[0], re.M)
        assert rows, title
        for name, others in rows:
            assert {names.get(fold(written)) for written in (name, *others.split(", "))} == {names[fold(name)]}, name


def _spots(text: str) -> set[str]:
    return {re.sub(r"[^\w-]+", "-", heading.casefold()).strip("-") for heading in re.findall(r"^#+ (.+)$", text, re.M)}


def _inside(annotation: object) -> Iterator[type]:
    """The types of which a field's type is made."""
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        for inner in _inside(field.annotation):
            if issubclass(inner, BaseModel):
                yield from _fields(inner)


def _choices(model: type[BaseModel]) -> Iterator[StrEnum]:
    for field in model.model_fields.values():
        for inner in _inside(field.annotation):
            if issubclass(inner, BaseModel):
                yield from _choices(inner)
            elif issubclass(inner, StrEnum):
                yield from inner
