"""`playbook explain`: a rule in words, and what becomes of it in one playbook."""

from collections.abc import Iterator
from pathlib import Path

import click

from playbook_plugins.checklist.catalogue import installed, rules_of, unusable
from playbook_plugins.checklist.own import ORIGIN
from playbook_plugins.checklist.page import marked, whole
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import NOBODY, level_here, looked_at
from playbook_plugins.checklist.wordlists import lists
from playbook_plugins.cli.sources import Refusal, folder_argument, playbook_at, terminal
from playbook_plugins.model.allowances import NEVER, reason
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import RuleLevel
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.words import Words

_SHOWN = 5
"""Texts that are named one by one."""


@click.command("explain")
@click.argument("rule")
@folder_argument
def command(rule: str, folder: Path) -> None:
    """Explain RULE: what it checks, why, what is bad, what is good, and when to allow it.

    Then what becomes of it in the playbook in FOLDER (docs/playbook): how much
    it matters there, which texts it looks at, and how to allow it.
    """
    playbook = playbook_at(folder)
    known = rules_of(playbook) if playbook else installed()
    name = rule.strip().lower().replace("_", "-").replace(" ", "-")
    if name not in known:
        for broken in (one for one in unusable() if one.rule == name):
            raise Refusal(f"The rule `{name}` cannot be used: {broken.message}. {broken.help}")
        hint = did_you_mean(name, known, otherwise="`playbook rules` lists them.")
        raise Refusal(f"There is no rule `{rule}`. {hint}")
    found = known[name]
    told, here = marked(whole(found, Words()("checklist.origin"))), "\n\n".join(_here(found, playbook) if playbook else _anywhere(found))
    console = terminal()
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(f"{told}\n## In your playbook\n\n{here}\n"))
    else:
        click.echo(f"{told}\n## In your playbook\n\n{here}")


def _anywhere(rule: Rule) -> Iterator[str]:
    yield f"There is none here, so this is what the rule does by itself. {_says(rule.level)}.{_never(rule)}"
    yield from _how_to_allow(rule)


def _here(rule: Rule, playbook: Playbook) -> Iterator[str]:
    if rule.origin:
        own = playbook.key_place("checklist", "rules", rule.name)
        yield f"This is a rule of your own: {own}" if rule.origin == ORIGIN else f"This rule comes with the package `{rule.origin}`."
    yield _level(rule, playbook) + _never(rule)
    yield from _where(rule, playbook)
    allowed = [(document, reason(document, rule.name)) for document in playbook.readable if rule.name in (document.fields.allow or {}) and not rule.fixed(document)]
    if allowed:
        yield "Allowed in:"
        yield "\n".join(f"- {document.path}: {why or 'without a reason, so it does not count'}" for document, why in allowed)
    yield from _how_to_allow(rule)
    if listed := [name for name in rule.lists if name in lists(playbook.lexicon.language)]:
        yield f"It looks for words of {'the list' if len(listed) == 1 else 'the lists'} {', '.join(f'`{name}`' for name in listed)}. To add some, or to take out what is harmless in your trade, write in `playbook.yml`:"
        yield f"```yaml\nchecklist:\n  words:\n    {listed[0]}:\n      add: [your words]\n      remove: [harmless words]\n```"


def _says(level: str | None) -> str:
    words = Words()
    return f"{words('checklist.level')}: {words(f'checklist.{level}')} ({level})" if level else "It finds nothing"


def _never(rule: Rule) -> str:
    if not rule.locked:
        return ""
    return " It cannot be switched off, and only a text for staff may allow it." if rule.staff_may else " It cannot be switched off or allowed."


def _level(rule: Rule, playbook: Playbook) -> str:
    """How much the rule matters here, and who says so."""
    settings = playbook.settings or NOBODY
    profile = settings.checklist.profile
    here = level_here(rule, rule.level, settings, profile=profile, by_time=rule.by_time)
    own = None if rule.locked else settings.checklist.levels.get(rule.name)
    place = playbook.place_of("checklist", "levels", rule.name)
    if own is RuleLevel.OFF:
        return f"It is switched off: {place}. By itself it is `{rule.level}`."
    whys = [f"{place} says `{own}`"] if own else []
    if here != (own or rule.level):
        whys.append("time alone stops nothing" if rule.by_time else f"the profile is `{profile}`")
    if not whys:
        return f"{_says(here)}, as the rule has it."
    return f"{_says(here)}, because {' and '.join(whys)}. By itself it is `{rule.level}`."


def _where(rule: Rule, playbook: Playbook) -> Iterator[str]:
    """The texts that the rule looks at in this playbook."""
    if not rule.kinds:
        yield "It looks at the playbook as a whole."
        return
    found = [*looked_at(rule, playbook)]
    if not found:
        yield f"It has nothing to look at here: there is no {_asked(rule, ' or ')}."
        return
    texts = "1 text" if len(found) == 1 else f"{len(found)} texts"
    yield f"It looks at every {_asked(rule, ' and ')}. Here that is {texts}:"
    more = [f"- and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    yield "\n".join([*(f"- {document.path}" for document in found[:_SHOWN]), *more])


def _asked(rule: Rule, between: str) -> str:
    kinds = "text" if set(rule.kinds) == set(KINDS) else between.join(rule.kinds)
    return f"{kinds} on {' or '.join(rule.topics)}" if rule.topics else kinds


def _how_to_allow(rule: Rule) -> Iterator[str]:
    if (rule.locked and not rule.staff_may) or rule.name in NEVER:
        return
    yield f"Where a text{' for staff' if rule.locked else ''} has a good reason, write it between the two lines of `---` at its top:"
    yield f"```yaml\nallow:\n  {rule.name}: because …\n```"
    yield "It excuses all that this rule finds in that text, what is written later as well."

