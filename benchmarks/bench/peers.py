"""Other programs, each had by its own installer into a folder of its own; what cannot be had here is told as such."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from benchmarks.bench.measuring import Missing
from benchmarks.bench.stage import PYTHON, SCRIPTS, room, say
from benchmarks.playbooks import ROOT

MARKDOWNLINT = "markdownlint-cli2@0.22.1"
SPHINX = ("sphinx==9.0.4", "sphinx-needs==9.1.0", "myst-parser==5.2.0")
_told: set[str] = set()
_LAST = 200
"""Signs of what an installer said last that are told where it fails."""


@cache
def markdownlint() -> tuple[Path, ...]:
    """markdownlint-cli2, by npm."""
    folder = room() / "peers" / "markdownlint"
    if not (command := folder / "node_modules" / ".bin" / "markdownlint-cli2").exists():
        _had("markdownlint-cli2", ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, MARKDOWNLINT])
    return (command,)


@cache
def zensical() -> tuple[Path, ...]:
    """Zensical, in the version that we are tested with."""
    found = re.search(r"^zensical==(\S+)", (ROOT / "requirements-zensical.txt").read_text("utf-8"), re.M)
    return (_of_python("zensical", f"zensical=={found[1] if found else ''}") / "zensical",)


@cache
def sphinx() -> tuple[Path, ...]:
    """Sphinx with sphinx-needs, and what reads Markdown for it."""
    return (_of_python("sphinx-needs", *SPHINX) / "sphinx-build",)


@cache
def hugo() -> tuple[tuple[str | Path, ...], Mapping[str, str]]:
    """Hugo, and what it is run with: the one that is installed, or else Debian's, laid out beside."""
    if installed := shutil.which("hugo"):
        return (installed,), {}
    folder = room() / "peers" / "hugo"
    if not (command := folder / "usr" / "bin" / "hugo").exists():
        packages = folder / "packages"
        packages.mkdir(parents=True, exist_ok=True)
        wanted = re.findall(r"^Inst (\S+)", _had("hugo", ["apt-get", "--simulate", "--no-install-recommends", "install", "hugo"]), re.M)
        if not wanted:
            raise Missing("hugo cannot be had: apt knows no such package")
        _had("hugo", ["apt-get", "download", *wanted], cwd=packages)
        for package in packages.glob("*.deb"):
            _had("hugo", ["dpkg-deb", "--extract", package, folder])
    return (command,), {"LD_LIBRARY_PATH": os.pathsep.join(sorted({str(file.parent) for file in folder.rglob("*.so*")}))}


def versions(ran: Iterable[str]) -> dict[str, str]:
    """Those of them that ran, with their versions."""
    asked = {"markdownlint-cli2": (markdownlint, "--version"), "zensical": (zensical, "--version"), "sphinx-needs": (sphinx, "--version"), "hugo": (hugo, "version")}
    told, there = {}, {name.partition(",")[0] for name in ran}
    for name, (peer, word) in asked.items():
        if name not in there:
            continue
        command, environment = peer() if peer is hugo else (peer(), {})
        done = subprocess.run([*map(str, command), word], capture_output=True, encoding="utf-8", env={**os.environ, **environment})
        if found := re.search(r"\d+\.\d+(?:\.\d+)*", done.stdout + done.stderr):
            told["sphinx" if peer is sphinx else name] = found[0]
    return told


def _of_python(name: str, *packages: str) -> Path:
    """The folder of programs of an environment that holds these packages."""
    folder = room() / "peers" / name
    programs, mark = folder / SCRIPTS.name, folder / "holds"
    if not (mark.is_file() and mark.read_text("utf-8") == " ".join(packages)):
        _had(name, [SCRIPTS / "uv", "venv", "--quiet", "--clear", "--python", PYTHON, folder])
        _had(name, [SCRIPTS / "uv", "pip", "install", "--quiet", "--python", programs / "python", *packages])
        mark.write_text(" ".join(packages), "utf-8")
    return programs


def _had(name: str, command: Sequence[str | Path], cwd: Path | None = None) -> str:
    """What an installer says; raises `Missing` where it is not there or fails."""
    if name not in _told:
        _told.add(name)
        say(f"  Fetching {name} …")
    try:
        done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Missing(f"{name} cannot be had: there is no {command[0]} on this machine") from None
    if done.returncode:
        raise Missing(f"{name} cannot be had: {' '.join((done.stderr or done.stdout).split())[-_LAST:]}")
    return done.stdout
