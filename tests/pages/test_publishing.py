"""What the public may know, field by field; what is not kept, not finished or not in use stays inside."""

import os
import re
import subprocess
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from pydantic import BaseModel

from playbook_plugins.model import public as model
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.pages.release import ICONS, SCRIPTS, STYLES, begun, mark, release, stamp
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
SETTINGS = """\
business:
  name: Quay Kayaks
  people_word: member
  phone: 01632 960200
  email: hello@quaykayaks.example
  address: 1 Quay
  url: https://quaykayaks.example
  open: Sat-Sun 9-13
  languages: [English, Polish]
  area: the river
  answers_within: 4 hours
  writes_at_most: 2 a year
  signed_by: Ida, who keeps the boats
  currency: EUR
  time_zone: Europe/London
  holidays: [2026-12-25]
  screening: open-door
site:
  url: https://boats.example/quay
"""
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Argue.\n"
PROMISE = "---\nkept_by: {wrong: listen}\nwithin: 4 hours\n---\n# You are heard\n\nTo the end.\n"
PARTNERS = (
    "---\npartners:\n  - name: Milldam Rapids\n    url: https://rapids.example\n    phone: 01632 960201\n    good_at: white water\n"
    "    checked: 2026-10-01\n    they_know: yes\n---\n# Who else\n\nGood people.\n"
)
KNOWN = {
    # Whoever adds a field here lets it out: be sure that everybody may read it.
    "PublicTime": "amount unit",
    "PublicOften": "times per",
    "PublicBusiness": "name at people_word phone email address url open opening_times holidays time_zone languages area answers_within"
    " writes_at_most signed_by currency open_door",
    "PublicElsewhere": "id need because who name url phone said_phone unless asks",
    "PublicTick": "id outcome text told more",
    "PublicCost": "name label text",
    "PublicSection": "name heading body items",
    "PublicFit": "title lead sections elsewhere ticks costs reviewed source",
    "PublicPromise": "id title meaning within lang source",
    "PublicPartner": "name url phone good_at checked they_know",
    "PublicPartners": "title lead partners source",
    "PublicText": "kind id title body path lang source",
    "PublicSite": "business language fit promises partners texts folder plain_text others",
}


@pytest.fixture
def read(write):
    def read_files(files, folder="playbook"):
        root = write({"playbook.yml": SETTINGS, "fit.md": FIT, "policies/wrong.md": POLICY, **files}, folder)
        return read_playbook(root, root=root)

    return read_files


def test_the_public_may_know_these_fields_and_no_others():
    models = {name: thing for name, thing in vars(model).items() if isinstance(thing, type) and issubclass(thing, BaseModel) and name.startswith("Public")}
    assert {name: set(thing.model_fields) for name, thing in models.items()} == {name: set(fields.split()) for name, fields in KNOWN.items()}
    assert all(thing.model_config["extra"] == "forbid" and thing.model_config["frozen"] for thing in models.values())


def test_the_facts_of_the_business_are_those_of_the_settings(read):
    facts = public_site(read({})).business.model_dump()
    assert facts == {
        "name": "Quay Kayaks",
        "at": "https://boats.example/quay/",
        "people_word": "member",
        "phone": "01632 960200",
        "email": "hello@quaykayaks.example",
        "address": "1 Quay",
        "url": "https://quaykayaks.example",
        "open": "Sat-Sun 9-13",
        "opening_times": ((5, "09:00", "13:00"), (6, "09:00", "13:00")),
        "holidays": (date(2026, 12, 25),),
        "time_zone": "Europe/London",
        "languages": ("English", "Polish"),
        "area": "the river",
        "answers_within": {"amount": 4, "unit": "hour"},
        "writes_at_most": {"times": 2, "per": "year"},
        "signed_by": "Ida, who keeps the boats",
        "currency": "EUR",
        "open_door": True,
    }


def test_what_an_owner_does_not_say_stays_open(read):
    facts = public_site(read({"playbook.yml": "business: {}\n"})).business
    assert facts.name == ""
    assert (facts.open, facts.opening_times, facts.answers_within, facts.writes_at_most) == (None, (), None, None)


def test_without_a_fit_page_there_is_none(write):
    root = write({"playbook.yml": SETTINGS})
    assert public_site(read_playbook(root, root=root)).fit is None


