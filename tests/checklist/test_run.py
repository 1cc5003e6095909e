"""How findings come about, whatever the rule: profiles, levels, allowances, drafts, time and order."""

from dataclasses import replace
from datetime import date

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import locked, run, stops
from playbook_plugins.model.finding import Level
from playbook_plugins.model.history import History
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.values import Duration
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
PROMISE = "---\nkept_by: {wet-boots: make right}\nallow: {unbacked-promise: because it is on its way}\n---\n# Dry feet\n"
VAGUE = "---\nkept_by: {wet-boots: make right}\n---\n# We strive for dry feet\n"
OLD = "---\nreviewed: 2020-01-01\n---\n# House rules\n\nNobody eats alone.\n"


@pytest.fixture
def findings(write):
    """Findings on files written on the spot: `findings({"fit.md": "…"}, rules=["thin-fit"])`."""

    def find(files, *, rules=None, profile=None, settings=""):
        folder = write({"playbook.yml": FACTS + settings, **files})
        chosen = [catalogue()[name] for name in rules] if rules else None
        return run(read_playbook(folder, root=folder), today=TODAY, profile=profile, rules=chosen)

    return find


def names(found):
    return [finding.rule for finding in found]


@pytest.mark.parametrize(("profile", "level"), [("starter", "warning"), ("standard", "error"), ("strict", "error")])
def test_a_starter_is_asked_to_look_where_others_are_stopped(findings, profile, level):
    (found,) = findings({"policies/a.md": "---\nthey_leave_feeling: dry\n---\n# A\n"}, rules=["missing-field"], profile=profile)
    assert found.level == level


@pytest.mark.parametrize("rule", ["unreadable-file", "dangling-reference", "public-to-internal", "unbacked-promise"])
def test_leaks_and_dangling_names_stop_a_starter_too(findings, rule):
    files = {
        "policies/wet-boots.md": "---\ntopic: recovery\nthey_leave_feeling: dry\nbackup: nobody\n---\n# Wet\n",
        "policies/torn.md": "---\ntopic: recovery\ntopic: recovery\nthey_leave_feeling: dry\n---\n# Torn\n",
        "promises/dry.md": "---\nkept_by: {wet-boots: make right}\n---\n# Dry\n\nSee [how](../policies/wet-boots.md).\n",
    }
    assert stops(findings(files, rules=[rule], profile="starter"))


def test_strict_stops_at_a_warning_but_never_at_time_alone(findings):
    found = findings({"pages/rules.md": OLD, "promises/dry.md": VAGUE}, rules=["overdue-review", "vague-promise"], profile="strict")
    assert {finding.rule: finding.level for finding in found} == {
        "overdue-review": Level.WARNING,
        "vague-promise": Level.ERROR,
    }


def test_an_owner_cannot_make_time_stop_publishing(findings):
    settings = "checklist: {levels: {overdue-review: error}}\n"
    (found,) = findings({"pages/rules.md": OLD}, rules=["overdue-review"], settings=settings)
    assert found.level is Level.WARNING


@pytest.mark.parametrize(("own", "levels"), [("error", ["error"]), ("advice", ["advice"]), ("off", [])])
def test_an_owner_sets_a_rule_to_a_level_or_turns_it_off(findings, own, levels):
    settings = f"checklist: {{levels: {{vague-promise: {own}}}}}\n"
    found = findings({"promises/dry.md": VAGUE}, rules=["vague-promise"], settings=settings)
    assert [finding.level for finding in found] == levels


def test_a_locked_rule_is_neither_allowed_nor_turned_down(findings):
    settings = "checklist: {levels: {unbacked-promise: off}}\n"
    found = findings({"promises/dry.md": PROMISE}, rules=["unbacked-promise", "idle-allowance", "bad-value"], settings=settings)
    assert sorted(names(found)) == ["bad-value", "idle-allowance", "unbacked-promise"]
    assert all(locked(finding) for finding in found if finding.rule == "unbacked-promise")


