"""Limits, the chain of those who are asked, and the pot: what a page of examples is too short for."""

from decimal import Decimal
from itertools import count

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.model.limits import NO_LIMIT, chain, limit, most, priced
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
RULES = ("budget-share", "out-of-reach", "stingy-limit", "contradicting-amount")


def role(may_spend, above=None, month=None, body=""):
    lines = [f"may_spend: {may_spend}"] + [f"above: {above}"] * bool(above) + [f"may_spend_a_month: {month}"] * bool(month)
    return "---\n" + "\n".join(lines) + f"\n---\n# Role\n\n{body}\n"


def pot(amount=1200, **more):
    lines = {"make_it_right": amount, "make_it_right_hours": 20, "usual_sale": 24, "times_a_year": 3, "years": 6, **more}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + "---\n# Money\n"


def recovery(costs, decides=None):
    named = f"decides: [{decides}]\n" if decides else ""
    return f"---\ntopic: recovery\nthey_leave_feeling: dry\nusual_fix_costs: {costs}\n{named}---\n# Wet boots\n"


@pytest.fixture
def read(write):
    numbers = count()

    def reading(facts=FACTS, **files):
        names = {"money": "money.md", "wet": "policies/wet.md", "page": "pages/day.md"}
        folder = write({"playbook.yml": facts, **{names.get(name, f"roles/{name}.md"): text for name, text in files.items()}}, f"book-{next(numbers)}")
        return read_playbook(folder, root=folder)

    return reading


@pytest.fixture
def found(read):
    def finding(*rules, facts=FACTS, **files):
        chosen = [catalogue()[name] for name in rules or RULES]
        return [(f.place.path, f.place.line, str(f.level)) for f in run(read(facts, **files), today=TODAY, rules=chosen)]

    return finding


def test_a_chain_ends_with_the_owner_though_nobody_wrote_a_file(read):
    playbook = read(pier=role(20, "boathouse"), boathouse=role(80))
    up = chain("pier", playbook)
    assert [one.id for one in up.roles] == ["pier", "boathouse"] and up.to_owner
    assert most(up, playbook) == NO_LIMIT


def test_an_owner_with_a_file_has_the_limit_that_it_says(read):
    playbook = read(pier=role(20), owner=role(50))
    assert most(chain("pier", playbook), playbook) == 50
    assert most(chain("owner", playbook), playbook) == 50


@pytest.mark.parametrize("written", ["no limit", "unlimited", "No Limit"])
def test_no_limit_is_above_every_amount(read, written):
    playbook = read(pier=role(written))
    assert limit(playbook.get("role", "pier"), playbook) == NO_LIMIT


@pytest.mark.parametrize("written", ["a bit", "", "£1.5k"])
def test_a_limit_that_cannot_be_read_is_unknown_and_not_unlimited(read, found, written):
    files = {"pier": role(written), "money": pot(), "wet": recovery(60, "pier")}
    playbook = read(**files)
    assert limit(playbook.get("role", "pier"), playbook) is None
    assert found(**files) == []


def test_a_circle_is_told_once_and_nobody_hangs(found):
    files = {"ann": role(20, "bob"), "bob": role(30, "cem"), "cem": role(40, "ann"), "dot": role(10, "ann"), "wet": recovery(60, "dot")}
    assert found("out-of-reach", **files) == [("roles/ann.md", 3, "error")]


def test_a_role_that_asks_itself_is_a_circle(found):
    assert found("out-of-reach", pier=role(20, "pier")) == [("roles/pier.md", 3, "error")]


def test_the_owner_who_asks_the_owner_is_none(found):
    assert found("out-of-reach", owner=role("no limit", "owner")) == []


@pytest.mark.parametrize("above", ["nobody-knows", "draft"])
def test_a_role_that_is_not_there_is_left_to_other_rules(found, above):
    draft = role(5).replace("may_spend", "status: draft\nmay_spend", 1)
    files = {"pier": role(20, above), "draft": draft, "owner": role(30), "wet": recovery(60, "pier")}
    assert found("out-of-reach", **files) == []


@pytest.mark.parametrize(("decides", "stops"), [("pier", True), ("pier, boathouse", False), (None, False)])
def test_the_highest_of_all_that_a_policy_names_counts(found, decides, stops):
    files = {"pier": role(20), "boathouse": role(90), "owner": role(50), "wet": recovery(60, decides)}
    assert (("policies/wet.md", 4, "error") in found("out-of-reach", **files)) is stops


def test_without_any_role_the_owner_decides(found):
    assert found(wet=recovery(60), money=pot()) == []


@pytest.mark.parametrize(("above", "level"), [(25, "error"), (40, "warning"), (41, None), ("no limit", None)])
def test_limits_rise_from_role_to_role(found, above, level):
    files = {"pier": role(40, "lead"), "lead": role(above)}
    assert found("out-of-reach", **files) == ([("roles/lead.md", 2, level)] if level else [])


