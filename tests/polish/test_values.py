"""Polish times, days, numbers and yes, as people write them."""

import pytest

from playbook_plugins.model.hours import OpeningHours
from playbook_plugins.model.kinds.script import Channel
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.notes import lessons
from playbook_plugins.model.values import Duration, Frequency
from playbook_plugins.model.waiting import Wait
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook

POLISH, ENGLISH = lexicon("pl"), lexicon("en")
SETTINGS = "business: {name: Zegary, phone: 01632 960310, answers_within: 1 dzień roboczy}\nsite: {lang: pl}\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4 godziny", "4 hours"),
        ("1 dzień roboczy", "1 working day"),
        ("dwa dni robocze", "2 working days"),
        ("w ciągu 4 godzin", "4 hours"),
        ("najpóźniej w ciągu 1 dnia roboczego", "1 working day"),
        ("pół godziny", "0.5 hours"),
        ("półtorej godziny", "1.5 hours"),
        ("w ciagu dwoch tygodni", "2 weeks"),
        ("6 miesięcy", "6 months"),
        ("rok", "1 year"),
        ("half an hour", "0.5 hours"),
    ],
)
def test_lengths_of_time_are_read(written, read):
    assert str(Duration.read(written, POLISH)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2 razy w roku", "2 a year"),
        ("dwa razy do roku", "2 a year"),
        ("raz w roku", "once a year"),
        ("raz na miesiąc", "once a month"),
        ("co tydzień", "once a week"),
        ("2 razy rocznie", "2 a year"),
        ("dwukrotnie", "2 times"),
        ("na prośbę", "when asked"),
        ("twice a year", "2 a year"),
    ],
)
def test_how_often_is_read(written, read):
    assert str(Frequency.read(written, POLISH)) == read


@pytest.mark.parametrize(
    ("written", "days", "visit"),
    [("60 dni i drugie zamówienie", 60, 2), ("trzecia wizyta", None, 3), ("90 dni", 90, None), ("nigdy", None, None), ("60 dni po pierwszej wizycie", 60, None)],
)
def test_a_time_without_offers_is_read(written, days, visit):
    wait = Wait.read(written, POLISH)
    assert (wait.days, wait.visit) == (days, visit)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("pon-pt 9-17, sob 9-13", 6),
        ("pn.–pt. 9:00–17:00", 5),
        ("od poniedziałku do piątku od 9 do 17, w soboty od 10 do 14", 6),
        ("poniedziałek i środa 10-18", 2),
        ("śr, pt 8-12 i 13-17", 4),
        ("wtorek-sobota w godz. 8-16", 5),
        ("poniedzialek-piatek 9-17", 5),
        ("Mon-Fri 8-18", 5),
    ],
)
def test_opening_hours_are_read(written, spans):
    assert len(OpeningHours.read(written, POLISH).times) == spans


def test_no_language_is_read_that_was_not_asked_for():
    for written in ("4 godziny", "dwa dni robocze"):
        with pytest.raises(ValueError):
            Duration.read(written, ENGLISH)


@pytest.mark.parametrize(("written", "done"), [("tak", True), ("tak, w maju", True), ("zrobione", True), ("✓", True), ("yes", True), ("nie", False), ("nie, jeszcze nie", False), ("", False)])
def test_a_lesson_is_done_when_it_says_so(written, done, write):
    table = f"# Nauczki\n\n| K | C | D | Z | Kto | Zrobione |\n| --- | --- | --- | --- | --- | --- |\n| a | b | c | d | e | {written} |\n"
    folder = write({"playbook.yml": SETTINGS, "lessons.md": table})
    playbook = read_playbook(folder, root=folder)
    assert [lesson.done for lesson in lessons(playbook.single("lessons"), playbook.lexicon)] == [done]


def test_an_english_lesson_is_done_when_it_says_yes_and_when():
    assert "yes" in ENGLISH.done and "tak" not in ENGLISH.done


@pytest.mark.parametrize(("limit", "read"), [("bez limitu", None), ("tyle, ile trzeba", None), ("no limit", None), ("1 200,50 zł", "1200.50"), ("300 zł", "300")])
def test_a_limit_is_read(limit, read, write):
    folder = write({"playbook.yml": SETTINGS, "roles/szef.md": f"---\nmay_spend: {limit}\n---\n# Szef\n"})
    playbook = read_playbook(folder, root=folder)
    found = playbook.get("role", "szef").fields.may_spend
    assert playbook.faults == () and (str(found) if found is not None else None) == read


@pytest.mark.parametrize(("heading", "name"), [("Co robić", "what-to-do"), ("CO ROBIC", "what-to-do"), ("Czego nie robić", "dont"), ("What to do", "what-to-do"), ("Po czym to poznac?", "you-notice")])
def test_headings_are_read_with_their_marks_and_without(heading, name):
    assert POLISH.sections["policy"][fold(heading)] == name


@pytest.mark.parametrize(
    ("label", "name"),
    [("Wysłuchaj", "listen"), ("Wysluchac", "listen"), ("Wysłuchanie", "listen"), ("Wysłuchajcie", "listen"), ("Słuchamy", "listen"), ("Przeprosiny", "apologise"), ("Bierzemy to na siebie", "admit"), ("Naprawa", "make-right"), ("Gest", "go-further")],
)
def test_labels_are_read_as_order_as_deed_and_as_thing(label, name):
    assert POLISH.labels[fold(label)] == name


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        *(("en", word, Channel.PHONE) for word in ("phone", "Phone", "call", "a call", "telephone", "phone call", "ring")),
        *(("pl", word, Channel.PHONE) for word in ("telefon", "Telefon", "rozmowa", "dzwonimy", "zadzwoń", "zadzwon", "call", "phone")),
        *(("en", word, channel) for word, channel in {"e-mail": Channel.EMAIL, "postcard": Channel.CARD, "text": Channel.SMS, "in person": Channel.IN_PERSON, "social media": Channel.SOCIAL}.items()),
        *(("pl", word, channel) for word, channel in {"mejl": Channel.EMAIL, "kartka": Channel.CARD, "esemes": Channel.SMS, "osobiscie": Channel.IN_PERSON, "wpis": Channel.SOCIAL}.items()),
        *(("en", word, None) for word in ("telefon", "caller", "pigeon")),
        *(("pl", word, None) for word in ("telefonu", "gołąb")),
    ],
)
def test_how_words_reach_people_is_read(lang, written, read, write):
    script = "---\nof: mokre-buty\nchannel: {}\n---\n# Po trzech dniach\n\n> Dzień dobry.\n"
    folder = write({"playbook.yml": SETTINGS.replace("lang: pl", f"lang: {lang}").replace("1 dzień roboczy", "1 day"), "scripts/po-trzech-dniach.md": script.format(written)})
    playbook = read_playbook(folder, root=folder)
    assert playbook.get("script", "po-trzech-dniach").fields.channel is read
    assert ("bad-value" in {fault.rule for fault in playbook.faults}) is (read is None)
