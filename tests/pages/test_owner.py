"""The owner's page and the money for staff: what stands there, in which order, and what nobody can work out of it."""

import re

import pytest

from playbook_plugins.checklist.forgotten import forgotten
from playbook_plugins.checklist.run import run
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.changed import changed
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import commit
from tests.conftest import TODAY, read_written

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 day\n"
POLICY = "---\ntopic: {topic}\nthey_leave_feeling: dry\nreviewed: 2026-05-01\n{lines}---\n# {title}\n\nIt happens.\n\n## What to do\n\n1. **Listen** to the end.\n\n## Don't\n\n- No fuss.\n"
MONEY = "---\nmarketing: 6000\nmake_it_right: 1200\nmake_it_right_hours: 60\nusual_sale: 48\ntimes_a_year: 4\nyears: 6\nreviewed: 2026-05-01\n{lines}---\n# Money\n"
LESSONS = (
    "---\nreviewed: 2026-05-01\n---\n# Lessons\n\n| When | What | Why | Change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n"
    "| 2026-10-01 | A leak | Promise not kept: no vest | [Vests](policies/wet.md) | guide | no |\n"
    "| 2026-10-02 | A hole | Promise not kept | Nothing yet | guide | yes |\n| 2026-10-03 | A frown | One of us | [Vests](policies/wet.md) | guide | yes |\n"
)
PARTNERS = "---\nreviewed: 2026-05-01\npartners:\n  - {name: Reed *Canoes*, url: https://reed.example, good_at: canoes, checked: 2026-09-01}\n  - {name: Old Oar, phone: 01632 960201, good_at: oars, checked: 2026-03-01}\n---\n# Partners\n"


def script(title: str, lines: str) -> str:
    return f"---\nof: wet\nreviewed: 2026-05-01\n{lines}---\n# {title}\n\n> Hello.\n"


FILES = {
    "playbook_yml": FACTS + "  writes_at_most: once a year\nchecklist:\n  not_done: {greeting: our members asked for none}\n",
    "policies__wet_md": POLICY.format(topic="recovery", title="Wet boots", lines="usual_fix_costs: 35\n"),
    "money_md": MONEY.format(lines=""),
    "lessons_md": LESSONS,
    "partners_md": PARTNERS,
    "promises__dry_md": "---\nkept_by: {wet: dry}\nreviewed: 2026-05-01\n---\n# You stay dry\n",
    "roles__guide_md": "---\nmay_spend: 30\nmay_take: 20 minutes\nmay_give: tea\nmay_spend_a_month: 200\nabove: lead\nreviewed: 2026-05-01\n---\n# Guide\n",
    "roles__lead_md": "---\nmay_spend: 150\nreach: ring 12\nreviewed: 2026-05-01\nallow: {stingy-limit: because we like it}\n---\n# Lead\n",
    "scripts__news_md": script("News", "channel: email\nhow_often: 2 a year\n"),
    "scripts__ask_md": script("A question", "channel: phone\n"),
    "scripts__booked_md": script("A reminder", "channel: sms\nhow_often: once a month\ncounts: no\n"),
    "gestures_md": "# Kindnesses\n\n| Gesture | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n| Tea | £0 | 5 minutes | cold |\n",
}


@pytest.fixture
def page(tmp_path):
    """The text of one internal page of these files: `page("money.md", money_md=…)`; a file that is `None` is left out."""

    def made(path: str, checked: bool = True, **changed: str | None) -> str:
        playbook = read_written(tmp_path, {name: text for name, text in {**FILES, **changed}.items() if text is not None})
        found = release(playbook, Audience.INTERNAL, run(playbook, today=TODAY) if checked else ()).pages
        return next(page.body for page in found if page.path == path)

    return made


def part(body: str, heading: str) -> list[str]:
    """The entries below a heading."""
    return re.findall("^- (.+)$", body.partition(f"## {heading}\n")[2].partition("\n## ")[0], re.M)


def test_what_needs_a_hand_stands_before_what_is_good_to_know(page):
    assert re.findall("^## (.+)$", page("owner/index.md"), re.M) == [
        "Promises that nobody keeps", "Read one over", "Lessons not yet acted on", "Partners to ring", "What the checklist says", "Exceptions in force",
        "What is written so far", "Why things went wrong", "Who writes to people when", "Set aside to put things right",
    ]


def test_the_oldest_check_is_rung_first_and_a_browser_learns_the_last_day(page):
    first, second = part(page("owner/index.md"), "Partners to ring")
    assert first == (
        'Old Oar: <span data-due="2026-08-28" data-late="last checked on 1 March 2026, and that is long ago">last checked on 1 March 2026</span>. '
        "[Ring 01632 960201](tel:01632960201)"
    )
    assert second.startswith("Reed \\*Canoes\\*: ") and second.endswith(". [Their website](https://reed.example)")


def test_each_reason_is_counted_and_names_what_it_should_change(page):
    assert part(page("owner/index.md"), "Why things went wrong") == [
        "**Promise not kept: 2.** It asks for a change here: [Wet boots](../policies/wet.md).", "**One of us: 1.** It asks for a change here: [Wet boots](../policies/wet.md).",
    ]


