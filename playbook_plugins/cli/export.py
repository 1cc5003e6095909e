"""`playbook export`: the fit page for the newsletter, social networks, programs and the counter; and the playbook for staff."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook_plugins.audit import audit
from playbook_plugins.checklist.run import findings_on
from playbook_plugins.cli.building import checked, pages_of, tell
from playbook_plugins.cli.export_staff import EXPORTS, exporting
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, today_option
from playbook_plugins.cli.streams import on_a_terminal
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.public import PublicSite
from playbook_plugins.model.suggestions import did_you_mean, nearest
from playbook_plugins.model.tracing import judged
from playbook_plugins.pages.channels import CHANNELS, Channel, languages, made
from playbook_plugins.pages.publishing import public_site

_STANDARD = "-"
_WHAT = ("fit", *EXPORTS)


class _Exports(click.Group):
    """What can be exported, with what each form of the fit page is for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _formats(formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_WHAT)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _WHAT and not args[0].startswith("-"):
            near = nearest(args[0], _WHAT)
            ways = ", ".join(f"`playbook export {name}`" for name in ([near] if near else _WHAT))
            raise Refusal(f"There is nothing called `{args[0]}` to export. Write {ways}.")
        return super().resolve_command(ctx, args)


class _Export(click.Command):
    """A command that says what each format is for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _formats(formatter)


def _formats(formatter: click.HelpFormatter) -> None:
    with formatter.section("Forms of the fit page"):
        formatter.write_dl([(channel.name, channel.about) for channel in CHANNELS])


@click.group("export", cls=_Exports)
def command() -> None:
    """Write the fit page for other places, or the playbook for those who work by it."""


@command.command("fit", cls=_Export, short_help="The fit page for newsletters, networks and programs.")
@click.argument("folder", type=PATH, default=DEFAULT)
@click.option("--format", "name", metavar="NAME", help="In which form; see below.")
@click.option("--output", type=PATH, metavar="FILE", help="Where it goes; `-`, or nothing, for the standard output.")
@click.option("--all", "every", type=PATH, metavar="DIR", help="Write every format into DIR instead, a file each.")
@click.option("--lang", metavar="LANG", help="In which language, by its two letters, where the page has several. Without it, the first.")
@today_option
@click.pass_context
def fit(context: click.Context, folder: Path, *, name: str | None, output: Path | None, every: Path | None, lang: str | None, today: date) -> None:
    """Write the fit page of FOLDER (docs/playbook) in the form that a newsletter, a network or a program takes.

    It says what the public page says, and is looked through like the finished
    site before it is written. Ends with 1 where something has to be mended first.
    """
    if (name is None) == (every is None):
        raise Refusal(f"Name one form with --format, or a folder for all of them with --all. The forms are: {', '.join(channel.name for channel in CHANNELS)}.")
    if every and output:
        raise Refusal("--output is for one form. With --all, every file has its own name.")
    channel = _channel(name) if name else None
    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was written: mend the above first.")
    sites = _sites(playbook, findings, lang)
    for place in filter(None, (output, every)):
        _keep_apart(place, playbook)
    if channel:
        _write_one(channel, _safe({channel.file: made(channel, sites[0])}, playbook, findings)[channel.file], output)
    elif every:
        found = {(site.folder if lang is None else "") + channel.file: made(channel, site) for site in sites for channel in CHANNELS}
        _write_all(_safe(found, playbook, findings), every)


def _channel(name: str) -> Channel:
    names = [channel.name for channel in CHANNELS]
    if name not in names:
        hint = did_you_mean(name, names, otherwise=f"There are: {', '.join(names)}.")
        raise Refusal(f"There is no format `{name}`. {hint}")
    return CHANNELS[names.index(name)]


def _sites(playbook: Playbook, findings: Sequence[Finding], lang: str | None) -> tuple[PublicSite, ...]:
    """What the public may know, in the language asked for, or in each; ends the command where there is no fit page in it."""
    found = languages(public_site(judged(playbook, findings)))
    if not found:
        raise click.ClickException("There is no fit page in use, so there is nothing to tell.")
    chosen = tuple(site for site in found if lang in (None, site.language))
    if not chosen:
        raise Refusal(f"There is no fit page in `{lang}`. There is one in: {', '.join(site.language for site in found)}.")
    return chosen


def _keep_apart(place: Path, playbook: Playbook) -> None:
    """End the command with 2 where something would be written among the texts."""
    for folder in (playbook.folder, playbook.public_folder):
        if folder is not None and str(place) != _STANDARD and place.resolve().is_relative_to(Path(playbook.root, folder).resolve()):
            raise Refusal(f"{place} would lie among the texts. Name a place outside their folder.")


def _safe(found: Mapping[str, bytes], playbook: Playbook, findings: Sequence[Finding]) -> Mapping[str, bytes]:
    """The same files; ends the command with 1 where one of them holds what only staff may read."""
    with TemporaryDirectory() as folder:
        for name, content in found.items():
            _put(Path(folder, name), content)
        hits = audit(Path(folder), pages_of(playbook, Audience.PUBLIC, findings=findings).fingerprints)
    if hits:
        tell(findings_on(hits), playbook)
        raise click.ClickException("Nothing was written: mend the above first.")
    return found


def _write_one(channel: Channel, content: bytes, output: Path | None) -> None:
    if not content:
        raise click.ClickException(f"There is no `{channel.name}` here. {channel.without}")
    if output is not None and str(output) != _STANDARD:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
        click.echo(f"{output}: {channel.about}")
    elif channel.picture and on_a_terminal():
        raise Refusal(f"`{channel.name}` is a picture, which a terminal cannot show. Name a file: --output {channel.file}")
    elif channel.picture:
        click.echo(content, nl=False)
    else:
        click.echo(content.decode("utf-8").removesuffix("\n"))


def _write_all(found: Mapping[str, bytes], folder: Path) -> None:
    about = {channel.file: channel for channel in CHANNELS}
    try:
        for name, content in found.items():
            channel = about[name.rpartition("/")[2]]
            if content:
                _put(folder / name, content)
                click.echo(f"{folder / name}: {channel.about}")
            else:
                click.echo(f"There is no {name}. {channel.without}", err=True)
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder} cannot be written: {error.strerror}.") from error


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


for _name in EXPORTS:
    command.add_command(exporting(_name))
