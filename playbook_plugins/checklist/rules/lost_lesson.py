"""What drove somebody away is mended, by one of us and by a day, and kept for the next."""

from collections.abc import Iterator

from playbook_plugins.checklist.roles import roles_in
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import asked, first, near, shown, to_do
from playbook_plugins.checklist.wording import found_within, has_list, known_language, tells
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Level

KEEPS = ("write-down", "learn")
"""The steps that keep a lesson."""


@rule(Level.WARNING, kinds=("policy",), topics=("lost-customer",), reminds_drafts=True, lists=("by-when", "written-down", "names-who", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps or not known_language(document):
        return
    fix = first(steps, "fix", "make-right")
    if fix is None:
        candidate = near(steps, "fix", context.playbook.lexicon.labels)
        yield Hit((candidate.opening if candidate else section.heading).place(document.path),
                  asked(candidate, steps, "fix") if candidate else "no step mends what drove them away",
                  "Add a step **Fix** the cause, with who does it and by when.")
    elif has_list(document, "by-when", context) and (missing := _missing(fix, document, context)):
        yield Hit(fix.opening.place(document.path), f"“{shown(fix)}” does not say {missing}",
                  "Name one of you and a day, such as “the owner, by Friday”. What everybody is to mend stays as it is.")
    if has_list(document, "written-down", context) and not (first(steps, *KEEPS) or _kept(document, steps, context)):
        yield Hit(section.heading.place(document.path), "what you hear goes no further than this call",
                  "Add a step **Write down** the reason, with a link to `lessons.md`.")


def _missing(fix: Step, document: Document, context: Context) -> str:
    who = roles_in(fix.whole, context) or found_within(fix.whole, document, "names-who", context)
    when = found_within(fix.whole, document, "by-when", context)
    return "" if who and when else "by when" if who else "who does it" if when else "who does it, nor by when"


def _kept(document: Document, steps: tuple[Step, ...], context: Context) -> bool:
    lessons = context.playbook.single("lessons")
    links = context.playbook.links.get(document.path, ())
    linked = lessons is not None and any(link.target.rpartition("/")[2] == lessons.path.rpartition("/")[2] for link in links)
    return linked or any(tells(step.whole, document, "written-down", context) for step in steps)
