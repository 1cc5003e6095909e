"""The owner's page: what needs a hand this week."""

from collections.abc import Iterator
from datetime import date

from playbook_plugins.model.allowances import NEVER, reason
from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.notes import lessons
from playbook_plugins.model.page import Page
from playbook_plugins.model.tracing import Coverage, Gap, Keeper, keeping
from playbook_plugins.pages.internal.findings import by_level, has_page
from playbook_plugins.pages.internal.view import OWNER_PAGE, View

PATH = OWNER_PAGE
_SHOWN = 8
"""Texts to read over that are named at once."""


def page(view: View) -> Page:
    """Promises that nobody keeps, what is due, open lessons, partners to ring."""
    playbook = view.playbook
    made = [keeping(promise, playbook) for promise in playbook.spoken("promise")]
    unkept = [
        (view.title(traced.promise), [_why(keeper, view) for keeper in traced.keepers if keeper.gap])
        for traced in made
        if traced.coverage is Coverage.UNKEPT
    ]
    outdated = [
        (keeper.policy, view.title(traced.promise))
        for traced in made
        if traced.coverage is Coverage.OUTDATED
        for keeper in traced.keepers
        if keeper.outdated
    ]
    partners, told = playbook.single("partners"), playbook.single("lessons")
    return view.page(
        "owner.md.j2",
        PATH,
        view.words("owner.title"),
        unkept=unkept,
        outdated=outdated[:_SHOWN],
        told=by_level(view),
        due=_due(view)[: max(_SHOWN - len(outdated), 0)],
        exceptions=[*_exceptions(view)],
        lessons=[
            (view.cell(lesson.what, told, PATH), view.cell(lesson.change, told, PATH), view.role_name(str(lesson.who).strip()))
            for lesson in lessons(told, view.playbook.lexicon)
            if not lesson.done
        ],
        partners=sorted((partners.fields.partners or ()) if partners else (), key=lambda partner: partner.checked)[:5],
        menu=(view.words("owner.title"),),
        in_menu=True,
        kind="owner",
    )


def _due(view: View) -> list[tuple[date | None, Document]]:
    """The texts in use with the day by which they want to be read: first those that nobody ever read, then the oldest."""
    due = [(view.playbook.due(document), document) for document in view.playbook.readable if has_page(document, view)]
    return sorted(due, key=lambda pair: (pair[0] or date.min, pair[1].path))


def _exceptions(view: View) -> Iterator[tuple[str, str, str, str]]:
    """What a text may do although a rule speaks against it: the text, where its page is, the rule and the reason."""
    rules = view.rules
    for document in view.playbook.readable:
        for name in document.fields.allow or {}:
            holds = name in rules and not rules[name].fixed(document) and name not in NEVER and document.fields.status is not Status.RETIRED
            if holds and (why := reason(document, name)):
                yield view.title(document), view.link(document, PATH) if has_page(document, view) else "", name, why


def _why(keeper: Keeper, view: View) -> str:
    name = view.title(keeper.policy) if keeper.policy else keeper.policy_id
    match keeper.gap:
        case Gap.NO_STEP:
            return view.words("owner.reason-step", policy=name, step=keeper.label)
        case Gap.NO_OWNER:
            return view.words("owner.reason-owner", policy=name)
        case Gap.FAILS:
            return view.words("owner.reason-fails", policy=name)
    return view.words("owner.reason-missing", policy=name)
