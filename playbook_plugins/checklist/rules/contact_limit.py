"""Nobody hears from us more often than we say, nor without having asked, nor longer than they like."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import found_among, tells
from playbook_plugins.model.contacts import contacts
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level

WEAK = {
    "consent": ("consent-weak", "reaches people who never asked for it", "Write `only if they asked`, or leave the line out: that is what it then says."),
    "opt_out": ("opt-out-weak", "makes it hard to hear no more from you", "Write `one word is enough`, or leave the line out: that is what it then says."),
}
"""By the line of the policy: the list that finds what weakens it, what to say, and what to write."""


@rule(Level.ERROR, kinds=("policy",), topics=("contact",), lists=("consent-weak", "opt-out-weak", "sent-to-all", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    yield from _weak(document, context)
    told, own = context.settings.business.writes_at_most, document.fields.at_most
    limit, place = own or told, document.place_of("at_most")
    if limit is None:
        yield Hit(document.top, "How often, at most, does one person hear from you? Neither this policy nor `playbook.yml` says",
                  "Write `at_most: 2 a year` here, or `writes_at_most: 2 a year` below `business:` in `playbook.yml`.", Level.WARNING)
        return
    if told and limit.a_year > told.a_year:
        yield Hit(place, f"you tell everybody that you write {told} at most, and this allows {limit}", f"Allow {told} here, or tell them {limit}.")
    sent = contacts(context.playbook)
    for script in sent.unsaid:
        if ("how_often",) not in script.field_places:
            yield Hit(script.top, f"How often does one person get {script.titled}? It counts towards {limit}, and nobody says",
                      "Write `how_often: once a year`, or `when asked`; or `counts: no` if they booked it or it is about their safety.", Level.WARNING)
    if sent.a_year > limit.exactly:
        shares = ", ".join(f"{script.titled} {script.fields.how_often}" for script in sent.counted if script.fields.how_often.times)
        yield Hit(place, f"one person hears from you {sent.total} ({shares}), and you allow {limit}",
                  f"Send less of it, or write `counts: no` where they booked it. To allow {sent.total} is the last way out.")


def _weak(document: Document, context: Context) -> Iterator[Hit]:
    for name, (listed, told, mend) in WEAK.items():
        written = getattr(document.fields, name, None) or ""
        if found := next(found_among(seen(written), document, listed, context), None):
            yield Hit(document.place_of(name), f"`{name}`: “{found.words}” {told}", mend)
    for step in to_do(document):
        for match in tells(step.whole, document, "sent-to-all", context)[:1]:
            yield Hit(step.whole.place(document.path, match.start, match.end), f"“{match.words}” reaches people who never asked for it",
                      "Write to those alone who asked to hear from you.")
