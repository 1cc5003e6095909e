"""What the rules on the fit page find in single sentences, and what they leave alone."""

from datetime import timedelta

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.comparison import alike, host, within_site
from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
ASK = " Ask us, and we will ask around."
SECTIONS = {
    "too-wide": "You will be happy here if",
    "protected-ground": "Someone else will serve you better if",
    "bait-price": "What it costs",
    "hard-start": "How to start",
}


@pytest.fixture
def findings(write):
    def find(rule, files, *, profile=None, settings="", today=TODAY):
        folder = write({"playbook.yml": FACTS + settings, **files})
        return run(read_playbook(folder, root=folder), today=today, profile=profile, rules=[catalogue()[rule]])

    return find


def page(rule, *lines):
    return {"fit.md": f"# Boats\n\n## {SECTIONS[rule]}\n\n" + "".join(f"- {line}\n" for line in lines)}


def partner(checked):
    return {"partners.md": f"---\npartners:\n  - name: Sail Loft\n    phone: 01632 960211\n    good_at: sails\n    checked: {checked}\n---\n# Partners\n"}


@pytest.mark.parametrize(("days", "old"), [(180, False), (181, True)])
def test_a_partner_is_asked_again_after_a_hundred_and_eighty_days(findings, days, old):
    assert bool(findings("stale-alternative", partner(TODAY - timedelta(days=days)))) is old


@pytest.mark.parametrize("settings", ["", "checklist: {levels: {stale-alternative: error}}\n"])
def test_a_day_that_went_by_never_stops_publishing(findings, settings):
    (found,) = findings("stale-alternative", partner("2025-01-01"), profile="strict", settings=settings)
    assert (str(found.level), found.by_time) == ("warning", True)


@pytest.mark.parametrize("checked", ["2025-01-01", TODAY])
def test_an_allowance_that_another_day_may_need_is_not_idle(write, checked):
    told = "allow:\n  stale-alternative: because they never change\n"
    (name, text), = partner(checked).items()
    folder = write({"playbook.yml": FACTS, name: text.replace("partners:\n", f"{told}partners:\n", 1)})
    found = run(read_playbook(folder, root=folder), today=TODAY)
    assert not [finding for finding in found if finding.rule in ("stale-alternative", "idle-allowance")]


def test_what_no_day_brought_about_stops_where_the_owner_is_strict(findings):
    settings = "site: {url: https://quaykayaks.example}\n"
    fit = {"fit.md": f"# Boats\n\n## {SECTIONS['protected-ground']}\n\n- **You want sails.** None. [Sails](https://quaykayaks.example/sails).\n"}
    (found,) = findings("stale-alternative", fit, profile="strict", settings=settings)
    assert (str(found.level), found.by_time) == ("error", False)


def test_partners_that_cannot_be_read_are_left_to_other_rules(findings):
    assert findings("stale-alternative", {"partners.md": "---\npartners:\n  - name: Sail Loft\n---\n# Partners\n"}) == ()
    assert findings("stale-alternative", {"partners.md": "# Partners\n"}) == ()


@pytest.mark.parametrize("rule", [*SECTIONS, "fit-contradiction"])
def test_a_language_whose_words_we_do_not_know_is_left_alone(findings, rule):
    lines = {"too-wide": "You want quality.", "protected-ground": "**No women.**" + ASK, "bait-price": "from £9", "hard-start": "Fill in the form."}
    fit = "".join(f"## {title}\n\n- {lines[name]}\n\n" for name, title in SECTIONS.items())
    assert findings(rule, {"fit.md": f"# Boats\n\n{fit}"}, settings="site: {lang: fi}\n") == ()


@pytest.mark.parametrize(
    ("line", "wide"),
    [
        ("You appreciate quality workmanship at a fair price.", True),
        ("You're looking for a friendly, professional team you can trust.", True),
        ("You are a smart shopper who demands the best.", True),
        ("Anyone is welcome, whatever their age or budget.", True),
        ("You want things done properly.", True),
        ("You like being looked after.", True),
        ("You want quality leather boots resoled.", False),
        ("You want the best espresso near the station.", False),
        ("You want good food for 200 guests.", False),
        ("You want everyone at the table to get their food hot at once.", False),
        ("Your budget is small, and you say so.", False),
        ("You would sooner be told no than be kept waiting.", False),
        ("You pay cash.", False),
    ],
)
def test_a_line_is_wide_where_nothing_in_it_is_somebodys_own(findings, line, wide):
    assert bool(findings("too-wide", page("too-wide", line))) is wide


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("**We do not take anyone over 65.** Boats tip.", True),
        ("Sorry, no gypsies or travellers.", True),
        ("We're not able to take pregnant clients.", True),
        ("We only let to married couples.", True),
        ("Bookings from people of colour are declined.", True),
        ("This barber shop does not serve women.", True),
        ("We can't offer our tours to anyone in a wheelchair.", True),
        ("We prefer not to work with Travellers.", True),
        ("**You use a wheelchair.** We have three steps and no ramp.", False),
        ("We have no lift.", False),
        ("No matter how old you are, we have a helmet.", False),
        ("We do not carry loads over 70 kg.", False),
        ("We do not charge pensioners on Mondays.", False),
        ("No food for babies, but we warm yours.", False),
        ("Disabled guests are welcome, no questions asked.", False),
        ("There is nobody under 30 on our team.", False),
        ("The lift is reserved for wheelchair users.", False),
        ("We take no travellers' cheques, and no German cars.", False),
    ],
)
def test_turning_away_and_a_ground_stand_close_together(findings, line, found):
    assert bool(findings("protected-ground", page("protected-ground", line + ASK))) is found


