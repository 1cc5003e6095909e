"""A small page that other sites may show in a frame, and the lines of HTML that show it."""

from markupsafe import Markup

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels.colours import colours
from playbook_plugins.pages.channels.spoken import address, cost, entries, heading, named_first, paragraphs
from playbook_plugins.pages.templates import plain, templates
from playbook_plugins.words import Words
from playbook_plugins.words.languages import direction

_FOLDER = "embed/"
"""The site's policy lets others frame what stands in it."""
_HEIGHT = 480
"""Of the frame in pixels: room for every line where it is narrow, and it scrolls where that is not enough."""


def path(site: PublicSite) -> str:
    """Where the small page stands, from the site's root: `embed/index.html`, and `embed/pl/index.html` for the one in Polish."""
    return f"{_FOLDER}{site.folder}index.html"


def page(site: PublicSite, words: Words) -> str:
    """The small page: name, one sentence, what most people pay, one line of each half, and the way to the whole page."""
    if site.fit is None:
        return ""
    environment = templates("channels")
    styles = environment.get_template("embed.css.j2").render(light=colours(), dark=colours(dark=True))
    return environment.get_template("embed.html.j2").render(
        fit=site.fit, business=site.business, language=site.language, direction=direction(site.language), title=plain(site.fit.title),
        lead=paragraphs(site.fit.lead)[:1], well=entries(site.fit, "good-fit")[:1], told=next(iter(named_first(site)), None),
        paid=cost(site.fit), heading=heading, styles=Markup(styles), words=words,
        home="../" * path(site).count("/") + site.folder, at=address(site),
    )


def snippet(site: PublicSite, words: Words) -> str:
    """What another site writes where the small page shall stand: a frame, and no script; empty without the site's address."""
    if site.fit is None or not site.business.at:
        return ""
    frame = Markup('<iframe src="{src}" title="{title}" loading="lazy" width="100%" height="{height}" style="border: 0; max-width: 36rem"></iframe>\n')
    return frame.format(src=f"{site.business.at}{path(site).removesuffix('index.html')}", title=words("channel.frame", name=site.business.name), height=_HEIGHT)