def test_what_has_no_title_goes_by_its_name_or_by_none(read):
    files = {"fit.md": FIT, "promises/heard.md": PROMISE, "partners.md": PARTNERS, "pages/about.md": "---\naudience: public\n---\nIt is old.\n"}
    site = public_site(read({path: re.sub("^# .*\n", "", text, flags=re.MULTILINE) for path, text in files.items()}))
    assert (site.fit.title, site.partners.title) == ("", "")
    assert [site.promises[0].title, site.texts[0].title] == ["heard", "about"]
    assert site.texts[0].body == "# about\n\nIt is old.\n"
    assert public_site(read({"pages/about.md": files["pages/about.md"].replace("It", "# The quay\n\nIt")}, "titled")).texts[0].title == "The quay"


def test_the_fit_page_is_told_in_parts(read):
    fit = public_site(read({})).fit
    assert (fit.title, fit.reviewed) == ("Is a morning on the river for you?", date(2026, 11, 2))
    assert fit.lead.startswith("You would like to be out")
    assert [section.name for section in fit.sections] == ["good-fit", "look-elsewhere", "what-it-costs", "if-we-get-it-wrong", "how-to-start"]
    assert [(line.need, line.because) for line in fit.elsewhere] == [
        ("You want white water", "Our river is slow."),
        ("You want to buy a kayak", "We only hire them out."),
    ]
    assert fit.elsewhere[0].unless == "Unless you only want to look: the path is ours too."
    assert [cost.name for cost in fit.costs] == ["most-people-pay", "included", "not-included", "to-cancel"]


def test_a_cost_by_a_name_of_its_own_is_told_and_one_without_a_name_is_not(read):
    fit = public_site(read({"fit.md": FIT.replace("- **Included**", "- **A hat** £2.\n- Rain is free.\n- **Included**")})).fit
    assert [(cost.name, cost.label) for cost in fit.costs][:3] == [("most-people-pay", "Most people pay"), ("", "A hat"), ("included", "Included")]


def test_a_partner_lends_the_number_that_the_line_does_not_name(read):
    fit = public_site(read({"partners.md": PARTNERS})).fit
    assert [line.phone for line in fit.elsewhere] == ["01632 960201", ""]
    named = FIT.replace("has the fast one.", "has the fast one: 01632 960202.")
    assert public_site(read({"partners.md": PARTNERS, "fit.md": named})).fit.elsewhere[0].phone == ""


def test_whoever_is_named_goes_by_the_name_on_the_partners_page(read):
    assert [line.name for line in public_site(read({"partners.md": PARTNERS.replace("name: Milldam", "name: The Milldam")})).fit.elsewhere] == ["The Milldam Rapids", ""]
    assert public_site(read({}, "alone")).fit.elsewhere[0].name == "Milldam Rapids"


def test_what_may_be_ticked_is_told_and_nothing_is_where_the_door_is_open(read):
    fit = public_site(read({"playbook.yml": SETTINGS.replace("open-door", "normal")})).fit
    assert [tick.outcome for tick in fit.ticks] == ["fit", "fit", "fit", "elsewhere", "ask"]
    assert [tick.told and tick.told.need for tick in fit.ticks] == [None, None, None, "You want white water", "You want to buy a kayak"]
    assert public_site(read({}, "open")).fit.ticks == ()


def test_the_entries_of_a_list_are_told_and_an_empty_one_is_not(read):
    fit = FIT.replace("## Someone else", "-\n\n## Someone else")
    assert fit != FIT
    items = public_site(read({"fit.md": fit})).fit.section("good-fit").items
    assert len(items) == 3 and all(items)


@pytest.mark.parametrize(
    "partners",
    [PARTNERS.replace("partners:", "status: draft\npartners:", 1), PARTNERS.replace("    phone: 01632 960201\n", ""), "---\ntags: a\n---\n# Who else\n\nGood people.\n"],
)
def test_a_partner_who_is_not_told_or_has_none_lends_no_number(partners, read):
    assert [line.phone for line in public_site(read({"partners.md": partners})).fit.elsewhere] == ["", ""]


