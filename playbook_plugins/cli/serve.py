"""`playbook serve`: both sites on this machine, which follow every change."""

import errno
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook_plugins.cli.sources import Refusal, folder_argument, open_playbook, today_option


@click.command("serve")
@folder_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine; 0 takes any that is free.")
@click.option("--open", "opened", is_flag=True, help="Open the first page in a browser.")
@today_option
def command(folder: Path, *, port: int, opened: bool, today: date) -> None:
    """Show both sites of the playbook in FOLDER (docs/playbook), and follow every change.

    They are built as `playbook build` builds them, outside your folder, and
    nobody but this machine can see them. After each save it says which files
    have changed and what was found in them. What cannot be published is not
    shown: the last state that can be stays, with what to mend on top. End it
    with Ctrl-C.
    """
    from playbook_plugins.cli.rounds import Rounds
    from playbook_plugins.engines.mkdocs.following import Follower, Places
    from playbook_plugins.engines.mkdocs.live_server import LOOK, SitesServer
    from playbook_plugins.model.form_files import form_folder
    from playbook_plugins.pages import showing

    playbook = open_playbook(folder)
    root = Path(playbook.root)
    texts = root / playbook.folder
    beside = [root / playbook.public_folder] if playbook.public_folder else [texts.with_name("public")]
    follower = Follower(Places(root, (texts, *beside, root / form_folder(playbook.folder))))
    with TemporaryDirectory(prefix="playbook-") as place:
        room = Path(place).resolve()
        rounds = Rounds(texts, root, room, follower=follower, today=today, style=LOOK)
        try:
            server = SitesServer(rounds.next, room, port=port, follower=follower, top=rounds.top, lost=rounds.lost, style=showing.style())
        except OSError as error:
            raise Refusal(_no_port(port, error)) from error
        try:
            click.echo("Building both sites …")
            rounds.begin()
            click.echo(f"Open {server.url} to see them. Save a text, and they follow; end this with Ctrl-C.")
            server.run(opened=opened)
        except KeyboardInterrupt:
            click.echo("\nEnded.")
        finally:
            rounds.end()
            server.shutdown()


def _no_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Something else is at port {port} of this machine: perhaps another `playbook serve`. Name another one, such as `--port {port + 1 if port < 65535 else 8000}`."
    return f"Port {port} of this machine cannot be had: {error.strerror}. Name another one, such as `--port 8080`."
