"""What pages are made of is made once, and with what was kept the same pages come out."""

from collections.abc import Iterator

import pytest

from playbook_plugins.cache import VARIABLE, Cache
from playbook_plugins.model.page import Audience
from playbook_plugins.pages import memory
from playbook_plugins.pages.kept import kept
from playbook_plugins.pages.memory import Memory, remembered
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

KAYAKS = ROOT / "tests" / "golden" / "kayaks"


@pytest.fixture(autouse=True)
def alone(monkeypatch) -> Iterator[None]:
    """A process that remembers nothing, and leaves nothing to those after it."""
    monkeypatch.setattr(memory, "_ALL", dict(memory._ALL))
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def shelf(tmp_path, monkeypatch) -> Cache:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return Cache(tmp_path)


@pytest.fixture
def said() -> list[str]:
    """What `loud` has said."""
    return []


@pytest.fixture
def loud(said):
    @remembered
    def loud(text: str) -> str:
        said.append(text)
        return text.upper()

    return loud


def test_what_was_made_of_a_text_is_made_once(loud, said):
    assert [loud("tea"), loud("tea"), loud("")] == ["TEA", "TEA", ""]
    assert said == ["tea", ""]


def test_the_next_run_finds_what_this_one_made(loud, said, shelf):
    with kept(shelf, "site"):
        loud("tea")
    memory.forget()
    with kept(shelf, "site"):
        assert (loud("tea"), loud("milk")) == ("TEA", "MILK")
    assert said == ["tea", "milk"]


def test_what_is_loaded_later_finds_what_was_made_too(loud, said, shelf):
    with kept(shelf, "site"):
        loud("tea")
    memory.forget()
    [name] = [name for name in memory._ALL if name.endswith("loud")]
    with kept(shelf, "site"):
        assert Memory(name).find("tea") == "TEA"


def test_another_site_finds_its_own(loud, said, shelf):
    with kept(shelf, "site"):
        loud("tea")
    memory.forget()
    with kept(shelf, "other"):
        loud("tea")
    assert said == ["tea", "tea"]


def test_what_nobody_asks_for_any_more_is_let_go(loud, said, shelf):
    for texts in (["tea"], ["milk"], ["tea"]):
        memory.forget()
        with kept(shelf, "site"):
            for text in texts:
                loud(text)
    assert said == ["tea", "milk", "tea"]


def test_few_new_things_are_kept_beside_all_others(loud, said, shelf, monkeypatch):
    written, usual = [], shelf.put
    monkeypatch.setattr(shelf, "put", lambda name, values, **more: written.append(sum(map(len, values.values()))) or usual(name, values, **more))
    texts = [f"a text of some length with the number {number}" for number in range(100)]
    for number in range(40):
        # one is always another
        memory.forget()
        with kept(shelf, "site"):
            for text in (*texts, *(f"{text} again" for text in texts[: number // 4])):
                loud(text)
        assert len(said) == len(texts) + number // 4
    whole = [size for size in written if size > written[0] / 2]
    assert 10 == len(written) and 2 <= len(whole) <= 3
    # much of it is of no use any more
    memory.forget()
    with kept(shelf, "site"):
        loud(texts[0])
        loud("new")
    assert written[-1] < written[0] / 10
    for _ in range(2):
        memory.forget()
        with kept(shelf, "site"):
            assert [loud(text) for text in (texts[0], "new")] == [texts[0].upper(), "NEW"]
    assert said[-1] == "new"


def test_what_stays_is_kept_although_nobody_asks(shelf):
    stays = Memory("stays", stays=True)
    for text in ("tea", "milk"):
        stays.now, stays.before = {}, {}
        with kept(shelf, "site"):
            stays.note(text, text.upper())
    stays.now, stays.before = {}, {}
    with kept(shelf, "site"):
        assert (stays.find("tea"), stays.find("milk"), stays.find("rum")) == ("TEA", "MILK", None)


def test_nothing_is_kept_of_pages_that_could_not_be_made(loud, said, shelf):
    with pytest.raises(ValueError), kept(shelf, "site"):
        loud("tea")
        raise ValueError
    memory.forget()
    with kept(shelf, "site"):
        loud("tea")
    assert said == ["tea", "tea"]


def test_a_long_run_holds_no_more_than_there_is_room_for(loud, monkeypatch):
    monkeypatch.setattr(memory, "_ROOM", 3)
    for number in range(20):
        loud(str(number))
        assert loud("0") == "0"
    assert sum(len(one.now) + len(one.before) for one in memory._ALL.values()) <= 6


@pytest.mark.parametrize("audience", Audience)
def test_with_what_was_kept_and_without_it_the_same_pages_come_out(audience, shelf, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    playbook = read_playbook(KAYAKS / "docs" / "playbook", root=KAYAKS)
    plain = release(playbook, audience)
    for _ in range(2):
        memory.forget()
        assert release(playbook, audience, shelf=shelf) == plain


def test_what_lies_there_damaged_is_not_believed(loud, said, tmp_path):
    class Odd(dict):
        def get(self, shelf, keys):
            return {key: self[shelf] for key in keys if shelf in self}

        def put(self, shelf, values, *, most=0):
            pass

    for value in (b"", b"no pickle", b"N.", b"}\x94\x8c\x01aK\x01s."):
        memory.forget()
        said.clear()
        with kept(Odd({"memory": value}), "site"):
            assert loud("tea") == "TEA"
        assert said == ["tea"]


def test_what_was_made_ahead_is_at_hand_in_every_run_and_is_kept_where_it_is_asked_for(loud, said, shelf):
    assert (loud("oar"), loud("rope")) == ("OAR", "ROPE")
    memory.foretell()
    for audience in Audience:
        with kept(shelf, audience):
            loud("oar")
    assert said == ["oar", "rope"]
    memory.forget()
    with kept(shelf, Audience.INTERNAL):
        loud("oar")
        loud("rope")
    assert said == ["oar", "rope", "rope"]
