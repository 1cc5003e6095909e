"""GitHub's part is played as GitHub does: order, folders, keys, files that are handed on, and Pages."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook_plugins import __version__
from tests.rehearsal import github
from tests.rehearsal.closed import Unknown
from tests.rehearsal.event import Event
from tests.rehearsal.repository import Repository, begin
from tests.rehearsal.run import Run
from tests.rehearsal.web import Web, content

PIN = "0123456789abcdef0123456789abcdef01234567"
CHECKOUT = f"{{uses: actions/checkout@{PIN}, with: {{persist-credentials: false}}}}"
PYTHON = f"{{uses: actions/setup-python@{PIN}, with: {{python-version: '3.13'}}}}"
LAST = "on: push\npermissions: {}\njobs:\n"

Try = Callable[..., Run]


@pytest.fixture
def repository(tmp_path) -> Repository:
    made = begin(tmp_path / "shop.git")
    made.write({"site/index.html": b"new", "site/.hidden": b"hidden", "playbook.yml": b"format: 1\n"}, "Begin")
    return made


@pytest.fixture
def try_out(tmp_path, repository) -> Try:
    """Run jobs given as lines; each goes below `jobs:`, and runs on Ubuntu."""
    web = Web(tmp_path / "web")

    def run(*jobs: str, permissions: str = "contents: read", above: str = "", **event: Any) -> Run:
        head = f"on: {event.get('name', 'push')}\npermissions: {{{permissions}}}\n{above}jobs:\n"
        lines = "".join(f"  {job.replace(': {', ': {runs-on: ubuntu-latest, ', 1)}\n" for job in jobs)
        number = sum(1 for _ in tmp_path.glob("run-*"))
        return github.start(github.read((head + lines).encode()), Event(**{"sha": repository.head(), **event}), repository=repository, web=web, folder=tmp_path / f"run-{number}")

    return run


def results(run: Run) -> dict[str, str]:
    return {job.id: job.result for job in run.jobs.values()}


def uploads(name: str, path: str, more: str = "") -> str:
    return f"{{uses: actions/upload-artifact@{PIN}, with: {{name: {name}, path: {path}, if-no-files-found: error{more}}}}}"


def downloads(name: str, path: str) -> str:
    return f"{{uses: actions/download-artifact@{PIN}, with: {{name: {name}, path: {path}}}}}"


def test_jobs_go_by_need_and_each_has_a_folder_of_its_own(try_out):
    run = try_out("b: {needs: a, steps: [{run: 'test ! -e left'}, {run: 'echo second'}]}", "a: {steps: [{run: touch left}, {run: test -e left}]}")
    assert list(run.jobs) == ["a", "b"] and run.result == "success"
    assert "".join(run.jobs["b"].said) == "second\n"


def test_what_needs_a_failed_job_is_left_out_unless_it_says_otherwise(try_out):
    run = try_out(
        "bad: {steps: [{run: exit 3}, {run: echo never}]}",
        "left: {needs: bad, steps: [{run: 'true'}]}",
        "anyway: {needs: bad, if: '${{ !cancelled() }}', steps: [{run: 'true'}]}",
        "told: {needs: bad, if: failure(), steps: [{run: 'true'}]}",
        "far: {needs: anyway, steps: [{run: 'true'}]}",
        "only: {needs: bad, if: always() && needs.bad.result == 'success', steps: [{run: 'true'}]}",
    )
    assert results(run) == {"bad": "failure", "left": "skipped", "anyway": "success", "told": "success", "far": "skipped", "only": "skipped"}
    assert run.result == "failure" and "never" not in run.said


def test_steps_after_a_failed_one_are_left_out_unless_they_say_otherwise(try_out):
    run = try_out("a: {steps: [{id: one, run: exit 1, continue-on-error: true}, {run: 'echo still ${{ steps.one.outcome }}'}, {run: exit 1}, {run: echo no}, {if: always(), run: echo always}, {if: failure(), run: echo failed}]}")
    assert "".join(line for line in run.jobs["a"].said if not line.startswith("FAILED")) == "still failure\nalways\nfailed\n"
    assert run.result == "failure"


def test_steps_hand_on_what_they_leave(try_out):
    run = try_out(
        "a: {env: {FROM: job, KEPT: job}, outputs: {what: '${{ steps.one.outputs.word }}'}, steps: [{id: one, run: 'echo word=cake >> $GITHUB_OUTPUT; echo FROM=step >> $GITHUB_ENV; printf \"TEXT<<E\\na\\nb\\nE\\n\" >> $GITHUB_ENV'}, {run: 'echo $FROM $KEPT $TEXT $WIDE', env: {KEPT: own}}, {run: 'echo \"## Cake\" >> $GITHUB_STEP_SUMMARY'}]}",
        "b: {needs: a, steps: [{run: 'echo got ${{ needs.a.outputs.what }}'}]}",
        above="env: {WIDE: all}\n",
    )
    assert "step own a b all\n" in run.jobs["a"].said and run.jobs["b"].said == ["got cake\n"]
    assert run.summary == "## Cake\n"


def test_notes_are_read_as_github_reads_them(try_out):
    run = try_out("a: {steps: [{run: 'echo \"::error file=docs/a%2Cb.md,line=24,col=9,title=Mend%3A it::“sorry if” owns nothing%0AName it.\"; echo \"::notice::all well\"'}]}")
    error, notice = run.jobs["a"].notes
    assert (error.level, error.file, error.line, error.column, error.title, error.message) == ("error", "docs/a,b.md", 24, 9, "Mend: it", "“sorry if” owns nothing\nName it.")
    assert (notice.level, notice.message) == ("notice", "all well")


def test_a_pipe_that_breaks_is_seen_by_the_shell_that_is_named_alone(try_out):
    assert try_out("a: {steps: [{run: 'false | cat'}]}").result == "success"
    assert try_out("a: {steps: [{shell: bash, run: 'false | cat'}]}").result == "failure"
    assert try_out("a: {defaults: {run: {shell: bash}}, steps: [{run: 'false | cat'}]}").result == "failure"


def test_files_go_from_job_to_job_by_name_without_hidden_ones(try_out):
    run = try_out(f"a: {{steps: [{CHECKOUT}, {uploads('site', 'site')}]}}", f"b: {{needs: a, steps: [{downloads('site', 'got')}, {{run: 'ls -A . got'}}]}}")
    assert run.jobs["b"].said == [".:\ngot\n\ngot:\nindex.html\n"]
    assert content(run.artifacts["site"]) == {"index.html": b"new"}


@pytest.mark.parametrize("steps", [f"{uploads('x', 'site')}, {uploads('x', 'site')}", uploads("x", "nothing"), downloads("x", ".")])
def test_a_name_is_given_away_once_and_nothing_is_handed_on_from_nothing(try_out, steps):
    assert try_out(f"a: {{steps: [{CHECKOUT}, {steps}]}}").result == "failure"


def pages(permissions: str = "pages: write, id-token: write", environment: str = "environment: {name: github-pages}, ", name: str = "site") -> tuple[str, str]:
    return (
        f"a: {{steps: [{CHECKOUT}, {{uses: actions/upload-pages-artifact@{PIN}, with: {{path: {name}}}}}]}}",
        f"b: {{needs: a, permissions: {{{permissions}}}, {environment}steps: [{{id: d, uses: actions/deploy-pages@{PIN}}}, {{run: 'echo ${{{{ steps.d.outputs.page_url }}}}'}}]}}",
    )


def test_a_site_takes_the_place_of_the_one_before(try_out, tmp_path):
    web = Web(tmp_path / "web")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "gone.html").write_text("old")
    web.publish("public", tmp_path / "old")
    assert try_out(*pages()).result == "success"
    assert content(web.site("public")) == {"index.html": b"new"} and web.count("public") == 2


@pytest.mark.parametrize("jobs", [pages(permissions=""), pages(permissions="pages: write"), pages(permissions="pages: read, id-token: write"), pages(environment="")])
def test_nobody_publishes_without_the_keys_to_it(try_out, tmp_path, jobs):
    assert results(try_out(*jobs)) == {"a": "success", "b": "failure"}
    assert not Web(tmp_path / "web").site("public").exists()


def test_a_job_reads_the_repository_only_where_it_may(try_out):
    assert try_out(f"a: {{steps: [{CHECKOUT}]}}", permissions="").result == "failure"
    assert try_out(f"a: {{steps: [{{uses: actions/checkout@{PIN}}}]}}").result == "failure"  # the key would stay behind


def test_as_much_history_comes_along_as_was_asked_for(try_out, repository):
    repository.write({"a.md": b"a"}, "More")
    whole = f"{{uses: actions/checkout@{PIN}, with: {{persist-credentials: false, fetch-depth: 0}}}}"
    for checkout, expected in ((CHECKOUT, "1\n"), (whole, "2\n")):
        assert try_out(f"a: {{steps: [{checkout}, {{run: 'git rev-list --count HEAD'}}]}}").jobs["a"].said == [expected]


def test_a_machine_has_the_command_once_pip_was_asked_and_no_network(try_out):
    ask = "{if: always(), run: command -v playbook >/dev/null && echo there || echo not there}"
    run = try_out(f"a: {{steps: [{PYTHON}, {ask}, {{run: pip install --no-deps mkdocs-playbook=={__version__}}}, {ask}, {{if: always(), run: command -v curl || command -v wget || echo alone}}]}}")
    assert run.jobs["a"].said == ["not there\n", "1 packages are there already\n", "there\n", "alone\n"]


@pytest.mark.parametrize("line", ["mkdocs-playbook==9.9", "no-such-package==1.0", "mkdocs-playbook", "--require-hashes pyyaml==6.0", "--upgrade pip", "-r nothing.txt"])
def test_pip_takes_nothing_that_is_not_here(try_out, line):
    assert try_out(f"a: {{steps: [{PYTHON}, {{run: pip install {line}}}]}}").result == "failure"


def test_findings_go_to_code_scanning_where_there_is_one(try_out, repository):
    repository.write({"good.sarif": b'{"version": "2.1.0", "runs": []}', "bad.sarif": b'{"version": "1"}'}, "Find")

    def scan(name: str, keys: str = "security-events: write, contents: read, actions: read", **event: Any) -> str:
        steps = f"{CHECKOUT}, {{uses: github/codeql-action/upload-sarif@{PIN}, with: {{sarif_file: {name}}}}}"
        return try_out(f"a: {{permissions: {{{keys}}}, steps: [{steps}]}}", **event).result

    assert scan("good.sarif", private=False) == "success"
    assert [scan("bad.sarif", private=False), scan("good.sarif", "contents: read", private=False), scan("good.sarif", private=True)] == ["failure"] * 3


def test_a_strangers_pull_request_learns_no_secret(try_out, repository):
    pull = {"number": 7, "base": {"ref": "main", "sha": repository.head()}, "head": {"ref": "idea", "sha": repository.head()}}
    job = "a: {steps: [{run: 'echo key: $KEY', env: {KEY: '${{ secrets.KEY }}'}}]}"
    for fork, expected in ((False, "key: cake\n"), (True, "key:\n")):
        assert try_out(job, name="pull_request", pull={**pull, "fork": fork}, settings={"KEY": "cake"}).jobs["a"].said == [expected]


@pytest.mark.parametrize(
    ("told", "event", "expected"),
    [
        ("push", {}, True),
        ("{push: {branches: [main]}, pull_request: }", {}, True),
        ("{push: {branches: [main]}}", {"branch": "idea"}, False),
        ("{push: {branches: [main]}}", {"name": "pull_request", "pull": {"number": 1, "base": {"ref": "main", "sha": PIN}, "head": {"ref": "idea", "sha": PIN}}}, False),
        ("{schedule: [{cron: 1 2 * * *}], workflow_dispatch: }", {"name": "schedule"}, True),
        ("{schedule: [{cron: 1 2 * * *}]}", {}, False),
    ],
)
def test_a_workflow_starts_when_it_says(told, event, expected):
    assert github.starts(github.read(f"on: {told}\npermissions: {{}}\njobs: {{a: {{}}}}".encode()), Event(**{"sha": PIN, **event})) is expected


@pytest.mark.parametrize(
    "text",
    [
        "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: []}}",  # whatever the repository's settings say
        LAST.replace("jobs", "concurrency: {group: all, cancel-in-progress: true}\njobs") + "  a: {runs-on: ubuntu-latest, steps: []}",
        LAST + "  a: {runs-on: windows-latest, steps: []}",
        LAST + "  a: {runs-on: ubuntu-latest, strategy: {matrix: {x: [1]}}, steps: []}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{run: 'true', made-up: x}]}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{uses: actions/checkout@v7}]}",
        LAST + f"  a: {{runs-on: ubuntu-latest, steps: [{{uses: somebody/something@{PIN}}}]}}",
        LAST + f"  a: {{runs-on: ubuntu-latest, if: failure(), steps: [{{uses: somebody/something@{PIN}}}]}}",  # though nothing gets there
        LAST + f"  a: {{runs-on: ubuntu-latest, steps: [{{uses: actions/upload-artifact@{PIN}, with: {{path: a, made-up: x}}}}]}}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{run: 'true', if: made.up}]}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ github.made_up }}'}]}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{run: 'true', shell: fish}]}",
        LAST + "  a: {runs-on: ubuntu-latest, steps: [{run: 'echo \"::set-output name=a::b\"'}]}",
        LAST + "  a: {runs-on: ubuntu-latest, permissions: {made-up: read}, steps: []}",
        LAST + "  a: {runs-on: ubuntu-latest, needs: b, steps: []}\n  b: {runs-on: ubuntu-latest, needs: a, steps: []}",
        LAST + "  a: {runs-on: ubuntu-latest, needs: nobody, steps: []}",
    ],
)
def test_what_is_not_played_is_an_error(text, repository, tmp_path):
    with pytest.raises(Unknown):
        github.start(github.read(text.encode()), Event(sha=repository.head()), repository=repository, web=Web(tmp_path / "web"), folder=tmp_path / "run")
