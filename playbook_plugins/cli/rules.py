"""`playbook rules`: the checklist as a list."""

import json

import click

from playbook_plugins.checklist.catalogue import catalogue, summary
from playbook_plugins.cli.sources import terminal


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the list is written.")
def command(form: str) -> None:
    """List the rules: name, level, and what each checks."""
    rows = [
        {"name": name, "level": rule.level.value, "summary": summary(name), "page": rule.page}
        for name, rule in catalogue().items()
    ]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    widest = max(len(row["name"]) for row in rows)
    console = terminal()
    for row in rows:
        console.print(f"{row['name']:{widest}}  {row['level']:7}  {row['summary']}", markup=False)
