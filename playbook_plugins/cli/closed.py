"""`playbook closed`: whether a stranger is turned away where the internal site shall stand."""

import click

from playbook_plugins.cli.sources import Named
from playbook_plugins.upkeep.stranger import Door, door

_TOLD = {
    Door.CLOSED: "{address}: a stranger is asked to sign in",
    Door.OPEN: "{address}: everybody may come in",
    Door.UNSURE: "{address}: nobody can tell, since nothing there asks a stranger to sign in",
}


@click.command("closed")
@click.argument("addresses", metavar="ADDRESS…", type=Named(), nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, addresses: tuple[str, ...]) -> None:
    """Ask each ADDRESS as a stranger would, and say whether they are turned away.

    Ends with 0 where a stranger is asked to sign in at all of them, and with 1
    where one is open, or does not say: then no internal site may go there. This
    uses the network.
    """
    found = {address: door(address) for one in addresses for address in one.split()}
    for address, met in found.items():
        click.echo(_TOLD[met].format(address=address))
    if set(found.values()) != {Door.CLOSED}:
        raise click.ClickException("The internal site must not go there. Let the host ask for a sign-in at every page first, and try in a private window.")
