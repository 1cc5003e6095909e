"""The border: what of the playbook the public may know, field by field."""

import re
from collections.abc import Iterator

from playbook_plugins.model.document import Document
from playbook_plugins.model.fit import Elsewhere, Fit
from playbook_plugins.model.kinds.partners import Partner
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.public import (
    PublicBusiness,
    PublicCost,
    PublicElsewhere,
    PublicFit,
    PublicOften,
    PublicPartner,
    PublicPartners,
    PublicPromise,
    PublicSection,
    PublicSite,
    PublicText,
    PublicTick,
    PublicTime,
    dial,
)
from playbook_plugins.model.settings import Screening
from playbook_plugins.model.tracing import keeping
from playbook_plugins.model.values import Duration, Frequency
from playbook_plugins.pages.addresses import address, links_from
from playbook_plugins.pages.markdown import inline, markdown
from playbook_plugins.words.languages import called

_WHOLE = re.compile(r"(`+[^`]*`+|!?\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)|<[^<>]*>)")
"""Links and code within running text."""


def public_site(playbook: Playbook) -> PublicSite:
    """What the public may know: the public kinds in use, and of each only the fields named here."""
    texts = [
        document
        for kind in ("principle", "page")
        for document in playbook.of_kind(kind)
        if document.audience is Audience.PUBLIC and document.active
    ]
    first = _site(playbook, playbook.lexicon.language)
    others = tuple(_site(playbook, language) for language in playbook.languages)
    return first.model_copy(update={"texts": tuple(_text(document, playbook) for document in texts), "others": others})


def _site(playbook: Playbook, language: str) -> PublicSite:
    """The pages that are told in every language, in one of them."""
    fit = next((fit for fit in playbook.fits if fit.document.lang == language), None)
    business = _business(playbook)
    if language != playbook.lexicon.language:
        spoken = tuple(called(name, language, said_in=playbook.lexicon.language) for name in business.languages)
        own = {"languages": spoken, "area": fit.document.fields.area, "signed_by": fit.document.fields.signed_by}
        business = business.model_copy(update={name: told for name, told in own.items() if told})
    return PublicSite(
        business=business,
        language=language,
        fit=_fit(fit, playbook),
        promises=tuple(_promises(playbook, language)),
        partners=_partners(playbook, language),
        folder="" if language == playbook.lexicon.language else f"{language}/",
        plain_text=playbook.settings.site.plain_text,
    )


def _business(playbook: Playbook) -> PublicBusiness:
    facts = playbook.settings.business
    site = playbook.settings.site.url
    return PublicBusiness(
        name=facts.name or "",
        at=f"{site.rstrip('/')}/" if site else "",
        people_word=facts.people_word.value,
        phone=facts.phone,
        email=facts.email,
        address=facts.address,
        url=facts.url,
        open=str(facts.open) if facts.open else None,
        opening_times=facts.open.times if facts.open else (),
        holidays=facts.holidays,
        time_zone=facts.time_zone,
        languages=facts.languages,
        area=facts.area,
        answers_within=_time(facts.answers_within),
        writes_at_most=_often(facts.writes_at_most),
        signed_by=facts.signed_by,
        currency=facts.currency,
        open_door=facts.screening is Screening.OPEN_DOOR,
    )


def _fit(fit: Fit | None, playbook: Playbook) -> PublicFit | None:
    if fit is None or not fit.document.active:
        return None
    document = fit.document
    resolve = links_from(document, playbook, Audience.PUBLIC)
    partners = _partners_by_url(playbook, document.lang)
    open_door = playbook.settings.business.screening is Screening.OPEN_DOOR

    def told(line: Elsewhere) -> PublicElsewhere:
        partner = partners.get(line.url)
        return PublicElsewhere(
            id=line.id,
            need=inline(line.need),
            because=inline(line.because, resolve),
            who=_opened(_dialled(inline(line.who, resolve), line.phone), line.url),
            name=partner.name if partner else line.name,
            url=line.url,
            phone=partner.phone or "" if partner and not line.phone else "",
            said_phone=line.phone,
            unless=inline(line.unless, resolve),
            asks=line.ours,
        )

    sections = (
        PublicSection(
            name=section.name,
            heading=inline(section.heading),
            body=markdown(section.blocks, resolve),
            items=tuple(inline(step.whole, resolve) for step in section.steps if step.whole),
        )
        for section in document.sections
        if section.name
    )
    return PublicFit(
        title=inline(document.title) if document.title else "",
        lead=markdown(document.lead, resolve),
        sections=tuple(sections),
        elsewhere=tuple(map(told, fit.elsewhere)),
        ticks=() if open_door else tuple(
            PublicTick(id=line.tick.id, outcome=line.tick.outcome, text=inline(line.text, resolve), told=told(line.told) if line.told else None, more=inline(line.more, resolve))
            for line in fit.ticks
        ),
        costs=tuple(PublicCost(name=cost.action or "", label=inline(cost.label), text=inline(cost.text, resolve)) for cost in fit.costs),
        reviewed=playbook.reviewed(document),
        source=document.path,
    )


