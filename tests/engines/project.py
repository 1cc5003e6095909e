"""Real builds of a small project, in processes of their own."""

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from playbook_plugins.audit import fingerprints
from playbook_plugins.engines.mkdocs.sentences import theirs
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.model.place import Place
from tests.conftest import mkdocs

SECRET = "We replace the whole wheel and charge the customer nothing at all."
"""A sentence that no public page may hold."""

PUBLIC = Release(
    audience=Audience.PUBLIC,
    name="Müller & Daughters <Bikes>",
    language="en",
    pages=(
        Page("index.md", "Is this for you?", "# Is this for you?\n\nWe mend bicycles.\n", menu=(), in_menu=True, kind="fit",
             description='We mend "everyday" bicycles & trailers', source="docs/playbook/fit.md"),
        Page("promises.md", "Promises", "# Promises\n\nNote: we call within a day.\n\nSee [us](index.md).\n", in_menu=True),
        Page("principles/index.md", "What we believe", "# What we believe\n", menu=("Beliefs",), in_menu=True),
        Page("principles/say-no.md", "Say <no>", "# Say no\n\n[All](index.md)\n", menu=("Beliefs",), source="docs/playbook/principles/say-no.md"),
        Page("principles/mend.md", "Mend first", "# Mend first\n", menu=("Beliefs",)),
        Page("thanks.md", "Thanks", "# Thanks\n"),
    ),
    assets=(Asset("assets/playbook.css", b"body{}"), Asset("assets/playbook.js", b"1"), Asset("fit.json", b"{}")),
    # as where the core makes it, the theme's own files need no looking through
    fingerprints=replace(fingerprints([SECRET], []), theirs=theirs()),
    stamp=1_700_000_000,
    url="https://bikes.example/care",
    styles=("assets/playbook.css",),
    scripts=("assets/playbook.js",),
)
INTERNAL = replace(
    PUBLIC,
    audience=Audience.INTERNAL,
    pages=(*PUBLIC.pages, Page("policies/wheel.md", "The wheel is bent", f"# The wheel is bent\n\n{SECRET}\n", menu=("Policies",), in_menu=True)),
    fingerprints=Fingerprints(),
    url="",
)
WARNING = Finding("dead-end", Level.WARNING, Place("docs/playbook/fit.md", 7, 3), "this sends nobody anywhere", "name a business")
ERROR = Finding("thin-fit", Level.ERROR, Place("docs/playbook/fit.md", 9, 1), "this says nothing")

CONFIG = """\
site_name: Playbook
docs_dir: docs/public
site_dir: site/public
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path, navigation.footer]
  palette: {scheme: default}
plugins:
  search: {}
  playbook: {}
  checklist: {}
markdown_extensions: [playbook_guard, tables]
hooks: [stand_in.py]
"""

# Takes the place of the core once a test has said what reading the sources comes to.
STAND_IN = """\
import pickle, sys, types
from datetime import date
from pathlib import Path

SAID = Path(__file__).parent / "stand_in"

def load(source, public, audience, today):
    findings, releases, stops = pickle.loads(SAID.read_bytes())
    return types.SimpleNamespace(findings=findings, release=releases[audience], stops=stops)

if SAID.exists():
    source = types.ModuleType("playbook_plugins.engines.mkdocs.source")
    source.load, source.today = load, date.today
    sys.modules[source.__name__] = source
"""

SOURCES = {
    "docs/playbook/playbook.yml": """\
format: 1
business:
  name: Müller & Daughters
  phone: 01632 960123
  answers_within: 1 working day
""",
    "docs/playbook/fit.md": """\
# Is this workshop for you?

We mend bicycles that somebody rides every day.

## You will be happy here if

- **You ride to work.** We mend it while you are there.
- **You want to know the price first.** We write it down before we start.
- **You keep things.** We would rather mend than sell.

## Someone else will serve you better if

- **You race.** We do not tune racing bikes. [Peak Cycles](https://peak.example/) does it.
- **You want a new bike.** We sell none. Ask us, and we will ask around.

## What it costs

- **Most people pay** 40 to 70 for a service.
- **Included:** a second look after a week.
- **Not included:** parts.
- **To cancel,** ring us the day before.

## If we get it wrong

Ring Maria. She puts it right the same day, or you pay nothing.

## How to start

1. Ring us.
2. Bring the bicycle.
""",
    "docs/public/about.md": "# About us\n\nWe are two, and a dog.\n",
}


@dataclass
class Project:
    """A repository with sources, settings and yesterday's site."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Let an author change one file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def says(self, *findings: Finding, public: Release | None = PUBLIC, internal: Release | None = INTERNAL) -> None:
        """What reading the sources comes to, whatever stands in them."""
        stops = any(finding.level is Level.ERROR for finding in findings)
        releases = {Audience.PUBLIC: public, Audience.INTERNAL: internal}
        (self.folder / "stand_in").write_bytes(pickle.dumps((findings, releases, stops)))

    def run(self, *arguments: str, python: str = sys.executable, program: str = "mkdocs", **env: str) -> subprocess.CompletedProcess[str]:
        if (python, program) == (sys.executable, "mkdocs"):
            return mkdocs(*arguments, cwd=self.folder, **env)
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **env}
        return subprocess.run([python, "-m", program, *arguments], cwd=self.folder, env=environment, capture_output=True, encoding="utf-8")

    def site(self, name: str = "public") -> dict[str, bytes]:
        """Every file of a built site with its content."""
        return tree(self.folder / "site" / name)

    def beside(self) -> set[str]:
        """What stands in the folder of sites."""
        return {path.name for path in (self.folder / "site").iterdir()}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
