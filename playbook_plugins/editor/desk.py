"""What lies open in an editor: the playbook that a file belongs to, and what the checklist says with unsaved text in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook_plugins.checklist.catalogue import rules_of
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.root import repository
from playbook_plugins.read.folder import named
from playbook_plugins.read.joined import joined
from playbook_plugins.read.playbook import kind_at, read_playbook
from playbook_plugins.read.site import public_folder

SETTINGS = "playbook.yml"
"""The file that makes a folder a playbook's."""
_USUAL = Path("docs/playbook")


@dataclass(frozen=True)
class Checked:
    """A playbook as it was read with the unsaved texts of an editor, and what was found."""

    folder: Path
    playbook: Playbook
    findings: Sequence[Finding]
    rules: Mapping[str, Rule]
    drafts: Mapping[str, bytes]
    """The unsaved texts, by their paths from the repository's root."""

    def content(self, path: str) -> bytes:
        """What a file held as it was checked; nothing where it cannot be read any more."""
        if path in self.drafts:
            return self.drafts[path]
        try:
            return Path(self.playbook.root, path).read_bytes()
        except OSError:
            return b""


def checked(folder: Path, drafts: Mapping[str, bytes], *, today: date) -> Checked:
    """Read and check the playbook in `folder`; `OSError` where it cannot be listed any more."""
    root = repository(folder)
    playbook = read_playbook(folder, root=root, public=public_folder(folder, root=root), drafts=drafts)
    for path, content in drafts.items():
        # what was never saved lies in no folder yet
        file = root / path
        if playbook.at(path) is None and file.is_relative_to(folder) and not file.exists() and (kind := kind_of(file, folder)):
            playbook = joined(playbook, content, path, kind=kind)
    return Checked(folder, playbook, run(playbook, today=today), rules_of(playbook), drafts)


def playbook_of(file: Path) -> Path | None:
    """The folder of the playbook to which a file belongs, or whose public pages it lies among; `None` where there is none."""
    folder = next((above for above in file.parents if (above / SETTINGS).is_file()), None)
    if folder is not None:
        return folder
    for above in file.parents:
        beside = above.parent / _USUAL.name
        if (beside / SETTINGS).is_file() and above == public_folder(beside, root=repository(beside)):
            return beside
    return None


def playbook_in(folder: Path) -> Path | None:
    """The folder of the playbook that somebody works on who has opened this folder; `None` where there is none to be seen."""
    return next((place for place in (folder, folder / _USUAL) if (place / SETTINGS).is_file()), None)


def path_of(file: Path, folder: Path) -> str:
    """What a file is called from the repository's root."""
    return named(file, repository(folder))


def kind_of(file: Path, folder: Path) -> Kind | None:
    """The kind of document that belongs in this place; `None` where none does."""
    if file.is_relative_to(folder):
        return kind_at(file.relative_to(folder).parts)
    return KINDS["page"] if file.suffix == ".md" else None


def text_of(content: bytes) -> str:
    """A file's text with plain line ends, whatever it holds."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