def _promises(playbook: Playbook, language: str) -> Iterator[PublicPromise]:
    """The promises that are kept, each in a language where it is written in it, and else in the first."""
    first = playbook.lexicon.language
    kept = {lang: {one.id: one for one in playbook.spoken("promise", lang) if one.active and keeping(one, playbook).kept} for lang in (language, first)}
    for document in {**kept[first], **kept[language]}.values():
        yield _promise(document, playbook, lang="" if document.lang == language else first)


def _promise(document: Document, playbook: Playbook, *, lang: str) -> PublicPromise:
    return PublicPromise(
        id=document.id,
        title=inline(document.title) if document.title else document.id,
        meaning=markdown(document.lead, links_from(document, playbook, Audience.PUBLIC)),
        within=_time(document.fields.within),
        lang=lang,
        source=document.path,
    )


def _partners(playbook: Playbook, language: str) -> PublicPartners | None:
    document = next(iter(playbook.spoken("partners", language)), None)
    if document is None or not document.active or not (document.lead or document.fields.partners):
        return None
    return PublicPartners(
        title=inline(document.title) if document.title else "",
        lead=markdown(document.lead, links_from(document, playbook, Audience.PUBLIC)),
        partners=tuple(
            PublicPartner(
                name=partner.name,
                url=partner.url,
                phone=partner.phone,
                good_at=partner.good_at,
                checked=partner.checked,
                they_know=partner.they_know,
            )
            for partner in document.fields.partners or ()
        ),
        source=document.path,
    )


def _text(document: Document, playbook: Playbook) -> PublicText:
    resolve = links_from(document, playbook, Audience.PUBLIC)
    title = inline(document.title) if document.title else document.id
    parts = [f"# {title}", markdown(document.lead, resolve)]
    for section in document.sections:
        parts += [f"## {inline(section.heading, resolve)}", markdown(section.blocks, resolve)]
    return PublicText(
        kind=document.kind.name,
        id=document.id,
        title=title,
        body="\n\n".join(filter(None, parts)) + "\n",
        path=address(document, playbook, Audience.PUBLIC),
        lang=document.lang,
        source=document.path,
    )


def _partners_by_url(playbook: Playbook, language: str) -> dict[str, Partner]:
    """The partners in use by their addresses; what a language does not say of them, the first does."""
    documents = [document for lang in (playbook.lexicon.language, language) for document in playbook.spoken("partners", lang)[:1] if document.active]
    return {partner.url: partner for document in documents for partner in document.fields.partners or () if partner.url}


def _dialled(written: str, phone: str) -> str:
    """A sentence whose telephone number can be tapped, where it is not a link already."""
    number = dial(phone)
    if not phone or f"tel:{number}" in written or f"tel:{phone}" in written:
        return written
    return _outside(written, phone, f"[{phone}](tel:{number})")


def _opened(written: str, url: str) -> str:
    """A sentence whose bare address can be tapped, which not every engine sees to."""
    bare = url.startswith(("https://", "http://")) and not any(f"{mark}{url}" in written for mark in "(<")
    return _outside(written, url, f"<{url}>") if bare else written


def _outside(written: str, found: str, instead: str) -> str:
    """A text with one part replaced; within an address, or beside other words of a link, it would tear that link apart."""
    parts = _WHOLE.split(written)
    at = next((at for at, part in enumerate(parts) if at % 2 == 0 and found in part), None)
    if at is not None:
        parts[at] = parts[at].replace(found, instead, 1)
    return "".join(parts)


def _time(duration: Duration | None) -> PublicTime | None:
    return PublicTime(amount=duration.amount, unit=duration.unit) if duration else None


def _often(frequency: Frequency | None) -> PublicOften | None:
    return PublicOften(times=frequency.times, per=frequency.per) if frequency else None
