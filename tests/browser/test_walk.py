"""What the reader works out for any fit page, and what its page shows, are the same; and nobody is left without somebody to turn to."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from playbook_plugins.model.ticks import Outcome, result, walk
from playbook_plugins.pages.templates import plain
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.words import Words
from tests.browser import shops
from tests.conftest import WHOLE, read_written

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.share]

EXAMPLES = 150 if WHOLE else 12
COMBINATIONS = 24
ASSETS = Path(shops.__file__).parents[2] / "playbook_plugins" / "pages" / "assets"
WORDS = Words("en")

WISHES = st.sampled_from(["row", "a boat & an oar", "2 sails", "a *quick* trip", "a dog", "\"rest\"", "a <b>", "naïve zażółć", "to learn [knots](https://knots.example)", "café", "a_b_c", "1.5 m of rope", "rowing, e.g. on Sunday"])
NEEDS = st.builds("You {} {}".format, st.sampled_from(["want", "need", "have", "own", "would like"]), WISHES)
BECAUSE = st.sampled_from(["", " We have none.", " Ours leak. They always did.", " It is *not* our trade & never was."])
WAYS = st.sampled_from(
    [
        " [Motor Works](https://motor.example) builds them.",
        " Ring Petra on 01632 960118.",
        " Petra makes them: +44 1632 960118.",
        " [Petra](tel:01632960118) does it.",
        " Write to [Petra](mailto:petra@motor.example).",
        " Write to <petra@motor.example> and she answers.",
        " Ask us, and we will ask around.",
        " [Motor Works](https://motor.example) or Petra, 01632 960118.",
    ]
)
UNLESS = st.sampled_from(["", " Unless it is a small one: bring it in.", " Except on Mondays."])
GOOD = st.builds("{}.{}".format, NEEDS, st.sampled_from(["", " We wait for you.", " It is 2 km & flat."]))
ELSEWHERE = st.builds("**{}.**{}{}{}".format, NEEDS, BECAUSE, WAYS, UNLESS)
QUESTIONS = st.one_of(ELSEWHERE, st.builds("**{}.**{}".format, NEEDS, st.sampled_from(["", " It is welcome.", " We are glad of it. Bring it."])))
FACTS = st.sampled_from([{}, {"phone": None}, {"email": None}, {"phone": None, "email": None, "url": "https://canal.example"}])
DOCUMENTS = st.tuples(st.lists(GOOD, min_size=1, max_size=5), st.lists(ELSEWHERE, min_size=1, max_size=5), st.lists(QUESTIONS, max_size=3), FACTS)

# Ticks these lines and no others, as a visitor does, and tells what stands there then.
SHOW = """ids => {
    for (const box of document.querySelectorAll('input[name=tick]')) if (box.checked !== ids.includes(box.value)) box.click()
    const shown = one => one.checkVisibility()
    const to = one => [...one.querySelectorAll('a')].filter(shown).map(link => link.getAttribute('href')).filter(href => /^(https?:|tel:\\+?\\d|mailto:[^?]+@)/.test(href))
    const result = document.querySelector('.pb-result')
    return {
        verdict: document.querySelector('.pb-verdict').innerText,
        lines: [...document.querySelectorAll('.pb-decided > div')].filter(shown).map(one => one.querySelector('strong').innerText),
        texts: [...document.querySelectorAll('.pb-decided > div')].filter(shown).map(one => one.innerText),
        ways: [...document.querySelectorAll('.pb-decided > div')].filter(shown).map(to),
        us: to(document.querySelector('.pb-to-us')),
        open: shown(result),
    }
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page for all documents, with our script and our style sheet."""
    context = browser.new_context(reduced_motion="reduce", offline=True)
    yield context.new_page()
    context.close()


def put(page: Page, body: str) -> None:
    style, script = ((ASSETS / f"playbook.{kind}").read_text("utf-8") for kind in ("css", "js"))
    page.set_content(
        f'<!doctype html><html lang="en"><head><style>{style}</style></head><body data-playbook-page="fit" data-md-color-scheme="default">'
        f'<div class="md-content"><article class="md-content__inner md-typeset">{body}</article></div><script>{script}</script></body></html>'
    )


def spoken(text: str) -> str:
    return " ".join(text.split())


# To shrink what fails would take minutes in a browser.
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None)
@given(document=DOCUMENTS, chance=st.randoms(use_true_random=False))
def test_the_page_shows_what_the_walk_says_and_no_combination_is_a_dead_end(blank: Page, tmp_path_factory, document, chance: random.Random):
    good, elsewhere, questions, facts = document
    files = {"fit_md": shops.fit(good, elsewhere, questions=questions), "playbook_yml": shops.settings(**facts)}
    folder = tmp_path_factory.mktemp("walk")
    playbook = read_written(folder, files)
    assert not playbook.faults
    fit = playbook.fits[0]
    lines = {line.tick.id: line for line in fit.ticks}
    assert len(lines) == len(fit.ticks) == len(good) + len(elsewhere) + len(questions)
    shown_as = {tick.id: spoken(plain(tick.text).rstrip(" .!…")) for tick in public_site(playbook).fit.ticks}
    ticks = [line.tick for line in fit.ticks]
    every = list(walk(ticks))
    assert not any(found.dead_end for _, found in every)
    put(blank, shops.body(folder, files))
    order = blank.eval_on_selector_all("input[name=tick]", "all => all.map(one => one.value)")
    assert order == list(lines)
    for ticked, found in [every[0], every[-1], *chance.sample(every, min(COMBINATIONS, len(every)))]:
        assert found == result(ticks, ticked)
        page = blank.evaluate(SHOW, sorted(ticked))
        if found.outcome is None:
            assert (page["verdict"], page["open"]) == ("", False)
            continue
        assert page["open"]
        assert page["verdict"] == WORDS(f"fit.result-{found.outcome}")
        assert page["lines"] == [shown_as[tick.id] for tick in found.decided]
        assert page["us"] or found.outcome is Outcome.ELSEWHERE
        for tick, ways, text in zip(found.decided, page["ways"], page["texts"], strict=True):
            assert ways or page["us"], (tick, text)
            told = lines[tick.id].told
            for sentence in (told.because, told.unless) if told else ():
                assert spoken(re.sub(r"[*\\]|&(?=lt|gt)", "", plain(sentence))) in spoken(text), sentence


def test_a_page_that_says_otherwise_is_found(blank: Page, tmp_path: Path):
    put(blank, shops.body(tmp_path, {"fit_md": shops.fit(), "playbook_yml": shops.settings()}).replace('data-outcome="elsewhere"', 'data-outcome="fit"'))
    every = blank.eval_on_selector_all("input[name=tick]", "all => all.map(one => one.value)")
    assert blank.evaluate(SHOW, every)["verdict"] == WORDS("fit.result-ask")