def test_an_allowance_with_a_reason_silences_and_one_without_does_not(findings):
    allowed = VAGUE.replace("---\n#", "allow: {vague-promise: because the insurer says so}\n---\n#")
    bare = VAGUE.replace("---\n#", "allow: {vague-promise: }\n---\n#")
    rules = ["vague-promise", "bare-allowance", "idle-allowance"]
    assert names(findings({"promises/dry.md": allowed}, rules=rules)) == []
    assert sorted(names(findings({"promises/dry.md": bare}, rules=rules))) == ["bare-allowance", "vague-promise"]


def test_no_allowance_speaks_about_allowances(findings):
    page = "---\nallow: {bare-allowance: because, placeholder-left: }\n---\n# Rules\n"
    assert "bare-allowance" in names(findings({"pages/rules.md": page}, rules=["bare-allowance"]))


def test_findings_come_in_the_order_of_files_and_lines(findings):
    files = {"promises/b.md": VAGUE + "\nWe usually do.\n", "promises/a.md": VAGUE, "pages/z.md": "no title\n"}
    found = findings(files)
    assert list(found) == sorted(found, key=lambda finding: (finding.place.path, finding.place.line, finding.place.column))
    assert len(set(found)) == len(found)


def test_a_draft_is_reminded_and_does_not_stop_publishing(findings):
    draft = "---\ntopic: recovery\nthey_leave_feeling: dry\nstatus: draft\n---\nTODO\n"
    found = findings({"policies/a.md": draft}, rules=["missing-section", "placeholder-left"])
    assert found and {finding.level for finding in found} == {Level.ADVICE}


def test_retired_documents_are_left_alone(findings):
    retired = "---\ntopic: recovery\nthey_leave_feeling: dry\nstatus: retired\nreviewed: 2020-01-01\nbackup: x\n---\nTODO\n"
    rules = ["missing-section", "placeholder-left", "overdue-review", "dangling-reference"]
    assert findings({"policies/a.md": retired}, rules=rules) == ()


def test_what_cannot_be_read_is_found_once(findings):
    files = {
        "policies/wet-boots.md": b"---\ntopic: recovery\nthey_leave_feeling: dr\xfc\n---\n# Wet\n",
        "promises/dry.md": "---\nkept_by: {wet-boots: make right}\n---\n# Dry\n",
        "scripts/call.md": "---\nof: wet-boots\nchannel: phone\n---\n# Call\n\n> Hello. See [it](../policies/wet-boots.md).\n",
    }
    found = [finding for finding in findings(files) if finding.rule != "thin-fit"]  # there is no fit page here
    assert names(found) == ["unreadable-file"]


def test_a_misspelt_heading_is_found_once(findings):
    policy = "---\ntopic: hospitality\nthey_leave_feeling: seen\n---\n# In\n\n## What too do\n\n- Look up.\n\n## Don't\n\n- No sighs.\n"
    fit = "# Fit\n\n## How too start\n\n1. Ring.\n\n## If we get it wrong\n\nRing.\n"
    rules = ["missing-section", "unknown-section"]
    assert names(findings({"policies/in.md": policy}, rules=rules)) == ["missing-section"]
    assert names(findings({"fit.md": fit, "policies/in.md": policy.replace("too do", "to do")}, rules=rules)) == ["unknown-section"]


def test_nobody_looking_after_two_promises_is_found_once(findings):
    policy = "---\ntopic: recovery\nthey_leave_feeling: dry\nowner: ghost\n---\n# Wet\n\n## What to do\n\n1. **Make right** now.\n"
    promise = "---\nkept_by: {wet-boots: make right}\n---\n# Dry\n"
    files = {"policies/wet-boots.md": policy, "promises/a.md": promise, "promises/b.md": promise}
    found = findings(files, rules=["unbacked-promise", "dangling-reference"])
    assert [(finding.rule, finding.place.line) for finding in found] == [("unbacked-promise", 4)]


