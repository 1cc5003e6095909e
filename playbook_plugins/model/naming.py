"""Which document somebody means who types its name, and what to type for one."""

from collections.abc import Sequence
from os.path import realpath
from pathlib import Path

from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.suggestions import did_you_mean


class Unclear(Exception):
    """No document goes by a name, or several do; says what to type instead."""


def named(name: str, playbook: Playbook, *, here: Path) -> Document:
    """The one document that somebody means; raises `Unclear`."""
    found = meant(name, playbook, here=here)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear(f"There are {len(found)} documents called `{name.strip()}`. Which one: {_choices(found, playbook)}?")
    raise Unclear(nobody_called(name, playbook))


def meant(name: str, playbook: Playbook, *, here: Path) -> Sequence[Document]:
    """The documents that go by an id, by `kind:id` or `kind/id`, any of them with a language behind it, or by the path of a file.

    A path may count from `here`, from the repository's root or from the
    playbook's own folder.
    """
    wanted = name.strip()
    found = _by_path(wanted, playbook, here=here)
    return [found] if found else _going_by(wanted, playbook)


def nobody_called(name: str, playbook: Playbook) -> str:
    """That no document goes by a name, with the nearest."""
    known = [OWNER, *(spelling for document in playbook.documents for spelling in _spellings(document, playbook))]
    hint = did_you_mean(name.strip(), known, otherwise="Type the name of its file, without `.md`.")
    return f"No document is called `{name.strip()}`. {hint}"


def shortest(document: Document, playbook: Playbook) -> str:
    """The shortest name that only this document goes by."""
    *names, path = _spellings(document, playbook)
    return next((name for name in names if _going_by(name, playbook) == [document]), path)


def _going_by(name: str, playbook: Playbook) -> list[Document]:
    kind, _, id = name.casefold().removesuffix(".md").replace("/", ":").rpartition(":")
    among = [document for document in playbook.documents if kind in ("", document.kind.name, document.kind.place.rstrip("/"))]
    ways = (_ids, lambda document, _: (document.id,), lambda document, _: document.fields.formerly or ())
    found = ([document for document in among if id in names(document, playbook)] for names in ways)
    return next((documents for documents in found if documents), [])


def _by_path(written: str, playbook: Playbook, *, here: Path) -> Document | None:
    if "/" not in written and not written.endswith(".md"):
        return None
    root = Path(playbook.root)
    files = {realpath(root / document.path): document for document in playbook.documents}
    places = (realpath(above / name) for above in (here, root, root / playbook.folder) for name in (written, f"{written}.md"))
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
