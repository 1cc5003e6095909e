"""The days on which texts want to be read and partners rung, as calendar programs read them."""

from datetime import UTC, date, datetime

import vobject
from icalendar import Calendar

from playbook_plugins.pages.takeaway.calendar import calendar
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, read_written

STAMP = 1_795_000_000
SETTINGS = "format: 1\nbusiness:\n  name: Saddlers, Reins & Sons\n  phone: 01632 960111\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: calm\n{lines}---\n# {title}\n\nIt happens.\n\n## What to do\n\n1. **Listen** to the end.\n\n## Don't\n\n- No fuss.\n"
PARTNERS = """\
---
partners:
  - {name: Żółw i Syn, phone: 01632 960444, good_at: shells, checked: 2026-06-01}
  - {name: Old Lock, url: https://lock.example, good_at: locks, checked: 2026-01-01}
  - {name: Old Lock, url: https://lock-too.example, good_at: keys, checked: 2026-01-02}
---
# People we send you to
"""


def events(content: bytes) -> dict[str, tuple[date, str, str]]:
    """Day, title and link of each event, by its name, as icalendar reads them."""
    found = Calendar.from_ical(content).walk("VEVENT")
    assert all(event.decoded("dtstamp") == datetime.fromtimestamp(STAMP, UTC) for event in found)
    return {str(event["uid"]): (event.decoded("dtstart"), str(event["summary"]), str(event.get("url", ""))) for event in found}


def test_every_text_in_use_has_its_day_and_every_partner_theirs(tmp_path):
    written = read_written(tmp_path, {
        "playbook_yml": SETTINGS,
        "policies__slips_md": POLICY.format(title="Something; went, *wrong*", lines="reviewed: 2026-05-31\nreview_every: 9 months\n"),
        "policies__unread_md": POLICY.format(title="Never read", lines=""),
        "policies__draft_md": POLICY.format(title="Half written", lines="reviewed: 2026-05-31\nstatus: draft\n"),
        "partners_md": PARTNERS,
    })
    content = calendar(written, STAMP)
    assert content == calendar(written, STAMP)
    assert events(content) == {
        "policy.slips.en@playbook.invalid": (date(2027, 2, 28), "Read over: Something; went, wrong", ""),
        "partner.żółw-i-syn@playbook.invalid": (date(2026, 11, 28), "Ring Żółw i Syn", ""),
        "partner.old-lock@playbook.invalid": (date(2026, 6, 30), "Ring Old Lock", ""),
        "partner.old-lock.2@playbook.invalid": (date(2026, 7, 1), "Ring Old Lock", ""),
    }
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_example_is_read_alike_by_two_programs_and_links_what_everybody_may_read():
    example = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    content = calendar(example, STAMP)
    found = events(content)
    [other] = vobject.readComponents(content.decode("utf-8"))
    assert {event.uid.value: (event.dtstart.value, event.summary.value, event.url.value if hasattr(event, "url") else "") for event in other.vevent_list} == found
    days = {document.path: example.due(document) for document in example.readable if document.active and example.due(document)}
    assert sorted(day for uid, (day, _, _) in found.items() if not uid.startswith("partner.")) == sorted(days.values())
    assert found["promise.answer.en@millbrookcycles.example"][2] == "https://millbrookcycles.example/promises/#answer"
    assert found["fit.fit.pl@millbrookcycles.example"][2] == "https://millbrookcycles.example/pl/"
    assert {link for uid, (_, _, link) in found.items() if uid.startswith(("policy.", "role.", "script."))} == {""}
    assert [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")][0].startswith(("Read over", "Ring"))


def test_days_stand_in_their_order_and_those_beyond_the_calendar_harm_nothing(tmp_path):
    written = read_written(tmp_path, {
        "playbook_yml": SETTINGS,
        "policies__far_md": POLICY.format(title="Far away", lines="reviewed: 9999-12-01\n"),
        "policies__old_md": POLICY.format(title="Long ago", lines="reviewed: 0999-01-01\n"),
    })
    assert [day for day, _, _ in events(calendar(written, 0 + STAMP)).values()] == [date(999, 7, 1), date.max]


def test_the_internal_site_has_the_calendar_and_the_public_one_has_not(sites):
    assert (sites / "internal" / "reviews.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert not (sites / "public" / "reviews.ics").exists()
