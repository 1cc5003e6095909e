"""The fit page: what stands on it, in which order, and what comes of each line that may be ticked."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from playbook_plugins.model.page import Page
from playbook_plugins.model.public import PublicBusiness, PublicElsewhere, PublicSite, PublicTick, dial
from playbook_plugins.pages.templates import plain, templates
from playbook_plugins.words import Words
from playbook_plugins.words.person import first

_END = " .!…"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Words with which a visitor introduces themselves to whoever serves them better."""

    text: str
    """The words, plain."""
    mail: str
    """A `mailto:` address that holds the words, with nobody's name yet."""
    message: str
    """An `sms:` address that holds them; to the number that is known, or to one of the visitor's choice."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that may be ticked."""

    tick: PublicTick
    """What it comes to, and what is said then."""
    text: str
    """As Markdown, without the full stop."""
    mine: str
    """The same as the visitor would say it, or as a quotation; plain text."""
    hand_over: HandOver | None = None
    """`None` where the line sends people to nobody who can be reached."""


def fit(site: PublicSite, words: Words) -> Page | None:
    """The first page of the public site."""
    if site.fit is None:
        return None
    body = templates("public").get_template("fit.md.j2").render(
        site=site,
        business=site.business,
        words=words,
        sections=site.sections,
        lines=[line(tick, site.business, words) for tick in site.fit.ticks],
        opening=opening(site.business, words),
    )
    return Page(
        "index.md",
        words("fit.menu"),
        body,
        in_menu=True,
        source=site.fit.source,
        description=words("fit.description", name=site.business.name),
        kind="fit",
    )


def line(tick: PublicTick, business: PublicBusiness, words: Words) -> Line:
    """A line with all that comes of ticking it."""
    text = tick.text.rstrip(_END)
    said = plain(text)
    mine = first(said, words.language)
    quoted = f"{mine}." if mine else words("fit.quoted", words=said)
    told = tick.told
    if tick.outcome != "elsewhere" or told is None or not (told.url or told.number):
        return Line(tick, text, quoted)
    given = words("fit.hand-over", name=business.name, words=mine) if mine else words("fit.hand-over-quoted", name=business.name, words=said)
    return Line(tick, text, quoted, _hand_over(given, told, business, words))


def _hand_over(text: str, told: PublicElsewhere, business: PublicBusiness, words: Words) -> HandOver:
    subject = words("fit.hand-over-subject", name=business.name)
    return HandOver(
        text=text,
        mail=f"mailto:?subject={quote(subject)}&body={quote(text)}",
        # `?&`: one telephone maker reads the words behind the one sign, one behind the other
        message=f"sms:{dial(told.number)}?&body={quote(text)}",
    )


def opening(business: PublicBusiness, words: Words) -> str:
    """What a browser needs to say whether the door is open, as JSON; empty where no hours are known."""
    if not business.opening_times:
        return ""
    # the sentences are filled in by the browser, which alone knows what time it is
    time, day = "{time}", "{day}"
    return json.dumps(
        {
            "open": business.opening_times,
            "closed": [holiday.isoformat() for holiday in business.holidays],
            "zone": business.time_zone or "",
            "now": words("fit.open-now", time=time),
            "today": words("fit.open-today", time=time),
            "tomorrow": words("fit.open-tomorrow", time=time),
            "later": words("fit.open-later", day=day, time=time),
        },
        ensure_ascii=False,
    )
