"""Drafts are laid down beside what is there: all of them or none, and nothing is written over."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from playbook_plugins.edit.importing.draft import Draft
from playbook_plugins.edit.saving import begin


def lay_down(drafts: Iterable[Draft], folder: Path) -> None:
    """Write the drafts into the playbook's folder; raises `OSError`, and then none of them is there."""
    written: list[Path] = []
    made: list[Path] = []
    try:
        for draft in drafts:
            target = folder / draft.path
            if not target.parent.exists():
                target.parent.mkdir(parents=True)
                made.append(target.parent)
            begin(draft.content, target)
            written.append(target)
    except BaseException:
        for target in written:
            with suppress(OSError):
                target.unlink()
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir()
        raise
