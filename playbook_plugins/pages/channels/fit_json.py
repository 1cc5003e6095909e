"""The fit page for programs: `fit.json`, every text in it plain, its parts always in the same order."""

import json
from typing import Any

from playbook_plugins.model.public import PublicBusiness, PublicFit, PublicOften, PublicSite, PublicTime
from playbook_plugins.pages.channels.fit_form import PATH, WEEK, FitJson
from playbook_plugins.pages.channels.spoken import address, elsewhere, entries, heading, paragraphs
from playbook_plugins.pages.templates import plain

_APART = {"good-fit", "look-elsewhere", "what-it-costs", "tick", "you-can-count-on"}
"""Sections that stand in it in parts of their own."""


def text(site: PublicSite) -> str:
    """The page as JSON, its parts always in the same order; empty where there is no fit page."""
    if site.fit is None:
        return ""
    found = FitJson.model_validate(_parts(site, site.fit)).model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _parts(site: PublicSite, fit: PublicFit) -> dict[str, Any]:
    return {
        "$schema": f"{site.business.at or '../' * site.folder.count('/')}{PATH}",
        "format": 1,
        "language": site.language,
        "reviewed": fit.reviewed,
        "business": {"page": address(site) or None, **_business(site.business)},
        "title": plain(fit.title),
        "lead": paragraphs(fit.lead),
        "welcome": entries(fit, "good-fit"),
        "elsewhere": [
            {"id": public.id, "need": told.need, "because": told.because or None, "who": told.who or None, "name": told.name or None, "url": told.url or None,
             "phone": told.phone or None, "unless": told.unless or None, "asks_around": told.asks}
            for public, told in zip(fit.elsewhere, elsewhere(site))
        ],
        "costs": [{"name": cost.name or None, "label": plain(cost.label), "text": plain(cost.text)} for cost in fit.costs],
        "sections": [
            {"name": section.name, "heading": heading(fit, section.name), "lines": entries(fit, section.name)}
            for section in fit.sections
            if section.name not in _APART
        ],
        "promises": [
            {"id": promise.id, "title": plain(promise.title), "meaning": " ".join(paragraphs(promise.meaning)) or None, "within": _time(promise.within)}
            for promise in site.promises
        ],
        "partners": [
            {"name": partner.name, "good_at": partner.good_at, "url": partner.url, "phone": partner.phone, "checked": partner.checked}
            for partner in (site.partners.partners if site.partners else ())
        ],
    }


def _business(business: PublicBusiness) -> dict[str, Any]:
    return {
        "name": business.name,
        "website": business.url,
        "people": business.people_word,
        "phone": business.phone,
        "email": business.email,
        "address": business.address,
        "area": business.area,
        "languages": business.languages,
        "open": [{"day": WEEK[day], "opens": opens, "closes": closes} for day, opens, closes in business.opening_times],
        "closed_on": business.holidays,
        "time_zone": business.time_zone,
        "answers_within": _time(business.answers_within),
        "writes_at_most": _often(business.writes_at_most),
        "signed_by": business.signed_by,
        "currency": business.currency,
        "anybody_may_walk_in": business.open_door,
    }


def _time(time: PublicTime | None) -> dict[str, Any] | None:
    return {"amount": _whole(time.amount), "unit": time.unit} if time else None


def _often(often: PublicOften | None) -> dict[str, Any] | None:
    return {"times": _whole(often.times), "per": often.per} if often else None


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number
