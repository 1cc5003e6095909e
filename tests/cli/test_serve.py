"""`playbook serve`: a real server over real files, which follows what an author saves."""

import json
import re
import socket
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.following import Change, Follower, Places, compare
from tests.cli.test_build import FIVE, SMALL, STAFF, tree
from tests.conftest import playbook
from tests.serving import serving

FIT = "docs/playbook/fit.md"
TITLE = "# Is a morning on the river for you?"
WRONG = SMALL[FIT].replace("reviewed: 2026-11-02", "reviewed: 2026-02-30")


@pytest.fixture
def room(tmp_path) -> Path:
    """Where the command may put what it needs for a while."""
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


@pytest.mark.slow
def test_a_day_of_saving(write, room):
    shop = write({**SMALL, FIT: WRONG}, folder="shop")
    fit = shop / FIT
    with serving(shop, room) as served:
        # something is wrong from the start
        assert any("docs/playbook/fit.md:2:11: error bad-value" in line for line in served.said)
        assert any(line.startswith("Nothing can be shown before this is mended (") for line in served.said)
        for site in ("/public/", "/internal/"):
            page = served.page(site)
            assert "This site cannot be shown yet" in page
            assert "docs/playbook/fit.md:2</strong> <code>reviewed</code>: “2026-02-30” is not a day" in page
        first = served.page("/")
        assert "<h1>Quay Kayaks</h1>" in first
        assert re.findall(r'<li><a href="([^"]*)"', first) == ["/public/", "/internal/"]
        live = json.loads(served.page("/internal/live.json"))
        assert live["commit"] is None
        assert [(one["path"], one["line"]) for one in live["waiting"]["findings"]] == [(FIT, 2)]

        # it is mended
        epoch = served.epoch()
        fit.write_text(SMALL[FIT], "utf-8")
        said = served.round()
        assert re.fullmatch(r"\d\d:\d\d:\d\d fit\.md changed: 1 finding mended; \d+ left\.", said[0])
        assert said[-1].startswith("Both sites are built (")
        assert served.newer(epoch) == served.epoch() > epoch
        page = served.page("/public/")
        assert "Is a morning on the river for you?" in page and "bad-value" not in page
        assert re.findall(r"<script\b[^>]*reload[^>]*>", page) == re.findall(r'<script defer src="/serve/reload-\d+-\d+\.js">', page)
        assert "default-src 'none'; script-src 'self'" in page
        live = json.loads(served.page("/internal/live.json"))
        assert live["waiting"] is None

        # something for staff alone is new
        role = shop / "docs/playbook/roles/guide.md"
        role.parent.mkdir()
        role.write_text("---\nmay_spend: 20\nreach: ring 12\n---\n# Guide\n", "utf-8")
        said = served.round()
        assert " roles/guide.md is new: " in said[0]
        assert said[-1].startswith("The internal site is built anew, the other stays as it is (")
        assert "Guide" in served.page("/internal/roles/guide/")

        # half of a file, and a slip
        before = json.loads(served.page("/internal/live.json"))["at"]
        for text in (SMALL[FIT][:9], WRONG.replace(TITLE, f"{TITLE}\n\nAt nine.")):
            fit.write_text(text, "utf-8")
            said = served.round()
            assert re.search(r"fit\.md changed: .*new", said[0])
            assert said[-1].startswith("Not shown: mend this first. You still see the last state that can be published (")
        page = served.page("/public/")
        assert "Not shown yet: mend this first." in page and "is not a day" in page
        assert "Is a morning on the river for you?" in page and "At nine." not in page
        live = json.loads(served.page("/internal/live.json"))
        assert live["at"] == before and live["waiting"]["findings"]

        # all of it is gone, and comes back
        (shop / "docs").rename(shop / "away")
        assert any("docs/playbook cannot be read: No such file" in line for line in served.round())
        assert "Is a morning on the river for you?" in served.page("/public/")
        fit = shop / "away" / "playbook" / "fit.md"
        fit.write_text(SMALL[FIT], "utf-8")
        (shop / "away").rename(shop / "docs")
        assert served.round()[-1].startswith("All pages stay as they are (")
        assert "Not shown yet" not in served.page("/public/")

        # others are kept out
        port = int(served.url.rstrip("/").rpartition(":")[2])
        assert served.asked("/internal/", host=f"quay.example:{port}")[0] == 403
        assert served.asked("/internal/", host=f"localhost:{port}")[0] == 200
        assert served.asked("/internal/nowhere/")[0] == 404
        assert served.asked("/public/../../../etc/passwd")[0] == 404
        # what would lead elsewhere on Windows, or to no file at all
        for odd in ("/C:/public/index.html", "/C%FF:/public/index.html", "/public/..%5C..%5Cindex.html", "/public%5Cindex.html", "/public/%00"):
            assert served.asked(odd)[0] == 404, odd
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.2", port), timeout=5)

        assert served.interrupt() == 0
        assert served.said[-1] == "Ended."
        assert "Traceback" not in "\n".join(served.said)
    assert list(room.iterdir()) == []
    assert sorted(tree(shop)) == sorted([*SMALL, "docs/playbook/roles/guide.md"])