def test_the_version_history_stands_in_for_a_review_where_it_is_whole(write):
    folder = write({"playbook.yml": FACTS, "pages/rules.md": "# House rules\n"})
    playbook = read_playbook(folder, root=folder)
    rules = [catalogue()["overdue-review"]]
    changed = {"pages/rules.md": date(2026, 1, 5)}
    for complete, expected in ((True, ["overdue-review"]), (False, [])):
        history = History(complete=complete, changed=changed)
        assert names(run(replace(playbook, history=history), today=TODAY, rules=rules)) == expected


def test_public_pages_written_by_hand_keep_to_the_public_side(write):
    folder = write({"playbook.yml": FACTS, "money.md": "# Money\n", "fit.md": "# Fit\n"}, "docs/playbook")
    public = write(
        {
            "privacy.md": "# Privacy\n\n[Fit](../playbook/fit.md), ![us](assets/us.jpg), [money](../playbook/money.md)\n"
            "[till](../playbook/till.jpg) [notes](../notes.txt)\n",
            "hidden.md": "---\naudience: internal\n---\n# Hidden\n",
            "assets/us.jpg": b"",
        },
        "docs/public",
    )
    root = public.parent.parent
    playbook = read_playbook(folder, root=root, public=public)
    rules = [catalogue()[name] for name in ("public-to-internal", "kind-border", "dangling-reference")]
    found = run(playbook, today=TODAY, rules=rules)
    assert [(finding.place.path, finding.place.line, finding.rule) for finding in found] == [
        ("docs/public/hidden.md", 2, "kind-border"),
        ("docs/public/privacy.md", 3, "public-to-internal"),
        ("docs/public/privacy.md", 4, "public-to-internal"),
        ("docs/public/privacy.md", 4, "public-to-internal"),
    ]


def test_rules_speak_where_the_settings_cannot_be_used(write):
    folder = write({"playbook.yml": "business: [\n", "pages/rules.md": OLD, "promises/dry.md": VAGUE})
    found = run(read_playbook(folder, root=folder), today=TODAY)
    assert {"unreadable-file", "overdue-review", "vague-promise"} <= set(names(found))


def test_an_empty_playbook_lacks_only_what_every_business_needs(findings):
    assert {finding.rule for finding in findings({})} <= {"missing-topic", "thin-fit"}


@pytest.mark.parametrize(
    ("day", "length", "due"),
    [
        (date(2026, 5, 21), Duration(6, "month"), date(2026, 11, 21)),
        (date(2025, 8, 31), Duration(6, "month"), date(2026, 2, 28)),
        (date(2024, 2, 29), Duration(1, "year"), date(2025, 2, 28)),
        (date(2026, 11, 1), Duration(2, "week"), date(2026, 11, 15)),
        (date(2026, 11, 1), Duration(1e9, "year"), date.max),
    ],
)
def test_months_and_years_are_those_of_the_calendar(day, length, due):
    assert length.after(day) == due


def test_the_worked_example_has_nothing_to_mend():
    playbook = read_playbook(ROOT / "docs/playbook", root=ROOT, public=ROOT / "docs/public")
    found = run(playbook, today=TODAY, profile="strict")
    assert [str(finding.place) for finding in found if finding.level is not Level.ADVICE] == []


def test_every_rule_names_kinds_that_there_are():
    assert all(set(rule.kinds) <= set(KINDS) for rule in catalogue().values())


@pytest.mark.parametrize(
    ("word", "mend"),
    [("usualy", "Did you mean `usually`?"), ("in moste cases", "Did you mean `in most cases`?"), ("zebra", "Take it out here, or allow the rule where the words are harmless.")],
)
def test_a_word_that_no_list_has_cannot_be_taken_out_and_is_told(word, mend, findings):
    settings = f"checklist:\n  words:\n    vague:\n      remove: [usually, {word}]\n"
    (found,) = findings({}, rules=["unknown-field"], settings=settings)
    assert (found.message, found.help, found.level) == (f"`{word}` is not in `vague`, so nothing was taken out", mend, Level.WARNING)
    assert (found.place.line, found.place.column) == (8, 25)
