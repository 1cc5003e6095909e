"""What only staff may read, of every sort, is recognised in a finished site; what excuses it is not."""

import json
import pickle
import re
import sys
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook_plugins.audit import audit, fingerprints, forms
from playbook_plugins.audit.fingerprints import Secret, found, gather, hidden
from playbook_plugins.audit.forms import AMOUNT, FORMS, ID, MAIL, NAME, PHONE, ROWS, RUN, amounts, fingerprint, phones, plain, read, row
from playbook_plugins.audit.matching import Seen, _behind, recognised
from playbook_plugins.audit.site import files
from playbook_plugins.audit.stored import NoFingerprints, dumps, loads
from playbook_plugins.model.fingerprints import Fingerprints, whole
from playbook_plugins.model.leak import MONEY_OUT, OUTPUT_LEAK, Leak
from playbook_plugins.model.runs import LENGTH
from playbook_plugins.pages.secrets import secrets
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  email: hello@quay.example\n  signed_by: Ines, who opens the shed\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: dry\n---\n"
ROLE = "---\nmay_spend: 31\n---\n# Desk\n"


@pytest.fixture
def leaks(write, tmp_path):
    """What comes out: (place, rule) of everything found in a finished text, by the sources' files."""

    def found(sources: dict[str, str], said: str, *, name: str = "index.html", around: tuple[str, ...] = ()) -> set[tuple[str, str]]:
        folder = write({"playbook.yml": SETTINGS} | sources)
        write({name: said}, folder="site")
        known = secrets(read_playbook(folder, root=folder), around)
        return {(leak.source, leak.rule) for leak in audit(tmp_path / "site", known)}

    return found


def only(place: str, rule: str = OUTPUT_LEAK) -> set[tuple[str, str]]:
    return {(place, rule)}


# --- forms ---


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        (row(1), "Keep it, dry!", {"keep", "it", "dry"}),
        (row(3), "Keep it, dry now", {"keep it dry", "it dry now"}),
        (RUN, "one two three four five", set()),
        (NAME, "ask Will, or will WILL ask o'Neill 3D", {"will", "neill", "d"}),
        (NAME, f"'sha256-{'9May/' * 8}9Ma=' sha256-May sha512-{'9May/' * 17}9 'May'", {"may"}),
        (NAME, f"'sha256-{'9May/' * 8}9Ma='", set()),
        (MAIL, "Ola@Quay.example, a.b+c@x-y.co.uk. x@y @z.de @@ a@b.c", {"ola@quay.example", "a.b+c@x-y.co.uk"}),
        (MAIL, "nothing here", set()),
        (PHONE, "01632 960999", {"632960999"}),
        (PHONE, "+44 1632 960999", {"632960999"}),
        (PHONE, "tel-01632960999.html", {"632960999"}),
        (PHONE, "960 9990", {"9609990"}),
        (PHONE, "960 999", set()),
        (PHONE, "x01632960999, 01632960999a", set()),
        (ID, "late-part.md, Late_Part, late part, part", {"late-part"}),
        (AMOUNT, "£30, 30 £, GBP 30, 30 pounds, 30 Pounds", {"30"}),
        (AMOUNT, "£1,200 €1.200,00 $ 1 200.50 ¥18,5", {"1200", "1200.5", "18.5"}),
        (AMOUNT, "30 minutes, 30, no30 pounds, 4.30 £x", {"4.3"}),
        (AMOUNT, "impounds 30, 30 poundsome, 30 p", set()),
    ],
)
def test_a_form_is_read_from_a_text(form, text, said):
    assert dict(read(text, [form], ("gbp", "pounds"))) == {form: said}


def test_a_number_to_ring_is_known_whatever_follows_it():
    assert "632960999" in dict(read("01632 960999 12 34", [PHONE]))[PHONE]
    assert "632960999" in dict(read("+44 (0)1632 / 960-999", [PHONE]))[PHONE]


def test_of_a_number_for_staff_no_beginning_is_looked_for_and_no_day():
    assert list(phones("+44 (0)1632 / 960-999, 01632 960200")) == ["632960999", "632960200"]
    assert list(phones("2026-11-21, 21.11.2026, 21/1/2026, 21 11 2026, 2026.11.21")) == []


def test_where_no_word_means_money_a_sign_does():
    assert dict(read("£30, 40 pounds", [AMOUNT]))[AMOUNT] == {"30"}


