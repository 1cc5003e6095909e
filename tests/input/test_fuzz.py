"""Whatever stands in a file, it is read and checked without a traceback, quickly, and stays as it was."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import markdown
import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.markdown import markdown as made
from playbook_plugins.pages.release import release
from playbook_plugins.read.document import read_document
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.settings import read_settings
from tests.conftest import TODAY, WHOLE
from tests.input.inputs import Input, drawn
from tests.input.storms import HEAD, STORMS

"""Whether all inputs are tried (`make prove`), or a share of them."""
INPUTS = 300_000 if WHOLE else 10_000
SECONDS = 2
"""Of the computer's own time, for one input at the most."""
CHECKED, MADE, FILED = 12, 100, 2_000
"""Of so many inputs one is also checked by all rules; made into a page; written into a folder, read from there and released."""
READ, RULED = (16_000, 2_000) if WHOLE else (5_000, 400)
"""Characters of each storm that are read and shown, and that go through all rules."""
BRIEF = 3_000
"""Bytes up to which an input that is drawn goes through all rules as well."""
EXTENSIONS = ("tables", "pymdownx.superfences", "toc")
ENGLISH = lexicon("en")
SETTINGS, VALUES, _ = read_settings(b"business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n", "playbook.yml", lexicon=ENGLISH)
KEPT = {
    "a fault behind the last line": Input("playbook.yml", None, b"business:\n  name: Quay Kayaks\n\nphone\n"),
    "a line of dashes and no end": Input("playbook.yml", None, b"---"),
    "headings that are all compared with all": Input("policies/a.md", KINDS["policy"], (HEAD + "# a\n" * 400).encode()),
    "items without a word": Input("policies/a.md", KINDS["policy"], (HEAD + "-\n" * 8_000).encode()),
}
"""Inputs that once failed; they are tried every time."""


class Slow(Exception):
    """More time went by than may."""


@contextmanager
def watched() -> Iterator[None]:
    """Raise `Slow` as soon as the process has spent too much time of its own."""
    if sys.platform == "win32":
        yield
        return
    former = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def _ring(number: int, frame: object) -> None:
    raise Slow


def tried(one: Input, *, checked: bool, shown: bool) -> None:
    """Read one file, and check and show it where that is asked for."""
    if one.kind is None:
        settings, values, faults = read_settings(one.content, one.path, lexicon=ENGLISH)
        assert settings or faults
        playbook = Playbook(settings, (), tuple(faults), one.path, settings_places=values.values, settings_key_places=values.keys, lexicon=ENGLISH)
    else:
        reading = read_document(one.content, one.path, one.kind, lexicon=ENGLISH)
        document, faults = reading.document, reading.faults
        assert document.readable or faults
        playbook = Playbook(SETTINGS, (document,), tuple(faults), "playbook.yml", settings_places=VALUES.values, settings_key_places=VALUES.keys, lexicon=ENGLISH)
        if shown:
            blocks = (*document.lead, *(block for section in document.sections for block in section.blocks))
            markdown.Markdown(extensions=EXTENSIONS).convert(made(blocks))
    # an end of a line that is refused (a lone CR) still begins no new line
    last = one.content.count(b"\n") + 1
    for fault in faults:
        assert fault.message and 1 <= fault.place.line <= last and fault.place.column >= 1, fault
    if checked:
        assert all(1 <= finding.place.line <= last for finding in run(playbook, today=TODAY))


def filed(one: Input, room: Path, seed: int) -> None:
    """The same by way of a folder: read, checked, released and reported."""
    folder = room / str(seed)
    path = folder / one.path
    path.parent.mkdir(parents=True)
    (folder / "playbook.yml").write_text("business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n")
    path.write_bytes(one.content)
    with watched():
        playbook = read_playbook(folder, root=folder)
        found = run(playbook, today=TODAY)
        for audience in Audience if playbook.settings else ():
            release(playbook, audience, found)
    assert path.read_bytes() == one.content and len([*folder.rglob("*")]) == len({path, path.parent, folder / "playbook.yml"} - {folder})


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_is_read_and_checked_in_little_time(name: str):
    storm = STORMS[name]
    with watched():
        tried(Input("policies/a.md", KINDS["policy"], (HEAD + storm(READ)).encode()), checked=False, shown=True)
    with watched():
        tried(Input("policies/a.md", KINDS["policy"], (HEAD + storm(RULED)).encode()), checked=True, shown=False)


@pytest.mark.parametrize("name", KEPT)
def test_what_once_failed_does_not_fail_again(name: str):
    with watched():
        tried(KEPT[name], checked=True, shown=True)


@pytest.mark.slow
@pytest.mark.share
def test_no_input_that_is_drawn_gives_a_traceback(tmp_path: Path, figures):
    wrong, slowest, begin = [], (0.0, 0), time.process_time()
    for seed in range(INPUTS):
        one, start = drawn(seed), time.process_time()
        try:
            with watched():
                tried(one, checked=seed % CHECKED == 0 and len(one.content) < BRIEF, shown=seed % MADE == 0)
            if seed % FILED == 0:
                filed(one, tmp_path, seed)
        except Slow:
            wrong.append(f"{seed}: over {SECONDS} seconds")
        except Exception as error:
            wrong.append(f"{seed}: {type(error).__name__}: {str(error)[:200]}")
        slowest = max(slowest, (time.process_time() - start, seed))
    figures(f"tried {INPUTS:,}: {len(wrong)} tracebacks, slowest {slowest[0]:.2f} s (seed {slowest[1]}), {time.process_time() - begin:.0f} s in all")
    assert not wrong, "\n".join(wrong[:40])
