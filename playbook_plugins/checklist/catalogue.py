"""The rules that there are, and the page that explains each."""

import re
from functools import cache
from importlib import import_module
from importlib.resources import files

from playbook_plugins.checklist.rule import Rule

_RULES = "playbook_plugins.checklist.rules"


@cache
def catalogue() -> dict[str, Rule]:
    """Every rule by its name, in alphabetical order."""
    names = sorted(
        file.name.removesuffix(".py")
        for file in files(_RULES).iterdir()
        if file.name.endswith(".py") and file.name != "__init__.py"
    )
    found = (import_module(f"{_RULES}.{name}").check for name in names)
    return {rule.name: rule for rule in found}


def page(name: str) -> str:
    """The Markdown of the page that explains a rule; `KeyError` where there is no such rule."""
    if name not in catalogue():
        raise KeyError(name)
    return (files(_RULES) / f"{name}.md").read_text("utf-8")


def summary(name: str) -> str:
    """What a rule checks, in one sentence: the first paragraph below its page's title."""
    paragraphs = re.split(r"\n\s*\n", page(name).partition("\n")[2].strip())
    return " ".join(paragraphs[0].split())
