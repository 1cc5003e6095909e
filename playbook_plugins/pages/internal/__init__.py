"""The pages that staff see."""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from playbook_plugins.model.changed import Changes
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import PREVIEW
from playbook_plugins.pages.internal import cards, changed, counter, editing, home, learning, library, manual, money, owner, people, rules, tell
from playbook_plugins.pages.internal.suggesting import suggesting
from playbook_plugins.pages.internal.tell import Telling
from playbook_plugins.pages.internal.view import View
from playbook_plugins.words import Words


def pages(
    playbook: Playbook,
    shown: Iterable[Page],
    findings: Iterable[Finding] = (),
    *,
    telling: Telling | None = None,
    changes: Changes | None = None,
    live: Live = Live(),
) -> tuple[Page, ...]:
    """Every page of the internal site, the home first.

    `shown` are the public pages, for the preview, and `telling` is what people
    are told elsewhere; `changes` are what changed from day to day, and `live`
    says where the last edit stands.
    """
    # what comes or goes with the day is no part of pages, which do not
    view = View(playbook, _words(playbook), tuple(finding for finding in findings if not finding.passing), changes, live, telling.stamp if telling else 0)
    made = (
        home.page(view),
        *cards.policies(view),
        *(counter.page(view, stamp=telling.stamp) if telling else ()),
        *library.scripts(view),
        *learning.pages(view),
        *people.roles(view),
        *money.page(view),
        *library.tables(view),
        *changed.page(view),
        *library.texts(view),
        *_preview(shown, view),
        owner.page(view),
        *owner.lists(view),
        *editing.page(view),
        *(tell.page(view, telling) if telling else ()),
        *manual.writing(view),
        *rules.pages(view),
    )
    return tuple(suggesting(made, view))


def foresee(playbook: Playbook, *, changes: Changes | None, live: Live, stamp: int) -> None:
    """Make the pages of single texts as if nothing were found in any; those of which that holds are found again (`apart`)."""
    view = View(playbook, _words(playbook), (), changes, live, stamp)
    for pages in (cards.policies, library.scripts, learning.pages, library.texts):
        deque(pages(view), maxlen=0)


def assets(playbook: Playbook, *, empty: bool = False) -> tuple[Asset, ...]:
    """What the pages load when somebody asks for it; `empty` names it alone."""
    return tuple(home.words_file(View(playbook, _words(playbook)), empty=empty))


def _words(playbook: Playbook) -> Words:
    return Words(playbook.lexicon.language, currency=playbook.settings.business.currency)


def _preview(shown: Iterable[Page], view: View) -> list[Page]:
    # staff show them to whoever stands before them
    menu = (view.words("pages.title"), view.words("preview.title"))
    return [
        replace(
            page,
            path=PREVIEW + page.path,
            menu=menu,
            in_menu=page.in_menu and len(page.menu) == 0,
            others=tuple((language, PREVIEW + path) for language, path in page.others),
        )
        for page in shown
    ]
