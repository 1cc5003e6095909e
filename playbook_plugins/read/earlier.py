"""How documents stood when somebody last read them, and which were only given a new day: from the version history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from playbook_plugins.model.changes import WORKED_BY
from playbook_plugins.model.document import Document
from playbook_plugins.model.history import Redated, Version
from playbook_plugins.model.languages import companions
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import read_document
from playbook_plugins.read.front_matter import split
from playbook_plugins.read.history import old_texts
from playbook_plugins.read.lexicon import in_language
from playbook_plugins.read.text import read_lines

_FAR = 50
"""How many versions of one document are looked through for the one that was read."""
_MANY = 6
"""How many documents with a new day alone are too many for one commit."""


def with_earlier(playbook: Playbook) -> Playbook:
    """The playbook with what its older versions tell; as it is where the history is not whole."""
    if not playbook.history.complete:
        return playbook
    dated = [document for document in playbook.readable if document.active and document.fields.reviewed and playbook.history.versions.get(document.path)]
    pairs = list(_pairs(dated, playbook))
    alone = list(_together(dated, playbook))
    spoken = list(_spoken(playbook))
    followed = [*(document for pair in pairs for document in pair), *(first for _, first, _ in spoken)]
    names = [version.content for document in followed for version in _versions(document, playbook)]
    names += [version.before for _, found in alone for _, version in found]
    texts = old_texts(Path(playbook.root), names)
    days = [(one, other, _read_on(one, playbook, texts=texts)) for one, other in pairs]
    seen = {(one.path, other.path): old for one, other, day in [*days, *spoken] if day and (old := _seen(other, day, playbook, texts=texts))}
    redated = (Redated(day, _only_dated(found, texts)) for day, found in alone)
    history = replace(playbook.history, redated=tuple(one for one in redated if len(one.paths) >= _MANY))
    return replace(playbook, seen=seen, history=history)


def _versions(document: Document, playbook: Playbook) -> tuple[Version, ...]:
    return playbook.history.versions.get(document.path, ())[:_FAR]


def _pairs(dated: Iterable[Document], playbook: Playbook) -> Iterator[tuple[Document, Document]]:
    """Who was read, and what of it may have changed since: the document itself, and the promises that lean on it."""
    changed = playbook.history.changed
    for document in dated:
        if document.kind.name in WORKED_BY and changed[document.path] > document.fields.reviewed:
            yield document, document
    policies = {policy.id: policy for policy in dated if policy.kind.name == "policy" and policy.lang == playbook.lexicon.language}
    for promise in playbook.of_kind("promise"):
        for id in getattr(promise.fields, "kept_by", None) or ():
            policy = policies.get(id)
            if policy and changed.get(promise.path, date.min) > policy.fields.reviewed:
                yield policy, promise


def _spoken(playbook: Playbook) -> Iterator[tuple[Document, Document, date]]:
    """Documents in a second language, those in the first that have changed since, and the day on which the second was last looked at."""
    changed = playbook.history.changed
    for first, second in companions(playbook):
        if first and second.path in changed and first.path in changed:
            day = max(changed[second.path], second.fields.reviewed or date.min)
            if changed[first.path] > day:
                yield second, first, day


def _seen(document: Document, day: date, playbook: Playbook, *, texts: Mapping[str, bytes]) -> Document | None:
    """How a document stood at the end of a day; `None` where that is not known or it has not changed since."""
    before = [version for version in _versions(document, playbook) if version.day <= day]
    content = texts.get(before[0].content) if before else None
    if content is None or read_lines(content, document.path)[0] == document.lines:
        return None
    words = in_language(playbook.lexicon, document.lang, playbook.settings.checklist if playbook.settings else None)
    old = read_document(content, document.path, document.kind, lexicon=words).document
    return old if old.readable else None


def _read_on(document: Document, playbook: Playbook, *, texts: Mapping[str, bytes]) -> date | None:
    """The day on which the present day of review was written down, or that day itself if it came later."""
    said, day = _said(document.lines), None
    for version in _versions(document, playbook):
        if version.content not in texts or _said(read_lines(texts[version.content], document.path)[0]) != said:
            break
        day = version.day
    return max(day, document.fields.reviewed) if day else None


def _together(dated: Iterable[Document], playbook: Playbook) -> Iterator[tuple[date, list[tuple[Document, Version]]]]:
    """The commits that were the last to change many documents which had been there before."""
    commits: dict[str, list[tuple[Document, Version]]] = {}
    for document in dated:
        version = playbook.history.versions[document.path][0]
        if version.before:
            commits.setdefault(version.commit, []).append((document, version))
    for found in commits.values():
        if len(found) >= _MANY:
            yield found[0][1].day, found


def _only_dated(found: Iterable[tuple[Document, Version]], texts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The documents that differ from what they were by their day of review alone."""
    return tuple(
        document.path
        for document, version in found
        if version.before in texts
        and (old := read_lines(texts[version.before], document.path)[0])
        and _said(old) != _said(document.lines)
        and _undated(old) == _undated(document.lines)
    )


def _is_day(line: str) -> bool:
    return line.startswith("reviewed") and line[8:].lstrip().startswith(":")


def _said(lines: tuple[str, ...]) -> str:
    """The line with the day of review, in one form."""
    between = split(lines)
    return next(("".join(line.split()) for line in lines[slice(*between)] if _is_day(line)), "") if between else ""


def _undated(lines: tuple[str, ...]) -> list[str]:
    end = (split(lines) or (0, 0))[1]
    return [line for number, line in enumerate(lines) if number >= end or not _is_day(line)]
