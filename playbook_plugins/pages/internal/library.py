"""What staff read at leisure: scripts, principles, pages, lessons, gestures."""

from collections.abc import Iterator

from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.pages.internal import lessons
from playbook_plugins.pages.internal.apart import apart
from playbook_plugins.pages.internal.learning import ONBOARDING, SHIFT
from playbook_plugins.pages.internal.shelves import FOLDER, by_name, on_topics, shelf
from playbook_plugins.pages.internal.view import View

PAGES = f"{FOLDER}pages/index.md"
"""Where the pages of the owner's stand in a list, once they are too many for a menu."""
_NAMED = 8
"""As many of them as the menu names."""


def scripts(view: View) -> Iterator[Page]:
    """The list of scripts, and a page for each."""
    yield from _shelf(view, "script", "scripts", template="script.md.j2", below="policies")


def tables(view: View) -> Iterator[Page]:
    """Lessons, and the gestures as the owner keeps them."""
    yield from lessons.page(view)
    gestures = view.playbook.single("gestures")
    if gestures is not None and gestures.active:
        yield view.of(gestures, "text.md.j2", menu=(view.words("roles.title"),), in_menu=True)


def texts(view: View) -> Iterator[Page]:
    """Principles and pages, but for the home and the pages by which people learn."""
    yield from _shelf(view, "principle", "principles", template="text.md.j2", below="learn")
    section = view.words("pages.title")
    found = [page for page in view.playbook.of_kind("page") if page.active and page.id not in ("home", ONBOARDING, SHIFT) and page.audience is Audience.INTERNAL]
    if len(found) > _NAMED:
        yield from shelf(view, found, PAGES, section, by_name(found, view, base=f"{FOLDER}pages"), menu=(section,), in_menu=True)
    for page in found:
        yield apart(page, view, lambda: view.of(page, "text.md.j2", menu=(section,), in_menu=len(found) <= _NAMED))


def _shelf(view: View, kind: str, folder: str, *, template: str, below: str) -> Iterator[Page]:
    """The list of a kind and a page for each, below that section of the menu."""
    found = [document for document in view.playbook.of_kind(kind) if document.active]
    if not found:
        return
    section = view.words(f"{below}.title")
    topics = on_topics(found, view, folder=folder)
    parts = topics if len(topics) > 1 else by_name(found, view, base=FOLDER + folder)
    yield from shelf(view, found, f"{folder}/index.md", view.words(f"{folder}.title"), parts, lead=view.words(f"{folder}.lead"), menu=(section,), in_menu=True)
    for document in found:
        yield apart(document, view, lambda: view.of(document, template, policy=_policy(document, view), menu=(section,)))


def _policy(document: Document, view: View) -> Document | None:
    policy = view.playbook.get("policy", getattr(document.fields, "of", None) or "")
    return policy if policy and policy.active else None
