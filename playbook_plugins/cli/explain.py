"""`playbook explain`: a rule, in words."""

import click

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.cli.sources import terminal
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.words import Words


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain RULE: what it checks, why, what is bad, what is good, and when to allow it."""
    name = rule.strip().lower().replace("_", "-")
    if name not in catalogue():
        hint = did_you_mean(name, catalogue(), otherwise="`playbook rules` lists them.")
        raise click.UsageError(f"There is no rule `{rule}`. {hint}")
    found = catalogue()[name]
    console = terminal()
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(page(name)))
    else:
        click.echo(page(name))
    words, locked = Words(), " It cannot be switched off or allowed." if found.locked else ""
    click.echo(f"{words('checklist.level')}: {words(f'checklist.{found.level}')} ({found.level}).{locked}")
