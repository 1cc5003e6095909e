"""A written file is known again, and so is a hand that changed it."""

import pytest

from playbook_plugins.hosts.mark import State, body, mark, marked, state

COMMAND = "playbook ci --host github --with github --internal artifact"
FILE = marked("# what it does\njobs: é\n", command=COMMAND, version="1.2.0")
NEXT = marked("# what it does\njobs: better\n", command=COMMAND, version="1.3.0")


def test_the_first_lines_say_what_wrote_the_file():
    found = mark(FILE)
    assert found is not None and (found.command, found.version, found.intact) == (COMMAND, "1.2.0", True)
    assert body(FILE) == "# what it does\njobs: é\n"


@pytest.mark.parametrize(
    ("there", "wanted", "found"),
    [
        (None, FILE, State.MISSING),
        (FILE, FILE, State.CURRENT),
        (FILE, NEXT, State.OUTDATED),
        (FILE.replace(b"jobs", b"my jobs"), NEXT, State.CHANGED),
        (FILE.replace(b"jobs", b"my jobs"), FILE, State.CHANGED),
        (FILE + b"\n", NEXT, State.CHANGED),
        (b"# mine\n" + FILE, NEXT, State.CHANGED),
        (b"jobs: mine\n", FILE, State.CHANGED),
        (b"", FILE, State.CHANGED),
        (b"\xff\xfe", FILE, State.CHANGED),
        (body(FILE).encode(), FILE, State.CURRENT),
    ],
)
def test_a_file_stands_as_it_does(there, wanted, found):
    assert state(there, wanted) is found


def test_a_new_version_that_writes_the_same_is_no_change():
    assert state(FILE, marked(body(FILE), command=COMMAND, version="9.0")) is State.CURRENT


@pytest.mark.parametrize("wanted", [FILE, NEXT])
def test_the_line_ends_of_windows_are_no_hand(wanted):
    assert state(FILE.replace(b"\n", b"\r\n"), wanted) is state(FILE, wanted)
