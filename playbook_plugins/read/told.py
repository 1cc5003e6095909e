"""The playbook as it stood when people were last told: read anew from the history, where anything that they read may have changed."""

import re
from collections.abc import Callable
from hashlib import new
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from playbook_plugins.model.earlier import Earlier, Unknown
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.shelf import Shelf, key
from playbook_plugins.read.kept import Kept
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.revision import NoRevision, commit_on, is_part, lay_down, names_at

_LEANT_ON = ("fit.md", "partners.md", "playbook.yml", "promises", "policies", "roles")
"""What the fit page, the promises and the partners are made from; of the policies, those that promises name."""
_LENGTHS = {40: "sha1", 64: "sha256"}
_SHELF = "told"
_MOST = 2
"""Playbooks of former days that are kept of one repository."""

_read_last: dict[tuple[str, str, str], Playbook] = {}
"""The playbook of the commit that was read last: whoever builds again and again asks for the same."""


def earlier(playbook: Playbook, *, kept: Shelf | None = None) -> Earlier:
    """How things stood on the day that the fit page's `told` names; for the internal site alone. In `kept` is found again what was read of it before."""
    fit = playbook.single("fit")
    day = fit.fields.told if fit else None
    if not playbook.history.latest:
        return Earlier(day, unknown=Unknown.UNTRACED)
    if fit is None or day is None:
        return Earlier(unknown=Unknown.NEVER)
    root = Path(playbook.root)
    commit = commit_on(root, day)
    if commit is None:
        return Earlier(day, unknown=Unknown.PART if is_part(root) else Unknown.BEFORE)
    matters = _matters(playbook)
    then = {path: name for path, name in names_at(root, commit).items() if matters(path)}
    if not {playbook.settings_path, fit.path} <= then.keys():
        return Earlier(day, unknown=Unknown.BEFORE)
    if then == _names_now(playbook, matters, length=len(commit)):
        return Earlier(day)
    old = _read(playbook, commit, kept)
    if old is None or old.settings is None or old.fit is None:
        return Earlier(day, unknown=Unknown.UNREADABLE)
    return Earlier(day, old)


def _read(playbook: Playbook, commit: str, kept: Shelf | None) -> Playbook | None:
    asked = playbook.root, playbook.folder, commit
    if asked in _read_last:
        return _read_last[asked]
    old = _found(playbook, commit, kept)
    if old is not None:
        _read_last.clear()
        _read_last[asked] = old
    return old


def _found(playbook: Playbook, commit: str, kept: Shelf | None) -> Playbook | None:
    """The playbook as a commit has it; a commit never changes, but more of what was before it can come into this copy."""
    try:
        if kept is None:
            return _read_anew(playbook, commit)
        return kept.value(_SHELF, key(playbook.folder, commit, playbook.history.gap), lambda: _read_anew(playbook, commit, kept), most=_MOST)
    except (NoRevision, OSError):
        return None


def _read_anew(playbook: Playbook, commit: str, kept: Shelf | None = None) -> Playbook:
    # most texts say what they said
    known = Kept(kept, playbook.folder, playbook.public_folder).known if kept else None
    with TemporaryDirectory(prefix="playbook-") as place:
        # as the system itself calls it: a link on the way would look like a folder of somebody else's
        room = Path(place).resolve()
        lay_down(Path(playbook.root), commit, room, folders=(playbook.folder,))
        return read_playbook(room / playbook.folder, root=room, known=known)


def _matters(playbook: Playbook) -> Callable[[str], bool]:
    """Tells whether people may read something else where the text at a path is another: a promise is public where the policies that it names keep it."""
    named = {id for promise in playbook.of_kind("promise") for id in getattr(promise.fields, "kept_by", None) or ()}
    # a text that is there no more may have stood under any name
    apart = {text.path for text in playbook.documents if text.kind.name == "policy" and not {text.id, PurePosixPath(text.path).name.partition(".")[0]} & named}
    above = "" if playbook.folder in ("", ".") else f"{playbook.folder}/"

    def matters(path: str) -> bool:
        if not path.startswith(above) or not path.endswith((".md", ".yml")) or path in apart:
            return False
        first = path.removeprefix(above).partition("/")[0]
        return re.sub(r"\.[a-z]{2}\.md$", ".md", first) in _LEANT_ON

    return matters


def _names_now(playbook: Playbook, matters: Callable[[str], bool], *, length: int) -> dict[str, str]:
    """What the history would call the texts of today, saved or not committed yet; empty where one cannot be read."""
    paths = [path for path in (playbook.settings_path, *(document.path for document in playbook.documents)) if matters(path)]
    try:
        return {path: _name(Path(playbook.root, path).read_bytes(), length) for path in paths}
    except OSError:
        return {}


def _name(content: bytes, length: int) -> str:
    return new(_LENGTHS[length], b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