@pytest.mark.parametrize(("written", "figure"), [("1,152", "1152"), ("1.152", "1152"), ("18.50", "18.5"), ("18,00", "18"), ("1’000’000", "1000000"), ("30", "30"), ("0", "0")])
def test_a_number_is_the_same_however_it_is_written(written, figure):
    assert plain(written) == figure


def test_each_form_has_hashes_of_its_own():
    assert len({fingerprint(form, "late") for form in FORMS}) == len(FORMS)
    assert {len(fingerprint(form, "late")) for form in FORMS} == {8}


# --- gathering ---


def test_of_two_places_the_first_is_named():
    known = gather([Secret(RUN, "a b c d e f", "one:1"), Secret(RUN, "a b c d e f", "two:2")])
    assert known.marks == {RUN: {fingerprint(RUN, "a b c d e f"): "one:1"}}


def test_what_an_excuse_holds_is_let_go_and_nothing_else():
    known = gather([Secret(row(3), "keep it dry", "a:1"), Secret(row(3), "say it loud", "a:2"), Secret(ID, "late-part", "a:3"), Secret(ID, "wet-boots", "a:4")],
                   ["Keep it dry.", "A late part. wet_boots"])
    assert known.marks == {row(3): {fingerprint(row(3), "say it loud"): "a:2"}}


def test_several_together_look_for_all():
    one = found([Secret(RUN, ("a b", "c d"), "x:1")])
    two = found([Secret(RUN, ("a b", "c d", "e f"), "y:1"), Secret(MAIL, "a@b.de", "y:2")], beside={RUN: {"c d": "x:1"}})
    both = hidden(one, two, coins=("gbp",))
    assert two == {RUN: {"a b": "y:1", "e f": "y:1"}, MAIL: {"a@b.de": "y:2"}}
    assert both.marks == {RUN: {fingerprint(RUN, "a b"): "x:1", fingerprint(RUN, "c d"): "x:1", fingerprint(RUN, "e f"): "y:1"}, MAIL: {fingerprint(MAIL, "a@b.de"): "y:2"}}
    assert both.coins == ("gbp",)
    assert gather([Secret(RUN, "a b", "x:1")]) == hidden(found([Secret(RUN, "a b", "x:1")]))


