"""The mission as a table: every cell of column *a* leads to something in the worked example."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.catalogue import catalogue, origins
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named, starters
from playbook_plugins.read.fit import slug
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook

ROWS = yaml.safe_load((ROOT / "playbook_plugins" / "practices.yml").read_text("utf-8"))["practices"]
NO_RULE = {"P19", "P61"}
"""Practices that no rule can watch over."""
SINGLES = {"money": "budget", "roles": None, "lessons": "lessons", "gestures": "gestures", "partners": "partners", "fit": "fit"}


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


def resolves(cell: str, playbook) -> bool:
    """Whether a typed cell (`policy:recovery#what-to-do`, `money:@years`, `starter:charity@donor`) leads to something that is there."""
    kind, _, rest = cell.partition(":")
    name, mark, part = re.fullmatch(r"([^#@]*)([#@]?)(.*)", rest).groups()
    if kind == "business":
        return getattr(playbook.settings.business, part, None) not in (None, ())
    if kind == "starter":
        return name in starters() and part in named(name).people
    if kind == "roles":
        return len(playbook.of_kind("role")) >= 4
    if kind == "policy":
        found = list(playbook.policies_on(name))
    elif kind in SINGLES:
        found = [one for one in [playbook.single(SINGLES[kind])] if one]
    else:
        found = [one for one in [playbook.get(kind, name)] if one]
    if mark == "#":
        found = [one for one in found if any(part in (s.name, slug(str(s.heading))) and s.blocks for s in one.sections)]
    if mark == "@":
        found = [one for one in found if getattr(one.fields, part, None) not in (None, ())]
    return bool(found)


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
