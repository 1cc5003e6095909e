"""The playbooks that are measured: as sound as the worked example, the same each time, and a smaller one begins a larger one."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks import floor
from benchmarks.bench import table
from benchmarks.bench.claims import claims
from benchmarks.bench.measuring import Failed, Run
from benchmarks.bench.measuring import run as measured_run
from benchmarks.bench.results import Kept, Results
from benchmarks.bench.table import judged, ratios
from benchmarks.playbooks import TODAY, project, write
from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Level
from playbook_plugins.read.playbook import read_playbook


def texts(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def hundred(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("hundred")
    project(root, 100)
    return root


def test_it_holds_as_many_documents_as_were_asked_for(hundred):
    assert floor.main(hundred / "docs" / "playbook") == 100


def test_nothing_in_it_has_to_be_mended(hundred):
    read = read_playbook(hundred / "docs" / "playbook", root=hundred, public=hundred / "docs" / "public")
    assert [str(one) for one in run(read, today=date.fromisoformat(TODAY)) if one.level is not Level.ADVICE] == []


def test_the_same_number_gives_the_same_bytes_and_a_smaller_one_begins_it(hundred, tmp_path):
    write(tmp_path / "again", 100)
    write(tmp_path / "smaller", 80)
    whole = texts(hundred / "docs" / "playbook")
    assert texts(tmp_path / "again") == whole
    assert texts(tmp_path / "smaller").items() < whole.items()


def test_its_history_ends_with_the_texts_as_they_are_and_is_the_same_each_time(hundred, tmp_path):
    def git(root: Path, *words: str) -> str:
        return subprocess.run(["git", "-C", root, *words], capture_output=True, encoding="utf-8", check=True).stdout

    assert git(hundred, "status", "--porcelain") == ""
    assert len(git(hundred, "log", "--format=%H").split()) > 5
    assert "-" in git(hundred, "log", "--numstat", "--format=").replace("\t0\t", "-")
    project(tmp_path / "again", 100)
    assert git(tmp_path / "again", "rev-parse", "HEAD") == git(hundred, "rev-parse", "HEAD")


def test_a_ratio_is_the_middle_of_those_within_one_round():
    rounds = [{"cold": Run(cold, 0), "floor": Run(least, 0)} for cold, least in ((3, 1), (10, 2), (8, 4))]
    results = Results(rounds={("check", 1000): rounds})
    assert results.ratio("check", 1000, "cold", "floor") == 3
    assert results.ratio("check", 1000, "cold", "nobody") is None


def test_an_exponent_tells_how_a_cost_grows():
    results = Results(rounds={("check", size): [{"cold": Run((size / 100) ** 2, 0)}] for size in (100, 1000)})
    assert results.exponent("check", 100, 1000, "cold") == pytest.approx(2)


def test_what_is_above_its_bound_is_told_as_not_met_and_what_was_not_measured_as_such():
    results = Results(rounds={("check", 1000): [{"cold": Run(7, 7), "floor": Run(1, 1), "nothing changed": Run(0.4, 0.4)}]})
    lines = ratios(judged(results, claims((100, 1000)))).splitlines()
    told = {line.split(" | ")[0]: line for line in lines}
    assert told["| `playbook check`, 1,000 documents, cold, to the floor"].endswith("| 7.00× | 6× | **not met** |")
    assert told["| `playbook check`, 1,000 documents, nothing changed, to the floor"].endswith("| 0.40× | 0.5× | met |")
    assert told["| `playbook check`, 1,000 documents, one edited, to the floor"].endswith("| not measured | 0.6× |  |")


def test_a_bench_goes_on_where_it_was_while_the_project_stays_as_it_is(tmp_path):
    file, measured = tmp_path / "measured.jsonl", []

    def measure():
        measured.append(1)
        return {"cold": Run(1.5, 2.0)}, {"hugo": "hugo cannot be had"}

    for state in ("one", "one", "another"):
        assert Kept(file, state, anew=False).round("check", 100, 0, measure) == ({"cold": Run(1.5, 2.0)}, {"hugo": "hugo cannot be had"})
    assert len(measured) == 2
    Kept(file, "one", anew=True).round("check", 100, 0, measure)
    assert len(measured) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="tells what children cost only where the system does")
def test_what_a_program_starts_is_counted_and_a_failure_says_what_it_said(tmp_path):
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    ran = measured_run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])"], cwd=tmp_path)
    assert ran.cpu >= 0.3
    assert ran.peak > 5
    with pytest.raises(Failed, match="all is lost"):
        measured_run([sys.executable, "-c", "raise SystemExit('all is lost')"], cwd=tmp_path)


def test_what_was_measured_is_put_between_the_marks_of_the_manual(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text(table.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(table, "PAGE", page)
    costs = [
        {"part": "check", "documents": 1000, "name": "cold", "cpu": 2.5, "peak": 90.0},
        {"part": "build", "documents": 1000, "name": "internal, cold", "cpu": 14.2, "peak": 120.0, "size": 83.0},
        {"part": "build", "documents": 1000, "name": "both, cold", "cpu": 15.0, "wall": 12.0},
    ]
    claims_ = [{"what": "cold, to the floor", "value": 5.2, "unit": "×", "bound": 6, "met": True}]
    about = {"day": "1 January 2027", "machine": "2 cores", "commit": "abc1234", "versions": "Python 3.11"}
    for _ in range(2):
        table.write({"about": about, "costs": costs, "claims": claims_})
    text = page.read_text("utf-8")
    assert "| 1,000 | 2.50 s, – s | 120 MiB | 14.2 s, – s | 83.0 MB | – s |" in text
    assert text.count("| cold, to the floor | 5.20× | 6× | met |") == 1
    assert "400 × 12.0 ÷ 20 jobs at once = 4.00 minutes" in text
    assert text.endswith(table.PAGE.read_text("utf-8").rpartition("-->")[2])
