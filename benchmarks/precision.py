"""How often the wording rules are wrong on prose that nobody wrote for them.

    python benchmarks/precision.py CORPUS [--show] [--rule NAME …]

CORPUS is a folder of real handbooks, a folder each. All of `basecamp-policies`
and every quotation elsewhere is read as words to say and as public text; the
rest is read as what staff read. Each paragraph, list entry and cell is put where
each rule looks: into a policy on every topic, a promise, a page, the fit page.

Every hit wants a judgement: `judgements.tsv` holds one by rule and hash, and
nothing of the text. `--show` prints the hits that have none yet, each with the
line to add: `right` where an owner would thank us, `wrong` where not.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import run
from playbook_plugins.model.blocks import Block, List, Paragraph, Quote, Table, Text
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import read_document
from playbook_plugins.read.inline import plain
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.markdown import scan, spans

JUDGEMENTS = Path(__file__).with_name("judgements.tsv")
SPOKEN = "basecamp-policies"
"""The corpus that speaks to customers throughout."""
MATCHING = ("found_in", "found_within", "stands_in", "tells", "says", "matches", "entries")
"""What of `checklist.wording` a rule about wordings uses."""
MOST = 1.0
"""False alarms per 1,000 lines that a rule may give, counted over the lines of the zones in which it finds anything."""
APART = ("private-detail",)
"""What asks who the business is, which a handbook does not say; its word lists hit nothing in any of them."""
LEAST = 0.9
"""The precision that a rule with 30 hits or more must have."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, entry or cell of a handbook, as one line of plain words."""

    words: str
    spoken: bool


def texts(blocks: tuple[Block, ...], *, spoken: bool) -> Iterator[tuple[Text, bool]]:
    """Every running text below `blocks`, and whether it is said to customers."""
    for block in blocks:
        match block:
            case Quote(blocks=inner):
                yield from texts(inner, spoken=True)
            case List(items=items):
                for item in items:
                    yield item.text, spoken
                    yield from texts(item.blocks, spoken=spoken)
            case Table(header=header, rows=rows):
                for cell in (*header, *(cell for row in rows for cell in row)):
                    yield cell, spoken
            case Paragraph(text=text):
                yield text, spoken


def read(file: Path, *, spoken: bool) -> Iterator[Line]:
    """The lines of one page, without its front matter and template tags."""
    written = re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8", errors="replace"), count=1, flags=re.S)
    for text, said in texts(scan(spans(written.split("\n"))), spoken=spoken):
        words = re.sub(r"\{[{%].*?[}%]\}|<[^<>]*>|[*_`#>|\\]", " ", plain(text))
        words = " ".join(words.split()).lstrip("-+=0123456789.) ")
        if re.search(r"[^\W\d_]{2}", words):
            yield Line(words, said)


def hosts(lines: list[Line]) -> Iterator[tuple[str, str, bool, list[Line]]]:
    """Documents that put lines where rules look: kind, text before them, mark of each line, and the lines."""
    said, staff = ([line for line in lines if line.spoken is spoken] for spoken in (True, False))
    for topic in TopicName:
        head = f"---\ntopic: {topic}\nthey_leave_feeling: heard\n---\n# A day\n\nWhy.\n\n"
        if said:
            yield "policy", head + "## What to do\n\n1. **Listen** now.\n\n## What to say\n\n", "> ", said
        if staff:
            yield "policy", head + "## What to do\n\n", "1. ", staff
    if said:
        yield "promise", "---\nkept_by: {a: b}\n---\n# Ours\n\n", "", said
        yield "page", "---\naudience: public\n---\n# Ours\n\n", "", said
        yield "fit", "# Ours\n\nYou ride.\n\n## You will be happy here if\n\n", "- ", said
    if staff:
        yield "role", "---\nmay_spend: 10\n---\n# Desk\n\n", "", staff


def wording_rules() -> tuple[Rule, ...]:
    """The rules that look for wordings."""
    return tuple(rule for rule in catalogue().values() if rule.name not in APART and any(name in rule.check.__globals__ for name in MATCHING))


def measure(corpus: Path, rules: tuple[Rule, ...]) -> tuple[Counter[object], dict[str, dict[str, str]]]:
    """How many lines were said and how many were for staff, and what each rule hit: hash to words."""
    counted: Counter[object] = Counter()
    hits: dict[str, dict[str, str]] = defaultdict(dict)
    english = lexicon("en")
    for file in sorted(corpus.rglob("*.md")):
        lines = list(read(file, spoken=SPOKEN in file.parts))
        counted.update("spoken" if line.spoken else "staff" for line in lines)
        documents, where = [], {}
        for number, (kind, head, mark, chosen) in enumerate(hosts(lines)):
            path = KINDS[kind].place if KINDS[kind].single else f"{KINDS[kind].place}d{number}.md"
            body = head + "".join(f"{mark}{line.words}\n{mark.rstrip() if mark == '> ' else ''}\n" for line in chosen)
            documents.append(read_document(body.encode(), path, KINDS[kind], lexicon=english).document)
            first = head.count("\n") + 1
            where |= {(path, first + 2 * at): line for at, line in enumerate(chosen)}
        playbook = Playbook(None, tuple(documents), lexicon=english)
        for finding in run(playbook, today=date(2026, 1, 1), rules=rules):
            if line := where.get((finding.place.path, finding.place.line)):
                hits[finding.rule][digest(finding.rule, line.words)] = f"{finding.message}\n      {line.words}"
                counted[finding.rule, line.spoken] += 1
    return counted, hits


def digest(rule: str, words: str) -> str:
    """What stands for a line in the judgements."""
    return hashlib.sha256(f"{rule}\0{words}".encode()).hexdigest()[:16]


def judgements() -> dict[tuple[str, str], str]:
    """What was judged so far: (rule, hash) to `right` or `wrong`."""
    if not JUDGEMENTS.is_file():
        return {}
    rows = (line.split("\t") for line in JUDGEMENTS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {(rule, hashed): judged for rule, hashed, judged in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rule", action="append", help="only this rule")
    parser.add_argument("--show", action="store_true", help="print the hits that nobody has judged")
    chosen = parser.parse_args()
    rules = tuple(rule for rule in wording_rules() if not chosen.rule or rule.name in chosen.rule)
    counted, hits = measure(chosen.corpus, rules)
    judged, failed = judgements(), False
    print(f"{counted['spoken']} lines as words to say and public text, {counted['staff']} as what staff read\n")
    print(f"{'rule':22} {'hits':>5} {'right':>5} {'wrong':>5} {'open':>5} {'wrong per 1,000':>16}")
    for rule in rules:
        found = Counter(judged.get((rule.name, hashed), "open") for hashed in hits[rule.name])
        looked = counted["spoken"] + (counted["staff"] if counted[rule.name, False] else 0)
        rate = 1000 * found["wrong"] / max(looked, 1)
        bad = found["open"] or rate > MOST or (len(hits[rule.name]) >= 30 and found["wrong"] > (1 - LEAST) * len(hits[rule.name]))
        failed |= bool(bad)
        print(f"{rule.name:22} {len(hits[rule.name]):5} {found['right']:5} {found['wrong']:5} {found['open']:5} {rate:16.2f}{'  !' * bool(bad)}")
        if chosen.show:
            for hashed, words in hits[rule.name].items():
                if (rule.name, hashed) not in judged:
                    print(f"    {rule.name}\t{hashed}\t?\n      {words}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
