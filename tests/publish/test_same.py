"""The same sources give the same bytes, on whatever machine, by whomever, on whatever day.

`make test` changes everything at once, `make prove` one thing at a time.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from playbook_plugins.testing import commit
from tests.conftest import ROOT
from tests.engines.project import tree
from tests.publish.shop import INTERNAL, WAYS, Shop, shop

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="changes what Linux lets us change")]

BOTH = {"public": WAYS, "internal": INTERNAL}


def backwards(made: Shop) -> None:
    """Let the files be made in another order, so that the disk lists them in another."""
    docs = made.folder / "docs"
    files = [path for path in docs.rglob("*") if path.is_file()]
    kept = {path: path.read_bytes() for path in random.Random(63).sample(files, len(files))}
    shutil.rmtree(docs)
    for path, content in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (docs / "public").mkdir(exist_ok=True)


def windows(made: Shop) -> None:
    """Let git hand out its texts as Windows likes them."""
    subprocess.run(["git", "-C", str(made.folder), "config", "core.autocrlf", "true"], check=True)
    for path in (made.folder / "docs").rglob("*"):
        if path.suffix in (".md", ".yml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def old(made: Shop) -> None:
    """Let another site be published already."""
    for audience in BOTH:
        made.target.with_name(audience).mkdir(parents=True)
        made.target.with_name(audience).joinpath("index.html").write_text("yesterday")


@dataclass(frozen=True)
class Other:
    """One thing that is different somewhere else."""

    environment: Mapping[str, str] = field(default_factory=dict)
    mask: int = 0o022
    before: Callable[[Shop], None] = lambda made: None


OTHERS = {
    "nothing": Other(),
    "day": Other({"PLAYBOOK_TODAY": "2026-11-27", "TROUBLE_DAYS": "6"}),
    "year": Other({"TROUBLE_DAYS": "-800"}),
    "zone": Other({"TZ": "Pacific/Kiritimati"}),
    "zone west": Other({"TZ": "America/Adak"}),
    "language": Other({"LC_ALL": "C", "LANG": "pl_PL.UTF-8", "LANGUAGE": "pl"}),
    "mask": Other(mask=0o077),
    "seed": Other({"PYTHONHASHSEED": "7"}),
    "listing": Other({"TROUBLE_ORDER": "1"}),
    "making": Other(before=backwards),
    "line ends": Other(before=windows),
    "git": Other({"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "log.date", "GIT_CONFIG_VALUE_0": "relative", "GIT_CONFIG_KEY_1": "diff.renames", "GIT_CONFIG_VALUE_1": "copies"}),
    "home": Other({"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody", "XDG_CACHE_HOME": "/nonexistent"}),
    "published": Other(before=old),
    "terminal": Other({"CI": "1", "NO_COLOR": "1", "COLUMNS": "20", "TERM": "dumb", "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "quay/kayaks"}),
}
ALL = Other({name: value for one in OTHERS.values() for name, value in one.environment.items()}, 0o077, lambda made: (backwards(made), windows(made), old(made))[0])


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Shop:
    """A shop with a past, from which every other is copied."""
    made = shop(tmp_path_factory.mktemp("source") / "first")
    for name in ("playbook", "public"):
        shutil.copytree(ROOT / "tests" / "golden" / "kayaks" / "docs" / name, made.folder / "docs" / name, dirs_exist_ok=True)
    (made.folder / "docs" / "playbook" / "promises" / "lunch.md").unlink()
    (made.folder / "docs" / "public" / "small-print.md").write_text("# The small print\n\nVests are worn, by everybody, always.\n")
    commit(made.folder, "2026-11-02")
    return made


def built(source: Shop, root: Path, audience: str, way: str, *, other: Other) -> dict[str, bytes]:
    """A site as it is built somewhere else."""
    made = Shop(root)
    shutil.copytree(source.root, root)
    other.before(made)
    mask = os.umask(other.mask)
    try:
        done = made.build(BOTH[audience][way], **other.environment)
    finally:
        os.umask(mask)
    assert done.returncode == 0, done.stderr
    return tree(made.target.with_name(audience))


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_elsewhere_the_same_site_comes_out(source: Shop, tmp_path: Path):
    first = built(source, tmp_path / "here", "public", "playbook build", other=OTHERS["nothing"])
    far = built(source, tmp_path / "za\u017c\u00f3\u0142\u0107 there" / "deeper", "public", "mkdocs build", other=ALL)
    assert unlike(first, far) == []


@pytest.mark.whole
@pytest.mark.parametrize("audience", BOTH)
def test_no_single_thing_makes_a_difference(source: Shop, tmp_path: Path, audience: str, figures):
    first, differ = None, {}
    for number, (name, other) in enumerate(OTHERS.items()):
        for way in BOTH[audience]:
            site = built(source, tmp_path / f"{number} {way}", audience, way, other=other)
            first = first or site
            differ |= {f"{name}, {way}": found} if (found := unlike(first, site)) else {}
    figures(f"{len(OTHERS)} differences by {len(WAYS)} ways, {len(first or {})} files, differing {len(differ)}")
    assert not differ
