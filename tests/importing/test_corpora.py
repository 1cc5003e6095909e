"""Real handbooks, where somebody keeps some: nothing of them is lost, and the checklist can read every draft.

They lie in the folder that PLAYBOOK_CORPORA names, else in `shared/corpora`
beside the project, a folder each; they are no part of this project.
"""

import os
from pathlib import Path

import pytest

from benchmarks.importing import brought, checked, losses
from tests.conftest import ROOT, WHOLE

CORPORA = Path(os.environ.get("PLAYBOOK_CORPORA") or ROOT.parent / "shared" / "corpora")
HANDBOOKS = sorted(one for one in CORPORA.iterdir() if one.is_dir()) if CORPORA.is_dir() else []
SHARE = None if WHOLE else 20
"""Texts of each handbook that are tried."""


@pytest.mark.share
@pytest.mark.skipif(not HANDBOOKS, reason="there are no handbooks of others here")
def test_real_handbooks_are_brought_whole(figures):
    for folder in HANDBOOKS:
        texts, made = brought(folder, share=SHARE)
        assert texts and losses(texts, made) == []
        found = checked(made)
        assert not [name for name in found if name.startswith("error")], found
        figures(f"{folder.name}: {len(texts)} texts, {len(made.drafts)} drafts, {found.total()} findings, nothing lost")
