"""The wheel and the source package: what is in them, and that a stranger can begin with the wheel alone."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from trove_classifiers import classifiers

import playbook_plugins
from tests.conftest import ROOT, TODAY, WHOLE

pytestmark = pytest.mark.slow

JUNK = ["site/public/index.html", ".cache/playbook/x", ".venv/pyvenv.cfg", "dist/old.whl", "notes.txt",
        "playbook_plugins/__pycache__/x.pyc", "docs/playbook/.DS_Store"]
MAY_TRAVEL = {
    "": ("*.py", "practices*.yml"),
    "audit": ("*.py",),
    "checklist": ("*.py", "rules/*.md", "wordlists/*.yml"),
    "cli": ("*.py",),
    "edit": ("*.py", "importing/signs/*.yml"),
    "editor": ("*.py",),
    "engines": ("*.py", "mkdocs/default.yml", "mkdocs/*.html"),
    "hosts": ("*.py", "*.j2", "requirements.txt"),
    "model": ("*.py",),
    "pages": ("*.py", "*.j2", "*.css", "*.js", "assets/*.png", "assets/*.svg", "editing/*.yml"),
    "publish": ("*.py",),
    "read": ("*.py", "lexicon/*.yml"),
    "report": ("*.py", "findings.schema.json"),
    "starter": ("*.md", "*.yml", "*.j2", "*.toml", "neutral/.gitignore", "example/public/*"),
    "upkeep": ("*.py",),
    "words": ("*.py", "*.toml"),
    "writing": ("*.md",),
}
"""What may lie in each folder of the wheel; a star stands for folders too."""
STAYS = (".ci/*", ".editorconfig", ".gitattributes")
"""What a copy of the repository holds and the source package does not."""
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
    copy = copied(tmp_path_factory.mktemp("packaging") / "copy")
    for name in JUNK:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("junk")
    packed(copy, copy.parent / "made")
    return copy.parent


def copied(copy: Path) -> Path:
    """A working copy without what builds and tests leave behind, and without a history."""
    left_out = shutil.ignore_patterns(".git", ".venv", "site", ".cache", ".pytest_cache", ".hypothesis", "dist", "build", "__pycache__", "*~", "*.swp")
    shutil.copytree(ROOT, copy, ignore=left_out)
    return copy


def packed(copy: Path, made: Path) -> Path:
    for target in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", made, cwd=copy)
    return made


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


def test_the_wheel_holds_nothing_of_another_sort(packages: Path):
    (wheel,) = (packages / "made").glob("*.whl")
    about, ours = (sorted(name for name in zipfile.ZipFile(wheel).namelist() if (".dist-info/" in name) is beside) for beside in (True, False))
    assert {name.partition("/")[2] for name in about} == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    for name in ours:
        top, _, rest = name.removeprefix("playbook_plugins/").partition("/") if name.count("/") > 1 else ("", "", name.removeprefix("playbook_plugins/"))
        assert name.startswith("playbook_plugins/") and any(fnmatch(rest, pattern) for pattern in MAY_TRAVEL.get(top, ())), name
        assert not {"tests", "__pycache__", ".cache", "site", "node_modules"} & set(name.split("/")), name


def test_the_worked_example_stands_nowhere_else_in_the_wheel(packages: Path):
    archive = zipfile.ZipFile(next((packages / "made").glob("*.whl")))
    example, others = ({name: archive.read(name) for name in archive.namelist() if name.startswith("playbook_plugins/starter/example/") is here} for here in (True, False))
    assert len(example) > 60
    assert [name for name, text in others.items() if text in example.values()] == []


def test_the_source_package_holds_all_that_is_kept_of_it(packages: Path):
    (package,) = (packages / "made").glob("*.tar.gz")
    with tarfile.open(package) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    kept = {name for name in sources(packages, ".") if not any(fnmatch(name, pattern) for pattern in STAYS)}
    assert names - {"PKG-INFO"} == kept


def test_two_copies_are_packed_into_the_same_bytes(packages: Path, tmp_path: Path, monkeypatch):
    other = copied(tmp_path / "another place" / "copy")
    for number, file in enumerate(sorted(other.rglob("*"))):
        if file.is_file():
            file.chmod(0o600)
            os.utime(file, (number, 1_600_000_000 + number))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    before, after = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in (packages / "made", packed(other, tmp_path / "made")))
    assert sorted(before) == sorted(after) and len(before) == 2
    assert [name for name in before if before[name] != after[name]] == []
    # the moment that is printed in them is the one that is asked for
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    asked = [{file.name: file.read_bytes() for file in packed(folder, tmp_path / f"asked-{number}").iterdir()} for number, folder in enumerate((packages / "copy", other))]
    assert asked[0] == asked[1] != before


def test_the_source_package_makes_the_same_wheel(packages: Path, tmp_path: Path):
    (package,) = (packages / "made").glob("*.tar.gz")
    with tarfile.open(package) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "made", cwd=folder)
    (before,), (after,) = (list(made.glob("*.whl")) for made in (packages / "made", tmp_path / "made"))
    assert before.read_bytes() == after.read_bytes()


def test_what_an_index_reads_is_complete_and_true(packages: Path):
    (wheel,) = (packages / "made").glob("*.whl")
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    text = archive.read(name).decode("utf-8")
    # raises for what an index would refuse
    about = Metadata.from_email(text, validate=True)
    assert (about.name, about.license_expression, about.description_content_type) == ("mkdocs-playbook", "MIT", "text/markdown")
    assert about.description == (ROOT / "README.md").read_text("utf-8")
    assert about.summary and len(about.summary) <= 512 and about.keywords and about.author
    assert set(about.classifiers) <= classifiers
    pythons = {line.rpartition(" :: ")[2] for line in about.classifiers if re.search(r":: 3\.\d+$", line)}
    assert pythons and all(about.requires_python.contains(python) for python in pythons) and not about.requires_python.contains("3.10")
    # no host is known yet, and none is invented
    assert about.project_urls is None and about.home_page is None


@pytest.fixture(scope="session")
def elsewhere(packages: Path) -> Path:
    """Where the commands are of an environment in which the wheel is installed, and not this working copy."""
    (wheel,) = (packages / "made").glob("*.whl")
    return installed(wheel, packages / "environment")


def installed(package: Path, folder: Path, *options: str) -> Path:
    """Where the commands are of a new environment with a package in it, and with what the project leans on."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(folder), "platbase": str(folder), "installed_base": str(folder)})
    # What the project leans on comes from the environment of these tests; a .pth file inside that one is not read,
    # so the editable install of this working copy is not seen.
    Path(paths["purelib"], "leans-on.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    scripts = Path(paths["scripts"])
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "-q", "--no-deps", "--force-reinstall", *options, package, cwd=folder)
    where = run(scripts / "python", "-c", "import playbook_plugins; print(playbook_plugins.__file__)", cwd=folder)
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


def test_a_stranger_begins_with_the_source_package_alone(packages: Path, tmp_path: Path):
    (package,) = (packages / "made").glob("*.tar.gz")
    scripts = installed(package, packages / "from-sources", "--no-build-isolation")
    run(scripts / "playbook", "new", tmp_path / "mine", "--example", cwd=tmp_path)
    run(scripts / "playbook", "check", "--fail-on", "warning", cwd=tmp_path / "mine")
    assert run(scripts / "playbook", "--version", cwd=tmp_path).stdout == f"playbook, version {playbook_plugins.__version__}\n"
