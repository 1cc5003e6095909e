"""What the pages and rules add up is what the lines of the files add up to, by another's arithmetic: fractions of the written numbers."""

import re
from fractions import Fraction
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings, strategies as st

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.model.contacts import contacts
from playbook_plugins.model.limits import NO_LIMIT, chain, most
from playbook_plugins.model.page import Audience
from playbook_plugins.model.worth import pot
from playbook_plugins.pages.release import release
from tests.conftest import TODAY, WHOLE, read_written

CURRENCIES, LANGUAGES = ("GBP", "PLN", "JPY"), ("en", "pl")
SIGNS = {("GBP", "en"): "£{}", ("PLN", "en"): "PLN{}", ("JPY", "en"): "¥{}", ("GBP", "pl"): "{}\u00a0GBP", ("PLN", "pl"): "{}\u00a0zł", ("JPY", "pl"): "{}\u00a0JPY"}
OFTEN = {
    "en": {"2 a year": 2, "once a month": 12, "0.1 a month": Fraction(6, 5), "1.5 a week": 78, "daily": 365, "once": 1, "twice": 2, "when asked": 0},
    "pl": {"dwa razy w roku": 2, "raz w miesiącu": 12, "0,1 na miesiąc": Fraction(6, 5), "1,5 razy w tygodniu": 78, "codziennie": 365, "raz": 1, "na prośbę": 0},
}
WORTH = {"en": "is worth about {} to us", "pl": "jest dla nas wart około {}"}
PAYS = {"en": "pays us about {} in that time", "pl": "zostawia u nas w tym czasie około {}"}
TRIES = settings(max_examples=150 if WHOLE else 8, deadline=None, derandomize=True, phases=[Phase.generate])
sums = st.builds(lambda whole, cents: f"{whole}.{cents:02}" if cents else str(whole), st.integers(1, 99_999), st.sampled_from((0, 0, 5, 50, 99)))
factors = st.sampled_from(("0.1", "0.25", "0.3", "1", "1.1", "3", "4.7", "6", "12", "52"))
maybe = st.none() | factors


def said(written: str) -> Fraction:
    """A sum or number as it stands in a file, `£1,200.50` and `1 200,50` among them."""
    figures = re.sub(r"[^\d.,]", "", written)
    figures = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", figures) if len(figures) > 4 else figures
    return Fraction(figures.replace(",", "."))


def lines_of(file: Path) -> dict[str, str]:
    """The lines above a text, as they are written."""
    return dict(line.split(": ", 1) for line in file.read_text("utf-8").split("---\n")[1].splitlines())


def files_of(drawn: dict, language: str, currency: str) -> dict[str, str]:
    money = {name: value for name, value in drawn["money"].items() if value is not None}
    files = {
        "playbook_yml": f"business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 day\n  currency: {currency}\n  writes_at_most: {drawn['told']}\nsite:\n  lang: {language}\n",
        "money_md": document(money),
        "policies__wet_md": document({"topic": "recovery", "they_leave_feeling": "dry", "usual_fix_costs": drawn["costs"]}),
    }
    for number, (often, channel, counts, status) in enumerate(drawn["scripts"]):
        files[f"scripts__s{number}_md"] = document({"of": "wet", "channel": channel, "how_often": often, "counts": counts, "status": status})
    names = [f"r{number}" for number in range(len(drawn["limits"]))]
    for name, above, limit in zip(names, [*names[1:], "owner"], drawn["limits"]):
        files[f"roles__{name}_md"] = document({"may_spend": limit, "above": above})
    if drawn["last"]:
        files["roles__owner_md"] = document({"may_spend": drawn["last"]})
    return files


def document(lines: dict[str, str]) -> str:
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + "---\n# A text\n"


def playbooks(language: str) -> st.SearchStrategy[dict]:
    often = st.sampled_from(sorted(OFTEN[language]))
    written = sums | sums.map(lambda one: f"£{one}") | st.integers(1_000, 99_999).map(lambda one: f"{one:,}")
    return st.fixed_dictionaries({
        "told": often,
        "costs": written,
        "money": st.fixed_dictionaries({
            "period": st.sampled_from(("year", "month")), "marketing": st.just("0") | written, "make_it_right": written, "make_it_right_hours": factors,
            "usual_sale": written, "times_a_year": factors, "years": factors, "margin": st.none() | st.sampled_from(("0.1", "0.35", "1")), "brings_friends": maybe,
        }),
        "scripts": st.lists(st.tuples(often, st.sampled_from(("email", "phone", "in-person")), st.sampled_from(("yes", "no")), st.sampled_from(("active", "draft"))), min_size=3, max_size=6),
        "limits": st.lists(written | st.just("no limit"), min_size=1, max_size=4),
        "last": st.none() | written | st.just("no limit"),
    })


