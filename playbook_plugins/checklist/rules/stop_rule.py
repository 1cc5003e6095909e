"""Staff know when they may end a talk, that we stand behind them, and what to say."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import quoted
from playbook_plugins.checklist.steps import asked, first, meant, near, to_do
from playbook_plugins.checklist.wording import found_within, has_list, known_language, said, stands_in
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.finding import Level

HELP = "Add a section `## When to stop`: when they may end it, and a sentence to say on a line that begins with `>`."


@rule(Level.ERROR, kinds=("policy",), topics=("listening", "referral"), reminds_drafts=True, lists=("says-when", "asks-leave", "ends-it"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if not known_language(document):
        return
    section, step = document.section("when-to-stop"), first(to_do(document), "stop")
    lines = paragraphs(section.blocks) if section else (step.whole,) if step else ()
    if not any(lines):
        yield from _missing(document, context)
        return
    place = (section.heading if section else step.opening).place(document.path)
    told = tuple(line for line in lines if document.zones[line.line - 1] is not Zone.SAY)
    if has_list(document, "says-when", context) and not stands_in(told, document, "says-when", context):
        yield Hit(place, "this does not say when staff may end it", "Name it, such as threats, insults or touching.")
    if not (len(told) < len(lines) or any(map(quoted, told)) or _said(document, context)):
        yield Hit(place, "there is no sentence to end it with",
                  "Add one below on a line that begins with `>`. Nobody finds the words while they are shouted at.")
    for line in told:
        for match in found_within(line, document, "asks-leave", context)[:1]:
            yield Hit(line.place(document.path, match.start, match.end), f"“{match.words}” leaves them alone with it",
                      "Let them end it first and tell you afterwards. Whoever is named as `backed_by` stands behind them.", Level.WARNING)


def _missing(document: Document, context: Context) -> Iterator[Hit]:
    headings, steps = context.playbook.lexicon.sections.get("policy", {}), to_do(document)
    if section := next((one for one in document.sections if meant(one, headings) == "when-to-stop"), None):
        yield Hit(section.heading.place(document.path), f"is “{section.heading}” your “When to stop”?",
                  "Write `## When to stop`, so that it is found.")
    elif step := near(steps, "stop", context.playbook.lexicon.labels):
        yield Hit(step.opening.place(document.path),
                  asked(step, steps, "stop"), HELP, Level.WARNING)
    else:
        yield Hit(document.top, "staff are not told when they may end it, or what to say then", HELP)


def _said(document: Document, context: Context) -> bool:
    return stands_in(said(document), document, "ends-it", context)
