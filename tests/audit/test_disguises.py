"""An internal sentence is found in a finished site, whichever disguise it wears; and nothing else is."""

import os
import random
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.audit import audit
from playbook_plugins.audit.forms import RUN, fingerprint
from playbook_plugins.engines.mkdocs.sentences import theirs
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Audience
from playbook_plugins.model.runs import runs
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.audit.disguised import DISGUISES
from tests.conftest import ROOT, WHOLE

EACH, SHARE = 20, 6
"""Sentences in each disguise, and the disguises that a share is drawn from, with a sentence each."""
FOUND = 0.99


@pytest.fixture(scope="module")
def known():
    return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")


@pytest.fixture(scope="module")
def fingerprints(known) -> Fingerprints:
    return release(known, Audience.PUBLIC).fingerprints


@pytest.fixture(scope="module")
def sentences(known, fingerprints) -> list[str]:
    """Sentences that only staff may read, of eight words or more; those that the public reads as well are left out."""
    internal = [str(text) for document in known.documents if document.audience is not Audience.PUBLIC for text in document._texts]
    every = sorted({said.strip() for text in internal for said in re.split(r"(?<=[.!?:])\s+|[*\[\]`|\"]|\(", text)})
    wanted = fingerprints.marks[RUN]
    return [said for said in every if len(own := [fingerprint(RUN, run) in wanted for run in runs(said)]) > 2 and all(own)]


def drawn() -> list[str]:
    """All disguises, or a share of them that another day draws anew."""
    return list(DISGUISES) if WHOLE else random.Random(os.environ.get("PLAYBOOK_SEED", "disguises")).sample(list(DISGUISES), SHARE)


def hits(folder: Path, name: str, content: bytes, fingerprints: Fingerprints) -> bool:
    """Whether the audit names a folder's only file."""
    shutil.rmtree(folder, ignore_errors=True)
    file = folder / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    found = audit(folder, fingerprints)
    assert "unreadable" not in {hit.channel for hit in found}
    return bool(found)


@pytest.mark.slow
@pytest.mark.share
def test_sentences_are_found_in_every_disguise(sites, sentences, fingerprints, tmp_path, figures):
    chance = random.Random(os.environ.get("PLAYBOOK_SEED", "disguises"))
    met, tried, missed = Counter(), Counter(), []
    for name in drawn():
        for sentence in chance.sample(sentences, EACH if WHOLE else 1):
            tried[name] += 1
            if hits(tmp_path / "site", *DISGUISES[name](sites / "public", sentence), fingerprints):
                met[name] += 1
            else:
                missed.append(f"{name}: {sentence}")
    short = ", ".join(f"{name} {met[name]} of {tried[name]}" for name in tried if met[name] < tried[name])
    figures(f"found {met.total()} of {tried.total()} sentences in {len(tried)} of {len(DISGUISES)} disguises {short}".rstrip())
    assert met.total() >= FOUND * tried.total(), "\n".join(missed)
    assert len(DISGUISES) > 80


@pytest.mark.slow
@pytest.mark.share
def test_a_public_sentence_in_a_disguise_is_no_false_alarm(sites, fingerprints, tmp_path):
    for name in drawn():
        made = DISGUISES[name](sites / "public", "We mend bicycles for people who ride to work every day")
        assert not hits(tmp_path / "site", *made, fingerprints), name


@pytest.mark.slow
@pytest.mark.share
def test_nothing_is_found_in_the_clean_site(sites, fingerprints, figures):
    # a build knows the theme's files; whole, they are read as well
    found = audit(sites / "public", fingerprints if WHOLE else replace(fingerprints, theirs=theirs()))
    figures(f"{len(found)} false alarms on the clean site")
    assert found == ()