def test_fingerprints_are_true_where_there_is_something_to_look_for():
    assert not Fingerprints() and not Fingerprints({RUN: {}}) and fingerprints(["one two three four five six"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda whole: "", "cannot be read"),
        (lambda whole: "[" * 100_000, "cannot be read"),
        (lambda whole: [], "holds no fingerprints"),
        (lambda whole: {**whole, "format": "playbook findings"}, "holds no fingerprints"),
        (lambda whole: {**whole, "version": 2}, "was written by another version of the playbook"),
        (lambda whole: {**whole, "marks": {}}, "holds nothing to look for"),
        (lambda whole: {**whole, "marks": {"words-9": whole["marks"][RUN]}}, "was changed by hand, or is not whole"),
        (lambda whole: {**whole, "marks": {RUN: {"a:1": ["00" * 7]}}}, "was changed by hand, or is not whole"),
        (lambda whole: {**whole, "marks": {RUN: {"a:1": ["no"]}}}, "was changed by hand, or is not whole"),
        (lambda whole: {**whole, "theirs": ["00" * 8]}, "was changed by hand, or is not whole"),
        (lambda whole: {**whole, "theirs": ["no"]}, "was changed by hand, or is not whole"),
        (lambda whole: {**whole, "coins": [1]}, "was changed by hand, or is not whole"),
        (lambda whole: {"format": whole["format"], "version": whole["version"]}, "was changed by hand, or is not whole"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_says_why(change, why):
    changed = change(json.loads(dumps(fingerprints(["one two three four five six"]))))
    with pytest.raises(NoFingerprints, match=f"^{why}$"):
        loads(changed if isinstance(changed, str) else json.dumps(changed))


def test_they_can_be_handed_to_another_process_and_kept_in_a_file():
    known = gather([Secret(AMOUNT, "30", "a:1"), Secret(NAME, "will", "ü b.md:2"), Secret(NAME, "ada", "ü b.md:2")], coins=("pounds", "gbp"))
    assert pickle.loads(pickle.dumps(known)) == known
    assert loads(dumps(known)) == Fingerprints(known.marks, ("gbp", "pounds"))
    known = replace(known, theirs=frozenset({whole(b"lunr"), whole(b"css")}))
    assert loads(dumps(known)).theirs == {whole(b"lunr"), whole(b"css")}
    assert dumps(loads(dumps(known))) == dumps(known)
    assert isinstance(hash(Fingerprints()), int)


# --- what is looked for ---


def test_a_playbook_without_settings_has_none(write):
    folder = write({"roles/desk.md": ROLE})
    assert secrets(read_playbook(folder, root=folder)) == Fingerprints()


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (f"{POLICY}# Boots full of river\n", 5, "Boots full of river"),
        (f"{POLICY}# Wet\n\n## Never in the rain\n", 7, "<h2>never in the RAIN</h2>"),
        (f"{POLICY}# Wet\n\n## What to do\n\n1. **Keep their boat**, always, even if it rains and nobody is there.\n", 9, "Keep their boat"),
        (f"{POLICY}# Wet\n\n- Mind the [tide](https://tide.example/a/b/c/d)\n", 7, "mind the tide"),
        (f"{POLICY}# Wet\n\n- **Mind** _the_ `tide`\n", 7, "mind the tide"),
        (f"{POLICY}# Wet\n\n| a | b |\n| --- | --- |\n| c | the night watch decides |\n", 9, "The night watch decides"),
        (f"{POLICY}# Wet\n\n## Don't\n\n- Promise the blue boat\n", 9, "promise the blue boat"),
        ("---\ntopic: recovery\nthey_leave_feeling: heard and quite dry\n---\n# Wet\n", 3, "Heard and quite dry"),
        ("---\ntopic: recovery\nthey_leave_feeling: dry\nalso_said: [wet, my feet are cold]\n---\n# Wet\n", 4, "my feet are cold"),
        ("---\ntopic: recovery\nthey_leave_feeling: dry\nformerly: [soaked-socks]\n---\n# Wet\n", 6, "/policies/soaked-socks/"),
        (f"{POLICY}# Wet\n\nPeople who shout get the oldest hand on the quay.\n", 7, "people who shout get the oldest"),
        (f"{POLICY}# Wet\n\nPeople who\nshout get the oldest hand.\n", 7, "<p>people who <b>shout</b> get the oldest</p>"),
        (f"{POLICY}# Wet\n\nRing Ola at ola@quay.example.\n", 7, '<a href="mailto:OLA@quay.example">'),
        (f"{POLICY}# Wet\n\nRing 01632 960999.\n", 7, "tel:+441632960999"),
        (f"{POLICY}# Wet\n\nRing 63 20 44 17.\n", 7, "tel:63204417"),
    ],
)
def test_what_stands_in_a_text_for_staff_is_found_with_its_line(leaks, source, line, said):
    assert leaks({"policies/feet.md": source}, said) == only(f"policies/feet.md:{line}")


@pytest.mark.parametrize(
    ("said", "name"),
    [("", "policies/wet-boots/index.html"), ("wet_boots.png", "index.html"), ("see wet-boots", "index.html")],
)
def test_a_file_s_name_with_a_hyphen_is_found(leaks, said, name):
    assert leaks({"policies/wet-boots.md": f"{POLICY}# Wet\n"}, said, name=name) == only("policies/wet-boots.md:5")


def test_a_file_s_name_of_three_words_is_found_as_words_too(leaks):
    assert leaks({"policies/wet-boots-again.md": f"{POLICY}# Wet\n"}, "wet boots, again!") == only("policies/wet-boots-again.md:5")


@pytest.mark.parametrize("said", ["wet boots", "wetboots", "boots-wet", "policies"])
def test_two_words_are_no_name(leaks, said):
    assert leaks({"policies/wet-boots.md": f"{POLICY}# Wet\n"}, said) == set()


def test_a_picture_beside_texts_for_staff_is_known_by_its_name(leaks):
    assert leaks({"policies/feet.md": f"{POLICY}# Wet\n", "policies/the-leaking-boat.png": "x"}, "the-leaking-boat.jpg") == only("policies/the-leaking-boat.png:1")


@pytest.mark.parametrize(
    ("heading", "said"),
    [("Owner", "owner"), ("Late part", "a late part"), ("21 11 2026", "21 11 2026"), ("Mon 8 18", "mon 8 18"), ("a b c", "a b c")],
)
def test_what_may_meet_anywhere_is_not_looked_for(leaks, heading, said):
    assert leaks({"policies/feet.md": f"{POLICY}# {heading}\n"}, said) == set()


def test_a_default_that_nobody_wrote_is_nobody_s_secret(leaks):
    assert leaks({"roles/desk.md": ROLE}, "anything within the limit") == set()


# --- names, amounts, playbook.yml ---

PRIVATE = SETTINGS + "checklist:\n  private_names: [Will, Zebulon, Wilhelmina Oakes, Anna Maria Luisa von und zu Hohen Stein]\n"


