"""Each engine, each Python, and the oldest and newest of everything that may be installed with us.

    python benchmarks/compatibility.py [NAME …]

Makes an environment beside for each row below `.cache/engines`, runs in it
the tests that are marked `anywhere`, and prints a table with what was there
and what came of it; NAME leaves out the rows that are not named. It needs the
network, since the newest packages are those of the day. A Python that is not
on this machine, and cannot be had by uv, is told as such.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / ".cache" / "engines"
SCRIPTS, ENDING = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
UV = Path(sys.executable).parent / f"uv{ENDING}"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
TOOLS = {"execnet", "hypothesis", "iniconfig", "justhtml", "markdown-it-py", "mdurl", "packaging", "pluggy", "pygments", "pytest", "pytest-xdist", "sortedcontainers", "typing-extensions"}
"""What the marked tests are run with, of all that the lock for development holds."""
MATERIALX = "tests/engines/test_materialx.py"
"""What asks for the other theme, and can be run with that alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way of having us installed."""

    name: str
    what: str
    """What is installed, in the table's words."""
    python: str
    locks: tuple[str, ...] = ("requirements.txt",)
    """The files that say which packages; none means the newest of the day."""
    without: tuple[str, ...] = ()
    """Packages of the first lock that the others stand in for."""
    tests: tuple[str, ...] = ()
    """The files of tests; all that hold a marked one where none is named."""


ROWS = (
    Row("lowest", "the oldest allowed", PYTHONS[0], locks=("requirements-lowest.txt",)),
    *(Row(f"locked-{python}", "our lock", python) for python in PYTHONS),
    *(Row(f"newest-{python}", "the newest of the day", python, locks=()) for python in PYTHONS[-2:]),
    Row("properdocs", "ProperDocs", PYTHONS[-2], locks=("requirements.txt", "requirements-properdocs.txt"), without=("mkdocs",)),
    Row("materialx", "ProperDocs and MaterialX", PYTHONS[-2], locks=("requirements.txt", "requirements-materialx.txt"),
        without=("mkdocs", "mkdocs-material"), tests=("tests/test_golden.py", "tests/cli/test_check.py", MATERIALX)),
)


class Missing(Exception):
    """An environment cannot be had here, and why."""


def main(names: list[str]) -> int:
    """Print the table; 1 where a test failed, 2 where no row has such a name."""
    if unknown := set(names) - {row.name for row in ROWS}:
        print(f"There is no row {', '.join(sorted(unknown))}. There are: {', '.join(row.name for row in ROWS)}.")
        return 2
    lines, failed = [], False
    for row in ROWS:
        if names and row.name not in names:
            continue
        print(f"{row.name} ...", file=sys.stderr, flush=True)
        try:
            python = environment(row)
        except Missing as error:
            lines.append((row.what, row.python, "", "", f"not tried: {error}"))
            continue
        code, came = tested(row, python)
        failed |= code != 0
        lines.append((row.what, version_of(python), *installed(python), came))
    print(f"Measured on {date.today():%d %B %Y}, on {sys.platform}, with `python dev.py engines`.\n".replace(" 0", " "))
    print("| what is installed | Python | engine | theme | tests |\n| --- | --- | --- | --- | --- |")
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return int(failed)


