"""What was set out to be reached: each a ratio of two costs within one run, and its bound."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.bench.results import Results

SMALL = 70
"""Documents of a small playbook: hardly more than the worked example's."""
_OURS = "internal, cold"


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the table."""

    about: str
    """Which part of the bench measures it."""
    what: str
    bound: float | None
    """At most; `None` for what is told and not bound."""
    value: Callable[[Results], float | None]
    unit: str = "×"


def claims(sizes: tuple[int, ...]) -> list[Claim]:
    """The lines for playbooks of these sizes, the smallest first."""
    least, most = sizes[0], sizes[-1]
    return [
        *(one for size in sizes if size >= 1000 or size == most for one in _checking(size)),
        *(_grows("check", f"`playbook check`, from {least:,} to {size:,}", least, size, "cold", 1.05) for size in sizes[1:]),
        *(one for size in sizes if size >= 1000 or size == most for one in _building(size)),
        *(_grows("build", f"internal build, from {least:,} to {size:,}", least, size, _OURS, 1.1) for size in sizes[1:]),
        *(one for size in (SMALL, min(1000, most)) for one in _serving(size)),
        _ratio("start", 0, "`playbook --help`, to importing click", 2.5, "playbook --help", "import click"),
        _ratio("start", 0, "the worked example checked again, to importing click", None, "worked example, nothing changed", "import click"),
    ]


def _ratio(part: str, size: int, what: str, bound: float | None, name: str, to: str, of: str = "cpu") -> Claim:
    return Claim(part, what, bound, lambda results: results.ratio(part, size, name, to, of))


def _grows(part: str, what: str, fewer: int, more: int, name: str, bound: float) -> Claim:
    return Claim(part, f"{what}: to which power it grows", bound, lambda results: results.exponent(part, fewer, more, name), "")


def _checking(size: int) -> list[Claim]:
    def against(name: str, to: str, what: str, bound: float | None) -> Claim:
        return _ratio("check", size, f"`playbook check`, {size:,} documents, {what}", bound, name, to)

    return [
        against("cold", "floor", "cold, to the floor", 6),
        against("nothing changed", "floor", "nothing changed, to the floor", 0.5),
        against("one edited", "floor", "one edited, to the floor", 0.6),
        against("cold", "markdownlint-cli2", "cold, to markdownlint-cli2", 0.25),
        Claim("check", f"`playbook check`, {size:,} documents: memory", 1024 if size >= 10_000 else None, lambda results: results.median("check", size, "cold", "peak"), " MiB"),
    ]


def _building(size: int) -> list[Claim]:
    def against(name: str, to: str, what: str, bound: float | None, of: str = "cpu") -> Claim:
        return _ratio("build", size, f"{size:,} documents: {what}", bound, name, to, of)

    def own(results: Results) -> float | None:
        return results.ratio("build", size, _OURS, _OURS, times=lambda run: run.cpu - run.watched) if results.median("build", size, _OURS, "watched") else None

    return [
        against(_OURS, "plain", "internal build, cold, to plain Material", 0.10 if size >= 3000 else 0.20),
        against(_OURS, "plain", "internal build, cold, to plain Material, on the clock", None, "wall"),
        Claim("build", f"{size:,} documents: our own part of it, to the whole", 0.25, own),
        Claim("build", f"{size:,} documents: memory of the internal build", 1024 if size >= 10_000 else None, lambda results: results.median("build", size, _OURS, "peak"), " MiB"),
        against("public, cold", "plain", "public build, cold, to plain Material", 0.03),
        against("internal, nothing changed", _OURS, "internal build, nothing changed, to cold", 0.05),
        against("internal, one edited", _OURS, "internal build, one edited, to cold", 0.20),
        against("internal, one edited", _OURS, "internal build, one edited, to cold, on the clock", None, "wall"),
        against("internal, one committed", _OURS, "internal build, one edited and committed, to cold", 0.20),
        against("internal, one edited", "zensical, one edited", "internal build, one edited, to Zensical's", 1),
        against("internal, nothing changed", "zensical, nothing changed", "internal build, nothing changed, to Zensical's", 1),
        against(_OURS, "zensical, cold", "internal build, cold, to Zensical", None),
        against(_OURS, "hugo, whole menu", "internal build, cold, to Hugo with the whole menu", None),
        against(_OURS, "hugo, small menu", "internal build, cold, to Hugo with a small menu", None),
        against("internal, one edited", "hugo, small menu", "internal build, one edited, to Hugo with a small menu", None),
        against(_OURS, "sphinx-needs, cold", "internal build, cold, to sphinx-needs", None),
        against("internal, one edited", "sphinx-needs, one edited", "internal build, one edited, to sphinx-needs", None),
    ]


def _serving(size: int) -> list[Claim]:
    saved = f"{size:,} documents, saved to served with `playbook serve`"
    return [
        _ratio("serve", size, f"{saved}, to a cold build, on the clock", 0.2, "playbook serve, one edited", "build, cold", "wall"),
        _ratio("serve", size, f"{saved}, to a cold build", None, "playbook serve, one edited", "build, cold"),
        _ratio("serve", size, f"{saved}, to `mkdocs serve`, on the clock", None, "playbook serve, one edited", "mkdocs serve, one edited", "wall"),
        Claim("serve", f"{saved}: seconds", 1 if size == SMALL else None, lambda results: results.median("serve", size, "playbook serve, one edited", "wall"), " s"),
    ]
