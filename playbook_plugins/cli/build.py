"""`playbook build`: check, build beside, audit, publish in one step."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from playbook_plugins.checklist.run import findings_on, run, stops
from playbook_plugins.cli.sources import PATH, Refusal, folder_argument, open_playbook, source_lines, terminal, today_option
from playbook_plugins.model.filenames import meet
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.model.playbook import Playbook

_CONFIGS = {Audience.PUBLIC: ("mkdocs.yml",), Audience.INTERNAL: ("mkdocs.internal.yml", "mkdocs.yml")}


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
    then changes in one step, elsewhere in two. Ends with 1 where something has
    to be mended first.
    """
    if fall_back:
        return _fall_back(folder, audience, out, today=today)
    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was built: mend the above first. What was published before is untouched.")
    if missed := playbook.history.missed:
        terminal(errors=True).print(missed)
    for chosen, target in targets(audience, out, Path(playbook.root)).items():
        _build(chosen, target, playbook=playbook, findings=findings)


def _fall_back(folder: Path, audience: str, out: Path | None, *, today: date) -> None:
    from playbook_plugins.cli.falling_back import newest_that_passes

    if audience != Audience.INTERNAL:
        raise Refusal("--fall-back is for the internal site alone: say `--audience internal` as well. The public site stays as it is until the newest edit passes.")
    playbook = open_playbook(folder)
    for chosen, target in targets(audience, out, Path(playbook.root)).items():
        keep_apart(target, chosen, playbook, config=config_of(chosen, Path(playbook.root)))
        with newest_that_passes(playbook, today=today) as kept:
            _build(chosen, target, playbook=kept.playbook, findings=kept.findings, live=kept.live)


def checked(context: click.Context, folder: Path, *, today: date, otherwise: str) -> tuple[Playbook, tuple[Finding, ...]]:
    """Read and check a playbook and tell what was found; ends the command with 1 where that forbids the work."""
    playbook = open_playbook(folder)
    findings = run(playbook, today=today)
    tell(findings, playbook)
    if stops(findings):
        terminal(errors=True).print(otherwise)
        context.exit(1)
    return playbook, findings


def targets(audience: str, out: Path | None, root: Path) -> dict[Audience, Path]:
    """Where each site goes: where somebody says, or where a plain `mkdocs build` would put it."""
    chosen = tuple(Audience) if audience == "both" else (Audience(audience),)
    if out:
        return {one: out / one.value if audience == "both" else out for one in chosen}
    return {one: _usual(one, root) or _spare(one, root) for one in chosen}


def _spare(audience: Audience, root: Path) -> Path:
    """Where a site without settings goes: below `site`, and the internal one beside a public one that is there."""
    folder = Path("site", audience)
    if audience is Audience.INTERNAL and (public := _usual(Audience.PUBLIC, root)) and public.name and meet(folder.resolve(), public.resolve()):
        return public.with_name(f"{public.name}-{audience}")
    return folder


def _usual(audience: Audience, root: Path) -> Path | None:
    """The folder that the settings of a site name for it, seen from here; `None` where there are none. Ends the command where it cannot be told."""
    from playbook_plugins.engines.mkdocs.borders import configured
    from playbook_plugins.publish.target import named

    if (config := config_of(audience, root)) is None:
        return None
    folders = dict(configured(config, alone=True))
    if audience not in folders:
        return None
    if (target := folders[audience]) is None:
        raise click.ClickException(f"`site_dir` in {config.name} is written in a way that cannot be read here: name the folder with --out.")
    target, here = named(target), Path.cwd().resolve()
    return target.relative_to(here) if target.is_relative_to(here) else target


def config_of(audience: Audience, root: Path) -> Path | None:
    """The settings by which MkDocs builds a site."""
    return next((file for name in _CONFIGS[audience] if (file := root / name).is_file()), None)


