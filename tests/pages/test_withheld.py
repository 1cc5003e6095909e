"""What of a text the audit looks for is found once for each text, and again wherever anything that decides it has changed."""

import pytest

from playbook_plugins.audit.fingerprints import found
from playbook_plugins.audit.forms import RUN
from playbook_plugins.model.document import Zone
from playbook_plugins.model.inside import of_staff
from playbook_plugins.model.page import Audience
from playbook_plugins.model.runs import runs
from playbook_plugins.pages import memory, withheld
from playbook_plugins.pages.excuses import read_plainly
from playbook_plugins.pages.secrets import secrets
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT
from tests.pages.stall import FILES

TEXTS = {name: text for name, text in FILES.items() if isinstance(text, str)}
QUOTE = "\nThey read “Rivers have always forgiven everybody who came back to them.”\n"
RIVERS = "---\naudience: public\n---\n# Rivers forgive\n\nRivers have always forgiven everybody who came back to them.\n"
EDITS = [
    ("policies/wrong.md", TEXTS["policies/wrong.md"].replace("- Wet shoes.", "- Wet shoes, and somebody who asks for you at 01632 960 961.")),
    ("policies/wrong.md", TEXTS["policies/wrong.md"] + QUOTE),
    ("principles/rivers.md", RIVERS),
    ("principles/rivers.md", RIVERS.replace("public\n", "public\nstatus: draft\n")),
    ("principles/rivers.md", RIVERS.replace("public", "internal")),
    ("principles/rivers.md", RIVERS.replace("always", "nearly always")),
    ("principles/streams.md", RIVERS),
    ("policies/draft.md", TEXTS["policies/draft.md"].replace("# Half-baked", "# Three halves baked\n\n## You notice\n\n- A very long loaf stands behind the oven.\n")),
    ("playbook.yml", TEXTS["playbook.yml"].replace("checklist:\n", "checklist:\n  own_headings:\n    policy: {we do: what-to-do}\n")),
    ("playbook.yml", TEXTS["playbook.yml"].replace("business:\n", "business:\n  currency: EUR\n")),
    ("playbook.yml", TEXTS["playbook.yml"].replace("checklist:\n", "site:\n  lang: pl\nchecklist:\n")),
    ("roles/guide.md", TEXTS["roles/guide.md"].replace("ring 12", "guide@kayaks.example")),
]


@pytest.fixture(autouse=True)
def alone(monkeypatch) -> None:
    """A process that remembers nothing, and leaves nothing to those after it."""
    monkeypatch.setattr(memory, "_ALL", {})
    monkeypatch.setattr(withheld, "_MADE", memory.Memory("withheld"))


def test_after_every_edit_the_same_is_looked_for_as_by_somebody_who_remembers_nothing(write):
    now, remembered = dict(TEXTS), []
    for name, text in [*EDITS, ("policies/wrong.md", TEXTS["policies/wrong.md"])]:
        folder = write(now := {**now, name: text})
        remembered.append((now, secrets(read_playbook(folder, root=folder))))
    for number, (files, known) in enumerate(remembered):
        folder = write(files, folder=f"{number}")
        memory.forget()
        assert secrets(read_playbook(folder, root=folder)) == known, number
    assert len({str(known.marks) for _, known in remembered}) > len(EDITS) - 1


def test_a_text_that_has_not_changed_is_not_read_again(write, monkeypatch):
    asked = []
    made = withheld._made
    monkeypatch.setattr(withheld, "_made", lambda document, passage: asked.append(document.path) or made(document, passage))
    folder = write(TEXTS)
    secrets(read_playbook(folder, root=folder))
    assert len(asked) > 5
    asked.clear()
    folder = write({"policies/wrong.md": TEXTS["policies/wrong.md"].replace("Wet shoes", "Wet socks")})
    secrets(read_playbook(folder, root=folder))
    assert asked == ["policies/wrong.md"]


def test_rows_of_words_go_on_over_empty_lines_and_keep_their_place(write):
    folder = write({**TEXTS, "policies/wrong.md": f"{TEXTS['policies/wrong.md']}\nOne two three\n\n- four five\n\nsix seven\n"})
    playbook = read_playbook(folder, root=folder)
    of, read = withheld.withheld(playbook), of_staff(playbook)
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            told = [(run, row.place) for row in of(document).rows() for run in row.said]
            assert told == [(run, f"{document.path}:{place.line}") for run, place in read(document).begins()]
            assert document.path != "policies/wrong.md" or "two three four five six seven" in dict(told)


def test_nothing_that_a_paragraph_says_is_lost_for_standing_in_the_lines_already():
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT)
    of = withheld.withheld(playbook)
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            text = of(document)
            known = found([*text.rows(), *text.wording]).get(RUN, {})
            said = {run for one in document.texts(Zone.STAFF, Zone.DONT, Zone.IGNORED) for run in runs(read_plainly(str(one)))}
            assert said <= known.keys(), document.path