def environment(row: Row) -> Path:
    """The Python of a row's environment, made where it is not there yet or what it holds has changed; raises `Missing`."""
    room = ROOM / row.name
    python, stamp = room / SCRIPTS / f"python{ENDING}", room / "installed"
    base = interpreter(row.python)
    if not row.locks:
        room.parent.mkdir(parents=True, exist_ok=True)
        newest = room.with_suffix(".txt")
        uv("pip", "compile", "pyproject.toml", "--group", "build", "--python-version", row.python, "--generate-hashes", "--no-header", "--no-annotate",
           "--no-emit-index-url", "--upgrade", "-o", str(newest))
        blocks = [*packages(newest.read_text("utf-8"))]
    else:
        first, *others = ((ROOT / name).read_text("utf-8") for name in row.locks)
        blocks = [(name, block) for name, block in packages(first) if name not in row.without]
        blocks += [one for text in others for one in packages(text)]
    there = {name for name, _ in blocks}
    tools = packages((ROOT / "requirements-dev.txt").read_text("utf-8"))
    blocks += [(name, block) for name, block in tools if name in TOOLS - there]
    wanted = "\n".join(block for _, block in blocks) + "\n"
    mark = hashlib.sha256(f"{base}\n{wanted}{(ROOT / 'pyproject.toml').read_text('utf-8')}".encode()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf-8") != mark:
        uv("venv", "--clear", "--python", base, str(room))
        (room / "packages.txt").write_text(wanted, "utf-8")
        uv("pip", "install", "--python", str(python), "--no-deps", "--require-hashes", "-r", str(room / "packages.txt"))
        uv("pip", "install", "--python", str(python), "--no-deps", "--no-build-isolation", "-e", ".")
        stamp.write_text(mark, "utf-8")
    return python


def packages(lock: str) -> Iterator[tuple[str, str]]:
    """Each package of a lock: its name, and its lines."""
    for block in re.split(r"\n(?=\S)", lock.strip()):
        yield block.partition("==")[0], block


def interpreter(version: str) -> str:
    """A Python of this version; uv looks for it, and fetches it where it may. Raises `Missing`."""
    for place in (f"python{version}", *map(str, sorted(pyenv().glob(f"{version}.*/bin/python"), reverse=True))):
        try:
            found = subprocess.run([place, "-c", "import sys; print(sys.executable)"], capture_output=True, encoding="utf-8")
        except OSError:
            continue
        if found.returncode == 0:
            return found.stdout.strip()
    found = subprocess.run([str(UV), "python", "install", version], capture_output=True, encoding="utf-8")
    if found.returncode:
        raise Missing(f"there is no Python {version} on this machine")
    return version


def pyenv() -> Path:
    """Where pyenv keeps its Pythons."""
    return Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"


def uv(*arguments: str) -> None:
    """Run uv; raises `Missing` with its last line where it cannot do what it is asked."""
    done = subprocess.run([str(UV), *arguments, "--quiet"], cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["uv failed"])[-1].strip()
        raise Missing(f"these packages cannot be installed together ({last})")


def marked() -> list[str]:
    """The files that hold a test for everywhere, but for the other theme's; what holds none need not even be loaded."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    names = (file.relative_to(ROOT).as_posix() for file in files if "mark.anywhere" in file.read_text("utf-8"))
    return [name for name in names if name != MATERIALX]


def tested(row: Row, python: Path) -> tuple[int, str]:
    """How the tests end in an environment, and what they come to."""
    cache = f"cache_dir={ROOM / row.name / 'pytest'}"
    command = [str(python), "-m", "pytest", "-q", "--no-header", "-m", "anywhere", "-o", cache, *(row.tests or marked())]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8")
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    counts = re.findall(r"\d+ (?:passed|failed|errors?|skipped)", (done.stdout.strip().splitlines() or [""])[-1])
    return done.returncode, ", ".join(counts) or "could not be run"


def version_of(python: Path) -> str:
    return asked(python, "import platform; print(platform.python_version())")


def installed(python: Path) -> Iterable[str]:
    """The engine and the theme of an environment, with their versions."""
    code = (
        "from importlib.metadata import version, PackageNotFoundError\n"
        "for names in ((('MkDocs', 'mkdocs'), ('ProperDocs', 'properdocs')), (('Material', 'mkdocs-material'), ('MaterialX', 'mkdocs-materialx'))):\n"
        "    for name, package in names:\n"
        "        try:\n"
        "            print(name, version(package))\n"
        "            break\n"
        "        except PackageNotFoundError:\n"
        "            pass\n"
    )
    return asked(python, code).splitlines()


def asked(python: Path, code: str) -> str:
    return subprocess.run([str(python), "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
