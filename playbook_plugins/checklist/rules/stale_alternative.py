"""Those to whom we send people are somebody else, are among our partners, and were asked not long ago."""

from collections.abc import Iterator

from playbook_plugins.checklist.comparison import host, within_site
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.fit import Elsewhere
from playbook_plugins.model.kinds.partners import HOLDS
from playbook_plugins.model.lexicon import fold

OURS = "Give the address of somebody who does it in your place, or write “Ask us, and we will ask around.”"


@rule(Level.WARNING, kinds=("partners", "fit"), partly_by_time=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.kind.name == "partners":
        yield from _partners(document, context)
    fit = context.playbook.fit_of(document)
    for line in fit.elsewhere if fit else ():
        yield from _line(line, document, context)


def _partners(document: Document, context: Context) -> Iterator[Hit]:
    for number, partner in enumerate(document.fields.partners or ()):
        if context.today > partner.due:
            yield Hit(document.place_of("partners", number, "checked"),
                      f"you last asked {partner.name} on {partner.checked}, more than {HOLDS.days} days ago",
                      f"Ring them: do they still do this, and may you go on sending people? Then set `checked` to {context.today}.", by_time=True)
        if partner.url and _ours(partner.url, context):
            yield Hit(document.place_of("partners", number, "url"), f"the address of {partner.name} is your own", OURS)


def _line(line: Elsewhere, document: Document, context: Context) -> Iterator[Hit]:
    kept = context.playbook.single("partners")
    # a list that cannot be read was a finding already
    partners = kept.fields.partners if kept and kept.active else None
    held = {span.line for span in line.whole.spans}
    for link in context.playbook.links.get(document.path, ()):
        # an exception may lead to a page of our own
        if link.place.line not in held or link.image or not host(link.target) or f"({link.target})" in line.unless:
            continue
        if _ours(link.target, context):
            yield Hit(link.place, f"“{link.label}” leads back to you, where they are told that others do it better", OURS)
        elif partners is None or any(host(link.target) == host(partner.url or "") for partner in partners):
            continue
        elif named := next((partner for partner in partners if fold(partner.name) in fold(str(line.whole))), None):
            if named.url:
                yield Hit(link.place, f"“{link.label}” leads to {host(link.target)}, and your list of partners says {host(named.url)}",
                          "Open both, and write the right one in both places.")
        else:
            yield Hit(link.place, f"“{link.label}” is not among your partners, so nobody is reminded to ask whether this is still true",
                      f"Add them to `{kept.path.rpartition('/')[2]}`, with the day on which you asked.")


def _ours(address: str, context: Context) -> bool:
    return within_site(address, context.settings.business.url) or within_site(address, context.settings.site.url)
