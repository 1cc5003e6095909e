"""The public site in a second language: which pages there are, what they say, and what belongs together."""

import re

import pytest

from playbook_plugins.audit import audit
from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.channels import CHANNELS, made
from playbook_plugins.pages.publication import publication
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import Words
from tests.conftest import ROOT, TODAY

SETTINGS = """\
business:
  name: Quay Kayaks
  phone: 01632 960200
  email: hello@quaykayaks.example
  open: Sat-Sun 9-13
  languages: English, Polish, British Sign Language
  area: the river
  answers_within: 2 working days
  writes_at_most: 2 a year
  signed_by: Ida, who keeps the boats
site: {langs: pl, url: https://quaykayaks.example}
"""
FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
POLISH = """\
---
reviewed: 2026-11-02
area: cała rzeka
signed_by: Ida od kajaków
---
# Czy poranek na rzece jest dla Ciebie?

Masz wolny poranek i chcesz popływać.

## Będzie Ci u nas dobrze, jeśli

- Nigdy nie siedziałaś w kajaku.
- Chcesz płynąć powoli.
- Przychodzisz z psem.

## Ktoś inny pomoże Ci lepiej, jeśli

- **Szukasz górskiej rzeki.** Nasza rzeka płynie wolno. [Milldam Rapids](https://rapids.example) ma tę szybką.
- **Chcesz kupić kajak.** My tylko wypożyczamy. Zapytaj nas, a popytamy.

## Ile to kosztuje

- **Większość płaci** od 18 do 30 funtów.

## Jeśli coś nam nie wyjdzie

Powiedz Idzie. Odpowie Ci tego samego dnia.

## Jak zacząć

1. Zadzwoń.
"""
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Argue.\n"
PROMISE = "---\nkept_by: {wrong: listen}\nwithin: 4 hours\n---\n# You are heard\n\nTo the end.\n"
SECRET = "Whoever asks twice gets the blue canoe for nothing at all."
FILES = {"playbook.yml": SETTINGS, "fit.md": FIT, "fit.pl.md": POLISH, "policies/wrong.md": POLICY, "promises/heard.md": PROMISE}


@pytest.fixture
def read(write):
    def read_files(files=(), folder="playbook"):
        root = write({**FILES, **dict(files)}, folder)
        return read_playbook(root, root=root)

    return read_files


def shown(playbook, audience=Audience.PUBLIC):
    return {page.path: page for page in release(playbook, audience).pages}


def test_a_fit_page_beside_the_first_has_a_page_in_a_folder_of_its_language(read):
    pages = shown(read())
    assert {path: (page.language, page.in_menu) for path, page in pages.items()} == {"index.md": ("", True), "promises.md": ("", True), "pl/index.md": ("pl", False)}
    assert pages["index.md"].others == (("pl", "pl/index.md"),)
    assert pages["pl/index.md"].others == (("en", "index.md"),)
    assert pages["promises.md"].others == ()


@pytest.mark.parametrize(
    "files",
    [
        {"fit.pl.md": POLISH.replace("reviewed", "status: draft\nreviewed")},
        {"fit.md": FIT.replace("reviewed", "status: draft\nreviewed")},
        {"fit.md": FIT.replace("reviewed", "lang: de\nreviewed")},
    ],
)
def test_without_either_of_the_two_there_is_none(files, read):
    assert not [path for path in shown(read(files)) if path.startswith("pl/")]


def test_promises_and_partners_have_a_page_where_they_are_written(read):
    partners = "---\npartners:\n  - {name: Milldam Rapids, url: https://rapids.example, good_at: GOOD, checked: 2026-10-01}\n---\n# Who else\n"
    playbook = read(
        {
            "promises/heard.pl.md": PROMISE.replace("You are heard", "Wysłuchamy Cię"),
            "promises/seen.md": PROMISE.replace("You are heard", "You are seen"),
            "partners.md": partners.replace("GOOD", "white water"),
            "partners.pl.md": partners.replace("GOOD", "rwące rzeki").replace("Who else", "Kto jeszcze"),
        }
    )
    pages = shown(playbook)
    promises, who = pages["pl/promises.md"].body, pages["pl/partners.md"]
    polish = Words("pl")
    assert "Wysłuchamy Cię" in promises and polish("promises.within", time="4 godzin") in promises and "You are heard" not in promises
    assert '<span lang="en">[You are seen](../promises.md#seen)</span>' in promises
    assert who.title == "Kto jeszcze" and polish("partners.good-at", what="rwące rzeki") in who.body and "1 października 2026" in who.body
    assert pages["promises.md"].others == (("pl", "pl/promises.md"),) and pages["partners.md"].others == (("pl", "pl/partners.md"),)
    assert "white water" not in who.body and "rwące" not in pages["partners.md"].body


