"""A block for the newsletter: HTML that any mail program shows, and the same as plain text."""

from collections.abc import Iterator

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels.colours import colours
from playbook_plugins.pages.channels.spoken import address, cost, elsewhere, entries, heading, opening, paragraphs, sentence
from playbook_plugins.pages.templates import templates
from playbook_plugins.words import Words
from playbook_plugins.words.languages import direction


def html(site: PublicSite, words: Words) -> str:
    """The block with every style written where it applies, since mail programs drop style sheets; nothing in it is fetched."""
    if site.fit is None:
        return ""
    # here and not above: whoever builds a site needs none of it
    import css_inline

    styles = templates("channels").get_template("newsletter.css.j2").render(colours=colours())
    return css_inline.CSSInliner(load_remote_stylesheets=False).inline_fragment(block(site, words), styles)


def block(site: PublicSite, words: Words) -> str:
    """The block before any style is written into it, for a page that has styles of its own."""
    return templates("channels").get_template("newsletter.html.j2").render(
        fit=site.fit, business=site.business, language=site.language, direction=direction(site.language), told=elsewhere(site), at=address(site), words=words,
        cost=cost, entries=entries, heading=heading, paragraphs=paragraphs,
    )


def text(site: PublicSite, words: Words) -> str:
    """The same words without any marks, the lines left as long as they are."""
    return "\n\n".join(_blocks(site, words)) + "\n" if site.fit else ""


def _blocks(site: PublicSite, words: Words) -> Iterator[str]:
    fit, business, told = site.fit, site.business, elsewhere(site)
    if fit is None:
        return
    yield "\n".join(filter(None, (business.name, sentence(fit.title))))
    yield from paragraphs(fit.lead)[:1]
    if well := entries(fit, "good-fit"):
        yield "\n".join((opening(fit, "good-fit"), *(f"- {entry}" for entry in well)))
    if told:
        lines = (" ".join(filter(None, (one.need, one.because, one.named, one.unless))) for one in told)
        ways = ("".join(f"\n  {way}" for way in (one.url, one.phone) if way and way not in one.named) for one in told)
        yield "\n".join((opening(fit, "look-elsewhere"), *(f"- {said}{way}" for said, way in zip(lines, ways))))
    if paid := cost(fit):
        yield paid
    if steps := entries(fit, "how-to-start"):
        yield "\n".join((opening(fit, "how-to-start"), *(f"{number}. {step}" for number, step in enumerate(steps, start=1))))
    yield "\n".join(filter(None, (words("fit.ring", phone=business.phone) if business.phone else "", business.email, address(site) or business.url)))
    if business.signed_by:
        yield business.signed_by
