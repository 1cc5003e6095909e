"""How strict the checklist is."""

from enum import StrEnum


class Profile(StrEnum):
    """How strict the checklist is."""

    STARTER = "starter"
    """Only leaks, unreadable files and names that lead nowhere stop publishing."""
    STANDARD = "standard"
    """Errors stop publishing."""
    STRICT = "strict"
    """Warnings stop it too, but never because of time alone."""
