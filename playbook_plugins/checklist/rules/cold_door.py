"""Whoever comes in is received as a guest, buyer or not, and somebody minds how they feel as they leave."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import found_among, has_list, says
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level

WHERE = (Zone.STAFF, Zone.SAY, Zone.DONT)
"""Somebody who is not to be frowned at is thought of as well."""


@rule(Level.WARNING, kinds=("policy",), topics=("hospitality",), reminds_drafts=True, lists=("not-buying", "feeling", "parting"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, feeling = document.section("what-to-do"), document.fields.they_leave_feeling or ""
    if section is None or not to_do(document):
        return
    if not _told("not-buying", feeling, document, context) and not says(document, "not-buying", context, zones=WHERE):
        yield Hit(section.heading.place(document.path), "nothing here is for people who do not buy",
                  "Say what those get who only look, ask or wait: the same chair, the same greeting, help on their way.")
    if feeling and not _told("feeling", feeling, document, context) and not says(document, "parting", context, zones=WHERE):
        yield Hit(document.place_of("they_leave_feeling"), f"Is “{feeling}” a feeling? No step looks at how people feel as they leave either",
                  "Name what they feel, such as `welcome, whether they bought anything or not`, or add a step that looks at their face as they leave.")


def _told(name: str, written: str, document: Document, context: Context) -> bool:
    """Whether a line above the policy holds a wording of a list; true where we have no such list."""
    return not has_list(document, name, context) or next(found_among(seen(written), document, name, context), None) is not None
