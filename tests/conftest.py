"""What all tests share: the date, and playbooks written on the spot."""

import fcntl
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

TODAY = date(2026, 11, 21)
"""The day on which every test takes place."""

ROOT = Path(__file__).resolve().parent.parent
"""The project's own folder."""


@pytest.fixture
def write(tmp_path):
    """Write files below a fresh folder: `write({"fit.md": "# …"})` gives the folder back."""

    def write_files(files: dict[str, str | bytes], folder: str = "playbook") -> Path:
        for name, text in files.items():
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return tmp_path / folder

    return write_files


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> Path:
    """Both sites of the worked example, built once by the command for all workers: `public/` and `internal/`."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "sites"
    with open(f"{shared}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "internal").exists():
            done = playbook("build", "--out", str(shared), "--today", str(TODAY), cwd=ROOT)
            assert done.returncode == 0, done.stderr
    return shared


def playbook(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "playbook_plugins.cli", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
