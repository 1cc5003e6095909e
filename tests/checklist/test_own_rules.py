"""Rules of an owner's own, and rules that other packages bring, where a rule's page cannot show it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
OWN = SETTINGS + "checklist:\n{before}  rules:\n    tippy-boat:\n      {words}\n      message: that frightens people.\n      because: we saw it\n      bad: {bad}\n      good: {good}\n"
POLICY = """\
---
topic: intake
they_leave_feeling: safe
{allow}---
# Before we paddle

## What to do

1. {step}

## What to say

> {say}

## Don't

- Never say that one is tippy.
"""


@pytest.fixture
def said(write):
    """Check a policy by one rule of the owner's own: `said(say="It is tippy")` gives the findings as lines."""

    def lines(*, words="must_not_say: tippy", bad="It is tippy.", good="It is fast.", step="Help them in.", say="Off you go!", allow="", before="", profile=None, settings=""):
        text = settings or OWN.format(words=words, bad=bad, good=good, before=before)
        folder = write({"playbook.yml": text, "policies/paddle.md": POLICY.format(step=step, say=say, allow=allow)})
        found = run(read_playbook(folder, root=folder), today=TODAY, profile=profile)
        return [str(one) for one in found if one.rule in ("tippy-boat", "own-rule", "bad-value", "missing-field", "unknown-field", "bare-allowance", "idle-allowance")]

    return lines


def test_a_phrase_is_found_in_words_for_customers_at_its_place(said):
    assert said(say="Careful, this *one* is tippy!") == ["policies/paddle.md:13:26: warning tippy-boat: “tippy”: that frightens people"]


def test_what_staff_read_is_left_alone_unless_the_rule_looks_there(said):
    assert said(step="Warn them that it is tippy.") == []
    assert len(said(step="Warn them that it is tippy.", words="zone: staff\n      must_not_say: tippy")) == 1


def test_staff_may_quote_a_phrase_and_be_told_not_to_use_it(said):
    staff = "zone: staff, don't\n      must_not_say: tippy"
    assert said(step="If they say \"it is tippy\", smile.", words=staff) == []
    assert said(step="Do not tell them that it is tippy.", words=staff) == []


@pytest.mark.parametrize(
    ("phrase", "sentence", "found"),
    [
        ("tip … over", "It will TIP you right over.", True),
        ("tip ... over", "It will tip\n> over.", True),
        ("tip * over", "It tips you over.", False),
        ("tip* * over", "It tips you over.", True),
        ("tip … over", "It will tip. Paddle over here.", False),
        ("tip … over", "A tip that I once got from the man over there.", False),
        ("tip*", "It is tippier than most.", True),
        ("t*y", "It is tippy.", False),
        ("tip", "It is tippy.", False),
        ("you'll sink", "You’ll sink.", True),
        ("c++ (fast)", "We paddle c++ (fast).", True),
    ],
)
def test_a_phrase_stands_for_what_an_owner_means_by_it(phrase, sentence, found, said):
    found_here = said(words=f"must_not_say: [{json.dumps(phrase)}]", bad=json.dumps(sentence.replace("\n> ", " ")), say=sentence)
    assert any(" tippy-boat: " in line for line in found_here) is found
    # what stands in a text is found, or not, in a sentence of the rule's own as well
    assert any("should find this sentence" in line for line in found_here) is not found


def test_many_gaps_take_no_time(said):
    phrase = " … ".join("a" * 30)
    assert said(words=f"must_not_say: ['{phrase}']", say="a " * 3000) != []


def test_what_excuses_a_phrase_does_so_in_its_own_sentence_alone(said):
    words = "must_not_say: tippy\n      unless: no longer"
    assert said(words=words, say="It is no longer tippy.") == []
    assert len(said(words=words, say="It is no longer green. It is tippy.")) == 1


def test_what_must_be_said_is_missed_once_a_text(said):
    words = "must_say: [the tide, high water]\n      topics: before we start\n      zone: say"
    asks = {"words": words, "bad": "Off you go.", "good": "The tide turns at four."}
    assert said(say="Off you go!", **asks) == ["policies/paddle.md:13:3: warning tippy-boat: that frightens people"]
    assert said(say="High water is at four.", **asks) == []
    assert said(say="Off you go!", **{**asks, "words": words.replace("before we start", "recovery")}) == []
    assert "advice tippy-boat" in said(say="Off you go!", allow="status: draft\n", **asks)[0]


