"""The only way out: a playbook becomes the release of one audience."""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

from playbook_plugins.audit import fingerprints
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages import internal, public
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.words import Words

STYLES = ("assets/playbook/playbook.css",)
"""The style sheets of both sites."""


def release(playbook: Playbook, audience: Audience, *, findings: Iterable[Finding] = ()) -> Release:
    """The pages and assets of one audience, and nothing else of the playbook.

    `ValueError` where the playbook has no usable `playbook.yml`: then there is
    nobody in whose name a site could speak.
    """
    if playbook.settings is None:
        raise ValueError("there is no usable playbook.yml")
    site = public_site(playbook)
    shown = public.pages(site)
    name = site.business.name
    if audience is Audience.INTERNAL:
        words = Words(site.language, currency=site.business.currency)
        name = words("site.playbook", name=name)
        shown = internal.pages(playbook, shown, findings=tuple(findings))
    return Release(
        audience=audience,
        name=name,
        language=site.language,
        pages=tuple(shown),
        assets=(*_own_assets(), *_pictures(playbook, shown, audience)),
        fingerprints=_secrets(playbook) if audience is Audience.PUBLIC else frozenset(),
        stamp=stamp(playbook),
        url=(playbook.settings.site.url or "") if audience is Audience.PUBLIC else "",
        styles=STYLES,
    )


def stamp(playbook: Playbook) -> int:
    """The moment that pages may print: `SOURCE_DATE_EPOCH`, else the last commit, else the latest review.

    Seconds since 1970; `ValueError` where `SOURCE_DATE_EPOCH` is not a number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        if not given.isdecimal():
            raise ValueError(f"SOURCE_DATE_EPOCH is “{given}”, which is not a number of seconds")
        return int(given)
    if playbook.history.latest:
        return playbook.history.latest
    days = [document.fields.reviewed for document in playbook.readable if document.fields.reviewed]
    day = max(days, default=date(2000, 1, 1))
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _secrets(playbook: Playbook) -> frozenset[int]:
    """Hashes of what only staff may read, but for words to say and what public sources say as well."""
    inside = [document for document in playbook.readable if document.audience is Audience.INTERNAL]
    outside = [document for document in playbook.readable if document.audience is Audience.PUBLIC]
    shared = playbook.settings.checklist.shared if playbook.settings else ()
    excused = ["\n".join(document.lines) for document in outside]
    excused += [str(text) for document in inside for text in document.texts(Zone.SAY)]
    excused += [sentence.text for sentence in shared]
    return fingerprints([_secret(document) for document in inside], excused)


def _secret(document: Document) -> str:
    return "\n".join(line for line, zone in zip(document.lines, document.zones) if zone is not Zone.SAY)


@cache
def _own_assets() -> tuple[Asset, ...]:
    folder = files("playbook_plugins.pages") / "assets"
    return tuple(
        Asset(f"assets/playbook/{file.name}", file.read_bytes())
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith((".css", ".js"))
    )


def _pictures(playbook: Playbook, shown: Iterable[Page], audience: Audience) -> list[Asset]:
    return []
