"""The pages that everybody sees, made from the public model alone."""

from collections.abc import Iterator
from dataclasses import replace

from playbook_plugins.model.page import Page
from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.public.fit import fit
from playbook_plugins.pages.templates import templates
from playbook_plugins.words import Words


def pages(site: PublicSite) -> tuple[Page, ...]:
    """Every page of the public site, the fit page first, and each knows itself in other languages."""
    words = Words(site.language, currency=site.business.currency)
    named = [*_named(site, words)]
    for other in site.others:
        named += _named(other, Words(other.language, currency=site.business.currency))
    named += [*_texts(site, words, kind="principle"), *_texts(site, words, kind="page")]
    told_in: dict[str, list[tuple[str, str]]] = {}
    for name, language, page in named:
        told_in.setdefault(name, []).append((language, page.path))
    return tuple(
        replace(page, language="" if language == site.language else language, others=tuple(other for other in told_in[name] if other[0] != language))
        for name, language, page in named
    )


def _named(site: PublicSite, words: Words) -> Iterator[tuple[str, str, Page]]:
    """The pages that are made in every language, each with what it is called in all of them, and its language."""
    for page in (fit(site, words), _promises(site, words), _partners(site, words)):
        if page is not None:
            yield page.path, site.language, replace(page, path=site.folder + page.path, in_menu=not site.folder)


def _filled(template: str, site: PublicSite, words: Words) -> str:
    return templates("public").get_template(template).render(site=site, business=site.business, words=words)


def _promises(site: PublicSite, words: Words) -> Page | None:
    if all(promise.lang for promise in site.promises):
        return None
    body = _filled("promises.md.j2", site, words)
    return Page("promises.md", words("promises.title"), body, in_menu=True, kind="promises")


def _partners(site: PublicSite, words: Words) -> Page | None:
    if site.partners is None:
        return None
    body = _filled("partners.md.j2", site, words)
    return Page(
        "partners.md", site.partners.title, body, in_menu=True, source=site.partners.source, kind="partners"
    )


def _texts(site: PublicSite, words: Words, *, kind: str) -> Iterator[tuple[str, str, Page]]:
    """The texts of a kind as pages; the menu names one that is told in several languages once."""
    section = words("principles.title" if kind == "principle" else "pages.title")
    told = {text.id for text in site.texts if text.kind == kind and text.lang == site.language}
    for text in site.texts:
        if text.kind == kind:
            named = text.lang == site.language or text.id not in told
            yield f"{kind} {text.id}", text.lang, Page(text.path, text.title, text.body, menu=(section,), in_menu=named, source=text.source, kind=kind)
