"""`playbook explain` and `playbook rules`, as somebody types them."""

import json

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page, summary
from tests.conftest import ROOT, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
OWN = SETTINGS + """\
checklist:
  profile: {profile}
  levels:
    vague-promise: advice
    overdue-review: {level}
  rules:
    tippy-boat:
      must_not_say: tippy
      message: that frightens people
      because: nobody comes back to a boat that they were *warned* of
      bad: This one is tippy.
      good: This one turns quickly.
"""
BIRTHDAY = "---\ntopic: greeting\nthey_leave_feeling: thought of\n{allow}---\n# A birthday\n"


def told(rule: str, folder=None, cwd=ROOT) -> str:
    done = playbook("explain", rule, *([str(folder)] if folder else []), cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(write):
    """A playbook with settings of its own: `folder(profile="strict")`."""

    def made(profile: str = "standard", level: str = "off", allow: str = ""):
        files = {f"policies/day-{number}.md": BIRTHDAY.format(allow=allow) for number in range(7)}
        return write({"playbook.yml": OWN.format(profile=profile, level=level), **files})

    return made


def test_a_page_is_told_whole_and_its_guilty_lines_stand_out():
    said = told("greeting-offer")
    assert said.startswith("# greeting-offer\n\nA greeting carries no offer")
    assert "hl_lines" not in said and "title=" not in said
    marked = [line for line in said.splitlines() if line.startswith(">> ")]
    lines = page(catalogue()["greeting-offer"]).splitlines()
    assert marked and all(line.removeprefix(">> ") in lines for line in marked)
    assert ">> > Happy birthday! Here is 20% off your next visit.\n" in said or any("birthday" in line for line in marked)


def test_a_rule_may_be_written_in_any_way():
    assert told(" Greeting_Offer ").startswith("# greeting-offer\n")


def test_a_locked_rule_says_so():
    locked = next(name for name, rule in catalogue().items() if rule.locked and not rule.staff_may)
    assert "It cannot be switched off or allowed." in told(locked)
    assert "allow:\n" not in told(locked).partition("## In your playbook")[2]
    assert "It cannot be switched off" not in told("greeting-offer")


def test_what_texts_for_staff_alone_may_allow_says_so(folder):
    for said in (told("private-detail"), told("private-detail", folder(allow="allow:\n  private-detail: she agreed\n"))):
        assert "It cannot be switched off, and only a text for staff may allow it." in said
        assert "Where a text for staff has a good reason, write it" in said and "allow:\n  private-detail: because …\n" in said
    assert "Allowed in:\n\n- policies/day-0.md: she agreed\n" in said


def test_an_allowance_that_does_not_count_is_not_told_as_one(write):
    page = "---\naudience: public\nallow:\n  private-detail: she agreed\n---\n# Us\n\nWe mend.\n"
    assert "Allowed in:" not in told("private-detail", write({"playbook.yml": SETTINGS, "pages/us.md": page}))


@pytest.mark.parametrize(("rule", "said"), [("greeting-ofer", "Did you mean `greeting-offer`?"), ("zzz", "`playbook rules` lists them.")])
def test_a_rule_that_is_not_there_is_told_with_the_nearest(rule, said):
    done = playbook("explain", rule, cwd=ROOT)
    assert done.returncode == 2 and said in done.stderr and done.stdout == ""


def test_a_rule_is_explained_where_there_is_no_playbook(tmp_path):
    said = told("greeting-offer", cwd=tmp_path)
    assert "There is none here, so this is what the rule does by itself. When it finds something: Mend before publishing (error)." in said
    assert "allow:\n  greeting-offer: because …\n" in said


def test_a_folder_that_is_named_and_not_there_is_told(tmp_path):
    done = playbook("explain", "greeting-offer", "nowhere", cwd=tmp_path)
    assert done.returncode == 2 and "nowhere does not exist" in done.stderr


@pytest.mark.parametrize(
    ("rule", "profile", "level", "said"),
    [
        ("greeting-offer", "standard", "off", "Mend before publishing (error), as the rule has it."),
        ("greeting-offer", "starter", "off", "Worth a look (warning), because the profile is `starter`. By itself it is `error`."),
        ("missing-topic", "strict", "off", "Mend before publishing (error), because the profile is `strict`. By itself it is `warning`."),
        ("vague-promise", "standard", "off", "A thought (advice), because playbook.yml:8:20 says `advice`. By itself it is `warning`."),
        ("overdue-review", "standard", "off", "It is switched off: playbook.yml:9:21. By itself it is `warning`."),
        ("overdue-review", "strict", "error", "Worth a look (warning), because playbook.yml:9:21 says `error` and time alone stops nothing."),
        ("kind-border", "starter", "off", "Mend before publishing (error), as the rule has it. It cannot be switched off or allowed."),
    ],
)
def test_how_much_a_rule_matters_here_is_told_with_its_reason(rule, profile, level, said, folder):
    assert said in told(rule, folder(profile, level))


def test_the_texts_that_a_rule_looks_at_are_counted_and_the_first_are_named(folder):
    said = told("greeting-offer", folder())
    assert "It looks at every policy and script on greeting. Here that is 7 texts:\n\n- policies/day-0.md\n" in said
    assert "- policies/day-4.md\n- and 2 more\n" in said


def test_a_rule_with_nothing_to_look_at_says_so(folder):
    assert "It has nothing to look at here: there is no policy or script on lost-customer." in told("lost-woo", folder())
    assert "It looks at the playbook as a whole." in told("missing-topic", folder())


def test_where_a_rule_is_allowed_stands_there_with_the_reason(folder):
    said = told("greeting-offer", folder(allow="allow:\n  greeting-offer: members pay for it\n"))
    assert "Allowed in:\n\n- policies/day-0.md: members pay for it\n" in said
    bare = told("greeting-offer", folder(allow="allow:\n  greeting-offer:\n"))
    assert "- policies/day-0.md: without a reason, so it does not count\n" in bare


def test_the_lines_to_paste_allow_the_rule(write):
    pasted = told("missing-section").rpartition("allow:\n")[2].partition("```")[0]
    for allow, found in (("", True), (f"allow:\n{pasted}", False)):
        where = write({"playbook.yml": SETTINGS, "policies/day.md": BIRTHDAY.format(allow=allow)})
        assert ("error missing-section:" in playbook("check", str(where), cwd=where).stdout) is found


def test_the_word_lists_of_a_rule_are_named():
    assert "It looks for words of the lists `offer`, `upgrade`, `pitch`, `review-request`, `sells`, `denial`. " in told("greeting-offer")
    assert "It looks for words of the lists `ask-price`, `why-ask`, `no-price`. " in told("surprises")
    assert "words of" not in told("missing-topic").partition("## In your playbook")[2]


def test_a_rule_of_ones_own_is_explained_as_ours_are(folder):
    said = told("Tippy boat", folder())
    assert said.startswith("# tippy-boat\n\nDoes not say “tippy”.\n\n## Why it matters\n")
    assert "This is a rule of your own: playbook.yml:11:5\n" in said
    assert "It looks at every text. Here that is 7 texts:" in said


def test_the_rules_are_a_list_of_name_level_and_summary(tmp_path):
    lines = playbook("rules", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[name, rule.level.value] for name, rule in catalogue().items()]
    assert all(line.endswith(summary(rule)) for line, rule in zip(lines, catalogue().values()))


def test_a_rule_of_ones_own_stands_among_the_rules_with_where_it_comes_from(folder):
    lines = playbook("rules", str(folder()), cwd=ROOT).stdout.splitlines()
    assert lines[-1].split(maxsplit=2) == ["tippy-boat", "warning", "Does not say “tippy”. (from playbook.yml)"]
    assert len(lines) == len(catalogue()) + 1


def test_the_rules_are_json_for_programs(tmp_path):
    assert json.loads(playbook("rules", "--format", "json", cwd=tmp_path).stdout) == [
        {"name": name, "level": rule.level.value, "summary": summary(rule), "page": f"checklist/{name}/", "from": ""}
        for name, rule in catalogue().items()
    ]
