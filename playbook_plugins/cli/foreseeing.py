"""What the pages for staff are made of, made before anybody knows what the checklist finds."""

from contextlib import suppress
from pathlib import Path

from playbook_plugins.cache import Cache
from playbook_plugins.model.playbook import Playbook


def foresee(playbook: Playbook, root: Path) -> None:
    """Make the pages of single texts as if nothing were found in them; all that holds is at hand when pages are made."""
    # not for whoever only checks
    from playbook_plugins.checklist.forgotten import forgotten
    from playbook_plugins.pages import memory, release
    from playbook_plugins.read.changed import changed
    from playbook_plugins.read.standing import live

    kept = Cache(root)
    # what pages stumble over is what the checklist objects to
    with suppress(Exception):
        release.foresee(playbook, changes=changed(playbook, forgotten=forgotten(playbook, shelf=kept), kept=kept), live=live(playbook))
        memory.foretell()
    kept.close()
