"""What the form finds in a browser is what the checklist finds: the same rules, words and places."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page, summary
from playbook_plugins.checklist.run import run
from playbook_plugins.checklist.wording import matches
from playbook_plugins.checklist.wordlists import lists, word_list
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.editing import form, known
from playbook_plugins.pages.editing.rules import IN_BROWSER, IN_PART
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import BASE, TODAY, Example, examples
from tests.browser.form_texts import example, read
from tests.conftest import ROOT, WHOLE

CHECK = """
  ({ core }, [languages, playbooks]) => playbooks.map(({ lang, checks, texts, ...own }) => {
    const form = { ...languages[lang], ...own, checks: { ...languages[lang].checks, ...checks } };
    return texts.flatMap(([path, text]) => core.check(text, path, form).map((one) => [path, one.line, one.column, one.rule, one.level, one.message, one.help]));
  })
"""


def written(shown: Example, folder: Path) -> Playbook:
    """An example as a playbook on this machine."""
    for pattern, text in {**BASE, **{path: text for path, text in shown.files.items() if not path.startswith("site/")}}.items():
        head, _, names = pattern.partition("{")
        middle, _, tail = names.partition("}")
        for name in middle.split(","):
            file = folder / f"{head}{name}{tail}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return read_playbook(folder, root=folder)


def told(playbook: Playbook, base: dict[str, Any], rules: list[str]) -> dict[str, Any]:
    """What the form knows of a playbook that it does not know of every other in the language."""
    own = known(playbook)
    own["checks"]["rules"] = [rule for rule in own["checks"]["rules"] if rule["name"] in rules]
    checks = {name: value for name, value in own["checks"].items() if value != base["checks"][name]}
    reading = {} if own["reading"] == base["reading"] else {"reading": own["reading"]}
    texts = [[document.path, Path(playbook.root, document.path).read_bytes().decode()] for document in playbook.readable]
    return {"lang": own["lang"], "folder": own["folder"], "documents": own["documents"], **reading, "checks": checks, "texts": texts}


def expected(playbook: Playbook, rules: list[str]) -> list[list[Any]]:
    """What the checklist says of a playbook's texts by some of the rules that the form has."""
    readable = {document.path for document in playbook.readable}
    found = run(playbook, today=TODAY, rules=[catalogue()[name] for name in rules])
    return sorted([one.place.path, one.place.line, one.place.column, one.rule, one.level.value, one.message, one.help] for one in found if one.place.path in readable)


def agree(form_core, tried: list[tuple[str, Playbook, list[str]]]) -> None:
    languages: dict[str, Any] = {}
    for _, playbook, _ in tried:
        if playbook.lexicon.language not in languages:
            languages[playbook.lexicon.language] = form(playbook)
    found = form_core(CHECK, [languages, [told(playbook, languages[playbook.lexicon.language], rules) for _, playbook, rules in tried]], form={})
    for (name, playbook, rules), one in zip(tried, found, strict=True):
        assert sorted(one) == expected(playbook, rules), name


def test_the_form_and_the_checklist_agree_on_every_example(form_core, tmp_path) -> None:
    # each example is asked of its own rule; `make prove` asks all rules of the form of the examples of all rules that there are
    shown = [one for rule in (sorted(catalogue()) if WHOLE else IN_BROWSER) for one in examples(page(catalogue()[rule]))]
    tried = []
    for number, one in enumerate(shown):
        playbook = written(one, tmp_path / str(number))
        # a text whose lines at the top nobody can read is shown whole, and checked when it is built
        if playbook.settings and not any(fault.rule == "unreadable-file" for fault in playbook.faults):
            tried.append((str(one), playbook, list(IN_BROWSER) if WHOLE else [one.rule]))
    assert {rules[0] for _, _, rules in tried} == set(IN_BROWSER) or WHOLE
    assert len(tried) > 0.95 * len(shown)

    agree(form_core, tried)


def test_the_form_and_the_checklist_agree_on_whole_playbooks(form_core) -> None:
    trades = ROOT / "tests" / "browser" / "trades"
    folders = [ROOT / "docs" / "playbook", *(folder for folder in sorted(trades.iterdir()) if WHOLE and (folder / "playbook.yml").is_file())]
    agree(form_core, [(folder.name, read_playbook(folder, root=folder), list(IN_BROWSER)) for folder in folders])


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_wording_is_found_in_a_browser_as_it_is_here(form_core, language: str) -> None:
    told_lists = form(example())["checks"]["lists"][language]
    assert told_lists.keys() <= set(lists(language))
    jobs = []
    for name in told_lists:
        for number, entry in enumerate(word_list(language, name)):
            jobs += [[name, number, sentence, [[match.words, match.start] for match in matches(sentence, (entry,))]] for sentence in (*entry.hits, *entry.misses)]
    assert len(jobs) > 1000

    found = form_core(f"""({{ core, form }}, jobs) => jobs.filter(([name, number, sentence, wanted]) => {{
      const found = core.matches(sentence, [form.checks.lists["{language}"][name][number]]).map(({{ words, start }}) => [words, core.points(sentence.slice(0, start))]);
      return JSON.stringify(found) !== JSON.stringify(wanted);
    }})""", jobs, form=form(example()))

    assert found == []


