"""Nothing for staff comes out by any channel; and past every guard, each is caught in the finished site."""

import os
import random
from pathlib import Path

import pytest

from playbook_plugins.audit import audit
from playbook_plugins.engines.mkdocs.expected import Frame, check
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.publish.target import PublishError
from playbook_plugins.read.playbook import read_playbook
from tests.channels.case import Case, Ends
from tests.channels.forms import FORMS, UNASKED
from tests.channels.project import Project, Words, built, found_in, lay, tree
from tests.channels.table import PARTS, ROWS
from tests.conftest import ROOT, TODAY, WHOLE, playbook

SEED = os.environ.get("PLAYBOOK_SEED", str(TODAY))
"""By which words are drawn; another seed gives other words."""
SHARE = 2
"""Cases that `make test` draws of each part."""


def drawn(part: str, *, engine: bool = False) -> list[Case]:
    cases = [case for case in PARTS[part] if case.engine or not engine]
    return cases if WHOLE else random.Random(SEED).sample(cases, SHARE)


def laid(folder: Path, case: Case, *, repeats: bool = False) -> Project:
    """The cut, after somebody has done what the case says."""
    project = lay(folder, Words(f"{SEED} {case.row} {case.name}"))
    project.repeats = repeats
    case.do(project)
    return project


def told(case: Case, verdict: str) -> str:
    return f"{case.row} {case.name}: {verdict}, and not {case.ends}"


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.parametrize("part", PARTS)
def test_nothing_comes_out_by_channels_of(part: str, tmp_path: Path, figures):
    ends, wrong = [], []
    for number, case in enumerate(drawn(part)):
        project = laid(tmp_path / str(number), case)
        outcome = built(project)
        ends.append(outcome.verdict)
        if outcome.verdict != case.ends:
            wrong.append(f"{told(case, outcome.verdict)}: {outcome.leaked[:3]} {outcome.said[-300:]}")
        if any(word in outcome.said.casefold() for word in project.sentence.casefold().split()):
            wrong.append(f"{case.row} {case.name}: the log says it")
    figures(f"tried {len(ends)} of {len(PARTS[part])}, leaked {ends.count('leaked')}, refused {ends.count('refused')}, published without {ends.count('clean')}; words of {SEED}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("part", [part for part, cases in PARTS.items() if any(case.engine for case in cases)])
def test_nothing_comes_out_by_the_command_and_channels_of(part: str, tmp_path: Path, figures):
    ends, wrong = [], []
    for number, case in enumerate(drawn(part, engine=True)):
        project = laid(tmp_path / str(number), case)
        site = project.folder / "site/public"
        before = tree(site)
        done = playbook("build", "--audience", "public", "--out", "site/public", "--today", str(TODAY), cwd=project.folder)
        leaked = found_in(site, project.words.made) if tree(site) != before else ()
        verdict = "leaked" if leaked else "clean" if done.returncode == 0 else "refused" if tree(site) == before else "broken"
        ends.append(verdict)
        if verdict != case.ends:
            wrong.append(f"{told(case, verdict)}: {leaked[:3]} {done.stderr[-300:]}")
    figures(f"tried {len(ends)}, leaked {ends.count('leaked')}, refused {ends.count('refused')}, published without {ends.count('clean')}; words of {SEED}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.share
def test_what_is_planted_past_every_guard_is_caught(tmp_path: Path, figures):
    project = lay(tmp_path / "project", Words(SEED))
    known = release(read_playbook(project.folder / "docs/playbook", root=project.folder, public=project.folder / "docs/public"), Audience.PUBLIC)
    missed, planted = [], 0
    for number, row in ROWS.items():
        for form in row.forms:
            name, content = FORMS[form](project)
            file = tmp_path / f"{number} {form}" / name
            file.parent.mkdir(parents=True)
            file.write_bytes(content)
            planted += 1
            if not (named(file.parents[len(Path(name).parents) - 1], known) if form in UNASKED else audit(file.parents[len(Path(name).parents) - 1], known.fingerprints)):
                missed.append(f"{number} {form}")
    figures(f"planted {planted} in {len(FORMS)} forms by {len(ROWS)} channels, missed by the audit {len(missed)}; words of {SEED}")
    assert missed == []


def named(folder: Path, known) -> bool:
    """Whether the list of expected files stops a site with all that it must hold and one file more."""
    for page in known.pages:
        path = Path(page.path)
        place = folder / (path.with_name("index.html") if path.stem == "index" else path.with_suffix("") / "index.html")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    for asset in known.assets:
        (folder / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / asset.path).touch()
    with pytest.raises(PublishError, match="nobody asked for"):
        check(known, Frame(directories=True), folder)
    return True


def test_no_channel_is_forgotten():
    tried = {case.row for cases in PARTS.values() for case in cases}
    assert set(range(1, 69)) <= set(ROWS)
    assert tried <= set(ROWS)
    assert {form for row in ROWS.values() for form in row.forms} == set(FORMS)
    security = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    for number, row in ROWS.items():
        assert number in tried or row.said or row.test, row.name
        assert row.forms or row.said or row.test, row.name
        assert row.said in security, row.said
        file, _, test = row.test.partition("::")
        assert not file or test in (ROOT / file).read_text("utf-8"), row.test


def test_each_case_has_a_name_of_its_own():
    names = [(case.row, case.name) for cases in PARTS.values() for case in cases]
    assert len(set(names)) == len(names) >= 250
    assert {case.ends for cases in PARTS.values() for case in cases} == set(Ends)
