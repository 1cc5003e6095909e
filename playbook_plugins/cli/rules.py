"""`playbook rules`: the checklist as a list."""

import json
from pathlib import Path

import click

from playbook_plugins.checklist.catalogue import installed, rules_of, summary, unusable
from playbook_plugins.cli.sources import folder_argument, playbook_at, terminal


@click.command("rules")
@folder_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the list is written.")
def command(folder: Path, *, form: str) -> None:
    """List the rules: name, level, and what each checks.

    Rules of your own stand in the playbook in FOLDER (docs/playbook).
    """
    playbook = playbook_at(folder)
    known = rules_of(playbook) if playbook else installed()
    rows = [
        {"name": name, "level": rule.level.value, "summary": summary(rule), "page": rule.page, "from": rule.origin}
        for name, rule in known.items()
    ]
    for broken in unusable():
        click.echo(f"{broken.message[:1].upper()}{broken.message[1:]}. {broken.help}", err=True)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    widest = max(len(row["name"]) for row in rows)
    console = terminal()
    for row in rows:
        origin = f" (from {row['from']})" if row["from"] else ""
        console.print(f"{row['name']:{widest}}  {row['level']:7}  {row['summary']}{origin}", markup=False)
