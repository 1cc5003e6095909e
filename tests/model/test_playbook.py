"""How documents are found, in which language, and who keeps a promise."""

from dataclasses import replace

import pytest

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.place import Place
from playbook_plugins.model.tracing import Coverage, Gap, judged, keeping, promises_kept_by
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HEAD = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n"
POLICY = "# It went wrong\n\n## What to do\n\n1. **Listen** first.\n2. **Ring us back:** by evening.\n\n## Don't\n\n- Argue.\n"
PROMISE = "---\nkept_by: {KEPT}\n---\n# You hear from us\n\nBy evening.\n"


@pytest.fixture
def read(write):
    def read_files(files):
        folder = write({"playbook.yml": SETTINGS, **files})
        return read_playbook(folder, root=folder)

    return read_files


ERROR = Finding("say-back", Level.ERROR, Place("policies/wrong.md", 8), "nothing says it back")


def traced(read, kept_by, policy=HEAD + POLICY, *, found=(), **files):
    playbook = judged(read({"policies/wrong.md": policy, "promises/answer.md": PROMISE.replace("KEPT", kept_by), **files}), found)
    return keeping(playbook.get("promise", "answer"), playbook)


def test_a_promise_is_kept_by_a_step_that_is_there(read):
    found = traced(read, "wrong: listen")
    assert found.kept
    assert [(keeper.policy.id, str(keeper.step.label), keeper.gap) for keeper in found.keepers] == [("wrong", "Listen", None)]


GAPS = {
    Gap.NO_POLICY: ("nowhere: listen", HEAD + POLICY),
    Gap.NOT_IN_USE: ("wrong: listen", HEAD.replace("topic", "status: draft\ntopic") + POLICY),
    Gap.NO_STEP: ("wrong: apologise", HEAD + POLICY),
    Gap.NO_OWNER: ("wrong: listen", HEAD.replace("topic", "owner: nobody\ntopic") + POLICY),
    Gap.FAILS: ("wrong: listen", HEAD + POLICY),
}


def test_every_gap_has_its_case():
    assert set(GAPS) == set(Gap)


@pytest.mark.parametrize("gap", GAPS)
def test_a_promise_that_nothing_keeps_says_why(gap, read):
    kept_by, policy = GAPS[gap]
    found = traced(read, kept_by, policy, found=[ERROR] if gap is Gap.FAILS else ())
    assert found.coverage is Coverage.UNKEPT
    assert [keeper.gap for keeper in found.keepers] == [gap]


@pytest.mark.parametrize("finding", [replace(ERROR, level=Level.WARNING), replace(ERROR, place=Place("policies/other.md"))])
def test_a_policy_keeps_its_promise_whatever_else_is_found(finding, read):
    assert traced(read, "wrong: listen", found=[finding]).coverage is Coverage.KEPT


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_step_that_nobody_is_promised_is_orphaned(status, read):
    playbook = read({"policies/wrong.md": HEAD + POLICY, "promises/answer.md": PROMISE.replace("{KEPT}", f"{{wrong: listen}}\nstatus: {status}")})
    assert keeping(playbook.get("promise", "answer"), playbook).coverage is Coverage.ORPHANED


def test_a_retired_policy_keeps_nothing(read):
    found = traced(read, "wrong: listen", HEAD.replace("topic", "status: retired\ntopic") + POLICY)
    assert [keeper.gap for keeper in found.keepers] == [Gap.NOT_IN_USE]


def test_a_policy_that_a_role_looks_after_keeps_its_promise(read):
    policy = HEAD.replace("topic", "owner: guide\ntopic") + POLICY
    found = traced(read, "wrong: listen", policy, **{"roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n"})
    assert found.kept


def test_one_gap_is_enough_to_leave_a_promise_unkept(read):
    found = traced(read, "wrong: listen, nowhere: ring")
    assert [keeper.gap for keeper in found.keepers] == [None, Gap.NO_POLICY]
    assert not found.kept


