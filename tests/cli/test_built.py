"""Where nothing has changed nothing is built; and what could have changed something is always asked."""

import os
from pathlib import Path

import pytest

from tests.cli.test_build import FIVE, SMALL, tree
from tests.conftest import TODAY, playbook

pytestmark = pytest.mark.usefixtures("ready_maker")

WORDS = ("build", "--audience", "public", "--out", "www", "--today", str(TODAY))
SAME = "www: as it was, 1 page for everybody\n"
NEW = "www: 1 page for everybody\n"


@pytest.fixture
def shop(write) -> Path:
    return write({**SMALL, "mkdocs.yml": FIVE}, folder="shop")


def run(shop: Path, *more: str, **environment: str) -> str:
    done = playbook(*WORDS, *more, cwd=shop, **{"PLAYBOOK_CACHE": str(shop.parent / "kept"), **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_what_is_as_it_was_is_not_built_again_and_what_is_not_is(shop):
    first = playbook(*WORDS, cwd=shop, PLAYBOOK_CACHE=str(shop.parent / "kept"))
    assert first.stdout == NEW, first.stderr
    before = (shop / "www").stat().st_ino, tree(shop / "www")
    again = playbook(*WORDS, cwd=shop, PLAYBOOK_CACHE=str(shop.parent / "kept"))
    # what was found is told again, and the site is the very same
    assert (again.returncode, again.stdout, again.stderr) == (0, SAME, first.stderr)
    # another day, and a note for staff: the pages are the same, so no engine starts
    assert run(shop, "--today", "2026-11-25") == SAME
    (shop / "docs/playbook/roles").mkdir()
    (shop / "docs/playbook/roles/guide.md").write_text("---\nmay_spend: 20\nreach: ring 12\n---\n# Guide\n", "utf-8")
    assert run(shop) == SAME
    assert ((shop / "www").stat().st_ino, tree(shop / "www")) == before

    # somebody else has been at the site
    page = shop / "www" / "index.html"
    text, state = page.read_bytes(), page.stat()
    page.write_bytes(text.replace(b"river", b"rivet"))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert run(shop) == NEW and page.read_bytes() == text
    # nothing is kept, and so nothing is known
    assert run(shop, PLAYBOOK_CACHE="off") == NEW


@pytest.mark.slow
def test_hooks_are_run_at_every_build(shop):
    (shop / "hook.py").write_text("def on_post_build(**rest):\n    open('../../ran', 'a').write('x')\n".replace("../../ran", str(shop.parent / "ran")), "utf-8")
    (shop / "mkdocs.yml").write_text(f"{FIVE}hooks: [hook.py]\n", "utf-8")
    assert [run(shop), run(shop)] == [NEW, NEW]
    assert (shop.parent / "ran").read_text() == "xx"


SECRET = "Whoever waits for longer than an hour may have the second kayak for nothing."


@pytest.mark.slow
@pytest.mark.parametrize("where", ["docs/public/notes.md", "mkdocs.yml"])
def test_what_staff_alone_may_read_is_looked_for_in_a_site_that_stands(shop, where):
    """The pages are the same, and yet they may hold by now what only staff may read."""
    file = shop / where
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{FIVE}copyright: {SECRET}\n" if where == "mkdocs.yml" else f"# Notes\n\n{SECRET}\n", "utf-8")
    assert run(shop).startswith("www: ")
    before = tree(shop / "www")
    (shop / "docs/playbook/policies").mkdir()
    (shop / "docs/playbook/policies/waiting.md").write_text(f"---\ntopic: honesty\nthey_leave_feeling: sure of us\n---\n# Waiting\n\n## What to do\n\n- **Tell** them.\n- {SECRET}\n\n## Don't\n\n- Nothing hidden.\n", "utf-8")
    done = playbook(*WORDS, cwd=shop, PLAYBOOK_CACHE=str(shop.parent / "kept"))
    plain = playbook(*WORDS, cwd=shop, PLAYBOOK_CACHE="off")
    assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr) and done.returncode == 1
    assert tree(shop / "www") == before
