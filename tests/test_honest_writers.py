"""Ten honest firms, written by people who knew the manual alone, before anything was checked.

Nothing here is an error that its writer would dispute; what was disputed became
a good example on its rule's page or in its word list. The files stay as they
were first written.
"""

from collections import Counter

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Level
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY

FIRMS = sorted(folder for folder in (ROOT / "tests" / "honest").iterdir() if folder.is_dir())
FAIR = {
    "community-pool": ["policies/wants-to-race.md:15 private-detail"],
    "hairdresser": ["money.md:2 budget-share"],
    "veterinary-surgery": ["fit.md:3 about-us"],
}
"""What is worth a look in them, beside the topics that nobody was asked to write about; all of it found fair."""


def found(firm):
    return run(read_playbook(firm, root=firm), today=TODAY)


@pytest.mark.parametrize("firm", FIRMS, ids=lambda firm: firm.name)
def test_an_honest_firm_has_no_error(firm):
    assert [str(finding) for finding in found(firm) if finding.level is Level.ERROR] == []


@pytest.mark.parametrize("firm", FIRMS, ids=lambda firm: firm.name)
def test_what_is_worth_a_look_was_found_fair(firm):
    looks = [f"{f.place.path}:{f.place.line} {f.rule}" for f in found(firm) if f.level is Level.WARNING and f.rule != "missing-topic"]
    assert looks == FAIR.get(firm.name, [])


def test_there_are_ten_firms_and_thirty_policies_and_fit_pages_or_more():
    kinds = Counter(document.kind.name for firm in FIRMS for document in read_playbook(firm, root=firm).documents)
    assert len(FIRMS) == 10 and kinds["fit"] == 10 and kinds["policy"] + kinds["fit"] >= 30
    topics = {policy.topic for firm in FIRMS for policy in read_playbook(firm, root=firm).of_kind("policy")}
    assert len(topics) == 11