def test_a_number_is_lent_by_the_partner_of_that_address_alone(read):
    nowhere = PARTNERS.replace("https://rapids.example", "https://nowhere.example")
    assert [line.phone for line in public_site(read({"partners.md": nowhere})).fit.elsewhere] == ["", ""]
    nameless = PARTNERS.replace("    url: https://rapids.example\n", "")
    assert [line.phone for line in public_site(read({"partners.md": nameless, "fit.md": FIT.replace("[Milldam Rapids](https://rapids.example)", "Milldam Rapids")})).fit.elsewhere] == ["", ""]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Milldam has the fast one: 01632 960201.", "Milldam has the fast one: [01632 960201](tel:01632960201)."),
        ("Ring 01632 960201, or 01632 960201 at night.", "Ring [01632 960201](tel:01632960201), or 01632 960201 at night."),
        ("[Milldam](tel:01632960201) has the fast one: 01632 960201.", "[Milldam](tel:01632960201) has the fast one: 01632 960201."),
        ("[01632 960201](https://rapids.example) has the fast one.", "[01632 960201](https://rapids.example) has the fast one."),
        ("[Milldam, 01632 960201](https://rapids.example) has the fast one.", "[Milldam, 01632 960201](https://rapids.example) has the fast one."),
        ("[Milldam](https://rapids.example/01632960201) on 01632960201.", "[Milldam](https://rapids.example/01632960201) on [01632960201](tel:01632960201)."),
        ("[Milldam, 01632 960201](https://rapids.example): 01632 960201.", "[Milldam, 01632 960201](https://rapids.example): [01632 960201](tel:01632960201)."),
        ("See <https://rapids.example/01632960201> or 01632960201.", "See <https://rapids.example/01632960201> or [01632960201](tel:01632960201)."),
        ("Ring `01632 960201`.", "Ring `01632 960201`."),
        ("See https://rapids.example for it.", "See <https://rapids.example> for it."),
        ("See https://rapids.example/a?b=c&d, or 01632 960201.", "See <https://rapids.example/a?b=c&d>, or [01632 960201](tel:01632960201)."),
        ("[Milldam](https://rapids.example), see https://rapids.example/boats.", "[Milldam](https://rapids.example), see https://rapids.example/boats."),
        ("Ring **01632 960201**.", "Ring **[01632 960201](tel:01632960201)**."),
        ("[Milldam](https://rapids.example) has the fast one.", "[Milldam](https://rapids.example) has the fast one."),
    ],
)
def test_a_number_and_an_address_can_be_tapped_once(written, shown, read):
    fit = FIT.replace("[Milldam Rapids](https://rapids.example) has the fast one. Unless you only want to look: the path is ours too.", written)
    assert public_site(read({"fit.md": fit})).fit.elsewhere[0].who == shown


@pytest.mark.parametrize(
    ("fit", "names"),
    [
        (FIT, ["what-it-costs", "you-can-count-on", "if-we-get-it-wrong", "how-to-start"]),
        (FIT.replace("## If we get it wrong", "## If it rains"), ["what-it-costs", "you-can-count-on", "how-to-start"]),
        (FIT.partition("## If we get")[0], ["look-elsewhere", "what-it-costs", "you-can-count-on"]),
        (FIT.replace("## What it", "## You can count on\n\n- Us\n\n## What it"), ["you-can-count-on", "what-it-costs", "if-we-get-it-wrong", "how-to-start"]),
    ],
)
def test_promises_have_a_place_on_the_fit_page(fit, names, read):
    site = public_site(read({"fit.md": fit, "promises/heard.md": PROMISE}))
    assert [section.name for section in site.sections][-len(names) :] == names


@pytest.mark.parametrize(
    ("text", "told"),
    [("---\npartners:\n---\n# Who else\n", False), ("---\ntags: a\n---\n# Who else\n\nGood people.\n", True), (PARTNERS.replace("Good people.\n", ""), True)],
)
def test_partners_are_told_where_there_is_something_to_tell(text, told, read):
    assert (public_site(read({"partners.md": text})).partners is not None) is told


def test_a_partner_is_told_with_what_everybody_may_know(read):
    partners = public_site(read({"partners.md": PARTNERS})).partners
    assert (partners.title, partners.lead) == ("Who else", "Good people.")
    assert [partner.model_dump() for partner in partners.partners] == [
        {"name": "Milldam Rapids", "url": "https://rapids.example", "phone": "01632 960201", "good_at": "white water", "checked": date(2026, 10, 1), "they_know": True}
    ]


def test_a_promise_that_is_kept_is_published(read):
    (promise,) = public_site(read({"promises/heard.md": PROMISE})).promises
    assert (promise.id, promise.title, promise.meaning) == ("heard", "You are heard", "To the end.")
    assert (promise.within.amount, promise.within.unit) == (4, "hour")