@pytest.mark.parametrize("said", ["Will", "(WILL)", "zebulon", "ask wilhelmina oakes", "Wilhelmina-Oakes.html", "anna maria luisa von und zu hohen stein"])
def test_a_private_name_is_found(leaks, said):
    assert leaks({"playbook.yml": PRIVATE}, said) == only("playbook.yml:8")


def test_a_name_that_is_also_a_word_is_found_by_its_capital(leaks):
    sources = {"playbook.yml": PRIVATE, "fit.md": "# We will lend you a kayak\n"}
    assert leaks(sources, "we will lend you a kayak") == set()
    assert leaks(sources, "ask Will") == only("playbook.yml:8")


def test_a_private_name_without_a_word_is_nobody_s(leaks):
    assert leaks({"playbook.yml": SETTINGS + "checklist:\n  private_names: ['-']\n"}, "anything at all") == set()


def test_half_a_private_name_is_nobody_s(leaks):
    assert leaks({"playbook.yml": PRIVATE}, "Wilhelmina") == set()


def test_words_to_say_do_not_make_a_name_or_an_amount_public(leaks):
    policy = f"{POLICY}# Wet\n\n## What to say\n\n> Wilhelmina Oakes gives you £31 back, or ring 01632 960999.\n"
    sources = {"playbook.yml": PRIVATE, "policies/feet.md": policy, "roles/desk.md": ROLE}
    assert leaks(sources, "Wilhelmina Oakes gives you £31 back, or ring 01632 960999.") == {
        ("playbook.yml:8", OUTPUT_LEAK), ("roles/desk.md:2", MONEY_OUT), ("policies/feet.md:9", OUTPUT_LEAK)}


STAFF = SETTINGS + (
    "checklist:\n  not_done:\n    feedback: nobody wants it here\n  shared:\n    - text: We never lend the green boat to beginners.\n      because: it hangs in the shed\n"
    "  rules:\n    old-tub:\n      must_not_say: old tub\n      message: somebody built this boat\n      because: boats have feelings too\n      bad: We only have this old tub left.\n      good: A boat.\n"
)


@pytest.mark.parametrize(
    ("said", "line"),
    [("We only have this old tub left.", 18), ("nobody wants it here", 9), ("it hangs in the shed", 12), ("old-tub.html", 14), ("somebody built this boat", 16), ("boats have feelings too", 17)],
)
def test_what_the_settings_tell_staff_is_found(leaks, said, line):
    assert leaks({"playbook.yml": STAFF}, said) == only(f"playbook.yml:{line}")


def test_how_to_reach_somebody_is_found_in_what_the_settings_tell_staff(leaks):
    settings = f"{SETTINGS}checklist:\n  not_done:\n    feedback: ask 01632 960999 or ada@quay.example\n"
    assert leaks({"playbook.yml": settings}, "01632 960999") == only("playbook.yml:9") == leaks({"playbook.yml": settings}, "ada@quay.example")


def test_a_shared_sentence_and_the_business_are_not(leaks):
    said = "Quay Kayaks, 01632 960200, hello@quay.example. We never lend the green boat to beginners. Signed by Ines, who opens the shed."
    policy = f"{POLICY}# Wet\n\nWe never lend the green boat to beginners.\n\nQuay Kayaks, 01632 960200, hello@quay.example\n\n- Ines, who opens the shed\n"
    assert leaks({"playbook.yml": STAFF, "policies/feet.md": policy}, said) == set()


BUDGET = "---\nmarketing: 6000\nmake_it_right: 1200\nmake_it_right_hours: 60\nusual_sale: 48.10\ntimes_a_year: 4\nyears: 6\n---\n# Money\n"


@pytest.mark.parametrize(
    ("said", "line"),
    [("£6,000", 2), ("GBP 1200.00", 3), ("48.10 pounds", 5), ("£1,154.40", 5), ("£1,154", 5)],
)
def test_money_that_staff_have_is_found(leaks, said, line):
    assert leaks({"money.md": BUDGET}, said) == only(f"money.md:{line}", MONEY_OUT)


@pytest.mark.parametrize("said", ["6000", "£600", "£60", "£4", "1200 people", "£0", "£48"])
def test_other_numbers_are_not(leaks, said):
    assert leaks({"money.md": BUDGET}, said) == set()


def test_a_budget_that_lacks_a_figure_says_what_it_has(leaks):
    assert leaks({"money.md": "---\nmake_it_right: 1200\nmarketing: 0\n---\n# Money\n"}, "£1200 and £0") == only("money.md:2", MONEY_OUT)


