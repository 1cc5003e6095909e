"""A site that was looked through is not read again for other fingerprints, unless something of it is looked for now."""

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_plugins.audit import audit, site
from playbook_plugins.audit.fingerprints import Secret, gather
from playbook_plugins.audit.forms import AMOUNT, ID, MAIL, PHONE, RUN, row
from playbook_plugins.model.fingerprints import Fingerprints, whole
from tests.conftest import Shelf

PAGE = "<p>Boots left wet: late-part, ada@b.de, 01632 960123, 30 pounds. We keep it dry, and nobody rings twice.</p>"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "late-part.txt").write_text("One way of keeping feet dry is another.", "utf-8")
    return tmp_path


@pytest.fixture
def readings(monkeypatch) -> list[str]:
    """The names of the files that are read."""
    read: list[str] = []
    plain = site.readings
    monkeypatch.setattr(site, "readings", lambda content, name, **more: read.append(name) or plain(content, name, **more))
    return read


def known(*secrets: tuple[str, str], coins: tuple[str, ...] = ("pounds",)) -> Fingerprints:
    return gather((Secret(form, said, f"a.md:{number}") for number, (form, said) in enumerate(secrets, 1)), coins=coins)


ELSEWHERE = (RUN, "one two three four five six"), (row(3), "said to nobody"), (MAIL, "eve@b.de"), (PHONE, "632960999"), (AMOUNT, "31"), (ID, "wet-boots")
HERE = (RUN, "we keep it dry and nobody"), (row(3), "keep it dry"), (MAIL, "ada@b.de"), (PHONE, "632960123"), (AMOUNT, "30"), (ID, "late-part"), (RUN, "way of keeping feet dry is")


def test_what_says_nothing_of_it_is_read_once(built, readings):
    shelf = Shelf()
    assert audit(built, known(*ELSEWHERE), shelf) == ()
    assert sorted(readings) == ["index.html", "late-part.txt"]
    for others in (ELSEWHERE[::-1], ((RUN, "nine men in a big boat"), *((form, f"x-{said}") for form, said in ELSEWHERE[1:]))):
        assert audit(built, known(*others), shelf) == ()
    assert len(readings) == 2


@pytest.mark.parametrize("one", HERE)
def test_what_is_looked_for_since_is_found_as_ever(built, one):
    shelf = Shelf()
    audit(built, known(*ELSEWHERE), shelf)
    now = known(*(pair for pair in ELSEWHERE if pair[0] != one[0]), one)
    assert audit(built, now, shelf) == audit(built, now) != ()
    assert audit(built, now, shelf) == audit(built, now)


@given(st.lists(st.tuples(st.lists(st.sampled_from((*ELSEWHERE, *HERE))), st.sampled_from((PAGE, "A page.", "Nobody rings twice: 30 £, late-part"))), max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_with_a_shelf_and_without_the_same_is_found(built, rounds):
    shelf = Shelf()
    for secrets, page in rounds:
        (built / "index.html").write_text(page, "utf-8")
        assert audit(built, known(*secrets), shelf) == audit(built, known(*secrets))


def test_a_site_in_which_something_was_found_is_not_remembered(built):
    shelf = Shelf()
    assert audit(built, known(*ELSEWHERE, HERE[0]), shelf) != ()
    assert shelf.kept == {}


@pytest.mark.parametrize("change", ["content", "name", "more", "less", "link", "link to the same", "forms", "coins", "theirs"])
def test_whatever_decides_what_is_read_has_it_read_again(built, readings, change):
    shelf, secrets = Shelf(), known(*ELSEWHERE)
    audit(built, secrets, shelf)
    readings.clear()
    page = built / "index.html"
    match change:
        case "content":
            page.write_text(PAGE + " ", "utf-8")
        case "name":
            page.rename(built / "other.html")
        case "more":
            (built / "more.txt").write_text("More.", "utf-8")
        case "less":
            (built / "late-part.txt").unlink()
        case "link":
            os.symlink(page, built / "link.html")
        case "link to the same":
            page.rename(built.with_name("elsewhere.html"))
            os.symlink(built.with_name("elsewhere.html"), page)
        case "forms":
            secrets = known(*ELSEWHERE[:-1])
        case "coins":
            secrets = known(*ELSEWHERE, coins=("pounds", "quid"))
        case "theirs":
            secrets = Fingerprints(secrets.marks, secrets.coins, frozenset({whole(b"something")}))
    assert audit(built, secrets, shelf) == audit(built, secrets)
    assert readings


def test_what_is_damaged_is_not_believed(built, readings):
    shelf = Shelf()
    audit(built, known(*ELSEWHERE), shelf)
    for damaged in (b"", b"nothing", pickle.dumps({}), pickle.dumps(None), pickle.dumps({RUN: 3})):
        shelf.kept = dict.fromkeys(shelf.kept, damaged)
        readings.clear()
        assert audit(built, known(*ELSEWHERE, HERE[0]), shelf) != ()
        assert readings


def test_of_a_site_that_says_very_much_nothing_is_remembered(built, monkeypatch):
    monkeypatch.setattr(site, "MOST", 20)
    shelf = Shelf()
    assert audit(built, known(*ELSEWHERE), shelf) == ()
    assert shelf.kept == {}
