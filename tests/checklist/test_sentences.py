"""A text as it is read, whatever marks stand in it."""

from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.checklist.sentences import _EMPHASIS, _QUOTED, _UNREAD, seen

PARTS = ("word", " ", "*", "**", "_", "~", "\\", "\n", "`", "](", "[", "(", ")", "<", ">", "https", "://", "“", "”", "„", '"', "«", "»", "é", "1", ".")


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_what_nobody_reads_is_taken_out_wherever_it_stands(text: str):
    read = _EMPHASIS.sub(" ", _UNREAD.sub(lambda found: "\0" * len(found[0]), text))
    assert seen(text) == read
    assert seen(text, quotes=False) == _QUOTED.sub(lambda found: "\0" * len(found[0]), read)
    assert len(read) == len(text)