@pytest.mark.parametrize(
    "files",
    [
        {"promises/heard.md": PROMISE.replace("wrong: listen", "nowhere: listen")},
        {"promises/heard.md": PROMISE.replace("wrong: listen", "wrong: sing")},
        {"promises/heard.md": PROMISE.replace("wrong: listen", "wrong: listen, nowhere: listen")},
        {"promises/heard.md": PROMISE, "policies/wrong.md": POLICY.replace("topic", "status: draft\ntopic")},
        {"promises/heard.md": PROMISE, "policies/wrong.md": POLICY.replace("topic", "owner: nobody\ntopic")},
        {"promises/heard.md": PROMISE.replace("kept_by", "status: draft\nkept_by")},
        {"promises/heard.md": PROMISE.replace("kept_by", "status: retired\nkept_by")},
        {"promises/heard.md": PROMISE.replace("kept_by: {wrong: listen}\n", "")},
    ],
)
def test_a_promise_that_nothing_keeps_is_not_published(files, read):
    playbook = read(files)
    assert public_site(playbook).promises == ()
    assert "You are heard" not in "".join(page.body for page in release(playbook, Audience.PUBLIC).pages)


def test_a_promise_is_kept_back_while_its_policy_has_an_error(read):
    playbook = read({"promises/heard.md": PROMISE})
    error = Finding("say-back", Level.ERROR, Place(playbook.get("policy", "wrong").path), "nothing says it back")
    for level, published in ((Level.ERROR, False), (Level.WARNING, True)):
        found = release(playbook, Audience.PUBLIC, [replace(error, level=level)])
        assert ("You are heard" in "".join(page.body for page in found.pages)) is published


@pytest.mark.parametrize("status", ["draft", "retired"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fit.md", FIT.replace("reviewed", "status: active\nreviewed")),
        ("partners.md", PARTNERS.replace("partners:", "status: active\npartners:", 1)),
        ("principles/open.md", "---\nstatus: active\naudience: public\n---\n# We say so\n\nAlways.\n"),
        ("pages/about.md", "---\nstatus: active\naudience: public\n---\n# About the quay\n\nIt is old.\n"),
    ],
)
def test_what_is_a_draft_or_retired_is_not_published(status, path, text, read):
    def titles(text: str, folder: str) -> list[str]:
        return [page.path for page in release(read({path: text}, folder), Audience.PUBLIC).pages]

    shown, hidden = titles(text, "shown"), titles(text.replace("status: active", f"status: {status}"), "hidden")
    assert len(shown) == len(hidden) + 1


@pytest.mark.parametrize("line", ["", "audience: internal\n"])
def test_a_principle_is_for_staff_unless_it_says_otherwise(line, read):
    playbook = read({"principles/ours.md": f"---\ntags: a\n{line}---\n# Between us\n\nAlways.\n"})
    assert public_site(playbook).texts == ()


def test_each_audience_gets_what_is_its_own(read):
    playbook = read({"playbook.yml": SETTINGS})
    public, internal = (release(playbook, audience) for audience in (Audience.PUBLIC, Audience.INTERNAL))
    assert (public.audience, internal.audience) == (Audience.PUBLIC, Audience.INTERNAL)
    assert public.name == "Quay Kayaks" != internal.name
    assert [page.path for page in public.pages] == ["index.md"]
    assert {"policies/wrong.md", "public/index.md"} < {page.path for page in internal.pages}
    assert public.fingerprints and not internal.fingerprints
    assert (public.url, internal.url) == ("https://boats.example/quay", "")
    assert dict(internal.frame).keys() - dict(public.frame).keys() == {"notice", "tab"}
    there, inside = ({asset.path for asset in site.assets} for site in (public, internal))
    assert {*STYLES, *SCRIPTS, *ICONS} == there & inside
    assert {"fit.json", "fit.schema.json", "embed/index.html", "card.png"} == there - inside
    homeless = read({"playbook.yml": SETTINGS.partition("site:")[0]}, "nowhere")
    assert release(homeless, Audience.PUBLIC).url == ""


def test_nothing_can_be_released_without_a_name(write):
    root = write({"fit.md": FIT})
    for audience in Audience:
        with pytest.raises(ValueError, match="no usable playbook.yml"):
            release(read_playbook(root, root=root), audience)


