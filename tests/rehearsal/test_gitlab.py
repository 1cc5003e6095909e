"""GitLab's part is played as GitLab does: stages and needs, rules, files that are handed on, reports, and Pages."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook_plugins import __version__
from tests.rehearsal import gitlab, gitlab_file
from tests.rehearsal.closed import Unknown
from tests.rehearsal.gitlab import Push, Run
from tests.rehearsal.repository import Repository, begin
from tests.rehearsal.web import Web, content

USUAL = "default: {image: python:3.13}\n"

Try = Callable[..., Run]


@pytest.fixture
def repository(tmp_path) -> Repository:
    made = begin(tmp_path / "shop.git")
    made.write({"site/index.html": b"new"}, "Begin")
    return made


@pytest.fixture
def try_out(tmp_path, repository) -> Try:
    """Run a pipeline given as lines, with an image that is usual."""
    web = Web(tmp_path / "web")

    def run(*lines: str, **push: Any) -> Run:
        number = sum(1 for _ in tmp_path.glob("run-*"))
        pipeline = gitlab_file.read((USUAL + "\n".join(lines)).encode())
        return gitlab.start(pipeline, Push(**{"sha": repository.head(), **push}), repository=repository, web=web, folder=tmp_path / f"run-{number}")

    return run


def results(run: Run) -> dict[str, str]:
    return {job.id: job.result for job in run.jobs.values()}


def test_jobs_go_by_stage_and_each_has_a_folder_of_its_own(try_out):
    run = try_out("stages: [one, two]", "b: {stage: two, script: [test ! -e left, echo second]}", "a: {stage: one, script: [touch left, test -e left]}")
    assert list(run.jobs) == ["a", "b"] and run.result == "success"
    assert run.jobs["b"].said == "second\n"


def test_what_comes_after_a_failure_is_left_out_unless_it_says_otherwise(try_out):
    run = try_out(
        "stages: [one, two, three]",
        "bad: {stage: one, script: ['false', echo never]}",
        "left: {stage: two, script: ['true']}",
        "free: {stage: two, needs: [], script: ['true']}",
        "after: {stage: three, needs: [free], script: ['true']}",
        "told: {stage: two, script: ['true'], rules: [{when: on_failure}]}",
        "anyway: {stage: three, script: ['true'], rules: [{when: always}]}",
    )
    assert results(run) == {"bad": "failure", "left": "skipped", "free": "success", "told": "success", "after": "success", "anyway": "success"}
    assert run.result == "failure" and "never" not in run.said


def test_a_pipe_that_breaks_is_a_failure(try_out):
    assert try_out("a: {script: ['false | cat']}").result == "failure"


def test_files_go_to_those_who_need_them_alone(try_out):
    run = try_out(
        "stages: [one, two]",
        "a: {stage: one, script: [mkdir made, echo a > made/a], artifacts: {paths: [made]}}",
        "b: {stage: one, script: [mkdir made, echo b > made/b], artifacts: {paths: [made/b]}}",
        "all: {stage: two, script: [ls made]}",
        "one: {stage: two, needs: [a], script: [ls made]}",
        "order: {stage: two, needs: [{job: a, artifacts: false}], script: [test ! -e made]}",
        "named: {stage: two, dependencies: [b], script: [ls made]}",
        "none: {stage: two, dependencies: [], script: [test ! -e made]}",
    )
    assert run.result == "success"
    assert [run.jobs[name].said for name in ("all", "one", "named")] == ["a\nb\n", "a\n", "b\n"]


def test_what_failed_keeps_its_files_where_it_says_so(try_out):
    made = "script: [echo a > a, 'false'], artifacts: {paths: [a]"
    run = try_out(f"kept: {{{made}, when: always}}}}", f"lost: {{{made}}}}}")
    assert content(run.jobs["kept"].artifacts) == {"a": b"a\n"} and run.jobs["lost"].artifacts is None


@pytest.mark.parametrize("job", ["pages: {script: ['true'], pages: {publish: site}}", "pages: {script: [mv site public], artifacts: {paths: [public]}}", "other: {script: ['true'], pages: {publish: site}}", "other: {script: ['true'], pages: true, publish: site, artifacts: {paths: [site]}}"])
def test_a_site_takes_the_place_of_the_one_before(try_out, tmp_path, job):
    web = Web(tmp_path / "web")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "gone.html").write_text("old")
    web.publish("public", tmp_path / "old")
    assert try_out(job).result == "success"
    assert content(web.site("public")) == {"index.html": b"new"}


@pytest.mark.parametrize("job", ["pages: {script: ['false'], pages: {publish: site}}", "pages: {script: [rm -r site], pages: {publish: site}}", "other: {script: ['true'], artifacts: {paths: [site]}}"])
def test_nothing_else_is_published(try_out, tmp_path, job):
    try_out(job)
    assert not Web(tmp_path / "web").site("public").exists()


def test_behind_access_control_a_site_is_not_everybodys(try_out, tmp_path):
    assert try_out("pages: {script: ['true'], pages: {publish: site}}", settings={"PAGES_ACCESS": "private"}).result == "success"
    assert content(Web(tmp_path / "web").site("internal")) == {"index.html": b"new"} and not Web(tmp_path / "web").site("public").exists()


def test_variables_go_from_wide_to_narrow(try_out):
    run = try_out(
        "variables: {WIDE: all, BOTH: wide, PLACE: $CI_PROJECT_DIR/.cache}",
        "a: {variables: {BOTH: job}, script: ['echo $WIDE $BOTH $CI_COMMIT_BRANCH $OWN ${PLACE#$CI_PROJECT_DIR}'], rules: [{if: $OWN, variables: {BOTH: rule}}]}",
        settings={"OWN": "kept"},
    )
    assert run.jobs["a"].said == "all rule main kept /.cache\n"


def test_what_is_written_once_is_used_again(try_out):
    run = try_out(".base: {before_script: [echo before], script: [echo base], variables: {A: base, B: base}}", "a: {extends: .base, script: [!reference [.base, before_script], 'echo $A $B'], variables: {A: own}}")
    assert run.jobs["a"].said == "before\nbefore\nown base\n"


def test_a_job_is_there_where_its_rules_let_it_in(try_out):
    lines = ("a: {script: ['true']}", "b: {script: ['true'], rules: [{if: $CI_PIPELINE_SOURCE == 'schedule'}]}", "c: {script: ['true'], rules: [{if: $CI_COMMIT_BRANCH == 'idea', when: never}, {if: $CI_PIPELINE_SOURCE}]}")
    assert [sorted(try_out(*lines, **push).jobs) for push in ({}, {"source": "schedule"}, {"branch": "idea"}, {"source": "merge_request_event"})] == [["a", "c"], ["a", "b", "c"], ["a"], ["c"]]


def test_reports_are_read_as_gitlab_reads_them(try_out, repository):
    issue = '[{"description": "owns nothing", "check_name": "non-apology", "fingerprint": "1", "severity": "blocker", "location": {"path": "a.md", "lines": {"begin": 24}}}]'
    repository.write({"q.json": issue.encode(), "j.xml": b'<testsuites><testsuite><testcase name="n" file="a.md"><failure message="m"/></testcase><testcase name="good"/></testsuite></testsuites>', "bad.json": issue.replace("blocker", "error").encode()}, "Report")
    run = try_out("a: {script: ['true'], artifacts: {reports: {codequality: q.json, junit: j.xml}}}", "b: {script: ['true'], artifacts: {reports: {codequality: bad.json}}}")
    assert run.jobs["a"].reports == {"codequality": [("a.md", 24, "non-apology", "owns nothing")], "junit": [("n", "a.md", "m")]}
    assert results(run) == {"a": "success", "b": "failure"}


def test_a_machine_has_what_its_image_has(try_out):
    ask = "[command -v playbook || echo none, pip install --no-deps mkdocs-playbook==VERSION, command -v playbook > found, command -v git > found || echo no git, command -v curl || echo alone]".replace("VERSION", __version__)
    said = [try_out(f"a: {{image: {image}, script: {ask}}}").jobs["a"].said for image in ("python:3.13", "python:3.13-slim")]
    assert said == ["none\n1 packages are there already\nalone\n", "none\n1 packages are there already\nno git\nalone\n"]


def test_as_much_history_comes_along_as_was_asked_for(try_out, repository):
    for name in ("a", "b"):
        repository.write({name: b"a"}, "More")
    for depth, expected in (("0", "3\n"), ("1", "1\n")):
        assert try_out(f"variables: {{GIT_DEPTH: '{depth}'}}", "a: {script: [git rev-list --count HEAD]}").jobs["a"].said == expected


@pytest.mark.parametrize(
    "lines",
    [
        "include: other.yml\na: {script: [x]}",
        "a: {script: [x], made_up: y}",
        "a: {script: [x], interruptible: true}",
        "a: {image: ruby:3, script: [x]}",
        "a: {script: [x], stage: made-up}",
        "a: {script: [x], needs: [nobody]}",
        "a: {script: [x], allow_failure: true}",
        "a: {script: [x], rules: [{if: $CI_MADE_UP}]}",
        "a: {script: [x], rules: [{changes: [a.md]}]}",
        "a: {script: [x], rules: [{when: manual}]}",
        "a: {script: ['true'], artifacts: {paths: ['*.html']}}",
        "a: {script: ['true'], artifacts: {paths: [a], made_up: b}}",
        "a: {script: ['true'], artifacts: {paths: [a], reports: {made_up: b}}}",
        "a: {script: ['true'], pages: {path_prefix: x}}",
        "a: {script: [x], needs: [b]}\nb: {script: [x], rules: [{when: never}]}",
        "a: {script: [x], needs: [b]}\nb: {script: [x], needs: [a]}",
    ],
)
def test_what_is_not_played_is_an_error(try_out, lines):
    with pytest.raises(Unknown):
        try_out(lines)


def test_a_pipeline_is_there_where_its_rules_say_so():
    pipeline = gitlab_file.read(b'workflow: {rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}, {if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]}\na: {script: [x]}')
    assert [gitlab.starts(pipeline, Push(sha="a", **push)) for push in ({}, {"branch": "idea"}, {"source": "merge_request_event"}, {"source": "schedule"})] == [True, False, True, True]
