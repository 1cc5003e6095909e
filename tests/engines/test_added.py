"""What an owner adds to the public site says nothing that only staff may read, or nothing is built."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.audit.fingerprints import Secret, gather
from playbook_plugins.audit.forms import NAME, RUN
from playbook_plugins.engines.mkdocs.added import refuse
from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.runs import runs
from playbook_plugins.publish.target import PublishError
from tests.engines.project import CONFIG, INTERNAL, PUBLIC, SECRET, Project

PLACE = "docs/playbook/policies/wheel.md:31"
RELEASE = replace(PUBLIC, fingerprints=gather(Secret(RUN, run, PLACE) for run in runs(SECRET)))
WITH_THEME = "theme: {name: material, custom_dir: own}\n"


def told(folder: Path, text: str) -> list[str]:
    (file := folder / "mkdocs.yml").write_text(text, "utf-8")
    try:
        refuse(RELEASE, file)
    except PublishError as error:
        first, *lines = str(error).splitlines()
        assert first == "The public site cannot be built with all that mkdocs.yml adds to it:"
        return lines
    return []


def said(setting: str, *, where: str = "mkdocs.yml") -> str:
    return f"  {setting} in {where} is printed on public pages and says what only staff may read ({PLACE}). Write something else there."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"copyright: {SECRET}\n", "`copyright`"),
        (f"copyright: <!-- {SECRET} -->\n", "`copyright`"),
        (f"site_description: {SECRET.upper()}\n", "`site_description`"),
        (f"extra: {{social: [{{link: /, name: {SECRET}}}]}}\n", "`extra: social: name`"),
        (f"extra: {{'{SECRET}': 1}}\n", f"`extra: {SECRET}`"),
        (f"theme: {{palette: [{{toggle: {{name: {SECRET}}}}}]}}\n", "`theme: palette: toggle: name`"),
    ],
)
def test_a_setting_that_is_printed_says_nothing_of_staffs(tmp_path: Path, text: str, what: str):
    assert told(tmp_path, text) == [said(what)]


def test_an_inherited_setting_is_one_as_well(tmp_path: Path):
    (tmp_path / "base.yml").write_text(f"copyright: {SECRET}\n")
    assert told(tmp_path, "INHERIT: base.yml\n") == [said("`copyright`", where="mkdocs.yml or a file that it inherits")]


@pytest.mark.parametrize("text", ["", f"# {SECRET}\nsite_name: A\n", f"nav: [{{{SECRET}: a.md}}]\n", f"repo_name: {SECRET}\n", "a: &a\n  b: *a\nc: [*a, *a]\nd: &d [*d]\n", "theme: {custom_dir: nowhere}\n", "theme: {custom_dir: ''}\n", "theme: material\n", "- no mapping\n", "[[["])
def test_what_no_page_prints_may_stand_there(tmp_path: Path, text: str):
    (tmp_path / "404.html").write_text(SECRET)
    assert told(tmp_path, text) == []


@pytest.mark.parametrize("name", ["404.html", "partials/footer.html", "llms.txt", "a.css", "A.HTML", ".icons/own/a.svg"])
def test_a_file_of_the_themes_folder_says_nothing_of_staffs(tmp_path: Path, name: str):
    (file := tmp_path / "own" / name).parent.mkdir(parents=True)
    file.write_text("Hello.")
    assert told(tmp_path, WITH_THEME) == []
    file.write_text(f"{{% block content %}}<p>{SECRET.replace(' ', '</b> <b>')}</p>{{% endblock %}}")
    assert told(tmp_path, WITH_THEME) == [f"  `{name}` in the theme's folder says what only staff may read ({PLACE}). Take that out."]


def test_what_stays_in_the_themes_folder_may_say_anything(tmp_path: Path):
    (tmp_path / "own").mkdir()
    for name in ("README.md", "own.js.map", "hook.py"):
        (tmp_path / "own" / name).write_text(SECRET)
    os.mkfifo(tmp_path / "own/pipe.html")
    (tmp_path / "own/font.woff2").write_bytes(b"wOF2" + bytes(range(256)))
    assert told(tmp_path, WITH_THEME) == []


def test_nothing_is_looked_for_where_nothing_is_kept_from_readers(tmp_path: Path):
    (file := tmp_path / "mkdocs.yml").write_text(f"copyright: {SECRET}\n")
    refuse(INTERNAL, file)
    refuse(replace(RELEASE, fingerprints=Fingerprints()), file)
    refuse(RELEASE, None)


@pytest.mark.parametrize(("value", "found"), [("", False), ("None", True)])
def test_a_setting_without_a_value_says_nothing(tmp_path: Path, value: str, found: bool):
    (file := tmp_path / "mkdocs.yml").write_text(f"copyright: {value}\n")
    release = replace(RELEASE, fingerprints=gather([Secret(NAME, "none", "")]))
    if not found:
        return refuse(release, file)
    with pytest.raises(PublishError, match=r"`copyright` in mkdocs\.yml is printed on public pages and says what only staff may read\. Write"):
        refuse(release, file)


def test_both_ways_of_building_look_before_anything_is_made(project: Project, tmp_path: Path, yesterday: dict[str, bytes]):
    project.says(public=RELEASE)
    project.write("mkdocs.yml", CONFIG.replace("site_name: Playbook", f"site_name: {SECRET}"))
    done = project.run("build")
    assert done.returncode == 1
    assert said("`site_name`") in done.stderr
    assert "The finished site" not in done.stderr + done.stdout
    assert project.site() == yesterday
    with pytest.raises(PublishError, match="`site_name`"):
        build(RELEASE, tmp_path / "finished", config_file=project.folder / "mkdocs.yml")
    assert not (tmp_path / "finished").exists()