REVIEWS = {"pages/a.md": "---\nreviewed: 2026-03-01\n---\n# A\n", "pages/b.md": "---\nreviewed: 2026-11-20\n---\n# B\n"}


def test_the_stamp_is_what_the_builder_says(read, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert stamp(read(REVIEWS)) == 1795000000
    assert release(read(REVIEWS), Audience.PUBLIC).stamp == 1795000000


@pytest.mark.parametrize("said", ["yesterday", "-1", "1.5", " ", "4294967296"])
def test_a_stamp_that_is_no_number_is_refused(said, read, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        stamp(read(REVIEWS))


def test_the_stamp_is_the_latest_review_where_there_is_no_history(read, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert stamp(read(REVIEWS)) == 1795132800  # 20 November 2026, 0:00 UTC
    assert stamp(read({"fit.md": FIT.replace("reviewed: 2026-11-02", "tags: a")}, "unread")) == 946684800  # 1 January 2000


def test_the_stamp_is_the_last_commit(read, write, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = write({"playbook.yml": SETTINGS, "fit.md": FIT, **REVIEWS}, "repository")
    who = {"GIT_AUTHOR_NAME": "Ida", "GIT_AUTHOR_EMAIL": "ida@example.org", "GIT_COMMITTER_NAME": "Ida", "GIT_COMMITTER_EMAIL": "ida@example.org"}

    def commit(path: str, moment: int) -> None:
        when = {"GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": f"{moment} +0000"}
        for command in (["init", "-q"], ["add", path], ["commit", "-q", "-m", "A change"]):
            subprocess.run(["git", "-c", "commit.gpgsign=false", *command], cwd=root, env={**os.environ, **who, **when}, check=True)

    commit("fit.md", 1780000000)
    commit(".", 1790000000)
    playbook = read_playbook(root, root=root)
    assert stamp(playbook) == 1790000000
    # who reads the playbook may trust the dates of its files as well
    assert playbook.history.changed["fit.md"] == date(2026, 5, 28)
    assert playbook.history.changed["pages/a.md"] == date(2026, 9, 21)


def test_staff_wear_and_take_along_what_nobody_else_is_given(write):
    folder = write({"playbook.yml": SETTINGS, "fit.md": FIT})
    public, internal = (release(read_playbook(folder, root=folder), audience) for audience in (Audience.PUBLIC, Audience.INTERNAL))
    style, script, icons = ("assets/playbook/playbook-staff.css",), ("assets/playbook/playbook-staff.js",), ("assets/playbook/icon-staff.svg", "assets/playbook/icon-staff.png")
    assert (public.styles, public.scripts, public.icons) == (STYLES, SCRIPTS, ICONS)
    assert (internal.styles, internal.scripts, internal.icons) == ((*STYLES, *style), (*SCRIPTS, *script), icons)
    held = {asset.path: asset.content.decode("utf-8", "replace") for asset in internal.assets}
    taken = {"pocket.html", "playbook.json", "replies.csv", "robots.txt", *style, *script, *icons}
    assert taken <= set(held) and not taken & {asset.path for asset in public.assets}
    parts = sorted((ROOT / "playbook_plugins/pages/assets/staff").glob("*.js"))
    assert len(parts) > 5 and not [part.name for part in parts if part.read_text("utf-8") not in held[script[0]]]


@pytest.mark.parametrize("audience", Audience)
def test_what_an_engine_begins_with_names_all_that_the_whole_holds(audience, read):
    begins, whole = begun(read({"promises/heard.md": PROMISE}), audience)
    assert replace(begins, assets=(), fingerprints=Fingerprints()) == replace(whole(), assets=(), fingerprints=Fingerprints())
    held = {asset.path: asset.content for asset in whole().assets}
    assert {asset.path: asset.content or held[asset.path] for asset in begins.assets} == held


def test_what_a_browser_keeps_is_told_apart_by_name_and_address(write):
    told = {}
    for number, settings in enumerate((SETTINGS, SETTINGS.replace("quay\n", "other\n"), SETTINGS.replace("Quay Kayaks", "Quay Boats"), SETTINGS.partition("site:")[0])):
        folder = write({"playbook.yml": settings, "fit.md": FIT}, folder=str(number))
        told[number] = mark(read_playbook(folder, root=folder))
    assert len(set(told.values())) == 4
    assert told[3] == sha256(b"Quay Kayaks\n").hexdigest()[:6]