def test_a_role_s_two_limits_are_found_and_no_limit_is_none(leaks):
    roles = {"roles/desk.md": "---\nmay_spend: no limit\nmay_spend_a_month: 450\n---\n# Desk\n"}
    assert leaks(roles, "£450 no limit") == only("roles/desk.md:3", MONEY_OUT)


def test_an_amount_that_a_public_text_names_is_public(leaks):
    assert leaks({"roles/desk.md": ROLE, "fit.md": "# Kayaks\n\nTwo hours cost **£31**.\n"}, "£31") == set()


# --- excuses ---


@pytest.mark.parametrize("public", ["Please mind **the** tide.", "Please [mind](https://tide.example) the tide.", "Mind the *ti*de.", "Mind the `ti`de.", "Mind the ~~ti~~de."])
def test_what_public_texts_say_is_public_where_it_is_short(public, leaks):
    sources = {"policies/feet.md": f"{POLICY}# Wet\n\n- Mind the tide\n", "fit.md": f"# Kayaks\n\n{public}\n"}
    assert leaks(sources, "mind the tide") == set()


def test_a_pasted_sentence_is_no_less_internal(leaks):
    text = "People who shout get the oldest hand.\n"
    assert leaks({"policies/feet.md": f"{POLICY}# Wet\n\n{text}", "fit.md": f"# Kayaks\n\n{text}"}, text) == only("policies/feet.md:7")


def test_lines_above_a_public_text_are_only_public_where_they_are_published(leaks):
    promise = "---\nkept_by: {wet-boots: make right}\nowner: dock-hand\ntags: [ask the quay]\n---\n# Dry\n"
    sources = {"policies/wet-boots.md": f"{POLICY}# Wet\n", "roles/dock-hand.md": "---\nmay_spend: 5\n---\n# Dock\n\n- Ask the quay\n", "promises/dry.md": promise}
    assert leaks(sources, "wet-boots dock-hand ask the quay") == {
        ("policies/wet-boots.md:5", OUTPUT_LEAK), ("roles/dock-hand.md:4", OUTPUT_LEAK), ("roles/dock-hand.md:6", OUTPUT_LEAK)}


def test_partners_and_the_names_of_public_texts_are_public(leaks):
    partners = "---\npartners:\n  - name: Pool School Millbrook\n    phone: 01632 960300\n    good_at: calm water\n    checked: 2026-10-02\n---\n# Who else\n"
    policy = f"{POLICY}# Wet\n\n- Pool School Millbrook\n- Ring 01632 960300\n- dry-socks\n"
    sources = {"partners.md": partners, "promises/dry-socks.md": "---\nkept_by: {feet: x}\n---\n# Dry\n", "policies/feet.md": policy}
    assert leaks(sources, "Pool School Millbrook, 01632 960300, dry-socks") == set()


def test_a_short_shared_sentence_and_the_site_s_address_are_public(leaks):
    settings = SETTINGS + "site:\n  url: https://boats-by-water.example/\nchecklist:\n  shared:\n    - text: Boats go out dry, 01632 960999.\n      because: everybody asks\n"
    policy = f"{POLICY}# Wet\n\n- Boats go out dry, 01632 960999.\n- boats-by-water.example\n"
    assert leaks({"playbook.yml": settings, "policies/feet.md": policy}, "Boats go out dry, 01632 960999, see boats by water example") == set()


def test_what_a_partner_is_good_at_may_go_over_two_lines(leaks):
    partners = "---\npartners:\n  - name: Pool School\n    phone: 01632 960300\n    good_at: calm water and\n      slow green rivers\n    checked: 2026-10-02\n---\n# Who else\n"
    assert leaks({"partners.md": partners, "policies/feet.md": f"{POLICY}# Wet\n\n- Slow green rivers\n"}, "slow green rivers") == set()


def test_a_name_that_texts_of_both_sorts_go_by_is_public(leaks):
    assert leaks({"policies/dry-socks.md": f"{POLICY}# Wet\n", "promises/dry-socks.md": "# Dry\n", "fit.md": ""}, "/promises/dry-socks/") == set()


def test_a_public_text_that_opens_without_lines_and_holds_a_rule_is_public_from_its_top(leaks):
    sources = {"fit.md": "# Kayaks\n\n```\nMind the tide\n```\n\n---\n", "policies/feet.md": f"{POLICY}# Wet\n\n- Mind the tide\n"}
    assert leaks(sources, "mind the tide") == set()


