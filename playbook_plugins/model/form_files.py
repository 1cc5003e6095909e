"""The web form's script and style: they lie in the owner's own repository, and are known by their hash."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath

SCRIPT, STYLE = "form.js", "form.css"
FILES = (SCRIPT, STYLE)
"""What the form consists of."""
FOLDER = "edit-form"
"""The folder that holds it, beside the playbook's own."""
MOST = 4 << 20
"""Bytes of a file of the form that are read; it has a fraction of that."""
SEAL = r"sha256-[0-9a-f]{64}"
"""How the hash is written in `playbook.yml`."""


def form_folder(playbook_folder: str) -> str:
    """Where the form lies, from the repository's root: `docs/edit-form` beside `docs/playbook`."""
    above = PurePosixPath(playbook_folder).parent
    return FOLDER if str(above) == "." else f"{above}/{FOLDER}"


def seal(files: Mapping[str, bytes]) -> str:
    """The hash of the form's files by their names, whichever way a system ends its lines."""
    told = sha256()
    for name in FILES:
        content = files[name].replace(b"\r\n", b"\n")
        told.update(f"{name} {len(content)}\n".encode())
        told.update(content)
    return f"sha256-{told.hexdigest()}"
