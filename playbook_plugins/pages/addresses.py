"""Where each document stands on a site: the map of addresses, which stays stable."""

import posixpath

from playbook_plugins.model.document import Document
from playbook_plugins.model.filenames import well_named
from playbook_plugins.model.links import destination, inside
from playbook_plugins.model.page import Audience
from playbook_plugins.model.pictures import PUBLIC, SHOWN, ending
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.tracing import keeping
from playbook_plugins.pages.markdown import Resolve

PREVIEW = "public/"
"""Where the internal site shows the public pages."""

FOLDERED = ("fit", "partners", "promise")
"""Kinds whose pages stand in a folder of their own where they are not in the playbook's first language: `pl/`."""


def address(document: Document, playbook: Playbook, audience: Audience) -> str:
    """The path of a document's page on a site, with `#id` for a promise."""
    path = _own_address(document, playbook)
    if audience is Audience.INTERNAL and document.audience is Audience.PUBLIC and document.kind.name != "principle":
        return PREVIEW + path
    return path


def _own_address(document: Document, playbook: Playbook) -> str:
    first = document.lang == playbook.lexicon.language
    kind, tongue, folder = document.kind, "" if first else f".{document.lang}", "" if first else f"{document.lang}/"
    if kind.name in FOLDERED:
        return folder + {"fit": "index.md", "partners": kind.place, "promise": f"promises.md#{document.id}"}[kind.name]
    if kind.single:
        return kind.place.replace(".md", f"{tongue}.md")
    if kind.name == "page" and playbook.public_folder and document.path.startswith(playbook.public_folder + "/"):
        return f"{document.id}{tongue}.md"
    if kind.name == "page" and document.id == "home" and document.audience is Audience.INTERNAL:
        return "index.md"
    return f"{kind.place}{document.id}{tongue}.md"


def stands(document: Document, playbook: Playbook) -> bool:
    """Whether a document in use is shown: in a further language, a fit page and what belongs to it need one another."""
    if document.kind.name not in FOLDERED or document.lang == playbook.lexicon.language:
        return True
    if document.kind.name == "promise" and not keeping(document, playbook).kept:
        return False
    return document.lang in playbook.languages


def relative(target: str, page: str) -> str:
    """A path of the site as a link on the page at `page`."""
    path, hash_, fragment = target.partition("#")
    if path == page:
        return hash_ + fragment if fragment else posixpath.basename(path)
    to, here = path.split("/"), page.split("/")[:-1]
    alike = next((number for number, (one, other) in enumerate(zip(to, here)) if one != other), min(len(to), len(here)))
    return "/".join([".."] * (len(here) - alike) + to[alike:]) + hash_ + fragment


def picture_address(path: str, playbook: Playbook, audience: Audience) -> str | None:
    """The path on a site of a picture beside the documents; `None` where it may not stand there."""
    public = audience is Audience.PUBLIC
    if ending(path) not in (PUBLIC if public else SHOWN):
        return None
    if inside(path, playbook.public_folder):
        shown = posixpath.relpath(path, playbook.public_folder)
        return (shown if public else PREVIEW + shown) if well_named(shown) else None
    if not public and inside(path, playbook.folder):
        shown = posixpath.relpath(path, playbook.folder)
        return "files/" + shown if well_named(shown) else None
    return None


def links_from(document: Document, playbook: Playbook, audience: Audience, *, page: str | None = None) -> Resolve:
    """How the links that an author wrote in a document lead on a site.

    A link to another source file leads to that document's page, in the language
    of the page that it stands on where there is one; whatever else stands there
    stays as it is.
    """
    here = page or address(document, playbook, audience).partition("#")[0]

    def resolve(target: str) -> str | None:
        _, hash_, fragment = target.partition("#")
        path = destination(document.path, target)
        if path in playbook.files:
            picture = picture_address(path, playbook, audience)
            return relative(picture, here) if picture else "#"
        found = playbook.at(path) or playbook.at(f"{path}.md") if path else None
        if found is None or not found.readable:
            return "#" if path and audience is Audience.PUBLIC else None
        found = _in_language(found, document.lang, playbook)
        if audience is Audience.PUBLIC and found.audience is not Audience.PUBLIC:
            # a locked rule stops this; should it ever come here, the path must not be printed
            return "#"
        if not found.active or not stands(found, playbook):
            # a draft has no page yet, and what is retired has none any more
            return "#"
        to = address(found, playbook, audience)
        return relative(to if "#" in to else to + hash_ + fragment, here)

    return resolve


def _in_language(found: Document, language: str, playbook: Playbook) -> Document:
    """The document itself, or the same in the language of whoever leads there; what is named in a further language is meant."""
    if found.lang != playbook.lexicon.language:
        return found
    told = playbook.told_in(found, language)
    return told if told and told.audience is found.audience and stands(told, playbook) else found
