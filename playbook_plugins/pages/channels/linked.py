"""What search engines read of the business: the words of schema.org, as JSON-LD."""

import json
from datetime import date
from typing import Any

from playbook_plugins.model.public import PublicBusiness, PublicFit, PublicSite
from playbook_plugins.pages.channels.amounts import amounts
from playbook_plugins.pages.channels.fit_form import WEEK
from playbook_plugins.pages.channels.spoken import address, cost, entries, paragraphs
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_PRICE_RANGE = 99
"""Signs of a price range that are read."""


def data(site: PublicSite, words: Words) -> str:
    """The business, when it is open and what it offers; it can stand in a script element as it is, since no tag can end there."""
    return json.dumps(_business(site, words), ensure_ascii=False, separators=(",", ":")).translate(_SAFE) if site.fit else ""


def _business(site: PublicSite, words: Words) -> dict[str, Any]:
    business, fit = site.business, site.fit
    sort = _sort(business)
    hours = {
        "openingHours": _weekly(business) if sort == "LocalBusiness" else None,
        "openingHoursSpecification": _weekdays(business),
        "specialOpeningHoursSpecification": [_closed(day) for day in business.holidays],
    }
    shop = sort == "LocalBusiness"
    found = {
        "@context": "https://schema.org",
        "@type": sort,
        "@id": f"{business.at}#business" if business.at else None,
        "name": business.name,
        "description": " ".join(paragraphs(fit.lead)[:1]) if fit else None,
        "url": address(site) or business.url,
        "sameAs": business.url if business.at else None,
        "telephone": business.phone,
        "email": business.email,
        "address": business.address,
        "areaServed": business.area,
        "knowsLanguage": list(business.languages),
        "currenciesAccepted": business.currency if shop else None,
        "priceRange": _price_range(fit) if shop and fit else None,
        **(hours if shop else {"contactPoint": _contact(business, hours), "location": _place(business, hours)}),
        "makesOffer": _offer(site, words),
    }
    return _kept(found)


def _sort(business: PublicBusiness) -> str:
    """A word of schema.org for the business: who lives on gifts or members is no shop, and a shop is somewhere."""
    if business.people_word == "donor":
        return "NGO"
    return "LocalBusiness" if business.address and business.people_word != "member" else "Organization"


def _contact(business: PublicBusiness, hours: dict[str, Any]) -> dict[str, Any]:
    """How to reach those who are no shop; when they answer stands here where nobody can walk in."""
    reach = {"telephone": business.phone, "email": business.email}
    if not any(reach.values()):
        return {}
    when = None if business.address else hours["openingHoursSpecification"]
    return _kept({"@type": "ContactPoint", **reach, "availableLanguage": list(business.languages), "hoursAvailable": when})


def _place(business: PublicBusiness, hours: dict[str, Any]) -> dict[str, Any]:
    return _kept({"@type": "Place", "address": business.address, **hours}) if business.address else {}


def _weekly(business: PublicBusiness) -> list[str]:
    """The week's hours as `Mo-Fr 08:00-18:00`, days in a row with the same hours together."""
    by_day: dict[int, str] = {}
    for day, opens, closes in business.opening_times:
        span = f"{opens}-{_clock(closes)}"
        by_day[day] = f"{by_day[day]},{span}" if day in by_day else span
    runs: list[tuple[int, int]] = []
    for day in sorted(by_day):
        if runs and runs[-1][1] == day - 1 and by_day[day - 1] == by_day[day]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [f"{_SHORT[first]}{f'-{_SHORT[last]}' if last > first else ''} {span}" for first, last in runs for span in by_day[first].split(",")]


def _weekdays(business: PublicBusiness) -> list[dict[str, Any]]:
    """The same, each pair of times with its days."""
    days: dict[tuple[str, str], list[str]] = {}
    for day, opens, closes in business.opening_times:
        days.setdefault((opens, _clock(closes)), []).append(WEEK[day])
    return [{"@type": "OpeningHoursSpecification", "dayOfWeek": named, "opens": opens, "closes": closes} for (opens, closes), named in days.items()]


def _closed(day: date) -> dict[str, str]:
    """A day on which nobody is there, as search engines are told it: it opens and closes in the same minute."""
    return {"@type": "OpeningHoursSpecification", "validFrom": day.isoformat(), "validThrough": day.isoformat(), "opens": "00:00", "closes": "00:00"}


def _clock(closes: str) -> str:
    return "23:59" if closes == "24:00" else closes


def _price_range(fit: PublicFit) -> str | None:
    found = fit.cost("most-people-pay")
    text = plain(found.text).rstrip(".") if found else ""
    return text if 0 < len(text) <= _PRICE_RANGE else None


def _offer(site: PublicSite, words: Words) -> dict[str, Any]:
    """What is done, for whom, and what most people pay."""
    fit = site.fit
    if fit is None:
        return {}
    service = {"@type": "Service", "name": plain(fit.title), "description": " ".join(entries(fit, "good-fit")), "areaServed": site.business.area}
    return _kept({"@type": "Offer", "description": cost(fit), "itemOffered": _kept(service), "priceSpecification": _price(site, words)})


def _price(site: PublicSite, words: Words) -> dict[str, Any]:
    found = amounts(site, words)
    if found is None:
        return {}
    least, most = (float(amount) if amount % 1 else int(amount) for amount in found)
    return {"@type": "PriceSpecification", "minPrice": least, "maxPrice": most, "priceCurrency": site.business.currency}


def _kept(found: dict[str, Any]) -> dict[str, Any]:
    """What is known of it."""
    return {name: value for name, value in found.items() if value}
