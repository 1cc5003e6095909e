"""What the version history tells the rules, where a page cannot show it: copies without a past, renamed files, hostile settings."""

import os
import subprocess

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Level
from playbook_plugins.model.page import Audience
from playbook_plugins.model.tracing import Coverage, keeping
from playbook_plugins.pages.release import release
from playbook_plugins.read.history import old_texts, read_history
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import commit
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: dry\nreviewed: 2026-05-01\n---\n# Wet\n\n## What to do\n\n1. **Make right** with socks.\n"
PROMISE = "---\nkept_by: {wet-boots: make right}\nreviewed: 2026-05-01\n---\n# Dry feet\n\nAlways.\n"
RULES = ("changed-since-review", "bulk-review")


@pytest.fixture
def kept(write):
    """Write files and keep them in the history on a day: `kept("2026-05-01", {"fit.md": "…"})` gives the folder."""

    def keep(day, files):
        folder = write({"playbook.yml": FACTS, **files})
        commit(folder, day)
        return folder

    return keep


def found(folder):
    playbook = read_playbook(folder, root=folder)
    return [(finding.rule, finding.place.path) for finding in run(playbook, today=TODAY, rules=[catalogue()[name] for name in RULES])]


SUSPECT = [("changed-since-review", "policies/wet-boots.md")]


def changed(kept, policy=POLICY.replace("socks", "a towel")):
    kept("2026-05-01", {"policies/wet-boots.md": POLICY})
    return kept("2026-07-04", {"policies/wet-boots.md": policy})


def test_a_change_after_the_review_is_found(kept):
    assert found(changed(kept)) == SUSPECT


@pytest.mark.parametrize(
    "policy",
    [
        POLICY.replace("---\n#", "tags: [socks]\n---\n#"),
        POLICY.replace("---\n#", "allow: {step-order: because we are quick}\n---\n#"),
        POLICY.replace("with socks.", "with *socks*"),
        POLICY.replace("\n", "\r\n"),
        POLICY.replace("2026-05-01", '"2026-05-01"').replace("socks", "a towel"),
    ],
)
def test_what_nobody_works_by_may_change(policy, kept):
    assert found(changed(kept, policy)) == []


def test_a_second_language_is_called_by_a_name_of_its_own(kept):
    files = {"policies/wet-boots.md": POLICY, "policies/wet-boots.pl.md": POLICY}
    kept("2026-05-01", files)
    folder = kept("2026-07-04", {"policies/wet-boots.pl.md": POLICY.replace("socks", "a towel")})
    (finding,) = run(read_playbook(folder, root=folder), today=TODAY, rules=[catalogue()["changed-since-review"]])
    assert finding.help.endswith("run `playbook review wet-boots.pl`.")


@pytest.mark.parametrize("rest", ["may_take: 2 hours", "above: boss"])
def test_limits_and_names_of_a_role_are_worked_by(rest, kept):
    role = "---\nmay_spend: 30\nreviewed: 2026-05-01\n---\n# Hand\n"
    kept("2026-05-01", {"roles/hand.md": role})
    assert found(kept("2026-07-04", {"roles/hand.md": role.replace("---\n#", f"{rest}\n---\n#")})) == [("changed-since-review", "roles/hand.md")]


def test_a_day_of_review_that_is_not_kept_yet_counts(kept):
    folder = changed(kept)
    (folder / "policies/wet-boots.md").write_text(POLICY.replace("socks", "a towel").replace("2026-05-01", "2026-07-05"), "utf-8")
    assert found(folder) == []


def test_changes_on_the_day_of_review_belong_to_it(kept):
    kept("2026-05-01", {"policies/wet-boots.md": POLICY})
    kept("2026-05-01", {"policies/wet-boots.md": POLICY.replace("socks", "a towel")})
    assert found(kept("2026-07-04", {"pages/other.md": "# Other\n"})) == []


def test_a_draft_and_a_retired_policy_may_change(kept):
    for status in ("draft", "retired"):
        policy = POLICY.replace("topic", f"status: {status}\ntopic")
        kept("2026-05-01", {"policies/wet-boots.md": policy})
        assert found(kept("2026-07-04", {"policies/wet-boots.md": policy.replace("socks", "a towel")})) == []


def test_an_old_version_that_cannot_be_read_says_nothing(kept):
    kept("2026-05-01", {"policies/wet-boots.md": POLICY.replace("# Wet", "<<<<<<< ours\n# Wet")})
    assert found(kept("2026-07-04", {"policies/wet-boots.md": POLICY})) == []


def promised(kept, promise, policy=POLICY):
    kept("2026-05-01", {"policies/wet-boots.md": policy, "promises/dry.md": PROMISE})
    folder = kept("2026-07-04", {"promises/dry.md": promise})
    playbook = read_playbook(folder, root=folder)
    return found(folder), keeping(playbook.get("promise", "dry"), playbook).coverage


GROWN = PROMISE.replace("2026-05-01", "2026-07-04").replace("Always", "Always, and warm hands")


def test_a_promise_that_changed_makes_its_policy_suspect(kept):
    assert promised(kept, GROWN) == (SUSPECT, Coverage.OUTDATED)


def test_the_owner_is_asked_to_read_the_policy_over(kept, write):
    promised(kept, GROWN)
    folder = write({"fit.md": "# Kayaks\n"})
    page = next(page for page in release(read_playbook(folder, root=folder), Audience.INTERNAL).pages if page.kind == "owner")
    assert "[Wet](../policies/wet-boots.md): the promise “Dry feet” has changed since it was last read." in page.body