STAFFS = {"playbook.yml": PRIVATE, "roles/desk.md": "---\nreach: 07700 900123, ola@home.example\n---\n# Desk\n"}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Ask for Wilhelmina\nOakes.", "playbook.yml:8"),
        ("Ask Will.", "playbook.yml:8"),
        ("Ask Anna Maria Luisa von und zu Hohen Stein.", "playbook.yml:8"),
        ("Ring 07700\n900123.", "roles/desk.md:2"),
        ("Ring 01632 960200 / 07700 900123 / 01632 960201", "roles/desk.md:2"),
        ("[Chat](https://chat.example/447700900123)", "roles/desk.md:2"),
        ("Write to ola@home.example", "roles/desk.md:2"),
    ],
)
def test_a_pasted_name_or_number_is_no_less_private(leaks, said, place):
    assert leaks({**STAFFS, "fit.md": f"# Kayaks\n\n{said}\n"}, said) == only(place)


@pytest.mark.parametrize(
    "public",
    [
        {"partners.md": "---\npartners:\n  - {name: Pool, url: 'https://home.example', phone: 07700 900123, good_at: strokes, checked: 2026-10-02}\n---\n# Others\n\nola@home.example\n"},
        {"fit.md": "# Kayaks\n\n## Someone else will serve you better if\n\n- **You race.** Ring 07700 900123, or write to ola@home.example.\n"},
    ],
)
def test_whom_everybody_may_reach_is_no_secret(leaks, public):
    assert leaks({**STAFFS, **public}, "ola@home.example or 07700 900123") == set()


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_public_text_that_is_not_in_use_excuses_nothing_and_stays_inside(leaks, status):
    page = f"---\naudience: public\nstatus: {status}\n---\n# Tides\n\nYou may spend £31. Mind the tide.\n\nWhoever is late waits for the next boat.\n"
    sources = {"pages/tides.md": page, "roles/desk.md": ROLE, "policies/feet.md": f"{POLICY}# Wet\n\n- Mind the tide\n"}
    assert leaks(sources, "£31") == only("roles/desk.md:2", MONEY_OUT)
    assert leaks(sources, "Mind the tide.") == only("policies/feet.md:7")
    assert leaks(sources, "Whoever is late waits for the next boat.") == only("pages/tides.md:9")
    assert leaks({**sources, "fit.md": "# Kayaks\n\nWhoever is late waits for the next boat.\n"}, "Whoever is late waits for the next boat.") == set()


def test_a_draft_may_name_the_business_as_often_as_it_likes(leaks):
    text = "Quay Kayaks, hello@quay.example, Quay Kayaks.\n"
    assert leaks({"pages/us.md": f"---\naudience: public\nstatus: draft\n---\n# Us\n\n{text}"}, text) == set()


@pytest.mark.parametrize("item", ["You wait 3 hours at most", "The door is open Monday to Friday", "Monday to Friday", "You hear from us within 3 hours", "To you twice"])
def test_what_the_pages_print_of_the_business_is_public(leaks, item):
    settings = SETTINGS.replace("1 working day", "3 hours") + "  open: Mon-Fri 8-18\n  writes_at_most: 2 a year\n"
    sources = {"playbook.yml": settings, "policies/feet.md": f"{POLICY}# Wet\n\n- {item}.\n"}
    assert leaks(sources, "You hear from us within 3 hours. The door is open Monday to Friday 8:00–18:00. We write to you twice a year at most.") == set()
    assert leaks({**sources, "policies/feet.md": f"{POLICY}# Wet\n\n- Within 5 hours.\n"}, "within 5 hours") == only("policies/feet.md:7")


def test_a_few_words_among_the_facts_of_the_business_are_public(leaks):
    sources = {"playbook.yml": f"{SETTINGS}  area: the town and whoever comes up the river by boat\n", "policies/feet.md": f"{POLICY}# Wet\n\n- Up the river\n"}
    assert leaks(sources, "up the river") == set()


def test_a_sentence_among_the_facts_of_the_business_excuses_nothing(leaks):
    sources = {"playbook.yml": f"{SETTINGS}  area: Millbrook, Let The Oldest Hand On The Quay Decide\n", "policies/feet.md": f"{POLICY}# Wet\n\nLet the oldest hand on the quay decide.\n"}
    assert leaks(sources, "Millbrook, Let The Oldest Hand On The Quay Decide") == only("policies/feet.md:7")