def test_a_promise_that_nobody_has_translated_stands_in_its_own_language(read):
    promises = public_site(read()).others[0].promises
    assert [(promise.title, promise.lang) for promise in promises] == [("You are heard", "en")]
    assert '<details lang="en">' in shown(read())["pl/index.md"].body


def test_a_promise_that_nothing_keeps_is_told_in_no_language(read):
    playbook = read({"promises/heard.pl.md": PROMISE.replace("wrong: listen", "wrong: sing").replace("You are heard", "Wysłuchamy Cię")})
    assert "pl/promises.md" not in shown(playbook)
    assert "Wysłuchamy" not in "".join(page.body for page in shown(playbook).values())


def test_every_sentence_day_hour_and_number_is_in_the_language_of_the_page(read):
    body = re.sub(r"</?strong>", "", shown(read())["pl/index.md"].body)
    for said in (
        "2 dni roboczych", "9:00–13:00", "cała rzeka", "angielski, polski i British Sign Language", "Zadzwoń: 01632 960200",
        "Napisz do nas", "Ida od kajaków", "2 listopada 2026", "dwa razy w roku", "Większość płaci",
    ):  # fmt: skip
        assert said in body, said
    assert not re.search(r"Saturday|November|within|Ring |We |You hear|Signed|English|the river|who keeps", re.sub(r"(?s)<details lang.*?</details>", "", body))


@pytest.mark.parametrize("channel", [channel for channel in CHANNELS if channel.name in ("json", "json-ld", "markdown", "llms")], ids=lambda channel: channel.name)
def test_a_channel_names_the_languages_that_are_spoken_as_its_page_does(channel, read):
    told = made(channel, public_site(read()).others[0]).decode("utf-8")
    assert "angielski" in told and not re.search("English|Polish", told)


def test_what_a_second_page_does_not_say_of_the_business_the_settings_do(read):
    site = public_site(read({"fit.pl.md": POLISH.replace("area: cała rzeka\n", ""), "fit.md": FIT.replace("reviewed", "area: nowhere\nreviewed")}))
    assert (site.others[0].business.area, site.others[0].business.signed_by) == ("the river", "Ida od kajaków")
    assert (site.business.area, site.business.signed_by) == ("the river", "Ida, who keeps the boats")


def test_the_first_page_stays_in_its_own_language(read):
    body = shown(read())["index.md"].body
    assert "rzeka" not in body and "Zadzwoń" not in body and "the river" in body


def test_second_texts_say_their_language_and_the_menu_names_each_once(read):
    text = "---\naudience: public\n---\n# {}\n\nAlways.\n"
    pages = shown(read({"principles/open.md": text.format("Open"), "principles/open.pl.md": text.format("Otwarcie"), "pages/tea.pl.md": text.format("Herbata")}))
    assert {path: (pages[path].language, pages[path].in_menu) for path in ("principles/open.md", "principles/open.pl.md", "pages/tea.pl.md")} == {
        "principles/open.md": ("", True),
        "principles/open.pl.md": ("pl", False),
        "pages/tea.pl.md": ("pl", True),
    }
    assert pages["principles/open.md"].others == (("pl", "principles/open.pl.md"),)


def test_staff_see_them_in_the_preview(read):
    pages = shown(read(), Audience.INTERNAL)
    assert pages["public/pl/index.md"].others == (("en", "public/index.md"),)
    assert pages["public/pl/index.md"].language == "pl"


def test_an_internal_sentence_on_the_second_page_is_found(read, tmp_path):
    playbook = read({"fit.pl.md": POLISH.replace("Masz wolny", f"{SECRET}\n\nMasz wolny"), "pages/ours.md": f"# Ours\n\n{SECRET}\n"})
    found = [finding for finding in run(playbook, today=TODAY) if finding.rule == "copied-from-staff"]
    assert [finding.place.path for finding in found] == ["fit.pl.md"]
    (out := tmp_path / "out").mkdir()
    page = shown(playbook)["pl/index.md"]
    (out / "index.html").write_text(page.body, "utf-8")
    assert audit(out, release(playbook, Audience.PUBLIC).fingerprints)


