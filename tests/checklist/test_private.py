"""What is one person's business is known in a line, and figures of other kinds are not."""

import pytest

from playbook_plugins.checklist.private import ACCOUNT, CARD, MAIL, PHONE, details

FOUND = {
    "07700 900123": PHONE, "+44 7700 900123": PHONE, "+44 (0)1632 960200": PHONE, "(01632) 960200": PHONE, "0044 1632 960200": PHONE, "01632-960-200": PHONE, "01632.960.200": PHONE,
    "tel:+441632960200": PHONE, "(555) 867-5309": PHONE, "555-867-5309": PHONE, "555.867.5309": PHONE, "601 123 456": PHONE, "601-123-456": PHONE, "22 123 45 67": PHONE, "012345678": PHONE,
    "a@b.example": MAIL, "<A.b+c@D-e.example>": MAIL, "mailto:a%2Eb@c.example": MAIL, "a_b@c.d.example.": MAIL,
    "4111 1111 1111 1111": CARD, "4111111111111111": CARD, "3782 822463 10005": CARD, "5500-0000-0000-0004": CARD, "6011000990139424": CARD, "4222222222222": CARD, "4000000000000000006": CARD,
    "GB82 WEST 1234 5698 7654 32": ACCOUNT, "GB82WEST12345698765432 AND MORE": ACCOUNT, "PL61109010140000071219812874": ACCOUNT, "61 1090 1014 0000 0712 1981 2874": ACCOUNT, "NO9386011117947": ACCOUNT, "DE89 3704 0044 0532 0130 00": ACCOUNT,
}
NOT = (
    "2026-10-02", "01.02.2026", "01-02-2026-10", "1998-2026", "09.30-17.30", "12345678", "01234567", "0123456789012345", "600 123 456 zł", "601 123 456 PLN", "601 123 456 €", "601 123 456%", "601 123-456", "601 123 4567",
    "£10,000,000,000", "https://x.example/01632960200", "?id=01632960200", "#01632960200", "a01632960200", "01632960200a", "1.01632960200", "5558675309", "555 867 5309",
    "a@b", "@b.example", "a at b.example", "a @ b.example", "4111 1111 1111 1112", "7111111111111111", "978-0-306-40615-7", "41111111111111", "GB82 WEST 1234 5698 7654 33", "XX82 WEST 1234 5698 7654 32", "gb82 west 1234 5698 7654 32",
    "AGB82WEST12345698765432", "61 1090 1014 0000 0712 1981 2875", "",
)


@pytest.mark.parametrize("written", FOUND)
def test_a_detail_is_known_by_its_form(written: str):
    assert [detail.what for detail in details(f"At {written}, they say.")] == [FOUND[written]]


@pytest.mark.parametrize("written", NOT)
def test_other_figures_are_none(written: str):
    assert [*details(f"At {written}, they say.")] == []


@pytest.mark.parametrize(
    "one, other",
    [("01632 960200", "+441632960200"), ("0044 (0)1632-960200", "(01632) 960 200"), ("a@b.example", "A@B.example."), ("a%40b@c.example", "a@b@c.example"), ("+48 601 123 456", "601-123-456")],
)
def test_two_ways_of_writing_one_are_alike(one: str, other: str):
    first, second = (next(details(written)) for written in (one, other))
    assert first.said.rpartition("@")[2] == second.said.rpartition("@")[2] and first.what == second.what


def test_its_place_is_known():
    line = "ring 07700 900123 or write to a@b.example"
    assert {line[detail.start : detail.end] for detail in details(line)} == {"07700 900123", "a@b.example"}


@pytest.mark.parametrize("storm", ["0", "0 ", "a", "a@", "a.", "@", "1-", "A1", "AA11 ", "GB82 WEST ", "4111 "])
def test_masses_of_figures_have_an_answer(storm: str):
    assert len([*details((storm * 10_000)[:10_000])]) < 10_000
