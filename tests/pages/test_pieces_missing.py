"""Whatever is missing from a text, or cannot be read in it, the site for staff is still built: under `serve` the last word is a finding, never a traceback."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY, WHOLE
from tests.pages.stall import FILES

SEED = os.environ.get("PLAYBOOK_SEED", "millpond")
SHARE = 16
"""Losses that every run tries, of some hundreds."""
MORE = """  people_word: client
  email: ida@quay.example
  address: 1 Quay
  open: Mon-Fri 8-18
  holidays: [2026-12-25]
  time_zone: Europe/London
  languages: English
  area: the quay
  writes_at_most: 2 a year
  signed_by: Ida
  currency: EUR
  screening: normal
site:
  url: https://quay.example/
  repository: https://github.com/quay/playbook
  branch: main
  plain_text: yes
"""
"""What else may stand in the settings."""
STALL = FILES | {
    "playbook.yml": FILES["playbook.yml"].replace("checklist:\n", "checklist:\n  profile: starter\n").replace("home:\n", MORE + "home:\n"),
    "fit.md": "# Boats for a Sunday\n\nFor you.\n\n## You will be happy here if\n\n- You like calm water.\n\n## What it costs\n\nIt costs nothing.\n\n## How to start\n\n1. Ring.\n",
    "partners.md": "---\npartners:\n  - name: Ida's sails\n    phone: 01632 960201\n    good_at: sails\n    checked: 2026-10-01\n---\n# Who else\n",
    "pages/onboarding.md": "# Your first days\n\n## On the first day\n\n- **Look** around.\n",
    "pages/before-the-shift.md": "# Before the shift\n\n- **Breathe** out.\n",
    "scripts/birthday.md": "---\nof: wrong\nchannel: card\nhow_often: once a year\n---\n# A card\n\n> Dear [name].\n",
    "policies/gone.md": "---\ntopic: lost-customer\nthey_leave_feeling: respected\n---\n# Somebody left\n\n## What to do\n\n- **Ask** why.\n\n## What to say\n\n> Why, [name]?\n\n## Don't\n\n- Woo.\n",
}
"""The stall with a text of every kind."""
TEXTS = {name: text for name, text in STALL.items() if isinstance(text, str)}


def losses() -> Iterator[tuple[str, str, str]]:
    """What may be lost, in a few words, the file and what is left of it: each line of the front matter, or what it says, each section, and the whole."""
    for name, text in TEXTS.items():
        lines = text.split("\n")
        head = len(lines) if name == "playbook.yml" else lines.index("---", 1) if text.startswith("---") else 0
        for at, line in enumerate(lines[:head]):
            if line != "---" and line:
                yield f"{name} without “{line}”", name, "\n".join(lines[:at] + lines[at + 1 :])
                key, colon, said = line.partition(":")
                if said:
                    yield f"{name} with odd “{key}”", name, "\n".join([*lines[:at], f"{key}{colon} {{odd: [1]}}", *lines[at + 1 :]])
        starts = [at for at, line in enumerate(lines) if at >= head and line.startswith("#")]
        for start, end in zip(starts, [*starts[1:], len(lines)]):
            yield f"{name} without “{lines[start]}”", name, "\n".join(lines[:start] + lines[end:])
            yield f"{name} with nothing below “{lines[start]}”", name, "\n".join(lines[: start + 1] + lines[end:])
            yield f"{name} without the heading “{lines[start]}”", name, "\n".join(lines[:start] + lines[start + 1 :])
        yield f"{name} empty", name, ""
        yield f"{name} without its head", name, "\n".join(lines[head + 1 :])
        yield f"{name} written on Windows", name, text.replace("\n", "\r\n")


def built(folder: Path, drafts: dict[str, str]) -> Release | None:
    """The site for staff of the stall with other texts in place of its own; nothing where nobody is there to speak for."""
    playbook = read_playbook(folder, root=folder.parent, drafts={f"{folder.name}/{name}": text.encode() for name, text in drafts.items()})
    return release(playbook, Audience.INTERNAL, run(playbook, today=TODAY)) if playbook.settings else None


@pytest.mark.share
def test_whatever_is_missing_the_site_for_staff_is_built(write, figures):
    folder = write(STALL)
    found = list(losses())
    tried = found if WHOLE else random.Random(SEED).sample(found, SHARE)
    broken = {}
    for said, name, text in tried:
        try:
            built(folder, {name: text})
        except Exception as error:  # each of them is a traceback in somebody's terminal
            broken[said] = f"{type(error).__name__}: {error}"
    figures(f"tried {len(tried)} losses of {len(found)}, broken {len(broken)}")
    assert not broken


@pytest.mark.parametrize(("name", "gone"), [
    ("playbook.yml", "  answers_within: 1 working day\n"),
    ("policies/wrong.md", "topic: recovery\n"),
    ("policies/wrong.md", "they_leave_feeling: heard\n"),
    ("scripts/sorry.md", "of: wrong\n"),
    ("scripts/sorry.md", "channel: email\n"),
    ("scripts/birthday.md", "channel: card\n"),
    ("scenarios/leak.md", "of: wrong\n"),
    ("roles/guide.md", "may_spend: 20\n"),
    ("money.md", "make_it_right_hours: 4\nmarketing: 9100\nusual_sale: 61\n"),
    ("promises/heard.md", "kept_by: {wrong: listen}\n"),
    ("partners.md", "    checked: 2026-10-01\n"),
])
def test_a_line_that_ought_to_be_there_is_missed_quietly(name, gone, write):
    assert gone in TEXTS[name]
    assert built(write(STALL), {name: TEXTS[name].replace(gone, "")})


def test_a_role_without_a_limit_of_its_own_is_not_told_that_it_has_none(write):
    folder = write(STALL)
    made = built(folder, {"roles/guide.md": TEXTS["roles/guide.md"].replace("may_spend: 20\n", "")})
    pages = {page.path: page.body for page in made.pages}
    assert "as much as it takes" not in pages["roles/guide.md"] and "May spend" not in pages["roles/guide.md"]
    row = next(line for line in pages["roles/index.md"].splitlines() if "guide.md" in line)
    assert "as much as it takes" not in row
    assert "as much as it takes" in pages["roles/owner.md"]
    whole = next(asset for asset in made.assets if asset.path == "playbook.json").content.decode()
    assert '"role": "guide"' not in whole and whole.count('"no_limit": true') == 1


def test_a_business_without_a_name_is_not_called_none(write):
    made = built(write(STALL), {"playbook.yml": TEXTS["playbook.yml"].replace("  name: Quay Kayaks\n", "")})
    texts = [page.title + page.body for page in made.pages if not page.path.startswith(("writing/", "checklist/"))]
    texts += [asset.content.decode() for asset in made.assets if asset.path in ("playbook.json", "reviews.ics")]
    assert not [text for text in texts if "None" in text]
