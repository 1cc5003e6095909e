"""What the fit page weighs on the way to a phone, and that it stands still; how fast it is, `benchmarks/fit_page.py` tells."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.fit_page import IN_ALL, OURS, SHIFT, Costs, serving, told, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_page_is_light_stands_still_and_asks_nobody_else(browser: Browser, sites: Path, figures):
    with serving(sites / "public") as server:
        costs = visit(browser, server, slow=False)
    figures(f"{costs.in_all:,} bytes in all, {costs.ours:,} of them ours, {len(costs.sizes)} requests, layout shift {costs.shift:.3f}")
    assert {"/", "/assets/playbook/playbook.css", "/assets/playbook/playbook.js"} <= costs.sizes.keys()
    assert 0 < costs.ours <= OURS
    assert costs.ours < costs.in_all <= IN_ALL
    assert costs.shift <= SHIFT
    assert costs.strangers == ()


def test_a_limit_that_is_passed_is_told():
    heavy = Costs({"/": OURS + 1, "/theme.js": IN_ALL}, strangers=("https://elsewhere.example/",), paint=1000.0, shift=0.06)
    assert told(heavy).count("**not met**") == 4
    assert "not met" not in told(Costs({"/": OURS}, strangers=(), paint=1000.0, shift=SHIFT))
