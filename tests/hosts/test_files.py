"""The files for each host: what their own forms and a look for holes say of them, and what they do."""

import re
import shlex
import subprocess
import sysconfig
import tomllib
from functools import cache
from itertools import product
from pathlib import Path

import click
import pytest
import yaml

from playbook_plugins import __version__
from playbook_plugins.cli import main
from playbook_plugins.hosts.afterwards import afterwards
from playbook_plugins.hosts.files import PATHS, files, lock
from playbook_plugins.hosts.flavour import Checks, Flavour, Host, Inside, Open, flavour
from playbook_plugins.hosts.mark import body
from tests.conftest import ROOT

SCRIPTS = Path(sysconfig.get_path("scripts"))


def every() -> list[Flavour]:
    """Each way that goes together."""
    found = []
    for host, checks, inside in product(Host, Checks, Inside):
        try:
            found.append(flavour(host, checks=checks, inside=inside))
        except Open:
            continue
    return found


EVERY = every()
each = pytest.mark.parametrize("chosen", EVERY, ids=lambda one: f"{one.host}-{one.checks}-{one.inside}")


@cache
def written(chosen: Flavour) -> dict[str, str]:
    return {path: content.decode("utf-8") for path, content in files(chosen).items()}


@cache
def publish(chosen: Flavour) -> dict:
    return yaml.safe_load(written(chosen)[".github/workflows/publish.yml"])


@cache
def gitlab(chosen: Flavour) -> dict[str, dict]:
    """The jobs of GitLab's file."""
    told = yaml.safe_load(written(chosen)[".gitlab-ci.yml"])
    return {name: job for name, job in told.items() if name not in ("workflow", "stages", "variables", "default")}


@cache
def commands(chosen: Flavour) -> list[str]:
    """Every line that a shell is given, for all jobs."""
    found = []
    for path, text in written(chosen).items():
        if path.startswith(".github/"):
            found += [step["run"] for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"] if "run" in step]
        elif path == ".gitlab-ci.yml":
            told = yaml.safe_load(text)
            found += [*told["default"]["before_script"], *(line for job in gitlab(chosen).values() for line in job["script"])]
        elif path == "netlify.toml":
            found += tomllib.loads(text)["build"]["command"].split(" && ")
    return found


def laid(folder: Path, chosen: list[Flavour]) -> list[Path]:
    """The files of many ways, each below a folder of its own."""
    paths = []
    for number, one in enumerate(chosen):
        for path, content in files(one).items():
            target = folder / str(number) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            paths.append(target)
    return paths


def run(*command: str | Path) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_hosts_take_the_files_and_nothing_in_them_is_unsafe(tmp_path):
    paths = laid(tmp_path, EVERY)
    github = [path for path in paths if ".github" in path.parts]
    run(SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *github)
    run(SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", *(path for path in paths if path.name == ".gitlab-ci.yml"))
    # whatever it finds, of the least weight, makes it fail
    run(SCRIPTS / "zizmor", "--offline", "--no-progress", "--persona=regular", *github)


@pytest.mark.slow
def test_a_hole_in_a_workflow_would_be_found(tmp_path):
    safe = written(flavour("github"))[".github/workflows/publish.yml"]
    (workflow := tmp_path / "publish.yml").write_text(safe.replace('"$BEFORE"', "${{ github.event.pull_request.title }}"), "utf-8")
    done = subprocess.run([SCRIPTS / "zizmor", "--offline", "--no-progress", "--persona=regular", workflow], capture_output=True, encoding="utf-8")
    assert done.returncode != 0 and "template-injection" in done.stdout


@each
def test_what_a_shell_is_given_is_there(chosen):
    context = click.Context(main)
    for line in commands(chosen):
        assert "${{" not in line, "what others wrote would be run"
        words = shlex.split(line)
        if words[0] != "playbook":
            assert words[0] in {"pip", "echo", "cat", "npx", "test", "mkdir"}, line
            continue
        command = main.get_command(context, words[1])
        assert command, line
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words[2:] if word.startswith("--")} <= known, line


@each
def test_the_public_site_is_looked_through_before_it_goes_up(chosen):
    if chosen.checks is Checks.GITHUB:
        jobs = publish(chosen)["jobs"]
        assert jobs["public"]["needs"] == "check" and jobs["audit"]["needs"] == "public"
        told = str(jobs["audit"])
        assert "playbook audit site/public --fingerprints" in told and "playbook build" not in told
        if "deploy" in jobs:
            assert jobs["deploy"]["needs"] == "audit"
    else:
        jobs = gitlab(chosen)
        assert jobs["public"]["needs"] == ["check"] and jobs["audit"]["needs"] == ["check", "public"]
        assert jobs["audit"]["script"] == ["playbook audit site/public --fingerprints fingerprints.json"]
        for name in {"pages", "deploy"} & jobs.keys():
            assert "site/public" not in str(jobs[name]) or jobs[name]["needs"] == ["public", "audit"]
    if chosen.host is Host.NETLIFY:
        steps = tomllib.loads(written(chosen)["netlify.toml"])["build"]["command"].split(" && ")
        assert [step.split()[1] for step in steps if step.startswith("playbook")] == ["fingerprints", "build", "audit"]


@each
def test_no_job_holds_both_sites(chosen):
    jobs = publish(chosen)["jobs"] if chosen.checks is Checks.GITHUB else gitlab(chosen)
    for name, job in jobs.items():
        assert ("site/public" in str(job)) + ("site/internal" in str(job)) < 2, name
    assert "site/internal" not in written(chosen).get("netlify.toml", "")


@each
def test_the_internal_site_goes_nowhere_that_is_public(chosen):
    jobs = publish(chosen)["jobs"] if chosen.checks is Checks.GITHUB else gitlab(chosen)
    holding = {name: job for name, job in jobs.items() if "site/internal" in str(job)}
    assert bool(holding) is (chosen.inside is not Inside.NONE)
    for job in holding.values():
        said = str(job.get("if") or job["rules"])
        assert "github.event.repository.private" in said or '$CI_PROJECT_VISIBILITY == "private"' in said
        assert "pages-artifact" not in str(job) and "pull_request" not in said and "merge_request" not in said
        if "artifacts" in job:
            assert job["artifacts"]["access"] == "developer"
    if chosen.inside in (Inside.PAGES, Inside.CLOUDFLARE):
        asked = [job for job in holding.values() if "playbook closed" in str(job)]
        assert len(asked) == 1
    if chosen.inside is Inside.PAGES:
        # the very address that it goes to: another that is closed says nothing of it
        assert '"$CI_PAGES_URL"' in str(asked) and '"$CI_PAGES_URL"' in str(jobs["closed"])


@pytest.mark.parametrize("chosen", [one for one in EVERY if one.checks is Checks.GITHUB], ids=lambda one: f"{one.host}-{one.inside}")
def test_a_workflow_may_do_as_little_as_it_needs(chosen):
    for path, text in written(chosen).items():
        if not path.startswith(".github/"):
            continue
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        assert workflow["concurrency"]["cancel-in-progress"] is False
        assert all("timeout-minutes" in job and "permissions" in job for job in workflow["jobs"].values())
        assert set(re.findall(r"uses: \S+@(\S+) # v\d+\.\d+\.\d+\n", text)) == set(re.findall(r"uses: \S+@(\S+)", text))
        assert all(re.fullmatch("[0-9a-f]{40}", sha) for sha in re.findall(r"uses: \S+@(\S+)", text))
        writes = {name: {what for what, may in job["permissions"].items() if may == "write"} for name, job in workflow["jobs"].items()}
        assert {name: what for name, what in writes.items() if what} in (
            {"scanning": {"security-events"}, **({"deploy": {"pages", "id-token"}} if chosen.host is Host.GITHUB else {})},
            {"due": {"issues"}},
        )


def test_strangers_never_see_a_key():
    jobs = publish(flavour("cloudflare"))["jobs"]
    holding = {name for name, job in jobs.items() if "secrets." in str(job)}
    assert holding == {"deploy", "internal"}
    assert "head.repo.full_name == github.repository" in jobs["deploy"]["if"]
    assert "pull_request_target" not in str(written(flavour("cloudflare")))


def test_what_is_installed_is_locked_with_hashes():
    text = lock()
    packages = re.findall(r"(?m)^([a-z0-9][\w.-]*)==", text)
    assert {"mkdocs", "mkdocs-material", "pydantic"} <= set(packages)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text.strip()))
    for chosen in EVERY:
        assert body(written(chosen)["requirements.txt"].encode()) == text
        installs = [line for line in commands(chosen) if line.startswith("pip ")]
        assert set(installs) == {"pip install --require-hashes -r requirements.txt", f"pip install --no-deps mkdocs-playbook=={__version__}"}


