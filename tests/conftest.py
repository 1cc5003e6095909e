"""What all tests share: the date, and playbooks written on the spot."""

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
