"""A handbook that somebody has already → drafts of a playbook: best guess of kind and sections, and nothing lost."""
