"""What staff read at leisure: scripts, principles, pages, lessons, gestures."""

from collections.abc import Iterator

from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal import lessons
from playbook_plugins.pages.internal.learning import ONBOARDING, SHIFT
from playbook_plugins.pages.internal.view import View


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
    for page in view.playbook.of_kind("page"):
        if page.active and page.id not in ("home", ONBOARDING, SHIFT) and page.audience == "internal":
            yield view.of(page, "text.md.j2", menu=(section,), in_menu=True)


def _shelf(view: View, kind: str, folder: str, *, template: str, below: str) -> Iterator[Page]:
    """The list of a kind and a page for each, below that section of the menu."""
    found = [document for document in view.playbook.of_kind(kind) if document.active]
    if not found:
        return
    section = view.words(f"{below}.title")
    yield view.page(
        "list.md.j2",
        f"{folder}/index.md",
        view.words(f"{folder}.title"),
        lead=view.words(f"{folder}.lead"),
        documents=found,
        menu=(section,),
        in_menu=True,
        kind="list",
    )
    for document in found:
        yield view.of(document, template, policy=_policy(document, view), menu=(section,))


def _policy(document: Document, view: View) -> Document | None:
    policy = view.playbook.get("policy", getattr(document.fields, "of", None) or "")
    return policy if policy and policy.active else None
