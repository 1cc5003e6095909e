"""The mission as a table: every cell of columns *a*, *b* and *c* leads to something that is there."""

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.catalogue import catalogue, origins
from playbook_plugins.checklist.practices import carried, cell, table, told_in
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook, read_written
from tests.fit_cells import VIEWS, Public, shows

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


def stands(cell: str, sites: Path) -> bool:
    """Whether a cell such as `internal:/tell/#tell-short` leads to a place on the finished site."""
    site, _, rest = cell.partition(":")
    page, _, spot = rest.partition("#")
    file = sites / site / page.strip("/") / "index.html"
    return file.is_file() and (not spot or f'id="{spot}"' in file.read_text("utf-8"))


def test_a_cell_of_the_staffs_column_that_names_a_place_leads_to_it(sites):
    cells = [cell for row in ROWS for cell in row["staff"] if cell.startswith("internal:")]
    assert cells and [cell for cell in cells if not stands(cell, sites)] == []
    assert not stands("internal:/tell/#tell-nobody", sites) and not stands("internal:/no-such-page/", sites)


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