def _build(audience: Audience, target: Path, *, playbook: Playbook, findings: Sequence[Finding], live: Live | None = None) -> None:
    from functools import partial

    from playbook_plugins.engines.mkdocs.build import EngineError, build as engine
    from playbook_plugins.publish.build import Leaked, build
    from playbook_plugins.publish.target import Leftover, PublishError

    config = config_of(audience, Path(playbook.root))
    keep_apart(target, audience, playbook, config=config)
    released = release_of(playbook, audience, findings=findings, live=live)
    with terminal(errors=True).status(f"Building the {audience} site …") as status:
        try:
            build(released, target, partial(engine, config_file=config))
        except Leaked as error:
            status.stop()
            tell(findings_on(error.hits), playbook)
            raise click.ClickException("The built site was not published: mend the above first.\nWhat was published before is untouched.") from error
        except Leftover as error:
            raise click.ClickException(str(error)) from error
        except (PublishError, EngineError) as error:
            raise click.ClickException(f"{error}\nWhat was published before is untouched.") from error
    tell_heavy(released)
    count = len(released.pages)
    click.echo(f"{target}: {count} page{'' if count == 1 else 's'} for {'everybody' if audience is Audience.PUBLIC else 'staff'}")


def tell_heavy(released: Release) -> None:
    """Say where the playbook for a pocket has no room for every text, and which texts take it."""
    from playbook_plugins.pages.takeaway import pocket

    content = next((asset.content for asset in released.assets if asset.path == pocket.PATH), None)
    if content is None or not (short := pocket.left_out(released.pages, content)):
        return
    texts = ", ".join(f"{page.source} ({size(len(page.body.encode('utf-8')))})" for page in pocket.longest(released.pages))
    advice = f" The longest texts: {texts}. Shorten them, or keep what nobody needs on the spot elsewhere." if texts else ""
    click.echo(f"{pocket.PATH} holds all but {len(short)} of {pocket.count(released.pages)} texts, what is needed most first: above {pocket.LIMIT // 1_000_000} MB it would open slowly on a phone. The site has them all.{advice}", err=True)


def size(count: int) -> str:
    """So many bytes as people read them: `473 kB`, `2.1 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{-(-count // 1000)} kB"


def keep_apart(target: Path, audience: Audience, playbook: Playbook, *, config: Path | None = None) -> None:
    """End the command where `target` meets the sources or the other audience's site, or holds a site that is not ours."""
    from playbook_plugins.engines.mkdocs.borders import Refused, published, refuse

    root = Path(playbook.root)
    sources = {"the playbook": root / playbook.folder}
    if playbook.public_folder:
        sources["the folder of public pages"] = root / playbook.public_folder
    try:
        refuse(target, audience=audience, sources=sources, config_file=config)
    except Refused as error:
        raise click.ClickException(str(error)) from error
    if (target / "index.html").exists() and published(target) is None:
        raise click.ClickException(f"{target} holds a site that was not built from a playbook, and publishing would remove it. Name another folder, or empty this one yourself.")


def release_of(playbook: Playbook, audience: Audience, *, findings: Sequence[Finding], live: Live | None = None) -> Release:
    """The pages for one audience; ends the command where there is nobody in whose name they could speak.

    `live` says where the last edit stands; where it is not given, the history is asked.
    """
    from playbook_plugins.checklist.forgotten import forgotten
    from playbook_plugins.engines.mkdocs.sentences import fixed, theirs
    from playbook_plugins.pages.release import release
    from playbook_plugins.read.changed import changed
    from playbook_plugins.read.standing import live as live_now
    from playbook_plugins.read.told import earlier

    # nobody but staff is told what was said before, so a public build does not look
    told, changes = (earlier(playbook), changed(playbook, forgotten=forgotten(playbook))) if audience is Audience.INTERNAL else (None, None)
    live = live or (live_now(playbook) if audience is Audience.INTERNAL else Live())
    try:
        return release(playbook, audience, findings, around=fixed(*playbook.tongues), theirs=theirs(), earlier=told, changes=changes, live=live)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error


def tell(findings: Sequence[Finding], playbook: Playbook) -> None:
    """Print findings beside the work, so that a command's own output stays its own."""
    from playbook_plugins.report.text import write

    sources = source_lines(playbook, "auto")
    write(findings, terminal(errors=True), documents=len(playbook.documents), sources=sources)