def test_eight_figures_that_a_public_text_says_may_be_hours(leaks):
    sources = {"fit.md": "# Kayaks\n\n09.00-17.30\n", "policies/feet.md": f"{POLICY}# Wet\n\n- 09.00-17.30\n"}
    assert leaks(sources, "09.00-17.30") == set()


def test_a_picture_that_everybody_may_see_is_not_looked_for(write, tmp_path):
    folder = write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/the-red-boat.png": "x", "docs/public/the-blue-boat.png": "x"})
    known = secrets(read_playbook(folder / "docs" / "playbook", root=folder, public=folder / "docs" / "public"))
    write({"the-blue-boat.png": "x", "the-red-boat.png": "x"}, folder="site")
    assert {leak.source for leak in audit(tmp_path / "site", known)} == {"docs/playbook/the-red-boat.png:1"}


def test_words_of_the_business_in_another_order_are_not_its_own(leaks):
    assert leaks({"policies/feet.md": f"{POLICY}# Ahoy, quay kayaks\n"}, "ahoy quay kayaks") == only("policies/feet.md:5")


def test_words_to_say_are_spoken_to_customers(leaks):
    policy = f"{POLICY}# Wet\n\n- Mind the tide\n\n## What to say\n\n> Mind the tide, and take the dry socks with you.\n"
    assert leaks({"policies/feet.md": policy}, "mind the tide, and take the dry socks with you") == set()


@pytest.mark.parametrize("item", ["You can count on", "Our website is here", "5 working days", "2 times a year", "Quay Kayaks: our playbook", "Skip to content"])
def test_what_we_and_the_theme_say_by_ourselves_is_no_leak(leaks, item):
    said = {"Our website is here": "Our website"}.get(item, item)
    assert leaks({"policies/feet.md": f"{POLICY}# Wet\n\n- {item}\n"}, said, around=("Skip to content",)) == set()


def test_the_theme_excuses_only_what_it_says(leaks):
    assert leaks({"policies/feet.md": f"{POLICY}# Wet\n\n- Skip to content\n"}, "Skip to content") == only("policies/feet.md:7")


# --- in the finished folder ---


def test_words_meet_over_lines_cells_and_repeats(leaks):
    policy = {"policies/feet.md": f"{POLICY}# Wet\n\nPeople who shout get the oldest hand.\n"}
    cells = "".join(f"<td>\n{word}\n</td>" for word in "people who shout get the oldest".split())
    assert leaks(policy, f"<p>menu</p>\n<p>menu</p>\n{cells}") == only("policies/feet.md:7")


def test_a_line_that_was_clean_before_is_looked_at_again_behind_other_words(leaks):
    policy = {"policies/feet.md": f"{POLICY}# Wet\n\nPeople who shout get the oldest hand.\n"}
    assert leaks(policy, "get the oldest\nnothing\npeople who shout\nget the oldest\n", name="a.txt") == only("policies/feet.md:7")


def test_very_many_lines_are_not_all_remembered(leaks, monkeypatch):
    monkeypatch.setattr("playbook_plugins.audit.matching._MOST", 2)
    policy = {"policies/feet.md": f"{POLICY}# Boots full of river\n"}
    assert leaks(policy, "one\ntwo\nthree\nfour\nfive\nBoots full\nof river", name="a.txt") == only("policies/feet.md:5")
    seen, known = Seen(), gather([Secret(RUN, "one two three four five six", ""), Secret(ID, "late-part", "a:1")])
    assert [*recognised("one\ntwo\nthree\nfour\nfive\nsix-seven\nlate-parts", known, seen)] == [("", OUTPUT_LEAK)]
    assert len(seen.lines) <= 2
    assert [*recognised("one two three four five six, late-part", known, seen)] == [("", OUTPUT_LEAK), ("a:1", OUTPUT_LEAK)]
    assert [*recognised("a b c d e f g h", known, seen)] == [] and len(seen.rows) == 3
    assert [*recognised("m n o p q r", known, seen)] == [] and len(seen.rows) == 1


def _plainly(text: str, known: Fingerprints, forms: Collection[str]) -> set[str]:
    """What is held in a text, by the plain definition."""
    return {known.marks[form][mark] for form, found in read(text, known.marks, known.coins) if form in forms for mark in known.marks[form].keys() & {fingerprint(form, one) for one in found}}


def _line_by_line(text: str) -> Iterator[str]:
    """Each line behind the last words before it, the plain way."""
    before = ""
    for line in re.split(r"\n| \| ", text):
        starts = [word.start() for word in re.finditer(r"[^\W_]+", before)]
        yield f"{(before[starts[1 - LENGTH] :] if len(starts) >= LENGTH else before)[-400:]}\n{line}"
        before += f"\n{line}"


