"""The fit page as plain Markdown, and a list of the public pages, for programs that read plain text."""

import re
from collections.abc import Iterator

from playbook_plugins.model.public import PublicElsewhere, PublicFit, PublicSection, PublicSite, dial
from playbook_plugins.pages.channels.spoken import ended, facts, sentence
from playbook_plugins.pages.templates import escaped, plain
from playbook_plugins.words import Words

FIT, LIST = "fit.md", "llms.txt"
"""Where they stand on the site."""
_WITHIN = re.compile(r"(\]\()(?![a-z][a-z0-9+.-]*:|[#/])((?:[^()\s#<>]+/)?)([^()\s#/<>]+)\.md(#[^()\s]*)?(?=\))")


def fit_md(site: PublicSite, words: Words) -> str:
    """All that the page says, in the owner's order and words."""
    return "\n\n".join(filter(None, _blocks(site, site.fit, words))) + "\n" if site.fit else ""


def llms_txt(site: PublicSite, words: Words) -> str:
    """The public pages and what each is about, in the form of llms.txt; no other page is named."""
    if site.fit is None:
        return ""
    name, at = site.business.name, site.business.at
    pages = [(plain(one.fit.title), f"{one.folder}{FIT}", words("fit.description", name=name) if one is site else "") for one in (site, *site.others) if one.fit]
    pages += [(words("promises.title"), "promises/", "")] if site.promises else []
    pages += [(plain(site.partners.title), "partners/", "")] if site.partners else []
    optional = [(plain(text.title), _address(text.path), "") for text in site.texts]
    parts = [
        f"# {escaped(name)}",
        f"> {escaped(sentence(site.fit.title))}" if site.fit.title else "",
        "\n".join(f"- {escaped(fact)}" for fact in facts(site.business, words).values()),
        _list(words("pages.title"), pages, at=at),
        # a program that is short of room may pass over what stands under this heading, which the form asks for in English
        _list("Optional", optional, at=at) if optional else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _list(heading: str, pages: list[tuple[str, str, str]], *, at: str) -> str:
    lines = (f"- [{escaped(title)}]({at}{path}){f': {escaped(about)}' if about else ''}" for title, path, about in pages)
    return "\n".join((f"## {escaped(heading)}\n", *lines))


def _blocks(site: PublicSite, fit: PublicFit, words: Words) -> Iterator[str]:
    business = site.business
    yield f"# {_led(fit.title, site)}" if fit.title else f"# {escaped(business.name)}"
    yield _led(fit.lead, site)
    reach = (
        business.name,
        words("fit.ring", phone=business.phone) if business.phone else "",
        business.email or "",
        business.url or "",
        *facts(business, words).values(),
    )
    yield "\n".join(f"- {escaped(fact)}" for fact in reach if fact)
    for section in site.sections:
        if below := _below(section, site, fit, words=words):
            yield f"## {_led(section.heading, site) or words('fit.count-on')}"
            yield below
    person = escaped(business.signed_by) if business.signed_by else ""
    if person and fit.reviewed:
        yield words("fit.signed", person=person, day=words.day(fit.reviewed))
    elif person:
        yield words("fit.signed-undated", person=person)
    elif fit.reviewed:
        yield words("fit.reviewed", day=words.day(fit.reviewed))


def _below(section: PublicSection, site: PublicSite, fit: PublicFit, *, words: Words) -> str:
    """What stands below a heading; nothing below one that asks to tick, since nobody can tick here."""
    if section.name == "tick":
        return ""
    if section.name == "look-elsewhere" and fit.elsewhere:
        return "\n".join(f"- {_led(_elsewhere(one, words), site)}" for one in fit.elsewhere)
    if section.name == "what-it-costs" and fit.costs:
        return "\n".join(f"- **{_led(cost.label, site)}** {_led(cost.text, site)}" for cost in fit.costs)
    if section.name == "you-can-count-on":
        return "\n\n".join(filter(None, (_led(section.body, site), _promises(site))))
    return _led(section.body, site)


def _elsewhere(one: PublicElsewhere, words: Words) -> str:
    ring = f"[{escaped(words('fit.ring', phone=one.phone))}](tel:{dial(one.phone)})." if one.phone else ""
    return " ".join(filter(None, (f"**{ended(one.need)}**", one.because, one.who, ring, one.unless)))


def _promises(site: PublicSite) -> str:
    return "\n".join(f"- {_led(promise.title, site)}" for promise in site.promises)


def _led(written: str, site: PublicSite) -> str:
    """Markdown whose links lead to the pages themselves, not to files that no site has."""
    return _WITHIN.sub(lambda link: f"{link[1]}{site.business.at}{link[2]}{'' if link[3] == 'index' else f'{link[3]}/'}{link[4] or ''}", written)


def _address(path: str) -> str:
    """Where a page stands, by the path of its Markdown."""
    return path.removesuffix(".md").removesuffix("index") + ("" if path.endswith("index.md") else "/")