@pytest.mark.parametrize("language", ["en", "pl"])
def test_sentences_of_others_are_heard_alike(form_core, language: str) -> None:
    sentences = sorted({line for file in (ROOT / "tests" / "paraphrases").rglob("*.yml") for line in said(file) if len(line) < 400})[:: 1 if WHOLE else 20]
    assert len(sentences) > 50
    names = form(example())["checks"]["lists"][language]
    wanted = [sorted([name, match.words] for name in names for match in matches(sentence, word_list(language, name))) for sentence in sentences]

    found = form_core(f"""({{ core, form }}, sentences) => sentences.map((sentence) =>
      Object.entries(form.checks.lists["{language}"]).flatMap(([name, entries]) => core.matches(sentence, entries).map(({{ words }}) => [name, words])))""", sentences, form=form(example()))

    for sentence, want, one in zip(sentences, wanted, found, strict=True):
        assert sorted(one) == want, sentence


def said(file: Path) -> Iterator[str]:
    """The sentences in a file of paraphrases, whatever its form."""
    for line in file.read_text("utf-8").splitlines():
        text = line.strip().lstrip("- ").strip()
        if len(text.split()) > 3:
            yield text.strip("'\"")


VALUES = [
    "4 hours", "soon", "a working day", "within 2 days", "0 days", "half an hour", "4", "1,000 days", "4 h.", "dwa dni", "1 dzień roboczy", "2 a year", "once", "when asked", "monthly", "3 times", "twice a year",
    "2 a decade", "-5", "£40", "1,200.50", "1.200", "0,125", "40%", "4k", "12 3 4", "no limit", "bez limitu", "2026-02-30", "2026-11-02", "2.11.2026", "0000-01-01", "yes", "No", "maybe", "tak", "on", "14", "14.0", "14.5", "-1",
    "+3", "1e3", "1e9", "0", "0.5", "2", "public", "Public", "draft", "retired", "drafft", "recovery", "Something went wrong!", "recovry", "naprawa", "year", "yearr", "complaints", "a b c d", "12345678901234567", "ß", "60 days and the second order", "the third visit", "first order", "never", "some weeks", "90 dni", "drugie zamówienie",
]


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_a_value_that_cannot_be_read_here_cannot_be_read_there(form_core, lang: str) -> None:
    asked = form(example())
    jobs, told_of = [], set()
    for kind in asked["kinds"]:
        path = f"docs/playbook/{kind.get('file') or kind['folder'] + 'made.md'}".replace(".md", ".pl.md" if lang == "pl" else ".md")
        names = asked["checks"]["values"][kind["name"]].keys() - told_of
        told_of |= names
        jobs += [[path, name, f'---\n{name}: "{value}"\n---\n# Made\n'] for name in sorted(names) for value in VALUES]

    found = form_core("""({ core, form }, jobs) => jobs.map(([path, , text]) => core.check(text, path, form).filter(({ rule }) => rule === "bad-value").map((one) => [one.line, one.column, one.message, one.help]))""", jobs, form=asked)

    for (path, name, text), one in zip(jobs, found, strict=True):
        faults = [fault for fault in read(path, text).faults if fault.rule == "bad-value"]
        assert one == [[fault.place.line, fault.place.column, fault.message, fault.help] for fault in faults], text


def test_what_is_checked_later_is_told_in_owners_words() -> None:
    asked = form(example())
    names = {one["rule"] for one in asked["later"]}
    assert names | set(IN_BROWSER) == {*catalogue(), "old-banger"}
    assert names.isdisjoint(IN_BROWSER)
    for one in asked["later"]:
        assert one["what"].endswith(".") and (one["rule"] not in catalogue() or one["what"] == summary(catalogue()[one["rule"]]))


def test_what_the_form_knows_is_small_enough_to_be_fetched_on_a_phone() -> None:
    assert len(json.dumps(form(example()), ensure_ascii=False).encode()) < 1 << 20
