"""What a program costs: CPU seconds of it and its children, seconds on the clock, and memory at its highest."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_LOOK = 0.02
"""Seconds between two looks at what a part of a program has cost."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_SHOWN = 15
"""Lines of what a program said that are told where it fails."""


class Failed(Exception):
    """A program did not do what it was asked for; with what it said."""


class Missing(Exception):
    """Something cannot be had on this machine, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost."""

    cpu: float
    """Seconds of processors, by the program and everything that it started."""
    wall: float
    """Seconds on the clock."""
    peak: float = 0.0
    """MiB that the largest of its processes had at once."""
    watched: float = 0.0
    """Of `cpu`, what the processes took that were watched."""
    size: float = 0.0
    """MB that it wrote."""

    def told(self) -> dict[str, Any]:
        """As plain data, without what was not measured."""
        return {name: round(value, 4) for name, value in asdict(self).items() if value}


def run(command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str] | None = None, watch: str = "", fine: tuple[int, ...] = (0,)) -> Run:
    """Run a program and tell what it cost; raises `Failed` where it ends otherwise than with one of `fine`.

    `watch` is what stands in the command line of the processes whose share is told apart (Linux alone).
    """
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        try:
            shares: dict[int, float] = {}
            while watch and not _ended(process.pid):
                _look(process.pid, watch, shares)
                time.sleep(_LOOK)
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.send_signal(signal.SIGTERM)
            raise
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in fine:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").splitlines()[-_SHOWN:]
            raise Failed("\n".join((f"{' '.join(map(str, command))} ended with {process.returncode}:", *last)))
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Run(usage.ru_utime + usage.ru_stime, wall, peak, sum(shares.values()))


def so_far(pid: int) -> float:
    """CPU seconds of a process that goes on, with those below it and those that it has waited for (Linux alone; else nought)."""
    took = 0.0
    with suppress(OSError, ValueError, IndexError):
        took += sum(map(int, _times(pid))) / _TICKS
    return took + sum(so_far(child) for child in _below(pid))


def weight(folder: Path) -> float:
    """MB of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _ended(pid: int) -> bool:
    """Whether a process is over, and waits for us to ask what it cost."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _look(pid: int, watch: str, shares: dict[int, float]) -> None:
    """Note what the watched ones among a process and those below it have taken so far."""
    with suppress(OSError, ValueError, IndexError):
        if watch in Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace"):
            shares[pid] = sum(map(int, _times(pid)[:2])) / _TICKS
    for child in _below(pid):
        _look(child, watch, shares)


def _times(pid: int) -> list[str]:
    """The ticks of a process: its own, the system's for it, and both of the children that it has waited for."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[11:15]


def _below(pid: int) -> list[int]:
    """The processes that one has started and that are still there."""
    with suppress(OSError):
        return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    return []