def test_a_promise_that_was_only_read_again_does_not(kept):
    assert promised(kept, PROMISE.replace("2026-05-01", "2026-07-04")) == ([], Coverage.KEPT)


def test_a_policy_that_nobody_says_was_read_is_not_suspect(kept):
    assert promised(kept, GROWN, POLICY.replace("reviewed: 2026-05-01\n", "")) == ([], Coverage.KEPT)


def test_time_never_stops_publishing_here_either(kept, write):
    folder = changed(kept)
    write({"playbook.yml": FACTS + "checklist: {profile: strict, levels: {changed-since-review: error}}\n"})
    (finding,) = run(read_playbook(folder, root=folder), today=TODAY, rules=[catalogue()["changed-since-review"]])
    assert finding.level is Level.WARNING


def test_six_days_of_review_at_once_are_found_until_they_are_set_one_by_one(kept):
    pages = {f"pages/{name}.md": "---\nreviewed: 2026-05-01\n---\n# Page\n" for name in "abcdef"}
    kept("2026-05-01", pages)
    folder = kept("2026-07-04", {path: text.replace("05-01", "07-04") for path, text in pages.items()})
    assert found(folder) == [("bulk-review", "playbook.yml")]
    kept("2026-07-05", {"pages/a.md": "---\nreviewed: 2026-07-05\n---\n# Page\n"})
    assert found(folder) == []


def test_a_file_that_was_away_for_a_while_counts_from_the_day_on_which_it_came_back(kept):
    folder = kept("2026-05-01", {"policies/wet-boots.md": POLICY, "pages/other.md": "# Other\n"})
    (folder / "policies/wet-boots.md").unlink()
    commit(folder, "2026-06-01")
    assert found(kept("2026-07-04", {"policies/wet-boots.md": POLICY.replace("socks", "a towel")})) == []
    assert found(kept("2026-07-05", {"policies/wet-boots.md": POLICY})) == SUSPECT


def test_a_shallow_copy_says_nothing(kept, tmp_path):
    folder = changed(kept)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{folder}", str(copy)], check=True)
    assert not read_history(copy).complete
    assert found(copy) == []


def signed(folder):
    """Put a signature on the last commit, which makes whoever shows signatures ask a program of the repository's choice."""
    git = ("git", "-C", str(folder))
    head, _, rest = subprocess.run([*git, "cat-file", "commit", "HEAD"], check=True, capture_output=True).stdout.partition(b"\n\n")
    text = head + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aa\n -----END PGP SIGNATURE-----\n\n" + rest
    name = subprocess.run([*git, "hash-object", "-t", "commit", "-w", "--stdin"], check=True, capture_output=True, input=text).stdout.decode().strip()
    subprocess.run([*git, "update-ref", "HEAD", name], check=True)


def test_a_repositorys_own_settings_change_nothing_and_run_nothing(kept, tmp_path):
    folder = changed(kept)
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", "utf-8")
    trap.chmod(0o755)
    signed(folder)
    settings = {
        "log.showRoot": "false",
        "log.showSignature": "true",
        "gpg.program": str(trap),
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "diff.external": str(trap),
        "diff.trap.textconv": str(trap),
        "core.quotePath": "true",
    }
    for name, value in settings.items():
        subprocess.run(["git", "-C", str(folder), "config", name, value], check=True)
    (folder / ".gitattributes").write_text("*.md diff=trap\n", "utf-8")
    assert found(folder) == SUSPECT
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("when", ["99999999999999 +0000", "9999999999 +9999", "-5 +0000", "soon", ""])
def test_a_commit_of_a_day_that_no_calendar_has_is_survived(when, kept):
    folder = kept("2026-05-01", {"policies/wet-boots.md": POLICY})
    git = ("git", "-C", str(folder))
    tree = subprocess.run([*git, "rev-parse", "HEAD^{tree}"], check=True, capture_output=True, text=True).stdout.strip()
    text = f"tree {tree}\nauthor Ida <ida@quay.example> {when}\ncommitter Ida <ida@quay.example> {when}\n\nOdd\n"
    odd = subprocess.run([*git, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"], check=True, capture_output=True, text=True, input=text)
    subprocess.run([*git, "update-ref", "HEAD", odd.stdout.strip()], check=True)
    assert found(folder) == []
    assert 0 <= release(read_playbook(folder, root=folder), Audience.PUBLIC).stamp < 253_402_300_800


def test_file_names_of_all_sorts_are_no_commits(kept):
    folder = kept("2026-05-01", {"\x01 1 2.md": "# A\n", ":a b c d e.md": "# B\n", "zażółć\n.md": "# C\n", "fit.md": "# Fit\n"})
    history = read_history(folder)
    assert {os.fsencode(path).decode() for path in history.versions} == {"\x01 1 2.md", ":a b c d e.md", "zażółć\n.md", "fit.md"}


def test_old_texts_come_back_as_they_were(kept):
    texts = ["# A\n", "", "# B\n\n" + "long " * 10_000, "no end"]
    folder = kept("2026-05-01", {f"{number}.md": text for number, text in enumerate(texts)} | {"far-too-long.md": "long " * 100_000})
    names = {path: versions[0].content for path, versions in read_history(folder).versions.items()}
    kept_there = old_texts(folder, [*names.values(), "0" * 40, "not a name"])
    assert [kept_there[names[f"{number}.md"]].decode() for number in range(len(texts))] == texts
    assert names["far-too-long.md"] not in kept_there
