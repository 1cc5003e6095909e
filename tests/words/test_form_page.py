"""What the web form says around its questions: every sentence that its script asks for is written, in each language, and no other."""

import re

from playbook_plugins.words.form_page import sentences
from tests.conftest import ROOT

SCRIPTS = sorted((ROOT / "playbook_plugins/pages/assets/form").glob("[ps]*.js"))
COMPOSED = {
    "host-*": ["github", "gitlab"],
    "with-key-*": [],
    "without-key-*": ["github", "gitlab"],
    "key-how-*": ["github", "gitlab"],
    "kept-*": ["folder", "files", "github", "gitlab", "hand"],
    "kept-now-*": ["folder", "files"],
    "save-*": ["folder", "files", "github", "gitlab", "hand"],
    "level-*": ["error", "warning", "advice"],
    "one-*": ["lines", "steps", "quotes", "table"],
    "row-*-this": ["up", "down", "remove"],
}
"""Keys that the script puts together, and what may stand for the star."""


def asked() -> set[str]:
    found: set[str] = set()
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        for inside in re.findall(r"(?:\bsaid|\bbutton)\(((?:[^()`]|`[^`]*`)*?)(?:,|\))", text):
            keys = re.findall(r'"([a-z][a-z-]*)"', re.sub(r'[=!]==? "[^"]*"', "", inside)) + [re.sub(r"\$\{[^}]*\}", "*", key) for key in re.findall(r"`([^`]*)`", inside)]
            assert keys or inside.strip() == "key", f"{script.name}: a key that no test can follow: {inside}"
            for key in keys:
                found |= {key.replace("*", name) for name in COMPOSED[key]} if "*" in key else {key}
    return found


def test_every_sentence_that_the_script_asks_for_is_written_and_no_other():
    assert asked() == set(sentences("en"))


def test_each_language_says_the_same_with_the_same_blanks():
    english, polish = sentences("en"), sentences("pl")
    assert english.keys() == polish.keys()
    blanks = {key: [set(re.findall(r"\{(\w+)\}", told[key])) for told in (english, polish)] for key in english}
    assert {key: both for key, both in blanks.items() if both[0] - both[1] - {"host"} or both[1] - both[0]} == {}


def test_a_language_without_a_table_is_told_in_english():
    assert sentences("cs") == sentences("en") != sentences("pl")


def test_the_script_can_be_read():
    assert SCRIPTS and all(len(script.read_text("utf-8").splitlines()) <= 250 for script in SCRIPTS)
