"""`playbook build` and `playbook write`, as somebody types them."""

import base64
import re
from pathlib import Path

import click
import pytest

from playbook_plugins.cli import building
from playbook_plugins.cli.targets import keep_apart, targets
from playbook_plugins.engines.mkdocs.ahead import Ahead
from playbook_plugins.model.page import Audience
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, mkdocs, playbook

pytestmark = pytest.mark.usefixtures("ready_maker")

SMALL = {
    f"docs/playbook/{name}": (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / name).read_text("utf-8")
    for name in ("fit.md", "playbook.yml")
}
BROKEN = SMALL["docs/playbook/fit.md"].replace("reviewed: 2026-11-02", "reviewed: 2026-02-30")
DAY = {"PLAYBOOK_TODAY": TODAY.isoformat(), "SOURCE_DATE_EPOCH": "1795000000"}


@pytest.fixture
def shop(write) -> Path:
    """A folder with the smallest playbook in `docs/playbook`."""
    return write(SMALL, folder="shop")


def run(*arguments: str, cwd: Path):
    return playbook(*arguments, cwd=cwd, **DAY)


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.anywhere
@pytest.mark.slow
def test_both_sites_are_built_below_site(shop):
    done = run("build", cwd=shop)
    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [str(Path("site") / "public"), str(Path("site") / "internal")]
    assert re.search(r"public: 1 page for everybody\n.*internal: \d+ pages for staff\n", done.stdout)
    assert "Is a morning on the river for you?" in (shop / "site" / "public" / "index.html").read_text("utf-8")
    assert (shop / "site" / "internal" / "owner" / "index.html").is_file()
    assert not (shop / "site" / "public" / "owner").exists()
    assert sorted(entry.name for entry in (shop / "site").iterdir()) == ["internal", "public"]


@pytest.mark.slow
def test_what_a_pocket_file_has_no_room_for_is_told_beside_the_site_that_holds_it(shop):
    signs = f"```\n{'&' * 99}\n```\n\n"
    for name in ("knots", "ropes"):
        file = shop / "docs" / "playbook" / "pages" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# All the {name}\n\n{signs * 2200}", "utf-8")
    done = run("build", cwd=shop)
    assert done.returncode == 0, done.stderr
    assert re.search(r"pocket.html holds all but 1 of \d+ texts, what is needed most first: above 2 MB it would open slowly on a phone. The site has them all.", done.stderr)
    assert done.stderr.count("The longest texts: docs/playbook/pages/knots.md (241 kB), docs/playbook/pages/ropes.md (241 kB).") == 1


def test_a_website_of_the_owners_own_is_not_built_over(shop):
    (shop / "www").mkdir()
    (shop / "www" / "index.html").write_text("<!doctype html><title>Kayaks since 1998</title>", "utf-8")
    before = tree(shop / "www")
    done = run("build", "--audience", "public", "--out", "www", cwd=shop)
    assert done.returncode == 1 and "www holds a site that was not built from a playbook, and publishing would remove it. Name another folder, or empty this one yourself." in done.stderr
    assert tree(shop / "www") == before


@pytest.mark.slow
def test_one_site_goes_into_the_very_folder_and_over_itself_alone(shop):
    done = run("build", "--audience", "public", "--out", "www", cwd=shop)
    assert done.returncode == 0, done.stderr
    assert (shop / "www" / "index.html").is_file() and not (shop / "site").exists()
    assert done.stdout == "www: 1 page for everybody\n"
    before = tree(shop / "www")

    (shop / "docs" / "playbook" / "fit.md").write_text(BROKEN, "utf-8")
    stopped = run("build", "--audience", "public", "--out", "www", cwd=shop)
    assert stopped.returncode == 1 and "fit.md:2:11: error bad-value" in stopped.stderr
    assert "What was published before is untouched." in stopped.stderr and stopped.stdout == ""
    assert tree(shop / "www") == before


FIVE = "site_name: Playbook\ntheme: {name: material, font: false}\ndocs_dir: docs/public\nplugins: {search: {}, playbook: {}, checklist: {}}\nmarkdown_extensions: [playbook_guard, tables]\n"
STAFF = "INHERIT: mkdocs.yml\nplugins: {playbook: {audience: internal}}\n"


