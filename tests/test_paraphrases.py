"""Wordings by people who had read a rule's page and never its word lists.

Each file in `paraphrases/` holds sentences that break a rule and sentences that
do not, as they were first written. A rule finds most of the first and leaves
nearly all of the second alone; which ones it gets wrong is printed. Those in
`paraphrases/unseen/` came last, and no list was ever changed for their sake.
"""

from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY
from tests.paraphrases.hosts import FACTS, HOSTS

FOLDER = Path(__file__).with_name("paraphrases")
FILES = sorted(FOLDER.glob("*.yml"))
RECALL, SPECIFICITY = 0.85, 0.95
"""What a rule finds of what breaks it, and leaves alone of what does not, at the least."""


def judged(file: Path, rule: str, folder: Path) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """What a rule misses in a file, what it wrongly finds, and all that stands there."""
    written = yaml.safe_load(file.read_text("utf-8"))
    missed = [text for number, text in enumerate(written["bad"]) if not flagged(rule, text, folder / f"bad-{number}")]
    alarms = [text for number, text in enumerate(written["good"]) if flagged(rule, text, folder / f"good-{number}")]
    return missed, alarms, written


def flagged(rule: str, text: str, folder: Path) -> bool:
    """Whether a rule finds anything in a text, put where it looks."""
    for name, content in {"playbook.yml": FACTS, **HOSTS[rule](text)}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return bool(run(read_playbook(folder, root=folder), today=TODAY, rules=[catalogue()[rule]]))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_knows_most_of_what_breaks_it_and_little_else(file: Path, tmp_path: Path):
    rule = file.stem.rpartition("@")[0] or file.stem
    missed, alarms, written = judged(file, rule, tmp_path)
    recall, specificity = 1 - len(missed) / len(written["bad"]), 1 - len(alarms) / len(written["good"])
    told = "\n".join([*(f"  missed: {text}" for text in missed), *(f"  wrongly found: {text}" for text in alarms)])
    assert recall >= RECALL and specificity >= SPECIFICITY, f"{rule}\n{told}"


def test_every_wording_rule_has_ten_and_ten():
    assert {file.stem for file in FILES if "@" not in file.stem} == set(HOSTS)
    for file in FILES:
        written = yaml.safe_load(file.read_text("utf-8"))
        assert len(set(written["bad"])) >= 10 and len(set(written["good"])) >= 10, file.stem


def test_words_that_no_list_was_changed_for_are_known_as_well(tmp_path: Path, figures):
    found = {file.stem: judged(file, file.stem, tmp_path / file.stem) for file in sorted((FOLDER / "unseen").glob("*.yml"))}
    assert set(found) == set(HOSTS)
    bad, good = (sum(len(written[sort]) for *_, written in found.values()) for sort in ("bad", "good"))
    missed, alarms = (sum(len(one[number]) for one in found.values()) for number in (0, 1))
    told = ", ".join(f"{rule} {len(written['bad']) - len(gone)}/{len(written['bad'])}" for rule, (gone, _, written) in found.items())
    figures(f"recall {1 - missed / bad:.1%} of {bad}, specificity {1 - alarms / good:.1%} of {good}; found {told}")
    assert 1 - missed / bad >= RECALL and 1 - alarms / good >= SPECIFICITY
