"""The manual names each limit as it is."""

import re

import pytest

from playbook_plugins.engines.mkdocs import patience
from playbook_plugins.read import excess, folder, limits
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "writing" / "limits.md").read_text("utf-8")


def shown(number: int) -> str:
    for size, name in ((1 << 20, "MB"), (1 << 10, "KB")):
        if number >= size and number % size == 0:
            return f"{number // size} {name}"
    return f"{number:,}"


def test_the_manual_shows_each_limit():
    told = sorted(re.findall(r"\| ([\d,]+(?: [KM]B)?)(?: characters)? \|$", PAGE, re.MULTILINE))
    known = [value for name, value in vars(limits).items() if name.endswith("_LIMIT")]
    assert told == sorted(map(shown, [*known, folder.MOST_FILES, folder.DEEPEST]))


def test_the_manual_tells_how_long_an_engine_may_take():
    assert patience.seconds(0) == 120 and patience.seconds(2) == 121
    assert "two minutes, and half a second more for each page" in PAGE
    assert f"{patience.MEMORY >> 30} GB of memory" in PAGE
    assert f"`{patience.VARIABLE}=600`" in PAGE


@pytest.mark.parametrize(
    ("limit", "most", "message"),
    [
        ("DOCUMENTS_LIMIT", 1, "there are more than 1 documents in this playbook, so none was read"),
        ("DOCUMENTS_LIMIT", 2, ""),
        ("TOTAL_LIMIT", 16, "the documents of this playbook come to more than 0 MB, so none was read"),
        ("TOTAL_LIMIT", 17, ""),
    ],
)
def test_too_many_documents_or_too_long_ones_are_not_read(tmp_path, monkeypatch, limit, most, message):
    monkeypatch.setattr(excess, limit, most)
    (shop := tmp_path / "docs/playbook").mkdir(parents=True)
    (public := tmp_path / "docs/public").mkdir()
    (shop / "money.md").write_text("# Money\n")
    (public / "privacy.md").write_text("# Privac\n")
    (shop / "playbook.yml").write_text("business: [\n")
    playbook = read_playbook(shop, root=tmp_path, public=public)
    told = {fault.message for fault in playbook.faults if fault.place.path == "docs/playbook/playbook.yml"}
    assert "a bracket is opened and not closed" in told
    assert told - {"a bracket is opened and not closed"} == ({message} if message else set())
    assert len(playbook.documents) == (0 if message else 2)
