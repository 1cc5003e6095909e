"""The form at GitHub and at GitLab: through their interfaces with the owner's key, as the stand-in of a host answers them, and without a key."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, served
from tests.browser.owners import Owner, texts_of
from tests.rehearsal.host import KEY, READING_KEY, Host, serving
from tests.rehearsal.repository import BRANCH, begin

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROMISE = "docs/playbook/promises/answer.md"
POLICY = "docs/playbook/policies/something-went-wrong.md"
ASKS = "What can people count on?"
NAMES = {"github": "GitHub", "gitlab": "GitLab"}
MAKES_KEYS = {
    "github": "/settings/personal-access-tokens/new?name=Playbook&target_name=quay&expires_in=90&contents=write&pull_requests=write",
    "gitlab": "/quay/shop/-/settings/access_tokens",
}
"""The page on which each host makes a key, as it lets itself be filled in."""


@pytest.fixture(params=["github", "gitlab"])
def host(request, shop: Path, tmp_path: Path) -> Iterator[Host]:
    repository = begin(tmp_path / "shop.git")
    repository.write({**texts_of(shop), "README.md": b"# Quay\n"}, "Begin")
    with serving(repository, flavour=request.param) as running:
        yield running


alike = pytest.mark.parametrize("host", [pytest.param("github", marks=pytest.mark.share), pytest.param("gitlab", marks=pytest.mark.whole)], indirect=True)
"""For what the host has no hand in: it is tried at one, and at both by `make prove`."""


class Sat(Owner):
    """An owner whose texts are at a host."""

    def holds(self, host: Host, path: str) -> bytes:
        entry = host.repository.entry(BRANCH, path)
        assert entry, path
        return host.repository.read(entry.sha)

    def opens(self, key: str = KEY, *, keep: bool = False) -> None:
        self.page.get_by_label("Your key").fill(key)
        if keep:
            self.page.get_by_label("Keep it until I close this tab").check()
        self.press("Open my texts")

    def saves(self) -> None:
        self.review()
        self.press("Publish")
        expect(self.page.get_by_role("heading", name="Saved at")).to_be_visible()


@pytest.fixture
def sit(browser: Browser, shop: Path, tmp_path: Path, host: Host) -> Iterator[Callable[[str], Sat]]:
    """An owner before the form of a site whose repository is at the stand-in: its own policy is in force, and every question to anybody else fails the test."""
    site = tmp_path / "site"
    shutil.copytree(shop / "site/internal", site)
    at = host.api.removesuffix(urlsplit(host.api).path)
    page = site / "edit/index.html"
    told = json.dumps({"kind": host.flavour, "web": host.address, "api": host.api, "project": host.name}, separators=(",", ":"))
    text = page.read_text("utf-8")
    policy, kept = "connect-src 'self' https://api.github.com", re.search(r'"host":(\{[^{}]*\})\}</script>', text)[1]
    assert policy in text
    page.write_text(text.replace(policy, f"connect-src 'self' {at}").replace(kept, told), "utf-8")
    server = served(site)
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    here = f"http://127.0.0.1:{server.server_port}"

    def before_the_form(address: str = "") -> Sat:
        context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: asked.append(str(error.error)))
        made: Page = context.new_page()
        made.goto(f"{here}/edit/{address}")
        return Sat(made, texts_of(shop))

    yield before_the_form
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()
    assert [one for one in asked if not one.startswith((f"{here}/", f"{host.api}/", "data:", "blob:"))] == []


def live(owner: Sat, commit: str | None, at: str, waiting: dict | None = None) -> None:
    """What the site says from now on of the edit that it shows."""
    owner.page.unroute("**/live.json")
    owner.page.route("**/live.json", lambda route: route.fulfill(json={"format": 1, "commit": commit, "at": at, "waiting": waiting}))


def test_a_text_is_changed_there_and_nothing_else(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{PROMISE}")
    before = maria.holds(host, PROMISE)
    maria.opens()
    maria.type('We ring back "within: 4 hours" – żółw', ASKS)
    maria.saves()
    title = before.partition(b"\n# ")[2].partition(b"\n")[0] if not before.startswith(b"# ") else before[2:].partition(b"\n")[0]
    assert maria.holds(host, PROMISE) == before.replace(b"# " + title, '# We ring back "within: 4 hours" – żółw'.encode(), 1)
    head = host.repository.commit(host.repository.head())
    assert head.message == 'Change “We ring back "within: 4 hours" – żółw”'
    assert host.repository.git("diff", "--name-only", "HEAD~1", "HEAD").decode().split() == [PROMISE]
    # once more, from what was saved
    maria.press("Go on with “We ring back \"within: 4 hours\" – żółw”")
    maria.type("We ring back today", ASKS)
    maria.saves()
    assert b"# We ring back today\n" in maria.holds(host, PROMISE)
    assert all(status < 400 for _, _, status in host.asked)


def test_a_new_text_comes_into_being_there(sit: Callable[..., Sat], host: Host):
    maria = sit("#new:principle")
    maria.opens()
    maria.type("Slow is fine", "What do you believe?")
    maria.type("Nobody drowns of waiting.", "Why?")
    maria.saves()
    assert maria.holds(host, "docs/playbook/principles/slow-is-fine.md") == b"# Slow is fine\n\nNobody drowns of waiting.\n"
    assert host.repository.commit(host.repository.head()).message == "Write “Slow is fine”"
    maria.press("All texts", role="link")
    expect(maria.page.get_by_role("link", name="slow is fine")).to_be_visible()


def test_a_change_of_somebody_else_is_shown_beside_hers_and_both_are_kept(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{POLICY}")
    maria.opens()
    maria.type("heard, and in good hands", "How do they feel when they leave?")
    theirs = maria.holds(host, POLICY).replace(b"\n## What to say\n", b"\n## What to say\n\n> We are on our way.\n", 1)
    host.repository.write({POLICY: theirs}, "Say that we come")
    maria.review()
    maria.press("Publish")
    maria.reads("Somebody else has changed this text meanwhile")
    expect(maria.page.locator("ins", has_text="We are on our way.")).to_be_visible()
    assert maria.holds(host, POLICY) == theirs
    maria.press("Put my changes into their text")
    maria.saves()
    text = maria.holds(host, POLICY)
    assert b"> We are on our way.\n" in text and b"they_leave_feeling: heard, and in good hands\n" in text


def test_the_page_that_makes_a_key_is_a_press_away(sit: Callable[..., Sat], host: Host):
    maria = sit()
    maria.page.get_by_text("How do I get a key?").click()
    link = maria.page.get_by_role("link", name=f"Make a key at {NAMES[host.flavour]}")
    expect(link).to_have_attribute("href", host.address.removesuffix("/quay/shop") + MAKES_KEYS[host.flavour])


def test_what_a_key_cannot_do_is_said_and_nothing_is_lost(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{PROMISE}")
    alert = maria.page.get_by_role("alert")
    maria.press("Open my texts")
    expect(alert).to_contain_text("Paste the key into the box first.")
    maria.opens("a key of somebody else's")
    expect(alert).to_contain_text(f"{NAMES[host.flavour]} does not know this key.")
    maria.opens(READING_KEY)
    maria.type("We ring back", ASKS)
    maria.review()
    maria.press("Publish")
    expect(maria.page.get_by_role("alert")).to_contain_text("With this key nothing may be written.")
    expect(maria.box(ASKS)).to_have_value("We ring back")
    assert host.repository.count(BRANCH) == 1


@alike
def test_a_key_is_kept_in_this_tab_alone_and_only_if_she_says_so(sit: Callable[..., Sat], host: Host):
    maria = sit()
    maria.opens()
    maria.reads("Your texts")
    assert KEY not in str(maria.page.evaluate("[{...localStorage}, {...sessionStorage}, document.cookie]"))
    maria.page.reload()
    maria.reads("Where are your texts?")
    maria.opens(keep=True)
    maria.reads("Your texts")
    assert KEY not in str(maria.page.evaluate("[{...localStorage}, document.cookie]"))
    maria.page.reload()
    maria.reads("Your texts")
    maria.press("Choose another place")
    assert KEY not in str(maria.page.evaluate("[{...localStorage}, {...sessionStorage}, document.cookie]"))


@alike
def test_the_site_itself_says_where_her_edit_stands(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{PROMISE}")
    live(maria, None, "2026-11-21T08:00:00+00:00")
    maria.opens()
    maria.type("We ring back", ASKS)
    maria.saves()
    commit = host.repository.commit(host.repository.head())
    status = maria.page.locator(".pb-standing")
    expect(status).to_contain_text("is saved, and on its way: “We ring back”.")
    line = next(number for number, text in enumerate(maria.before[POLICY].decode().split("\n"), start=1) if text.startswith("they_leave_feeling:"))
    found = {"path": POLICY, "line": line, "column": 1, "rule": "greeting-offer", "level": "error", "message": "this wish also makes an offer", "help": "Take the price out."}
    live(maria, None, "2026-11-21T08:00:00+00:00", {"commit": commit.sha, "at": commit.at.isoformat(), "said": commit.message, "findings": [found]})
    maria.press("Look now")
    expect(status).to_contain_text("Not live yet: your edit of")
    mend = status.get_by_role("link", name="this wish also makes an offer. Take the price out. Mend it")
    live(maria, commit.sha, commit.at.isoformat())
    mend.click()
    expect(maria.box("How do they feel when they leave?")).to_be_focused()
    expect(maria.page.locator(".pb-box-wrong .pb-told")).to_have_text("This wish also makes an offer. Take the price out.")
    maria.press("All texts", role="link")
    expect(status).to_contain_text("is live: “We ring back”.")


def test_somebody_may_be_asked_to_look_first_and_nothing_is_published(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{PROMISE}")
    before = maria.holds(host, PROMISE)
    maria.opens()
    maria.type("We ring back", ASKS)
    maria.review()
    maria.press("Ask somebody to look first")
    maria.reads("Somebody can look at it now")
    expect(maria.page.locator("a.pb-onward")).to_have_attribute("href", re.compile(r"^https://git(hub|lab)\.com/quay/shop/(pull|-/merge_requests)/1$"))
    assert maria.holds(host, PROMISE) == before
    (branch,) = [name for name in host.repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads").decode().split() if name != BRANCH]
    entry = host.repository.entry(branch, PROMISE)
    assert entry and b"# We ring back\n" in host.repository.read(entry.sha)
    assert host.repository.commit(host.repository.head(branch)).parents == (host.repository.head(),)
    maria.press("All texts", role="link")
    maria.reads("Your texts")


def test_without_a_key_a_text_goes_there_by_the_hosts_own_page(sit: Callable[..., Sat], host: Host):
    maria = sit("#new:principle")
    maria.press("Go on without a key")
    maria.type("Slow & steady", "What do you believe?")
    maria.type("Nobody drowns of waiting?", "Why?")
    maria.review()
    maria.press("On to the host")
    maria.reads("One more step")
    address = urlsplit(maria.page.locator("a.pb-onward").get_attribute("href"))
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    text = "# Slow & steady\n\nNobody drowns of waiting?\n"
    if host.flavour == "github":
        assert (address.path, asked) == ("/quay/shop/new/main/docs/playbook/principles", {"filename": "slow-steady.md", "value": text})
    else:
        assert (address.path, asked) == ("/quay/shop/-/new/main", {"file_name": "docs/playbook/principles/slow-steady.md"})
        expect(maria.page.get_by_label("The whole text")).to_have_value(text)
    assert host.asked == []


def test_without_a_key_an_old_text_is_brought_and_taken_back(sit: Callable[..., Sat], host: Host):
    maria = sit(f"#{PROMISE}")
    maria.press("Go on without a key")
    maria.reads("Bring the text here")
    edits = f"{host.address}/edit/main/{PROMISE}" if host.flavour == "github" else f"{host.address}/-/edit/main/{PROMISE}"
    expect(maria.page.get_by_role("link", name="Open it at Git")).to_have_attribute("href", edits)
    text = maria.before[PROMISE].decode()
    maria.page.get_by_label("The text", exact=True).fill(text)
    maria.press("Go on")
    maria.type("We ring back", ASKS)
    maria.review()
    maria.press("On to the host")
    title = next(line for line in text.split("\n") if line.startswith("# "))
    expect(maria.page.get_by_label("The whole text")).to_have_value(text.replace(title, "# We ring back"))
    expect(maria.page.locator("a.pb-onward")).to_have_attribute("href", edits)


@alike
def test_the_page_may_ask_this_host_and_no_other_page_may(sit: Callable[..., Sat], host: Host):
    maria = sit()
    asks = "address => fetch(address).then(() => 'asked', () => 'stopped')"
    assert maria.page.evaluate(asks, f"{host.api}/") == "asked"
    assert maria.page.evaluate(asks, f"http://localhost:{host.port}/") == "stopped"
    maria.page.goto(maria.page.url.replace("/edit/", "/owner/"))
    assert maria.page.evaluate(asks, f"{host.api}/") == "stopped"


def test_an_address_that_somebody_sends_opens_nothing_but_texts_of_the_playbook(sit: Callable[..., Sat], host: Host):
    maria = sit()
    maria.opens()
    for address in (f"docs/playbook/policies/{'../' * 8}user/keys.md", f"{'../' * 8}user/keys.md", "docs/playbook/policies/./x.md", "README.md"):
        maria.page.evaluate("(address) => { location.hash = address; }", address)
        expect(maria.page.get_by_text(f"{address} is not there.")).to_be_visible()
    assert not [path for _, path, _ in host.asked if any(part in path for part in ("user", "x.md", "README"))]
    # what is no address at all leads back to the list, for want of anything better
    maria.page.evaluate("() => { location.hash = '100%'; }")
    expect(maria.page.get_by_role("searchbox", name="Find a text")).to_be_visible()
