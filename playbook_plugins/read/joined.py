"""A text that does not lie in its file yet, read as if it did."""

from dataclasses import replace

from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import read_document
from playbook_plugins.read.fit import read_fit


def joined(playbook: Playbook, content: bytes, path: str, *, kind: Kind) -> Playbook:
    """The playbook with one document more; its links lead nowhere yet, and the history knows nothing of it."""
    made = read_document(content, path, kind, lexicon=playbook.lexicon)
    then = replace(playbook, documents=(*playbook.documents, made.document), faults=(*playbook.faults, *made.faults), links={**playbook.links, path: ()})
    if kind.name == "fit" and made.document.readable:
        return replace(then, fits=(*then.fits, read_fit(made.document, playbook.lexicon)))
    return then
