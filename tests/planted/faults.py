"""Faults in the worked example, derived from it by rule and not by hand.

Each fault is one file, changed in one way, and the rules that it belongs to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook_plugins.checklist.rules.missing_step import NEEDED
from playbook_plugins.checklist.steps import needed, to_do
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.references import references
from playbook_plugins.model.tracing import keeping

SECTIONS = {
    ("fit", "good-fit"): "thin-fit",
    ("fit", "look-elsewhere"): "thin-fit",
    ("fit", "what-it-costs"): "surprises",
    ("policy", "when-to-stop"): "stop-rule",
    ("policy", "if-it-happens-twice"): "second-failure",
}
"""The rules that speak in the place of `missing-section`."""
STEPS = {
    ("intake", "ask"): "surprises",
    ("intake", "ask-first"): "surprises",
    ("lost-customer", "fix"): "lost-lesson",
    ("recovery", "go-further"): "step-order",
}
"""The rules that miss a labelled step, beside `missing-step`."""
ORDER = {
    "recovery": ("listen", "apologise", "make-right"),
    "listening": ("listen", "make-right"),
    "intake": ("ask", "price"),
}
"""The steps that come in this order."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One change to the example."""

    name: str
    path: str
    lines: tuple[str, ...]
    """The file as it is then."""
    rules: frozenset[str]
    """The rules that may find it; at least one has to."""


def faults(playbook: Playbook, settings: Sequence[str]) -> Iterator[Fault]:
    """Every fault; `settings` are the lines of `playbook.yml`."""
    lines = {document.path: document.lines for document in playbook.readable} | {playbook.settings_path: tuple(settings)}
    for document in playbook.readable:
        yield from _without_fields(document)
        yield from _without_sections(document)
        if document.kind.name == "policy":
            yield from _without_steps(document, playbook)
            yield from _in_another_order(document)
        yield from _broken_values(document)
    yield from _broken_names(playbook, lines)
    yield from _broken_links(playbook, lines)
    yield from _settings(playbook, tuple(settings))


def _fault(what: str, document: Document, lines: Sequence[str], *rules: str) -> Fault:
    return Fault(f"{what} in {document.path.rpartition('playbook/')[2]}", document.path, tuple(lines), frozenset(rules))


def _without_fields(document: Document) -> Iterator[Fault]:
    for name, field in type(document.fields).model_fields.items():
        if field.is_required() and (name,) in document.field_places:
            rules = {"kept_by": ("missing-field", "unbacked-promise"), "topic": ("missing-field",)}.get(name, ("missing-field",))
            yield _fault(f"no {name}", document, _cut_key(document.lines, name), *rules)


def _cut_key(lines: Sequence[str], name: str) -> list[str]:
    """The lines without a key of the front matter and what stands below it."""
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))
    end = start + 1
    while lines[end].startswith((" ", "-  ")) and not lines[end].startswith("---"):
        end += 1
    return [*lines[:start], *lines[end:]]


def _without_sections(document: Document) -> Iterator[Fault]:
    required = {section.name for section in needed(document)}
    for number, section in enumerate(document.sections):
        rule = SECTIONS.get((document.kind.name, section.name or ""))
        if section.name not in required and rule is None:
            continue
        start = section.heading.line - 1
        rest = document.sections[number + 1 :]
        end = rest[0].heading.line - 1 if rest else len(document.lines)
        yield _fault(f"no “{section.heading}”", document, [*document.lines[:start], *document.lines[end:]], rule or "missing-section", *_leaning(document, section.name))


def _leaning(document: Document, section: str | None) -> tuple[str, ...]:
    return ("unbacked-promise",) if section == "what-to-do" else ()


def _without_steps(document: Document, playbook: Playbook) -> Iterator[Fault]:
    kept = {
        id(keeper.step.item)
        for promise in playbook.of_kind("promise")
        for keeper in keeping(promise, playbook).keepers
        if keeper.policy is document and keeper.step
    }
    for step in to_do(document):
        rules = []
        if step.action in NEEDED.get(document.topic or "", ()):
            rules.append("missing-step")
        if found := STEPS.get((document.topic or "", step.action or "")):
            rules.append(found)
        if id(step.item) in kept:
            rules.append("unbacked-promise")
        if rules:
            yield _fault(f"no step {step.label or step.whole}", document, _without(document.lines, step), *rules)