def test_an_own_rule_is_allowed_set_and_raised_as_ours_are(said):
    assert said(say="It is tippy.", allow="allow:\n  tippy-boat: it is, and they like it\n") == []
    assert [line.partition(": ")[2].split(":")[0] for line in said(say="It is tippy.", allow="allow:\n  tippy-boat:\n")] == ["error bare-allowance", "warning tippy-boat"]
    assert ["advice idle-allowance" in line for line in said(allow="allow:\n  tippy-boat: it is\n")] == [True]
    assert said(say="It is tippy.", before="  levels: {tippy-boat: off}\n") == []
    assert "error tippy-boat" in said(say="It is tippy.", before="  levels: {tippy-boat: error}\n")[0]
    assert "error tippy-boat" in said(say="It is tippy.", profile="strict")[0]


def test_a_broken_rule_leaves_the_others_at_work_and_its_own_name_known(said):
    broken = OWN.format(words="must_not_say: tippy", bad="It is tippy.", good="It is fast.", before="  levels: {odd-one: off, no-words: off}\n")
    broken += "    odd-one:\n      must_not_say: odd\n      zone: syas\n    No Words:\n      must_say: x\n    no-words: 3\n    '*':\n"
    found = said(settings=broken, say="It is tippy.", allow="allow:\n  odd-one: why not\n")
    assert [line for line in found if "tippy-boat" in line]
    assert any("`zone` is “syas”, and it can be say, public, staff or dont" in line for line in found)
    assert any("“No Words” cannot be a name here" in line for line in found)
    assert not any("unknown-field" in line for line in found)


@pytest.mark.parametrize("value", ["[]", "3", "''", "[[a]]", "{a: b}", "['*']", "~"])
@pytest.mark.parametrize("name", ["must_not_say", "zone", "kinds", "topics", "level", "message", "bad", "unless"])
def test_nothing_that_an_owner_writes_breaks_the_checking(name, value, said):
    lines = {"must_not_say": "tippy", "message": "no", "because": "so", "bad": "It is tippy.", "good": "It is fast.", name: value}
    text = SETTINGS + "checklist:\n  rules:\n    tippy-boat:\n" + "".join(f"      {key}: {said}\n" for key, said in lines.items())
    assert all(re.match(r"(playbook\.yml|policies/paddle\.md):\d+:\d+: \w+ [a-z-]+: \S", line) for line in said(settings=text))


def test_a_rules_page_stands_on_the_internal_site_alone_and_shows_an_owners_words_as_they_are(write):
    text = OWN.format(words="must_not_say: tippy", bad="It is <b>tippy</b> {{ now }}.", good="It is fast.", before="")
    fit = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
    folder = write({"playbook.yml": text, "fit.md": fit})
    made = read_playbook(folder, root=folder)
    pages = {page.path: page.body for page in release(made, Audience.INTERNAL).pages}
    assert "It comes from `playbook.yml`." in pages["checklist/tippy-boat.md"] and "It comes from" not in pages["checklist/greeting-offer.md"]
    assert "&lt;b>tippy&lt;/b> \\{\\{ now \\}\\}" in pages["checklist/tippy-boat.md"]
    assert "(tippy-boat.md)" in pages["checklist/index.md"] and "checklist/tippy-boat.md" in pages["writing/reference.md"]
    assert not any("tippy" in page.body for page in release(made, Audience.PUBLIC).pages)