@pytest.mark.slow
@pytest.mark.whole
def test_settings_and_the_themes_own_folder_are_followed(write, room):
    shop = write({**SMALL, "mkdocs.yml": FIVE + "copyright: [\n", "mkdocs.internal.yml": STAFF, "docs/public/a.css": ""}, folder="shop")
    look = shop / "looks" / "partials" / "copyright.html"
    with serving(shop, room) as served:
        assert "This site cannot be shown yet" in served.page("/public/")
        assert "MkDocs could not build the internal site" in served.page("/public/")
        look.parent.mkdir(parents=True)
        look.write_text("<p>Made at the mill</p>", "utf-8")
        (shop / "mkdocs.yml").write_text(FIVE.replace("font: false", "font: false, custom_dir: looks"), "utf-8")
        said = served.round()
        assert re.search(r" mkdocs\.yml changed(, looks/partials/copyright\.html is new)?: nothing new to mend; ", said[0])
        assert said[-1].startswith("Both sites are built (")
        assert all("Made at the mill" in served.page(site) for site in ("/public/", "/internal/"))
        served.page("/internal/")
        look.write_text("<p>Made {% in town</p>", "utf-8")
        said = served.round()
        assert " looks/partials/copyright.html changed: nothing new to mend; " in said[0]
        assert any("MkDocs could not build the internal site" in line for line in said) and said[-1].startswith("Not shown: ")
        page = served.page("/public/")
        assert "Made at the mill" in page and "MkDocs could not build the internal site" in page
        assert served.interrupt() == 0
    assert not (shop / "site").exists()


@pytest.mark.slow
@pytest.mark.whole
def test_the_site_that_somebody_looks_at_comes_first_and_says_for_itself_whether_it_is_new(write, room):
    said_to_staff = "Ring Ida at the boathouse before anybody promises a boat for Sunday"
    shop = write({**SMALL, "mkdocs.yml": f"{FIVE}copyright: {said_to_staff}.\n", "mkdocs.internal.yml": STAFF}, folder="shop")
    role = shop / "docs/playbook/roles/guide.md"
    role.parent.mkdir()
    role.write_text("---\nmay_spend: 20\nreach: ring 12\n---\n# Guide\n", "utf-8")
    with serving(shop, room) as served:
        assert "Ring Ida" in served.page("/public/") and "Ring Ida" in served.page("/internal/")
        before = json.loads(served.page("/internal/live.json"))["at"]
        # what is said to staff now stands on the public site already
        epoch = served.epoch()
        role.write_text(f"{role.read_text('utf-8')}\n{said_to_staff}.\n", "utf-8")
        said = served.round()
        assert said[-1].startswith("The internal site is built anew. The other is not shown: mend this first (")
        assert served.newer(epoch) == served.epoch() > epoch
        staff, public = served.page("/internal/roles/guide/"), served.page("/public/")
        assert staff.count("Ring Ida") > 1 and "Not shown yet" not in staff and "pb-serve" in staff
        assert "Not shown yet: mend this first." in public and "Not shown yet: mend this first." in served.page("/")
        live = json.loads(served.page("/internal/live.json"))
        assert live["at"] > before and live["waiting"] is None
        # whoever looks at the public site sees that one first; where it is refused, the other waits
        served.page("/public/")
        role.write_text(f"{role.read_text('utf-8')}\nOr ring Bo.\n", "utf-8")
        assert served.round()[-1].startswith("Not shown: mend this first. You still see the last state that can be published (")
        assert "Or ring Bo" not in served.page("/internal/roles/guide/")
        assert json.loads(served.page("/internal/live.json"))["waiting"]
        role.write_text("---\nmay_spend: 20\nreach: ring 12\n---\n# Guide\n", "utf-8")
        assert served.round()[-1].startswith("The internal site is built anew, the other stays as it is (")
        assert "Not shown yet" not in served.page("/public/")
        assert served.interrupt() == 0


