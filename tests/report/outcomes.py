"""Findings with hostile words, and what a check made of them."""

import json
from collections.abc import Mapping, Sequence

from jsonschema import Draft4Validator

from playbook_plugins.model.finding import Finding, Level, Mend
from playbook_plugins.model.place import Place
from playbook_plugins.report.fingerprint import fingerprinted
from playbook_plugins.report.outcome import Explained, Outcome
from tests.conftest import ROOT

PATH = "docs/playbook/policies/birthdays.md"
FORMS = ROOT / "tests" / "report" / "forms"
HEADINGS = {Level.ERROR: "Mend before publishing", Level.WARNING: "Worth a look", Level.ADVICE: "A thought"}
SARIF = Draft4Validator(json.loads((FORMS / "sarif-schema-2.1.0.json").read_text("utf-8")))
"""The form that OASIS publishes."""
HOSTILE = (
    "a | b | c",
    "`rm` ``a``",
    "one\ntwo\r\nthree",
    "::error file=a::b",
    "##[error]b",
    "50% off, 100%25, %0A",
    "]]> <![CDATA[x]]> <b>&amp;</b>",
    "a\u202eb\u2066c\u200f",
    "a\x00b\x07c\x1b[31md\x9b",
    "**bold** _it_ ~~no~~ [x](http://evil.example) ![y](z)",
    "https://evil.example www.evil.example @everybody :smile: $x$ #1",
    "{0} {{name}} [a](1)",
    "- # 1. > \\",
    "“谢谢” café 👍",
    "\ud800 \udcff",
    "\ufffe\uffff",
    "\u2028\u2029",
    "",
)
"""What a document may say, and so a message may quote."""


def finding(message: str = "this wish also makes an offer", level: Level = Level.ERROR, *, rule: str = "greeting-offer", path: str = PATH,
            at: Sequence[int | None] = (15, 27, 15, 35), help: str = "Leave the offer out.", mend: Mend | None = None) -> Finding:
    return Finding(rule, level, Place(path, *at), message, help, f"checklist/{rule}/", mend=mend)


def outcome(*findings: Finding, sources: Mapping[str, Sequence[str]] | None = None, **other) -> Outcome:
    rules = {one.rule: Explained(f"Says what {one.rule} is for.", f"# {one.rule}\n\nSays what it is for: {{name}}.\n", one.level) for one in findings}
    return Outcome(fingerprinted(findings, sources or {}), **{"documents": (PATH,), "rules": rules, "headings": HEADINGS, **other})


def hostile(level: Level = Level.ERROR) -> list[Finding]:
    """A finding for every hostile text, which stands in its message, its help and its path."""
    return [finding(text, level, help=text, path=f"docs/{text}.md", at=(number, 1, number, 3)) for number, text in enumerate(HOSTILE, start=1)]
