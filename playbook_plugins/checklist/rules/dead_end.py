"""Whoever is sent elsewhere is told where: a name to open or ring, or our help in asking around."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Link


@rule(Level.ERROR, kinds=("fit",), lists=("everybody-knows",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    fit = context.playbook.fit_of(document)
    for line in fit.elsewhere if fit else ():
        held = {span.line for span in line.whole.spans}
        links = [
            link
            for link in context.playbook.links.get(document.path, ())
            # where the exception leads is no answer to those whom it leaves out
            if link.place.line in held and not link.image and f"({link.target})" not in line.unless
        ]
        if line.asks or line.phone or "@" in line.who or any(map(_leads_out, links)):
            continue
        if found_within(line.whole, document, "everybody-knows", context):
            continue
        mend = "Name who does it, with a link or a number, or write “Ask us, and we will ask around.”"
        if links:
            yield Hit(links[0].place, f"“{links[0].label}” leads to no website, telephone or mail of theirs", mend)
        else:
            yield Hit(line.need.place(document.path), f"“{str(line.need).rstrip('.')}”: they are sent away without an address", mend)


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

