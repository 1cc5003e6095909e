"""What goes out beside the pages, made from the same source, so that nothing anywhere says otherwise.

A new channel is a module with a function, and a line in the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels import card, embed, fit_form, fit_json, linked, newsletter, plain, qr, social
from playbook_plugins.pages.channels.head import head
from playbook_plugins.words import Words

Made = str | bytes | None
"""The content of a channel: text, bytes, or nothing where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which the fit page is told."""

    name: str
    """What `playbook export fit --format` calls it."""
    file: str
    """What its file is called."""
    about: str
    """What it is for, in a sentence."""
    make: Callable[[PublicSite, Words], Made]
    """Its content; nothing where there is nothing to tell, such as a picture of letters that our font lacks."""
    place: Callable[[PublicSite], str] = lambda site: ""
    """Where it stands on the public site, from its root; empty for what is only exported."""
    without: str = ""
    """Why there may be nothing, and what to write so that there is something."""
    picture: bool = False
    """Whether it is no text."""


_NO_ADDRESS = "It needs the public site's address: write `url:` below `site:` in playbook.yml."
_NO_LETTERS = "Our font lacks a letter of what it would say, or a word is too long for it."


CHANNELS = (
    Channel("json", "fit.json", "All facts for programs, in a form that has a schema.", lambda site, words: fit_json.text(site), lambda site: f"{site.folder}fit.json"),
    Channel("json-schema", fit_form.PATH, "What each part of fit.json means.", lambda site, words: fit_form.text(), lambda site: "" if site.folder else fit_form.PATH),
    Channel("json-ld", "fit.jsonld", "What search engines read, in the words of schema.org.", linked.data),
    Channel("newsletter", "newsletter.html", "A block for the newsletter, its styles written where they apply.", newsletter.html),
    Channel("newsletter-text", "newsletter.txt", "The same block as plain text.", newsletter.text),
    Channel("social-280", "social-280.txt", "A post of at most 280 signs.", lambda site, words: social.texts(site, words)[0]),
    Channel("social-500", "social-500.txt", "A post of at most 500 signs.", lambda site, words: social.texts(site, words)[1]),
    Channel("card", "card.png", "A picture of 1200 × 630 points to go with a link.", card.png, card.path, without=_NO_LETTERS, picture=True),
    Channel("qr", "qr.png", "A square for the counter that a telephone's camera opens.", lambda site, words: qr.png(site), without=_NO_ADDRESS, picture=True),
    Channel("qr-svg", "qr.svg", "The same square for print.", lambda site, words: qr.svg(site), without=_NO_ADDRESS),
    Channel("embed", "embed.html", "A small page that other sites may show in a frame.", embed.page, embed.path),
    Channel("snippet", "snippet.html", "The line of HTML with which another site shows it.", embed.snippet, without=_NO_ADDRESS),
    Channel("markdown", "fit.md", "The whole page as plain Markdown.", plain.fit_md, lambda site: f"{site.folder}{plain.FIT}" if site.plain_text else ""),
    Channel("llms", "llms.txt", "The public pages by name, for programs that read plain text.", plain.llms_txt, lambda site: plain.LIST if site.plain_text and not site.folder else ""),
)
"""Every channel there is."""


def made(channel: Channel, site: PublicSite) -> bytes:
    """The content of a channel as bytes; empty where there is nothing to tell."""
    content = channel.make(site, words_of(site)) if site.fit else None
    return content.encode("utf-8") if isinstance(content, str) else content or b""


def assets(site: PublicSite) -> tuple[Asset, ...]:
    """The files that stand on the public site, for each of its languages."""
    placed = ((channel.place(one), made(channel, one)) for one in languages(site) for channel in CHANNELS if channel.place(one))
    return tuple(Asset(path, content) for path, content in placed if content)


def with_heads(pages: tuple[Page, ...], site: PublicSite, there: tuple[Asset, ...]) -> tuple[Page, ...]:
    """The pages of the public site, the fit page in each language with its head; `there` are the files beside them."""
    paths = {asset.path for asset in there}
    heads = {f"{one.folder}index.md": head(one, words_of(one), card=at if (at := card.path(one)) in paths else "") for one in languages(site)}
    return tuple(replace(page, head=heads.get(page.path, "")) for page in pages)


def same_for_all() -> tuple[Asset, ...]:
    """The files that hold no word of the business's."""
    return (Asset(fit_form.PATH, fit_form.text().encode("utf-8")),)


def languages(site: PublicSite) -> tuple[PublicSite, ...]:
    """The site in each language in which there is a fit page."""
    return tuple(one for one in (site, *(_seen_from(site, other) for other in site.others)) if one.fit)


def _seen_from(site: PublicSite, other: PublicSite) -> PublicSite:
    """The site in another language, with the first among its others."""
    rest = (site.model_copy(update={"others": ()}), *(one for one in site.others if one.folder != other.folder))
    return other.model_copy(update={"others": rest})


def words_of(site: PublicSite) -> Words:
    """The fixed sentences in the site's language, and its money."""
    return Words(site.language, currency=site.business.currency)
