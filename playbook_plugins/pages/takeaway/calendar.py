"""When each text wants to be read again and each partner to be rung, as a calendar that any program takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.pages.addresses import address, stands
from playbook_plugins.pages.markdown import inline
from playbook_plugins.pages.memory import remembered
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

if TYPE_CHECKING:
    from icalendar import Event

PATH = "reviews.ics"
"""Where the calendar stands on the internal site."""
_MAKER = "-//mkdocs-playbook//reviews//EN"
_NOBODY = "playbook.invalid"
"""Stands for a business without a site of its own; nobody can ever have this name."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One day in the calendar."""

    uid: str
    """The same in every edition, so that a day that moves does so in the calendar too."""
    day: date
    title: str
    told: str
    """Who sees to it."""
    link: str = ""
    """A page that everybody can open; empty where there is none."""


def calendar(playbook: Playbook, stamp: int) -> bytes:
    """Every day on which a text wants to be read or a partner to be rung, as iCalendar (RFC 5545); the same bytes for the same playbook and `stamp`.

    A text that nobody ever read has no day, and what is a draft or retired wants none.
    """
    words = Words(playbook.lexicon.language)
    days = sorted(reminders(playbook, words), key=lambda reminder: (reminder.day, reminder.uid))
    return _written((words("calendar.name", name=playbook.settings.business.name), stamp, tuple(days)))


@remembered
def _written(told: tuple[str, int, tuple[Reminder, ...]]) -> bytes:
    """A calendar's name, the moment of its writing and its days, in its form."""
    # it takes a while to be loaded, and seldom has anything to do
    from icalendar import Calendar, Event

    name, stamp, days = told
    made, alike = Calendar(), Event()
    for key, value in (("prodid", _MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        made.add(key, value)
    alike.add("dtstamp", datetime.fromtimestamp(stamp, UTC))
    alike.add("transp", "TRANSPARENT")
    for reminder in days:
        made.add_component(_filled(Event(alike), reminder))
    return made.to_ical()


def reminders(playbook: Playbook, words: Words) -> Iterator[Reminder]:
    """The days of all texts in use and of all partners, in no order."""
    where = urlsplit(playbook.settings.site.url or playbook.settings.business.url or "").hostname or _NOBODY
    for document in playbook.readable:
        due = playbook.due(document)
        if due and document.active and stands(document, playbook):
            uid = f"{document.kind.name}.{document.id}.{document.lang}@{where}"
            title = words("calendar.read", title=_plain_title(document))
            yield Reminder(uid, due, title, words("calendar.reads", role=_role(document.fields.owner, playbook, words)), _link(document, playbook))
    kept = playbook.single("partners")
    if kept is None or not kept.active:
        return
    for number, partner in enumerate(kept.fields.partners or ()):
        same = sum(other.name == partner.name for other in kept.fields.partners[:number])
        reach = partner.phone or partner.url or ""
        told = words("calendar.rings", role=_role(kept.fields.owner, playbook, words), reach=reach)
        yield Reminder(f"partner.{_slug(partner.name)}{f'.{same + 1}' if same else ''}@{where}", partner.due, words("calendar.ring", name=partner.name), told)


def _filled(event: "Event", reminder: Reminder) -> "Event":
    event.add("uid", reminder.uid)
    event.add("dtstart", reminder.day)
    if reminder.day < date.max:
        # the end is the first day that is free again
        event.add("dtend", reminder.day + timedelta(days=1))
    event.add("summary", reminder.title)
    event.add("description", reminder.told)
    if reminder.link:
        event.add("url", reminder.link)
    return event


def _link(document: Document, playbook: Playbook) -> str:
    """Where everybody reads a public text; nobody knows where the site for staff stands."""
    root = playbook.settings.site.url
    if not root or document.audience is not Audience.PUBLIC:
        return ""
    path, hash_, spot = address(document, playbook, Audience.PUBLIC).partition("#")
    shown = path.removesuffix(".md")
    folder = shown.removesuffix("index") if shown.endswith("index") else f"{shown}/"
    return f"{root.rstrip('/')}/{folder}{hash_}{spot}"


def _plain_title(document: Document) -> str:
    return plain(inline(document.title)) if document.title else document.id


def _role(id: str, playbook: Playbook, words: Words) -> str:
    role = playbook.get("role", id)
    return _plain_title(role) if role else words("roles.owner") if id == OWNER else id


def _slug(name: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split()) or "somebody"
