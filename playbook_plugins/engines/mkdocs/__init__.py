"""MkDocs (and ProperDocs): the only part that imports mkdocs."""
