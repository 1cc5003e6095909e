"""Which asterisks, underlines and tildes are marks of emphasis, and which the author meant to be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Some of the same mark in a row."""

    mark: str
    start: int
    end: int


def may_close(written: str, run: Run) -> bool:
    """Whether emphasis may end here: the run leans on what stands before."""
    return _leans(written, run)[1]


def pairs(written: str, runs: Sequence[Run]) -> list[tuple[int, int]]:
    """The stretches that are marks: each run that closes takes the nearest open one of its kind.

    What lies open between two that meet is passed over for good, so every run
    is opened and dropped once. Where CommonMark's "multiple of three" keeps two
    apart, no other is looked for.
    """
    if len(runs) < 2:
        return []
    found: list[tuple[int, int]] = []
    opened: list[tuple[Run, bool, int]] = []
    waiting: Counter[str] = Counter()
    for run in runs:
        opens, closes = _leans(written, run)
        size = run.end - run.start
        start = run.start
        while closes and start < run.end and waiting[run.mark]:
            other, also_closes, other_size = opened[-1]
            if other.mark == run.mark and (opens or also_closes) and _apart(size, other_size):
                break
            opened.pop()
            waiting[other.mark] -= 1
            if other.mark != run.mark:
                continue
            taken = min(other.end - other.start, run.end - start)
            found += (other.end - taken, other.end), (start, start + taken)
            start += taken
            if other.end - taken > other.start:
                opened.append((Run(other.mark, other.start, other.end - taken), also_closes, other_size))
                waiting[other.mark] += 1
        if opens and start < run.end:
            opened.append((Run(run.mark, start, run.end), closes, size))
            waiting[run.mark] += 1
    return found


def _apart(size: int, other: int) -> bool:
    """Whether `*a**b*` and its like keep the two runs apart, one of which might both open and close."""
    return (size + other) % 3 == 0 and bool(size % 3 or other % 3)


def _leans(written: str, run: Run) -> tuple[bool, bool]:
    before = written[run.start - 1 : run.start] or " "
    after = written[run.end : run.end + 1] or " "
    opens = not after.isspace() and (after.isalnum() or not before.isalnum())
    closes = not before.isspace() and (before.isalnum() or not after.isalnum())
    if run.mark == "_":
        # Within a word, as in `file_name`, an underline is part of it.
        return opens and not (closes and before.isalnum()), closes and not (opens and after.isalnum())
    return opens, closes
