"""`playbook.yml` → settings, with a place for every value."""

import re
from collections.abc import Iterator

from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.place import Place
from playbook_plugins.model.settings import FORMAT, Settings
from playbook_plugins.model.suggestions import did_you_mean, nearest
from playbook_plugins.read.fields import read_fields
from playbook_plugins.read.front_matter import Values, read_yaml
from playbook_plugins.read.lexicon import lexicon as lexicon_of
from playbook_plugins.read.limits import SETTINGS_LIMIT
from playbook_plugins.read.text import read_lines

_ALIKE = 0.85
"""How like a known topic an owner's own must be to be asked about; 1 is the same."""
_LONGEST_FORMAT = 9
"""Figures of a format's number; with more it is none."""


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
    if other := other_format(found, path):
        return None, found, [other]
    settings, faults = read_fields(Settings, found, Place(path), lexicon=_spoken(found, lexicon))
    usable = settings.business is not None
    slips = _slips(settings, found, path) if usable else ()
    return settings if usable else None, found, [*found.faults, *faults, *slips]


def other_format(found: Values, path: str, *, newest: int = FORMAT) -> Fault | None:
    """That the settings have another form than the one that is read; `None` where they have this one, or what they say is no form at all."""
    said = str(found.data.get("format") or 1)
    if not said.isascii() or not said.isdecimal() or len(said) > _LONGEST_FORMAT or int(said) in (0, newest):
        return None
    place = found.values.get(("format",), Place(path))
    if int(said) > newest:
        return Fault("unreadable-file", place, f"this playbook was made with a newer version: its format is {int(said)}, and this version reads {newest}",
                     "Use that version here too, such as with `pip install --upgrade mkdocs-playbook`.")
    return Fault("unreadable-file", place, f"this playbook was made with an older version: its format is {int(said)}, and this version reads {newest}",
                 "`playbook migrate` brings it to the new one, and shows every change first.")


def _spoken(found: Values, lexicon: Lexicon) -> Lexicon:
    """The words of the language that the file itself gives below `site`; else those it was asked to be read with."""
    site = found.data.get("site")
    language = str(site.get("lang", "")).strip().lower() if isinstance(site, dict) else ""
    return lexicon_of(language) if re.fullmatch("[a-z]{2}", language) else lexicon


def _slips(settings: Settings, found: Values, path: str) -> Iterator[Fault]:
    """Names in the owner's own words that nothing goes by, so that what stands below them would be lost."""
    words, own = lexicon_of(settings.site.lang), settings.checklist
    sections = {alias: name for names in words.sections.values() for alias, name in names.items()}
    mine = {fold(alias) for name, aliases in own.topics.items() for alias in (name, *aliases)}
    places = found.keys
    for what, option, known in (("section", "headings", sections), ("step", "labels", words.labels), ("topic", "not_done", words.topics)):
        for name in getattr(own, option):
            if fold(name) not in known and not (option == "not_done" and fold(name) in mine):
                names = dict.fromkeys(known.values())
                mend = did_you_mean(name, names, otherwise=f"There are: {', '.join(names)}.")
                yield Fault("unknown-field", places.get(("checklist", option, name), Place(path)), f"no {what} is called `{name}`", mend)
    for name in own.topics:
        # a topic of one's own is welcome; one that nearly spells a known one is a slip
        if fold(name) not in words.topics and (near := nearest(name, TopicName, likeness=_ALIKE)):
            yield Fault("unknown-field", places.get(("checklist", "topics", name), Place(path)),
                        f"`{name}` would be a topic of its own, beside `{near}`", f"Did you mean `{near}`?")


def _missing(path: str) -> Fault:
    return Fault(
        "unreadable-file",
        Place(path),
        "there is no `playbook.yml` here, so nobody knows whose playbook this is",
        "Write one with `business:` and, below it, `name`, `phone` and `answers_within`.",
    )
