"""The mission as a table: every cell of every column leads to something that is there."""

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.catalogue import catalogue, origins
from playbook_plugins.checklist.practices import carried, cell, spoken, table, told_in
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook, read_written
from tests.fit_cells import VIEWS, Public, shows
from tests.staff_cells import CARDS, Staff, holds
from tests.staff_cells import VIEWS as HELPS

ROWS = yaml.safe_load((ROOT / "playbook_plugins" / "practices.yml").read_text("utf-8"))["practices"]
NO_RULE = {"P19", "P61"}
"""Practices that no rule can watch over."""


@pytest.fixture(scope="module")
def example():
    return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")


@pytest.fixture(scope="module")
def charity(tmp_path_factory) -> Path:
    """Both sites of a playbook begun with the charity's starter: `public/` and `internal/`."""
    folder = tmp_path_factory.mktemp("charity")
    lay_down(folder, Answers(name="Friends of the Mill", phone="01632 960200"), starter=named("charity"))
    done = playbook("build", "--today", TODAY.isoformat(), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def resolves(written: str, playbook) -> bool:
    """Whether a typed cell (`policy:recovery#what-to-do`, `money:@years`, `starter:charity@donor`) leads to something that is there."""
    return carried(cell(written), playbook)


def test_all_sixty_three_practices_stand_in_the_table():
    assert [row["id"] for row in ROWS] == [f"P{number:02}" for number in range(1, 64)]
    assert all(row["practice"] and row["articles"] and row["starter"] for row in ROWS)


def test_column_a_has_no_open_row(example, figures):
    open_cells = {row["id"]: [c for c in row["starter"] if not resolves(c, example)] for row in ROWS}
    still_open = {id: cells for id, cells in open_cells.items() if cells}
    figures(f"column a: open {', '.join(f'{id} ({cells})' for id, cells in still_open.items()) or 'nothing'}")
    assert not still_open


def test_a_cell_that_leads_nowhere_is_seen(example):
    assert not resolves("policy:recovery#no-such-heading", example)
    assert not resolves("principle:nobody-believes-this", example)
    assert not resolves("policy:recovery@may_spend", example)
    assert not resolves("starter:bank@donor", example)
    assert not resolves("starter:charity@customer", example)


def test_the_package_reads_the_table_that_stands_there():
    assert [(one.id, one.told, one.rules, len(one.texts)) for one in table()] == [(row["id"], row["practice"], tuple(row["rules"]), len(row["starter"])) for row in ROWS]


def test_every_practice_is_told_in_polish():
    assert list(told_in("pl")) == [row["id"] for row in ROWS] and all(told_in("pl").values())
    assert not set(told_in("pl").values()) & {row["practice"] for row in ROWS} and told_in("de") == {}


def test_a_place_is_found_by_what_polish_texts_call_it(tmp_path):
    lay_down(tmp_path, Answers(name="Zakład", phone="22 555 01 23"), starter=named("neutral", "pl"))
    polish = read_playbook(tmp_path / "docs" / "playbook", root=tmp_path)
    assert resolves("page:friday-fifteen-minutes", polish) and resolves("page:friday-fifteen-minutes#the-five-questions", polish)
    assert not resolves("page:friday-fifteen-minutes#why-this-much", polish)
    assert spoken(cell("money:#why-this-much"), "pl").part == "dlaczego tyle" and spoken(cell("money:#why-this-much"), "de").part == "why-this-much"


def test_a_draft_carries_nothing_and_another_heading_for_a_section_carries_it(tmp_path):
    facts = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 day\nsite:\n  lang: pl\n"
    policy = "---\ntopic: recovery\nthey_leave_feeling: dry\n{}---\n# Mokre buty\n\n## Co robimy\n\n1. **Wysłuchaj** do końca.\n"
    book = read_written(tmp_path, {"playbook_yml": facts, "policies__mokre_md": policy.format(""), "principles__gratitude_md": "---\nstatus: draft\n---\n# Dziękujemy\n\nZawsze.\n"})
    assert resolves("policy:recovery#what-to-do", book) and not resolves("policy:recovery#dont", book)
    assert not resolves("principle:gratitude", book) and not resolves("roles:", book) and not resolves("business:@writes_at_most", book)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_sentence_on_the_finished_site_carries_the_practice(row, request):
    sentence = row["sentence"]
    page = request.getfixturevalue(sentence.get("starter", "sites")) / sentence["site"] / sentence["page"].strip("/") / "index.html"
    assert flat(sentence["text"]) in flat(text_of(page))


def test_no_sentence_carries_two_practices():
    texts = [row["sentence"]["text"] for row in ROWS]
    assert len(texts) == len(set(texts))


def test_column_b_has_no_open_row_but_those_about_leaks(figures):
    open_rules = {row["id"]: sorted(set(row["rules"]) - set(catalogue())) for row in ROWS}
    still_open = {id: rules for id, rules in open_rules.items() if rules}
    told = ", ".join(f"{id} ({' '.join(rules)})" for id, rules in still_open.items())
    figures(f"column b: open {told or 'nothing'}")
    assert not still_open
    assert {row["id"] for row in ROWS if not row["rules"]} == NO_RULE


@pytest.fixture(scope="module")
def staff(lived, charity, example) -> Staff:
    return Staff(lived / "internal", example, charity / "internal")


def test_column_d_has_no_open_row(staff, figures):
    open_cells = {row["id"]: [cell for cell in row["staff"] if not holds(cell, staff)] for row in ROWS}
    still_open = {id: cells for id, cells in open_cells.items() if cells}
    figures(f"column d: {sum(bool(row['staff']) for row in ROWS)} rows, open {', '.join(f'{id} ({cells})' for id, cells in still_open.items()) or 'nothing'}")
    assert not still_open


def test_column_d_speaks_of_every_practice_that_staff_can_be_helped_with():
    assert {row["id"] for row in ROWS if not row["staff"]} == {f"P{number:02}" for number in (9, 17, 18, 22, 28, 30, 37, 39, 45, 57, 59, 61, 63)}


def test_a_cell_that_names_nothing_for_staff_is_seen(staff):
    nothing = (
        "card:say: You should have looked after it", "card:nobody-wrote-it", "card:print-nothing", "page:nobody-wrote-it", "page:onboarding#no-such-part", "page:onboarding: Learn by heart",
        "script:nobody-wrote-it", "scenario:nobody-wrote-it", "internal:/tell/#tell-nobody", "internal:/no-such-page/", "view:nobody-looks", "policy:recovery", "nonsense",
    )
    assert [cell for cell in nothing if holds(cell, staff)] == []


@pytest.mark.parametrize("cell", [*(f"view:{view}" for view in HELPS), *(f"card:{card}" for card in CARDS)])
def test_an_internal_site_without_it_does_not_hold_it(cell, staff, tmp_path):
    assert not holds(cell, Staff(tmp_path, staff.playbook, tmp_path))


TAKEN_OFF = [
    ("card:after-they-have-gone", "policies/something-went-wrong/index.html", "data-note=", "data-gone="),
    ("card:before-the-shift", "learn/index.html", 'href="../pages/before-the-shift/"', 'href=".."'),
    ("card:counter", "counter/index.html", 'class="pb-at-hand"', 'class="pb-gone"'),
    ("card:dont", "policies/upset-people/index.html", 'id="dont"', 'id="gone"'),
    ("card:gestures", "policies/something-went-wrong/index.html", "(£4, 5 minutes)", ""),
    ("card:print-thank-you-card", "scripts/thank-you-card/index.html", 'class="pb-paper"', 'class="pb-gone"'),
    ("card:recovery", "policies/something-went-wrong/index.html", 'id="you-may"', 'id="gone"'),
    ("card:say", "policies/tell-us/index.html", "data-step", "data-whole"),
    ("card:they-leave-feeling", "policies/birthdays/index.html", '<p class="pb-feeling">', "<p>"),
    ("card:who-stands-behind-you", "policies/upset-people/index.html", 'class="pb-behind"', 'class="pb-gone"'),
    ("card:you-may", "policies/not-for-us/index.html", "on the spot", "one day"),
    ("scenario:one-digit", "scenarios/one-digit/index.html", "pb-choice--best", "pb-choice--good"),
    ("script:late-part", "scripts/late-part/index.html", 'class="pb-say"', 'class="pb-gone"'),
    ("page:onboarding: who pays us", "pages/onboarding/index.html", "who pays us", "who owes us"),
    ("view:copy-button", "assets/playbook/playbook-staff.js", "clipboard.writeText", "clipboard.lose"),
    ("view:coverage", "owner/index.html", "63 ideas", "some ideas"),
    ("view:learned-lately", "index.html", 'class="pb-learned"', 'class="pb-gone"'),
    ("view:lessons-not-yet-mended", "owner/index.html", "<li>A price rose without a call", "A price rose without a call"),
    ("view:money", "money/index.html", "stays 6 years", "stays"),
    ("view:partners-to-ring", "owner/index.html", "tel:01632960444", ""),
    ("view:path-per-role", "roles/mechanic/index.html", 'id="path"', 'id="gone"'),
    ("view:pot-beside-marketing", "owner/index.html", "for marketing", "for something"),
    ("view:practice", "learn/index.html", 'href="../scenarios/wrong-thing/"', 'href=".."'),
    ("view:promises-that-nobody-keeps", "owner/index.html", "Somebody keeps every promise.", ""),
    ("view:suggest-a-change", "money/index.html", 'class="pb-suggest"', 'class="pb-gone"'),
    ("view:tally-of-reasons", "lessons/index.html", "Promise not kept: 2", "Promise not kept: 1"),
    ("view:what-changed", "changed/index.html", 'class="pb-change" id="policy-', 'class="pb-change" id="gone-'),
    ("view:who-writes-when", "owner/index.html", "One person hears from us", "Somebody hears from us"),
]


@pytest.mark.parametrize(("cell", "page", "text", "instead"), TAKEN_OFF, ids=lambda value: value if str(value).startswith(("view", "card", "scenario", "script", "page:")) else "")
def test_what_is_taken_off_a_page_for_staff_is_missed(cell, page, text, instead, staff, tmp_path):
    site = replace(staff, folder=tmp_path / "internal")
    shutil.copytree(staff.folder, site.folder, ignore=shutil.ignore_patterns("checklist", "writing", "search", "public", "*.woff2", "*.png"))
    assert holds(cell, site)
    whole = (site.folder / page).read_text("utf-8")
    assert text in whole
    (site.folder / page).write_text(whole.replace(text, instead), "utf-8")
    assert not holds(cell, site)


@pytest.fixture(scope="module")
def public(sites, charity, example) -> Public:
    return Public(sites / "public", example, charity / "public")


def test_column_c_has_no_open_row(public, figures):
    open_cells = {row["id"]: [cell for cell in row["fit"] if not shows(cell, public)] for row in ROWS}
    still_open = {id: cells for id, cells in open_cells.items() if cells}
    figures(f"column c: {sum(bool(row['fit']) for row in ROWS)} rows, open {', '.join(f'{id} ({cells})' for id, cells in still_open.items()) or 'nothing'}")
    assert not still_open


def test_column_c_speaks_of_every_practice_that_the_page_can_carry():
    carried = {row["id"] for row in ROWS if row["fit"]}
    assert carried == {f"P{number:02}" for number in (1, 4, 7, 15, 16, 17, 18, 19, 21, 26, 30, 31, 32, 33, 34, 35, 37, 39, 40, *range(53, 62), 63)}


def test_a_cell_that_names_nothing_on_the_page_is_seen(public):
    nothing = ("fit:#no-such-part", "fit:#how-to-start: Sign here", "page:nobody-wrote-it", "promise:the-moon", "channel:pigeon", "view:nobody-looks", "policy:recovery", "nonsense")
    assert [cell for cell in nothing if shows(cell, public)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_site_without_it_does_not_show_it(view, public, tmp_path):
    assert not shows(f"view:{view}", Public(tmp_path, public.playbook, tmp_path))


SPOILT = [
    ("view:fit-cards", "index.html", '<a href="https://voltbench.example">Volt Bench</a> has the room for it. <a href="tel:01632960555">', "Somebody has the room for it. <a>"),
    ("view:fit-page-order", "index.html", 'id="what-it-costs"', 'id="you-will-be-happy-here-if"'),
    ("view:hand-over", "index.html", 'class="pb-hand"', 'class="pb-more"'),
    ("view:how-often-we-write", "index.html", "twice a year at most", "now and then"),
    ("view:languages-and-area", "index.html", "English and Polish", "English"),
    ("view:no-private-reasons", "privacy/index.html", "</article>", "You may end the talk when there are threats, insults about who somebody is, or touching. The owner stands behind you.</article>"),
    ("view:partners-with-dates", "partners/index.html", "One of us last made sure of this on 17 October 2026", "Somebody knows them"),
    ("view:price-before-anything-is-asked", "index.html", "</article>", '<input type="email"></article>'),
    ("view:ring-and-write", "index.html", "pb-reach--near", "pb-gone"),
    ("view:short-page", "index.html", "<li>Ring, write or roll in.", "<li>Sign here.</li><li>Ring, write or roll in."),
    ("view:signature", "index.html", '<p class="pb-by">Maria, who opens the workshop</p>', ""),
    ("view:tick-list", "index.html", 'type="checkbox" name="tick"', 'type="radio" name="tick"'),
    ("view:ways-to-reach-us", "principles/value-then-trust/index.html", "mailto:", "post:"),
    ("view:ways-to-reach-us", "pl/promises/index.html", "tel:", "post:"),
    ("view:ways-to-reach-us", "404.html", "mailto:", "post:"),
    ("view:you-told-us-we-changed", "promises/index.html", 'href="../pages/you-told-us/"', 'href=".."'),
    ("fit:#how-to-start: Not sure? Ask", "index.html", "Not sure? Ask", "Not sure? Guess"),
    ("promise:price-first", "index.html", "You have the price in writing before the first screw turns", "You pay in the end"),
]


@pytest.mark.parametrize(("cell", "page", "text", "instead"), SPOILT, ids=lambda value: value if str(value).startswith(("view", "fit", "promise")) else "")
def test_what_is_taken_off_a_page_is_missed(cell, page, text, instead, public, tmp_path):
    site = replace(public, folder=tmp_path / "public")
    shutil.copytree(public.folder, site.folder, ignore=shutil.ignore_patterns("assets", "search"))
    assert shows(cell, site)
    whole = (site.folder / page).read_text("utf-8")
    assert text in whole
    (site.folder / page).write_text(whole.replace(text, instead), "utf-8")
    assert not shows(cell, site)


def test_every_rule_says_which_practices_it_watches_over():
    shape = {"bad-value", "bare-allowance", "dangling-reference", "duplicate-id", "idle-allowance", "missing-field", "missing-section", "own-rule",
             "out-of-step", "placeholder-left", "public-to-internal", "unknown-field", "unreadable-file"}
    assert {name for name, rule in catalogue().items() if not origins(rule)} == shape


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def text_of(page: Path) -> str:
    """What a reader of an HTML page sees."""
    parser = _Text()
    parser.feed(page.read_text("utf-8"))
    return "".join(parser.parts)


def flat(text: str) -> str:
    """Text with single spaces and plain quotes."""
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split())