@pytest.mark.parametrize(
    ("settings", "public", "internal"),
    [
        ({}, "site/public", "site/internal"),
        ({"mkdocs.yml": FIVE}, "site", "site-internal"),
        ({"mkdocs.yml": FIVE + "site_dir: site/public\n"}, "site/public", "site/internal"),
        ({"mkdocs.yml": FIVE + "site_dir: out/www\n"}, "out/www", "site/internal"),
        ({"mkdocs.yml": FIVE, "mkdocs.internal.yml": STAFF + "site_dir: staff\n"}, "site", "staff"),
        ({"mkdocs.yml": "site_name: Without the plugin\n"}, "site/public", "site/internal"),
        ({"mkdocs.yml": FIVE, "mkdocs.internal.yml": STAFF}, "site", "site"),
        ({"mkdocs.yml": FIVE + "site_dir: .\n"}, ".", "site/internal"),
    ],
)
def test_without_a_folder_the_sites_go_where_their_settings_say(settings, public, internal, shop, monkeypatch):
    monkeypatch.chdir(shop)
    for name, text in settings.items():
        (shop / name).write_text(text)
    assert targets("both", None, shop) == {Audience.PUBLIC: Path(public), Audience.INTERNAL: Path(internal)}
    assert targets("internal", None, shop) == {Audience.INTERNAL: Path(internal)}
    assert targets("both", Path("x"), shop) == {Audience.PUBLIC: Path("x/public"), Audience.INTERNAL: Path("x/internal")}


@pytest.mark.parametrize("folder", ["!ENV [OUT, out/pub]", "!ENV OUT", "[a]", "5", "{a: b}", "2026-11-30", "false"])
def test_a_folder_that_only_mkdocs_can_tell_is_asked_for(folder, shop, monkeypatch):
    monkeypatch.chdir(shop)
    (shop / "mkdocs.yml").write_text(FIVE + f"site_dir: {folder}\n")
    for audience in ("both", "public", "internal"):
        with pytest.raises(click.ClickException, match="^`site_dir` in mkdocs.yml is written in a way that cannot be read here: name the folder with --out.$"):
            targets(audience, None, shop)
    assert targets("public", Path("x"), shop) == {Audience.PUBLIC: Path("x")}
    keep_apart(Path("x"), Audience.INTERNAL, read_playbook(shop / "docs/playbook", root=shop), config=shop / "mkdocs.yml")
    (shop / "mkdocs.internal.yml").write_text(STAFF + "site_dir: staff\n")
    assert targets("internal", None, shop) == {Audience.INTERNAL: Path("staff")}


def test_a_link_in_the_settings_is_not_followed(shop, monkeypatch):
    monkeypatch.chdir(shop)
    (shop / "elsewhere").mkdir()
    (shop / "site").symlink_to(shop / "elsewhere")
    (shop / "mkdocs.yml").write_text(FIVE)
    assert targets("public", None, shop) == {Audience.PUBLIC: Path("site")}


@pytest.mark.parametrize("target", [".", "docs", "docs/playbook", "mkdocs.yml"])
def test_a_site_over_the_project_is_refused_in_a_sentence(target, shop):
    (shop / "mkdocs.yml").write_text(FIVE + f"site_dir: {target}\n")
    before = tree(shop)
    done = run("build", cwd=shop)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "\nError: " in done.stderr
    assert tree(shop) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"extra: " + b"[" * 3_000, "Too much lies in one another, in mkdocs.yml"),
        (b"a: \xff\n", "mkdocs.yml"),
        (b"nav: 5\n", "nav"),
        (b"site_name: [\n", "mkdocs.yml"),
    ],
    ids=["brackets", "no text", "a wrong kind", "no end"],
)
def test_settings_that_mkdocs_cannot_use_are_told_and_nothing_is_built(text, says, shop):
    (shop / "mkdocs.yml").write_bytes(FIVE.encode() + text)
    done = run("build", "--audience", "public", "--out", "www", cwd=shop)
    assert done.returncode == 1 and says in done.stderr and "Traceback" not in done.stderr
    assert not (shop / "www").exists()


@pytest.mark.anywhere
@pytest.mark.slow
def test_the_command_and_mkdocs_build_into_the_same_folders(shop):
    (shop / "docs" / "public").mkdir()
    (shop / "mkdocs.yml").write_text(FIVE)
    done = run("build", cwd=shop)
    assert done.returncode == 0 and "site-internal: " in done.stdout, done.stderr
    first = tree(shop / "site")
    plain = mkdocs("build", "-q", cwd=shop, **DAY)
    assert plain.returncode == 0, plain.stderr
    assert tree(shop / "site") == first and sorted(one.name for one in shop.iterdir()) == ["docs", "mkdocs.yml", "site", "site-internal"]


@pytest.mark.anywhere
def test_a_folder_with_something_else_in_it_is_refused(shop):
    (shop / "www").mkdir()
    (shop / "www" / "diary.txt").write_text("Dear diary")
    done = run("build", "--audience", "public", "--out", "www", cwd=shop)
    assert done.returncode == 1 and "www" in done.stderr and "Traceback" not in done.stderr
    assert tree(shop / "www") == {"diary.txt": b"Dear diary"}