def test_what_one_person_hears_is_summed_beside_what_we_say(page):
    assert part(page("owner/index.md"), "Who writes to people when") == [
        "[News](../scripts/news.md): twice a year (a message)",
        "Nobody wrote down how often: [A question](../scripts/ask.md)",
        "**One person hears from us twice a year.** We say once a year at most. So it is more than we say.",
        "Not counted, since they booked it, asked for it or it keeps them safe: [A reminder](../scripts/booked.md)",
    ]


def test_the_pot_is_told_beside_marketing_repairs_and_a_customer(page):
    assert part(page("owner/index.md"), "Set aside to put things right") == [
        "£1,200 and 60 hours a year.", "That is 20% of the £6,000 for marketing.", "In hours: about 1.2 a week.",
        "At £35 a repair ([Wet boots](../policies/wet.md)), that is room for 34 a year.", "A usual customer stays 6 years and is worth about £1,150 to us.",
    ]


def test_repairs_that_cost_the_same_share_a_line(page):
    others = {f"policies__wet{number}_md": FILES["policies__wet_md"].replace("Wet boots", f"Wet boots {number:02}") for number in range(15)}
    (line,) = (line for line in part(page("owner/index.md", **others), "Set aside to put things right") if "a repair" in line)
    assert line.startswith("At £35 a repair ([Wet boots](../policies/wet.md), [Wet boots 00]") and "4 more" in line and line.endswith("that is room for 34 a year.")


def test_each_topic_says_what_there_is_or_why_there_is_nothing(page):
    told = part(page("owner/index.md"), "What is written so far")
    assert told[:2] == ["**Something went wrong**: [Wet boots](../policies/wet.md) · words to use: 3 · promises: 1", "**A day that matters to them**: not done, because: our members asked for none."]
    assert told[2].startswith("Nothing here yet: Somebody is upset, Somebody stays away") and "A day that matters" not in told[2]


def test_each_idea_that_is_missing_says_where_it_would_go(page):
    body = page("owner/index.md")
    here, all = map(int, re.search(r"Ideas that are not here yet \((\d+) of (\d+) are\)", body).groups())
    ideas = part(body, "What is written so far")[3:]
    wishes = 1  # birthday wishes are not done, for a reason
    charities = 1  # that it holds for charities too is said of the rest
    assert all == 63 and len(ideas) == all - here - wishes - charities
    assert not any("`topic: greeting`" in idea for idea in ideas)
    assert every_says_where(ideas)
    assert "Do not deal with customers as if they were opponents to be held off. It would go into `principles/not-the-other-side.md`." in ideas
    assert any(idea.endswith("It would go into a policy with `topic: lost-customer`, below “What to do”.") for idea in ideas)
    assert any(idea.endswith("It would go into a policy with `topic: hospitality`.") for idea in ideas)


@pytest.mark.parametrize(("people", "counted"), [("customer", 1), ("donor", 2)])
def test_an_empty_playbook_has_no_ideas_yet(people, counted, tmp_path):
    facts = f"{FACTS}  people_word: {people}\n"
    for written, here in (({}, 0), ({"principles__not-the-other-side_md": "# Not the other side\n\nThey pay for all of it.\n"}, counted)):
        # the idea about charities comes with the first that is written where people give, and elsewhere with the last
        found = release(read_written(tmp_path, {"playbook_yml": facts, **written}), Audience.INTERNAL).pages
        assert f"Ideas that are not here yet ({here} of 63 are)" in next(page.body for page in found if page.path == "owner/index.md")


@pytest.mark.parametrize(
    ("language", "role", "title"),
    [
        ("en", None, "For the owner"), ("en", "Owner", "For the owner"), ("en", "Coordinator", "For the coordinator"), ("en", "Manager", "For the manager"), ("en", "Whoever opens", "For the owner"),
        ("pl", None, "Dla właściciela"), ("pl", "Właścicielka", "Dla właścicielki"), ("pl", "Koordynator", "Dla koordynatora"), ("pl", "Koordynatorka", "Dla koordynatorki"), ("pl", "Coordinator", "Dla właściciela"),
    ],
)  # fmt: skip
def test_the_page_is_called_after_whoever_has_the_last_word(language, role, title, tmp_path):
    files = {"playbook_yml": f"{FACTS}site:\n  lang: {language}\n", "policies__wet_md": FILES["policies__wet_md"], "fit_md": "# For people who paddle\n"}
    if role:
        files["roles__owner_md"] = f"---\nmay_spend: no limit\n---\n# {role}\n"
    found = release(read_written(tmp_path, files), Audience.INTERNAL).pages
    assert {page.title for page in found if page.path == "owner/index.md"} == {title}
    assert {page.menu[0] for page in found if page.path.startswith(("owner/", "tell/", "writing/", "checklist/"))} == {title}
    # what everybody sees is for staff to show, and not the owner's alone
    assert {page.menu[0] for page in found if page.path.startswith("public/")} == {{"en": "Odds and ends", "pl": "Różności"}[language]}


