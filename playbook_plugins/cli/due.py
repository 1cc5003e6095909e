"""`playbook due`: what wants to be read again, and which outside links no longer answer."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from playbook_plugins.cli.sources import folder_argument, open_playbook, terminal, today_option
from playbook_plugins.cli.summary import add, cut, sources
from playbook_plugins.upkeep.due import due
from playbook_plugins.upkeep.issue import Unkept, keep
from playbook_plugins.upkeep.listing import Listing
from playbook_plugins.upkeep.outside import outside
from playbook_plugins.words import Words


@click.command("due")
@folder_argument
@click.option("--links", is_flag=True, help="Ask the outside addresses of the public texts whether they still answer. This uses the network.")
@click.option("--also-near", is_flag=True, help="With --links, ask addresses of your own network too.")
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", show_default=True, help="How to show it.")
@click.option("--issue", type=click.Choice(("github", "gitlab")), help="Keep the list in one issue there, from a nightly run. This uses the network.")
@today_option
def command(folder: Path, *, links: bool, also_near: bool, form: str, issue: str | None, today: date) -> None:
    """Show what in FOLDER (docs/playbook) wants a hand in the next 14 days.

    Texts to read again, by the role that looks after them, partners to ring,
    drafts, lessons that nobody has acted on. Ends with 0 whatever is due. The
    network is used only where an option says so.
    """
    playbook = open_playbook(folder)
    places = outside(playbook) if links else {}
    silent: Mapping[str, str] = {}
    if places:
        from playbook_plugins.upkeep.links import silent as those

        with terminal(errors=True).status(f"Asking {len(places)} addresses …"):
            silent = those(places, near=also_near)
    listing = Listing(due(playbook, today, silent=silent, places=places), Words(playbook.lexicon.language), base=sources())
    click.echo((listing.markdown() if form == "markdown" else listing.text()).rstrip("\n"))
    if issue:
        add(lambda room: cut(f"{listing.markdown()}\n", room))
        try:
            click.echo(f"\n{keep(issue, listing.title, listing.markdown(), pressing=listing.pressing)}")
        except Unkept as error:
            raise click.ClickException(f"No issue keeps the list: {error}.") from error
