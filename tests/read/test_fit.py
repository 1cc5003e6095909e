"""The fit page is read line by line: need, because, who, unless."""

import pytest

from playbook_plugins.read.playbook import read_playbook


def read(write, line: str):
    text = f"# Boats\n\nFor you.\n\n## Someone else will serve you better if\n\n- {line}\n"
    return read_playbook(folder := write({"fit.md": text}), root=folder).fit.elsewhere[0]


def test_a_whole_line_is_taken_apart(write):
    line = read(write, "**You need a sail.** We have none. [Sail Loft](https://sailloft.example) sews them. Unless it is a patch: we do that.")
    assert str(line.need) == "You need a sail"
    assert line.because == "We have none."
    assert line.who == "[Sail Loft](https://sailloft.example) sews them."
    assert line.url == "https://sailloft.example"
    assert line.unless == "Unless it is a patch: we do that."
    assert line.id == "you-need-a-sail" and not line.asks


def test_an_offer_to_ask_around_leads_somewhere(write):
    line = read(write, "**You need a sail.** We have none. Ask us, and we will ask around.")
    assert line.asks and not line.url


@pytest.mark.parametrize("number", ["01632 960444", "+44 1632 960444", "(01632) 960-444", "01632/960444"])
def test_a_telephone_number_leads_somewhere(number, write):
    assert read(write, f"**You need a sail.** Ring the loft on {number}.").phone


def test_a_name_that_dials_leads_somewhere(write):
    line = read(write, "**You need a sail.** [Petra](tel:+44-1632-960444) sews them.")
    assert line.way and (line.phone, line.url) == ("+44-1632-960444", "")


@pytest.mark.parametrize("text", ["We sewed sails in 2019-2024.", "It takes 10 to 12 days.", "It costs 1200."])
def test_years_and_amounts_are_no_telephone_numbers(text, write):
    line = read(write, f"**You need a sail.** {text}")
    assert not (line.url or line.phone or line.asks)


def test_a_line_without_bold_words_is_its_own_need(write):
    assert str(read(write, "You need a sail.").need) == "You need a sail."


def test_a_line_without_bold_words_says_its_need_in_its_first_sentence(write):
    line = read(write, "You need a sail. We have none. [Sail Loft](https://sailloft.example) sews them.")
    assert (str(line.need), line.id) == ("You need a sail", "you-need-a-sail")
    assert (line.because, line.who) == ("We have none.", "[Sail Loft](https://sailloft.example) sews them.")


@pytest.mark.parametrize("line", ["You need a sail: ring 01632 960444. They are quick.", "A sail? [Sail Loft](https://sailloft.example) sews. They are quick.", "You need a sail: ask us, and we will ask around. It is no trouble."])
def test_a_line_without_bold_words_keeps_the_way_that_its_first_sentence_names(line, write):
    assert read(write, line).way


@pytest.mark.parametrize("need", ["[You need a sail](https://sailloft.example)", "You need a sail from https://sailloft.example"])
def test_a_need_that_is_a_link_leads_to_its_address(need, write):
    line = read(write, f"**{need}.** They are quick.")
    assert (line.url, line.name, line.who, line.because) == ("https://sailloft.example", "https://sailloft.example", "<https://sailloft.example>", "They are quick.")
