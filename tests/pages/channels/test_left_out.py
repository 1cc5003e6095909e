"""Whatever an owner leaves out, and however long their words are: every channel still reads well."""

import io
import json
import re

import pytest
from PIL import Image

from playbook_plugins.model.public import PublicFit, PublicSection
from playbook_plugins.pages.channels import card, fit_json, newsletter
from playbook_plugins.pages.channels.head import head
from playbook_plugins.pages.channels.spoken import entries, opening, paragraphs
from playbook_plugins.pages.templates import plain
from tests.pages.channels.shop import FIT, SETTINGS, everywhere, shop, without, words, written

OPTIONAL = ["phone", "email", "address", "url", "open", "holidays", "languages", "area", "writes_at_most", "signed_by", "time_zone", "at"]
COSTS = FIT[FIT.index("## What it costs") : FIT.index("## How to start")]


def gone(name: str):
    """The shop without a fact; its opening hours go as a whole."""
    return without(shop(), *(["open", "opening_times"] if name == "open" else [name]))


def lines(number: int):
    """The shop with so many lines in either list."""
    well = "".join(f"- You need key number {at} cut.\n" for at in range(number))
    other = "".join(f"- **You need safe number {at} opened.** We have no drill. [Safe {at}](https://safe{at}.example) has one.\n" for at in range(number))
    page = re.sub(r"(happy here if\n\n).*?\n\n", rf"\1{well}\n", FIT, flags=re.S)
    return shop(fit_md=re.sub(r"(better if\n\n).*?\n\n", rf"\1{other}\n", page, flags=re.S))


SHOPS = {
    **{f"no {name}": gone(name) for name in OPTIONAL},
    "no price": shop(fit_md=FIT.replace(COSTS, "")),
    "a price in a sentence": shop(fit_md=FIT.replace(COSTS, "## What it costs\n\nIt depends on the lock, so ring and we tell you.\n\n")),
    "no partner": shop(fit_md=re.sub(r"- \*\*You need a safe.*\n", "", FIT), partners_md="---\nreviewed: 2026-11-02\n---\n# Nobody yet\n"),
    "no other half": shop(fit_md=re.sub(r"## Someone else.*?(?=## What)", "", FIT, flags=re.S)),
    "nothing but a name": without(shop(fit_md="# A key that turns\n\nYou are locked out.\n"), *OPTIONAL[:-1], "opening_times", "at", "answers_within"),
    "no steps": shop(fit_md=FIT[: FIT.index("## How to start")]),
    "open to all": shop(playbook_yml=SETTINGS.replace("currency: GBP", "currency: GBP\n  screening: open-door"), fit_md=re.sub(r"## Someone else.*?(?=## What)", "", FIT, flags=re.S)),
    "1 line": lines(1),
    "4 lines": lines(4),
    "40 lines": lines(40),
    "a very long name": shop(playbook_yml=SETTINGS.replace("Lock and Quay", "The Honourable Company of Locksmiths, Key Cutters and Safe Openers of Ferrybank, Upper Ferrybank and the Seven Villages")),
    "a name of one endless word": shop(playbook_yml=SETTINGS.replace("Lock and Quay", "Donaudampfschifffahrtsgesellschaftskapitänsmützenschlüssel" * 2)),
    "Polish": shop(playbook_yml=SETTINGS.replace("site:\n", "site:\n  lang: pl\n")),
    "from right to left": shop(playbook_yml=SETTINGS.replace("Lock and Quay", "قفل ومفتاح")),
}
LEFTOVERS = re.compile(r"None|\{\w*\}|undefined|\[\]\(|  +(?=\S)|: ?:|\(\)| \.(?:\s|$)|\.\.(?!/)", re.M)


@pytest.mark.parametrize("name", SHOPS)
def test_no_channel_shows_where_something_was_left_out(name):
    for channel, text in written(SHOPS[name]).items():
        if channel in ("newsletter-text", "social-280", "social-500", "llms"):
            assert not LEFTOVERS.search(text.replace("\n  ", "\n")), (channel, text)
        assert "None" not in text, channel
        assert not re.search(r"<(p|h2|h3|ul|ol|li|title|strong|a)(?: [^>]*)?>\s*</\1>", text), channel
        assert not re.search(r":\s*\n\s*\n(?!\s*[-\d–])", text) or channel in ("embed", "markdown", "newsletter"), channel


@pytest.mark.parametrize("name", SHOPS)
def test_no_heading_stands_above_nothing(name):
    for text in (written(SHOPS[name])["newsletter-text"], written(SHOPS[name])["markdown"]):
        assert not re.search(r"^#+ .*\n*(?=^#+ |\Z)", text.partition("\n")[2], re.M)
        assert not re.search(r":\n+(?!- |\d\. )\S", text)


