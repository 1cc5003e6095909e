"""The page “Tell people”: a text ready for each channel, and what has changed since people were last told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from playbook_plugins.model.earlier import Earlier, Unknown
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels import card, embed, languages, newsletter, qr, social, words_of
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.memory import remembered
from playbook_plugins.pages.telling import Part, changed
from playbook_plugins.words import Words
from playbook_plugins.words.languages import own_name

PATH = "tell/index.md"
"""Where the page stands."""
SQUARE, SQUARE_TO_PRINT = "tell/qr.png", "tell/qr.svg"
"""The pictures for the counter, beside the page."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the page is made from: what the public may know, now and on the day on which people were told."""

    site: PublicSite
    """What the public may know now."""
    earlier: Earlier
    """What is known of the day on which people were told."""
    before: PublicSite | None = None
    """What the public could know at that time; `None` where nothing has changed, or nobody can say."""
    stamp: int = 0
    """The moment that pages may print, in seconds since 1970."""
    pictures: tuple[Asset, ...] = ()
    """The cards and the square for the counter, as far as there are any."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """What is ready to be sent in one language."""

    language: str
    name: str
    """What the language is called by those who speak it; empty for the site's own."""
    short: str
    long: str
    plain: str
    letter: str
    looks: str
    """The newsletter for this page, which has styles of its own."""
    card: str
    """The picture's name; empty where there is none."""


@remembered
def pictures(site: PublicSite) -> tuple[Asset, ...]:
    """The card to go with a post, in each language, and the square that opens the page; none without a fit page."""
    if site.fit is None:
        return ()
    made = {_card(one): card.png(one, words_of(one)) for one in languages(site)}
    made |= {SQUARE: qr.png(site), SQUARE_TO_PRINT: qr.svg(site)}
    return tuple(Asset(path, content) for path, content in made.items() if content)


def page(view: View, telling: Telling) -> Iterator[Page]:
    """The page, where there is a fit page to tell of."""
    site, words = telling.site, view.words
    if site.fit is None:
        return
    parts = tuple(_news(telling))
    there = {asset.path: asset.path.rpartition("/")[2] for asset in telling.pictures}
    yield view.page(
        "tell.md.j2",
        PATH,
        words("tell.title"),
        site=site,
        voices=[_voice(one, card=there.get(_card(one), "")) for one in languages(site)],
        square=there.get(SQUARE, ""),
        to_print=there.get(SQUARE_TO_PRINT, ""),
        frame=embed.snippet(site, words),
        parts=parts,
        standing=_standing(telling.earlier, parts, words),
        told=_line(telling, parts),
        menu=(view.for_owner,),
        in_menu=True,
        source=site.fit.source,
        kind="tell",
    )


def _card(site: PublicSite) -> str:
    return f"tell/card-{site.language}.png" if site.folder else "tell/card.png"


def _voice(site: PublicSite, *, card: str) -> _Voice:
    words = words_of(site)
    short, long = social.texts(site, words)
    # a block of HTML ends at a blank line, in the eyes of some engines
    letter, looks = ("\n".join(filter(str.strip, made.splitlines())) for made in (newsletter.html(site, words), newsletter.block(site, words)))
    return _Voice(site.language, own_name(site.language) if site.folder else "", short, long, newsletter.text(site, words).strip(), letter, looks, card)


def _news(telling: Telling) -> Iterator[Part]:
    """What has changed, language by language; a language that is new or gone is no news line by line."""
    if telling.before:
        then = {one.language: one for one in languages(telling.before)}
        for one in languages(telling.site):
            if one.language in then:
                yield from changed(then[one.language], one, words_of(one))


def _line(telling: Telling, parts: tuple[Part, ...]) -> str:
    """The line to write down once people have heard what this page says; empty where it stands there, or helps nobody."""
    earlier, day = telling.earlier, datetime.fromtimestamp(telling.stamp, UTC).date()
    if earlier.unknown is Unknown.UNTRACED or (earlier.day and earlier.day >= day and not parts):
        return ""
    return f"told: {max(day, earlier.day or day)}"


def _standing(earlier: Earlier, parts: tuple[Part, ...], words: Words) -> str:
    """How the page stands to the day on which people were last told, in a sentence or two."""
    day = words.day(earlier.day) if earlier.day else ""
    match earlier.unknown:
        case Unknown.NEVER:
            return words("tell.never")
        case Unknown.UNTRACED:
            return words("tell.untraced")
        case Unknown.PART:
            return words("tell.part", day=day)
        case Unknown.BEFORE:
            return words("tell.before", day=day)
        case Unknown.UNREADABLE:
            return words("tell.unreadable", day=day)
    return words("tell.since", day=day) if parts else words("tell.nothing", day=day)
