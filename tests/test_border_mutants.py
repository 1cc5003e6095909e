"""Every condition, raise and filter of the border is held by a test: weaken one, and a test fails."""

import random
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, WHOLE
from tests.mutation.mutants import mutants

TARGETS = yaml.safe_load((ROOT / "tests" / "mutation" / "targets.yml").read_text("utf-8"))
"""By file, the tests that hold it."""
ALIKE = yaml.safe_load((ROOT / "tests" / "mutation" / "alike.yml").read_text("utf-8")) or {}
"""By file, the changes that change nothing that anybody could see, each with the reason."""
BORDER = (
    "audit/[!_]*", "model/fingerprints", "model/inside", "model/leak", "model/passage", "model/runs",
    "checklist/grammar", "checklist/plainly", "checklist/private",
    *(f"checklist/rules/{rule}" for rule in "copied_from_staff kind_border leftover money_out output_leak private_detail public_to_internal".split()),
    *(f"pages/{part}" for part in "excuses pictures publishing release secrets withheld".split()),
    *(f"engines/mkdocs/{part}" for part in "added borders expected guard known outside policy stage".split()), "publish/again", "publish/build",
)  # fmt: skip
"""What keeps staff matters inside, below the package."""
SHARE, SEED, QUICKEST = 1, 63, "tests/audit/test_reading.py"
"""How many files are drawn for `make test`, one weaker form each, among those that these tests hold."""


def drawn() -> list[str]:
    quick = sorted(file for file, tests in TARGETS.items() if tests == QUICKEST)
    return sorted(TARGETS) if WHOLE else random.Random(SEED).sample(quick, min(SHARE, len(quick)))


def fates(file: str, chosen: str) -> list[tuple[str, str, str]]:
    """(fate, line, change) of each chosen mutant of a file, tried in forks of a process of its own."""
    command = [sys.executable, "-m", "tests.mutation.trial", file, chosen, *shlex.split(TARGETS[file])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr[-3000:]
    return [(fate, line, what) for fate, _, line, what in (row.split("\t") for row in done.stdout.splitlines())]


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.parametrize("file", drawn())
def test_no_weaker_form_passes_the_tests_of(file, figures):
    alike = ALIKE.get(file, {})
    harmful = [number for number, one in enumerate(mutants(ROOT / file)) if one.what not in alike]
    tried = fates(file, "all" if WHOLE else str(random.Random(SEED).choice(harmful)))
    survived = {what: line for fate, line, what in tried if fate == "survived"}
    told = Counter(fate for fate, _, what in tried if what not in alike)
    figures(f"tried {len(tried)}, {', '.join(f'{fate} {told[fate]}' for fate in ('found', 'hang', 'survived'))}, alike {len(tried) - told.total()}")
    assert [f"{file}:{line}: {what}" for what, line in survived.items() if what not in alike] == []
    assert [what for _, _, what in tried if what in alike and what not in survived] == [], "a test finds these: they are not alike"


@pytest.mark.share
def test_what_is_said_to_change_nothing_is_still_there_and_has_its_reason():
    for file, changes in ALIKE.items() if WHOLE else random.Random(SEED).sample(sorted(ALIKE.items()), SHARE * 2):
        there = {one.what for one in mutants(ROOT / file)}
        assert [what for what, because in changes.items() if what not in there or len(because.split()) < 4] == []


@pytest.mark.parametrize("part", BORDER)
def test_every_module_of_the_border_is_tried(part: str):
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / "playbook_plugins").glob(f"{part}.py")}
    assert there and there <= TARGETS.keys()
