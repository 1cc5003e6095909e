"""Both sites of playbooks of several sizes, against plain Material for MkDocs and other engines on the very same pages."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.bench import hugo, peers, sphinx_needs, stage
from benchmarks.bench.measuring import Failed, Missing, Run, weight
from benchmarks.bench.results import Round
from benchmarks.bench.steps import Steps

_ENGINE = "playbook_plugins.engines.mkdocs.child"
"""What stands in the command line of the process in which MkDocs works."""
PLAIN_MOST = 3000
"""Documents beyond which plain Material is left out: it would take hours."""
HUGO_MOST, SPHINX_MOST = 3000, 1000
"""Documents beyond which Hugo and Sphinx are left out."""
_PLAIN = "site_name: The same pages\ntheme: {name: material}\nmarkdown_extensions: [tables, pymdownx.superfences, toc]\n"
"""The defaults of Material for MkDocs, with what the pages need to be read as they are meant."""


def measured(documents: int, *, title: str, first: bool) -> tuple[Round, dict[str, str]]:
    """One round, and what was missing for it; what has no bound runs in the `first` alone."""
    missing: dict[str, str] = {}
    steps, place = Steps(title), stage.room() / "sites"
    if documents <= PLAIN_MOST:
        _plain(steps, stage.pages(documents), place)
    _ours(steps, stage.project(documents), place, first=first)
    others = [_zensical]
    if first:
        others += [_hugo] * (documents <= HUGO_MOST) + [_sphinx_needs] * (documents <= SPHINX_MOST)
    for other in others:
        try:
            other(steps, stage.pages(documents), place)
        except (Missing, Failed) as reason:
            missing[other.__name__.strip("_").replace("_", "-")] = str(reason)
    shutil.rmtree(place)
    return steps.round, missing


def plain(pages: Path, place: Path) -> Path:
    """A folder in which plain Material for MkDocs makes a site of these pages."""
    room = stage.emptied(place / "plain")
    shutil.copytree(pages / "docs", room / "docs")
    (room / "mkdocs.yml").write_text(_PLAIN, "utf-8")
    return room


def _plain(steps: Steps, pages: Path, place: Path) -> None:
    room = plain(pages, place)
    steps.run("plain", [stage.PYTHON, "-m", "mkdocs", "build", "--quiet"], cwd=room, environment=stage.environment())
    _weigh(steps, "plain", room / "site")
    shutil.rmtree(room)


def _ours(steps: Steps, root: Path, place: Path, *, first: bool) -> None:
    text = root / "docs" / "playbook" / stage.EDITED
    out = place / "ours"

    def build(name: str, audience: str, environment: dict[str, str]) -> Run:
        return steps.run(name, [stage.PLAYBOOK, "build", "--audience", audience, "--out", out / audience], cwd=root, environment=environment, watch=_ENGINE)

    environment = _fresh(out)
    build("internal, cold", "internal", environment)
    _weigh(steps, "internal, cold", out / "internal")
    stage.settle()
    build("internal, nothing changed", "internal", environment)
    with stage.edited(text):
        build("internal, one edited", "internal", environment)
    build("internal, edited back", "internal", environment)
    with stage.committed(root, text):
        build("internal, one committed", "internal", environment)
    environment = _fresh(out)
    build("public, cold", "public", environment)
    _weigh(steps, "public, cold", out / "public")
    stage.settle()
    build("public, nothing changed", "public", environment)
    if first:
        build("both, cold", "both", _fresh(out))
    shutil.rmtree(out)


def _fresh(out: Path) -> dict[str, str]:
    """What a first build is run with: nothing that was worked out before, and no site."""
    stage.emptied(out)
    stage.settle()
    return stage.environment(stage.emptied(stage.room() / "cache"))


def _zensical(steps: Steps, pages: Path, place: Path) -> None:
    _warm(steps, "zensical", [*peers.zensical(), "build"], _copied(pages, place / "zensical"), f"docs/{stage.EDITED}")


def _hugo(steps: Steps, pages: Path, place: Path) -> None:
    command, environment = peers.hugo()
    for menu in ("whole", "small"):
        room = hugo.written(pages, stage.emptied(place / "hugo"), whole=menu == "whole")
        steps.run(f"hugo, {menu} menu", [*command, "--quiet"], cwd=room, environment=stage.environment(**environment))
        shutil.rmtree(room)


def _sphinx_needs(steps: Steps, pages: Path, place: Path) -> None:
    room = sphinx_needs.written(pages, stage.emptied(place / "sphinx-needs"))
    _warm(steps, "sphinx-needs", [*peers.sphinx(), "-q", "-b", "html", "docs", "site"], room, f"docs/{stage.EDITED}")


def _warm(steps: Steps, name: str, command: Sequence[str | Path], room: Path, text: str) -> None:
    """Another engine from nothing, with nothing changed, and with one text edited."""
    stage.settle()
    steps.run(f"{name}, cold", command, cwd=room, environment=stage.environment())
    steps.run(f"{name}, nothing changed", command, cwd=room, environment=stage.environment())
    with stage.edited(room / text):
        steps.run(f"{name}, one edited", command, cwd=room, environment=stage.environment())
    shutil.rmtree(room)


def _copied(pages: Path, room: Path) -> Path:
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(pages, room)
    return room


def _weigh(steps: Steps, name: str, site: Path) -> None:
    steps.round[name] = replace(steps.round[name], size=weight(site))