@pytest.mark.parametrize(
    ("period", "month", "wrong"),
    [("year", 100, False), ("year", 101, True), ("month", 1200, False), ("month", 1201, True), ("a year", 101, True), ("per month", 101, False), ("monthly", 1200, False)],
)
def test_a_month_is_held_against_the_pot_of_its_own_period(found, period, month, wrong):
    files = {"pier": role(40, month=month), "money": pot(period=period)}
    assert found("out-of-reach", **files) == ([("roles/pier.md", 3, "error")] if wrong else [])


def test_no_single_limit_is_above_the_pot_whatever_its_period(found):
    for period in ("year", "month"):
        assert found("out-of-reach", pier=role(1201), money=pot(period=period)) == [("roles/pier.md", 2, "error")]
        assert found("out-of-reach", pier=role(1200), money=pot(period=period)) == []


def test_no_limit_is_for_the_owner(found):
    assert found("out-of-reach", owner=role("no limit"), money=pot()) == []
    assert found("out-of-reach", pier=role("no limit"), money=pot()) == [("roles/pier.md", 2, "warning")]
    assert found("out-of-reach", pier=role("no limit", month=50), money=pot()) == []
    assert found("out-of-reach", pier=role("no limit")) == []


def test_a_pot_that_is_empty_is_told_by_one_rule(found):
    assert found("budget-share", "out-of-reach", pier=role(40), money=pot(0)) == [("money.md", 2, "error")]


def test_a_period_that_we_cannot_count_in_is_asked_about(found):
    assert found("bad-value", money=pot(period="quarter")) == [("money.md", 7, "error")]


@pytest.mark.parametrize(("marketing", "level"), [(0, None), (1199, "warning"), (1200, None), ("", None)])
def test_the_pot_is_a_part_of_marketing_where_there_is_any(found, marketing, level):
    assert found("budget-share", money=pot(marketing=marketing)) == ([("money.md", 2, level)] if level else [])


def test_a_budget_that_is_still_a_draft_is_reminded(found):
    assert {level for *_, level in found("budget-share", money=pot(0, make_it_right_hours=0, status="draft"))} == {"advice"}


def test_only_those_who_meet_the_customer_first_are_asked_about_their_limit(found):
    files = {"pier": role(3, "lead"), "lead": role(4, "owner"), "owner": role("no limit"), "money": pot()}
    assert found("stingy-limit", **files) == [("roles/pier.md", 2, "advice")]


@pytest.mark.parametrize(("own", "tiny"), [("5.99", True), ("6", False), ("8", False)])
def test_tiny_is_below_a_quarter_of_a_sale_and_two_hundredths_of_a_customer(found, own, tiny):
    # a usual customer is worth 24 × 3 × 6 = 432: two hundredths are 8.64, a quarter of a sale is 6
    assert bool(found("stingy-limit", pier=role(own), money=pot())) is tiny


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The pier may spend up to £40.", False),
        ("The pier may spend up to £80.", True),
        ("Ask the lead: you may spend up to £40 yourself.", False),
        ("Anybody may spend up to £80 without asking.", False),
        ("Anybody may spend up to £90 without asking.", True),
        ("Piers can refund 40 euros.", False),
        ("The owner may spend up to £500.", True),
        ("Above £40 the lead decides.", False),
        ("Above £45 the lead decides.", True),
        ("We may spend £1,200 on it this year.", False),
        ("“You may spend up to £90 today.”", False),
    ],
)
def test_a_sentence_is_held_against_the_role_that_it_names(found, sentence, wrong):
    files = {
        "pier": role(40, "lead").replace("# Role", "# Pier"),
        "lead": role(80).replace("# Role", "# Lead"),
        "owner": role("no limit").replace("# Role", "# Owner"),
        "money": pot(),
    }
    assert bool(found("contradicting-amount", page=f"# Day\n\n{sentence}\n", **files)) is wrong


def test_where_nobody_has_a_limit_nothing_can_contradict_it(found):
    assert found("contradicting-amount", page="# Day\n\nYou may spend up to £40 without asking.\n") == []


def test_a_language_whose_words_we_do_not_know_is_left_alone(found):
    facts = FACTS + "site: {lang: pl}\n"
    assert found("contradicting-amount", facts=facts, pier=role(40), page="# Day\n\nYou may spend up to £90 without asking.\n") == []


def test_amounts_in_messages_wear_their_sign(read):
    assert [priced(Decimal(amount), "GBP") for amount in ("40", "1152", "18.5")] == ["£40", "£1,152", "£18.50"]
    assert priced(Decimal("18.5"), "PLN") == "18.50 PLN"


def test_sums_beyond_all_bounds_stop_nobody(found):
    files = {"pier": role(1), "money": pot(999999999999, usual_sale=999999999999, times_a_year=999999, years=999999, brings_friends=999999)}
    assert found(**files) == [("roles/pier.md", 2, "advice")]
