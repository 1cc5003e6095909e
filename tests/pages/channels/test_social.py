"""Texts for social networks: never too long, never without either half, never half a sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook_plugins.model.public import PublicBusiness, PublicCost, PublicElsewhere, PublicFit, PublicSection, PublicSite
from playbook_plugins.pages.channels.social import LONG, SHORT, texts
from playbook_plugins.pages.channels.spoken import elsewhere, entries, sentence
from playbook_plugins.words import Words
from tests.pages.channels.shop import FIT, SETTINGS, shop, without, words

WORDS = st.text(st.characters(categories=("Ll", "Lu", "Nd"), max_codepoint=0x17F), min_size=1, max_size=14)


def lines(most: int) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=1, max_size=most).map(" ".join)


@st.composite
def sites(draw) -> PublicSite:
    told = draw(st.lists(st.tuples(lines(50), lines(12), st.booleans(), lines(20)), min_size=1, max_size=8))
    well = draw(st.lists(lines(60), min_size=0, max_size=8))
    section = PublicSection(name="good-fit", heading=draw(lines(8)), items=tuple(well))
    other = PublicSection(name="look-elsewhere", heading=draw(lines(8)))
    steps = PublicSection(name="how-to-start", heading=draw(lines(4)), items=tuple(draw(st.lists(lines(30), max_size=3))))
    business = PublicBusiness(
        name=draw(lines(30)),
        at=draw(st.sampled_from(["", "https://a.example/", f"https://{'long' * 60}.example/"])),
        people_word="customer",
        phone=draw(st.sampled_from([None, "01632 960400"])),
        open_door=draw(st.booleans()),
    )
    fit = PublicFit(
        title=draw(lines(20)),
        sections=(section, other, steps),
        elsewhere=tuple(
            PublicElsewhere(id=str(number), need=need, name="" if asks else name, who=f"{name} {who}." if number % 2 else f"{who}.", asks=asks)
            for number, (need, name, asks, who) in enumerate(told)
        ),
        costs=(PublicCost(name="most-people-pay", label="Most people pay", text=draw(lines(10))),) if draw(st.booleans()) else (),
    )
    return PublicSite(business=business, language=draw(st.sampled_from(["en", "pl"])), fit=fit)


@settings(max_examples=200, deadline=None)
@given(sites())
def test_both_texts_are_short_enough_and_hold_both_halves(site):
    said = Words(site.language)
    for text, most in zip(texts(site, said), (SHORT, LONG), strict=True):
        assert 0 < len(text) <= most
        parts = text.split("\n")
        assert well(parts, site, said), text
        assert other(parts, site, said, most=most), text
        assert whole(parts, site, said), text


def well(parts: list[str], site: PublicSite, said: Words) -> bool:
    """Whether somebody reads whom we serve well."""
    return said("channel.well") in parts or any(f"– {line}" in parts for line in entries(site.fit, "good-fit"))


def other(parts: list[str], site: PublicSite, said: Words, *, most: int) -> bool:
    """Whether somebody reads who does better, and the name of one where any name finds room; where all may come, how to start."""
    if site.business.open_door:
        return said("channel.welcome") in parts or any(f"– {line}" in parts for line in entries(site.fit, "how-to-start"))
    told = elsewhere(site)
    if any(part.startswith(f"– {one.need} ") and one.name and one.name in part for part in parts for one in told):
        return True
    if any(said("channel.them", name=one.name) in parts for one in told if one.name):
        return True
    no_room = all(len(f"{said('channel.well')}\n{said('channel.them', name=one.name)}") > most for one in told if one.name)
    return no_room and (said("channel.others") in parts or any(part == f"– {one.need} {one.who}" for part in parts for one in told if one.asks))


def whole(parts: list[str], site: PublicSite, said: Words) -> bool:
    """Whether every line is a heading of the owner's, or ends as a sentence does."""
    last = {site.business.name, site.business.at}
    return all(part in last or part.endswith((".", "!", "?", "…", ":", "”", "»")) for part in parts)


def test_a_name_that_leaves_no_room_is_dropped_before_either_half():
    long = shop(playbook_yml=SETTINGS.replace("name: Lock and Quay", f"name: {'Lock and Quay ' * 30}"))
    short, _ = texts(long, words(long))
    assert "Lock and Quay" not in short
    assert "You need a key cut while you wait." in short and "Old Iron Safes opens two a week." in short


def test_lines_that_are_too_long_make_room_for_sentences_of_ours_with_the_name():
    site = shop(
        fit_md=FIT.replace("You need a key cut while you wait.", f"You need {'a very long key ' * 30}cut.")
        .replace("You moved house and want new locks.", f"You moved {'from house to house ' * 30}.")
        .replace("You need a safe opened", f"You need {'a very heavy safe ' * 30}opened")
        .replace("You locked yourself out at night", f"You locked yourself {'out and out ' * 40}at night")
    )
    short, long = texts(site, words(site))
    for text in (short, long):
        assert words(site)("channel.well") in text
        assert "Old Iron Safes" in text
        assert text.endswith("https://lockandquay.example/")


def test_the_sentence_that_names_nobody_gets_the_name():
    site = shop(fit_md=FIT.replace("[Old Iron Safes](https://oldironsafes.example) opens two a week.", "[They](https://oldironsafes.example) open two a week."))
    assert "They open two a week. Old Iron Safes." in texts(site, words(site))[1]


def test_a_line_that_names_somebody_comes_before_one_that_asks_around():
    site = shop(fit_md=FIT.replace("- **You need a safe", "- **You want to sell keys.** Not here. Ask us, and we will ask around.\n- **You need a safe"))
    assert "Old Iron Safes" in texts(site, words(site))[0]


def test_where_anybody_may_walk_in_the_second_half_is_how_to_start():
    site = shop(playbook_yml=SETTINGS.replace("currency: GBP", "currency: GBP\n  screening: open-door"))
    for text in texts(site, words(site)):
        assert "You need a key cut while you wait." in text and "Bring the old key." in text
        assert "Old Iron Safes" not in text


def test_it_ends_with_the_way_to_the_page():
    assert all(text.endswith("\nhttps://lockandquay.example/") for text in texts(shop(), words(shop())))
    nowhere = without(shop(), "at")
    assert all(text.endswith("\nRing 01632 960310.") for text in texts(nowhere, words(nowhere)))


def test_a_longer_text_says_no_less_than_the_short_one():
    short, long = texts(shop(), words(shop()))
    assert set(short.split("\n")) - set(long.split("\n")) == set()


def test_a_sentence_gets_one_end():
    assert [sentence(text) for text in ("Ring us", "Ring us.", "Ring **us**", "Why?", "“Yes.”", "")] == ["Ring us.", "Ring us.", "Ring us.", "Why?", "“Yes.”", ""]
