"""“Tell people”: what is ready to be sent, and what has changed since people were last told."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from playbook_plugins.cache import Cache
from playbook_plugins.cli import building as command
from playbook_plugins.engines.mkdocs import source as engine
from playbook_plugins.model.earlier import Unknown
from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.channels import embed, newsletter, social
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.pages.release import release
from playbook_plugins.pages.telling import Change, changed
from playbook_plugins.read import playbook as readings, told as reading
from playbook_plugins.read.kept import Kept
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.revision import commit_on
from playbook_plugins.read.told import earlier
from playbook_plugins.testing import commit
from playbook_plugins.words import Words
from tests.conftest import ROOT

KAYAKS = ROOT / "tests" / "golden" / "kayaks" / "docs"
FIT, SETTINGS = "fit.md", "playbook.yml"


@pytest.fixture
def shop(tmp_path) -> Path:
    """A playbook that its owner committed and told people of the day after."""
    folder = tmp_path / "shop"
    shutil.copytree(KAYAKS, folder / "docs")
    change(folder, FIT, "reviewed: 2026-11-02\n", "reviewed: 2026-11-02\ntold: 2026-11-03\n")
    commit(folder, "2026-11-02")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "docs" / "playbook" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def read(folder: Path) -> Playbook:
    return read_playbook(folder / "docs" / "playbook", root=folder, public=folder / "docs" / "public")


def staff(folder: Path) -> Release:
    playbook = read(folder)
    return release(playbook, Audience.INTERNAL, earlier=earlier(playbook))


def tell(folder: Path) -> Page:
    return next(page for page in staff(folder).pages if page.path == "tell/index.md")


def news(folder: Path) -> dict[str, tuple[Change, ...]]:
    """What is new, by the heading below which it stands."""
    playbook = read(folder)
    before = earlier(playbook).playbook
    if before is None:
        return {}
    return {part.heading: part.changes for part in changed(public_site(before), public_site(playbook), Words())}


def to_copy(page: Page) -> dict[str, str]:
    """The texts that are there to be copied, by their ids."""
    return {id: unescape(text) for id, text in re.findall(r'<pre class="pb-copy[^"]*" id="tell-([\w-]+)"[^>]*>(.*?)</pre>', page.body, re.S)}


def same(one: Playbook, other: Playbook) -> bool:
    """Whether the same was read, wherever it was laid down."""
    return replace(one, root="") == replace(other, root="")


def test_what_was_read_of_the_day_is_found_again(shop, tmp_path, monkeypatch):
    change(shop, FIT, "£18 to £40 a morning", "£20 to £45 a morning")
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "kept"))
    reading._read_last.clear()
    plain = earlier(read(shop))
    # in this process
    with monkeypatch.context() as patch:
        patch.setattr(reading, "lay_down", pytest.fail)
        assert earlier(read(shop)) == plain
        assert plain.playbook.documents
    # and in the next one
    reading._read_last.clear()
    assert same(earlier(read(shop), kept=Cache(shop)).playbook, plain.playbook)
    reading._read_last.clear()
    now = read(shop)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "lay_down", pytest.fail)
        assert same(earlier(now, kept=Cache(shop)).playbook, plain.playbook)
    # a text that says today what it said then is not taken apart again
    texts = Kept(Cache(shop), now.folder, now.public_folder)
    read_playbook(shop / "docs" / "playbook", root=shop, public=shop / "docs" / "public", known=texts.known)
    texts.keep(texts.known)
    usual, taken = readings._taken_apart, []
    with monkeypatch.context() as patch:
        patch.setattr(readings, "_taken_apart", lambda *given, **more: taken.append(given[2]) or usual(*given, **more))
        assert same(reading._read_anew(now, commit_on(shop, date(2026, 11, 3)), Cache(shop)), plain.playbook)
    assert taken == ["docs/playbook/fit.md"]
    # of another day it is another
    commit(shop, "2026-11-04")
    change(shop, FIT, "told: 2026-11-03", "told: 2026-11-04")
    change(shop, FIT, "£20 to £45 a morning", "£21 to £46 a morning")
    assert earlier(read(shop), kept=Cache(shop)).playbook.fit != plain.playbook.fit


def test_a_price_is_told_old_and_new_below_the_owners_own_heading(shop):
    change(shop, FIT, "£18 to £40 a morning", "£20 to £45 a morning")
    assert news(shop) == {"What it costs": (Change("£18 to £40 a morning.", "£20 to £45 a morning.", "Most people pay"),)}
    assert "- **Most people pay** “£18 to £40 a morning.” → “£20 to £45 a morning.”" in tell(shop).body


def test_a_reworded_line_finds_its_old_wording_and_others_come_and_go(shop):
    change(shop, FIT, "- You come with children who can swim.\n- You like it quiet.\n", "- You come with dogs who can swim.\n- You bring your own lunch along.\n")
    assert news(shop) == {
        "You will be happy here if": (
            Change("You come with children who can swim.", "You come with dogs who can swim."),
            Change(after="You bring your own lunch along."),
            Change(before="You like it quiet."),
        )
    }
    body = tell(shop).body
    assert "- New: “You bring your own lunch along.”" in body and "- No longer: “You like it quiet.”" in body


def test_of_a_line_about_somebody_else_only_the_part_that_changed_is_told(shop):
    change(shop, FIT, "Our river is slow.", "Our river is slow, and shallow.")
    change(shop, FIT, " Ask us, and we will ask around.", " Ask us, and we will ask around. Unless it is for a club: then ring.")
    found = news(shop)["Someone else will serve you better if"]
    assert found[0] == Change("Our river is slow.", "Our river is slow, and shallow.", "You want white water.")
    assert found[1].label == "You want to buy a kayak." and not found[1].before and found[1].after.startswith("Unless it is for a club")


def test_a_need_in_other_words_is_not_told_as_one_gone_and_one_new(shop):
    change(shop, FIT, "You want white water.", "You want wild white water.")
    assert news(shop) == {"Someone else will serve you better if": (Change("You want white water.", "You want wild white water."),)}


def test_facts_about_the_business_are_told_as_the_page_says_them(shop):
    facts = read(shop).settings.business
    change(shop, SETTINGS, facts.phone, "01632 960209")
    assert news(shop)["About the business"] == (Change(f"Ring {facts.phone}", "Ring 01632 960209"),)


def test_promises_and_partners_are_told(shop):
    promise = next(iter(public_site(read(shop)).promises))
    change(shop, Path(promise.source).relative_to("docs/playbook").as_posix(), f"# {promise.title}", f"# {promise.title} and dry")
    partner = public_site(read(shop)).partners.partners[0]
    change(shop, "partners.md", f"good_at: {partner.good_at}", f"good_at: {partner.good_at} and more")
    found = news(shop)
    assert [one.after for one in found["You can count on"]] == [f"{promise.title} and dry."]
    assert [(one.label, one.after) for one in found[public_site(read(shop)).partners.title]] == [(f"{partner.name}.", f"Good at {partner.good_at} and more.")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (FIT, "reviewed: 2026-11-02", "reviewed: 2026-11-20"),
        (FIT, "You like it quiet.", "You like it *quiet*."),
        (FIT, "- You come with children who can swim.\n- You like it quiet.\n", "- You like it quiet.\n- You come with children who can swim.\n"),
    ],
    ids=["a day of review", "emphasis", "another order"],
)
def test_what_nobody_outside_would_notice_is_no_news(shop, name, old, new):
    change(shop, name, old, new)
    assert news(shop) == {}
    assert "People were last told on 3 November 2026, and nothing has changed since." in tell(shop).body


def test_other_line_ends_are_no_news(shop):
    for file in (shop / "docs" / "playbook").rglob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert earlier(read(shop)).playbook and news(shop) == {}


def test_matters_of_staff_are_never_news(shop):
    policy = next((shop / "docs" / "playbook" / "policies").glob("*.md"))
    policy.write_text(policy.read_text("utf-8").replace("## ", "A secret sentence of staff.\n\n## ", 1), "utf-8")
    commit(shop, "2026-11-10")
    assert news(shop) == {} and "secret sentence" not in tell(shop).body


def test_a_section_that_is_new_is_told_line_by_line_and_not_by_its_heading(shop):
    change(shop, FIT, "## What to expect\n", "## Your part\n\nBring a towel.\n\n## What to expect\n")
    assert news(shop) == {"Your part": (Change(after="Bring a towel."),)}


def test_two_pages_with_nothing_in_common_are_all_new_and_all_gone(shop):
    before = public_site(read(shop))
    lines = "".join(f"- {word} {word} {word}.\n" for word in (f"line{number}" for number in range(80)))
    change(shop, FIT, "- You like it quiet.\n", lines)
    after = public_site(read(shop))
    (part,) = changed(before, after, Words())
    assert len([one for one in part.changes if one.after]) == 80 and part.changes[-1] == Change(before="You like it quiet.")


def test_the_newest_commit_of_the_day_counts_and_none_after_it(shop):
    change(shop, FIT, "£18 to £40", "£19 to £40")
    commit(shop, "2026-11-03")
    change(shop, FIT, "£19 to £40", "£20 to £40")
    commit(shop, "2026-11-04")
    (found,) = news(shop)["What it costs"]
    assert found.before.startswith("£19") and found.after.startswith("£20")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_a_branch_counts_from_the_day_on_which_it_was_merged(shop):
    git(shop, "checkout", "-q", "-b", "prices")
    change(shop, FIT, "£18 to £40", "£20 to £40")
    commit(shop, "2026-11-03")
    git(shop, "checkout", "-q", "-")
    commit(shop, "2026-11-04")
    git(shop, "-c", "user.name=Ida", "-c", "user.email=ida@quay.example", "merge", "-q", "--no-ff", "-m", "Take the prices", "prices")
    (found,) = news(shop)["What it costs"]
    assert found.before.startswith("£18") and found.after.startswith("£20")


def test_old_texts_are_read_only_where_one_that_matters_has_changed(shop, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the past was read for nothing")

    monkeypatch.setattr(reading, "lay_down", refuse)
    change(shop, "lessons.md", "# ", "# All ")
    playbook = read(shop)
    known = earlier(playbook)
    assert (known.day, known.playbook, known.unknown) == (date(2026, 11, 3), None, None)
    change(shop, FIT, "£18 to £40", "£20 to £40")
    with pytest.raises(AssertionError):
        earlier(read(shop))


def test_a_policy_that_no_promise_names_is_never_news(shop, monkeypatch):
    playbook = read(shop)
    then = commit_on(shop, date(2026, 11, 3))
    named = {playbook.get("policy", id).path for promise in playbook.of_kind("promise") for id in promise.fields.kept_by}
    others = [policy.path for policy in playbook.of_kind("policy") if policy.path not in named]
    assert named and others
    for path in others:
        file = shop / path
        text = file.read_text("utf-8")
        for written in (f"{text}\nOne more thing.\n", text.replace("status: active", "status: retired"), "not a policy at all\n"):
            file.write_text(written, "utf-8")
            now = read(shop)
            # the plain way: all of it is read, and the two are set against each other
            before = reading._read_anew(now, then)
            assert not [*changed(public_site(before), public_site(now), Words())]
            with monkeypatch.context() as patch:
                patch.setattr(reading, "lay_down", pytest.fail)
                assert earlier(now).playbook is None
        file.write_text(text, "utf-8")
    for path in sorted(named):
        file = shop / path
        text = file.read_text("utf-8")
        file.write_text(f"{text}\nOne more thing.\n", "utf-8")
        assert earlier(read(shop)).playbook
        file.unlink()
        assert earlier(read(shop)).playbook
        file.write_text(text, "utf-8")


def test_a_policy_counts_under_whichever_name_it_stood(shop):
    playbook = read(shop)
    path = next(playbook.get("policy", id).path for promise in playbook.of_kind("promise") for id in promise.fields.kept_by)
    file = shop / path
    other = file.with_name(f"{file.stem}.pl.md")
    other.write_bytes(file.read_bytes())
    commit(shop, "2026-11-03")
    assert earlier(read(shop)).playbook is None
    # the other is what it was, and now it is the one that the promise names
    file.unlink()
    assert earlier(read(shop)).playbook


def without_history(shop: Path) -> None:
    shutil.rmtree(shop / ".git")


def never_told(shop: Path) -> None:
    change(shop, FIT, "told: 2026-11-03\n", "")


def told_long_ago(shop: Path) -> None:
    change(shop, FIT, "told: 2026-11-03", "told: 2020-01-01")


def part_of_the_history(shop: Path) -> None:
    change(shop, FIT, "£18", "£20")
    commit(shop, "2026-11-09")
    shutil.move(shop, shop.with_name("whole"))
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{shop.with_name('whole')}", str(shop)], check=True)


def settings_that_nobody_can_read(shop: Path) -> None:
    change(shop, SETTINGS, "business:", "business: [")
    commit(shop, "2026-11-03")
    change(shop, SETTINGS, "business: [", "business:")
    commit(shop, "2026-11-04")


def without_a_fit_page_then(shop: Path) -> None:
    text = (shop / "docs" / "playbook" / FIT).read_text("utf-8")
    (shop / "docs" / "playbook" / FIT).unlink()
    commit(shop, "2026-11-03")
    (shop / "docs" / "playbook" / FIT).write_text(text, "utf-8")
    commit(shop, "2026-11-09")


def another_folder(shop: Path) -> None:
    shutil.rmtree(shop / ".git")
    shutil.move(shop / "docs" / "playbook", shop / "book")
    commit(shop, "2026-11-02")
    shutil.move(shop / "book", shop / "docs" / "playbook")
    commit(shop, "2026-11-09")


@pytest.mark.parametrize(
    ("happens", "unknown", "sentence"),
    [
        (without_history, Unknown.UNTRACED, "There is no version history here that could say what has changed since people were last told."),
        (never_told, Unknown.NEVER, "Nobody has noted yet on which day people were told."),
        (told_long_ago, Unknown.BEFORE, "People were last told on 1 January 2020. The version history of this page begins later, so nobody can say what has changed since."),
        (part_of_the_history, Unknown.PART, "This copy of the version history does not reach back so far, so nobody can say what has changed since."),
        (settings_that_nobody_can_read, Unknown.UNREADABLE, "What stood here on that day cannot be read any more, so nobody can say what has changed since."),
        (without_a_fit_page_then, Unknown.BEFORE, "The version history of this page begins later, so nobody can say what has changed since."),
        (another_folder, Unknown.BEFORE, "The version history of this page begins later, so nobody can say what has changed since."),
    ],
    ids=lambda one: one.__name__ if callable(one) else None,
)
def test_where_the_past_is_not_known_the_page_says_so_in_a_sentence(shop, happens, unknown, sentence):
    happens(shop)
    assert earlier(read(shop)).unknown is unknown
    page = tell(shop)
    assert sentence in page.body and "→" not in page.body
    assert ("day" in to_copy(page)) == (unknown is not Unknown.UNTRACED)


def test_the_line_to_write_down_makes_all_of_it_known(shop):
    change(shop, FIT, "£18 to £40", "£20 to £40")
    commit(shop, "2026-11-09")
    line = to_copy(tell(shop))["day"]
    assert line == "told: 2026-11-09"
    change(shop, FIT, "told: 2026-11-03", line)
    page = tell(shop)
    assert "nothing has changed since" in page.body and "day" not in to_copy(page)


def test_a_day_that_is_still_to_come_is_never_taken_back(shop):
    change(shop, FIT, "told: 2026-11-03", "told: 2026-12-24")
    change(shop, FIT, "£18 to £40", "£20 to £40")
    assert to_copy(tell(shop))["day"] == "told: 2026-12-24"


def test_every_text_is_there_to_be_copied_just_as_its_channel_gives_it(shop):
    site, words = public_site(read(shop)), Words()
    found = to_copy(tell(shop))
    assert (found["short"], found["long"]) == social.texts(site, words)
    assert found["plain"] == newsletter.text(site, words).strip()
    assert found["letter"] == "\n".join(filter(str.strip, newsletter.html(site, words).splitlines()))
    assert found["frame"].strip() == str(embed.snippet(site, words)).strip() != ""
    looks = "\n".join(filter(str.strip, newsletter.block(site, words).splitlines()))
    assert f'<div class="pb-letter">\n{looks}\n</div>' in tell(shop).body
    assert "style=" not in looks and "style=" in found["letter"]


def test_the_pictures_that_the_page_shows_lie_beside_it(shop):
    made = staff(shop)
    page = next(page for page in made.pages if page.path == "tell/index.md")
    there = {asset.path for asset in made.assets}
    named = set(re.findall(r"\]\(([\w-]+\.(?:png|svg))\)", page.body))
    assert named == {"card.png", "qr.png", "qr.svg"} and {f"tell/{name}" for name in named} <= there


def test_without_an_address_the_page_says_what_is_missing_for_the_square(shop):
    change(shop, SETTINGS, "site:\n  url: https://quaykayaks.example/\n", "")
    page = tell(shop)
    assert "qr.png" not in page.body and "frame" not in to_copy(page)
    assert "say in `playbook.yml` where your site stands, with `url` below `site:`" in page.body


def test_plain_text_is_named_where_it_is_switched_on_and_nowhere_else(shop):
    assert "https://quaykayaks.example/fit.json" in tell(shop).body and "llms.txt" not in tell(shop).body
    change(shop, SETTINGS, "site:\n", "site:\n  plain_text: yes\n")
    assert {"https://quaykayaks.example/fit.md", "https://quaykayaks.example/llms.txt"} <= set(re.findall(r"\]\(([^)]+)\)", tell(shop).body))


def test_a_page_in_two_languages_is_ready_to_be_told_in_both(shop):
    text = (shop / "docs" / "playbook" / FIT).read_text("utf-8")
    (shop / "docs" / "playbook" / "fit.pl.md").write_text(text.replace("# Is a morning on the river for you?", "# Czy poranek na rzece jest dla Ciebie?"), "utf-8")
    change(shop, SETTINGS, "site:\n", "site:\n  langs: pl\n")
    made = staff(shop)
    page = next(page for page in made.pages if page.path == "tell/index.md")
    assert {"short", "short-pl", "letter", "letter-pl"} <= set(to_copy(page))
    assert "Czy poranek na rzece" in to_copy(page)["plain-pl"] and "## A short post (Polski)" in page.body
    assert "tell/card-pl.png" in {asset.path for asset in made.assets}


def test_the_page_stands_beside_the_owners_and_its_pencil_opens_the_fit_page(shop):
    page = tell(shop)
    owner = next(page for page in staff(shop).pages if page.path == "owner/index.md")
    assert (page.menu, page.in_menu, page.kind, page.source) == (owner.menu, True, "tell", "docs/playbook/fit.md")


def test_the_public_site_holds_none_of_it(shop):
    change(shop, FIT, "£18 to £40", "£20 to £40")
    playbook = read(shop)
    made = release(playbook, Audience.PUBLIC, earlier=earlier(playbook))
    assert made == release(playbook, Audience.PUBLIC)
    assert not [path for path in (*(page.path for page in made.pages), *(asset.path for asset in made.assets), *made.scripts) if "tell" in path or "staff" in path]
    assert not [page.path for page in made.pages if "2026-11-03" in page.body or "3 November 2026" in page.body or "£18" in page.body]


def test_a_public_build_never_asks_what_was_told(shop, monkeypatch):
    asked = []
    monkeypatch.setattr(reading, "earlier", lambda playbook, **more: asked.append("command") or earlier(playbook, **more))
    monkeypatch.setattr(engine, "earlier", lambda playbook, **more: asked.append("engine") or earlier(playbook, **more))
    (shop / "docs" / "playbook" / "promises" / "lunch.md").unlink()
    change(shop, "../public/small-print.md", "<!-- read by Ida -->\n", "")
    change(shop, "../public/small-print.md", "<b>always</b>", "always")
    for audience, expected in ((Audience.PUBLIC, []), (Audience.INTERNAL, ["command", "engine"])):
        command.release_of(read(shop), audience, findings=())
        assert engine.load(shop / "docs" / "playbook", shop / "docs" / "public", audience, date(2026, 11, 21)).release
        assert asked == expected


def test_the_page_is_the_same_on_any_day_and_in_any_folder(shop, monkeypatch):
    change(shop, FIT, "£18 to £40", "£20 to £40")
    commit(shop, "2026-11-09")
    shutil.copytree(shop, shop.with_name("elsewhere"))
    first = tell(shop)
    monkeypatch.setenv("PLAYBOOK_TODAY", "2031-01-01")
    assert tell(shop.with_name("elsewhere")) == first


def test_another_language_is_compared_in_its_own_words(shop):
    before = public_site(read(shop))
    after = before.model_copy(update={"business": before.business.model_copy(update={"phone": "01632 960209"})})
    (part,) = changed(before, after, Words("pl"))
    assert part.heading == "O firmie"
    # what is the same in every language is told once
    assert changed(before.model_copy(update={"folder": "pl/"}), after.model_copy(update={"folder": "pl/"}), Words("pl")) == ()


def test_without_a_fit_page_there_is_nothing_to_tell(shop):
    (shop / "docs" / "playbook" / FIT).unlink()
    made = staff(shop)
    assert not [path for path in (*(page.path for page in made.pages), *(asset.path for asset in made.assets)) if path.startswith("tell/")]
