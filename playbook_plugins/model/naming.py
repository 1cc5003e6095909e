"""Which document somebody means who types its name, and what to type for one."""

from collections.abc import Sequence
from os.path import realpath
from pathlib import Path

from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.suggestions import did_you_mean


class Unclear(Exception):
    """No document goes by a name, or several do; says what to type instead."""


def named(name: str, playbook: Playbook, *, here: Path) -> Document:
    """The document that goes by an id, `kind:id` or `kind/id`, each with a language behind it, or the path of its file.

    A path may count from `here`, from the repository's root or from the
    playbook's own folder. Raises `Unclear`.
    """
    wanted = name.strip()
    if found := _by_path(wanted, playbook, here=here):
        return found
    found = _going_by(wanted, playbook)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear(f"There are {len(found)} documents called `{wanted}`. Which one: {_choices(found, playbook)}?")
    known = [spelling for document in playbook.documents for spelling in _spellings(document, playbook)]
    raise Unclear(f"No document is called `{wanted}`. " + did_you_mean(wanted, known, otherwise="Type the name of its file, without `.md`."))


def shortest(document: Document, playbook: Playbook) -> str:
    """The shortest name that only this document goes by."""
    *names, path = _spellings(document, playbook)
    return next((name for name in names if _going_by(name, playbook) == [document]), path)


def _going_by(name: str, playbook: Playbook) -> list[Document]:
    kind, colon, id = name.replace("/", ":").rpartition(":")
    return [document for document in playbook.documents if id in _ids(document, playbook) and (not colon or document.kind.name == kind)]


def _by_path(written: str, playbook: Playbook, *, here: Path) -> Document | None:
    if "/" not in written and not written.endswith(".md"):
        return None
    root = Path(playbook.root)
    files = {realpath(root / document.path): document for document in playbook.documents}
    places = (realpath(above / written) for above in (here, root, root / playbook.folder))
    return next((files[place] for place in places if place in files), None)


def _ids(document: Document, playbook: Playbook) -> Sequence[str]:
    """The id, with its language behind it; alone where it is the playbook's first."""
    first = document.lang == playbook.lexicon.language
    return (document.id, f"{document.id}.{document.lang}") if first else (f"{document.id}.{document.lang}",)


def _spellings(document: Document, playbook: Playbook) -> Sequence[str]:
    short = _ids(document, playbook)[0]
    return short, f"{document.kind.name}:{short}", document.path


def _choices(found: Sequence[Document], playbook: Playbook) -> str:
    apart = len({document.kind.name for document in found}) == len(found)
    names = [_spellings(document, playbook)[1 if apart else 2] for document in found]
    return ", ".join(f"`{name}`" for name in names[:-1]) + f" or `{names[-1]}`"
