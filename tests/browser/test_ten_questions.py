"""Ten questions that a stranger has, and whether the first two screens of a phone answer them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERE = Path(__file__).parent
QUESTIONS = yaml.safe_load((HERE / "ten_questions.yml").read_text("utf-8"))
PLAYBOOKS = {"workshop": ROOT / "docs" / "playbook", **{trade: HERE / "trades" / trade for trade in ("bakery", "dentist")}}
"""The two strangers’ trades, with the facts that they had left out."""
STRANGERS = {trade: ROOT / "tests" / "strangers" / trade for trade in ("bakery", "dentist")}
"""As their writers left them."""
LEFT = {"bakery": 7, "dentist": 4}
"""How many questions their own pages answer at least; what is missing are facts that nobody wrote, or that fall where Ring and Write are."""
ADDED = {"bakery": 1, "dentist": 2}
"""How many lines of `fit.md` are not the writer's own."""
ENOUGH = 9

# A word is in sight where all of it lies within the window and nothing lies over it. The box of a word is a
# little higher than its letters, so that its outermost sixth may be cut.
SEEN = """() => {
    const seen = [], range = document.createRange()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const text = walker.currentNode, holder = text.parentElement
        if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
        for (const word of text.data.matchAll(/\\S+/g)) {
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const boxes = [...range.getClientRects()].filter(box => box.width)
            const open = (box, down) => {
                const y = box.top + box.height * down
                const top = document.elementFromPoint((box.left + box.right) / 2, y)
                return y >= 0 && y <= innerHeight && box.left >= 0 && box.right <= innerWidth && holder.contains(top)
            }
            if (boxes.length && boxes.every(box => open(box, 1 / 6) && open(box, 5 / 6))) seen.push(word[0])
        }
    }
    return seen.join(" ")
}"""


def screens(page: Page) -> list[str]:
    """What can be read on the first screen, and on the second, which begins where the first ends."""
    first = page.evaluate(SEEN)
    page.evaluate("height => scrollTo(0, height)", PHONE[1])
    assert page.evaluate("scrollY") == PHONE[1]
    return [re.sub(r" (?=[.,:;!?](?: |$))", "", seen) for seen in (first, page.evaluate(SEEN))]


def answered(trade: str, seen: list[str], *, left: bool = False) -> list[str]:
    """The questions whose answers stand there, each piece of them on one screen whole; or those on a page as its writer left it."""

    def stands(answer: str | list[str] | None) -> bool:
        pieces = [answer] if isinstance(answer, str) else answer or []
        return bool(pieces) and all(any(piece in screen for screen in seen) for piece in pieces)

    return [question["asks"] for question in QUESTIONS[trade] if stands(question.get("left") if left and "left" in question else question["answer"])]


def test_each_trade_has_ten_questions_and_an_answer_or_a_reason():
    assert list(QUESTIONS) == list(PLAYBOOKS)
    for questions in QUESTIONS.values():
        assert len(questions) == 10
        assert all(bool(question["answer"]) != bool(question.get("why")) for question in questions)


def at_a_closed_door(page: Page) -> None:
    """A Sunday: then the page says when somebody is back."""
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")


@pytest.mark.parametrize("trade", QUESTIONS)
def test_the_first_two_screens_answer_nine_of_ten_questions(publish: Callable[[Path], str], look: Callable[..., Page], trade: str, figures):
    found = answered(trade, screens(look(publish(PLAYBOOKS[trade]), first=at_a_closed_door)))
    figures(f"{trade}: {len(found)} of 10")
    promised = [question["asks"] for question in QUESTIONS[trade] if question["answer"]]
    assert found == promised
    assert len(found) >= ENOUGH


@pytest.mark.parametrize("trade", STRANGERS)
def test_the_pages_as_their_writers_left_them_answer_less(publish: Callable[[Path], str], look: Callable[..., Page], trade: str, figures):
    found = answered(trade, screens(look(publish(STRANGERS[trade]), first=at_a_closed_door)), left=True)
    figures(f"{trade} as its writer left it: {len(found)} of 10")
    assert len(found) >= LEFT[trade]


@pytest.mark.parametrize("trade", STRANGERS)
def test_the_completed_pages_are_the_strangers_own_but_for_a_line_or_two(trade: str):
    for file in STRANGERS[trade].rglob("*.*"):
        lines, more = (path.read_text("utf-8").splitlines() for path in (file, PLAYBOOKS[trade] / file.relative_to(STRANGERS[trade])))
        rest = iter(more)
        assert all(line in rest for line in lines), file
        if file.suffix == ".md":
            assert len(more) - len(lines) == (ADDED[trade] if file.name == "fit.md" else 0)


def test_a_word_under_the_bar_is_not_in_sight(look: Callable[..., Page], publish: Callable[[Path], str]):
    page = look(publish(PLAYBOOKS["workshop"]))
    page.evaluate("document.querySelector('.pb-ask').style.cssText = 'position: fixed; bottom: 10px; margin: 0'")
    first, _ = screens(page)
    assert "Is this the right place for me?" not in first
    assert "Ring 01632 960123" in first
