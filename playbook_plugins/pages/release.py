"""The only way out: a playbook becomes the release of one audience."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from playbook_plugins.model.changed import Changes
from playbook_plugins.model.earlier import Earlier, Unknown
from playbook_plugins.model.edition import NOBODY_KNOWS
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.fingerprints import whole as digest
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.public import PublicBusiness, PublicSite, dial
from playbook_plugins.model.shelf import Shelf
from playbook_plugins.model.tracing import judged
from playbook_plugins.pages import channels, public
from playbook_plugins.pages.kept import kept
from playbook_plugins.pages.pictures import pictures
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.pages.secrets import secrets
from playbook_plugins.words import Words
from playbook_plugins.words.languages import direction, own_name

if TYPE_CHECKING:
    from playbook_plugins.pages.internal.tell import Telling

STYLES = ("assets/playbook/playbook.css",)
"""The style sheets of both sites."""
SCRIPTS = ("assets/playbook/playbook.js",)
"""What both sites run: a page says all that it has to say without it."""
ICONS = ("assets/playbook/icon.svg", "assets/playbook/icon.png")
"""An open door: the sign of the public site."""
STAFF_ICONS = ("assets/playbook/icon-staff.svg", "assets/playbook/icon-staff.png")
"""A shut one: that of the internal site."""
ROBOTS = Asset("robots.txt", b"User-agent: *\nDisallow: /\n")
"""What the internal site says to search engines, should one ever find it."""
STAFF_STYLES = ("assets/playbook/playbook-staff.css",)
"""What the internal site wears besides."""
STAFF_SCRIPTS = ("assets/playbook/playbook-staff.js",)
"""What the internal site runs besides: the files of `assets/staff` in one."""


def release(playbook: Playbook, audience: Audience, findings: Sequence[Finding] = (), **more: Any) -> Release:
    """The pages and assets of one audience, and nothing else of the playbook; takes what `begun` takes, and raises what it raises."""
    _, whole = begun(playbook, audience, findings, **more)
    return whole()


def begun(
    playbook: Playbook,
    audience: Audience,
    findings: Sequence[Finding] = (),
    *,
    around: Sequence[str] = (),
    theirs: frozenset[bytes] = frozenset(),
    earlier: Earlier | None = None,
    changes: Changes | None = None,
    live: Live = Live(),
    shelf: Shelf | None = None,
) -> tuple[Release, Callable[[], Release]]:
    """What an engine needs to begin, and what makes the `release` whole while it works.

    Pages and all that stands around them are made; what staff may take along, and
    what the first page finds situations by, is named and empty, and there are no
    fingerprints yet.

    `findings` are shown to the owner on the internal site, and nowhere else;
    a promise whose policy has an error is kept back. `around` is what an engine
    says by itself on every site, and `theirs` stands for the files that come with
    it, so that nobody takes them for a leak. `earlier` is how things stood when
    people were last told, and `changes` what changed in the texts from day to
    day, and `live` where the last edit stands; only the internal site tells of them.
    On the `shelf` lies what was made before.
    `ValueError` where the playbook has no usable `playbook.yml`, since then there
    is nobody in whose name a site could speak; and for staff where the form for
    browsers is not the one that `playbook.yml` names.
    """
    if playbook.settings is None:
        raise ValueError("there is no usable playbook.yml")
    making = _made(_named(judged(playbook, findings)), audience, findings, around=around, theirs=theirs, earlier=earlier, changes=changes, live=live, shelf=shelf)
    return next(making), cache(making.__next__)


def foresee(playbook: Playbook, *, changes: Changes | None, live: Live) -> None:
    """Make, before anybody knows what the checklist finds, what `begun` will find again of the pages for staff."""
    from playbook_plugins.pages import internal

    internal.foresee(_named(judged(playbook, ())), changes=changes, live=live, stamp=stamp(playbook))


def _made(
    playbook: Playbook,
    audience: Audience,
    findings: Sequence[Finding],
    *,
    around: Sequence[str],
    theirs: frozenset[bytes],
    earlier: Earlier | None,
    changes: Changes | None,
    live: Live,
    shelf: Shelf | None,
) -> Iterator[Release]:
    """The release as an engine may begin with it, then the whole."""
    with kept(shelf, audience):
        site = public_site(playbook)
        shown = public.pages(site)
        name = site.business.name
        words = Words(site.language, currency=site.business.currency)
        if audience is Audience.INTERNAL:
            # what makes the pages for staff is not loaded for anybody else's
            from playbook_plugins.pages import edit_form, internal, takeaway

            name = words("site.playbook", name=name)
            telling = _telling(playbook, site, earlier=earlier)
            shown = tuple(edit_form.with_questions(internal.pages(playbook, shown, findings, telling=telling, changes=changes, live=live), playbook))
            beside = (*staff_assets(mark(playbook)), *telling.pictures, *edit_form.assets(playbook))
        else:
            beside = channels.assets(site)
            shown = channels.with_heads(shown, site, beside)
        held = (*_own_assets(), *pictures(playbook, audience, shown), *beside)
        later = (*internal.assets(playbook, empty=True), *(Asset(path, b"") for path in takeaway.PATHS)) if audience is Audience.INTERNAL else ()
        begun = Release(
            audience=audience,
            name=name,
            language=site.language,
            pages=tuple(shown),
            assets=(*held, *later),
            stamp=stamp(playbook),
            url=(playbook.settings.site.url or "") if audience is Audience.PUBLIC else "",
            styles=(*STYLES, *STAFF_STYLES) if audience is Audience.INTERNAL else STYLES,
            scripts=(*SCRIPTS, *STAFF_SCRIPTS) if audience is Audience.INTERNAL else SCRIPTS,
            icons=STAFF_ICONS if audience is Audience.INTERNAL else ICONS,
            frame=_frame(words, site.business, audience),
            frames=tuple(_frames(site, shown, audience)),
            reaching=edit_form.reaching(playbook) if audience is Audience.INTERNAL else (),
        )
        yield begun
        if audience is Audience.INTERNAL:
            held = (*held, *internal.assets(playbook))
            whole = replace(begun, assets=(*held, *takeaway.assets(playbook, shown, beside=held, stamp=begun.stamp, live=live)))
        else:
            ours = theirs.union(digest(asset.content) for asset in (*_own_assets(), *channels.same_for_all()))
            whole = replace(begun, fingerprints=secrets(playbook, around, theirs=ours))
    yield whole


def _named(playbook: Playbook) -> Playbook:
    """The playbook, its business at least without a name, where `playbook.yml` gives none."""
    settings = playbook.settings
    if settings.business.name is not None:
        return playbook
    return replace(playbook, settings=settings.model_copy(update={"business": settings.business.model_copy(update={"name": ""})}))


def mark(playbook: Playbook) -> str:
    """Six signs for a business: two sites under one address, and two files on one phone, share what a browser keeps."""
    business, site = playbook.settings.business, playbook.settings.site
    return sha256(f"{business.name}\n{site.url or ''}".encode("utf-8", "surrogatepass")).hexdigest()[:6]


_LAST = 4_294_967_295
"""The last second that packed files can carry, in the year 2106."""


def stamp(playbook: Playbook) -> int:
    """The moment that pages may print: `SOURCE_DATE_EPOCH`, else the last commit, else the latest review.

    Seconds since 1970; `ValueError` where `SOURCE_DATE_EPOCH` is not a number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        if not given.isdecimal() or int(given) > _LAST:
            raise ValueError(f"SOURCE_DATE_EPOCH is “{given}”, which is not a number of seconds between 1970 and 2106")
        return int(given)
    if playbook.history.latest:
        return playbook.history.latest
    days = [document.fields.reviewed for document in playbook.readable if document.fields.reviewed]
    day = max(days, default=NOBODY_KNOWS)
    return min(max(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()), 0), _LAST)


