"""`playbook live`: whether the newest edit can be read where it was published."""

from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError

from playbook_plugins.cli.targets import targets
from playbook_plugins.cli.sources import DEFAULT, PATH, Named, Refusal, open_playbook
from playbook_plugins.model.history import Gap
from playbook_plugins.model.live import Edit
from playbook_plugins.model.page import Audience
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.takeaway.live_json import PATH as FILE
from playbook_plugins.pages.takeaway.live_json import LiveJson
from playbook_plugins.read.revision import edits
from playbook_plugins.report.outcome import visible
from playbook_plugins.words import Words

_MOST = 1 << 20
"""Bytes of `live.json` that are read."""
_LOOKED_AT = 200
"""Edits among which the one that is live is looked for."""


@click.command("live")
@click.argument("where", metavar="[WHERE]", type=Named(), required=False)
@click.option("--folder", type=PATH, default=DEFAULT, show_default=True, help="The folder of the sources.")
@click.pass_context
def command(context: click.Context, where: str | None, *, folder: Path) -> None:
    """Say whether the newest commit of this folder is live WHERE the internal site stands, and else what it waits for.

    WHERE is the site's folder, its `live.json`, or its address, which begins
    with `https://`; without it, the folder into which `playbook build` builds
    the internal site. Only an address is asked for over the network. Ends with
    0 where the newest commit is live, and with 1 where it is not.
    """
    playbook = open_playbook(folder)
    root = Path(playbook.root)
    kept = edits(root, most=_LOOKED_AT)
    if not kept:
        gap = playbook.history.gap or Gap.NONE
        raise Refusal(f"Which edit is the newest, the version history tells. {gap.told}. {gap.mend}.")
    place = where or str(targets(Audience.INTERNAL, None, root)[Audience.INTERNAL])
    newest, live = kept[0], _read(place)
    if live.commit == newest.commit:
        click.echo(f"{_edit(newest, playbook)} is live.")
        return
    click.echo(f"Not live yet: {_edit(newest, playbook, begins=False)}.")
    if live.waiting and live.waiting.commit == newest.commit:
        for one in live.waiting.findings:
            # what another machine says steers no terminal here
            click.echo(visible(f"{one.path}:{one.line}:{one.column}: {one.level} {one.rule}: {one.message}"))
            if one.help:
                click.echo(visible(f"  help: {one.help}"))
        click.echo("Mend this first.")
    elif shown := next((edit for edit in kept if edit.commit == live.commit), None):
        click.echo(f"Live is {_edit(shown, playbook, begins=False)}.")
    else:
        click.echo("Live is something that this folder's version history does not have." if live.commit else "Nobody can say which edit is live there: it was built from texts that were not committed.")
    context.exit(1)


def _edit(edit: Edit, playbook: Playbook, *, begins: bool = True) -> str:
    zone = playbook.settings.business.zone if playbook.settings else None
    told = "" if zone else " (Greenwich time)"
    when = datetime.fromtimestamp(edit.at, zone or UTC)
    said = f", “{edit.said}”," if edit.said else ""
    return f"{'Your' if begins else 'your'} edit of {Words().day(when.date())}, {when:%H:%M}{told}{said if begins else said.removesuffix(',')}"


def _read(place: str) -> LiveJson:
    """What `live.json` says at a place; ends the command with 2 where there is none."""
    content = _asked(place) if "://" in place else _file(Path(place))
    try:
        return LiveJson.model_validate_json(content)
    except ValidationError as error:
        raise Refusal(f"What stands at {place} is no `{FILE}` that this version can read. Name the internal site.") from error


def _file(place: Path) -> bytes:
    file = place / FILE if place.is_dir() else place
    try:
        return read_plain(file, most=_MOST)
    except FileNotFoundError as error:
        raise Refusal(f"{file} does not exist. Name the folder or the address of the internal site, or build it with `playbook build`.") from error
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error


def _asked(address: str) -> bytes:
    from playbook_plugins.upkeep.network import Near, Silent, Unknown, Untrusted, asked

    if not address.startswith("https://"):
        raise Refusal(f"{address} does not begin with `https://`, so what it says could be anybody's. Name the site by its safe address, or its folder.")
    address = address if address.endswith(f"/{FILE}") else f"{address.rstrip('/')}/{FILE}"
    try:
        with asked(address) as answer:
            status, content = answer.status, answer.read(_MOST)
    except (Near, Silent, Unknown, Untrusted, OSError, ValueError) as error:
        raise Refusal(f"{address} does not answer. See whether you are online and whether it is written as it should be.") from error
    if status in (301, 302, 303, 307, 308, 401, 403):
        raise Refusal(f"{address} asks who you are, as it should. Open it in your browser, save it, and name the file here.")
    if status != 200:
        raise Refusal(f"{address} answers with {status}, so nobody can say what is live there.")
    return content
