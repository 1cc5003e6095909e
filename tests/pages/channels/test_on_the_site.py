"""On the site, a channel lives under the same rules as every page: it asks nobody for anything, and nothing of staff's comes out."""

import pytest

from playbook_plugins.audit import audit
from playbook_plugins.engines.mkdocs import outside
from playbook_plugins.engines.mkdocs.policy import FRAMED, hashes
from playbook_plugins.engines.mkdocs.tags import tags
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.channels import assets, embed
from playbook_plugins.pages.channels.head import head
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT
from tests.pages.channels.test_left_out import SHOPS
from tests.pages.channels.shop import shop, words


@pytest.mark.parametrize("name", SHOPS)
def test_the_small_page_and_the_head_ask_nobody_for_anything(name):
    site = SHOPS[name]
    for html in (embed.page(site, words(site)), f"<!doctype html><html><head>{head(site, words(site), card='card.png')}</head></html>"):
        assert list(outside.in_page(html, tags(html), url=site.business.at, clean=set())) == []


def test_the_small_page_runs_nothing_and_has_one_sheet_of_its_own():
    found = hashes(tuple(tags(embed.page(shop(), words(shop())))))
    assert (len(found.scripts), len(found.styles), found.attributes) == (0, 1, False)


def test_nothing_of_the_head_is_a_script_that_runs():
    assert not hashes(tuple(tags(f"<head>{head(shop(), words(shop()))}</head>"))).scripts


@pytest.mark.parametrize("folder", ["", "pl/"])
def test_the_small_page_stands_where_others_may_frame_it(folder):
    assert f"/{embed.path(shop().model_copy(update={'folder': folder}))}".startswith(FRAMED.removesuffix("*"))


@pytest.fixture(scope="module")
def example():
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    return {audience: release(playbook, audience) for audience in Audience}


def test_the_worked_example_has_every_channel_in_both_languages(example):
    there = {asset.path for asset in example[Audience.PUBLIC].assets}
    assert {"fit.json", "fit.schema.json", "card.png", "embed/index.html", "fit.md", "llms.txt"} <= there
    assert {"pl/fit.json", "pl/card.png", "embed/pl/index.html", "pl/fit.md"} <= there
    assert there.isdisjoint({"pl/fit.schema.json", "pl/llms.txt", "qr.png", "newsletter.html"})


def test_the_fit_page_of_each_language_has_its_own_head_and_no_other_page_has_one(example):
    heads = {page.path: page.head for page in example[Audience.PUBLIC].pages if page.head}
    assert set(heads) == {"index.md", "pl/index.md"}
    assert 'content="https://millbrookcycles.example/pl/card.png"' in heads["pl/index.md"]
    assert ('property="og:locale" content="pl_PL"' in heads["pl/index.md"], 'property="og:locale:alternate" content="pl_PL"' in heads["index.md"]) == (True, True)
    assert not any(page.head for page in example[Audience.INTERNAL].pages)
    assert "fit.json" not in {asset.path for asset in example[Audience.INTERNAL].assets}


def test_the_audit_finds_nothing_in_them_and_something_where_something_is(example, tmp_path):
    made = example[Audience.PUBLIC]
    for asset in made.assets:
        file = tmp_path / asset.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.content)
    assert audit(tmp_path, made.fingerprints) == ()
    line = next(line for line in (ROOT / "docs" / "playbook" / "money.md").read_text("utf-8").splitlines() if len(line.split()) > 8 and line[0].isalpha())
    (tmp_path / "llms.txt").write_text(line, "utf-8")
    assert audit(tmp_path, made.fingerprints)


def test_what_is_the_same_for_all_holds_no_word_of_a_business():
    one, other = ({asset.path: asset.content for asset in assets(site)} for site in (shop(), SHOPS["Polish"]))
    assert one["fit.schema.json"] == other["fit.schema.json"] != one["fit.json"]
