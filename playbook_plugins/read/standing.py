"""Which edit the texts are, as they lie in their folder."""

from hashlib import new
from pathlib import Path, PurePosixPath

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
    kept = {path: name for path, name in names_at(Path(playbook.root), edit.commit).items() if _read(path, playbook)}
    here = {playbook.settings_path, *(document.path for document in playbook.documents)}
    return here <= kept.keys() and all(_same(Path(playbook.root, path), name) for path, name in kept.items())


def _read(path: str, playbook: Playbook) -> bool:
    inside = PurePosixPath(path)
    folders = [folder for folder in (playbook.folder, playbook.public_folder) if folder is not None]
    return inside.suffix in _READ and any(folder in ("", ".") or inside.is_relative_to(folder) for folder in folders)


def _same(file: Path, name: str) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    # a copy on Windows may have other line ends than the history
    return name in (_name(content, len(name)), _name(content.replace(b"\r\n", b"\n"), len(name)))


def _name(content: bytes, length: int) -> str:
    return new(_LENGTHS[length], b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
