"""Small handbooks in every form become drafts, and nothing of them is lost."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook_plugins.edit.importing.draft import Imported
from playbook_plugins.edit.importing.found import looked_through
from playbook_plugins.edit.importing.handbook import imported
from playbook_plugins.edit.importing.laying import lay_down
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.page import Audience
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook
from tests.importing.handbooks import HANDBOOKS
from tests.importing.said import lost

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def brought(folder: Path, *, language: str = "en") -> Imported:
    old, left = looked_through(folder, language=language)
    return imported(old, left, folder=folder.name, taken=(), earlier=(), lexicon=lexicon(language), written_in=None)


def drafts(made: Imported) -> dict[str, str]:
    """What is written, by path."""
    return {draft.path: draft.content.decode() for draft in made.drafts}


@pytest.fixture
def bring(write):
    """Bring a handbook of these files: `bring({"a.md": "# A"})` gives what is written, by path."""

    def bring_files(files: Mapping[str, str | bytes], **how: str) -> dict[str, str]:
        return drafts(brought(write(dict(files), "handbook"), **how))

    return bring_files


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_word_of_a_handbook_is_kept(name, write):
    files = HANDBOOKS[name]
    made = brought(write(dict(files), "handbook"))
    of: dict[str, list[str]] = {}
    for draft in made.drafts:
        of.setdefault(draft.old, []).append(draft.content.decode())
    texts = {path: text for path, text in files.items() if path.endswith((".md", ".txt"))}
    assert texts and of.keys() >= texts.keys()
    assert {path: gone for path, text in texts.items() if (gone := lost(text, of[path]))} == {}


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbook_becomes_drafts_that_are_read_and_seen_by_nobody(name, write, tmp_path):
    room = write({"playbook.yml": SETTINGS}, "room")
    lay_down(brought(write(dict(HANDBOOKS[name]), "handbook")).drafts, room)
    playbook = read_playbook(room, root=room)
    assert [fault for fault in playbook.faults] == []
    assert playbook.documents and {document.fields.status for document in playbook.documents} == {Status.DRAFT}
    assert {document.audience for document in playbook.documents} == {Audience.INTERNAL}


def test_the_comparison_finds_a_word_that_is_missing_or_in_another_place():
    assert lost("# Late\n\nRing them today.", ["# Late\n\nRing them."]).startswith("today")
    assert lost("First this.\n\nThen that.", ["Then that.\n\nFirst this."])
    assert lost("---\nteam: rowing\n---\n# Late", ["# Late"]).startswith("team")
    assert lost("a\n\n```sh\nmake tea\n```\n", ["a"])
    assert lost("| a | b |\n| --- | --- |\n| c | d |\n", ["| a | b |\n| --- | --- |\n| c | |\n"]).startswith("d")
    assert not lost("# Late\n\n<b>Ring</b> [them](a.md) today.", ["# Late\n\n**Ring** them (`a.md`) today."])
