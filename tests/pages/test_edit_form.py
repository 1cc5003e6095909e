"""The web form on the internal site: only the owner's own files, known by their hash, and one host to ask."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from playbook_plugins.edit.edit_form import adding, newest
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  email: ask@quay.example\n  answers_within: 1 working day\n"
FILES = {
    "policies/wet-boots.md": "---\ntopic: recovery\nthey_leave_feeling: dry\n---\n# “Wet” *boots*\n\n## What to do\n\n1. **Make right** with dry socks.\n",
    "fit.md": "# Boats for a calm day\n\nYou would like to paddle.\n",
}


ODD = (
    "http://gitlab.quay.example/quay/kayaks",
    "https://*.github.com/quay/kayaks",
    "https://github.com,quay.example/quay/kayaks",
    "https://github.com;report-uri/quay/kayaks",
    "https://gitlab.com@quay.example/quay/kayaks",
    "https://github.com/quay/../../user",
    "https://github.com/quay//kayaks",
)
"""Where a key would be read on its way, or a policy would let more in than one host."""


@pytest.fixture
def root(write) -> Path:
    return laid(write)


def laid(write, site: str = "", more: tuple[str, ...] = ()) -> Path:
    root = write({"docs/playbook/playbook.yml": SETTINGS + site, **{f"docs/playbook/{name}": text for name, text in FILES.items()}, **dict.fromkeys(more, "")}, folder="shop")
    folder = root / "docs/playbook"
    adding(read_playbook(folder, root=root)).write(root)
    return root


def built(root: Path, audience: Audience = Audience.INTERNAL) -> Release:
    return release(read_playbook(root / "docs/playbook", root=root), audience)


def held(root: Path) -> dict[str, bytes]:
    return {asset.path: asset.content for asset in built(root).assets if asset.path.startswith("edit/")}


def asked(root: Path) -> dict[str, Any]:
    """What the form's page holds for its script."""
    body = next(page.body for page in built(root).pages if page.path == "edit/index.md")
    (told,) = re.findall(r'<script type="application/json" class="pb-edit-asked">([^<]*)</script>', body)
    return json.loads(told)


def test_what_stands_beside_the_page_is_what_lies_in_the_repository(root):
    found = held(root)
    assert found.keys() == {"edit/form.js", "edit/form.css"}
    assert {name: found[f"edit/{name}"] for name in newest()} == dict(newest())
    told = asked(root)
    assert told["format"] == 1 and told["folder"] == "docs/playbook"
    assert {"docs/playbook/policies/wet-boots.md": "“Wet” boots"}.items() <= {one["path"]: one["title"] for one in told["documents"]}.items()
    assert told["words"]["where"] == "Where are your texts?"


def test_no_title_ends_what_the_page_holds(write):
    root = laid(write)
    (root / "docs/playbook/policies/wet-boots.md").write_text("# </script><script>steal()</script> & <!-- x\n", "utf-8")
    assert "& <!-- x" in str(asked(root)["documents"])


def test_a_phone_takes_no_form_along(root):
    pocket = next(asset.content for asset in built(root).assets if asset.path == "pocket.html")
    assert b"wet-boots" in pocket and b'class="pb-edit"' not in pocket and b"pb-edit-asked" not in pocket


def test_without_the_line_there_is_no_form(write):
    root = write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/fit.md": FILES["fit.md"], "docs/edit-form/form.js": "steal()"}, folder="shop")
    assert held(root) == {}
    assert not any(page.path.startswith("edit/") or "edit/" in page.body for page in built(root).pages if not page.path.startswith(("writing/", "checklist/")))


def test_the_public_site_knows_nothing_of_the_form(root):
    made = built(root, Audience.PUBLIC)
    assert not any("edit" in asset.path for asset in made.assets) and not any("edit/" in page.path + page.body for page in made.pages)
    assert made.reaching == ()
    with pytest.raises(ValueError, match="a public page asks nobody else"):
        Release(Audience.PUBLIC, "a", "en", (), reaching=(("index.md", "https://api.github.com"),))


