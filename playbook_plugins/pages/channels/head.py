"""What stands in the head of the fit page for search engines and for whoever passes it on."""

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from markupsafe import Markup

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels.card import HEIGHT, WIDTH
from playbook_plugins.pages.channels.linked import data
from playbook_plugins.pages.channels.spoken import address
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words


def head(site: PublicSite, words: Words, *, card: str = "") -> str:
    """HTML for the head: JSON-LD, Open Graph, and where the same stands for programs.

    `card` is where the card stands, from the site's root; without it, or without
    the site's address, no picture is named. Empty where there is no fit page.
    """
    if site.fit is None:
        return ""
    graph = (Markup('<meta property="{}" content="{}">').format(name, text) for name, text in _graph(site, words, card=card))
    # the blank behind `alternate` keeps the theme from asking for a map of another site there
    same = Markup('<link rel="alternate " type="application/json" href="fit.json">')
    # its data are made so that no tag can end in them
    linked = Markup('<script type="application/ld+json">{}</script>').format(Markup(data(site, words)))
    return Markup("\n").join((*graph, same, linked))


def _graph(site: PublicSite, words: Words, *, card: str) -> Iterator[tuple[str, str]]:
    """The words of Open Graph, by which networks show a link."""
    title = plain(site.fit.title) if site.fit else ""
    yield "og:type", "website"
    yield "og:site_name", site.business.name
    named = f"{site.business.name}: {title}" if title else site.business.name
    yield "og:title", named
    yield "og:description", words("fit.description", name=site.business.name)
    if at := address(site):
        yield "og:url", at
    yield "og:locale", _spoken_at(site.language, site.business.time_zone)
    yield from (("og:locale:alternate", _spoken_at(other.language, site.business.time_zone)) for other in site.others if other.fit)
    if card and site.business.at:
        yield "og:image", f"{site.business.at}{card}"
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", named
        yield "twitter:card", "summary_large_image"


def _spoken_at(language: str, time_zone: str | None) -> str:
    """A language with the country in which it is spoken here: `en_GB`; the one of our clock, where people speak it there."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return language
    country = get_global("zone_territories").get(time_zone or "", "")
    if locale.territory is None and country and _known(f"{locale.language}_{country}"):
        return f"{locale.language}_{country}"
    if locale.territory is None and locale.language == "en":
        return "en_GB"
    likely = Locale.parse(get_global("likely_subtags").get(str(locale), str(locale)))
    return f"{locale.language}_{locale.territory or likely.territory or country}".rstrip("_")


def _known(name: str) -> bool:
    try:
        return bool(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        return False
