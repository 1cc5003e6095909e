"""What the checklist says is shown to the owner, in words of a shop, and nowhere else."""

import re
from datetime import date

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.pages.templates import told
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FILES = {
    "playbook.yml": "business: {name: Quay Kayaks, phone: 01632 960200, answers_within: 1 day}\n",
    "fit.md": "# Kayaks\n\n## You will be happy here if\n\n- You paddle on flat water.\n",
    "policies/birthdays.md": "---\ntopic: greeting\nthey_leave_feeling: remembered\nreviewed: 2020-01-01\n---\n"
    "# A birthday\n\n## What to do\n\n1. Write.\n\n## Don't\n\n- No <i>pitch</i>.\n\n## What to say\n\n> Many happy returns: 20% off.\n",
    "principles/thanks.md": "---\naudience: public\nbackup: nobody_here\n---\n# Thanks\n\nWe are glad of you.\n",
}


@pytest.fixture
def sides(write):
    """The pages of both audiences, with everything that was found."""
    root = write(FILES)
    playbook = read_playbook(root, root=root)
    found = run(playbook, today=TODAY)
    return {audience: {page.path: page.body for page in release(playbook, audience, found).pages} for audience in Audience}


def test_the_owner_reads_every_finding_below_the_words_for_how_much_it_matters(sides):
    owner = sides[Audience.INTERNAL]["owner/index.md"]
    told = owner.partition("## What the checklist says\n")[2]
    assert re.findall("^### (.+)$", told, re.M)[:2] == ["Mend before publishing", "Worth a look"]
    assert "- [A birthday](../policies/birthdays.md): this wish also makes an offer: “20% off”." in told
    assert "[Why?](../checklist/greeting-offer.md)" in told
    assert told.index("makes an offer") < told.index("### Worth a look")


def test_a_document_says_only_that_there_is_something(sides):
    card = sides[Audience.INTERNAL]["policies/birthdays.md"]
    assert "\n\nThe checklist has [something to say](../owner/index.md) about this page.\n\n" in card
    assert "makes an offer" not in card


def test_what_time_alone_brings_about_depends_on_the_day_and_stands_on_no_page(sides):
    assert "overdue" not in "".join(sides[Audience.INTERNAL][path] for path in ("owner/index.md", "policies/birthdays.md"))


@pytest.mark.parametrize("profile", ["starter", "standard"])
def test_a_day_still_to_come_is_told_by_the_command_and_on_no_page(write, profile):
    partners = "---\npartners:\n  - {name: Reed Canoes, good_at: canoes, phone: 01632 960201, checked: 2027-03-01, they_know: yes}\n---\n# Partners\n"
    early = FILES["policies/birthdays.md"].replace("2020-01-01", "2027-03-01")
    root = write({**FILES, "playbook.yml": FILES["playbook.yml"] + f"checklist: {{profile: {profile}}}\n", "policies/birthdays.md": early, "partners.md": partners})
    playbook = read_playbook(root, root=root)
    before, after = (run(playbook, today=day) for day in (TODAY, date(2027, 3, 1)))
    assert [found.rule for found in before if "still to come" in found.message] == ["bad-value", "bad-value"]
    assert not any("still to come" in found.message for found in after)
    first, second = (release(playbook, Audience.INTERNAL, found).pages for found in (before, after))
    assert first == second


def test_nothing_of_it_reaches_the_public_site_nor_its_preview(sides):
    inside = {path: body for path, body in sides[Audience.INTERNAL].items() if path.startswith("public/")}
    for body in [*sides[Audience.PUBLIC].values(), *inside.values()]:
        assert "checklist" not in body.lower() and "owner/index" not in body and "[something to say](" not in body


