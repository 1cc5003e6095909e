"""One round: programs that run one after another, each told as it ends."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.bench.measuring import Run, run
from benchmarks.bench.results import Round
from benchmarks.bench.stage import say


class Steps:
    """Gathers what the programs of a round cost."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.round: Round = {}

    def run(self, name: str, command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str], watch: str = "", fine: tuple[int, ...] = (0,)) -> Run:
        """Run a program under this name."""
        return self.note(name, run(command, cwd=cwd, environment=environment, watch=watch, fine=fine))

    def note(self, name: str, measured: Run) -> Run:
        """Take over what something cost under this name."""
        self.round[name] = measured
        say(f"  {self.title}: {name}: {measured.cpu:.2f} s CPU, {measured.wall:.2f} s, {measured.peak:.0f} MiB")
        return measured
