"""Whoever is sent elsewhere is told where: a name to open or ring, or our help in asking around."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.fit import Elsewhere
from playbook_plugins.model.playbook import Link


@rule(Level.ERROR, kinds=("fit",), lists=("everybody-knows",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    fit = context.playbook.fit_of(document)
    for line in fit.dead_ends(lambda line: _has_way(line, document, context)) if fit else ():
        mend = "Name who does it, with a link or a number, or write “Ask us, and we will ask around.”"
        if links := _links(line, document, context):
            yield Hit(links[0].place, f"“{links[0].label}” leads to no website, telephone or mail of theirs", mend)
        else:
            yield Hit(line.need.place(document.path), f"“{str(line.need).rstrip('.')}”: they are sent away without an address", mend)


def _has_way(line: Elsewhere, document: Document, context: Context) -> bool:
    if line.asks or line.phone or "@" in line.who or any(map(_leads_out, _links(line, document, context))):
        return True
    return bool(found_within(line.whole, document, "everybody-knows", context))


def _links(line: Elsewhere, document: Document, context: Context) -> list[Link]:
    """The links of a line; where its exception leads is no answer to those whom that leaves out."""
    held = {span.line for span in line.whole.spans}
    return [
        link
        for link in context.playbook.links.get(document.path, ())
        if link.place.line in held and not link.image and f"({link.target})" not in line.unless
    ]


def _leads_out(link: Link) -> bool:
    """Whether the reader of a link reaches somebody: a website, a telephone or a mailbox."""
    try:
        target = urlsplit(link.target.strip())
    except ValueError:
        return False
    match target.scheme.casefold():
        case "http" | "https":
            return bool(target.hostname)
        case "tel":
            return any(sign.isdigit() for sign in target.path)
        case "mailto":
            return "@" in target.path
    return False