@pytest.mark.parametrize("name", SHOPS)
def test_json_leaves_out_what_is_not_known(name):
    told = json.loads(fit_json.text(SHOPS[name]))
    assert "null" not in fit_json.text(SHOPS[name])
    for fact in OPTIONAL:
        if name == f"no {fact}" and fact not in ("holidays", "languages", "open", "at"):
            assert fact not in told["business"]


@pytest.mark.parametrize("number", [1, 4, 40])
def test_every_line_stands_in_the_newsletter(number):
    site = lines(number)
    for text in (newsletter.html(site, words(site)), newsletter.text(site, words(site))):
        assert all(f"key number {at} cut" in text and f"https://safe{at}.example" in text for at in range(number))
    assert len(entries(site.fit, "good-fit")) == number


@pytest.mark.parametrize("name", SHOPS)
def test_no_word_on_the_card_is_cut_and_none_runs_over_its_edge(name):
    site = SHOPS[name]
    content = card.png(site, words(site))
    if name in ("from right to left", "a name of one endless word"):
        assert content is None
        return
    with Image.open(io.BytesIO(content)) as picture:
        paper = picture.getpixel((picture.width - 1, 0))
        # round the edge there is nothing but paper, on the left behind the band
        for box in ((card.WIDTH - 60, 0, card.WIDTH, card.HEIGHT), (30, 0, card.WIDTH, 60), (30, card.HEIGHT - 60, card.WIDTH, card.HEIGHT), (30, 0, 70, card.HEIGHT)):
            assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)], box
        middle = picture.crop((80, 60, card.WIDTH - 60, card.HEIGHT - 60)).getcolors(100_000)
        assert len(middle) > 10


def test_a_polish_card_has_its_letters():
    site = shop(playbook_yml=SETTINGS.replace("Lock and Quay", "Zażółć Gęślą Jaźń"))
    plain = shop(playbook_yml=SETTINGS.replace("Lock and Quay", "Zazolc Gesla Jazn"))
    assert card.png(site, words(site)) and card.png(site, words(site)) != card.png(plain, words(plain))


def test_there_is_nothing_to_tell_without_a_fit_page():
    site = shop().model_copy(update={"fit": None})
    assert set(everywhere(site).values()) == {b""}
    assert head(site, words(site)) == ""


@pytest.mark.parametrize(
    ("written_so", "read_so"),
    [
        ("You need **a key** cut [today](https://a.example).", "You need a key cut today."),
        ("Ring [01632 960310](tel:01632960310), or write to <keys@lockandquay.example>.", "Ring 01632 960310, or write to keys@lockandquay.example."),
        ("See ![our door](door.jpg) and <https://a.example/b>", "See and https://a.example/b"),
        (r"3 \* 4 &lt; 5 &amp; more", "3 * 4 < 5 & more"),
        ("one\ntwo", "one two"),
        ("Ring _before_ noon, in snake_case", "Ring before noon, in snake_case"),
        (r"\*not\* stressed, and 2 * 3 * 4", "*not* stressed, and 2 * 3 * 4"),
        ("1. May, and - not a list", "1. May, and - not a list"),
        ("a `code` of [four](pages/x.md) & <b", "a code of four & <b"),
        ("**Both _ways_ at once**", "Both ways at once"),
    ],
)
def test_a_line_is_read_without_its_marks(written_so, read_so):
    assert plain(written_so) == read_so


@pytest.mark.parametrize(("heading", "shown"), [("Come to us if", "Come to us if:"), ("Come to us if…", "Come to us if:"), ("Is this you?", "Is this you?"), ("Good fit:", "Good fit:")])
def test_a_heading_has_a_colon_unless_it_asks(heading, shown):
    fit = PublicFit(title="A key", sections=(PublicSection(name="good-fit", heading=heading),))
    assert opening(fit, "good-fit") == shown


def test_paragraphs_and_entries_are_parted():
    text = "One\nline.\n\n> A *quote*.\n\n- first\n- second\n    goes on\n\n1. third\n\n<!-- -->\n\n### Head"
    assert paragraphs(text) == ("One line.", "A quote.", "first", "second goes on", "third", "Head")


def test_whoever_is_named_is_named_also_where_the_line_offers_to_ask_around():
    site = shop(fit_md=FIT.replace("opens two a week.", "opens two a week. Are they full? Ask us, and we will ask around."))
    first, second = json.loads(fit_json.text(site))["elsewhere"]
    assert (first["name"], first["asks_around"], second["asks_around"]) == ("Old Iron Safes", False, True)
    assert "Old Iron Safes" in written(site)["embed"]
