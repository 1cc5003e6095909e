"""A word that stands only in what staff read is nowhere in what the public gets, whichever way the site is built."""

import gzip
import random
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import build as mkdocs
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Visibility
from playbook_plugins.model.page import Asset, Audience, Page
from playbook_plugins.pages.release import release
from playbook_plugins.publish.build import Leaked, build
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook

INTERNAL = [kind.place for kind in KINDS.values() if kind.visibility is not Visibility.PUBLIC]
FREE_TEXT = re.compile(
    r"^(?P<indent> *-? *)(?P<key>they_leave_feeling|also_said|tags|reach|may_give|no_offer_before|consent|opt_out|other_reasons"
    r"|asks_of_customer|say|why|text|because): (?P<value>.+)$"
)


class Planter:
    """Puts a word of its own into every place where staff's text may stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: dict[str, str] = {}
        """Word → where it was put."""

    def word(self, where: str) -> str:
        made = "zq" + "".join(self.random.choices("bcdfghjkmnpqrtvwxz", k=9))
        self.words[made] = where
        return made

    def line(self, line: str, where: str) -> str:
        """The line with a word at its end, inside whatever closes it."""
        if field := FREE_TEXT.match(line):
            value = field["value"]
            close = value[-1] if value[-1] in "\"']" else ""
            comma = "," if close == "]" else ""
            return f"{line[: len(line) - len(close)]}{comma} {self.word(where)}{close}"
        return line

    def body(self, line: str, where: str) -> str:
        """A line of the text with a word at its end; headings that the reader must know stay."""
        if not line.strip() or re.fullmatch(r"[>|\s:-]+", line) or re.match(r"#{2,} ", line):
            return line
        if line.rstrip().endswith("|"):
            return f"{line.rstrip()[:-1]}{self.word(where)} |" if not line.startswith("| When") else line
        return f"{line} {self.word(where)}"

    def document(self, file: Path) -> None:
        lines = file.read_text("utf-8").split("\n")
        closing = lines.index("---", 1) if lines[0] == "---" else -1
        planted = [
            self.line(line, f"{file}:{number}") if number <= closing + 1 else self.body(line, f"{file}:{number}")
            for number, line in enumerate(lines, start=1)
        ]
        file.write_text("\n".join(planted), "utf-8")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The worked example with a word in every internal line, heading, value, name and picture."""
    root = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "docs", root / "docs")
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, root / name)
    planter, sources = Planter(20261121), root / "docs" / "playbook"
    for place in INTERNAL:
        files = [sources / place] if place.endswith(".md") else sorted((sources / place).glob("*.md"))
        for file in files:
            if file.is_file() and "audience: public" not in file.read_text("utf-8"):
                planter.document(file)
    secret = planter.word("a file's name")
    (sources / "policies" / f"{secret}.md").write_text(
        f"---\ntopic: honesty\nthey_leave_feeling: {planter.word('a value')}\n---\n# {planter.word('a title')}\n\n"
        f"{planter.word('a lead')}\n\n## What to do\n\n- Say {planter.word('an item')}\n\n## Don't\n\n- {planter.word('a prohibition')}\n\n"
        f"## Own heading {planter.word('a heading')}\n\n```text\n{planter.word('code')}\n```\n\n<!-- {planter.word('a comment')} -->\n\n"
        f"![{planter.word('a picture’s text')}]({secret}.png)\n",
        "utf-8",
    )
    (sources / "policies" / f"{secret}.png").write_bytes(planter.word("bytes of a picture").encode())
    with (sources / "playbook.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"  private_names: [{planter.word('a private name')}]\n  labels: {{admit: [{planter.word('a label')}]}}\n")
    return root, planter.words


def found_in(folder: Path, words: dict[str, str]) -> dict[str, str]:
    """The planted words that stand in any byte or path below a folder, unpacked where they are packed."""
    found = {}
    pattern = re.compile("|".join(words).encode())
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        if file.suffix == ".gz":
            content = gzip.decompress(content)
        for hit in pattern.findall(content + str(file.relative_to(folder)).encode()):
            found[hit.decode()] = str(file)
    return found


def run_mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)


def test_the_words_are_planted_everywhere_and_can_be_found(planted):
    root, words = planted
    assert len(words) > 450
    assert set(found_in(root / "docs", words)) == set(words)
    assert playbook("check", "--today", str(TODAY), cwd=root).returncode == 0


def test_the_command_builds_a_public_site_without_any(planted, tmp_path):
    root, words = planted
    done = playbook("build", "--audience", "public", "--out", str(tmp_path / "site"), "--today", str(TODAY), cwd=root)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


def test_plain_mkdocs_builds_a_public_site_without_any(planted, tmp_path):
    root, words = planted
    done = run_mkdocs(root, "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


def test_plain_pages_hold_none_and_build_a_site_without_any(planted, tmp_path):
    root, words = planted
    plain = tmp_path / "plain"
    assert playbook("write", "--audience", "public", str(plain), "--today", str(TODAY), cwd=root).returncode == 0
    assert found_in(plain, words) == {}
    done = run_mkdocs(plain, "--strict", "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


def test_the_internal_site_does_hold_them(planted, tmp_path):
    root, words = planted
    done = playbook("build", "--audience", "internal", "--out", str(tmp_path / "site"), "--today", str(TODAY), cwd=root)
    assert done.returncode == 0, done.stderr
    # values that no page prints (tags, consent, comments …) may be missing; nearly everything else is there
    assert len(found_in(tmp_path / "site", words)) > 0.9 * len(words)


def test_an_engine_without_the_plugins_is_stopped_and_writes_nothing(planted, tmp_path):
    root, _ = planted
    settings = (root / "mkdocs.yml").read_text("utf-8")
    blind = re.sub(r"^plugins:\n(?:[ ]+.*\n)+", "plugins: {search: {}}\n", settings, flags=re.M)
    assert blind != settings
    (root / "blind.yml").write_text(blind, "utf-8")
    done = run_mkdocs(root, "-f", "blind.yml", "-d", str(tmp_path / "site"))
    assert done.returncode != 0
    assert not any(file.is_file() for file in (tmp_path / "site").rglob("*"))


def example():
    return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")


@pytest.mark.parametrize("as_asset", [False, True], ids=["page", "asset"])
def test_an_internal_sentence_that_slips_past_the_border_is_caught_in_the_finished_site(tmp_path, as_asset):
    known = example()
    sentence = str(known.get("policy", "something-went-wrong").lead[0].text)
    public = release(known, Audience.PUBLIC)
    if as_asset:
        leaky = replace(public, assets=(*public.assets, Asset("notes.txt", sentence.encode())))
    else:
        leaky = replace(public, pages=(*public.pages, Page("slip.md", "Slip", f"# Slip\n\n{sentence}\n")))
    site = tmp_path / "site"
    build(public, site, partial(mkdocs, config_file=ROOT / "mkdocs.yml"))
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    with pytest.raises(Leaked):
        build(leaky, site, partial(mkdocs, config_file=ROOT / "mkdocs.yml"))
    assert before == {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_every_public_sentence_does_appear(sites):
    from tests.test_practices import flat, text_of

    shown = flat(" ".join(text_of(page) for page in (sites / "public").rglob("*.html")))
    known = example()
    for document in known.documents:
        if document.audience is Audience.PUBLIC:
            for text in document._texts:
                for words in re.split(r"\*\*|\]\([^)]*\)|\[|\.(?=\s|$)", str(text)):
                    assert flat(words).strip(" .") in shown, (document.path, words)