@pytest.mark.parametrize(
    ("lines", "bait"),
    [
        (["Prices start from just £35 a month."], True),
        (["Prices: £45 upwards."], True),
        (["**Usually** from £20."], True),
        (["**Usually** £45; a quick look starts at £10."], False),
        (["From £25 (a fringe) to £95 (a full colour); most people spend about £60."], False),
        (["From 1 May a wash is £12."], False),
        (["Prices run from £4.20 to £40."], False),
        (["We start at 8; a visit is £30."], False),
    ],
)
def test_a_lowest_price_is_bait_where_nothing_says_what_most_people_pay(findings, lines, bait):
    assert bool(findings("bait-price", page("bait-price", *lines))) is bait


@pytest.mark.parametrize(
    ("lines", "hard"),
    [
        (["Complete our online assessment and we'll be in touch.", "We call you."], True),
        (["Send us your details using the enquiry form."], True),
        (["Put down a £50 deposit to secure your slot.", "Ring us to agree on a date."], True),
        (["Download our app and create a profile."], True),
        (["Ring.", "Wait.", "Meet.", "Sign."], True),
        (["Ring Ottoline, or use the form if you prefer writing."], False),
        (["You don't have to register or pay anything to have a look.", "Drop in."], False),
        (["Pop in any morning.", "We write the order form together.", "You pay when you fetch it."], False),
        (["Choose a time in the calendar.", "Come."], False),
    ],
)
def test_a_start_is_hard_where_something_stands_before_a_person(findings, lines, hard):
    assert bool(findings("hard-start", page("hard-start", *lines))) is hard


@pytest.mark.parametrize(
    ("welcome", "sent", "contradicts"),
    [
        ("You have a dog that pulls on the lead.", "Your dog pulls on the lead.", True),
        ("You need an emergency repair on your boiler.", "You have a boiler emergency.", True),
        ("You come without a dog.", "You come with a dog.", False),
        ("You live within 8 km.", "You live more than 8 km away.", False),
        ("Your child is over six.", "Your child is under six.", False),
        ("You want your hair cut short.", "You want your hair coloured.", False),
        ("You need a birthday cake with a name on it.", "You want a wedding cake with tiers.", False),
    ],
)
def test_two_lines_contradict_where_they_speak_of_the_same_people(findings, welcome, sent, contradicts):
    fit = f"# Boats\n\n## {SECTIONS['too-wide']}\n\n- {welcome}\n\n## {SECTIONS['protected-ground']}\n\n- **{sent}** No.{ASK}\n"
    assert bool(findings("fit-contradiction", {"fit.md": fit})) is contradicts
    assert not findings("fit-contradiction", {"fit.md": fit + " Unless we know each other.\n"})


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("repair", "repaired", True), ("child", "children", True), ("dog", "dogs", True), ("swim", "swimming", True), ("party", "parties", True)]
    + [("bread", "break", False), ("car", "carbon", False), ("boat", "bike", False), ("", "", True)],
)
def test_forms_of_one_word_are_alike(first, second, same):
    assert alike(first, second) is alike(second, first) is same


@pytest.mark.parametrize(
    ("address", "site", "inside"),
    [
        ("https://www.quay.example/sails", "https://quay.example", True),
        ("https://villagepages.example/loft", "https://villagepages.example/quay", False),
        ("https://villagepages.example/quay/sails", "https://villagepages.example/quay/", True),
        ("https://villagepages.example/quay-two", "https://villagepages.example/quay", False),
        ("tel:01632960200", "https://quay.example", False),
        ("https://[broken", "https://quay.example", False),
        ("https://quay.example", None, False),
    ],
)
def test_an_address_is_ours_where_it_lies_within_our_site(address, site, inside):
    assert within_site(address, site) is inside
    assert host("https://WWW.Quay.example:443/") == "quay.example"


def test_a_list_that_is_missing_is_asked_for_by_the_heading_that_people_read(findings):
    helps = [finding.help for finding in findings("thin-fit", {"fit.md": "# Come in\n"})]
    assert len(helps) == 2
    for heading in ("You will be happy here if", "Someone else will serve you better if"):
        assert any(f"`## {heading}`" in help for help in helps)
