"""A plain build goes on beside the old site, and takes its place only when all is well."""

import logging
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from playbook_plugins.audit import fingerprints
from playbook_plugins.engines.mkdocs.expected import Frame
from playbook_plugins.engines.mkdocs.stage import beside, finish, plainly, say, stamped, warnings
from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.publish.build import Leaked
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.target import PublishError, staging
from tests.engines.project import SECRET

RELEASE = Release(Audience.PUBLIC, "Bikes", "en", (Page("index.md", "Bikes", "# Bikes\n"),), fingerprints=fingerprints([SECRET], []))
HOME = "<html><head></head><body>Bikes</body></html>"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (old := tmp_path / "site").mkdir()
    (old / "index.html").write_text("old")
    return old


@pytest.fixture
def strict_count(monkeypatch: pytest.MonkeyPatch) -> logging.Handler:
    """What counts the warnings of a strict build, on one logger more than needed, beside another handler."""
    counter = CountHandler(level=logging.WARNING)
    for name in ("mkdocs", "properdocs"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [logging.NullHandler(), counter])
    return counter


def build(target: Path, said: str = HOME, *, name: str = "index.html", strict: bool = False, url: str = "", release: Release = RELEASE) -> None:
    """What a plain build comes to whose engine writes one more file."""
    config = SimpleNamespace(site_dir=str(target), strict=strict)
    with beside(config) as found:
        assert found == target and Path(config.site_dir) == staging(target)
        for file, text in {"index.html": HOME, name: said}.items():
            Path(config.site_dir, file).write_text(text)
        finish(config, release, found, frame=Frame(directories=True, url=url))


def left(target: Path) -> str:
    """What the published home page says, once nothing else lies beside the site."""
    assert [path.name for path in target.parent.iterdir()] == ["site"]
    return (target / "index.html").read_text()


def test_a_whole_site_takes_the_place_of_the_old_one(target: Path, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "mkdocs.plugins.playbook"):
        build(target)
    assert "Content-Security-Policy" in left(target)
    assert caplog.messages == [f"playbook: The finished site is now in {target}"]


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        ("more.html", HOME, "holds what nobody asked for"),
        ("index.html", f"<p>{SECRET}</p>", "help: "),
        ("index.html", "<img src=https://bikes.example/a.png>", "asks another host"),
    ],
)
def test_a_site_that_may_not_be_published_leaves_the_old_one(target: Path, name: str, said: str, why: str):
    with pytest.raises(PluginError, match=why):
        build(target, said, name=name)
    assert left(target) == "old"


@pytest.mark.parametrize(("url", "own"), [("https://bikes.example/", ""), ("", "https://bikes.example/"), ("https://bikes.example/", "https://wheels.example/")])
def test_a_page_may_name_its_own_host(target: Path, url: str, own: str):
    build(target, "<img src=https://bikes.example/a.png>", url=url, release=replace(RELEASE, url=own))
    assert "bikes.example" in left(target)


@pytest.mark.parametrize(("number", "said"), [(1, "1 warning in strict mode"), (2, "2 warnings in strict mode")])
def test_a_warning_stops_a_strict_build_alone(target: Path, strict_count: logging.Handler, number: int, said: str):
    build(target, strict=True)
    before = left(target)
    for _ in range(number):
        strict_count.handle(logging.LogRecord("mkdocs", logging.WARNING, "", 1, "oh", (), None))
    assert warnings() == number
    with pytest.raises(PluginError, match=f"^{said}: .*site stays as it was"):
        build(target, strict=True)
    assert left(target) == before
    build(target)


def test_no_second_build_of_a_site_begins(target: Path):
    with lock(target), pytest.raises(PluginError, match="another build"):
        build(target)
    assert left(target) == "old"


def test_the_engine_gets_its_folder_back_whatever_happens(target: Path):
    config = SimpleNamespace(site_dir=str(target))
    with pytest.raises(KeyboardInterrupt), beside(config):
        raise KeyboardInterrupt
    assert config.site_dir == str(target) and left(target) == "old"


@pytest.mark.parametrize("before", [None, "1"])
def test_every_date_is_the_releases_and_then_what_it_was(monkeypatch: pytest.MonkeyPatch, before: str | None):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    with pytest.raises(ZeroDivisionError), stamped(7):
        assert os.environ["SOURCE_DATE_EPOCH"] == "7"
        raise ZeroDivisionError
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (OSError(28, "It is full", "/a"), "/a: It is full"),
        (OSError(28, "It is full", "/a", None, "/b"), "/b: It is full"),
        (OSError(28, "It is full"), "It is full"),
        (OSError("It is full"), "It is full"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(refused: OSError, said: str):
    with pytest.raises(PluginError) as caught:
        say(refused)
    assert str(caught.value) == f"{said}. The site was not built, and what was published before is untouched."
    say(ValueError("whatever else"))


def test_a_refusal_is_told_as_the_engine_tells_its_own():
    for error in (PublishError("No."), Leaked(())):
        with pytest.raises(PluginError, match=f"^{error}"), plainly():
            raise error
