"""Looks through a finished site for wording that must not be public."""

from playbook_plugins.audit.fingerprints import fingerprints
from playbook_plugins.audit.site import audit
from playbook_plugins.model.leak import Leak as Hit

__all__ = ["Hit", "audit", "fingerprints"]
