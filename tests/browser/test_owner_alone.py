"""An owner with a browser and nothing else: from the template to a change that is live, one that is not, and its mending.

The hosts are played on this machine: the interface of the one that keeps her texts, its workflow by the very file, and the place
where both sites stand, one of them behind a door. A file beside a run would be no site to write in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, served
from tests.browser.owners import Owner
from tests.conftest import playbook
from tests.rehearsal.host import KEY, Host, serving
from tests.rehearsal.ready import ready_command
from tests.rehearsal.repository import from_template
from tests.rehearsal.scene import Scene, begin_scene
from tests.rehearsal.story import STAFF_ALONE, results
from tests.rehearsal.web import door

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.share, pytest.mark.whole]

SETTINGS, PROMISE = "docs/playbook/playbook.yml", "docs/playbook/promises/answer.md"
ASKS = "What can people count on?"
NOT_BY_ITSELF = "const soon = window.setTimeout; window.setTimeout = (what, after, ...given) => after >= 10000 ? 0 : soon(what, after, ...given)"
"""The page looks again after a while; here she alone does, however long the machine takes."""
WORDS = 40
"""More than she has to type in all."""


@pytest.fixture(scope="module")
def command() -> Iterator[Path]:
    with ready_command() as found:
        yield found


@pytest.fixture
def own(tmp_path, command, request) -> Scene:
    """A repository of her own, made from a template that holds the form."""
    template = begin_scene(tmp_path, request.param, command=command, site="cloudflare")
    settings = template.shop / SETTINGS
    if "edit_form" not in settings.read_text("utf-8"):
        done = playbook("edit-form", "add", cwd=template.shop)
        assert done.returncode == 0, done.stdout + done.stderr
    template.commit({}, "Begin")
    return replace(template, repository=from_template(tmp_path / "host" / "own.git", template.repository))


@contextmanager
def at_the_host(scene: Scene) -> Iterator[Host]:
    """The host of her repository, which sends both sites to where they stand; strangers are asked to sign in at one."""
    with door(closed=True) as address:
        kept = {"CLOUDFLARE_API_TOKEN": "key", "CLOUDFLARE_ACCOUNT_ID": "quay", "PLAYBOOK_PUBLIC_PROJECT": "public", "PLAYBOOK_INTERNAL_PROJECT": "internal"}
        scene.settings = {**kept, "PLAYBOOK_INTERNAL_ADDRESS": address}
        with serving(scene.repository, flavour=scene.flavour, after=lambda commit: scene.run((scene.repository.commit(commit).parents or (None,))[0])) as host:
            # the one line that she adds in the host's own editor
            text = scene.held(SETTINGS).decode("utf-8").replace("\nsite:\n", f"\nsite:\n  repository: {in_secret(host.address)}\n")
            assert in_secret(host.address) in text
            host.waiting.append(scene.repository.write({SETTINGS: text.encode()}, "Say where the texts are"))
            yield host


def in_secret(address: str) -> str:
    """An address of the host as the world knows it: a key travels no other way."""
    return address.replace("http://", "https://", 1)


@contextmanager
def sits_down(browser: Browser, address: str, host: Host) -> Iterator[Page]:
    """A browser before the form, which asks nobody but its own site and the host."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script(NOT_BY_ITSELF)
    # the stand-in has no seal that a browser would trust
    context.route(f"{in_secret(host.api)}/**", lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace("https://", "http://", 1))))
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()
    site = address.partition("/edit/")[0]
    assert [one for one in asked if not one.startswith((f"{site}/", f"{in_secret(host.api)}/", "data:", "blob:"))] == []


def publishes(owner: Owner, text: str) -> None:
    owner.type(text, ASKS)
    owner.review()
    owner.press("Publish")
    expect(owner.page.get_by_role("heading", name="Saved at")).to_be_visible()


@pytest.mark.parametrize("own", ["github", "gitlab"], indirect=True)
def test_from_the_template_to_what_is_live(own: Scene, browser: Browser, figures):
    with at_the_host(own) as host:
        first = host.run()
        assert first.result == "success", first.said
        inside = served(own.web.site("internal"))
        with sits_down(browser, f"http://127.0.0.1:{inside.server_port}/edit/#{PROMISE}", host) as page:
            maria = Owner(page, {})
            status = page.locator(".pb-standing")
            page.get_by_label("Your key").fill(KEY)
            maria.press("Open my texts")
            publishes(maria, "If something is wrong, a person rings you within 1 working day")
            expect(status).to_contain_text("on its way")
            assert host.run().result == "success"
            maria.press("Look now")
            expect(status).to_contain_text("is live")
            assert b"a person rings you within" in own.shown()["promises/index.html"]

            before = own.shown()
            page.goto(f"http://127.0.0.1:{inside.server_port}/edit/#{PROMISE}")
            page.reload()
            page.get_by_label("Your key").fill(KEY)
            maria.press("Open my texts")
            publishes(maria, STAFF_ALONE.removesuffix("."))
            refused = host.run()
            assert results(refused)["check"] == "failure" and own.shown() == before
            maria.press("Look now")
            expect(status).to_contain_text("Not live yet")
            status.get_by_role("link").first.click()
            publishes(maria, "If something is wrong, a person calls you within 1 working day")
            assert host.run().result == "success"
            maria.press("Look now")
            expect(status).to_contain_text("is live")
            assert b"a person calls you within" in own.shown()["promises/index.html"]
        inside.shutdown()
        inside.server_close()
    assert maria.words <= WORDS
    figures(f"{own.flavour}: {maria.words} words typed, a line in the host's editor and a key; {own.web.count('public')} times published, one refused")
