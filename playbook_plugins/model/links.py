"""Where the links in a document lead among the author's files."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Link, Playbook
from playbook_plugins.model.suggestions import nearest

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
_ON_DISK = re.compile(r"file:|[a-z]:[\\/]|[\\/](?![\\/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """A link that leads to a file."""

    link: Link
    path: str
    """The file's path from the repository's root; it begins with `..` where it lies outside."""
    document: Document | None
    """The document of that file, or of the page that is made of it."""


def leads(document: Document, playbook: Playbook) -> tuple[Lead, ...]:
    """The links of a document that lead to files; those to other sites and on the page itself are left out."""
    known = playbook.worked_out.setdefault("leads", {})
    if document.path not in known:
        known[document.path] = tuple(_leads(document, playbook))
    return known[document.path]


def _leads(document: Document, playbook: Playbook) -> Iterator[Lead]:
    for link in playbook.links.get(document.path, ()):
        path = destination(document.path, link.target)
        if path is not None:
            found = playbook.at(path) or playbook.at(f"{path}.md")
            yield Lead(link, path, found)


def destination(path: str, target: str) -> str | None:
    """The path from the root that `target`, written in the file at `path`, leads to.

    `None` where it leads to another site, to a person, to a spot on the page
    itself, or by an address that only one computer understands.
    """
    file = unquote(re.split(r"[?#]", target, maxsplit=1)[0]).replace("\\", "/")
    if not file or on_disk(target) or _ELSEWHERE.match(target):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file))


def way(path: str, other: str) -> str:
    """The way from the file at `path` to another, as a link writes it."""
    return posixpath.relpath(other, posixpath.dirname(path) or ".").replace(" ", "%20")


def instead(lead: Lead, document: Document, playbook: Playbook) -> str:
    """What to do about a link to a document that is not there."""
    # without their folder, which all have in common: it would make any two alike
    names = {_within(other.path, playbook): other for other in playbook.documents}
    near = names.get(nearest(_within(lead.path, playbook), names, likeness=0.85))
    if not near:
        return "Write that document, or take the link out."
    if document.audience is Audience.PUBLIC and near.audience is not Audience.PUBLIC:
        return f"Take the link out. The nearest, `{_within(near.path, playbook)}`, is for staff."
    _, mark, spot = lead.link.target.partition("#")
    return f"Did you mean `{way(document.path, near.path)}{mark}{spot}`?"


def _within(path: str, playbook: Playbook) -> str:
    folder = next((folder for folder in (playbook.folder, playbook.public_folder) if inside(path, folder)), "")
    return path.removeprefix(f"{folder}/")


def on_disk(target: str) -> bool:
    """Whether a link names a place on a disk, or counts from the top of a site: `file:`, `C:\\`, `/`."""
    return _ON_DISK.match(target) is not None


def inside(path: str, folder: str | None) -> bool:
    """Whether a file lies in a folder, both named from the root; `.` is the root itself."""
    if folder in ("", "."):
        return path != ".." and not path.startswith(("../", "/"))
    return folder is not None and (path == folder or path.startswith(f"{folder}/"))
