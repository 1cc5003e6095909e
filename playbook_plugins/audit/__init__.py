"""Looks through a finished site for wording that must not be public."""

from playbook_plugins.audit.fingerprints import fingerprints
from playbook_plugins.audit.site import audit, look

__all__ = ["audit", "fingerprints", "look"]