def _without(lines: Sequence[str], step: Step) -> list[str]:
    gone = {span.line for span in step.whole.spans}
    return [line for number, line in enumerate(lines, 1) if number not in gone]


def _in_another_order(document: Document) -> Iterator[Fault]:
    known = ORDER.get(document.topic or "", ())
    steps = [next((step for step in to_do(document) if step.action == action), None) for action in known]
    there = [step for step in steps if step and len(step.whole.spans) == 1]
    rule = "surprises" if document.topic == "intake" else "step-order"
    for number, first in enumerate(there):
        for second in there[number + 1 :]:
            lines = list(document.lines)
            one, other = first.whole.line - 1, second.whole.line - 1
            lines[one], lines[other] = lines[other], lines[one]
            yield _fault(f"{second.action} before {first.action}", document, lines, rule)


def _broken_values(document: Document) -> Iterator[Fault]:
    for keys, place in document.field_places.items():
        written = _at(document.lines, place)
        if written is None:
            continue
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            yield _fault(f"{keys[-1]} on no day", document, _put(document.lines, place, "2026-02-30"), "bad-value")
            if keys == ("reviewed",):
                yield _fault("reviewed tomorrow", document, _put(document.lines, place, "2027-01-01"), "bad-value")
        elif keys[-1] in ("may_spend", "marketing", "make_it_right", "usual_sale", "usual_fix_costs", "years", "times_a_year", "quiet_days"):
            yield _fault(f"{keys[-1]} in words", document, _put(document.lines, place, "quite a bit"), "bad-value")
        elif keys[-1] in ("within", "reply_within", "may_take", "how_often", "at_most", "no_offer_before"):
            yield _fault(f"{keys[-1]} in vague words", document, _put(document.lines, place, "now and then"), "bad-value")
        elif keys[-1] in ("channel", "status", "topic"):
            yield _fault(f"{keys[-1]} that is none", document, _put(document.lines, place, "zzz"), "bad-value")


