"""The last line of each page for staff: it leads to the true source, wherever that is kept."""

import re
from email.utils import parseaddr
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

FILES = {
    "policies/wet-boots.md": "---\ntopic: recovery\nthey_leave_feeling: dry\n---\n# \"Wet\" *boots* & 100 %\n\n## What to do\n\n1. **Make right** with dry socks.\n",
    "policies/wet-boots.pl.md": "---\ntopic: recovery\nthey_leave_feeling: sucho\n---\n# Mokre buty\n\n## Co zrobić\n\n1. **Napraw** suchymi skarpetami.\n",
    "roles/desk.md": "---\nmay_spend: 25\n---\n# Desk\n\nMinds the door.\n",
    "promises/dry-feet.md": "---\nkept_by: {wet-boots: make right}\n---\n# Dry feet\n\nAlways.\n",
    "principles/kind.md": "---\naudience: public\n---\n# Kind\n\nAlways.\n",
    "fit.md": "# Boats for a calm day\n\nYou would like to paddle.\n",
}
GITHUB = "https://github.com/quay/kayaks/"


def lines(write, business: str = "", site: str = "", **more: str) -> dict[str, str]:
    settings = f"business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n{business}{site}"
    folder: Path = write({"docs/playbook/playbook.yml": settings, **{f"docs/playbook/{name}": text for name, text in (FILES | more).items()}})
    made = release(read_playbook(folder / "docs" / "playbook", root=folder), Audience.INTERNAL).pages
    told = {page.path: re.findall(r'<p class="pb-suggest">(.*)</p>', page.body) for page in made}
    assert all(len(found) == (0 if path.startswith(("writing/", "checklist/")) else 1) for path, found in told.items())
    return {path: found[0] for path, found in told.items() if found}


def led(line: str) -> str:
    (address,) = re.findall(r'href="([^"]*)"', line)
    return unescape(address)


def test_on_github_each_page_leads_to_its_own_file_or_to_the_folder_that_it_is_made_from(write):
    told = lines(write, "  email: ask@quay.example\n", "site:\n  repository: https://github.com/quay/kayaks\n")
    kept = f"{GITHUB}edit/main/docs/playbook/"
    assert {path: led(line) for path, line in told.items()}.items() >= {
        "policies/wet-boots.md": f"{kept}policies/wet-boots.md",
        "policies/wet-boots.pl.md": f"{kept}policies/wet-boots.pl.md",
        "roles/desk.md": f"{kept}roles/desk.md",
        "principles/kind.md": f"{kept}principles/kind.md",
        "public/index.md": f"{kept}fit.md",
        "public/principles/kind.md": f"{kept}principles/kind.md",
        "public/promises.md": f"{GITHUB}tree/main/docs/playbook/promises",
        "policies/index.md": f"{GITHUB}tree/main/docs/playbook/policies",
        "roles/index.md": f"{GITHUB}tree/main/docs/playbook/roles",
        "index.md": f"{GITHUB}tree/main/docs/playbook",
        "owner/index.md": f"{GITHUB}tree/main/docs/playbook",
    }.items()
    own = lines(write, "", f"site:\n  repository: {GITHUB}\n", **{"pages/home.md": "# What is up?\n"})
    assert led(own["index.md"]) == f"{kept}pages/home.md"


@pytest.mark.parametrize(
    ("repository", "branch", "led_to"),
    [
        ("https://github.com/quay/kayaks.git", "", "https://github.com/quay/kayaks/edit/main/"),
        ("https://www.github.com/quay/kayaks/?tab=readme", "live/2026 #1", "https://www.github.com/quay/kayaks/edit/live/2026%20%231/"),
        ("https://gitlab.com/quay/boats/kayaks", "", "https://gitlab.com/quay/boats/kayaks/-/edit/main/"),
        ("https://gitlab.quay.example:8443/kayaks/", "live", "https://gitlab.quay.example:8443/kayaks/-/edit/live/"),
    ],
)
def test_each_host_shows_a_file_to_be_changed_in_its_own_way(repository, branch, led_to, write):
    told = lines(write, "", f"site:\n  repository: {repository}\n" + (f"  branch: '{branch}'\n" if branch else ""))
    assert led(told["roles/desk.md"]) == f"{led_to}docs/playbook/roles/desk.md"


@pytest.mark.parametrize("site", ["", "site:\n  repository: https://git.quay.example/kayaks\n"])
def test_elsewhere_a_mail_is_begun_that_names_the_page_and_nobody(site, write):
    told = lines(write, "  email: ask@quay.example\n", site)
    address = urlsplit(led(told["policies/wet-boots.md"]))
    assert (address.scheme, parseaddr(unquote(address.path))[1]) == ("mailto", "ask@quay.example")
    assert parse_qs(address.query) == {"subject": ['A change for: "Wet" boots & 100 %'], "body": ['About the page “"Wet" boots & 100 %”:\r\n\r\n']}
    polish = parse_qs(urlsplit(led(told["policies/wet-boots.pl.md"])).query)
    assert polish["subject"] == ["Zmiana do strony: Mokre buty"] and "Coś powinno tu być inaczej?" in told["policies/wet-boots.pl.md"]


def test_without_an_address_whoever_decides_is_named(write):
    assert lines(write)["roles/desk.md"] == "Should something here be different? Tell the owner."
    called = {"roles/owner.md": "---\nreach: ring 10\n---\n# Owner\n"}
    assert lines(write, **called)["roles/desk.md"] == "Should something here be different? Tell the owner: ring 10."
    owner = {"roles/owner.md": "---\nreach: ext. 1 <Ola>\n---\n# Ola & co\n"}
    assert lines(write, **owner)["roles/desk.md"] == "Should something here be different? Tell Ola &amp; co: ext. 1 &lt;Ola&gt;."
