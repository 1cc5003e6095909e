"""What is due on a day, and what the list says of it."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli.due import command
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.upkeep.due import due
from playbook_plugins.upkeep.listing import Listing
from playbook_plugins.upkeep.outside import outside
from playbook_plugins.words import Words
from tests.conftest import TODAY
from tests.upkeep.sites import site

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: honesty\nthey_leave_feeling: sure of us\nowner: {owner}\n{more}---\n# {title}\n\n## What to do\n\n- Tell them how deep it is.\n"
FILES = {
    "playbook.yml": SETTINGS,
    "roles/desk.md": "---\nreviewed: 2026-11-20\n---\n# Front desk\n",
    # due every six months
    "policies/late.md": POLICY.format(owner="desk", title="Late", more="reviewed: 2026-05-01\n"),
    "policies/later.md": POLICY.format(owner="desk", title="Later", more="reviewed: 2026-04-01\n"),
    "policies/soon.md": POLICY.format(owner="owner", title="Soon", more="reviewed: 2026-06-01\n"),
    "policies/not-yet.md": POLICY.format(owner="owner", title="Not yet", more="reviewed: 2026-11-01\n"),
    "policies/never.md": POLICY.format(owner="owner", title="Never", more=""),
    "policies/draft.md": POLICY.format(owner="desk", title="Half a thought", more="status: draft\n"),
    "policies/gone.md": POLICY.format(owner="desk", title="Gone", more="status: retired\nreviewed: 2020-01-01\n"),
    "partners.md": "---\nreviewed: 2026-11-01\npartners:\n  - name: Volt Bench\n    phone: 01632 960300\n    url: https://volt.example/#us\n    good_at: batteries\n    checked: 2026-05-20\n"
    "  - name: New Friends\n    phone: 01632 960301\n    good_at: sails\n    checked: 2026-11-20\n---\n# Partners\n",
    "lessons.md": "---\nreviewed: 2026-11-01\n---\n# Lessons\n\n| when | what | why | we change | who | done |\n| --- | --- | --- | --- | --- | --- |\n"
    "| 2026-11-02 | A boat went out late | promise: nobody rang | Ring [the evening before](policies/late.md) | desk | no |\n| 2026-11-03 | Another | promise: x | Nothing more | desk | yes |\n",
}
QUIET = {name: FILES[name] for name in ("playbook.yml", "roles/desk.md", "policies/not-yet.md")}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--today", TODAY.isoformat()], catch_exceptions=False)


def parts(folder: Path, today: date = TODAY) -> dict[str, list[tuple[str, str, str]]]:
    playbook = read_playbook(folder, root=folder.parent)
    return {part.title: [(entry.what, entry.told, entry.who) for entry in part.entries] for part in due(playbook, today)}


def test_everything_that_wants_a_hand_is_named_by_role_and_day(write):
    assert parts(write(FILES)) == {
        "Read again now": [("“Later”", "since 1 October 2026", "Front desk"), ("“Late”", "since 1 November 2026", "Front desk")],
        "Read again in the next 14 days": [("“Soon”", "by 1 December 2026", "Owner")],
        "Nobody has read these over yet": [("“Never”", "", "Owner")],
        "Partners to ring": [("Volt Bench", "last checked on 20 May 2026", "Owner")],
        "Drafts": [("“Half a thought”", "", "Front desk")],
        "Lessons not yet acted on": [("Ring the evening before", "2026-11-02", "Front desk")],
    }


@pytest.mark.parametrize(("day", "part"), [("2026-11-16", ""), ("2026-11-17", "Read again in the next 14 days"), ("2026-12-01", "Read again in the next 14 days"), ("2026-12-02", "Read again now")])
def test_a_text_is_named_fourteen_days_ahead_and_is_late_the_day_after(write, day, part):
    found = parts(write(QUIET | {"policies/soon.md": FILES["policies/soon.md"]}), date.fromisoformat(day))
    assert [title for title, entries in found.items() if "“Soon”" in str(entries)] == [part] * bool(part)


def test_the_list_is_in_the_language_of_the_playbook(write):
    told = parts(write(QUIET | {"playbook.yml": SETTINGS + "site:\n  lang: pl\n", "policies/late.md": FILES["policies/late.md"]}))
    assert told["Do przeczytania teraz"][0][1] == "od 1 listopada 2026"


def test_a_line_says_where(write):
    done = run(str(write(FILES)))
    assert done.exit_code == 0
    assert "Read again now (2)\n  policies/later.md:7  “Later” (since 1 October 2026, Front desk)\n" in done.stdout
    assert "\n\nPartners to ring (1)\n  partners.md:8  Volt Bench (last checked on 20 May 2026, Owner)\n" in done.stdout


def test_markdown_has_boxes_and_links(write, monkeypatch):
    folder = write(FILES)
    monkeypatch.setenv("CI_PROJECT_URL", "https://git.example/quay/kayaks")
    monkeypatch.setenv("CI_COMMIT_SHA", "1a2b")
    told = run(str(folder), "--format", "markdown").stdout
    assert "## Read again now\n\n- [ ] “Later” (since 1 October 2026, Front desk) [policies/later.md:7](https://git.example/quay/kayaks/-/blob/1a2b/policies/later.md?plain=1#L7)\n" in told


def test_a_title_cannot_become_markup_or_call_somebody(write):
    folder = write(QUIET | {"policies/late.md": FILES["policies/late.md"].replace("# Late", "# @all [x](http://evil.example) <b>")})
    told = run(str(folder), "--format", "markdown").stdout
    assert r"@<!-- -->all \[x\](http\://evil.example) \<b>" in told


def test_nothing_is_due(write):
    done = run(str(write(QUIET)))
    assert (done.exit_code, done.stdout) == (0, "Nothing is due in the next 14 days.\n")
    assert not Listing((), Words()).pressing


def test_what_may_wait_calls_nobody(write):
    playbook = read_playbook(folder := write(QUIET | {"policies/draft.md": FILES["policies/draft.md"]}), root=folder.parent)
    listing = Listing(due(playbook, TODAY), Words())
    assert listing.parts and not listing.pressing


def test_outside_addresses_are_those_of_public_texts_alone(write):
    folder = write(FILES | {
        "playbook.yml": SETTINGS.replace("phone:", "url: https://quay.example/\n  phone:"),
        "fit.md": "---\nreviewed: 2026-11-01\n---\n# Kayaks\n\n## We are probably not the right choice if\n\n- **You want sails.** [New Friends](https://volt.example) have them.\n- **More.** <https://more.example/x#y>\n",
        "policies/late.md": FILES["policies/late.md"] + "\nSee [our secret](https://inside.example/).\n",
        "pages/open.md": "---\naudience: public\nstatus: draft\n---\n# Open\n\n[later](https://later.example)\n",
    })
    found = outside(read_playbook(folder, root=folder.parent))
    assert {address: [str(place).partition(" ")[0] for place in places] for address, places in found.items()} == {
        "https://quay.example/": ["playbook/playbook.yml:3:8"],
        "https://volt.example/": ["playbook/partners.md:6:10"],
        "https://volt.example": ["playbook/fit.md:8:23"],
        "https://more.example/x": ["playbook/fit.md:9:13"],
    }


def test_an_address_that_leads_nowhere_is_named_with_its_line(write):
    with site({"/here": (200, {})}) as there:
        page = f"---\naudience: public\nreviewed: 2026-11-01\n---\n# Open\n\n[here]({there.address}/here), [gone]({there.address}/gone)\n"
        folder = write(QUIET | {"pages/open.md": page})
        quiet = run(str(folder))
        assert there.asked == [] and quiet.stdout == "Nothing is due in the next 14 days.\n"
        asked = run(str(folder), "--links", "--also-near")
        assert asked.stdout == f"Outside addresses that lead nowhere (1)\n  pages/open.md:7  {there.address}/gone (the page is gone)\n"
        count = len(there.asked)
        assert "not asked" in run(str(folder), "--links").stdout and len(there.asked) == count
