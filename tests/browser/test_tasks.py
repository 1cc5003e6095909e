"""Twenty tasks of staff and owner, done on the real pages from the home on; and which block nobody would miss."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]

TASKS = yaml.safe_load(Path(__file__).with_name("tasks.yml").read_text("utf-8"))
STEPS = 3
"""So many taps lead to an answer at the most."""


@dataclass(frozen=True)
class Answer:
    """How somebody gets from the home to what they want."""

    wants: str
    """How the task begins."""
    taps: tuple[str, ...]
    """What is tapped, one after the other: a link, a line that opens, a button; `? words` is typed into the search."""
    there: tuple[str, ...]
    """What can be read or tapped then."""
    why_not: str = ""
    """What of the task is not answered."""


BROKE, OWNER, LEARN = '"It broke again"', "For the owner", "Learn"
ANSWERS = (
    Answer("His brake rubs", (BROKE,), ("Let me say it back: the brake rubbed again",)),
    Answer("May I give her the tube", ("Who may do what", "Front desk"), ("a tube, a wash", "£30", "Workshop lead ring 12")),
    Answer("He shouts", ("Somebody is upset",), ("Let me say this back", "Never argue")),
    Answer("I want to e-mail", (BROKE, "Next"), ("That was our mistake, and I am sorry", "Copy"), why_not="no letter of apology with a blank for the name"),
    Answer("He reads Polish", ("What everybody sees", "Polski"), ("Twój rower na co dzień",), why_not="the cards themselves stand in one language"),
    Answer("She wants a motor", ("Do you also do carbon?", "Refer", "who does it well"), ("Volt Bench", "01632 960555")),
    Answer("I said I would ring", (BROKE, "More about this"), ("They hear from us within 4 hours",), why_not="no page works out a day"),
    Answer("The chain needs", ("How much will it be?",), ("Ask first",)),
    Answer("It is our fault", (BROKE,), ("up to £40 and 30 minutes", "up to £150 and 2 hours", "ring 12")),
    Answer("I gave a man", (BROKE,), ("Write down", "Copy as a note")),
    Answer("I know there is", ("? broken again", BROKE), ("Let me say it back",)),
    Answer("What do I read first", (LEARN, "Front desk"), ("Your first days", "Everybody, on the first day", "At the front desk", "Situations that you decide")),
    Answer("I want to practise", (LEARN, "The same gear, twice"), ("What happened", "What would you say?", "What we say, and why")),
    Answer("What am I allowed", ("Who may do what", "Front desk"), ("£30", "20 minutes", "a tube, a wash", "Workshop lead")),
    Answer("What changed", ("What changed",), ("From this day on", "22 November 2026", "After they have gone")),
    Answer("I am at a customer's shed", (), ("Take it along",)),
    Answer("This is wrong", (BROKE,), ("Should something here be different?", "Write to us")),
    Answer("Which promise", (OWNER,), ("Somebody keeps every promise", "Promise not kept: 2")),
    Answer("Which of the people", (OWNER,), ("Wheel and Road", "Ring 01632 960777")),
    Answer("What has not been looked at", (OWNER,), ("Read one over", "by 2 February 2027")),
)

KINDS = ("", "policies/something-went-wrong/", "policies/upset-people/", "owner/", "roles/front-desk/", "money/", "lessons/", "learn/", "changed/", "scenarios/one-digit/", "scripts/late-part/")
"""Pages whose blocks are hidden in turn, besides those that the tasks lead over."""
EVERYWHERE = ("pb-quiet", "pb-suggest")
OTHERS = ("fit", "partners", "promises", "principle", "page", "list", "manual", "rule")
"""Kinds of pages that show one text, or what everybody sees."""
UNASKED = {
    "home: pb-all": "the owner’s own words, what is read before the shift, and the sheet for the counter",
    "home: pb-learned": "P06: problems as the day's first chance",
    "lessons: mended": "what came of a lesson, for whoever wrote it",
    "lessons: not-yet-mended": "P23: causes that lie with us",
    "lessons: why-it-happened": "P21: reasons, sorted",
    "money: small-kindnesses": "P11: past the minimum",
    "money: who-may-decide-what": "the chain upward on one page; a task finds it by role",
    "money: why-this-much": "P08 and P09, in the owner's own words",
    "owner: lessons-not-yet-acted-on": "P12 and P23",
    "owner: pb-shown-edit": "which edit everybody reads, in one small line",
    "owner: set-aside-to-put-things-right": "P14: the pot beside marketing",
    "owner: what-is-written-so-far": "P05: coverage, folded",
    "owner: who-writes-to-people-when": "P60: no flood of letters",
    "pb-quiet": "which edition it is, and when it changed, in one small line",
    "policy: pb-edition": "which edition hangs at the counter",
    "policy: pb-feeling": "P15 and P43: how they leave",
    "policy: pb-kind": "P11: a small kindness with its cost",
    "policy: try-it-beforehand": "below “more”",
    "policy: what-it-stands-on": "below “more”",
    "policy: what-we-promised-about-it": "below “more”",
    "policy: words-ready-to-use": "below “more”",
    "policy: you-notice": "below “more”",
    "role: pb-ticked": "how far somebody is on their path, as a note",
    "role: try-it-beforehand": "P44: part of the path",
    "role: what-it-stands-on": "P44: part of the path",
    "scenario: what-we-learned": "how the case ended, as its writer told it",
    "script: notes": "how to say it, as its writer told it",
    "script: pb-say": "P20, P27 and P55: the words themselves; the tasks find theirs on a card",
}
"""The blocks that no task needs, and why they are there all the same."""

# Takes every block of the page away in turn, and says what can be read and tapped without it. A block begins at a heading,
# or at a mark above one; what stands above the first is the top.
WITHOUT = """needs => {
    const article = document.querySelector('article')
    const blocks = new Map([['top', []]])
    let name = 'top'
    const kind = one => one.className.match(/pb-[a-z]+(?:-[a-z]+)*(?=[^a-z-]|$)/)?.[0]
    const children = [...article.children]
    for (const [number, one] of children.entries()) {
        if (one.matches('div[class^=pb-]:not(.pb-plain, .pb-saying, .pb-say-row, .pb-day)')) name = kind(one)
        else if (one.matches('.pb-day + h2')) name = 'pb-day'
        else if (one.matches('h2, h3') && !(number && children[number - 1].matches('div') && name === kind(children[number - 1]))) name = one.id
        else if (one.matches('details.pb-fold, p.pb-suggest, p.pb-edition, p.pb-feeling, p.pb-take')) name = kind(one)
        if (!blocks.has(name)) blocks.set(name, [])
        blocks.get(name).push(one)
    }
    const said = () => document.body.innerText.replace(/\\s+/g, ' ')
    const tapped = () => [...document.querySelectorAll('a, summary, button, label, input')].filter(one => one.checkVisibility()).map(one => `${one.innerText || ''} ${one.getAttribute('aria-label') || one.value || ''}`.replace(/\\s+/g, ' ')).join(' | ')
    const left = () => { const text = said() + ' | ' + tapped(); return needs.filter(need => !text.includes(need)) }
    const found = { '': left() }
    for (const [block, all] of blocks) {
        if (!all.some(one => one.checkVisibility() && one.innerText?.trim())) continue
        const before = all.map(one => one.getAttribute('style'))
        all.forEach(one => one.style.setProperty('display', 'none', 'important'))
        found[block] = left()
        all.forEach((one, number) => before[number] === null ? one.removeAttribute('style') : one.setAttribute('style', before[number]))
    }
    return found
}"""


def tap(page: Page, what: str) -> None:
    """Tap what is called so; or type into the search what follows a question mark."""
    if what.startswith("? "):
        page.locator(".pb-find input").fill(what[2:])
        return
    named = page.locator("a, summary, button").filter(visible=True).filter(has_text=what)
    inside = named.and_(page.locator("article *"))
    (inside if inside.count() else named).first.click()


def named(kind: str | None, block: str) -> str:
    """What a block is called; some stand on pages of every kind."""
    return block if not block or block in EVERYWHERE else f"{kind}: {block}"


def done(visit: Visit, answer: Answer) -> dict[str, list[str]]:
    """By kind of page and block, what is missing where the block is hidden on the way to an answer."""
    page, found = visit("internal", "", size=PHONE), {}
    for number in range(len(answer.taps) + 1):
        last = number == len(answer.taps)
        needs = list(answer.there) if last else ["in their words" if answer.taps[number].startswith("? ") else answer.taps[number]]
        kind = page.locator("body").get_attribute("data-playbook-page") or page.url
        if last and needs:
            expect(page.locator("body")).to_contain_text(re.compile(r"\s+".join(map(re.escape, needs[0].split()))))
        for block, missing in page.evaluate(WITHOUT, needs).items():
            found.setdefault(named(kind, block), []).extend(missing)
        if not last:
            tap(page, answer.taps[number])
            page.wait_for_load_state()
    return found


def test_every_task_has_an_answer_in_few_steps():
    assert len(TASKS) == len(ANSWERS) == 20
    assert all(task["wants"].startswith(answer.wants) for task, answer in zip(TASKS, ANSWERS, strict=True))
    assert max(len(answer.taps) for answer in ANSWERS) <= STEPS


@pytest.mark.share
@pytest.mark.parametrize("answer", ANSWERS if WHOLE else random.Random("tasks").sample(ANSWERS, 5), ids=lambda answer: answer.wants)
def test_the_answer_to_a_task_stands_where_its_steps_lead(visit: Visit, answer: Answer):
    assert done(visit, answer)[""] == []


@pytest.mark.share
@pytest.mark.whole
def test_no_block_is_there_that_no_task_would_miss(visit: Visit, figures: Any):
    needed: dict[str, set[str]] = {}
    for answer in ANSWERS:
        for block, missing in done(visit, answer).items():
            needed.setdefault(block, set()).update([answer.wants] if missing else [])
    for path in KINDS:
        page = visit("internal", path, size=PHONE)
        kind = page.locator("body").get_attribute("data-playbook-page")
        for block in page.evaluate(WITHOUT, []):
            needed.setdefault(named(kind, block), set())
    needed.pop("", None)
    blocks = {block: tasks for block, tasks in needed.items() if block.partition(":")[0] not in OTHERS and not block.endswith(": top")}
    unasked = sorted(block for block, tasks in blocks.items() if not tasks)
    figures(f"{len(blocks)} blocks, {len(blocks) - len(unasked)} of them needed by some of {len(ANSWERS)} tasks, needed by none: {', '.join(unasked)}")
    assert [block for block in unasked if block not in UNASKED] == []


def test_a_task_suffers_where_its_answer_is_hidden(visit: Visit):
    found = done(visit, ANSWERS[0])
    assert found["policy: pb-say"] and not found["policy: pb-dont"]
    assert found["home: top"] or found["home: what-is-happening"]
