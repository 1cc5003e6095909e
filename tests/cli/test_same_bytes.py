"""With what was kept and without it, with one process and with two: the same findings, the same words, the same sites, byte for byte."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from playbook_plugins import cache
from playbook_plugins.cli import building
from tests.cli.test_build import FIVE, STAFF, tree
from tests.conftest import ROOT, TODAY, WHOLE, playbook

pytestmark = pytest.mark.usefixtures("ready_maker")

KAYAKS = ROOT / "tests" / "golden" / "kayaks" / "docs"
TEXTS = "docs/playbook"
RULE = "  rules:\n    banger:\n      must_not_say: [old banger, {}]\n      message: that is somebody's boat\n      help: Say “older boat”.\n      because: Words.\n      bad: Leave the old banger here.\n      good: Your boat is dry.\n"
WALKS, STEPS = (8, 26) if WHOLE else (1, 3)
PLAIN, SITE = "out-1", "out-2"
SAME = "as it was, "


@dataclass
class Shop:
    """A playbook on which somebody works, and the two ways in which it is built."""

    root: Path
    chance: random.Random
    monkeypatch: pytest.MonkeyPatch
    day: int = 0
    version: bytes = b"1"
    whole: dict[str, bytes] = field(default_factory=dict)
    """The files as they were when they could last be published."""
    skipped: int = 0
    built: int = 0

    @property
    def kept(self) -> Path:
        return self.root.with_name("kept")

    def files(self) -> dict[str, bytes]:
        return {name: content for name, content in tree(self.root).items() if name.startswith(("docs/", "mkdocs", "look/"))}

    def some(self, *folders: str) -> Path:
        return self.chance.choice(sorted(file for folder in folders for file in (self.root / TEXTS / folder).glob("*.md")))

    def put_back(self) -> None:
        for name in self.files().keys() - self.whole.keys():
            (self.root / name).unlink()
        for name, content in self.whole.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)

    def build(self, out: str, *, processes: int, **environment: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(building, "processors", lambda: processes)
        self.monkeypatch.setattr(cache, "program", lambda: self.version)
        day = (TODAY + timedelta(self.day)).isoformat()
        done = playbook("build", "--out", out, "--today", day, cwd=self.root, PLAYBOOK_PROCESSES=str(processes), **environment)
        self.skipped += done.stdout.count(SAME)
        self.built += done.stdout.count(" for ") - done.stdout.count(SAME)
        return done.returncode, done.stdout.replace(SAME, "").replace(out, PLAIN), done.stderr.replace(out, PLAIN)


def word(shop: Shop) -> None:
    """Somebody changes a title or says more."""
    file = shop.some("policies", "principles", "promises", "pages", "roles", "scripts", "scenarios", "../public", ".")
    lines = file.read_text("utf-8").split("\n")
    at = [number for number, line in enumerate(lines) if line.startswith("# ") or (line and line[-1] == "." and line[0].isalpha())]
    if at:
        number = shop.chance.choice(at)
        lines[number] = f"{lines[number].rstrip('.')} {shop.chance.choice(['again', 'soon', 'at nine', 'with an old banger'])}{'.' * lines[number].endswith('.')}"
    file.write_text("\n".join(lines), "utf-8")


def unseen(shop: Shop) -> None:
    """A change of the same size, with the old times put back."""
    file = shop.some("policies", "principles", "pages")
    text, before = file.read_text("utf-8"), file.stat()
    at = text.rindex("e")
    file.write_text(f"{text[:at]}a{text[at + 1 :]}", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def new(shop: Shop) -> None:
    file = shop.some("principles", "pages", "promises")
    text = file.read_text("utf-8").replace("\n# ", f"\n# {shop.chance.choice(['Another', 'One more'])}: ", 1)
    file.with_name(f"{file.stem}-{shop.chance.randrange(100)}.md").write_text(text, "utf-8")


def rename(shop: Shop) -> None:
    file = shop.some("policies", "principles", "pages", "promises")
    file.rename(file.with_name(f"x-{file.name}"))


def delete(shop: Shop) -> None:
    shop.some("policies", "principles", "pages", "promises", "scenarios").unlink()


def settings(shop: Shop) -> None:
    file = shop.root / TEXTS / "playbook.yml"
    file.write_text(file.read_text("utf-8").replace("Quay Kayaks", f"Quay {shop.chance.randrange(100)} Kayaks", 1), "utf-8")


def looks(shop: Shop) -> None:
    """The settings of the site, or its theme's own folder."""
    if shop.chance.random() < 0.5:
        (shop.root / "mkdocs.yml").write_text(f"{FIVE.replace('font: false', 'font: false, custom_dir: look')}copyright: since {shop.chance.randrange(1900, 2000)}\n", "utf-8")
    place = shop.root / "look" / "partials" / "copyright.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"<p>Made in {shop.chance.randrange(1900, 2000)}</p>", "utf-8")


