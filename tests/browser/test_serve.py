"""What `playbook serve` adds to a page runs under the page's own policy."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from playbook_plugins.engines.mkdocs.following import Follower, Places
from playbook_plugins.engines.mkdocs.live_server import LOOK, SitesServer
from playbook_plugins.engines.mkdocs.policy import Hashes, policy
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.pages import showing
from playbook_plugins.words import Words

pytestmark = pytest.mark.browser

FOUND = Finding("vague-time", Level.ERROR, Place("docs/playbook/policies/late.md", 12), "“soon” is no <time>", "Name a day")


@pytest.fixture
def server(tmp_path: Path):
    """One page, made from one text, each time that the text is saved."""
    room, text = tmp_path / "room", tmp_path / "texts" / "a.md"
    for folder in (room / "public", text.parent):
        folder.mkdir(parents=True)
    text.write_text("Ring before noon.", "utf-8")
    follower = Follower(Places(tmp_path, (text.parent,)))

    def build(show: Callable[[], None], first: Audience) -> None:
        follower.changes()
        page = f'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy(Hashes())}"><title>A</title>'
        for name, kind in (("index.html", "fit"), ("form.html", "edit"), ("pocket.html", "")):
            about = f' data-playbook-page="{kind}"' if kind else ""
            (room / "public" / name).write_text(f'{page}<body{about}><main><h1>A</h1><p>{text.read_text("utf-8")}</p></main></body></html>', "utf-8")
        show()

    made = SitesServer(build, room, port=0, follower=follower, top=lambda audience: showing.top(Words(), (FOUND,), stale=True), lost=lambda: showing.lost(Words(), style=LOOK), style=showing.style())
    build(lambda: None, Audience.INTERNAL)
    thread = threading.Thread(target=made.run, kwargs={"opened": False})
    thread.start()
    yield made, text
    made.shutdown()
    thread.join()


def test_an_open_page_loads_anew_and_its_policy_stops_nothing(browser: Browser, server):
    made, text = server
    complaints: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{made.url}public/")
    assert page.get_by_text("Ring before noon.").is_visible()
    top = page.get_by_role("status")
    assert "docs/playbook/policies/late.md:12 “soon” is no <time>. Name a day" in top.inner_text()
    assert top.evaluate("element => getComputedStyle(element).paddingLeft") == "16px"
    text.write_text("Ring after noon.", "utf-8")
    page.get_by_text("Ring after noon.").wait_for()
    page.goto(f"{made.url}nowhere/")
    page.get_by_role("link", name="Your two sites").wait_for()
    page.close()
    assert [told for told in complaints if "404" not in told] == []


def test_what_is_being_written_or_taken_along_is_left_alone(browser: Browser, server):
    made, _ = server
    page = browser.new_page()
    bodies = {name: page.request.get(f"{made.url}public/{name}.html").text() for name in ("index", "form", "pocket")}
    page.close()
    assert {name: ("/serve/reload-" in body, "pb-serve" in body) for name, body in bodies.items()} == {"index": (True, True), "form": (False, True), "pocket": (False, False)}


def test_a_long_file_is_sent_in_few_pieces(server, tmp_path):
    made, _ = server
    content = b"a long list of words to search for " * 100_000
    (tmp_path / "room" / "public" / "search.json").write_bytes(content)
    answer = made.serve_request({"PATH_INFO": "/public/search.json", "HTTP_HOST": f"127.0.0.1:{made.server_port}"}, lambda status, headers: None)
    pieces = [*answer]
    answer.close()
    assert b"".join(pieces) == content and len(pieces) < 5
