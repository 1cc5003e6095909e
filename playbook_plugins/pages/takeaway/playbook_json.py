"""The playbook for programs of the house: `playbook.json`, what staff see and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from playbook_plugins.model.document import Document, Section, Step
from playbook_plugins.model.edition import Edition, edition, edition_of_all
from playbook_plugins.model.limits import NO_LIMIT, limit, shown
from playbook_plugins.model.notes import gestures
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.tracing import keeping, promises_kept_by
from playbook_plugins.model.values import Duration, Frequency
from playbook_plugins.pages.takeaway.playbook_form import PATH, PlaybookJson
from playbook_plugins.pages.takeaway.said import blanks, line, lines, spoken, words_of

_APART = ("what-to-say", "what-to-do", "dont", "afterwards", "you-notice")
"""Sections of a policy that stand in it in parts of their own."""


def text(playbook: Playbook, stamp: int) -> str:
    """The playbook as JSON, its parts always in the same order; `stamp` is the moment that pages may print."""
    return PlaybookJson.model_validate(_parts(playbook, stamp)).model_dump_json(indent=2, by_alias=True, exclude_none=True) + "\n"


def _parts(playbook: Playbook, stamp: int) -> dict[str, Any]:
    business, used = playbook.settings.business, _used(playbook)
    cases: defaultdict[str, list[str]] = defaultdict(list)
    for case in used["scenario"]:
        cases[case.fields.of].append(case.id)
    return {
        "$schema": PATH,
        "format": 1,
        "audience": "internal",
        "language": playbook.lexicon.language,
        "edition": _edition(edition_of_all(playbook, stamp)),
        "business": {
            "name": business.name,
            "people": business.people_word.value,
            "currency": business.currency,
            "answers_within": _time(business.answers_within),
            "phone": str(business.phone) if business.phone else None,
            "email": str(business.email) if business.email else None,
        },
        "pinned": [id for id in playbook.settings.home.pinned if any(policy.id == id for policy in used["policy"])],
        "policies": [_policy(policy, playbook, cases=cases) for policy in used["policy"]],
        "scripts": [_script(script, playbook) for script in used["script"]],
        "scenarios": [_scenario(case, playbook) for case in used["scenario"]],
        "roles": [_role(role, playbook) for role in used["role"]],
        "gestures": [
            {"what": line(one.what), "costs": line(one.costs), "takes": line(one.takes), "good_when": line(one.good_when)}
            for kept in used["gestures"][:1]
            for one in gestures(kept)
        ],
        "promises": [found for promise in used["promise"] if (found := _promise(promise, playbook))],
        "principles": [
            {"id": one.id, "language": one.lang, "title": line(one.title), "lead": lines(one.lead), "sections": _sections(one.sections)}
            for one in used["principle"]
        ],
    }


def _used(playbook: Playbook) -> dict[str, list[Document]]:
    kinds = ("policy", "script", "scenario", "role", "gestures", "promise", "principle")
    return {kind: [document for document in playbook.of_kind(kind) if document.active] for kind in kinds}


def _policy(policy: Document, playbook: Playbook, *, cases: Mapping[str, list[str]]) -> dict[str, Any]:
    fields = policy.fields
    named = {name: policy.section(name) for name in _APART}
    return {
        "id": policy.id,
        "language": policy.lang,
        "topic": policy.topic or "",
        "title": line(policy.title),
        "also_said": fields.also_said or (),
        "feeling": fields.they_leave_feeling or "",
        "say": _words(lines(words_of(named["what-to-say"]))) if named["what-to-say"] else [],
        "limits": [{"role": role.id, "may_spend": _money(role.fields.may_spend), "may_take": _time(role.fields.may_take)} for role in shown(policy, playbook) if limit(role, playbook) is not None],
        "do": _steps(named["what-to-do"]),
        "dont": _lines(named["dont"]),
        "afterwards": _steps(named["afterwards"]),
        "notice": _lines(named["you-notice"]),
        "sections": _sections(section for section in policy.sections if section.name not in _APART),
        "why": lines(policy.lead),
        "reply_within": _time(fields.reply_within),
        "backed_by": fields.backed_by,
        "scripts": list(dict.fromkeys(script.id for script in playbook.scripts_of(policy))),
        "scenarios": list(dict.fromkeys(cases.get(policy.id, ()))),
        "principles": [id for id in fields.principles or () if (found := playbook.get("principle", id)) and found.active],
        "promises": [traced.promise.id for traced in promises_kept_by(policy, playbook) if traced.kept],
        "owner": fields.owner,
        "due": playbook.due(policy),
        "edition": _edition(edition(policy, playbook)),
    }


def _script(script: Document, playbook: Playbook) -> dict[str, Any]:
    fields, notes = script.fields, script.section("notes")
    often: Frequency | None = fields.how_often
    return {
        "id": script.id,
        "language": script.lang,
        "of": fields.of or "",
        "title": line(script.title),
        "channel": fields.channel,
        "say": _words(said for _, words in spoken(script) for said in lines(words)),
        "notes": _lines(notes),
        "how_often": {"times": _whole(often.times), "per": often.per} if often else None,
        "counts": fields.counts is not False,
        "edition": _edition(edition(script, playbook)),
    }


def _scenario(case: Document, playbook: Playbook) -> dict[str, Any]:
    return {
        "id": case.id,
        "language": case.lang,
        "of": case.fields.of or "",
        "title": line(case.title),
        "lead": lines(case.lead),
        "sections": _sections(case.sections),
        "choices": [{"say": choice.say, "why": choice.why, "best": choice.best} for choice in case.fields.choices or ()],
        "edition": _edition(edition(case, playbook)),
    }


def _role(role: Document, playbook: Playbook) -> dict[str, Any]:
    fields = role.fields
    return {
        "id": role.id,
        "title": line(role.title) or role.id,
        "may_spend": _money(fields.may_spend),
        "no_limit": limit(role, playbook) == NO_LIMIT,
        "may_take": _time(fields.may_take),
        "may_give": fields.may_give,
        "may_spend_a_month": _money(fields.may_spend_a_month),
        "reach": fields.reach,
        "above": None if role.id == OWNER else fields.above,
    }


def _promise(promise: Document, playbook: Playbook) -> dict[str, Any] | None:
    traced = keeping(promise, playbook)
    if not traced.kept:
        return None
    return {
        "id": promise.id,
        "language": promise.lang,
        "title": line(promise.title),
        "meaning": lines(promise.lead),
        "within": _time(promise.fields.within),
        "kept_by": [{"policy": keeper.policy_id, "step": keeper.label} for keeper in traced.keepers],
    }


def _words(said: Iterable[str]) -> list[dict[str, Any]]:
    return [{"text": one, "blanks": blanks(one)} for one in said]


def _steps(section: Section | None) -> list[dict[str, Any]]:
    return [_step(step) for step in section.steps] if section else []


def _step(step: Step) -> dict[str, Any]:
    if step.label is None:
        return {"text": line(step.whole)}
    return {"label": line(step.label), "text": line(str(step.text).lstrip(" ,:.–—"))}


def _lines(section: Section | None) -> tuple[str, ...]:
    return lines(section.blocks) if section else ()


def _sections(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [{"name": section.name, "heading": line(section.heading), "lines": lines(section.blocks)} for section in sections]


def _edition(found: Edition) -> dict[str, Any]:
    return {"day": found.day, "mark": found.mark}


def _time(time: Duration | None) -> dict[str, Any] | None:
    return {"amount": _whole(time.amount), "unit": time.unit} if time else None


def _money(amount: Decimal | None) -> int | float | None:
    return None if amount is None else _whole(amount)


def _whole(number: float | Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