@pytest.mark.parametrize("name", ["form.js", "form.css"])
def test_a_file_that_somebody_changed_stops_the_site_for_staff_and_no_other(root, name):
    file = root / "docs/edit-form" / name
    file.write_bytes(file.read_bytes() + b"/* another */")
    with pytest.raises(ValueError, match="The files in docs/edit-form are not those that docs/playbook/playbook.yml names.*Run `playbook edit-form add`"):
        built(root)
    assert built(root, Audience.PUBLIC).pages
    file.unlink()
    with pytest.raises(ValueError, match=f"docs/edit-form/{name} cannot be read. Run `playbook edit-form add`"):
        built(root)


def test_line_ends_of_another_system_are_the_same_form(root):
    for name, content in newest().items():
        (root / "docs/edit-form" / name).write_bytes(content.replace(b"\n", b"\r\n"))
    assert {name: held(root)[f"edit/{name}"] for name in newest()} == dict(newest())


def test_every_page_leads_to_its_text_in_the_form(root):
    bodies = {page.path: page.body for page in built(root).pages}
    assert '<a href="../../edit/#docs/playbook/policies/wet-boots.md">Suggest a change</a>' in bodies["policies/wet-boots.md"]
    assert '<a href="../edit/#docs/playbook/fit.md">' in bodies["public/index.md"]
    assert '<a href="../edit/">Suggest a change</a> <a href="mailto:ask@quay.example?' in bodies["owner/index.md"]
    assert '<a href="edit/">Suggest a change</a>' in bodies["index.md"]
    assert "(../edit/index.md)" in bodies["owner/index.md"]
    assert "pb-suggest" not in bodies["edit/index.md"]


def test_without_a_script_the_page_says_what_else_can_be_done(write):
    site = "site:\n  repository: https://github.com/quay/kayaks\n"
    page = next(page for page in built(laid(write, site)).pages if page.path == "edit/index.md")
    assert page.in_menu
    assert '<a href="https://github.com/quay/kayaks/tree/main/docs/playbook">To the texts</a>' in page.body.partition("<noscript>")[2]


@pytest.mark.parametrize(
    ("repository", "more", "kind", "api", "origin"),
    [
        ("https://github.com/quay/kayaks.git", (), "github", "https://api.github.com", "https://api.github.com"),
        ("https://github.quay.example/boats/kayaks", (), "github", "https://github.quay.example/api/v3", "https://github.quay.example"),
        ("https://gitlab.com/quay/boats/kayaks", (), "gitlab", "https://gitlab.com/api/v4", "https://gitlab.com"),
        ("https://git.quay.example:8443/quay/kayaks", (".gitlab-ci.yml",), "gitlab", "https://git.quay.example:8443/api/v4", "https://git.quay.example:8443"),
        ("https://git.quay.example/quay/kayaks", (".github/workflows/publish.yml",), "github", "https://git.quay.example/api/v3", "https://git.quay.example"),
    ],
)
def test_the_form_may_ask_its_own_repositorys_host_alone(repository, more, kind, api, origin, write):
    root = laid(write, f"site:\n  repository: {repository}\n", more)
    told = asked(root)["host"]
    assert (told["kind"], told["api"]) == (kind, api)
    assert told["web"].endswith(told["project"]) and ".git" not in told["project"]
    assert built(root).reaching == (("edit/index.md", origin),)


@pytest.mark.parametrize("site", ["", "site:\n  repository: https://git.quay.example/quay/kayaks\n", "site:\n  repository: https://github.com/quay\n", *(f"site:\n  repository: {odd}\n" for odd in ODD)])
def test_where_no_host_is_known_it_may_ask_nobody(site, write):
    root = laid(write, site)
    assert asked(root)["host"] is None
    assert built(root).reaching == ()