def test_something_else_than_the_release_may_be_installed():
    assert "      - run: pip install --no-build-isolation --no-deps ./playbook.whl\n" in written(flavour("github", package="./playbook.whl"))[".github/workflows/publish.yml"]


@pytest.mark.parametrize("package", ["a b", "x; rm -rf /", "-r other.txt", "$(x)", "`x`", "a\nb", "${{ x }}", "'"])
def test_what_a_shell_would_take_for_more_than_a_package_is_refused(package):
    with pytest.raises(Open, match="nothing that can stand in a workflow"):
        flavour("github", package=package)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"host": "github", "inside": "pages"}, "GitHub Pages shows every site to everybody"),
        ({"host": "netlify", "checks": "github", "inside": "pages"}, "GitHub Pages shows every site to everybody"),
        ({"host": "gitlab", "inside": "pages"}, "one place for Pages, and the public site has it"),
        ({"host": "github", "checks": "gitlab"}, "from its own repositories alone"),
        ({"host": "gitlab", "checks": "github"}, "from its own repositories alone"),
    ],
)
def test_what_would_show_the_internal_site_is_refused_with_a_way_out(asked, says):
    with pytest.raises(Open, match=says) as refused:
        flavour(**asked)
    assert "Choose `--" in str(refused.value)


@pytest.mark.parametrize(("asked", "usual"), [(("github",), "artifact"), (("gitlab",), "artifact"), (("cloudflare",), "cloudflare"), (("netlify",), "artifact"), (("netlify", "gitlab"), "pages")])
def test_the_internal_site_has_a_safe_place_where_nobody_says_one(asked, usual):
    assert flavour(asked[0], checks=asked[1] if asked[1:] else None).inside == usual


@each
def test_the_owner_is_told_what_only_they_can_do(chosen):
    told = " ".join(afterwards(chosen))
    assert 1 <= len(afterwards(chosen)) <= 5
    text = "".join(text for path, text in written(chosen).items() if path != "requirements.txt")
    asked = {name for name in re.findall(r"PLAYBOOK_[A-Z_]+|CLOUDFLARE_[A-Z_]+", text)}
    assert {name for name in asked if name not in told} == set()
    assert PATHS >= written(chosen).keys()


def test_this_project_is_published_as_it_publishes_others():
    ours = files(flavour("github", package="."))
    for path, content in ours.items():
        assert body((ROOT / path).read_bytes()) == body(content), "run: playbook ci --host github --from ."
