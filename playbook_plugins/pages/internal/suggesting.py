"""The last line of a page for staff: how to suggest a change, at the source that the page is made from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from playbook_plugins.model.page import Page
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.pages.internal.apart import around_all
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.memory import Memory
from playbook_plugins.pages.templates import plain

FORM = "edit/index.md"
"""Where the form stands with which texts are changed in a browser, where the playbook has one."""
_OURS = ("writing/", "checklist/", FORM)
"""Pages of the program itself, which no shop can change."""
_LINES: Memory[tuple[str, ...], str] = Memory("how to suggest")
_WAYS = {"github": "{repository}/{does}/{branch}/{path}", "gitlab": "{repository}/-/{does}/{branch}/{path}"}
"""Where a host shows a file to be changed (`edit`), or a folder (`tree`)."""


def suggesting(pages: Iterable[Page], view: View) -> Iterator[Page]:
    """The pages, each with its line."""
    for page in pages:
        if page.path.startswith(_OURS):
            yield page
        else:
            line = _remembered(page, view.speaking(page.language or view.playbook.lexicon.language))
            yield replace(page, body=f'{page.body.rstrip()}\n\n<p class="pb-suggest">{line}</p>\n')


def _remembered(page: Page, view: View) -> str:
    """The line of a page, found again where all that decides it is as it was."""
    decides = (around_all(view), view.words.language, page.path, page.title, page.source or "")
    found = _LINES.find(decides)
    if found is None:
        _LINES.note(decides, found := str(_line(page, view)))
    return found


def _line(page: Page, view: View) -> Markup:
    words, business = view.words, view.playbook.settings.business
    asked = escape(words("suggest.asked"))
    mail = Markup('<a href="{}">{}</a>').format(_mail(page, view, business.email), words("suggest.mail")) if business.email else ""
    if address := _in_form(page, view.playbook):
        # not everybody who finds something may change it
        return Markup('{} <a href="{}">{}</a> {}').format(asked, address, words("suggest.edit"), mail).rstrip()
    if address := _at_source(page, view.playbook, view.once("folders", lambda: _folders(view.playbook))):
        return Markup('{} <a href="{}">{}</a>').format(asked, address, words("suggest.edit"))
    if mail:
        return Markup("{} {}").format(asked, mail)
    owner = view.playbook.get("role", OWNER)
    name, reach = plain(view.role_name(OWNER)), owner.fields.reach if owner else None
    if name == words("roles.owner"):
        return Markup("{} {}").format(asked, words("suggest.owner-reach", reach=reach) if reach else words("suggest.owner"))
    return Markup("{} {}").format(asked, words("suggest.reach", role=name, reach=reach) if reach else words("suggest.tell", role=name))


def _mail(page: Page, view: View, address: str) -> str:
    """A mail to the business that names the page."""
    title = plain(page.title)
    subject, body = view.words("suggest.subject", title=title), view.words("suggest.body", title=title) + "\r\n\r\n"
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _in_form(page: Page, playbook: Playbook) -> str:
    """Where the page's source is opened in the form, or else the list of all texts; empty without a form."""
    if not playbook.settings.site.edit_form:
        return ""
    place = PurePosixPath(page.path)
    above = place.parent if place.stem == "index" else place.with_suffix("")
    return f"{'../' * len(above.parts)}edit/" + (f"#{_quoted(page.source)}" if page.source else "")


def _at_source(page: Page, playbook: Playbook, folders: frozenset[str]) -> str:
    """Where the page's source can be changed, or else the folder of its sources is shown; empty where no host is known that does so."""
    return at_host(page.source, playbook) if page.source else at_host(_folder(page.path, playbook, folders), playbook, does="tree")


def at_host(path: str, playbook: Playbook, *, does: str = "edit") -> str:
    """Where a file can be changed (`edit`) or a folder is shown (`tree`), by its path from the repository's root; empty where no host is known that does so."""
    site = playbook.settings.site
    repository = _repository(site.repository or "")
    host = urlsplit(repository).hostname or ""
    way = "github" if host in ("github.com", "www.github.com") else "gitlab" if "gitlab" in host else ""
    return _WAYS[way].format(repository=repository, does=does, branch=_quoted(site.branch), path=_quoted(path)).rstrip("/") if way else ""


def _repository(address: str) -> str:
    """The address of a repository, as its pages go by it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('.git')}"


def _folder(path: str, playbook: Playbook, folders: frozenset[str]) -> str:
    """The folder of the texts that a page is made from: of its kind, or of them all."""
    whole = "" if playbook.folder == "." else playbook.folder
    return next((folder for part in PurePosixPath(path).with_suffix("").parts if (folder := f"{whole}/{part}".lstrip("/")) in folders), whole)


def _folders(playbook: Playbook) -> frozenset[str]:
    """Every folder in which there is a text, or a folder with one."""
    return frozenset(str(folder) for own in {PurePosixPath(document.path).parent for document in playbook.documents} for folder in (own, *own.parents))


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
