"""The machine that a host lends for a job: its own folder, a few tools, and nothing of whoever runs the rehearsal."""

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shlex import join
from tempfile import mkdtemp

from tests.conftest import ROOT, TODAY
from tests.rehearsal.repository import ALONE

STAND_INS = Path(__file__).parent / "stand_ins"
TOOLS = (
    "awk", "basename", "bash", "cat", "chmod", "cmp", "cp", "cut", "date", "diff", "dirname", "echo", "env", "false", "find", "grep", "gzip", "head", "ls",
    "mkdir", "mktemp", "mv", "printf", "rm", "sed", "sh", "sort", "tail", "tar", "tee", "test", "touch", "tr", "true", "uniq", "wc", "xargs",
)
"""What stands on a machine without being asked for; `git` comes where the machine has it."""


@dataclass(frozen=True)
class Outcome:
    """How a script ended, and what it said."""

    code: int
    said: str


def tools(*, git: bool = True) -> str:
    """The folder of the tools that a machine has."""
    return str(_tools((*TOOLS, "git") if git else TOOLS))


@cache
def _tools(names: tuple[str, ...]) -> Path:
    folder = Path(mkdtemp(prefix="rehearsal-tools-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in names:
        if place := shutil.which(name):
            (folder / name).symlink_to(place)
    return folder


def python(folder: Path) -> str:
    """Put a Python into a folder of a job, and give that folder; what pip installs is there already, and shows only once pip was asked."""
    folder.mkdir(parents=True)
    for name in ("python", "python3"):
        script(folder / name, sys.executable)
    script(folder / "pip", sys.executable, str(STAND_INS / "pip.py"), str(folder))
    return str(folder)


def script(file: Path, *command: str) -> Path:
    """A command that goes on as another, with what is given to it behind."""
    file.write_text(f'#!/bin/sh\nexec {join(command)} "$@"\n', "utf-8")
    file.chmod(0o755)
    return file


def surroundings(home: Path, command: Path) -> dict[str, str]:
    """What every job finds set: the day, no network, and nothing else of ours. `command` is what pip lays down as `playbook`."""
    home.mkdir(parents=True, exist_ok=True)
    nowhere = "http://127.0.0.1:9"
    return {
        **ALONE, "HOME": str(home), "CI": "true", "LANG": "C.UTF-8", "PIP_NO_INDEX": "1", "PLAYBOOK_TODAY": TODAY.isoformat(),
        "REHEARSAL_PLAYBOOK": str(command), "PYTHONDONTWRITEBYTECODE": "1",
        "no_proxy": "127.0.0.1", "http_proxy": nowhere, "https_proxy": nowhere, "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere,
    }


def gh(folder: Path, issues: Path) -> str:
    """A folder with GitHub's command, whose issues are kept in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    script(folder / "gh", sys.executable, "-I", str(STAND_INS / "gh.py"), str(issues))
    return str(folder)


def npx(folder: Path, web: Path) -> str:
    """A folder with Node's `npx`, as far as it sends sites to where they stand."""
    folder.mkdir(parents=True, exist_ok=True)
    script(folder / "npx", sys.executable, str(STAND_INS / "npx.py"), str(web))
    return str(folder)


def plain_command(folder: Path) -> Path:
    """The command as it is installed: a process that begins with nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    return script(folder / "playbook-plain", "env", f"PYTHONPATH={ROOT}", sys.executable, "-P", "-m", "playbook_plugins.cli")


def run(shell: list[str], text: str, *, cwd: Path, environment: Mapping[str, str], at: Path) -> Outcome:
    """Run a script, which is kept in the file `at`, in a real shell."""
    at.write_text(text, "utf-8")
    command = [str(at) if word == "{0}" else word for word in shell]
    command[0] = os.path.join(environment["PATH"].rpartition(":")[2], command[0])
    done = subprocess.run(command, cwd=cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"))
