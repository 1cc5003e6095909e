"""The reasons that documents give for what a rule speaks against."""

from playbook_plugins.model.document import Document

NEVER = ("bare-allowance", "idle-allowance")
"""Rules about allowances themselves, which no allowance can silence."""


def reason(document: Document, rule: str) -> str:
    """The reason that a document gives for breaking a rule; empty where it gives none."""
    return ((document.fields.allow or {}).get(rule) or "").strip()
