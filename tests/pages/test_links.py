"""Whatever is a draft or retired, no page leads to a page that is not there."""

import posixpath
import random
import re
from itertools import product

import pytest

from playbook_plugins.checklist.run import run, stops
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, WHOLE

SOURCES = ROOT / "tests" / "golden" / "kayaks" / "docs"
FILES = {f"docs/{file.relative_to(SOURCES).as_posix()}": file.read_bytes() for file in SOURCES.rglob("*") if file.is_file()}
DOCUMENTS = sorted(path for path in FILES if path.startswith("docs/playbook/") and path.endswith(".md"))
CASES = list(product(DOCUMENTS, ("draft", "retired")))
"""Every document in each state; `make test` draws some of them."""
LINK = re.compile(r"\]\(([^()\s]+)\)")


def lost(pages, assets) -> list[tuple[str, str]]:
    """The links of the pages that lead nowhere on their site."""
    there = {page.path for page in pages} | {asset.path for asset in assets}
    found = []
    for page in pages:
        for target in LINK.findall(page.body) if page.kind not in ("manual", "rule") else ():
            path = target.partition("#")[0]
            if path and ":" not in target and posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) not in there:
                found.append((page.path, target))
    return found


@pytest.mark.share
@pytest.mark.parametrize(("path", "status"), CASES if WHOLE else random.Random("links").sample(CASES, 10))
def test_what_is_not_in_use_is_not_led_to(path, status, write):
    text = FILES[path].decode()
    text = text.replace("---\n", f"---\nstatus: {status}\n", 1) if text.startswith("---\n") else f"---\nstatus: {status}\n---\n{text}"
    folder = write({**FILES, path: text.encode()}, "quay")
    playbook = read_playbook(folder / "docs" / "playbook", root=folder, public=folder / "docs" / "public")
    told = [finding for finding in run(playbook, today=TODAY) if finding.rule in ("dangling-reference", "public-to-internal", "thin-fit")]
    for audience in Audience:
        released = release(playbook, audience)
        # a link that its author wrote is the author's to mend, and the checklist stops it
        assert stops(told) or lost(released.pages, released.assets) == []
