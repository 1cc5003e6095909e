"""The rules: each a module and a page of the same name."""
