"""The pages that everybody sees, made from the public model alone."""

from playbook_plugins.model.page import Page
from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.templates import templates
from playbook_plugins.words import Words


def pages(site: PublicSite) -> tuple[Page, ...]:
    """Every page of the public site, the fit page first."""
    words = Words(site.language, currency=site.business.currency)
    found = [
        _fit(site, words),
        _promises(site, words),
        _partners(site, words),
        *_texts(site, words, kind="principle"),
        *_texts(site, words, kind="page"),
    ]
    return tuple(page for page in found if page is not None)


def _filled(template: str, site: PublicSite, words: Words) -> str:
    return templates("public").get_template(template).render(site=site, business=site.business, words=words)


def _fit(site: PublicSite, words: Words) -> Page | None:
    if site.fit is None:
        return None
    return Page(
        "index.md",
        words("fit.menu"),
        _filled("fit.md.j2", site, words),
        in_menu=True,
        source=site.fit.source,
        description=words("fit.description", name=site.business.name),
        kind="fit",
    )


def _promises(site: PublicSite, words: Words) -> Page | None:
    if not site.promises:
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


def _texts(site: PublicSite, words: Words, *, kind: str) -> list[Page]:
    texts = [text for text in site.texts if text.kind == kind]
    section = words("principles.title" if kind == "principle" else "pages.title")
    return [
        Page(text.path, text.title, text.body, menu=(section,), in_menu=True, source=text.source, kind=kind)
        for text in texts
    ]
