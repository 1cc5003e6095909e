"""`playbook build`: check, build beside, audit, publish in one step."""

import gc
from datetime import date
from pathlib import Path

import click

from playbook_plugins.cli.arguments import PATH, Refusal, folder_argument, meant, quoting, today_option
from playbook_plugins.cli.built import Records, Said, still
from playbook_plugins.cli.streams import terminal
from playbook_plugins.model.page import Audience
from playbook_plugins.model.root import repository

_SELDOM = 3_000_000
"""Things that are made before anybody looks for what nothing leans on; a thousand texts take fewer."""


@click.command("build")
@folder_argument
@click.option(
    "--audience",
    type=click.Choice([*(audience.value for audience in Audience), "both"]),
    default="both",
    show_default=True,
    help="Which site to build.",
)
@click.option("--out", type=PATH, help="Where it goes: two folders in it, or the folder itself with one audience. Without it, `site_dir` of your settings, or else site.")
@click.option("--fall-back", is_flag=True, help="For the internal site: where the newest commit has something to mend, build the newest one that has not, and say there what waits.")
@today_option
@click.pass_context
def command(context: click.Context, folder: Path, *, audience: str, out: Path | None, fall_back: bool, today: date) -> None:
    """Check the playbook in FOLDER (docs/playbook), then build its sites.

    What was published stays as it is until the new site is whole; on Linux it
    then changes in one step, elsewhere in two. Where nothing has changed since
    the last build, nothing is read or built. Ends with 1 where something has
    to be mended first.
    """
    if fall_back:
        return _fall_back(folder, audience, out, today=today)
    # a site is made in one go, and hardly anything of it could be thrown away before the end
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    texts = meant(folder) or folder
    chosen = tuple(Audience) if audience == "both" else (Audience(audience),)
    records = Records(repository(texts), (texts, audience, out))
    if said := still(records, chosen, day=today):
        return _as_it_was(said, repository(texts))
    from playbook_plugins.cli.building import begun_ahead, build_sites, checked, keeping
    from playbook_plugins.cli.targets import targets

    with begun_ahead() as maker:
        before = keeping(texts, records, day=today)
        otherwise = "Nothing was built: mend the above first. What was published before is untouched."
        playbook, findings = checked(context, folder, today=today, otherwise=otherwise, staffs=Audience.INTERNAL in chosen)
        if missed := playbook.history.missed:
            terminal(errors=True).print(missed)
        build_sites(targets(audience, out, Path(playbook.root)), playbook, findings=findings, keeping=before, maker=maker)


def _as_it_was(said: tuple[Said, ...], root: Path) -> None:
    """Say again what was said when the sites were built."""
    from playbook_plugins.read.text import read_lines
    from playbook_plugins.report.text import write

    first = said[0]
    files = sorted({finding.place.path for finding in first.findings})
    sources = {path: read_lines((root / path).read_bytes(), path)[0] for path in files if (root / path).is_file()} if quoting("auto") else None
    write(first.findings, terminal(errors=True), documents=first.documents, sources=sources)
    if first.missed:
        terminal(errors=True).print(first.missed)
    for one in said:
        if one.heavy:
            click.echo(one.heavy, err=True)
        click.echo(one.same)


def _fall_back(folder: Path, audience: str, out: Path | None, *, today: date) -> None:
    from playbook_plugins.cli.building import build_sites
    from playbook_plugins.cli.falling_back import newest_that_passes
    from playbook_plugins.cli.sources import open_playbook
    from playbook_plugins.cli.targets import config_of, keep_apart, targets

    if audience != Audience.INTERNAL:
        raise Refusal("--fall-back is for the internal site alone: say `--audience internal` as well. The public site stays as it is until the newest edit passes.")
    playbook = open_playbook(folder)
    for chosen, target in targets(audience, out, Path(playbook.root)).items():
        keep_apart(target, chosen, playbook, config=config_of(chosen, Path(playbook.root)))
        with newest_that_passes(playbook, today=today) as kept:
            build_sites({chosen: target}, kept.playbook, findings=kept.findings, live=kept.live)
