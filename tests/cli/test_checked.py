"""A second check: what is kept from the first decides nothing, and saves the work where nothing has changed."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

import pytest

from playbook_plugins import cache, stamps
from playbook_plugins.cli import checked
from playbook_plugins.cli.checked import Checked, check
from tests.conftest import TODAY, WHOLE, playbook

SETTINGS = "business:\n  name: The Fold\n  phone: 01632 960123\n  answers_within: 1 working day\n"
FIT = "# Whom we serve well\n\nYou ride to work, and your bike must be ready.\n\n## A good fit\n\n- You need it by Friday.\n- You live within 8 km.\n"
POLICY = """---
topic: recovery
owner: owner
reviewed: 2026-11-01
they_leave_feeling: heard
---

# The {name} broke

When a {name} breaks, somebody waits.

## What to say

> We are sorry that your {name} broke. How can we help today?

## What to do

1. **Listen.** Let them finish.
2. **Apologise.** Once, and plainly.
3. **Make it right.** Mend it today, or lend ours.

## Don't

- Never argue, even when you are right.
"""
DAYS = (TODAY, date(2027, 3, 1), date(2028, 1, 1))
SENTENCES = ("We will get back to you soon.", "It was your own fault.", "Calm down.", "[Ring us](../roles/desk.md)", "Ring 07700 900123.", "Here is 20% off!")
STEPS = 240 if WHOLE else 30


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def texts(write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small playbook, in a project in which somebody works."""
    policies = {f"docs/playbook/policies/{name}.md": POLICY.format(name=name) for name in ("bell", "lamp", "lock", "pump", "chain", "saddle")}
    role = "---\nlimit: 50\n---\n\n# The desk\n\nWhoever stands there.\n"
    project = write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/fit.md": FIT, "docs/playbook/roles/desk.md": role, **policies}, folder="shop")
    monkeypatch.chdir(project)
    return project / "docs/playbook"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that the playbook was read."""
    times: list[int] = []
    reads = checked._anew

    def counted(*given, **options) -> tuple[Checked, bool]:
        times.append(1)
        return reads(*given, **options)

    monkeypatch.setattr(checked, "_anew", counted)
    return times


def cold(folder: Path, **options) -> Checked:
    return checked._anew(folder, None, **{"today": TODAY, "profile": None, **options})[0]


def warm(folder: Path, **options) -> Checked:
    return check(folder, **{"today": TODAY, "profile": None, **options})


def git(folder: Path, *arguments: str) -> None:
    made = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@quay.example"))}
    subprocess.run(["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments], check=True, capture_output=True, env={**os.environ, **made})


def again(file: Path, text: str) -> None:
    """Write a file anew, and let it have the times that it had."""
    before = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_is_read_where_nothing_has_changed(texts: Path, anew: list[int]) -> None:
    first = warm(texts)
    assert len(first.found) > 5 and len(anew) == 1
    assert [warm(texts) for _ in range(3)] == [first] * 3
    assert len(anew) == 1


def test_the_day_and_the_profile_are_kept_apart(texts: Path, anew: list[int]) -> None:
    asked = [{"today": day, "profile": profile} for day in DAYS for profile in (None, "strict")]
    first = [warm(texts, **one) for one in asked]
    assert first == [cold(texts, **one) for one in asked] == [warm(texts, **one) for one in asked]
    assert first[0] != first[-1]


def test_what_was_new_when_it_was_kept_is_told_by_its_times_later(texts: Path, anew: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    warm(texts)
    monkeypatch.setattr(stamps, "_TICK", -(10**18))
    warm(texts)

    def refuse(path: str) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(stamps, "_content", refuse)
    warm(texts)
    assert len(anew) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: again(folder / "policies/bell.md", POLICY.format(name="lamp").replace("lamp", "bulb")),
        lambda folder: shutil.copy2(folder / "policies/bell.md", folder / "policies/lamp.md"),
        lambda folder: (folder / "policies/bell.md").rename(folder / "policies/gong.md"),
        lambda folder: (folder / "policies/bell.md").unlink(),
        lambda folder: (folder / "policies/bell.txt").write_text("It is a text."),
        lambda folder: (folder / "policies/link.md").symlink_to(folder / "policies/bell.md"),
        lambda folder: os.link(folder / "policies/bell.md", folder / "policies/gong.md"),
        lambda folder: (folder / "playbook.yml").write_text(SETTINGS + "checklist:\n  levels: {missing-step: 'off'}\n"),
        lambda folder: (folder / "../public").mkdir() or (folder / "../public/open.md").write_text("# Open\n\nSoon.\n"),
        lambda folder: (folder / "../../mkdocs.yml").write_text("docs_dir: pages\nplugins: {playbook: {}}\n"),
    ],
)
def test_a_change_is_seen_however_it_is_hidden(change: Callable[[Path], object], texts: Path, anew: list[int]) -> None:
    (texts / "../../pages").mkdir()
    (texts / "../../pages/here.md").write_text("# Here\n\nIt was your own fault.\n")
    warm(texts)
    time.sleep(0.02)
    change(texts)
    assert warm(texts) == cold(texts)
    assert len(anew) == 3


def test_an_edit_in_the_same_second_of_the_same_length_is_seen(texts: Path) -> None:
    file = texts / "policies/bell.md"
    for words in ("Calm down, please", "Thank you so much", "Calm down, please") * 3:
        file.write_text(POLICY.format(name="bell").replace("How can we help t", f"{words} t"))
        assert warm(texts) == cold(texts)


def test_a_clock_that_was_set_back_hides_nothing(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    warm(texts)
    monkeypatch.setattr(time, "time_ns", lambda: now - 10**13)
    (texts / "policies/bell.md").write_text(POLICY.format(name="gong"))
    assert warm(texts) == cold(texts)
    (texts / "policies/bell.md").write_text(POLICY.format(name="ping"))
    assert warm(texts) == cold(texts)


def test_a_commit_is_seen(texts: Path, anew: list[int]) -> None:
    git(texts, "init", "-q")
    warm(texts)
    git(texts, "add", ".")
    git(texts, "commit", "-q", "-m", "Write")
    assert warm(texts) == cold(texts) == warm(texts)
    assert len(anew) == 3


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0 and then nothing"])
def test_a_damaged_cache_changes_nothing(damage: bytes, texts: Path) -> None:
    first = warm(texts)
    cache.file(texts.parents[1]).write_bytes(damage)
    assert warm(texts) == warm(texts) == first


def test_what_others_could_have_written_is_not_looked_at(texts: Path, kept: Path, anew: list[int]) -> None:
    first = warm(texts)
    kept.chmod(0o777)
    assert warm(texts) == first
    assert len(anew) == 2


def test_where_nothing_shall_be_kept_nothing_is(texts: Path, anew: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert warm(texts) == warm(texts)
    assert len(anew) == 2


def test_rules_of_other_packages_are_asked_each_time(texts: Path, anew: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook_plugins.checklist import catalogue

    monkeypatch.setattr(catalogue, "plugins", lambda taken: type("Found", (), {"rules": {"another": catalogue.catalogue()["blame"]}, "broken": ()}))
    assert warm(texts) == warm(texts)
    assert len(anew) == 2


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit", "codequality", "markdown"])
def test_each_form_says_the_same_again(form: str, texts: Path, tmp_path: Path, kept: Path) -> None:
    def told(where: str) -> tuple:
        report = tmp_path / "report.xml"
        done = playbook("check", str(texts), "--format", form, "--quote", "always", "--report", f"junit={report}", cwd=tmp_path, PLAYBOOK_TODAY=str(TODAY), PLAYBOOK_CACHE=where)
        return done.returncode, done.stdout, done.stderr, report.read_bytes()

    assert told("off") == told(str(kept)) == told(str(kept))
    assert any(kept.iterdir())


def test_a_baseline_is_held_against_what_was_kept(texts: Path, tmp_path: Path, kept: Path) -> None:
    def said(*arguments: str, where: str) -> tuple:
        done = playbook("check", str(texts), *arguments, cwd=tmp_path, PLAYBOOK_TODAY=str(TODAY), PLAYBOOK_CACHE=where)
        return done.returncode, done.stdout, done.stderr

    written = []
    for where in ("off", str(kept), str(kept)):
        said("--write-baseline", "known.json", where=where)
        written.append((tmp_path / "known.json").read_bytes())
        (tmp_path / "known.json").unlink()
    assert len(set(written)) == 1
    (tmp_path / "known.json").write_bytes(written[0])
    (texts / "policies/bell.md").write_text(POLICY.format(name="bell") + "- Never say: it was your own fault.\n")
    assert len({said("--baseline", "known.json", where=where) for where in ("off", str(kept), str(kept))}) == 1


@pytest.mark.slow
def test_two_at_once_say_the_same(texts: Path, tmp_path: Path, kept: Path) -> None:
    def said(_: int) -> tuple[int, str, str]:
        done = playbook("check", str(texts), cwd=tmp_path, PLAYBOOK_TODAY=str(TODAY), PLAYBOOK_CACHE=str(kept), PYTHONHASHSEED="0")
        return done.returncode, done.stdout, done.stderr

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(said, range(8)))) == 1


@pytest.mark.slow
@pytest.mark.share
def test_whatever_is_edited_the_same_is_found_with_and_without(texts: Path, figures) -> None:
    random, today, read = Random(8), TODAY, 0
    git(texts.parents[1], "init", "-q")
    for step in range(STEPS):
        files = sorted(texts.glob("policies/*.md"))
        file = random.choice(files) if files else texts / "policies/new.md"
        match random.randrange(9):
            case 0:
                file.with_stem(f"new-{step}").write_text(POLICY.format(name=f"part {step}"))
            case 1 if files[3:]:
                file.unlink()
            case 2 if files:
                file.rename(file.with_stem(f"other-{step}"))
            case 3:
                levels = random.sample(["missing-step", "vague-time", "surprises", "stingy-limit"], 2)
                (texts / "playbook.yml").write_text(SETTINGS + "checklist:\n  levels:\n" + "".join(f"    {name}: {random.choice(['off', 'advice', 'error'])}\n" for name in levels))
            case 4:
                today = random.choice(DAYS)
            case 5:
                git(texts, "add", ".")
                git(texts, "commit", "-q", "--allow-empty", "-m", "Write")
            case 6:
                (texts / "fit.md").write_text(FIT.replace("within 8 km", random.choice(["near", "within 4 km", "anywhere"])))
            case _ if files:
                again(file, file.read_text("utf-8").replace("somebody waits.", f"somebody waits. {random.choice(SENTENCES)}", 1).replace("Never argue", random.choice(["Never argue", "Do argue"])))
        first = cold(texts, today=today)
        read += bool(first.found)
        assert first == warm(texts, today=today) == warm(texts, today=today), step
    figures(f"{STEPS} edits, {read} with findings")
