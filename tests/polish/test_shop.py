"""An invented Polish shop: whole and sound, and every fault that is planted in it is found."""

import shutil
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY
from tests.polish.faults import FAULTS

SHOP = ROOT / "tests" / "polish" / "shop"


def found(folder: Path) -> list:
    return run(read_playbook(folder, root=folder), today=TODAY)


def test_the_shop_has_nothing_to_mend():
    assert [(finding.rule, finding.message) for finding in found(SHOP)] == []


def test_the_shop_is_read_in_its_own_language():
    playbook = read_playbook(SHOP, root=SHOP)
    assert {policy.topic for policy in playbook.of_kind("policy")} >= {"recovery", "listening", "lost-customer", "feedback", "referral", "honesty"}
    assert str(playbook.settings.business.answers_within) == "1 working day"
    assert len(playbook.settings.business.open.times) == 5
    assert all(section.name for policy in playbook.of_kind("policy") for section in policy.sections)


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault[3]}-{number}" for number, fault in enumerate(FAULTS)])
def test_a_planted_fault_is_found(fault, tmp_path):
    (*first, rule), *more = fault[:4], *fault[4:]
    folder = tmp_path / "shop"
    shutil.copytree(SHOP, folder)
    for path, before, after in (first, *more):
        written = (folder / path).read_text("utf-8")
        assert written.count(before) == 1
        (folder / path).write_text(written.replace(before, after), "utf-8")
    assert rule in {finding.rule for finding in found(folder)}
