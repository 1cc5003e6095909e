"""The changes that rules may offer: another spelling, or a line of the front matter that goes."""

from collections.abc import Iterable

from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.model.slips import surely_named


def spelt(place: Place | None, written: str, right: str) -> Mend | None:
    """The change of what was written into what is right; `None` where the place holds more than that, or nothing is right."""
    if not right or right == written or place is None or place.end_column is None or place.line != place.end_line:
        return None
    # with quotes it is two signs longer; what is longer still holds more than one name
    if place.end_column - place.column not in (len(written), len(written) + 2):
        return None
    return Mend(place, right, was=written)


def called(place: Place, written: str, known: Iterable[str]) -> Mend | None:
    """The change of a name into the one of the owner's own names that was surely meant."""
    return spelt(place, written, surely_named(written, known))


def without(document: Document, *keys: str) -> Mend | None:
    """The change that takes out a line of the front matter; `None` where a comment or a second name would go with it."""
    siblings = [other for other in document.key_places if other[:-1] == keys[:-1]]
    if keys not in siblings or keys not in document.field_places:
        return None
    in_braces = _opens_with_bracket(document, keys[:-1])
    place = _in_braces(document, keys, siblings) if in_braces else _lines(document, keys)
    return Mend(place, "", was=_between(document, place)) if place else None


def _lines(document: Document, keys: Keys) -> Place | None:
    """The whole lines that an entry fills, where it fills them alone."""
    key, end = document.key_places[keys], _end(document, keys)
    last = end.end_line if end.end_column > 1 or end.end_line == key.line else end.end_line - 1
    while last > key.line and not document.lines[last - 1].strip():
        last -= 1
    before = document.lines[key.line - 1][: key.column - 1]
    rest = document.lines[last - 1][end.end_column - 1 :] if last == end.end_line else ""
    inside = document.lines[key.line - 1 : last]
    if before.strip() or rest.strip() or any("#" in line for line in inside):
        return None
    return Place(document.path, key.line, 1, last + 1, 1)


def _end(document: Document, keys: Keys) -> Place:
    """What stands last in an entry; an entry of several lines would else reach down to the next name."""
    if _opens_with_bracket(document, keys):
        return document.field_places[keys]
    inner = {other: place for other, place in document.field_places.items() if other[: len(keys)] == keys}
    around = {other[:-1] for other in inner if other != keys}
    leaves = [place for other, place in inner.items() if other not in around]
    return max(leaves, key=lambda place: (place.end_line, place.end_column))


def _in_braces(document: Document, keys: Keys, siblings: list[Keys]) -> Place | None:
    """An entry between braces with one of its commas, where they stand on one line."""
    at = siblings.index(keys)
    own, ends = document.key_places[keys], document.field_places[keys]
    if len(siblings) == 1:
        return None
    if at:
        before = document.field_places[siblings[at - 1]]
        place = Place(document.path, before.end_line, before.end_column, ends.end_line, ends.end_column)
        comma = Place(document.path, before.end_line, before.end_column, own.line, own.column)
    else:
        after = document.key_places[siblings[1]]
        place = Place(document.path, own.line, own.column, after.line, after.column)
        comma = Place(document.path, ends.end_line, ends.end_column, after.line, after.column)
    return place if place.line == place.end_line and _between(document, comma).strip() == "," else None


def _opens_with_bracket(document: Document, keys: Keys) -> bool:
    place = document.field_places[keys]
    return document.lines[place.line - 1][place.column - 1 : place.column] in ("{", "[")


def _between(document: Document, place: Place) -> str:
    """The source that stands at a place, its lines joined by single line breaks."""
    lines = list(document.lines[place.line - 1 : place.end_line])
    if not lines:
        return ""
    if len(lines) == place.end_line - place.line + 1:
        lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)