def test_a_port_that_is_taken_is_told(write):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = playbook("serve", "--port", str(port), cwd=write(SMALL, folder="shop"))
    assert done.returncode == 2
    assert f"Something else is at port {port} of this machine: perhaps another `playbook serve`. Name another one, such as `--port {port + 1}`." in done.stderr


def test_a_folder_without_a_playbook_is_no_place_to_begin(tmp_path):
    done = playbook("serve", "nowhere", cwd=tmp_path)
    assert done.returncode == 2 and "nowhere does not exist" in done.stderr


class Told:
    """Whoever is to hear of changes, as the server of MkDocs is."""

    def __init__(self, follower: Follower, times: int) -> None:
        self.follower, self.left = follower, times

    def on_any_event(self, event: object) -> None:
        self.left -= 1
        if not self.left:
            self.follower.stop()


class Writing:
    """A folder in which somebody writes for a while, and then no more."""

    def __init__(self, looks: list[int]) -> None:
        self.looks = looks

    def named(self) -> tuple[Path, ...]:
        return ()

    def look(self, named: tuple[Path, ...]) -> dict[str, tuple[int, int, int]]:
        return {"a.md": (self.looks.pop(0) if len(self.looks) > 1 else self.looks[0], 0, 0)}


def test_rapid_saves_are_told_once_and_when_nobody_writes_any_more():
    writing = Writing([0, 1, 2, 3, 4, 5, 5, 5, 6, 6])
    follower = Follower(writing)
    assert follower.changes() == {Path("a.md"): Change.NEW}
    follower.schedule(told := Told(follower, 2), "", recursive=True)
    follower.start()
    follower.join()
    assert (told.left, writing.looks) == (0, [6])
    assert follower.changes() == {Path("a.md"): Change.CHANGED}
    assert follower.changes() == {}


def test_what_programs_leave_behind_is_passed_over(write):
    folder = write({"a.md": "1", ".a.md.swp": "1", "a.md~": "1", "a.md.crswap": "1", "__pycache__/x.pyc": "1", "b/c.md": "1"}, folder="texts")
    places = Places(folder.parent, (folder, folder.parent / "nowhere"))
    before = places.look(places.named())
    assert {Path(path).relative_to(folder).as_posix() for path in before} == {"a.md", "b/c.md"}
    (folder / "a.md").unlink()
    (folder / "b" / "c.md").write_text("22", "utf-8")
    (folder.parent / "nowhere").write_text("now", "utf-8")
    found = {path.relative_to(folder.parent).as_posix(): change for path, change in compare(before, places.look(())).items()}
    assert found == {"texts/a.md": Change.GONE, "texts/b/c.md": Change.CHANGED, "nowhere": Change.NEW}


def test_what_the_settings_name_is_followed_whether_it_is_there_or_not(write):
    folder = write({
        "mkdocs.yml": "INHERIT: config/all.yml\ndocs_dir: docs/public\nhooks: [hook.py]\ntheme: {name: material, custom_dir: looks}\n",
        "properdocs.yml": "theme: {custom_dir: [no, text]}\n",
        "config/all.yml": "copyright: us\n",
        "looks/main.html": "",
    }, folder="shop")
    places = Places(folder, ())
    assert {path.relative_to(folder).as_posix() for path in places.named()} == {"config/all.yml", "docs/public", "hook.py", "looks"}
    assert {Path(path).relative_to(folder).as_posix() for path in places.look(places.named())} == {"mkdocs.yml", "properdocs.yml", "config/all.yml", "looks/main.html"}
