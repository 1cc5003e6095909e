"""What a line may name among the other documents, to choose from."""

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.references import NAMES
from playbook_plugins.words.asks import asks

_NOT_DONE = ("dont", "you-notice")
"""Sections of a policy whose entries nobody does."""

Choices = list[dict[str, str]]


def named(name: str, kind: Kind, playbook: Playbook) -> Choices | None:
    """The documents that a line may name, by their ids; `None` for a line that names none."""
    wanted = kind.name if name == "replaced_by" and not kind.single else NAMES.get(name)
    if wanted is None:
        return None
    found = {document.id: document.name for document in _of(wanted, playbook)}
    if wanted == "role":
        found = {OWNER: found.get(OWNER) or asks(playbook.lexicon.language)["choices"]["owner"]["owner"], **found}
    return [{"value": id, "label": title} for id, title in found.items()]


def kept_by(playbook: Playbook) -> Choices:
    """The steps that may keep a promise, as `policy: step`."""
    return [
        {"value": f"{policy.id}: {fold(str(step.label))}", "label": f"{policy.titled}: {step.label}"}
        for policy in _of("policy", playbook)
        for section in policy.sections
        if section.name not in _NOT_DONE
        for step in section.steps
        if step.label
    ]


def _of(kind: str, playbook: Playbook) -> list[Document]:
    """The documents of a kind that are in use, in the playbook's first language."""
    return [document for document in playbook.spoken(kind) if document.active]
