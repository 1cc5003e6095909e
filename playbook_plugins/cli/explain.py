"""`playbook explain`: a rule, in words."""

from difflib import get_close_matches

import click

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.cli.sources import terminal

_LEVELS = {"error": "Mend before publishing", "warning": "Worth a look", "advice": "A thought"}


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain RULE: what it checks, why, what is bad, what is good, and when to allow it."""
    name = rule.strip().lower().replace("_", "-")
    if name not in catalogue():
        near = get_close_matches(name, catalogue(), n=1)
        raise click.UsageError(f"There is no rule `{rule}`." + (f" Did you mean `{near[0]}`?" if near else " `playbook rules` lists them."))
    found = catalogue()[name]
    console = terminal()
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(page(name)))
    else:
        click.echo(page(name))
    locked = " It cannot be switched off or allowed." if found.locked else ""
    click.echo(f"When it finds something: {_LEVELS[found.level]} ({found.level}).{locked}")
