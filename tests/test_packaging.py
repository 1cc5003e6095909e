"""The wheel and the source package: what is in them, and that a stranger can begin with the wheel alone."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, WHOLE

pytestmark = pytest.mark.slow

JUNK = ["site/public/index.html", ".cache/playbook/x", ".venv/pyvenv.cfg", "dist/old.whl", "notes.txt",
        "playbook_plugins/__pycache__/x.pyc", "docs/playbook/.DS_Store"]
TRAVELS = {"docs/playbook": "playbook_plugins/starter/example/playbook",
           "docs/public": "playbook_plugins/starter/example/public",
           "docs/writing": "playbook_plugins/writing"}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that may know nothing of this project's own folder, and must not ask the network."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLAYBOOK", "PIP"))}
    environment |= {
        "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PLAYBOOK_TODAY": TODAY.isoformat(),
        "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1",
        "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
    }
    result = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source package of a working copy that is full of other things."""
    copy = tmp_path_factory.mktemp("packaging") / "copy"
    left_out = shutil.ignore_patterns(".git", ".venv", "site", ".cache", ".pytest_cache", ".hypothesis", "dist", "build", "__pycache__", "*~", "*.swp")
    shutil.copytree(ROOT, copy, ignore=left_out)
    for name in JUNK:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("junk")
    for target in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", copy.parent / "made", cwd=copy)
    return copy.parent


def sources(packages: Path, *folders: str) -> list[str]:
    """The files below some folders of the working copy that is packed, without the junk."""
    copy = packages / "copy"
    names = (path.relative_to(copy).as_posix() for folder in folders for path in (copy / folder).rglob("*") if path.is_file())
    return sorted(name for name in names if name not in JUNK)


def test_the_wheel_holds_the_package_the_example_and_the_manual_once_each(packages: Path):
    (wheel,) = (packages / "made").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    wanted = sources(packages, "playbook_plugins", *TRAVELS)
    for source, target in TRAVELS.items():
        wanted = [name.replace(f"{source}/", f"{target}/", 1) if name.startswith(f"{source}/") else name for name in wanted]
    wanted.append("playbook_plugins/hosts/requirements.txt")
    assert sorted(name for name in names if ".dist-info/" not in name) == sorted(wanted)
    for part in (
        "engines/mkdocs/default.yml", "pages/assets/playbook.css", "pages/public/templates/fit.md.j2",
        "checklist/wordlists/en/offer.yml", "checklist/rules/greeting-offer.md", "read/lexicon/en.yml", "words/en.toml",
        "hosts/github/publish.yml.j2", "hosts/requirements.txt", "starter/neutral/.gitignore", "starter/example/playbook/fit.md",
        "starter/charity.toml", "starter/charity/docs/playbook/fit.md.j2", "starter/neutral.pl/docs/playbook/fit.md",
        "writing/index.md",
    ):
        assert names.count(f"playbook_plugins/{part}") == 1, part
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_source_package_holds_sources_alone(packages: Path):
    (package,) = (packages / "made").glob("*.tar.gz")
    with tarfile.open(package) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert set(sources(packages, "playbook_plugins", "tests", *TRAVELS)) <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "mkdocs.yml", "dev.py"} <= names
    assert not names & set(JUNK)
    assert not {name.partition("/")[0] for name in names} & {"site", ".cache", ".venv", ".git", "dist", "build"}


@pytest.fixture(scope="session")
def elsewhere(packages: Path) -> Path:
    """Where the commands are of an environment in which the wheel is installed, and not this working copy."""
    folder = packages / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(folder), "platbase": str(folder), "installed_base": str(folder)})
    # What the project leans on comes from the environment of these tests; a .pth file inside that one is not read,
    # so the editable install of this working copy is not seen.
    Path(paths["purelib"], "leans-on.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    scripts = Path(paths["scripts"])
    (wheel,) = (packages / "made").glob("*.whl")
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "-q", "--no-deps", "--force-reinstall", wheel, cwd=packages)
    where = run(scripts / "python", "-c", "import playbook_plugins; print(playbook_plugins.__file__)", cwd=packages)
    assert Path(where.stdout.strip()).is_relative_to(folder)
    return scripts


ANSWERS = ["--name", "Quay Kayaks", "--phone", "01632 960200"]


@pytest.mark.parametrize(
    ("arguments", "policy"),
    [
        (ANSWERS, "something-went-wrong"),
        ([*ANSWERS, "--starter", "charity"], "wrong-name"),
        ([*ANSWERS, "--lang", "pl"], "cos-poszlo-nie-tak"),
        (["--example"], "something-went-wrong"),
    ],
    ids=["neutral", "charity", "polish", "example"],
)
@pytest.mark.share
def test_a_stranger_begins_with_the_wheel_alone(elsewhere: Path, tmp_path: Path, arguments: list[str], policy: str):
    mine = tmp_path / "my playbook"
    told = run(elsewhere / "playbook", "new", mine, *arguments, cwd=tmp_path)
    assert "playbook check" in told.stdout
    run(elsewhere / "playbook", "check", "--fail-on", "warning", cwd=mine)
    if not WHOLE and arguments != ANSWERS:
        return
    for config in ("mkdocs.yml", "mkdocs.internal.yml"):
        run(elsewhere / "python", "-m", "mkdocs", "build", "--strict", "-f", config, cwd=mine)
    name = "Millbrook Cycles" if arguments == ["--example"] else "Quay Kayaks"
    assert name in (mine / "site/public/index.html").read_text("utf-8")
    assert (mine / f"site/internal/policies/{policy}/index.html").is_file()
    assert not (mine / "site/public/policies").exists()
