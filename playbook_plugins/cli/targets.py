"""Where each site goes, and by which settings it is built."""

from pathlib import Path

import click

from playbook_plugins.model.filenames import meet
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook

_CONFIGS = {Audience.PUBLIC: ("mkdocs.yml",), Audience.INTERNAL: ("mkdocs.internal.yml", "mkdocs.yml")}


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