def rule(shop: Shop) -> None:
    """A rule of one's own comes, or asks for another word."""
    file = shop.root / TEXTS / "playbook.yml"
    text = file.read_text("utf-8").partition("  rules:\n")[0]
    file.write_text(text + RULE.format(shop.chance.choice(["again", "soon", "slow", "boat"])), "utf-8")


def version(shop: Shop) -> None:
    """A new version of the program is installed."""
    shop.version += b"1"


def day(shop: Shop) -> None:
    shop.day += shop.chance.choice((1, 40, 400))


def commit(shop: Shop) -> None:
    when = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@quay.example"), ("DATE", f"2026-11-{shop.chance.randrange(10, 20)}T10:00:00Z"))}
    for arguments in (("init", "-q"), ("add", "docs"), ("-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty", "-m", "Write")):
        subprocess.run(["git", *arguments], cwd=shop.root, check=True, env={**os.environ, **when, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})


def nothing(shop: Shop) -> None:
    """Somebody builds again."""


def touched(shop: Shop) -> None:
    """Somebody else writes into the finished site."""
    if pages := sorted((shop.root / SITE).rglob("*.html")):
        page = shop.chance.choice(pages)
        page.write_bytes(page.read_bytes().replace(b"a", b"b", 1))


def damaged(shop: Shop) -> None:
    for file in shop.kept.glob("*.db"):
        content = bytearray(file.read_bytes())
        for _ in range(shop.chance.choice((1, 50, 5000))):
            content[shop.chance.randrange(len(content))] = shop.chance.randrange(256)
        file.write_bytes(content)


def foreign(shop: Shop) -> None:
    """Others may write to what is kept, or keep something else under its name."""
    for file in shop.kept.glob("*.db"):
        if shop.chance.random() < 0.5:
            file.chmod(0o666)
        else:
            file.write_bytes(b"SQLite format 3\0" + bytes(200))


EDITS: list[Callable[[Shop], None]] = [word, word, word, unseen, new, rename, delete, settings, looks, rule, version, day, commit, nothing, nothing, touched, damaged, foreign]
ASIDE = (version, nothing, touched, damaged, foreign)
"""What changes nothing of which a site is made."""


@pytest.fixture
def shop(tmp_path, monkeypatch) -> Shop:
    shutil.copytree(KAYAKS, docs := tmp_path / "shop" / "docs")
    # what it has to be mended for
    (docs / "playbook" / "promises" / "lunch.md").unlink()
    print_ = docs / "public" / "small-print.md"
    print_.write_text(print_.read_text("utf-8").replace("<!-- read by Ida -->\n", "").replace("<b>always</b>", "always"), "utf-8")
    (tmp_path / "shop" / "mkdocs.yml").write_text(FIVE, "utf-8")
    (tmp_path / "shop" / "mkdocs.internal.yml").write_text(STAFF, "utf-8")
    shop = Shop(tmp_path / "shop", random.Random(0), monkeypatch)
    shop.whole = shop.files()
    return shop


@pytest.mark.slow
@pytest.mark.parametrize("walk", range(WALKS))
def test_what_is_kept_changes_nothing(walk: int, shop: Shop, figures) -> None:
    shop.chance = random.Random(f"walk {walk}")
    edits = [nothing, *(shop.chance.choice(EDITS) for _ in range(STEPS - 1))] if WHOLE else [nothing, nothing, word]
    plain = None
    for number, edit in enumerate(edits):
        edit(shop)
        if plain is None or edit not in ASIDE:
            plain = shop.build(PLAIN, processes=1, PLAYBOOK_CACHE="off")
        found = shop.build(SITE, processes=shop.chance.choice((1, 2)), PLAYBOOK_CACHE=str(shop.kept))
        for file in shop.kept.glob("*.db"):
            file.chmod(0o600)  # or nothing would be kept from the first foreign one on
        done = [one.__name__ for one in edits[: number + 1]]
        assert found == plain, done
        # where a site is refused, the one that was there stays
        if plain[0] == 0:
            assert tree(shop.root / SITE) == tree(shop.root / PLAIN), done
            shop.whole = shop.files()
        else:
            shop.put_back()
            plain = None
    assert shop.skipped
    figures(f"{len(edits)} edits: {shop.built} sites built and {shop.skipped} left as they were, with what was kept and without it; all the same")


@pytest.mark.slow
def test_two_at_once_keep_nothing_wrong(shop: Shop) -> None:
    assert shop.build(PLAIN, processes=1, PLAYBOOK_CACHE="off")[0] == 0
    environment = {**os.environ, "PLAYBOOK_CACHE": str(shop.kept), "PLAYBOOK_TODAY": TODAY.isoformat()}
    for _ in range(2 if WHOLE else 1):
        both = [subprocess.Popen([sys.executable, "-m", "playbook_plugins.cli", "build", "--out", out], cwd=shop.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for out in ("one", "other")]
        assert [one.wait() for one in both] == [0, 0]
        assert tree(shop.root / "one") == tree(shop.root / "other") == tree(shop.root / PLAIN)
