"""What is said to a visitor, said by them."""

import pytest

from playbook_plugins.words.person import first


@pytest.mark.parametrize(
    ("said", "by_them"),
    [
        ("You need a carbon frame repaired", "I need a carbon frame repaired"),
        ("Your e-bike battery has failed", "My e-bike battery has failed"),
        ("You want to learn to mend it yourself", "I want to learn to mend it myself"),
        ("Your bike stands more than 8 km away and cannot roll", "My bike stands more than 8 km away and cannot roll"),
        ("You are a beginner, and your own boat leaks", "I am a beginner, and my own boat leaks"),
        ("You’re in a hurry", "I'm in a hurry"),
    ],
)
def test_you_becomes_i(said: str, by_them: str):
    assert first(said, "en") == by_them


@pytest.mark.parametrize("said", ["We cannot come to you", "You want us to come round", "You like our tea", "A boat that suits you", "Wedding cakes for two hundred", "Nobody else will take you."])
def test_what_cannot_be_turned_safely_is_left_alone(said: str):
    assert first(said, "en") is None


@pytest.mark.parametrize(
    ("said", "by_them"),
    [
        ("Potrzebujesz naprawy ramy z karbonu", "Potrzebuję naprawy ramy z karbonu"),
        ("Twój akumulator nie działa", "Mój akumulator nie działa"),
        ("Chcesz, żeby ktoś przyjechał do ciebie", "Chcę, żeby ktoś przyjechał do mnie"),
        ("Twoje pianino stało latami niestrojone i trochę Ci wstyd", "Moje pianino stało latami niestrojone i trochę mi wstyd"),
        ("Dziecko gra, a Ty chcesz wiedzieć, czy Twoje pianino się nadaje", "Dziecko gra, a ja chcę wiedzieć, czy moje pianino się nadaje"),
        ("Przyszła zima. Twój rower stoi", "Przyszła zima. Mój rower stoi"),
    ],
)
def test_polish_turns_what_it_knows(said: str, by_them: str):
    assert first(said, "pl") == by_them


@pytest.mark.parametrize("said", ["Budujesz dom", "Masz blisko: Ty do nas albo my do Ciebie", "Lubisz nasz sklep", "Chcesz, żebyśmy szli z Tobą", "Zgubiłeś klucze", "Rower stoi daleko"])
def test_polish_leaves_what_it_does_not_know(said: str):
    assert first(said, "pl") is None


def test_a_language_that_we_do_not_know_is_left_alone():
    assert first("You need a boat", "sv") is None
