"""What an import guesses by names topics, sections and kinds that there are, in every language alike."""

from importlib.resources import files

import pytest
import yaml

from playbook_plugins.edit.importing import signs as package
from playbook_plugins.edit.importing.guess import Seen, guessed
from playbook_plugins.edit.importing.signs import languages, signs
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.read.lexicon import lexicon

LANGUAGES = ("en", "pl")
STEPS = "1. Listen to the customer.\n2. Ask the customer.\n3. Thank the customer.\n"
PIECES = "1. Wysłuchaj klienta.\n2. Zapytaj klienta.\n3. Podziękuj klientowi.\n"


def test_there_are_signs_in_every_language():
    assert languages() == [*LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signs_name_what_there_is(language):
    told = yaml.safe_load((files(package) / f"{language}.yml").read_text("utf-8"))
    english = yaml.safe_load((files(package) / "en.yml").read_text("utf-8"))
    assert told.keys() == english.keys()
    assert list(told["topics"]) == [topic.value for topic in TopicName]
    assert set(told["sections"]) <= {section.name for section in KINDS["policy"].sections} and told["sections"].keys() == english["sections"].keys()
    assert set(told["kinds"]) < set(KINDS) and told["kinds"].keys() == english["kinds"].keys()


@pytest.mark.parametrize("title, kind, topic", [
    ("Handling complaints", "policy", "recovery"), ("When a customer is upset", "policy", "listening"), ("Cancellations", "policy", "lost-customer"),
    ("Asking for feedback", "policy", "feedback"), ("Saying no", "policy", "referral"), ("Follow-up calls", "policy", "follow-up"), ("Birthday cards", "policy", "greeting"),
    ("Taking bookings", "policy", "intake"), ("The newsletter", "policy", "contact"), ("A warm welcome", "policy", "hospitality"), ("Honest advice", "policy", "honesty"),
    ("Our values", "principle", None), ("Holidays and leave", "page", None), ("Script for complaints", "page", None), ("Our prices", "page", None),
])
def test_a_title_says_what_a_text_is(title, kind, topic):
    found = guessed(Seen("text.md", title, f"# {title}\n\n{STEPS}", ()), lexicon=lexicon("en"), signs=signs("en"))
    assert (found.kind, found.topic) == (kind, topic)


@pytest.mark.parametrize("title, topic", [("Reklamacje", "recovery"), ("Trudna rozmowa", "listening"), ("Opinie o nas", "feedback"), ("Kartki na urodziny", "greeting"), ("Rezerwacje", "intake")])
def test_a_polish_title_says_so_too(title, topic):
    found = guessed(Seen("tekst.md", title, f"# {title}\n\n{PIECES}", ()), lexicon=lexicon("pl"), signs=signs("pl"))
    assert (found.kind, found.topic) == ("policy", topic)


@pytest.mark.parametrize("body", ["Words about a printer.\n", "- Paper\n- Ink\n"])
def test_what_is_not_about_customers_is_no_policy(body):
    found = guessed(Seen("text.md", "Refunds of travel costs", f"# Refunds of travel costs\n\n{body}", ()), lexicon=lexicon("en"), signs=signs("en"))
    assert found.kind == "page"


def test_a_role_needs_a_sum_and_a_script_its_policy(tmp_path):
    role = guessed(Seen("desk.md", "Role: front desk", "# Role: front desk\n\nThe front desk may spend £40 on one case.\n", ()), lexicon=lexicon("en"), signs=signs("en"))
    assert role.kind == "role" and dict(role.fields) == {"may_spend": '"40"'}
