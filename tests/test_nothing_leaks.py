"""A word that stands only in what staff read is nowhere in what the public gets, whichever way the site is built."""

import gzip
import io
import os
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from playbook_plugins.audit import audit
from playbook_plugins.engines.mkdocs.build import build as engine
from playbook_plugins.engines.mkdocs.sentences import theirs
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Visibility
from playbook_plugins.model.page import Asset, Audience, Page
from playbook_plugins.pages.release import release
from playbook_plugins.publish.build import Leaked, build
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, mkdocs, playbook

SEED = os.environ.get("PLAYBOOK_SEED", str(TODAY))
"""By which words are drawn; another seed gives other words."""
INTERNAL = [kind.place for kind in KINDS.values() if kind.visibility is not Visibility.PUBLIC]
FREE_TEXT = re.compile(
    r"^(?P<indent> *-? *)(?P<key>they_leave_feeling|also_said|tags|reach|may_give|no_offer_before|consent|opt_out|other_reasons"
    r"|asks_of_customer|say|why|text|because): (?P<value>.+)$"
)


class Planter:
    """Puts a word of its own into every place where staff's text may stand, and here and there a sentence."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.words: dict[str, str] = {}
        """Word → where it was put."""
        self.sentences: list[str] = []
        """Eight such words in a row."""

    def word(self, where: str) -> str:
        made = "zq" + "".join(self.random.choices("bcdfghjkmnpqrtvwxz", k=9))
        self.words[made] = where
        return made

    def sentence(self, where: str) -> str:
        self.sentences.append(" ".join(self.word(where) for _ in range(8)))
        return self.sentences[-1]

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
    planter, sources = Planter(SEED), root / "docs" / "playbook"
    for place in INTERNAL:
        files = [sources / place] if place.endswith(".md") else sorted((sources / place).glob("*.md"))
        for file in files:
            if file.is_file() and "audience: public" not in file.read_text("utf-8"):
                planter.document(file)
                with file.open("a", encoding="utf-8") as text:
                    text.write(f"\n{planter.sentence(f'{file}: a sentence')}.\n")
    secret = "-".join(planter.word("a file's name") for _ in range(3))
    (sources / "policies" / f"{secret}.md").write_text(text_with_everything(planter, secret), "utf-8")
    (sources / "policies" / f"{secret}.pl.md").write_text(
        f"---\ntopic: honesty\nthey_leave_feeling: {planter.word('a value of a second language')}\nlang: pl\n---\n# {planter.word('a second language')}\n\n"
        f"{planter.sentence('a second language')}\n\n## Co robić\n\n- **Powiedz** {planter.word('a step of a second language')}\n\n## Czego nie robić\n\n- {planter.word('a prohibition of a second language')}\n",
        "utf-8",
    )
    (sources / "policies" / f"{secret}.png").write_bytes(picture(planter))
    (sources / "policies" / f"{planter.word('a picture that no text shows')}.png").write_bytes(picture(planter))
    (sources / "roles" / f"{planter.word('a role’s name')}.md").write_text(
        f"---\nmay_spend: 43\nmay_give: {planter.word('a gift')}\nreach: {planter.word('a way')}\nabove: owner\n---\n# {planter.word('a role')}\n\n{planter.sentence('a role’s text')}\n", "utf-8"
    )
    settings = (sources / "playbook.yml").read_text("utf-8")
    for key in ("message", "help", "because"):
        settings = re.sub(rf"(      {key}: .*)", lambda line, key=key: f"{line[1]} {planter.word(f'an own rule’s {key}')}", settings)
    settings = settings.replace("  pinned:\n", f"  pinned:\n    - {secret}\n")
    (sources / "playbook.yml").write_text(settings + own_lines(planter), "utf-8")
    return root, planter


def text_with_everything(planter: Planter, secret: str) -> str:
    """A text for staff with whatever a text may hold."""
    above = "".join(f"{key}: {planter.word(f'`{key}`')}\n" for key in ("tags", "also_said", "asks_of_customer", "other_reasons", "consent", "opt_out", "formerly"))
    return (
        f"---\n# {planter.word('a comment on top')}\ntopic: honesty\nthey_leave_feeling: {planter.word('a value')}\n{above}---\n# {planter.word('a title')}\n\n"
        f"{planter.word('a lead')}\n\n> {planter.word('a quotation')}\n\n## What to do\n\n- Say {planter.word('an item')}\n    - {planter.word('an item within an item')}\n        1. {planter.sentence('three items deep')}\n\n"
        f"## Don't\n\n- {planter.word('a prohibition')}\n\n## Own heading {planter.word('a heading')}\n\n### {planter.word('a heading below a heading')}\n\n"
        f"| {planter.word('a head of a table')} | b |\n| --- | --- |\n| {planter.word('a cell')} | {planter.sentence('a cell')} |\n\n"
        f"```text title=\"{planter.word('a title of code')}\"\n{planter.word('code')}\n```\n\n`{planter.word('code in a line')}`\n\n<!-- {planter.word('a comment')} -->\n\n"
        f"**{planter.sentence('bold')}**\n\n[{planter.word('a link’s words')}](../fit.md \"{planter.word('a link’s title')}\")\n\n"
        f"![{planter.word('a picture’s text')}]({secret}.png \"{planter.word('a picture’s title')}\")\n\nNote: {planter.sentence('a note')}\n"
    )


def own_lines(planter: Planter) -> str:
    """What `playbook.yml` says to staff alone."""
    return (
        f"  private_names: [{planter.word('a private name')}]\n  labels: {{admit: [{planter.word('a label')}]}}\n  headings: {{what-to-say: [{planter.word('a heading of one’s own')}]}}\n"
        f"  topics: {{honesty: [{planter.word('a topic’s name')}], loyalty: [{planter.word('a topic of one’s own')}]}}\n  words: {{blame: {{add: [{planter.word('a word of one’s own')}]}}}}\n"
        f"  not_done: {{loyalty: {planter.sentence('why something is not done')}}}\n"
        f"  shared:\n    - text: Whoever it is knows a cog from a cone and can help you, and does not only take your name.\n      because: {planter.sentence('why a sentence is shared')}\n"
    )


def picture(planter: Planter) -> bytes:
    """A picture for staff with something in each of its fields."""
    about, stream = PngInfo(), io.BytesIO()
    about.add_text("Comment", planter.word("a picture's comment"))
    about.add_itxt("Title", planter.word("a picture's title"))
    Image.new("RGB", (8, 8)).save(stream, "PNG", pnginfo=about)
    return stream.getvalue() + planter.word("bytes behind a picture").encode()


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
    return mkdocs("build", "-q", *arguments, cwd=root)


def test_the_words_are_planted_everywhere_and_can_be_found(planted):
    root, planter = planted
    words = planter.words
    assert len(words) > 600
    assert set(found_in(root / "docs", words)) == set(words)
    assert playbook("check", "--today", str(TODAY), cwd=root).returncode == 0


def test_the_command_builds_a_public_site_without_any(planted, tmp_path):
    root, planter = planted
    words = planter.words
    done = playbook("build", "--audience", "public", "--out", str(tmp_path / "site"), "--today", str(TODAY), cwd=root)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


@pytest.mark.share
@pytest.mark.whole
def test_plain_mkdocs_builds_a_public_site_without_any(planted, tmp_path):
    root, planter = planted
    words = planter.words
    done = run_mkdocs(root, "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


def test_plain_pages_hold_none_and_build_a_site_without_any(planted, tmp_path):
    root, planter = planted
    words = planter.words
    plain = tmp_path / "plain"
    assert playbook("write", "--audience", "public", str(plain), "--today", str(TODAY), cwd=root).returncode == 0
    assert found_in(plain, words) == {}
    done = run_mkdocs(plain, "--strict", "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert found_in(tmp_path / "site", words) == {}


@pytest.mark.share
def test_each_planted_sentence_would_be_caught_in_a_finished_page(planted, tmp_path, figures):
    root, planter = planted
    known = read_playbook(root / "docs" / "playbook", root=root, public=root / "docs" / "public")
    fingerprints = release(known, Audience.PUBLIC).fingerprints
    missed = [said for said in planter.sentences if not caught(tmp_path / "site", f"<p>{said}</p>", fingerprints)]
    names = [said for said, where in planter.words.items() if where == "a private name"]
    missed += [said for said in names if not caught(tmp_path / "site", f"<p>{said.capitalize()}</p>", fingerprints)]
    # what stands in a row of its own is looked for as a whole; one word alone may be anybody's
    figures(f"planted {len(planter.words)} words, {len(planter.sentences)} sentences of them, leaked 0; of {len(planter.sentences) + len(names)} put into a finished page, missed by the audit {len(missed)}; words of {SEED}")
    assert missed == []


def caught(site: Path, said: str, fingerprints: Fingerprints) -> bool:
    site.mkdir(exist_ok=True)
    (site / "index.html").write_text(f"<html><body><p>Welcome.</p>{said}</body></html>", "utf-8")
    return bool(audit(site, fingerprints))


@pytest.mark.share
@pytest.mark.whole
def test_the_internal_site_does_hold_them(planted, tmp_path):
    root, planter = planted
    words = planter.words
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


@pytest.mark.share
@pytest.mark.parametrize("as_asset", [pytest.param(False, id="page"), pytest.param(True, id="asset", marks=pytest.mark.whole)])
def test_an_internal_sentence_that_slips_past_the_border_is_caught_in_the_finished_site(sites, tmp_path, as_asset):
    known = example()
    sentence = str(known.get("policy", "something-went-wrong").lead[0].text)
    public = release(known, Audience.PUBLIC, theirs=theirs())
    if as_asset:
        leaky = replace(public, assets=(*public.assets, Asset("notes.txt", sentence.encode())))
    else:
        leaky = replace(public, pages=(*public.pages, Page("slip.md", "Slip", f"# Slip\n\n{sentence}\n")))
    site = tmp_path / "site"
    shutil.copytree(sites / "public", site)
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    with pytest.raises(Leaked) as caught:
        build(leaky, site, partial(engine, config_file=ROOT / "mkdocs.yml"))
    # nothing else of the site is taken for a leak
    assert {hit.path for hit in caught.value.hits} == ({"notes.txt"} if as_asset else {"slip/index.html", "search/search_index.json"})
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
