"""Say publicly whom you serve well, and give your staff a care playbook whose every policy is checked."""

__version__ = "0.1.0"
