"""A small cut of the worked example with words for staff that nobody else ever said, and what comes of building it."""

import gzip
import html
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from tests.conftest import ROOT, TODAY, mkdocs

SOURCES = (
    "fit.md partners.md money.md promises/price-first.md policies/before-we-start.md policies/not-for-us.md roles/owner.md roles/mechanic.md "
    "roles/front-desk.md roles/workshop-lead.md scripts/price-in-writing.md scripts/kind-no-at-the-counter.md scripts/kind-no-by-email.md "
    "scripts/who-we-are-for.md principles/value-then-trust.md principles/a-gift.md pages/glossary.md"
).split()
"""What the cut keeps: a fit page, a promise and what keeps it, people, money, a principle of each side."""
PUBLIC, STAFFS = "docs/playbook/principles/value-then-trust.md", "docs/playbook/policies/before-we-start.md"
YESTERDAY = {"index.html": "yesterday", "old/index.html": "yesterday's page", ".nojekyll": ""}


class Words:
    """Words that no language has, drawn by a seed."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)
        self.made: set[str] = set()

    def word(self) -> str:
        """A word that was never said."""
        while (made := "".join(self._chance.choice(part) for part in ("bdfgklmprstvz", "aeiou", "bdgklmnprtvz", "aeiou", "bdfgklmnprtvz", "aeiou", "kxzvqj"))) in self.made:
            continue
        self.made.add(made)
        return made

    def said(self, number: int = 8) -> str:
        """A sentence of such words, or a name of a few."""
        return " ".join(self.word() for _ in range(number)).capitalize()


@dataclass
class Project:
    """A repository with sources, settings and yesterday's site."""

    folder: Path
    words: Words
    sentence: str = ""
    """What staff say among themselves."""
    title: str = ""
    """What a page of theirs is called, in three words."""
    id: str = ""
    """The name of its file."""
    name: str = ""
    """A private name of one word."""
    repeats: bool = False
    """Whether what authors believe to be hidden is what staff say already."""
    argv: list[str] = field(default_factory=lambda: ["build", "-q"])
    """What `mkdocs` is asked."""
    before: dict[str, bytes] = field(default_factory=dict)
    """The site as it stood before the build."""

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def add(self, text: str, name: str = PUBLIC) -> None:
        """Let an author go on writing a text; a public one where none is named."""
        self.write(name, f"{self.read(name)}\n{text}\n")

    def front(self, line: str, name: str = PUBLIC) -> None:
        """Put a line among those above a text."""
        self.write(name, self.read(name).replace("---\n", f"---\n{line}\n", 1))

    def settings(self, text: str, below: str = "") -> None:
        """Add to `mkdocs.yml`, at its end or below a key."""
        whole = self.read("mkdocs.yml")
        assert not below or f"\n{below}:\n" in whole
        self.write("mkdocs.yml", whole.replace(f"\n{below}:\n", f"\n{below}:\n{text}\n", 1) if below else f"{whole}\n{text}\n")

    def owners(self, old: str, new: str) -> None:
        """Change a line of `playbook.yml`."""
        whole = self.read("docs/playbook/playbook.yml")
        assert old in whole
        self.write("docs/playbook/playbook.yml", whole.replace(old, new, 1))

    def hook(self, code: str) -> None:
        """A program of the owner's own in the build; `SENTENCE`, `TITLE`, `ID` and `NAME` are staff's alone."""
        said = f"SENTENCE, TITLE, ID, NAME = {self.sentence!r}, {self.title!r}, {self.id!r}, {self.name!r}\n"
        self.write("hooks.py", "from pathlib import Path\nfrom mkdocs.structure.files import File\n" + said + code)
        self.settings("hooks: [hooks.py]")

    def secret(self, number: int = 8) -> str:
        """Something else that must not come out, wherever its author puts it."""
        return self.sentence if self.repeats and number == 8 else self.words.said(number)


def lay(folder: Path, words: Words) -> Project:
    """The cut, with a sentence, a title, a file's name and a private name for staff."""
    for name in SOURCES:
        (folder / "docs/playbook" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "docs/playbook" / name, folder / "docs/playbook" / name)
    shutil.copytree(ROOT / "docs/public", folder / "docs/public")
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / ".git").mkdir()
    title = words.said(3)
    made = Project(folder, words, words.said(), title, title.lower().replace(" ", "-"), words.word().capitalize())
    owners = (ROOT / "docs/playbook/playbook.yml").read_text("utf-8")
    pinned = re.sub(r"(  pinned:\n)(?:    - .*\n)+", r"\1    - before-we-start\n    - not-for-us\n", owners)
    made.write("docs/playbook/playbook.yml", f"{pinned}  private_names: [{made.name}]\n")
    made.add(f"## Why we do it\n\n{made.sentence}.\n", STAFFS)
    made.write(f"docs/playbook/pages/{made.id}.md", f"# {made.title}\n\n{made.sentence}.\n\n{words.said()}.\n")
    for name, text in YESTERDAY.items():
        made.write(f"site/public/{name}", text)
    return made


@dataclass(frozen=True)
class Outcome:
    """What came of a build."""

    code: int
    said: str
    leaked: tuple[str, ...]
    """Words for staff in what is now published, with the file."""
    changed: bool
    """Whether the published folder holds other bytes than before."""

    @property
    def verdict(self) -> str:
        if self.leaked:
            return "leaked"
        if self.code == 0:
            return "clean" if self.changed else "nothing was built"
        return "emptied" if self.changed else "refused"


def built(project: Project, off: Callable[[], None] | None = None) -> Outcome:
    """Build the public site as a plain `mkdocs build` does; `off` switches something off beforehand."""
    project.before = tree(project.folder / "site/public")
    done = mkdocs(*project.argv, cwd=project.folder, before=off, PLAYBOOK_TODAY=str(TODAY))
    after = tree(project.folder / "site/public")
    return Outcome(done.returncode, done.stdout + done.stderr, found_in(project.folder / "site/public", project.words.made) if after != project.before else (), after != project.before)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def found_in(folder: Path, words: set[str]) -> tuple[str, ...]:
    """The words that stand in any byte or path below a folder, unpacked, with entities and percents undone."""
    pattern = re.compile("|".join(sorted(words)))
    found = set()
    for name, content in tree(folder).items():
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8", "replace") + name
        found |= {f"{hit} in {name}" for said in (text, html.unescape(text), unquote(text)) for hit in pattern.findall(said.casefold())}
    return tuple(sorted(found))
