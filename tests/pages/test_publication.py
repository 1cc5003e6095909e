"""What `playbook diff --public` shows is all that the public pages say of the owner's."""

import re

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.model.publication import Sort
from playbook_plugins.pages.publication import publication
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

CASES = {"kayaks": ROOT / "tests" / "golden" / "kayaks", "example": ROOT}


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^()\s]*\)|<[^<>]*>", " ", text)))


@pytest.mark.parametrize("case", CASES)
def test_every_line_of_a_public_page_that_an_author_wrote_is_among_it(case):
    root = CASES[case]
    playbook = read_playbook(root / "docs" / "playbook", root=root, public=root / "docs" / "public")
    shown = [words(said.text) for said in publication(playbook)]
    sources = " | ".join(words(line) for document in playbook.documents for line in document.lines)
    missed, tried = [], 0
    for page in release(playbook, Audience.PUBLIC).pages:
        for sentence in re.split(r"(?<=[.!?])\s|\n", page.body):
            said = words(sentence)
            if len(said.split()) > 3 and said in sources:
                tried += 1
                missed += [] if any(said in one or one in said for one in shown) else [sentence]
    assert tried > 15 and not missed


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_is_found_on_its_line(case):
    root = CASES[case]
    playbook = read_playbook(root / "docs" / "playbook", root=root, public=root / "docs" / "public")
    wrong = []
    for said in publication(playbook):
        line = (root / said.place.path).read_text("utf-8").splitlines()[said.place.line - 1]
        first = words(said.text).split()[:2]
        # a fact stands below its key, in words of its own
        told = said.sort is Sort.SENTENCE and said.place.path != playbook.settings_path
        if told and not set(first) <= set(words(line).split()):
            wrong.append(f"{said.place}: {said.text}")
    # a time or a number that stands elsewhere is found nowhere as it is said, and points at the top
    assert len(wrong) <= 0.06 * len(publication(playbook)), wrong
