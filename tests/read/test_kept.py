"""What was read is found again by whoever reads the next day, and the same is read."""

import shutil
from pathlib import Path

import pytest

from playbook_plugins.cache import VARIABLE, Cache
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read import playbook as reading
from playbook_plugins.read.kept import Kept
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT


@pytest.fixture
def shop(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    shutil.copytree(ROOT / "tests" / "golden" / "kayaks" / "docs", tmp_path / "shop" / "docs")
    return tmp_path / "shop"


@pytest.fixture
def taken(monkeypatch) -> list[str]:
    """The texts that were taken apart."""
    taken: list[str] = []
    plainly = reading.read_document
    monkeypatch.setattr(reading, "read_document", lambda content, path, *more, **options: taken.append(Path(path).name) or plainly(content, path, *more, **options))
    return taken


def read(shop: Path, shelf: Cache) -> Playbook:
    """The playbook, with what the last process left."""
    kept = Kept(shelf, "docs/playbook", "docs/public")
    found = read_playbook(shop / "docs/playbook", root=shop, public=shop / "docs/public", known=kept.known)
    kept.keep(document.path for document in found.documents)
    return found


def test_only_what_has_changed_is_taken_apart_and_the_same_is_read(shop, taken):
    shelf, policies = Cache(shop), sorted((shop / "docs/playbook/policies").glob("*.md"))
    all_of_it = len(read(shop, shelf).documents)
    assert len(taken) == all_of_it > 10
    for round in range(8):
        for policy in policies[: round + 1]:
            policy.write_text(f"{policy.read_text('utf-8')}\nOnce more: {round}.\n", "utf-8")
        taken.clear()
        found = read(shop, shelf)
        assert sorted(taken) == sorted(policy.name for policy in policies[: round + 1])
        assert found == read_playbook(shop / "docs/playbook", root=shop, public=shop / "docs/public")
        taken.clear()
        assert read(shop, shelf) == found and taken == []
    assert all(document.kind is KINDS[document.kind.name] for document in found.documents)


def test_documents_that_were_found_again_are_like_themselves_alone(shop):
    shelf = Cache(shop)
    read(shop, shelf)
    found, again = ({one.path: one for one in read(shop, shelf).documents} for _ in range(2))
    for number, path in enumerate(sorted(found)):
        other = sorted(found)[number - 1]
        assert found[path] != again[other] and again[other] != found[path] and found[path] != path
    found, again = ({one.path: one for one in read(shop, shelf).documents} for _ in range(2))
    assert found == again


@pytest.mark.parametrize("value", [b"", b"no pickle", b"\x80\x05K\x01.", b"\x80\x05)."])
def test_what_makes_no_sense_counts_as_not_there(value, shop, taken):
    shelf = Cache(shop)
    whole = read(shop, shelf)
    kept = Kept(shelf, "docs/playbook", "docs/public")
    shelf.put("readings", {kept._all: value, kept._since: value})
    taken.clear()
    assert read(shop, shelf) == whole and len(taken) == len(whole.documents)


def test_what_changed_since_goes_only_with_what_it_was_noted_beside(shop, taken):
    shelf = Cache(shop)
    read(shop, shelf)
    fit = shop / "docs/playbook/fit.md"
    fit.write_text(f"{fit.read_text('utf-8')}\nOnce more.\n", "utf-8")
    read(shop, shelf)
    kept = Kept(shelf, "docs/playbook", "docs/public")
    shelf.put("readings", {kept._all: b""})
    taken.clear()
    whole = read(shop, shelf)
    assert len(taken) == len(whole.documents)
