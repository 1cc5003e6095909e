"""What is one person's business is known in a line, and figures of other kinds are not."""

from pathlib import Path

import pytest

from playbook_plugins.checklist.private import ACCOUNT, CARD, MAIL, PHONE, Detail, Known, details, kept, known, told
from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from tests.conftest import TODAY, read_written

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
    "AGB82WEST12345698765432", "61 1090 1014 0000 0712 1981 2875", "30569309025904", "7111111111111114", "10901014000007120060", "",
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


def test_all_figures_of_a_card_or_an_account_tell_it_from_another():
    assert [detail.said for detail in details("4111 1111 1111 1111 and 61 1090 1014 0000 0712 1981 2874")] == ["4111111111111111", "61109010140000071219812874"]


def test_its_place_is_known():
    line = "ring 07700 900123 or write to a@b.example"
    assert {line[detail.start : detail.end] for detail in details(line)} == {"07700 900123", "a@b.example"}


@pytest.mark.parametrize("storm", ["0", "0 ", "a", "a@", "a.", "@", "1-", "A1", "AA11 ", "GB82 WEST ", "4111 "])
def test_masses_of_figures_have_an_answer(storm: str):
    assert len([*details((storm * 10_000)[:10_000])]) < 10_000


SETTINGS = """
business:
  name: Quay Kayaks
  phone: 5558675309
  email: hello@quay.example
  url: https://www.boats.example
  signed_by: Ines, 07700 900126
  answers_within: 1 working day
site:
  url: https://kayaks.example
checklist:
  shared:
    - text: Ring the coast on 01632 960999.
      because: everybody may
"""
PARTNERS = "---\npartners:\n  - {name: A, phone: 01632 960201, good_at: x, checked: 2026-10-02}\n  - {name: B, url: 'https://pool.example', good_at: x, checked: 2026-10-02}\n---\n# Others\n"
FIT = "# Fit\n\n## Look elsewhere\n\n- **You want to sail.** They\n  answer on 01632 960202.\n\n## How to start\n\nRing 01632 960203.\n"
ROLE = "---\nmay_spend: 20\nreach: {}\n---\n# Desk\n"
OURS = ("(555) 867-5309", "hello@quay.example", "ola@quay.example", "ola@desk.boats.example", "ola@kayaks.example", "07700 900126", "01632 960201", "ola@pool.example", "01632 960202", "01632 960999")
NOBODYS = ("01632 960203", "ola@elsewhere.example", "ola@notquay.example", "ola@gmail.com")


def written(folder: Path, **files: str) -> Playbook:
    return read_written(folder, {"playbook_yml": SETTINGS, **files})


@pytest.mark.parametrize("line", [*OURS, *NOBODYS, "ola@home.example"])
def test_the_business_its_partners_and_whom_the_fit_page_names_may_be_reached(tmp_path: Path, line: str):
    playbook = written(tmp_path, partners_md=PARTNERS, fit_md=FIT, roles__desk_md=ROLE.format("ola@home.example"))
    (detail,) = details(line)
    assert known(playbook, Audience.PUBLIC).knows(detail, line) is (line in OURS)
    assert known(playbook, Audience.INTERNAL).knows(detail, line) is (line not in NOBODYS)


def test_where_anybody_may_have_an_address_is_no_place_of_ours(tmp_path: Path):
    settings = SETTINGS.replace("hello@quay.example", "quay@gmail.com")
    assert known(written(tmp_path, playbook_yml=settings), Audience.PUBLIC).hosts == {"boats.example", "kayaks.example"}


def test_a_number_is_at_no_host():
    assert not Known(frozenset(), frozenset({"700900123"}), "").knows(Detail(PHONE, "700900123", 0, 12), "07700 900123")


@pytest.mark.parametrize("settings", [SETTINGS.partition("  email")[0] + "  answers_within: 1 working day\n", "x: ["])
def test_little_is_known_where_little_is_written(tmp_path: Path, settings: str):
    playbook = written(tmp_path, playbook_yml=settings, partners_md="# Others\n", fit_md="# Fit\n", roles__desk_md="# Desk\n")
    for audience in Audience:
        assert known(playbook, audience) == Known(frozenset({"558675309"} if playbook.settings else ()), frozenset(), "")
    assert [*kept(playbook)] == []


def test_only_staff_may_reach_whom_texts_for_staff_and_roles_name(tmp_path: Path):
    text = "# A\n\nRing 07700 900123, 01632 960201, (555) 867-5309, ola@home.example or 4111 1111 1111 1111.\n"
    reach = {name: ROLE.format(reach) for name, reach in (("roles__a_md", "12"), ("roles__b_md", "ring 090 0124"), ("roles__c_md", "01632 960201"))}
    playbook = written(tmp_path, partners_md=PARTNERS, pages__a_md=text, pages__b_md="---\naudience: public\n---\n# B\n\n07700 900125\n", **reach)
    assert [(detail.what, detail.said, f"{place.path}:{place.line}") for detail, place in kept(playbook)] == [
        (MAIL, "ola@home.example", "pages/a.md:3"), (PHONE, "700900123", "pages/a.md:3"), (PHONE, "0900124", "roles/b.md:3"),
    ]  # fmt: skip


def test_a_detail_is_told_once_and_wherever_it_stands(tmp_path: Path):
    text = "---\nowner: ring 07700 900121\n---\n# A\n\nRing 07700\n900122.\n\nWrite to **ola**@home.example\n\nor ring 07700 900123.\n"
    document = written(tmp_path, pages__a_md=text).at("pages/a.md")
    assert sorted((place.line, place.column, place.end_line, place.end_column, detail.said, written[detail.start : detail.end]) for detail, place, written in told(document)) == [
        (2, 13, 2, 25, "700900121", "07700 900121"),
        (6, 6, 7, 7, "700900122", "07700 900122"),
        (9, 12, 9, 30, "ola@home.example", "ola@home.example"),
        (11, 9, 11, 21, "700900123", "07700 900123"),
    ]


@pytest.mark.parametrize(("files", "found"), [
    ({}, True),
    ({"partners_md": "---\npartners:\n  - name: Mrs Oakes\n    phone: 01632 960201\n    good_at: sails\n    checked: 2026-10-01\n---\n# Who else\n"}, False),
    ({"partners_md": "---\npartners:\n  - name: a shed by the oakes\n    phone: 01632 960201\n    good_at: sails\n    checked: 2026-10-01\n---\n# Who else\n"}, True),
    ({"partners_md": "# Who else\n", "roles__desk_md": "---\nmay_spend: 20\n---\n# Desk\n"}, True),
    ({"pages__a_md": "---\naudience: public\n---\n# A\n\nAsk Mrs Oakes at the door.\n"}, False),
    ({"pages__a_md": "# A\n\nAsk Mrs Oakes at the door.\n"}, True),
])
def test_a_lesson_names_nobody_but_those_whom_everybody_knows_or_who_work_here(tmp_path: Path, files: dict[str, str], found: bool):
    lessons = "# Lessons\n\n| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n| May | We forgot Mrs Oakes | a promise not kept | a list | desk | no |\n"
    playbook = written(tmp_path, lessons_md=lessons, **files)
    assert any(finding.rule == "private-detail" and finding.place.path == "lessons.md" for finding in run(playbook, today=TODAY)) == found
