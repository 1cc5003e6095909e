"""The web form on the internal site: its script and style as they lie in the repository, and what it needs to know."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from playbook_plugins.model.form_files import FILES, MOST, form_folder, seal
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.editing import form
from playbook_plugins.pages.internal.suggesting import FORM
from playbook_plugins.pages.repository_host import RepositoryHost, repository_host
from playbook_plugins.pages.templates import plain
from playbook_plugins.words.form_page import sentences

_RENEW = "Run `playbook edit-form add`, look at what it writes, and commit it"


def assets(playbook: Playbook) -> tuple[Asset, ...]:
    """The form's script and style beside its page; none where the playbook has no form.

    Raises `ValueError` where the files in the repository are not those that
    `playbook.yml` names: they may hold the owner's key.
    """
    if not playbook.settings.site.edit_form:
        return ()
    return tuple(Asset(f"edit/{name}", content) for name, content in _vetted(playbook).items())


def with_questions(pages: Iterable[Page], playbook: Playbook) -> Iterator[Page]:
    """The pages, the form's with all that it asks: within the page, so that it can be opened from a folder too, where nothing can be sent for."""
    for page in pages:
        if page.path == FORM:
            # no sign in it may end the element that holds it
            held = json.dumps(asked(playbook), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
            page = replace(page, body=f'{page.body.rstrip()}\n<script type="application/json" class="pb-edit-asked">{held}</script>\n')
        yield page


def asked(playbook: Playbook) -> dict[str, Any]:
    """What the form asks and says, and where its texts are kept."""
    told = form(playbook)
    titled = [{**one, "title": plain(one["title"])} for one in told["documents"]]
    return {**told, "documents": titled, "words": {**told["words"], **sentences(playbook.lexicon.language)}, "host": _host(repository_host(playbook))}


def reaching(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    """The pages that may ask another host, and which: the form alone, and its repository's host alone."""
    host = repository_host(playbook) if playbook.settings.site.edit_form else None
    return ((FORM, host.origin),) if host else ()


def _vetted(playbook: Playbook) -> dict[str, bytes]:
    folder = form_folder(playbook.folder)
    held: dict[str, bytes] = {}
    for name in FILES:
        try:
            held[name] = read_plain(Path(playbook.root, folder, name), most=MOST)
        except OSError as error:
            raise ValueError(f"{playbook.settings_path} names a form, and {folder}/{name} cannot be read. {_RENEW}") from error
    if seal(held) != playbook.settings.site.edit_form:
        raise ValueError(f"The files in {folder} are not those that {playbook.settings_path} names, and an owner may type her key there, so the site for staff was not built. {_RENEW}")
    return {name: content.replace(b"\r\n", b"\n") for name, content in held.items()}


def _host(host: RepositoryHost | None) -> dict[str, str] | None:
    return {"kind": host.kind, "web": host.web, "api": host.api, "project": host.project} if host else None
