"""Documents that are mostly free text: principles and pages."""

from playbook_plugins.model.kinds.fields import ChosenAudience
from playbook_plugins.model.kinds.kind import Kind, Visibility

PRINCIPLE = Kind("principle", "principles/", ChosenAudience, Visibility.CHOSEN)
"""A belief that policies stand on."""
PAGE = Kind("page", "pages/", ChosenAudience, Visibility.CHOSEN)
"""Everything else."""
