"""Every fault that can be planted in the worked example is found, by the rule it belongs to and by no other."""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Profile
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, WHOLE
from tests.planted.faults import Fault, faults
from tests.planted.leaks import leaks
from tests.planted.sentences import sentences

SHARE = 20
"""Faults of either sort in a share, and more where it takes more to try each rule."""
NAMELESS = {"private-detail"}
"""What is found too where the partners cannot be read: a number on the fit page is then nobody's that is known."""


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """A copy of the worked example, without its history and in one language: a fault in one of two is `out-of-step` as well."""
    root = tmp_path_factory.mktemp("example")
    for name in ("playbook", "public"):
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name, ignore=shutil.ignore_patterns("*.pl.md"))
    settings = root / "docs" / "playbook" / "playbook.yml"
    settings.write_text(settings.read_text("utf-8").replace("  langs: pl\n", ""), "utf-8")
    return root


def read(root: Path) -> Playbook:
    return read_playbook(root / "docs" / "playbook", root=root, public=root / "docs" / "public")


def found(root: Path) -> set[str]:
    """The rules that find something, at whatever level."""
    return {finding.rule for finding in run(read(root), today=TODAY)}


def planted(fault: Fault, root: Path) -> set[str]:
    """The rules that find something in the example with a fault; the example is whole again afterwards."""
    file = root / fault.path
    whole = file.read_bytes()
    try:
        file.write_text("\n".join(fault.lines) + "\n", "utf-8")
        return found(root)
    finally:
        file.write_bytes(whole)


def drawn(all_faults: list[Fault]) -> list[Fault]:
    """All of them, or a share that holds each set of rules."""
    if WHOLE:
        return all_faults
    order = sorted(all_faults, key=lambda fault: fault.name)
    random.Random(63).shuffle(order)
    first = {fault.rules: fault for fault in order}
    return [*first.values(), *[fault for fault in order if fault not in first.values()][: max(0, SHARE - len(first))]]


@pytest.mark.parametrize("profile", list(Profile))
def test_the_example_without_a_fault_is_silent(example: Path, profile: Profile):
    assert run(read(example), today=TODAY, profile=profile) == ()


@pytest.mark.slow
@pytest.mark.share
def test_each_planted_fault_is_found_by_its_rule_and_by_no_other(example: Path, figures):
    lines = (example / "docs" / "playbook" / "playbook.yml").read_text("utf-8").splitlines()
    every = [*faults(read(example), lines), *leaks(read(example))]
    met, all_of, wrong = Counter(), Counter(), []
    for fault in drawn(every):
        rules = planted(fault, example)
        name = "/".join(sorted(fault.rules))
        all_of[name] += 1
        met[name] += bool(rules & fault.rules)
        if not rules & fault.rules or rules - fault.rules - (NAMELESS if fault.path.endswith("partners.md") else set()):
            wrong.append(f"{fault.name}: found by {sorted(rules) or 'nothing'}, belongs to {sorted(fault.rules)}")
    told = ", ".join(f"{rule} {met[rule]} of {all_of[rule]}" for rule in sorted(all_of))
    figures(f"found {met.total()} of {all_of.total()} (there are {len(every)}): {told}")
    assert not wrong, "\n" + "\n".join(wrong)


ALSO = {"disrespect": {"stale-alternative"}, "protected-ground": {"stale-alternative"}}
"""What other rules rightly find in the sentences of one: their invented firms are no partners of the example."""
KNOWN, STRAY = 0.85, 0.05
"""The part of other people's bad sentences that is found at the least, and that another rule finds too at the most."""


@pytest.mark.slow
@pytest.mark.share
def test_other_peoples_bad_sentences_are_found_wherever_they_stand(example: Path, figures):
    met, all_of, stray = Counter(), Counter(), []
    every = list(sentences(read(example)))
    for fault in drawn(every):
        (rule,) = fault.rules
        rules = planted(fault, example)
        all_of[rule] += 1
        met[rule] += rule in rules
        stray += [f"{fault.name}: {other}" for other in rules - fault.rules - ALSO.get(rule, set())]
    told = ", ".join(f"{rule} {met[rule]} of {all_of[rule]}" for rule in sorted(all_of))
    figures(f"found {met.total()} of {all_of.total()} (there are {len(every)}), found by another rule as well {len(stray)}: {told}")
    assert met.total() >= KNOWN * all_of.total()
    assert len(stray) <= STRAY * all_of.total(), stray
