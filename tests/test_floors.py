"""No version with a known hole is asked for or locked, and every locked file is known by its hash. Asks no network."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.conftest import ROOT

FLOORS = {
    "jinja2": ("3.1.6", "CVE-2025-27516"),
    "markdown": ("3.8.1", "CVE-2025-69534"),
    "mkdocs": ("1.2.3", "CVE-2021-40978"),
    "mkdocs-material": ("9.7.7", "CVE-2026-73295"),
    "pillow": ("12.3.0", "CVE-2026-59200"),
    "pydantic": ("2.4.0", "CVE-2024-3772"),
    "pygments": ("2.20.0", "GHSA-5239-wwwm-4pmq"),
    "pymdown-extensions": ("11.0.1", "CVE-2026-67422"),
    "pyyaml": ("5.4", "CVE-2020-14343"),
}
"""By package: the first version without the latest hole that concerns us, and the hole."""
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-properdocs.txt", "requirements-materialx.txt", "requirements-lowest.txt", "requirements-zensical.txt")


def below(requirement: Requirement) -> str | None:
    """What is wrong with the versions that a requirement allows; `None` where nothing is."""
    floor, hole = FLOORS.get(requirement.name.lower(), ("0", ""))
    lowest = max((Version(one.version) for one in requirement.specifier if one.operator in (">=", "==")), default=None)
    if lowest is None:
        return f"{requirement.name}: no lowest version"
    return f"{requirement.name} {lowest} is below {floor} ({hole})" if lowest < Version(floor) else None


def asked() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [Requirement(one) for one in (*project["project"]["dependencies"], *sum(project["dependency-groups"].values(), []))]


def locked(text: str) -> list[tuple[Requirement, int]]:
    """Each locked package, and by how many hashes its files are known."""
    packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
    return [(Requirement(one.split("--hash")[0].replace("\\", "").strip()), one.count("--hash=sha256:")) for one in packages]


def test_whoever_installs_it_gets_no_known_hole():
    assert [wrong for one in asked() if (wrong := below(one))] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_known_hole_is_locked_and_every_file_has_its_hash(name):
    text = (ROOT / name).read_text("utf-8")
    packages = locked(text)
    assert packages and "://" not in text
    assert [wrong for one, _ in packages if (wrong := below(one))] == []
    assert [one.name for one, hashes in packages if not hashes] == []


def test_what_is_tried_as_the_oldest_is_the_oldest_that_is_allowed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked_ = {one.name: str(one.specifier) for one, _ in locked((ROOT / "requirements-lowest.txt").read_text("utf-8"))}
    for one in map(Requirement, project["project"]["dependencies"]):
        (floor,) = (Version(part.version) for part in one.specifier if part.operator == ">=")
        assert Version(locked_[one.name].removeprefix("==")) == floor, one.name


def test_a_package_of_the_table_is_one_that_is_used():
    assert set(FLOORS) <= {one.name for one, _ in locked((ROOT / "requirements.txt").read_text("utf-8"))}


@pytest.mark.parametrize("line", ["mkdocs-material>=9.7.6", "pymdown-extensions==11.0", "markdown", "pyyaml<7"])
def test_a_version_with_a_hole_is_seen(line):
    assert below(Requirement(line))
    assert below(Requirement("jinja2>=3.1.6,<4")) is None
