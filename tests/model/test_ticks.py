"""What comes of ticked lines."""

from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.model.ticks import ALL, Outcome, Result, Tick, result, walk

CARBON = Tick("carbon", Outcome.ELSEWHERE)
RACING = Tick("racing", Outcome.ASK)
CITY = Tick("city", Outcome.FIT)
LOST = Tick("lost", Outcome.ELSEWHERE, way=False)
TICKS = st.lists(st.builds(Tick, st.uuids().map(str), st.sampled_from(Outcome), st.booleans()), max_size=ALL + 4)


def test_nothing_ticked_comes_to_nothing():
    assert result((CARBON, RACING, CITY), ()) == Result(None)


def test_elsewhere_goes_before_ask_us_and_that_before_fit():
    ticks = (CITY, RACING, CARBON)
    assert result(ticks, {"city", "racing", "carbon"}) == Result(Outcome.ELSEWHERE, (CARBON,))
    assert result(ticks, {"city", "racing"}) == Result(Outcome.ASK, (RACING,))
    assert result(ticks, {"city"}) == Result(Outcome.FIT, (CITY,))


def test_a_line_that_leads_to_nobody_is_a_dead_end_beside_one_that_does_not():
    assert result((CARBON, LOST), {"carbon", "lost"}).dead_end
    assert not result((CARBON, LOST), {"carbon"}).dead_end


@given(TICKS)
def test_a_walk_meets_a_dead_end_exactly_where_some_line_leads_to_nobody(ticks):
    assert any(found.dead_end for _, found in walk(ticks)) == any(not tick.way for tick in ticks)


@given(TICKS.filter(lambda ticks: len(ticks) <= ALL))
def test_a_short_list_is_walked_whole(ticks):
    assert len({ticked for ticked, _ in walk(ticks)}) == 2 ** len(ticks)


def test_a_long_list_is_walked_line_by_line_and_pair_by_pair():
    ticks = [Tick(str(number), Outcome.FIT) for number in range(40)]
    assert sum(1 for _ in walk(ticks)) == 1 + 40 + 40 * 39 // 2 + 1


class _Read(list):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


def test_a_walk_of_hundreds_of_lines_does_not_go_through_all_of_them_for_each_pair():
    ticks = _Read(Tick(str(number), Outcome.FIT) for number in range(40))
    assert sum(1 for _ in walk(ticks)) > 800
    assert ticks.times < 10


@given(TICKS)
def test_a_walk_says_what_the_ticked_lines_come_to(ticks):
    assert all(found == result(ticks, ticked) for ticked, found in walk(ticks))
