"""Which edit the texts are, as they lie in their folder."""

from hashlib import new
from pathlib import Path

from playbook_plugins.model.links import inside
from playbook_plugins.model.live import Edit, Live
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.revision import edits, names_at

_LENGTHS = {40: "sha1", 64: "sha256"}
_READ = (".md", ".yml")
"""Endings of what the pages are made from."""


def live(playbook: Playbook) -> Live:
    """The newest edit, where the texts are as it left them; asked for the site for staff alone."""
    root = Path(playbook.root)
    newest = next(iter(edits(root, most=1)), None) if playbook.history.latest else None
    return Live(newest if newest and as_kept(playbook, newest) else None)


def as_kept(playbook: Playbook, edit: Edit) -> bool:
    """Whether every text lies in its folder as an edit left it, and no other beside them."""
    folders = [folder for folder in (playbook.folder, playbook.public_folder) if folder is not None]
    kept = {path: name for path, name in names_at(Path(playbook.root), edit.commit).items() if path.endswith(_READ) and any(inside(path, folder) for folder in folders)}
    here = {playbook.settings_path, *(document.path for document in playbook.documents)}
    return here <= kept.keys() and all(_same(f"{playbook.root}/{path}", name) for path, name in kept.items())


def _same(file: str, name: str) -> bool:
    try:
        with open(file, "rb") as stream:
            content = stream.read()
    except OSError:
        return False
    # a copy on Windows may have other line ends than the history
    return name in (_name(content, len(name)), _name(content.replace(b"\r\n", b"\n"), len(name)))


def _name(content: bytes, length: int) -> str:
    return new(_LENGTHS[length], b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