MANUAL = (ROOT / "docs" / "writing" / "your-own-rules.md").read_text("utf-8")
_SHOWN = re.compile(r"^(?:`(?P<name>[^`\n]+)`\n\n)?(?P<mark>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)
SHOWN = [*_SHOWN.finditer(MANUAL)]
FILES = {shown["name"]: shown["text"] for shown in SHOWN if shown["name"]}
YAML, SAID, LISTED = (next(found["text"] for found in SHOWN if found["info"].startswith(info) and mark in found["text"]) for info, mark in (("yaml", "rules:"), ("text", "help:"), ("text", "(from")))


def test_the_rule_without_python_in_the_manual_says_what_the_manual_shows(write):
    sentence = re.search(r"`> ([^`]+)`", MANUAL)[1]
    folder = write({"playbook.yml": YAML, "policies/brakes.md": POLICY.format(step="Ask.", say=sentence, allow="")})
    done = playbook("check", str(folder), "--quote", "never", "--today", str(TODAY), cwd=ROOT)
    assert SAID in done.stdout


def test_the_rule_without_python_in_the_worked_example_guards_its_own_words():
    said = playbook("explain", "old-banger", cwd=ROOT)
    assert said.returncode == 0 and "This is a rule of your own: docs/playbook/playbook.yml:" in said.stdout


class Read(tuple):
    """Sentences that keep in mind how often somebody went through them."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


def test_a_rule_is_tried_once_a_build(write):
    root = write({"playbook.yml": YAML})
    playbook = read_playbook(root, root=root)
    checklist = playbook.settings.checklist
    (name, own), = checklist.rules.items()
    bad = Read(own.bad)
    settings = playbook.settings.model_copy(update={"checklist": checklist.model_copy(update={"rules": {name: own.model_copy(update={"bad": bad})}})})
    playbook = replace(playbook, settings=settings)
    found = run(playbook, today=TODAY)
    # for the trial, and for the rule's page
    assert bad.times == 2
    release(playbook, Audience.INTERNAL, found)
    assert bad.times == 3


@pytest.fixture
def installed(tmp_path):
    """Lay packages where Python finds them: `installed({"a.py": "…"}, points="x = a")` gives the folder."""

    def lay(files: dict[str, str], *, points: str, name: str = "bridge-rules") -> Path:
        folder = tmp_path / "site"
        for path, text in {**files, f"{name.replace('-', '_')}-1.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
                           f"{name.replace('-', '_')}-1.dist-info/entry_points.txt": f"[playbook.rules]\n{points}\n"}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        return folder

    return lay


def manual_package(installed) -> Path:
    """The package of the manual, built as its author builds it, and unpacked where Python finds it."""
    sources = installed(FILES, points="", name="made-by-hand")
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", sources.parent / "made"], cwd=sources, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    site = sources.parent / "packages"
    with zipfile.ZipFile(next((sources.parent / "made").glob("*.whl"))) as wheel:
        wheel.extractall(site)
    (site / "test_long_promise.py").write_text(FILES["test_long_promise.py"], "utf-8")
    return site


def test_the_python_rule_in_the_manual_works_as_the_manual_says(installed, write):
    site = manual_package(installed)
    rules = playbook("rules", cwd=site.parent, PYTHONPATH=str(site)).stdout
    squeezed = " ".join(LISTED.split())
    assert " ".join(rules.splitlines()[-1].split()) == squeezed
    folder = write({"playbook.yml": SETTINGS, "promises/dry.md": "# We will always and without any doubt whatsoever keep you quite dry\n"})
    said = playbook("check", str(folder), cwd=site.parent, PYTHONPATH=str(site)).stdout
    assert "dry.md:1:3: advice long-promise: nobody remembers a promise this long\n  help: Promise one thing.\n" in said
    assert playbook("explain", "long-promise", cwd=site.parent, PYTHONPATH=str(site)).stdout.startswith("# long-promise\n\nA promise has ten words at most.\n")
    plain = site.parent / "plain"
    done = playbook("write", "--audience", "internal", str(plain), str(ROOT / "tests/golden/smallest/docs/playbook"), cwd=site.parent, PYTHONPATH=str(site))
    assert done.returncode == 0, done.stderr
    assert (plain / "docs" / "checklist" / "long-promise.md").read_text("utf-8").startswith("# long-promise\n")


def test_the_test_in_the_manual_passes_and_sees_a_rule_that_finds_nothing(installed):
    site = manual_package(installed)
    for cut, passes in ((False, True), (True, False)):
        if cut:
            rule = site / "bridge_rules" / "long_promise.py"
            rule.write_text(rule.read_text("utf-8").replace("> 10", "> 99"), "utf-8")
        done = subprocess.run(
            [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_long_promise.py"],
            cwd=site, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, encoding="utf-8",
        )
        assert (done.returncode == 0) is passes, done.stdout
        assert passes or "Two promises: marked promises/a.md:1, found nothing" in done.stdout


BROKEN = {
    "broken/__init__.py": "",
    "broken/bursts.py": FILES["bridge_rules/long_promise.py"].replace("    if len", "    raise OSError('no disk')\n    if len"),
    "broken/bursts.md": "# bursts\n\nIt bursts.\n",
    "broken/gives.py": FILES["bridge_rules/long_promise.py"].partition("    if len")[0] + "    return ['a line']\n",
    "broken/gives.md": "# gives\n\nIt gives.\n",
    "broken/pageless.py": FILES["bridge_rules/long_promise.py"],
    "broken/greeting_offer.py": FILES["bridge_rules/long_promise.py"] + "\n\npage = '# greeting-offer\\n\\nOurs now.\\n'\n",
    **{f"broken/{name}.py": FILES["bridge_rules/long_promise.py"].replace("Level.ADVICE, kinds=(\"promise\",)", options) + f"\n\npage = '# {name}\\n\\nIt is odd.\\n'\n"
       for name, options in {"levelless": '"advice", kinds=("promise",)', "kindless": 'Level.ADVICE, kinds=("promises",)', "index": "Level.ADVICE"}.items()},
    "broken/missing.py": "import not_there_at_all\n",
    "broken/leaves.py": "import sys\n\nsys.exit(0)\n",
    **{f"broken/{name}.py": FILES["bridge_rules/long_promise.py"].partition("    if len")[0] + f"    {body}\n\n\npage = '# {name}\\n\\nIt is odd.\\n'\n"
       for name, body in {"ends": "raise SystemExit(0)", "numbers": "yield Hit(document.top, 5)", "nowhere": "yield Hit(document.top._replace(line=-5), 'x', 'y')",
                          "reaches": "yield Hit(document.top, 'x', 'y', mend=__import__('playbook_plugins.model.finding', fromlist=['Mend']).Mend(document.top._replace(path='../outside.txt'), 'PWN'))"}.items()},
    "broken/sound.py": FILES["bridge_rules/long_promise.py"] + "\n\npage = '# sound\\n\\nIt is sound.\\n'\n",
}


def test_a_broken_package_is_told_by_its_name_and_stops_no_other_rule(installed, write):
    site = installed(BROKEN, points="all = broken\nnone = nowhere_at_all", name="wobbly-rules")
    folder = write({"playbook.yml": SETTINGS, "promises/dry.md": "# We will always and without any doubt whatsoever keep you quite dry\n"})
    done = playbook("check", str(folder), cwd=site.parent, PYTHONPATH=str(site))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    said = [line for line in done.stdout.splitlines() if "wobbly-rules" in line and ": error " in line]
    for words in (
        "error own-rule: the package `wobbly-rules` brings a rule called `greeting-offer`, and there is one of that name already",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `pageless` has no page that explains it",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `levelless` has no level, such as `Level.WARNING`",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `kindless` looks at kinds of text that are not there",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `index` cannot be a rule's name",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `broken.missing` fails with “No module named 'not_there_at_all'”",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `nowhere_at_all` fails with",
        "error own-rule: the package `wobbly-rules` brings rules that cannot be used: `broken.leaves` fails with “0”",
        "error ends: this rule of the package `wobbly-rules` broke down: 0",
        "error numbers: this rule of the package `wobbly-rules` broke down: it gives something else than a `Hit` with its place",
        "error nowhere: this rule of the package `wobbly-rules` broke down: it gives something else than a `Hit` with its place",
        "error reaches: this rule of the package `wobbly-rules` broke down: it gives something else than a `Hit` with its place",
        "error bursts: this rule of the package `wobbly-rules` broke down: no disk",
        "error gives: this rule of the package `wobbly-rules` broke down: it gives something else than a `Hit` with its place",
    ):
        assert any(words in line for line in said), words
    assert len(said) == 14
    noted = playbook("check", str(folder), "--write-baseline", "known.json", cwd=site.parent, PYTHONPATH=str(site))
    assert noted.returncode == 1, noted.stderr
    assert "wobbly-rules" not in (site.parent / "known.json").read_text("utf-8")
    assert [line for line in noted.stdout.splitlines() if "wobbly-rules" in line and ": error " in line] == said
    assert "advice sound: nobody remembers a promise this long" in done.stdout
    assert "missing-topic" in done.stdout


def test_a_page_that_did_not_travel_is_told_to_whoever_asks_for_the_rule(installed):
    site = manual_package(installed)
    (site / "bridge_rules" / "long-promise.md").unlink()
    listed = playbook("rules", cwd=site.parent, PYTHONPATH=str(site))
    why = "he package `bridge-rules` brings rules that cannot be used: `long-promise` has no page that explains it. If you wrote it, let `pyproject.toml` pack `long-promise.md`"
    assert listed.returncode == 0 and f"T{why}" in listed.stderr and "long-promise" not in listed.stdout
    asked = playbook("explain", "long-promise", cwd=site.parent, PYTHONPATH=str(site))
    assert asked.returncode == 2 and f"The rule `long-promise` cannot be used: t{why}" in asked.stderr


TRAP = "open('sprung', 'w')\n"


@pytest.mark.parametrize("trap", ["bridge_rules.py", "bridge_rules/__init__.py"])
def test_a_module_of_the_working_folder_never_stands_in_for_an_installed_one(installed, tmp_path, trap):
    site = manual_package(installed)
    here = tmp_path / "shop"
    (here / trap).parent.mkdir(parents=True)
    (here / trap).write_text(TRAP, "utf-8")
    (here / "playbook.yml").write_text(SETTINGS, "utf-8")
    done = playbook("check", ".", cwd=here, PYTHONPATH=str(site))
    assert done.returncode == 1 and "thin-fit" in done.stdout and "Traceback" not in done.stderr
    said = "error own-rule: the package `bridge-rules` brings rules that cannot be used: "
    assert f"{said}`bridge_rules.long_promise` would be taken from `{trap}` in the working folder, which is no part of the package" in done.stdout
    assert not (here / "sprung").exists()


def test_a_file_among_the_modules_of_a_shared_name_is_not_run_either(installed, tmp_path):
    site = installed({"ours/long_promise.py": FILES["bridge_rules/long_promise.py"], "ours/long-promise.md": FILES["bridge_rules/long-promise.md"]}, points="ours = ours")
    here = tmp_path / "shop"
    (here / "ours").mkdir(parents=True)
    (here / "ours" / "trap.py").write_text(TRAP, "utf-8")
    listed = playbook("rules", cwd=here, PYTHONPATH=str(site))
    assert "`ours.trap` would be taken from `ours/trap.py` in the working folder" in listed.stderr
    assert "long-promise" in listed.stdout and not (here / "sprung").exists()


@pytest.mark.parametrize("editable", [True, False])
def test_a_package_that_its_author_works_on_is_used_where_it_lies(installed, tmp_path, editable):
    work = tmp_path / "my work"
    (work / "bridge_rules").mkdir(parents=True)
    for name in ("long_promise.py", "long-promise.md"):
        (work / "bridge_rules" / name).write_text(FILES[f"bridge_rules/{name}"], "utf-8")
    (work / "bridge_rules" / "__init__.py").touch()
    noted = json.dumps({"url": work.as_uri(), "dir_info": {"editable": editable}})
    site = installed({"bridge_rules-1.dist-info/direct_url.json": noted}, points="bridge = bridge_rules")
    for folder in (work, tmp_path):
        listed = playbook("rules", cwd=folder, PYTHONPATH=os.pathsep.join((str(site), str(work))))
        assert ("long-promise" in listed.stdout) is editable, listed.stderr
        assert ("which is no part of the package" in listed.stderr) is not editable


def test_nothing_in_a_playbooks_folder_is_ever_run(installed, tmp_path):
    here = installed({"trap.py": "open('sprung', 'w')\n"}, points="trap = trap")
    (here / "playbook.yml").write_text(SETTINGS, "utf-8")
    done = playbook("check", ".", cwd=here)
    assert "thin-fit" in done.stdout and "trap" not in done.stdout
    assert not (here / "sprung").exists()
