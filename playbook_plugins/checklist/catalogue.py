"""The rules that there are, and the page that explains each."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files

from playbook_plugins.checklist.own import own_faults, own_rules
from playbook_plugins.checklist.plugins import Broken, plugins
from playbook_plugins.checklist.practices import practices
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.playbook import Playbook

_RULES = "playbook_plugins.checklist.rules"


@cache
def catalogue() -> dict[str, Rule]:
    """Every rule of ours by its name, in alphabetical order."""
    names = sorted(
        file.name.removesuffix(".py")
        for file in files(_RULES).iterdir()
        if file.name.endswith(".py") and file.name != "__init__.py"
    )
    found = (import_module(f"{_RULES}.{name}").check for name in names)
    return {rule.name: rule for rule in found}


def installed() -> dict[str, Rule]:
    """Our rules, and those that other installed packages bring."""
    return {**catalogue(), **plugins(frozenset(catalogue())).rules}


def unusable() -> tuple[Broken, ...]:
    """What other installed packages bring that cannot be used."""
    return plugins(frozenset(catalogue())).broken


def rules_of(playbook: Playbook) -> Mapping[str, Rule]:
    """The rules for a playbook by their names: ours, those of installed packages, those in its `playbook.yml`."""
    known = installed()
    return {**known, **own_rules(playbook, frozenset(known))}


def amiss(playbook: Playbook) -> tuple[Fault, ...]:
    """What is wrong with the rules of others, whose sentences are tried for it."""
    outside = tuple(Fault("own-rule", playbook.top, one.message, one.help) for one in unusable())
    return (*outside, *own_faults(playbook, frozenset(installed())))


def page(rule: Rule) -> str:
    """The Markdown of the page that explains a rule."""
    return rule.told or (files(_RULES) / f"{rule.name}.md").read_text("utf-8")


def summary(rule: Rule) -> str:
    """What a rule checks, in one sentence: the first paragraph below its page's title."""
    paragraphs = re.split(r"\n\s*\n", page(rule).partition("\n")[2].strip())
    return " ".join(paragraphs[0].split())


def origins(rule: Rule) -> tuple[str, ...]:
    """The practices that a rule of ours watches over, each with the articles that ask for it, as Markdown."""
    found = () if rule.origin else practices().get(rule.name, ())
    return tuple(f"{practice.told} (*{'*, *'.join(practice.articles)}*)" for practice in found)
