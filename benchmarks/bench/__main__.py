"""What checking, building and serving cost at any size, side by side with what people would use instead.

    python -m benchmarks.bench [--full] [--only PART …] [--documents N …] [--runs K] [--json FILE] [--anew]
    python -m benchmarks.bench --write FILE …

Writes playbooks of several sizes with a history (`benchmarks/playbooks.py`),
runs every program on the very same documents or pages, one after another,
`--runs` times, and prints one table of ratios against what was set out to be
reached, and one of what each run cost. A ratio is the middle of those within
one round. CPU seconds of a program and all that it starts are the measure,
seconds on the clock only where something is waited for.

The parts are check, build, serve and start. `--full` goes to 10,000 documents
in one run. What was measured is kept beside the playbooks, in the user's
folder for caches or in the folder that PLAYBOOK_BENCH names, so a bench that
was ended goes on where it was while the project stays as it is; `--anew`
measures again. `--write` puts the figures of such FILEs into the manual; where
two measured the same, the first one's.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.bench import building, checking, peers, serving, stage, starting, table
from benchmarks.bench.claims import SMALL, claims
from benchmarks.bench.measuring import Failed
from benchmarks.bench.results import Kept, Results, Round

SIZES, FULL = (100, 1000), (100, 1000, 3000, 10_000)
PARTS = ("start", "check", "build", "serve")


def main(words: list[str]) -> int:
    """Print the tables; 1 where a program failed."""
    asked = _asked(words)
    if asked.write:
        table.write(_together(json.loads(file.read_text("utf-8")) for file in asked.write))
        return 0
    sizes = tuple(sorted(asked.documents)) if asked.documents else FULL if asked.full else SIZES
    runs = asked.runs or (1 if asked.full else 3)
    results, failed = Results(), False
    kept = Kept(stage.room() / "measured.jsonl", stage.state("playbook_plugins", "benchmarks", "docs/playbook"), anew=asked.anew)
    for number in range(runs):
        for part, size in _rounds(asked.only or PARTS, sizes):
            title = f"{part}{f', {size:,} documents' if size else ''}, round {number + 1} of {runs}"
            try:
                one, missing = kept.round(part, size, number, lambda part=part, size=size, title=title: _measure(part, size, title, first=number == 0))
            except Failed as error:
                stage.say(f"  {title}: {error}")
                failed = True
            else:
                results.rounds.setdefault((part, size), []).append(one)
                results.missing |= missing
    said = {"about": table.about(peers.versions(name for rounds in results.rounds.values() for one in rounds for name in one)), "missing": results.missing, "costs": list(results.told())}
    said["claims"] = table.judged(results, (one for one in claims(sizes) if one.about in (asked.only or PARTS)))
    print(_printed(said))
    if asked.json:
        asked.json.write_text(json.dumps(said, indent=1) + "\n", "utf-8")
    return int(failed)


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--documents", action="append", type=int)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--write", type=Path, nargs="+")
    return parser.parse_args(words)


def _rounds(parts: tuple[str, ...], sizes: tuple[int, ...]):
    """What one round is made of: each part at each of its sizes."""
    for part in PARTS:
        if part in parts:
            if part == "start":
                yield part, 0
            elif part == "serve":
                yield from ((part, size) for size in (SMALL, min(1000, sizes[-1])))
            else:
                yield from ((part, size) for size in sizes)


def _measure(part: str, size: int, title: str, *, first: bool) -> tuple[Round, dict[str, str]]:
    match part:
        case "check":
            return checking.measured(size, title=title)
        case "build":
            return building.measured(size, title=title, first=first)
        case "serve":
            return serving.measured(size, title=title, first=first)
    return starting.measured(title)


def _together(said: Any) -> dict[str, Any]:
    """Several benches as one: where two measured the same, the first one's figures."""
    whole: dict[str, Any] = {}
    for one in said:
        whole = whole or {"about": {**one["about"], "versions": "", "commit": ""}, "costs": [], "claims": []}
        for what, between in (("versions", ", "), ("commit", " and ")):
            names = [*filter(None, whole["about"][what].split(between)), *one["about"][what].split(between)]
            whole["about"][what] = between.join(dict.fromkeys(names))
        whole["costs"] += [row for row in one["costs"] if not any(_same(row, other, "part", "documents", "name") for other in whole["costs"])]
        whole["claims"] += [row for row in one["claims"] if not any(_same(row, other, "what") for other in whole["claims"])]
    return whole


def _same(one: dict[str, Any], other: dict[str, Any], *names: str) -> bool:
    return all(one[name] == other[name] for name in names)


def _printed(said: dict[str, Any]) -> str:
    about = said["about"]
    lines = [f"Measured on {about['day']}: {about['machine']}; commit {about['commit']}; {about['versions']}.", ""]
    lines += [f"Missing: {why}." for why in said["missing"].values()]
    return "\n".join([*lines, "", table.ratios(said["claims"]), "", table.costs(said["costs"])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