@pytest.mark.parametrize(("language", "title"), [("en", "For the coordinator"), ("pl", "Dla koordynatora")])
def test_a_charity_begins_with_a_page_for_whoever_runs_it(language, title, tmp_path):
    lay_down(tmp_path, Answers(name="Friends of the Mill", phone="01632 960200"), starter=named("charity", language))
    found = release(read_playbook(tmp_path / "docs/playbook", root=tmp_path), Audience.INTERNAL).pages
    assert [page.title for page in found if page.path == "owner/index.md"] == [title]


def every_says_where(ideas: list[str]) -> bool:
    return all(re.search(r"It would go into .*`.+`.*\.$", idea) for idea in ideas)


def test_ideas_are_told_in_polish_and_in_a_third_language_marked_as_english(page):
    ideas = [line for line in page("owner/index.md", playbook_yml=FACTS + "site:\n  lang: pl\n").splitlines() if "Miejsce na to: " in line]
    assert "- Gościnność to nawyk całej firmy. Miejsce na to: sytuacja z wierszem `topic: hospitality`." in ideas
    assert all(any(f"pod nagłówkiem „{heading}”" in idea for idea in ideas) for heading in ("Co robić", "Pięć pytań")) and not any("lang=" in idea for idea in ideas)
    other = page("owner/index.md", playbook_yml=FACTS + "site:\n  lang: de\n")
    assert '- <span lang="en">Hospitality is a habit of the whole organisation.</span> It would go into' in other


def test_nothing_that_is_not_there_leaves_an_empty_heading(page):
    left_out = {name: None for name in ("money_md", "lessons_md", "partners_md", "promises__dry_md", "roles__lead_md", "scripts__news_md", "scripts__ask_md", "scripts__booked_md")}
    body = page("owner/index.md", **left_out, playbook_yml=FACTS)
    assert not set(re.findall("^## (.+)$", body, re.M)) & {"Promises that nobody keeps", "Lessons not yet acted on", "Partners to ring", "Exceptions in force", "Why things went wrong", "Who writes to people when", "Set aside to put things right"}


def test_staff_read_who_may_decide_and_whom_to_ring_from_the_first_to_the_last(page):
    body = page("money.md")
    assert part(body, "Who may decide what") == [
        "**[Guide](roles/guide.md)**: up to £30 and 20 minutes, on the spot. May give: tea. In a month: £200. If it takes more: [Lead, ring 12](tel:12), then Owner.",
        "**[Lead](roles/lead.md)**: up to £150, on the spot. If it takes more: Owner.",
        "**Owner**: as much as it takes. The last word is here.",
    ]
    assert "A usual customer stays 6 years and is worth about £1,150 to us." in body
    assert part(body, "Small kindnesses") == ["Tea (£0, 5 minutes)"]


@pytest.mark.parametrize("friends", ["", "brings_friends: 0.5\n"])
def test_nobody_can_work_the_margin_out_of_the_pages(page, friends):
    """Two playbooks that differ in the margin alone have the same pages for staff and owner, but for the marks of their editions."""
    sides = [[re.sub(r"Edition .*", "", page(path, money_md=MONEY.format(lines=f"margin: {margin}\n{friends}"))) for path in ("money.md", "owner/index.md")] for margin in ("0.3", "0.6")]
    assert sides[0] == sides[1]
    assert "A usual customer stays 6 years and pays us about £1,150 in that time." in sides[0][0]


def test_what_a_customer_is_worth_stands_on_no_card(page):
    assert not re.search(r"1,15[02]|worth about", page("policies/wet.md") + page("roles/guide.md"))


def test_the_owner_learns_that_every_promise_is_kept(page):
    kept = FILES["promises__dry_md"].replace("wet: dry", "wet: listen")
    assert "Somebody keeps every promise." in page("owner/index.md", checked=False, promises__dry_md=kept)
    assert "Somebody keeps every promise." not in page("owner/index.md", checked=False)


def test_a_margin_that_changed_is_told_to_nobody(write):
    facts = FILES["playbook_yml"]
    folder = write({"playbook.yml": facts, "money.md": MONEY.format(lines="margin: 0.31\n")})
    commit(folder, "2026-05-01")
    write({"money.md": MONEY.format(lines="margin: 0.37\n").replace("years: 6", "years: 7")})
    commit(folder, "2026-05-02")
    playbook = read_playbook(folder, root=folder)
    pages = {page.path: page.body for page in release(playbook, Audience.INTERNAL, changes=changed(playbook, forgotten=forgotten(playbook))).pages}
    assert "<b>Now:</b> 7</span>" in pages["changed/index.md"]
    told = [path for path, body in pages.items() if not path.startswith(("checklist/", "writing/")) and re.search(r"0[.,]3[17]|3[17]%", body)]
    assert told == []


def test_lessons_that_are_not_in_use_are_not_counted(page):
    body = page("owner/index.md", lessons_md=LESSONS.replace("---\n", "---\nstatus: draft\n", 1))
    assert not set(re.findall("^## (.+)$", body, re.M)) & {"Lessons not yet acted on", "Why things went wrong"}