@pytest.mark.anywhere
def test_nothing_is_built_while_there_is_something_to_mend(shop):
    (shop / "docs" / "playbook" / "fit.md").write_text(BROKEN, "utf-8")
    done = run("build", cwd=shop)
    assert done.returncode == 1 and "Nothing was built" in done.stderr
    assert not (shop / "site").exists()


def test_what_makes_pages_is_begun_while_the_playbook_is_read_and_goes_where_nothing_is_built(shop, tmp_path, monkeypatch):
    begin, rooms = Ahead.begin, tmp_path / "rooms"

    def noted(ahead: Ahead) -> None:
        begin(ahead)
        assert ahead._waiting[0].alive
        with rooms.open("a", encoding="utf-8") as file:
            file.write(f"{ahead._waiting[0].room}\n")

    monkeypatch.setattr(Ahead, "begin", noted)
    (shop / "docs" / "playbook" / "fit.md").write_text(BROKEN, "utf-8")
    # with one processor it would only be in the way
    for processors in (2, 1):
        monkeypatch.setattr(building, "processors", lambda: processors)
        assert run("build", cwd=shop).returncode == 1
        (room,) = rooms.read_text("utf-8").splitlines()
        assert not Path(room).exists()


@pytest.mark.anywhere
def test_pages_are_written_as_a_plain_tree_and_over_their_own(shop):
    done = run("write", "--audience", "public", "plain", cwd=shop)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("plain: 1 page")
    first = tree(shop / "plain")
    assert {"mkdocs.yml", "docs/index.md", "docs/assets/playbook/playbook.css"} <= set(first)
    # the small page for other sites' frames is no page of this one
    assert [name for name in first if name.endswith(".html")] == ["docs/embed/index.html"]
    assert "playbook" not in (shop / "plain" / "mkdocs.yml").read_text("utf-8").partition("plugins:")[2].partition("\n\n")[0]

    fit = shop / "docs" / "playbook" / "fit.md"
    fit.write_text(fit.read_text("utf-8").replace("You like it quiet.", "You like it slow and quiet."), "utf-8")
    assert run("write", "--audience", "public", "plain", cwd=shop).returncode == 0
    second = tree(shop / "plain")
    assert {name for name in second if second[name] != first.get(name)} == {"docs/index.md", "docs/fit.json"}
    assert set(first) == set(second)


def test_what_only_staff_may_read_is_not_written_and_is_told_as_a_build_tells_it(shop, write):
    secret = "Whoever waits for longer than an hour may have the second kayak for nothing."
    policy = f"---\ntopic: honesty\nthey_leave_feeling: sure of us\n---\n# Waiting\n\n{secret}\n\n## What to do\n\n- **Tell** them.\n\n## Don't\n\n- Nothing hidden.\n"
    hidden = base64.b64encode(secret.encode()).decode()
    shop = write({**SMALL, "docs/playbook/policies/waiting.md": policy, "docs/public/notes.md": f"# Notes\n\n{hidden}\n"}, folder="other")
    said = [run(*words, cwd=shop) for words in (("write", "--audience", "public", "plain"), ("build", "--audience", "public", "--out", "www"))]
    assert [done.returncode for done in said] == [1, 1]
    assert "The pages were not written: mend the above first." in said[0].stderr and not (shop / "plain").exists()
    leaks = [re.findall(r"^\S+: error output-leak: .*", done.stderr, re.M) for done in said]
    assert len(leaks[0]) == len(leaks[1]) > 0 and all("policies/waiting.md" in line for line in sum(leaks, []))
    assert "second kayak" not in said[0].stderr and said[0].stdout == ""


def test_a_foreign_folder_is_refused(shop):
    (shop / "plain").mkdir()
    (shop / "plain" / "mkdocs.yml").write_text("site_name: Somebody else's\n")
    done = run("write", "--audience", "public", "plain", cwd=shop)
    assert done.returncode == 1 and "not ours to replace" in done.stderr
    assert tree(shop / "plain") == {"mkdocs.yml": b"site_name: Somebody else's\n"}


def test_nothing_is_written_while_there_is_something_to_mend(shop):
    (shop / "docs" / "playbook" / "fit.md").write_text(BROKEN, "utf-8")
    done = run("write", "--audience", "internal", "plain", cwd=shop)
    assert done.returncode == 1 and "Nothing was written" in done.stderr
    assert not (shop / "plain").exists()


def test_for_whom_to_write_has_to_be_said(shop):
    done = run("write", "plain", cwd=shop)
    assert done.returncode == 2 and "--audience" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_written_settings_build_with_mkdocs_alone(audience, tmp_path):
    done = run("write", "--audience", audience, str(tmp_path / "plain"), str(ROOT / "docs" / "playbook"), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    built = mkdocs("build", "--strict", cwd=tmp_path / "plain")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "plain" / "site" / "index.html").is_file()
