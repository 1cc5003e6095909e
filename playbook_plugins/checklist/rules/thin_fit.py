"""The fit page says whom we serve well and who is served better elsewhere, with enough lines to choose by."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import called
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.settings import Screening

ENOUGH = {"good-fit": 3, "look-elsewhere": 2}
"""How many lines each list needs before a reader can find themselves in it."""


@rule(Level.ERROR, kinds=("fit",))
def check(document: Document, context: Context) -> Iterator[Hit]:
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
