"""The owner's page: what needs a hand this week."""

from playbook_plugins.model.notes import lessons
from playbook_plugins.model.page import Page
from playbook_plugins.model.tracing import Coverage, Gap, Keeper, keeping
from playbook_plugins.pages.internal.findings import by_level
from playbook_plugins.pages.internal.view import OWNER_PAGE, View

PATH = OWNER_PAGE

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
    due = [(view.playbook.due(document), document) for document in playbook.readable if document.active]
    due = sorted(((day, document) for day, document in due if day), key=lambda pair: (pair[0], pair[1].path))
    partners, told = playbook.single("partners"), playbook.single("lessons")
    return view.page(
        "owner.md.j2",
        PATH,
        view.words("owner.title"),
        unkept=unkept,
        outdated=outdated,
        told=by_level(view),
        due=due[:8],
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
