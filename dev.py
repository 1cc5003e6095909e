"""Work on the project with nothing but Python: `python dev.py site` (or setup, test, rehearse, prove, serve, picture, reference, lock, properdocs, zensical, engines, bench, bench-full).

Each command first sees to `.venv`, where the locked packages and the project itself are installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from secrets import token_hex

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
PLAYBOOK = SCRIPTS / ("playbook.exe" if WINDOWS else "playbook")
UV = SCRIPTS / ("uv.exe" if WINDOWS else "uv")
STAMP = VENV / "installed"
OLDEST_PYTHON = (3, 11)
PYTHON_MINOR = "{}.{}".format(*sys.version_info[:2])

ENVIRONMENT = {
    # Two banners about MkDocs 2 would bury our findings.
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    # Windows reads and prints text in another encoding otherwise.
    "PYTHONUTF8": "1",
    # Whoever forbids Python to keep what it has compiled has each process of the tests compile it all anew.
    "PYTHONDONTWRITEBYTECODE": "",
}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; what follows the command is handed on."""
    if sys.version_info < OLDEST_PYTHON:
        say(f"This project needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer; this is {PYTHON_MINOR}.")
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ + "".join(f"\n  {name:10} {command.__doc__}" for name, command in COMMANDS.items()))
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        prepare()
        return COMMANDS[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as failure:
        say("The set-up stopped: see the message above.")
        return failure.returncode
    except KeyboardInterrupt:
        return 130


def prepare() -> None:
    """Bring .venv up to date with the locks, pyproject.toml and this Python; do nothing where it is."""
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not is_ours():
        say(f"Making .venv for Python {PYTHON_MINOR} ...")
        check([sys.executable, "-m", "venv", "--clear", str(VENV)])
    STAMP.unlink(missing_ok=True)
    say("Installing the locked packages into .venv ...")
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    check([*install, "--require-hashes", "-r", "requirements-dev.txt"])
    check([*install, "--no-build-isolation", "--no-deps", "-e", "."])
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """A hash of all that decides what .venv must hold: the locks, pyproject.toml, the Python, the folder."""
    digest = hashlib.sha256(f"{PYTHON_MINOR}\n{ROOT}\n".encode())
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ours() -> bool:
    """Whether .venv was made in this place by this Python's minor version; a moved one holds wrong paths."""
    try:
        about = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return PYTHON.exists() and f"version = {PYTHON_MINOR}." in about and str(VENV) in about


def setup(rest: list[str]) -> int:
    """make or renew .venv"""
    say(f"Ready; the command is {PLAYBOOK.relative_to(ROOT)}.")
    return 0


def site(rest: list[str]) -> int:
    """build both sites into site/public and site/internal"""
    code = run([str(PLAYBOOK), "build", *rest])
    if code == 0 and not rest:
        say("To look at them: python3 -m http.server -d site --bind 127.0.0.1, then open http://127.0.0.1:8000/public/ and /internal/.")
    return code


def test(rest: list[str]) -> int:
    """run the tests; further words go to pytest"""
    return run([str(PYTHON), "-m", "pytest", *rest])


def prove(rest: list[str]) -> int:
    """run the heavy proofs whole, with new words each time; `test` runs a share of each"""
    # The table of figures names the seed, so that a failure can be had again.
    seed = os.environ.get("PLAYBOOK_SEED") or token_hex(4)
    return run([str(PYTHON), "-m", "pytest", "-m", "share or whole", *rest], PLAYBOOK_PROVE="1", PLAYBOOK_SEED=seed)


def rehearse(rest: list[str]) -> int:
    """play what GitHub and GitLab do with a new playbook, edit by edit, without either of them"""
    return run([str(PYTHON), "-m", "pytest", "tests/rehearsal", "tests/browser/test_owner_alone.py", *rest], PLAYBOOK_PROVE="1")


def serve(rest: list[str]) -> int:
    """show both sites on this machine and follow your changes"""
    return run([str(PLAYBOOK), "serve", *rest])


def picture(rest: list[str]) -> int:
    """take the README's picture of the worked example anew"""
    return run([str(PYTHON), "docs/pictures/take.py", *rest])


def reference(rest: list[str]) -> int:
    """write the manual's page on commands anew, from the code"""
    return run([str(PYTHON), "docs/commands.py", *rest])


def lock(rest: list[str]) -> int:
    """write the requirements files anew, with the oldest that is allowed among them; further words go to uv (--upgrade)"""
    compile_ = [str(UV), "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    compile_ += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), "--generate-hashes"]
    # No host and no path of one machine may get into the files.
    compile_ += ["--no-emit-index-url", "--no-annotate", "--no-header", "--group", "build", *rest]
    locks = (
        ["-o", "requirements.txt"],
        ["--group", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt"],
        ["--resolution", "lowest-direct", "-o", "requirements-lowest.txt"],
    )
    return next((code for one in locks if (code := run([*compile_, *one]))), 0)


def properdocs(rest: list[str]) -> int:
    """make an environment with ProperDocs in place of MkDocs, and print its Python for PLAYBOOK_PROPERDOCS"""
    # it stands in for the package `mkdocs`, so that one must not be there
    return beside("properdocs", without=("mkdocs==",))


def zensical(rest: list[str]) -> int:
    """make an environment with Zensical, and print its Python for PLAYBOOK_ZENSICAL"""
    return beside("zensical")


def engines(rest: list[str]) -> int:
    """try the oldest and newest packages, other engines and each Python, in environments of their own; further words name the rows"""
    return run([str(PYTHON), "benchmarks/compatibility.py", *rest])


def bench(rest: list[str]) -> int:
    """measure checking, building and serving beside other programs, to 1,000 documents, and print a table of ratios (20 minutes)"""
    return run([str(PYTHON), "-m", "benchmarks.bench", *rest])


def bench_full(rest: list[str]) -> int:
    """the same to 10,000 documents, in one run (90 minutes)"""
    return bench(["--full", *rest])


def beside(name: str, without: tuple[str, ...] = ()) -> int:
    """An environment for another engine: what requirements-NAME.txt locks, all that we need but one package, and ourselves."""
    room, lock = ROOT / ".cache" / name, f"requirements-{name}.txt"
    python = room / PYTHON.relative_to(VENV)
    made, wanted = room / "installed", fingerprint() + (ROOT / lock).read_text(encoding="utf-8")
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        # our own pip installs into it, which is quicker than to install one more
        check([str(PYTHON), "-m", "venv", "--clear", "--without-pip", str(room)])
        blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text(encoding="utf-8"))
        others = room / "requirements.txt"
        others.write_text("\n".join(block for block in blocks if not block.startswith(without)), encoding="utf-8")
        install = [str(PYTHON), "-m", "pip", "--python", str(python), "install", "-qq", "--disable-pip-version-check", "--no-deps", "--no-compile"]
        check([*install, "--require-hashes", "-r", str(others), "-r", lock])
        check([*install, "--no-build-isolation", "-e", "."])
        made.write_text(wanted, encoding="utf-8")
    say(str(python))
    return 0


COMMANDS = {"setup": setup, "site": site, "test": test, "rehearse": rehearse, "prove": prove, "serve": serve, "picture": picture, "reference": reference, "lock": lock, "properdocs": properdocs, "zensical": zensical, "engines": engines, "bench": bench, "bench-full": bench_full}


def run(command: list[str], **environment: str) -> int:
    """The exit code of a command run at the project's root."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **ENVIRONMENT, **environment}).returncode


def check(command: list[str]) -> None:
    """Run a step of the set-up; a failure ends it."""
    subprocess.run(command, cwd=ROOT, env={**os.environ, **ENVIRONMENT}, check=True)


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
