"""What can be mended without asking: the changes that findings offer, made until none is left."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from playbook_plugins.edit.saving import Change
from playbook_plugins.edit.splice import spliced
from playbook_plugins.model.finding import Finding, Level, Mend
from playbook_plugins.model.playbook import Playbook

_ROUNDS = 50
"""How often the playbook is looked at anew; each round mends all that does not touch one another."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the mending comes to, before anything is written."""

    changes: tuple[Change, ...]
    """The files that change, by their paths."""
    mends: int
    """How many things are mended."""
    root: Path
    """Where the paths begin."""


def fixed(read: Callable[[Mapping[str, bytes]], Playbook], find: Callable[[Playbook], Sequence[Finding]]) -> Fixed:
    """Mend what can be mended; nothing is written.

    `read` gives the playbook with these drafts in place of what lies in the
    files, `find` what the checklist says about it.
    """
    drafts: dict[str, bytes] = {}
    before: dict[str, bytes] = {}
    made: dict[str, int] = {}
    left_alone: set[str] = set()
    playbook = read(drafts)
    for _ in range(_ROUNDS):
        last, offered = dict(drafts), _offered(find(playbook), playbook, left_alone=left_alone)
        for path, mends in offered.items():
            before.setdefault(path, (Path(playbook.root) / path).read_bytes())
            drafts[path], taken = spliced(drafts.get(path, before[path]), mends)
            made[path] = made.get(path, 0) + len(taken)
        if drafts == last:
            break
        playbook = read(drafts)
        if torn := {path for path in offered if not _sound(playbook, path)}:
            # a mend that leaves a file unreadable was not right after all
            left_alone |= torn
            drafts = {path: draft for path, draft in drafts.items() if path not in torn}
            playbook = read(drafts)
    changes = [Change(path, before[path], draft) for path, draft in sorted(drafts.items()) if draft != before[path]]
    return Fixed(tuple(changes), sum(made[change.path] for change in changes), Path(playbook.root))


def differences(changes: Iterable[Change]) -> Iterator[str]:
    """The changes as a unified diff, line by line; line ends and signs that would steer a terminal are left out."""
    for change in changes:
        old, new = (_lines(content) for content in (change.before, change.after))
        for line in unified_diff(old, new, change.path, change.path, lineterm=""):
            yield "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in line)


def _offered(findings: Sequence[Finding], playbook: Playbook, *, left_alone: Collection[str]) -> dict[str, list[Mend]]:
    """The mends by file. What takes something out waits until nothing is wrong that may still need it."""
    ours = {playbook.settings_path, *(document.path for document in playbook.documents)} - set(left_alone)
    mends = [finding.mend for finding in findings if finding.mend and finding.mend.place.path in ours]
    amiss = {finding.place.path for finding in findings if finding.level is Level.ERROR}
    hidden = any(fault.rule == "unreadable-file" or fault.place.path == playbook.settings_path for fault in playbook.faults)
    waiting = hidden or any(mend.text for mend in mends)
    offered: dict[str, list[Mend]] = {}
    for mend in mends:
        if mend.text or not (waiting or mend.place.path in amiss):
            offered.setdefault(mend.place.path, []).append(mend)
    return offered


def _sound(playbook: Playbook, path: str) -> bool:
    """Whether a file can still be read."""
    return not any(fault.rule == "unreadable-file" and fault.place.path == path for fault in playbook.faults)


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n")
