"""What was measured, round by round, kept in a file so that a bench that was ended goes on where it was."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.bench.measuring import Run

Round = dict[str, Run]
"""What ran side by side, by its name."""


@dataclass
class Results:
    """Rounds by the part of the bench and the number of documents."""

    rounds: dict[tuple[str, int], list[Round]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    """What could not be had, and why."""

    def median(self, part: str, documents: int, name: str, of: str = "cpu") -> float | None:
        """The middle of what a program cost in all rounds; `None` where it did not run."""
        values = [getattr(one[name], of) for one in self._all(part, documents) if name in one]
        return median(values) if values else None

    def ratio(self, part: str, documents: int, name: str, to: str, of: str = "cpu", times: Callable[[Run], float] | None = None) -> float | None:
        """How many times what `to` cost, each within one round, and the middle of that."""
        cost = times or (lambda run: getattr(run, of))
        values = [cost(one[name]) / getattr(one[to], of) for one in self._all(part, documents) if name in one and to in one]
        return median(values) if values else None

    def exponent(self, part: str, fewer: int, more: int, name: str) -> float | None:
        """To which power of the number of documents a cost grows."""
        low, high = self.median(part, fewer, name), self.median(part, more, name)
        return math.log(high / low) / math.log(more / fewer) if low and high else None

    def _all(self, part: str, documents: int) -> list[Round]:
        return self.rounds.get((part, documents), [])

    def told(self) -> Iterator[dict[str, object]]:
        """As plain data: the middle of each, with the rounds that it was taken of."""
        for (part, documents), rounds in self.rounds.items():
            for name in dict.fromkeys(name for one in rounds for name in one):
                runs = [one[name].told() for one in rounds if name in one]
                figures = {of: round(median(run.get(of, 0.0) for run in runs), 3) for of in dict.fromkeys(of for run in runs for of in run)}
                yield {"part": part, "documents": documents, "name": name, **figures, "runs": len(runs)}


class Kept:
    """The rounds that are done with this state of the project, in a file of lines."""

    def __init__(self, file: Path, state: str, *, anew: bool) -> None:
        self._file, self._state = file, state
        self._done: dict[tuple[str, int, int], tuple[Round, dict[str, str]]] = {}
        for line in file.read_text("utf-8").splitlines() if file.is_file() and not anew else ():
            said = json.loads(line)
            if said["state"] == state:
                self._done[said["part"], said["documents"], said["round"]] = {name: Run(**{"cpu": 0.0} | run) for name, run in said["runs"].items()}, said["missing"]

    def round(self, part: str, documents: int, number: int, measure: Callable[[], tuple[Round, dict[str, str]]]) -> tuple[Round, dict[str, str]]:
        """What a round gave when it was done, or gives now, and what was missing for it."""
        if (done := self._done.get((part, documents, number))) is not None:
            return done
        measured, missing = measure()
        runs = {name: run.told() for name, run in measured.items()}
        said = {"state": self._state, "part": part, "documents": documents, "round": number, "runs": runs, "missing": missing}
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(said) + "\n")
        return measured, missing
