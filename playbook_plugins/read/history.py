"""What the version history tells: two processes for the whole playbook."""

import os
import subprocess
from datetime import date
from pathlib import Path

from playbook_plugins.model.history import History

_SECONDS = 60
"""How long the history may take to answer."""


def read_history(root: Path) -> History:
    """The history of the repository at `root`; empty where there is none or it does not answer."""
    output = _git(root, "log", "--format=%x01%ct %cs", "--name-only", "-z", "--no-renames", "--relative", "--", ".")
    if output is None:
        return History()
    changed: dict[str, date] = {}
    latest, day = 0, None
    for part in output.split("\0"):
        part = part.lstrip("\n")
        if part.startswith("\1"):
            seconds, _, written = part[1:].partition(" ")
            latest = max(latest, int(seconds))
            day = date.fromisoformat(written.strip()[:10])
        elif part and day:
            changed.setdefault(part, day)
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    return History(complete=(shallow or "").strip() == "false", changed=changed, latest=latest)


def _git(root: Path, *arguments: str) -> str | None:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