def test_a_playbook_with_nothing_to_mend_shows_no_empty_list(write):
    root = write(FILES)
    playbook = read_playbook(root, root=root)
    bodies = {page.path: page.body for page in release(playbook, Audience.INTERNAL).pages}
    assert "What the checklist says" not in bodies["owner/index.md"]
    assert "[something to say](" not in "".join(bodies.values())


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Is step 3, *Own it*, your *admit*?", "Is step 3, *Own it*, your *admit*?"),
        ("add a step **Go further**", "add a step **Go further**"),
        ("write `a: *b*` below", "write `a: *b*` below"),
        ("3 * 4 is 12, and 2*3", r"3 \* 4 is 12, and 2\*3"),
        ("“<b>*” and [x](y)", r"“&lt;b&gt;\*” and \[x\](y)"),
        ("one ` alone", r"one \` alone"),
        ("`<i>` is shown as it is", "`<i>` is shown as it is"),
    ],
)
def test_a_message_is_shown_with_its_stress_and_without_anybodys_markup(message, shown):
    assert told(message) == shown


def owners_page(write, files, *, checked=False):
    root = write({**FILES, **files})
    playbook = read_playbook(root, root=root)
    found = run(playbook, today=TODAY) if checked else ()
    return {page.path: page.body for page in release(playbook, Audience.INTERNAL, found).pages}["owner/index.md"]


def test_the_owner_sees_which_exceptions_are_in_force_and_why(write):
    allow = "allow:\n  greeting-offer: members *pay* for it\n  idle-allowance: no\n  kind-border: no\n  not-a-rule: no\n  vague-promise:\n"
    files = {
        "policies/birthdays.md": FILES["policies/birthdays.md"].replace("topic:", f"{allow}topic:"),
        "pages/draft.md": "---\nstatus: draft\nallow: {about-us: it is about us}\n---\n# Draft\n",
        "pages/gone.md": "---\nstatus: retired\nallow: {about-us: it was about us}\n---\n# Gone\n",
    }
    part = owners_page(write, files).partition("## Exceptions in force\n")[2].partition("\n## ")[0]
    assert part.split("\n") == [
        "",
        "- Draft, [about-us](../checklist/about-us.md): it is about us",
        "- [A birthday](../policies/birthdays.md), [greeting-offer](../checklist/greeting-offer.md): members \\*pay\\* for it",
        "",
    ]


def test_without_exceptions_the_owner_reads_nothing_of_them(sides):
    assert "Exceptions" not in sides[Audience.INTERNAL]["owner/index.md"]


def test_one_text_is_named_and_the_others_are_folded_those_first_that_nobody_ever_read(write):
    due = owners_page(write, {f"pages/note-{number}.md": f"# Note {number}\n" for number in range(9)}).partition("## Read one over\n")[2].partition("\n## ")[0]
    one, _, others = due.partition("<details")
    assert one.count("\n- ") == 1 and "nobody has read it over yet (Owner)." in one
    assert ">The others (11)</summary>" in others
    lines = [line for line in others.splitlines() if line.startswith("- ")]
    assert [line.endswith("nobody has read it over yet (Owner).") for line in lines] == [True] * 10 + [False]
    assert lines[-1].endswith(">by 1 July 2020</span> (Owner).")



def test_several_topics_without_a_policy_are_one_line_with_the_next_and_the_others_are_folded(write):
    checked = owners_page(write, {}, checked=True)
    told = checked.partition("### Worth a look\n")[2].partition("\n## ")[0]
    line = "- Topics that have no policy yet: 5. The next: Something went wrong (`topic: recovery`). [Why?](../checklist/missing-topic.md)\n"
    fold = '\n<details class="pb-rest"><summary>One by one</summary></details>\n'
    shown, _, folded = told.partition(line + fold)
    assert "about recovery" not in shown and "missing-topic" not in shown
    names = ("feedback", "listening", "lost-customer", "recovery", "referral")
    assert re.findall("^- no policy is about (.+?)\\. Write one with `topic: (.+?)`, or say", folded, re.M) == [(name, name) for name in names]


def test_one_topic_without_a_policy_is_told_like_any_other_finding(write):
    settings = FILES["playbook.yml"] + "checklist:\n  not_done: {recovery: all is well, listening: all is calm, lost customer: nobody leaves, feedback: we ask}\n"
    told = owners_page(write, {"playbook.yml": settings}, checked=True)
    assert "- playbook.yml: no policy is about referral. Write one with `topic: referral`, or say in" in told
    assert "have no policy yet" not in told