@pytest.mark.parametrize("kept_by", ["", "[]", "yes", "{wrong: }"])
def test_a_promise_that_names_no_step_is_not_kept(kept_by, read):
    playbook = read({"policies/wrong.md": HEAD + POLICY, "promises/answer.md": f"---\nkept_by: {kept_by}\n---\n# A promise\n"})
    assert not keeping(playbook.get("promise", "answer"), playbook).kept


def test_a_policy_knows_the_promises_that_lean_on_it(read):
    playbook = read(
        {
            "policies/wrong.md": HEAD + POLICY,
            "policies/other.md": HEAD + POLICY,
            "promises/answer.md": PROMISE.replace("KEPT", "wrong: listen, other: listen"),
            "promises/draft.md": PROMISE.replace("KEPT", "wrong: listen").replace("kept_by", "status: draft\nkept_by"),
            "promises/unkept.md": PROMISE.replace("KEPT", "wrong: sing"),
        }
    )
    leaning = {id: [kept.promise.id for kept in promises_kept_by(playbook.get("policy", id), playbook)] for id in ("wrong", "other")}
    assert leaning == {"wrong": ["answer", "unkept"], "other": ["answer"]}


def test_a_promise_in_two_languages_leans_once(read):
    promise = PROMISE.replace("KEPT", "wrong: listen")
    playbook = read({"policies/wrong.md": HEAD + POLICY, "promises/answer.md": promise, "promises/answer.pl.md": promise, "promises/only.pl.md": promise})
    assert [kept.promise.path for kept in promises_kept_by(playbook.get("policy", "wrong"), playbook)] == ["promises/answer.md", "promises/only.pl.md"]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("listen", "Listen"),
        ("LISTEN:", "Listen"),
        ("hear them out", "Listen"),
        ("ring us back", "Ring us back"),
        ("Ring-us-back", "Ring us back"),
        ("ring us back.", "Ring us back"),
        ("ring", None),
        ("", None),
    ],
)
def test_a_step_goes_by_its_label_or_by_its_name(label, found, read):
    playbook = read({"policies/wrong.md": HEAD + POLICY})
    step = playbook.step(playbook.get("policy", "wrong"), label)
    assert (str(step.label) if step else None) == found


def test_a_step_goes_by_a_label_of_the_owners_own(read):
    playbook = read(
        {
            "playbook.yml": SETTINGS + "checklist:\n  labels: {admit: [Put your paddle down]}\n",
            "policies/wrong.md": HEAD + POLICY.replace("Listen", "Put your paddle down"),
        }
    )
    policy = playbook.get("policy", "wrong")
    assert playbook.step(policy, "admit") is playbook.step(policy, "put your paddle down") is policy.steps[0]


BOTH = {
    "policies/wrong.md": HEAD + POLICY,
    "policies/wrong.pl.md": HEAD + POLICY.replace("It went wrong", "Poszło źle"),
    "policies/only.pl.md": HEAD + POLICY.replace("It went wrong", "Tylko tu"),
    "fit.md": "# Is this the right place?\n",
    "fit.pl.md": "# Czy dobrze trafiłeś?\n",
}


def test_a_translation_shares_the_id_of_its_neighbour(read):
    playbook = read(BOTH)
    policies = [(policy.id, policy.lang, policy.path) for policy in playbook.of_kind("policy")]
    assert policies == [("only", "pl", "policies/only.pl.md"), ("wrong", "en", "policies/wrong.md"), ("wrong", "pl", "policies/wrong.pl.md")]


def test_the_first_language_is_preferred(read):
    polish = {"playbook.yml": SETTINGS + "site: {lang: pl}\n", "policies/wrong.md": HEAD.replace("topic", "lang: en\ntopic") + POLICY}
    assert read(BOTH).get("policy", "wrong").name == "It went wrong"
    assert read({**BOTH, **polish}).get("policy", "wrong").name == "Poszło źle"


def test_a_file_without_a_language_is_in_the_first_one(read):
    playbook = read({"playbook.yml": SETTINGS + "site: {lang: de}\n", "policies/wrong.md": HEAD + POLICY})
    assert playbook.get("policy", "wrong").lang == "de"