def about(sum: Fraction) -> int:
    """To three figures, halves upwards."""
    step = 10 ** max(len(str(floor(sum))) - 3, 0)
    return floor(sum / step + Fraction(1, 2)) * step


def printed(amount: int, currency: str, language: str) -> str:
    return SIGNS[currency, language].format(f"{amount:,}".replace(",", "," if language == "en" else "\u00a0"))


@pytest.mark.share
@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sum_is_the_one_that_the_written_numbers_make(language, currency, figures):
    tried = over = 0

    @TRIES
    @given(playbooks(language))
    def holds(drawn):
        nonlocal tried, over
        tried += 1
        with TemporaryDirectory() as place:
            folder = Path(place)
            playbook = read_written(folder, files_of(drawn, language, currency))
            assert playbook.faults == ()
            money = {name: said(value) for name, value in lines_of(folder / "money.md").items() if name != "period"}
            worth = money["usual_sale"] * money["times_a_year"] * money["years"]
            full = worth * money.get("margin", 1) * (1 + money.get("brings_friends", 0))
            assert Fraction(playbook.single("budget").fields.lifetime_value) == full

            months = 1 if lines_of(folder / "money.md")["period"] == "month" else 12
            found = pot(playbook)
            assert found.share is None if not money["marketing"] else abs(Fraction(found.share) - money["make_it_right"] / money["marketing"]) < Fraction(1, 10**15)
            assert abs(Fraction(found.hours_a_week) - money["make_it_right_hours"] * 12 / (52 * months)) < Fraction(1, 10**15)
            costs = said(lines_of(folder / "policies/wet.md")["usual_fix_costs"])
            assert [one.held for one in found.repairs] == [money["make_it_right"] // costs]

            scripts = [lines_of(file) for file in (folder / "scripts").glob("*.md")]
            heard = sum(OFTEN[language][one["how_often"]] for one in scripts if (one["counts"], one["status"]) == ("yes", "active") and one["channel"] != "in-person")
            assert Fraction(contacts(playbook).a_year) == heard
            assert Fraction(contacts(playbook).limit.exactly) == OFTEN[language][drawn["told"]]

            limits = [lines_of(folder / f"roles/r{number}.md")["may_spend"] for number in range(len(drawn["limits"]))]
            limits.append(lines_of(folder / "roles/owner.md")["may_spend"] if drawn["last"] else "no limit")
            highest = most(chain("r0", playbook), playbook)
            assert highest == NO_LIMIT if "no limit" in limits else Fraction(highest) == max(map(said, limits))

            if tried % 4 == 0:
                over += 1
                page = next(page for page in release(playbook, Audience.INTERNAL).pages if page.path == "money.md").body
                sentence = (WORTH if "margin" not in money else PAYS)[language]
                assert sentence.format(printed(about(full if "margin" not in money else worth), currency, language)) in page

    holds()
    figures(f"{tried} playbooks in {language} and {currency}, {over} of them with their money page")


@pytest.mark.parametrize("often", ["0.1 a month", "1.2 a year"])
def test_the_rule_counts_as_the_page_does_up_to_the_last_tenth(tmp_path, often):
    """A tenth twelve times is one and a fifth, and not a hair more."""
    files = files_of({"money": {}, "told": "1.2 a year", "costs": "1", "scripts": [(often, "email", "yes", "active")], "limits": ["1"], "last": None}, "en", "GBP")
    files["policies__often_md"] = document({"topic": "contact", "they_leave_feeling": "calm"})
    del files["money_md"]
    playbook = read_written(tmp_path, files)
    assert run(playbook, today=TODAY, rules=[catalogue()["contact-limit"]]) == ()
    assert contacts(playbook).a_year == contacts(playbook).limit.exactly
