"""The fit page says whom we serve well and who is served better elsewhere, with enough lines to choose by."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import called
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Screening

ENOUGH = {"good-fit": 3, "look-elsewhere": 2}
"""How many lines each list needs before a reader can find themselves in it."""


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    pages = [document for document in playbook.documents if document.kind.name == "fit"]
    if not pages:
        yield Hit(playbook.top, "there is no `fit.md`, so the public site has no first page",
                  "Write one beside `playbook.yml`: whom you are glad to see, who is served better elsewhere, what it costs.")
    for document in pages:
        if document.readable and document.fields.status is not Status.RETIRED:
            yield from _lists(document, context)


def _lists(document: Document, context: Context) -> Iterator[Hit]:
    headings = context.playbook.lexicon.sections.get("fit", {})
    for name, enough in ENOUGH.items():
        if name == "look-elsewhere" and context.settings.business.screening is Screening.OPEN_DOOR:
            continue
        section = document.section(name)
        count = sum(1 for step in section.steps if step.whole) if section else 0
        if count >= enough:
            continue
        title = str(section.heading) if section else called(name, headings)
        holds = {0: "has no line", 1: "has only one line"}.get(count, f"has only {count} lines")
        yield Hit(section.heading.place(document.path) if section else document.top,
                  f"“{title}” {holds}: nobody can tell from it whether to come",
                  _help(name, title, enough, missing=section is None), Level.WARNING if count > 1 else None)


def _help(name: str, title: str, enough: int, *, missing: bool) -> str:
    begin = f"Add a line `## {title}` and below it" if missing else "Write"
    if name == "good-fit":
        return f"{begin} at least {enough} lines that begin with `- `, each about somebody you are glad to see."
    return f"{begin} at least {enough} such as `- **You need X.** Because … [Name](https://…) does it.`"