@given(st.lists(st.sampled_from(("late-part", "wet", "boots", "Ł", "_", "£30", " ", "\n", " | ", "-" * 200, "x" * 150, "." * 390)), max_size=40))
@example([f"{word}\n" for word in "abcdefgh"])
@example([f"{'x' * 90}\n"] * 8)
@example(["a\n", "-" * 390, "\n", "b" * 20, "\nc"])
def test_a_line_is_read_behind_the_last_words_before_it(said):
    text = "\n" + "".join(said).replace(" | ", "\n")
    assert [text[start:end] for start, end in _behind(text)] == [*_line_by_line("".join(said))]


@given(st.lists(st.sampled_from("Wet boots late-part £30 30 pounds ada@b.de 01632 960123 Ada keep it dry | \n \n so that".split(" ")), max_size=60), st.integers(1, 40))
def test_what_was_looked_at_before_hides_nothing(said, cut):
    known = gather([Secret(row(3), "keep it dry", "a:1"), Secret(RUN, ("wet boots late part 30 30", "ada keep it dry so that"), "a:2"), Secret(ID, "late-part", "a:3"),
                    Secret(MAIL, "ada@b.de", "a:4"), Secret(PHONE, "632960123", "a:5"), Secret(AMOUNT, "30", "a:6"), Secret(NAME, "ada", "a:7")], coins=("pounds",))
    text, seen = " ".join(said), Seen()
    [*recognised(" ".join(said[:cut]), known, seen)]
    held = _plainly(text, known, ROWS)
    assert {place for place, _ in recognised(text, known, Seen())} == held | {place for behind in _line_by_line(text) for place in _plainly(behind, known, FORMS - ROWS.keys())}
    assert set(recognised(text, known, seen)) == set(recognised(text, known, Seen()))
    assert held <= {place for place, _ in recognised(text, known, seen)}


def test_every_sign_of_money_is_known_and_one_is_in_ascii():
    signs = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign) == "Sc"]
    assert {said for sign in signs for said in amounts(f"{sign}30", ())} == {"30"}
    assert [sign for sign in signs if not [*amounts(f"{sign}30", ())]] == []
    assert [sign for sign in signs if sign.isascii()] == ["$"]


@pytest.mark.parametrize("coins", [(), ("GBP", "pounds"), ("zł", "kr"), ("\u017fous", "\u212a")])
@pytest.mark.parametrize("said", ["$30", "30 £", "30 POUNDS", "gbp 30", "30 zł", "KR 30", "30 k", "30 sous", "30 SOUS", "30 \u017fous", "30"])
def test_an_amount_is_one_wherever_money_stands_beside_it(said, coins):
    assert [*amounts(said, coins)] == [plain(first or second) for first, second in forms._beside(coins).findall(said)]


@pytest.mark.parametrize("said", ["\uff11\uff12\uff10\uff10 pounds", "\uff27\uff22\uff30 1200"])
def test_letters_and_figures_of_another_width_are_the_same(leaks, said):
    assert leaks({"money.md": BUDGET}, said) == only("money.md:3", MONEY_OUT)


def test_a_file_that_comes_with_the_engine_is_not_read_and_one_that_was_changed_is(tmp_path, write):
    script = "one two three four five six"
    known = replace(fingerprints([script], ()), theirs=frozenset({whole(script.encode())}))
    write({"lunr.js": script}, folder="site")
    assert audit(tmp_path / "site", known) == ()
    write({"lunr.js": f"{script} "}, folder="site")
    assert [leak.path for leak in audit(tmp_path / "site", known)] == ["lunr.js"]
    write({"lunr.js": "", "one-two-three-four-five-six.js": script}, folder="site")
    assert [(leak.path, leak.channel) for leak in audit(tmp_path / "site", known)] == [("one-two-three-four-five-six.js", "path")]


def test_a_link_in_a_finished_site_is_told_and_not_followed(tmp_path, write):
    site = write({"index.html": "x"}, folder="site")
    (tmp_path / "far").mkdir()
    (site / "deep").symlink_to(tmp_path / "far")
    (site / "near.html").symlink_to(tmp_path / "nowhere")
    known = fingerprints(["one two three four five six"])
    assert audit(site, known) == (Leak("deep", "unreadable"), Leak("near.html", "unreadable"))


def test_a_folder_that_is_gone_is_an_error(tmp_path):
    with pytest.raises(OSError):
        list(files(tmp_path / "nowhere"))
