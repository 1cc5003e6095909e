"""A leak is told by its file and its place, and never by its words."""

import pytest

from playbook_plugins.model.leak import Leak, told
from playbook_plugins.model.place import Place


def test_a_leak_names_its_place_and_where_nobody_knows_it_the_file():
    assert Leak("a.html", "text", "b.md:7").place == Place("b.md", 7)
    assert Leak("a.html", "unreadable").place == Leak("a.html", "text", "b.md").place == Leak("a.html", "text", ":7").place == Place("a.html")
    assert Leak("a.html", "text", "b.md:top").place == Place("a.html")
    assert str(Leak("a.html", "text", "b.md:7")) == "a.html (text), from b.md:7"
    assert str(Leak("a.html", "text")) == "a.html (text)"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "`0`"), (3, "`0`, `1`, `2`"), (4, "`0`, `1`, `2` and 1 more place"), (5, "`0`, `1`, `2` and 2 more places")],
)
def test_a_message_names_three_files_at_most(number, said):
    assert told([Leak(str(one), "text") for one in range(number)]) == said


@pytest.mark.parametrize(("channel", "where"), [("text", ""), ("json", ""), ("markup", " (where the page does not show it)"), ("path", " (in its name)")])
def test_a_message_says_where_to_look_in_a_file(channel, where):
    assert told([Leak("a.html", channel)]) == f"`a.html`{where}"
