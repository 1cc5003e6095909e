"""Fingerprints in a file, for whoever publishes a folder and may hold no source."""

import json
from collections.abc import Mapping
from typing import Any

from playbook_plugins.audit.forms import FORMS, SIZE
from playbook_plugins.model.fingerprints import Fingerprints

FORMAT, VERSION = "playbook fingerprints", 1
_FILE = 32
"""Bytes that stand for a whole file."""


class NoFingerprints(ValueError):
    """That a file holds no fingerprints to go by; says why, to follow the file's name."""


def dumps(fingerprints: Fingerprints, *, or_none: bool = False) -> str:
    """The fingerprints as JSON, the same text for the same sources; `or_none` says in the file that none are meant, where there are none."""
    marks: dict[str, dict[str, list[str]]] = {}
    for form, places in fingerprints.marks.items():
        for mark, place in places.items():
            marks.setdefault(form, {}).setdefault(place, []).append(mark.hex())
    said = {form: {place: sorted(found) for place, found in places.items()} for form, places in marks.items()}
    whole = {"format": FORMAT, "version": VERSION, "coins": sorted(fingerprints.coins), "theirs": sorted(one.hex() for one in fingerprints.theirs), "marks": said}
    if or_none and not fingerprints:
        whole["none"] = True
    return json.dumps(whole, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def loads(text: str) -> Fingerprints:
    """The fingerprints of a file; raises `NoFingerprints` for whatever else it holds."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoFingerprints("cannot be read") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise NoFingerprints("holds no fingerprints")
    if whole.get("version") != VERSION:
        raise NoFingerprints("was written by another version of the playbook")
    try:
        fingerprints = Fingerprints(_marks(whole["marks"]), tuple(_text(coin) for coin in whole["coins"]), frozenset(map(_file, whole["theirs"])))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NoFingerprints("was changed by hand, or is not whole") from error
    # an empty list that does not say it is meant so was cut short
    if not fingerprints and whole.get("none") is not True:
        raise NoFingerprints("holds nothing to look for")
    return fingerprints


def _marks(written: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[bytes, str]]:
    marks: dict[str, dict[bytes, str]] = {}
    for form, places in written.items():
        if form not in FORMS:
            raise ValueError(form)
        marks[form] = {_mark(mark): place for place, found in places.items() for mark in found}
    return marks


def _mark(written: str) -> bytes:
    mark = bytes.fromhex(written)
    if len(mark) != SIZE:
        raise ValueError(written)
    return mark


def _file(written: str) -> bytes:
    mark = bytes.fromhex(written)
    if len(mark) != _FILE:
        raise ValueError(written)
    return mark


def _text(written: Any) -> str:
    if not isinstance(written, str):
        raise TypeError(written)
    return written