def _frames(site: PublicSite, pages: Iterable[Page], audience: Audience) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for language in dict.fromkeys((site.language, *(page.language for page in pages if page.language))):
        around = _frame(Words(language, currency=site.business.currency), site.business, audience)
        yield language, (*around, ("language", own_name(language)), ("direction", direction(language)))


def _frame(words: Words, business: PublicBusiness, audience: Audience) -> tuple[tuple[str, str], ...]:
    around = {"table": words("site.table"), "menu": words("site.menu"), "lost": words("site.lost"), "lost_way": words("site.lost-way"), "home": words("site.lost-home")}
    around |= {"dark": words("site.dark"), "light": words("site.light")}
    if audience is Audience.INTERNAL:
        around["notice"], around["tab"] = words("site.internal"), words("site.tab")
        return tuple(around.items())
    if business.phone or business.email:
        around["ask"] = words("site.lost-ask")
    if business.phone:
        around["ring"], around["ring_to"] = words("fit.ring", phone=business.phone), f"tel:{dial(business.phone)}"
    if business.email:
        around["write"], around["write_to"] = words("fit.write"), f"mailto:{business.email}"
    return tuple(around.items())


def _telling(playbook: Playbook, site: PublicSite, *, earlier: Earlier | None) -> "Telling":
    """What people are told, and what they were told; where nobody has asked the history, it counts as unknown."""
    from playbook_plugins.pages.internal.tell import Telling
    from playbook_plugins.pages.internal.tell import pictures as to_send

    earlier = earlier or Earlier(unknown=Unknown.UNTRACED)
    before = public_site(earlier.playbook) if earlier.playbook else None
    return Telling(site, earlier, before, stamp=stamp(playbook), pictures=to_send(site))


@cache
def _own_assets() -> tuple[Asset, ...]:
    return _read((*STYLES, *SCRIPTS, *ICONS))


@cache
def staff_assets(mark: str = "") -> tuple[Asset, ...]:
    """What the internal site wears and runs besides; `mark` keeps apart what one browser keeps for two businesses."""
    folder = files("playbook_plugins.pages") / "assets" / "staff"
    parts = sorted((file for file in folder.iterdir() if file.name.endswith(".js")), key=lambda file: (file.name != "begin.js", file.name == "start.js", file.name))
    whole_script = "".join((f"(() => {{\n\"use strict\";\nconst whose = \"{mark}\";\n", *(f"{file.read_text('utf-8')}\n" for file in parts), "})();\n"))
    return (*_read((*STAFF_STYLES, *STAFF_ICONS)), ROBOTS, *(Asset(path, whole_script.encode()) for path in STAFF_SCRIPTS))


@cache
def _read(paths: tuple[str, ...]) -> tuple[Asset, ...]:
    folder = files("playbook_plugins.pages") / "assets"
    return tuple(Asset(path, folder.joinpath(path.rpartition("/")[2]).read_bytes()) for path in paths)
