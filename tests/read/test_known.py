"""Whoever reads again and again takes apart only what has changed, and reads the same."""

import shutil
from pathlib import Path

import pytest

from playbook_plugins.read import playbook as reading
from playbook_plugins.read.playbook import Known, read_playbook
from tests.conftest import ROOT


@pytest.fixture
def shop(tmp_path) -> Path:
    shutil.copytree(ROOT / "tests" / "golden" / "kayaks" / "docs", tmp_path / "docs")
    return tmp_path


def test_only_what_has_changed_is_taken_apart_and_the_same_is_read(shop, monkeypatch):
    folder, public = shop / "docs" / "playbook", shop / "docs" / "public"
    taken: list[str] = []
    plainly = reading.read_document
    monkeypatch.setattr(reading, "read_document", lambda content, path, *more, **options: taken.append(path) or plainly(content, path, *more, **options))
    known: Known = {}

    def read() -> list[str]:
        taken.clear()
        found = read_playbook(folder, root=shop, public=public, known=known)
        anew = [*taken]
        assert found == read_playbook(folder, root=shop, public=public)
        return sorted({Path(path).name for path in anew})

    assert len(read()) > 10 and read() == []
    fit = folder / "fit.md"
    fit.write_text(fit.read_text("utf-8") + "\n", "utf-8")
    assert read() == ["fit.md"]
    (folder / "principles" / "slow-is-fine.md").rename(folder / "principles" / "slow.md")
    assert read() == ["slow.md"]
    (folder / "pages" / "home.md").rename(public / "home.md")
    assert read() == ["home.md"]
    (public / "home.md").unlink()
    (folder / "roles" / "guide.md").write_bytes(b"\xff")
    assert read() == ["guide.md"] and read() == []
    # how all of them are read hangs on the settings
    settings = folder / "playbook.yml"
    settings.write_text(settings.read_text("utf-8").replace("Quay Kayaks", "Kayaks"), "utf-8")
    assert len(read()) > 10
