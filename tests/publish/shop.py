"""A small playbook with an old site and a newer text, and builds of it that meet with trouble."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, TODAY
from tests.engines.project import CONFIG, tree

SOURCES = ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook"
TROUBLE = Path(__file__).parent / "trouble"
WAYS = {
    "playbook build": ("playbook_plugins.cli", "build", "--audience", "public", "--out", "site/public"),
    "mkdocs build": ("mkdocs", "build"),
}
"""The two ways of building the public site."""
INTERNAL = {
    "playbook build": ("playbook_plugins.cli", "build", "--audience", "internal", "--out", "site/internal"),
    "mkdocs build": ("mkdocs", "build", "-f", "mkdocs.internal.yml"),
}
LIGHT = """
import sys
from pathlib import Path
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.publish.build import build
def engine(release, folder):
    for name in ("index.html", "a.html", "b.html"):
        (folder / name).write_text(sys.argv[2])
        (folder / name[0]).mkdir()
        (folder / name[0] / "page.html").write_text(sys.argv[2])
build(Release(Audience.PUBLIC, "", "en", ()), Path(sys.argv[1]), engine)
"""
"""A build with an engine that takes no time, so that every single call can be its last."""


@dataclass(frozen=True)
class Shop:
    """A folder of its own with sources, settings, and what its builds put down elsewhere."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "shop"

    @property
    def target(self) -> Path:
        return self.folder / "site" / "public"

    @property
    def log(self) -> Path:
        return self.root.with_name(f"{self.root.name}.log")

    def start(self, *command: str, **trouble: str) -> subprocess.Popen[str]:
        """Begin a build, in a group of processes of its own."""
        self.log.unlink(missing_ok=True)
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        environment |= {"PLAYBOOK_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        environment |= {"TMPDIR": str(self.root / "tmp"), "PYTHONPATH": os.pathsep.join(filter(None, (str(TROUBLE), os.environ.get("PYTHONPATH"))))}
        if "TROUBLE" in trouble:
            environment |= {"TROUBLE_WITHIN": str(self.root), "TROUBLE_LOG": str(self.log)}
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.folder,
            env={**environment, **trouble},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def build(self, command: tuple[str, ...], **trouble: str) -> subprocess.CompletedProcess[str]:
        """A whole build by one of the ways."""
        building = self.start("-m", *command, **trouble)
        out, err = building.communicate()
        return subprocess.CompletedProcess(command, building.returncode, out, err)

    def light(self, text: str, **trouble: str) -> subprocess.CompletedProcess[str]:
        """A build with the engine that takes no time."""
        building = self.start("-c", LIGHT, str(self.target), text, **trouble)
        out, err = building.communicate()
        return subprocess.CompletedProcess((), building.returncode, out, err)

    def calls(self) -> int:
        """How many file-system calls the last build made."""
        return self.log.stat().st_size

    def site(self) -> dict[str, bytes]:
        return tree(self.target)

    def beside(self) -> set[str]:
        """What stands in the folder of sites."""
        return {path.name for path in self.target.parent.iterdir()}

    def put(self, site: dict[str, bytes]) -> None:
        """Let this be the published site, and nothing stand beside it."""
        shutil.rmtree(self.target.parent, ignore_errors=True)
        for name, content in site.items():
            (self.target / name).parent.mkdir(parents=True, exist_ok=True)
            (self.target / name).write_bytes(content)

    def write(self, sentence: str) -> None:
        """Let the owner change a sentence of the fit page."""
        fit = (SOURCES / "fit.md").read_text("utf-8")
        assert "You like it quiet." in fit
        (self.folder / "docs" / "playbook" / "fit.md").write_text(fit.replace("You like it quiet.", sentence), "utf-8")


def shop(root: Path) -> Shop:
    """The smallest playbook, with settings for both sites."""
    made = Shop(root)
    shutil.copytree(SOURCES, made.folder / "docs" / "playbook")
    (made.folder / "docs" / "public").mkdir()
    (made.root / "tmp").mkdir()
    (made.folder / "mkdocs.yml").write_text(CONFIG.replace("hooks: [stand_in.py]\n", ""), "utf-8")
    internal = "INHERIT: mkdocs.yml\nsite_dir: site/internal\nplugins: {playbook: {audience: internal}}\n"
    (made.folder / "mkdocs.internal.yml").write_text(internal, "utf-8")
    return made
