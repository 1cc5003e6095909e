"""The single tables that staff keep: lessons and gestures."""

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind

LESSONS = Kind("lessons", "lessons.md", Fields)
"""One anonymous line a lesson: when, what happened, why, what we change, who, done."""
GESTURES = Kind("gestures", "gestures.md", Fields)
"""Small kindnesses with their cost and minutes."""