def _broken_names(playbook: Playbook, lines: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    for reference in references(playbook):
        place = reference.place
        if _at(lines[place.path], place) == reference.id:
            changed = _put(lines[place.path], place, "nobody-by-that-name")
            rules = {"dangling-reference"} | ({"unbacked-promise"} if reference.field == "owner" else set())
            yield Fault(f"{reference.field} {reference.id} gone from {place}", place.path, tuple(changed), frozenset(rules))
    for promise in playbook.of_kind("promise"):
        for keeper in keeping(promise, playbook).keepers:
            for place in (promise.key_place("kept_by", keeper.policy_id), promise.place_of("kept_by", keeper.policy_id)):
                yield _fault(f"kept by nothing ({place.column})", promise, _put(promise.lines, place, "zebra-crossing"), "unbacked-promise")


def _broken_links(playbook: Playbook, lines: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    for path, links in playbook.links.items():
        document = playbook.at(path)
        for link in links:
            line = lines[path][link.place.line - 1]
            if "://" in link.target:
                host = re.sub(r"//[^/]*", "//elsewhere-entirely.example", link.target)
                rules = ("stale-alternative",) if document.kind.name == "fit" else ()
                changed = line.replace(f"({link.target})", f"({host})")
            elif ".md" in link.target:
                rules = ("dangling-reference", "lost-lesson")
                changed = line.replace(f"({link.target})", f"({link.target.replace('.md', '-gone.md')})")
            else:
                continue
            if rules:
                at = link.place.line - 1
                yield _fault(f"link to {link.target} broken", document, [*lines[path][:at], changed, *lines[path][at + 1 :]], *rules)


def _settings(playbook: Playbook, lines: tuple[str, ...]) -> Iterator[Fault]:
    changes = {
        "no name": (r"^  name: .*\n", "", "missing-field"),
        "no time to answer": (r"^  answers_within: .*\n", "", "missing-field"),
        "an answer in a minute": (r"^  answers_within: .*$", "  answers_within: 1 minute", "promise-too-fast"),
        "a holiday on no day": (r"2026-12-25", "2026-12-45", "bad-value"),
        "a letter a year": (r"^  writes_at_most: .*$", "  writes_at_most: soon", "bad-value"),
        "a profile that is none": (r"^  profile: .*$", "  profile: lenient", "bad-value"),
        "a line that is none": (r"^home:$", "houses: 3\nhome:", "unknown-field"),
        "a pin on nothing": (r"- gone-quiet", "- gone-silent", "dangling-reference"),
    }
    written = "\n".join(lines) + "\n"
    for name, (find, put, rule) in changes.items():
        changed, count = re.subn(find, put, written, count=1, flags=re.M)
        assert count == 1, name
        yield Fault(f"{name} in playbook.yml", playbook.settings_path, tuple(changed.rstrip("\n").split("\n")), frozenset({rule}))
    money = {
        "nothing to make it right with": ("money.md", r"^make_it_right: .*$", "make_it_right: 0", "budget-share"),
        "more to make it right than for adverts": ("money.md", r"^marketing: .*$", "marketing: 100", "budget-share"),
        "no hours": ("money.md", r"^make_it_right_hours: .*$", "make_it_right_hours: 0", "budget-share"),
        "an owner who may spend less": ("roles/owner.md", r"^may_spend: .*$", "may_spend: 10", "out-of-reach"),
        "a lead who may spend less": ("roles/workshop-lead.md", r"^may_spend: .*$", "may_spend: 5", "out-of-reach"),
        "above oneself": ("roles/workshop-lead.md", r"^above: .*$", "above: mechanic", "out-of-reach"),
        "a stingy desk": ("roles/front-desk.md", r"^may_spend: .*$", "may_spend: 1", "stingy-limit"),
        "letters beyond the limit": ("policies/how-often-we-write.md", r"^at_most: .*$", "at_most: 1 in 10 years", "bad-value"),
        "a wish every day": ("policies/birthdays.md", r"^quiet_days: .*$", "quiet_days: 2", "greeting-offer"),
        "an offer the next day": ("policies/after-a-first-visit.md", r"^no_offer_before: .*$", "no_offer_before: 3 days", "offer-too-soon"),
        "a promise in a minute": ("promises/answer.md", r"^within: .*$", "within: 1 minute", "promise-too-fast"),
        "a slow answer": ("policies/something-went-wrong.md", r"^reply_within: .*$", "reply_within: 9 working days", "promise-too-fast"),
        "a draft that a promise leans on": ("policies/before-we-start.md", r"^topic: ", "status: draft\ntopic: ", "unbacked-promise"),
        "an old partner": ("partners.md", r"checked: \d{4}", "checked: 2019", "stale-alternative"),
        "a partner without an address": ("partners.md", r"^    url: .*\n    phone: .*\n", "", "bad-value"),
        "an old review": ("pages/onboarding.md", r"^reviewed: .*$", "reviewed: 2020-01-01", "overdue-review"),
    }
    for name, (file, find, put, rule) in money.items():
        document = playbook.at(f"{playbook.folder}/{file}")
        changed, count = re.subn(find, put, "\n".join(document.lines) + "\n", count=1, flags=re.M)
        assert count == 1, name
        yield _fault(name, document, changed.rstrip("\n").split("\n"), rule)


def _at(lines: Sequence[str], place: Place) -> str | None:
    """What stands at a place on one line; `None` where it goes over several."""
    if place.end_line not in (None, place.line) or place.end_column is None:
        return None
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]


def _put(lines: Sequence[str], place: Place, text: str) -> list[str]:
    """The lines with another text at a place on one line."""
    line = lines[place.line - 1]
    end = (place.end_column or len(line) + 1) - 1
    return [*lines[: place.line - 1], line[: place.column - 1] + text + line[end:], *lines[place.line :]]
