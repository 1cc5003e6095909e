"""Two languages of one document say the same thing."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.changes import changes
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.languages import Difference, Matter, companions, differences
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Site


@rule(Level.WARNING)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from _languages(playbook, context.settings.site)
    for first, second in companions(playbook):
        if second.fields.status is not Status.RETIRED:
            yield from _apart(first, second, playbook)


def _languages(playbook: Playbook, site: Site) -> Iterator[Hit]:
    """Languages that only `playbook.yml` or only the documents know."""
    written = {document.lang: document for document in reversed(playbook.readable)}
    for number, language in enumerate(site.langs):
        if language not in written:
            yield Hit(playbook.place_of("site", "langs", number), f"nothing is written in `{language}` yet",
                      "Begin with the fit page, or take the language out until you have.")
    for language, one in written.items():
        if language not in (playbook.lexicon.language, *site.langs):
            yield Hit(one.place_of("lang"), f"{one.path} is written in `{language}`, and `playbook.yml` does not name that language",
                      f"Write `langs: [{', '.join((*site.langs, language))}]` there, on a line below `site:`, or mend the language here.")


def _apart(first: Document | None, second: Document, playbook: Playbook) -> Iterator[Hit]:
    if first is None:
        yield Hit(second.place_of("id"), f"there is no `{second.id}` in `{playbook.lexicon.language}` beside this one in `{second.lang}`",
                  "Write it, or give both the same name.")
        return
    if second.active and not first.active:
        yield Hit(second.top, f"this is in use, and {first.path} is not", "Give both the same `status`.")
    for found in differences(first, second):
        yield Hit(found.place, _told(found, first.path), "Ask somebody who speaks both, and put the same into each.")
    before = playbook.seen.get((second.path, first.path))
    if before and changes(before, first):
        yield Hit(second.top, f"{first.path} changed after anybody last looked at this version",
                  "Read both side by side. If this one is still right, set its `reviewed` to today.", Level.ADVICE)


def _told(found: Difference, path: str) -> str:
    name = {Matter.FIELD: f"`{found.what}`", Matter.STEP: f"the step “{found.what}”"}.get(found.matter, f"“{found.what}”")
    match found:
        case Difference(here=""):
            return f"{name} stands in {path}, and not here"
        case Difference(there=""):
            return f"{name} stands here, and not in {path}"
        case Difference(matter=Matter.COUNT):
            return f"{name} has {found.here} {'entry' if found.here == '1' else 'entries'} here and {found.there} in {path}: which is right?"
    return f"{name} says {found.here} here and {found.there} in {path}: which is right?"