@pytest.mark.parametrize("key", ["area", "signed_by"])
def test_an_internal_sentence_above_the_second_page_is_found(key, read):
    playbook = read({"fit.pl.md": re.sub(f"^{key}: .*", f"{key}: {SECRET}", POLISH, flags=re.M), "pages/ours.md": f"# Ours\n\n{SECRET}\n"})
    found = [finding for finding in run(playbook, today=TODAY) if finding.rule == "copied-from-staff"]
    assert [(finding.place.path, finding.place.line) for finding in found] == [("fit.pl.md", 3 if key == "area" else 4)]


def test_what_it_says_would_become_public(read):
    said = {one.text: (one.page, one.place.path) for one in publication(read())}
    assert said["Masz wolny poranek i chcesz popływać."] == ("/pl/", "fit.pl.md")
    assert said["area: cała rzeka"] == said["languages: angielski"] == ("/pl/", "fit.pl.md")
    assert said["You are heard"] == ("/promises/#heard", "promises/heard.md")


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("[Milldam Rapids](https://rapids.example) ma tę szybką.", "Milldam ma tę szybką.", "dead-end"),
        ("Nasza rzeka płynie wolno. ", "", "disrespect"),
        ("https://rapids.example", "https://quaykayaks.example", "stale-alternative"),
    ],
)
def test_its_lines_are_checked_like_those_of_the_first(before, after, rule, read):
    assert before in POLISH
    found = {(finding.rule, finding.place.path) for finding in run(read({"fit.pl.md": POLISH.replace(before, after)}), today=TODAY)}
    assert (rule, "fit.pl.md") in found
    assert rule not in {finding.rule for finding in run(read({}, "right"), today=TODAY)}


def test_a_hand_written_page_does_not_take_the_folder_of_a_language(write):
    folder = write({**{f"playbook/{name}": text for name, text in FILES.items()}, "public/pl.md": "# PL\n", "public/de.md": "# DE\n"}, "docs")
    playbook = read_playbook(folder / "playbook", root=folder, public=folder / "public")
    assert [(fault.place.path, fault.message) for fault in playbook.faults if "address" in fault.message] == [
        ("public/pl.md", "this address belongs to a page that is made from the playbook")
    ]


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("cy", "ltr"), ("de", "ltr")])
def test_a_language_without_sentences_of_ours_has_its_page_all_the_same(language, way, read):
    playbook = read({"fit.pl.md": POLISH.replace("reviewed", f"lang: {language}\nreviewed")})
    found = release(playbook, Audience.PUBLIC)
    assert {page.language for page in found.pages} == {"", language}
    assert dict(dict(found.frames)[language])["direction"] == way


def test_what_stands_around_a_page_is_known_in_each_language(read):
    frames = {language: dict(around) for language, around in release(read(), Audience.PUBLIC).frames}
    assert {language: around["language"] for language, around in frames.items()} == {"en": "English", "pl": "Polski"}
    assert frames["pl"]["ring"] == "Zadzwoń: 01632 960200" and frames["pl"]["ring_to"] == "tel:01632960200"
    assert frames["en"]["write_to"] == "mailto:hello@quaykayaks.example"
    assert frames["pl"].keys() == frames["en"].keys()
    assert not {"ring", "write"} & dict(release(read(), Audience.INTERNAL).frame).keys()


@pytest.mark.parametrize(
    ("lines", "said"),
    [("phone: 01632 960200", {"ask", "ring", "ring_to"}), ("email: a@quay.example", {"ask", "write", "write_to"}), ("address: 1 Quay", set())],
)
def test_whoever_took_a_wrong_turn_is_told_whom_to_ask_where_there_is_somebody(lines, said, read):
    playbook = read({"playbook.yml": f"business: {{name: Quay, answers_within: 1 day, {lines}}}\n"})
    assert dict(release(playbook, Audience.PUBLIC).frame).keys() & {"ask", "ring", "ring_to", "write", "write_to"} == said
