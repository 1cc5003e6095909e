"""`playbook.yml` → settings, with a place for every value."""

from playbook_plugins.model.finding import Fault
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.place import Place
from playbook_plugins.model.settings import Settings
from playbook_plugins.read.fields import read_fields
from playbook_plugins.read.front_matter import SETTINGS_LIMIT, Values, read_yaml
from playbook_plugins.read.text import read_lines


def read_settings(
    content: bytes | None, path: str, *, lexicon: Lexicon
) -> tuple[Settings | None, Values, list[Fault]]:
    """The settings, or `None` where nothing of them can be used, and what is wrong with them."""
    if content is None:
        return None, Values(), [_missing(path)]
    lines, fault = read_lines(content, path)
    if fault:
        return None, Values(), [fault]
    found = read_yaml("\n".join(lines), path, limit=SETTINGS_LIMIT)
    if found.broken:
        return None, found, found.faults
    settings, faults = read_fields(Settings, found, Place(path), lexicon=lexicon)
    usable = settings.business is not None
    return settings if usable else None, found, [*found.faults, *faults]


def _missing(path: str) -> Fault:
    return Fault(
        "unreadable-file",
        Place(path),
        "there is no `playbook.yml` here, so nobody knows whose playbook this is",
        "Write one with `business:` and, below it, `name`, `phone` and `answers_within`.",
    )