def test_a_document_that_only_another_language_has_is_found_all_the_same(read):
    assert read(BOTH).get("policy", "only").name == "Tylko tu"


def test_the_single_page_is_the_one_in_the_first_language(read):
    playbook = read(BOTH)
    assert playbook.single("fit").path == playbook.fit.document.path == "fit.md"
    assert [document.path for document in playbook.of_kind("fit")] == ["fit.md", "fit.pl.md"]
    assert [document.path for document in playbook.spoken("policy")] == ["policies/wrong.md"]


def test_a_line_says_another_language_than_the_name(read):
    playbook = read({"policies/wrong.md": HEAD.replace("topic", "lang: pl\nid: inny\ntopic") + POLICY})
    (policy,) = playbook.of_kind("policy")
    assert (policy.id, policy.lang) == ("inny", "pl")


OWN = SETTINGS + "checklist: {headings: {what-to-do: [Co robić]}, labels: {listen: [Wysłuchaj]}}\n"
POLISH = "# Poszło źle\n\n## Co robić\n\n1. **Wysłuchaj** do końca.\n"


@pytest.mark.parametrize(("path", "line"), [("policies/wrong.pl.md", ""), ("policies/wrong-pl.md", "lang: pl\nid: wrong\n")])
def test_a_second_language_is_read_with_the_owners_own_words(path, line, read):
    playbook = read({"playbook.yml": OWN, "policies/wrong.md": HEAD + POLICY, path: HEAD.replace("topic", f"{line}topic") + POLISH})
    policy = next(policy for policy in playbook.of_kind("policy") if policy.lang == "pl")
    assert (policy.id, [step.action for step in policy.section("what-to-do").steps]) == ("wrong", ["listen"])


def test_policies_on_a_topic_are_those_in_use(read):
    playbook = read(
        {
            "policies/one.md": HEAD + POLICY,
            "policies/two.md": HEAD.replace("topic", "status: draft\ntopic") + POLICY,
            "policies/three.md": HEAD.replace("recovery", "greeting") + POLICY,
        }
    )
    assert [policy.id for policy in playbook.policies_on("recovery")] == ["one"]


SCRIPT = "---\nof: {of}\nchannel: phone\n{more}---\n# Words\n\n> We are sorry.\n"


def test_a_script_is_about_what_its_policy_is_about(read):
    playbook = read({
        "policies/wrong.md": HEAD + POLICY,
        "scripts/sorry.md": SCRIPT.format(of="wrong", more=""),
        "scripts/old.md": SCRIPT.format(of="wrong", more="status: retired\n"),
        "scripts/lost.md": SCRIPT.format(of="nobody", more=""),
        "promises/answer.md": PROMISE.replace("KEPT", "wrong: listen"),
    })
    assert [script.id for script in playbook.scripts_of(playbook.get("policy", "wrong"))] == ["sorry"]
    about = {document.id: playbook.topic_of(document) for document in playbook.documents}
    assert about == {"wrong": "recovery", "sorry": "recovery", "old": "recovery", "lost": None, "answer": None}


def test_the_owner_is_a_role_without_a_file(read):
    playbook = read({"roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n"})
    assert playbook.role_exists("owner") and playbook.role_exists("guide")
    assert not playbook.role_exists("nobody")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("„Kawa jest zimna”", "“Kawa jest zimna”"),
        ("„Der Kaffee ist kalt“", "“Der Kaffee ist kalt”"),
        ("« Le café est froid »", "“Le café est froid”"),
        ("“It is cold”", "“It is cold”"),
        ('Say "thanks"', '“Say "thanks"”'),
        ('"Cold" and "late"', '“"Cold" and "late"”'),
        ("Letters", "“Letters”"),
    ],
)
def test_a_title_that_stands_in_quotes_is_named_with_one_pair(title, said, read):
    found = read({"policies/wrong.md": HEAD + POLICY.replace("It went wrong", title)})
    assert found.get("policy", "wrong").titled == said
