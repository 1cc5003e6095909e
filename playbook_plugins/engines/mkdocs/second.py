"""A second process, which makes the last of the pages where there is a processor for it.

It is a copy of the process that builds, taken when the menu stands and no page
is begun: it knows what that one knows and no more. The pages that it makes lie
where they belong. What the first has to know of them is handed over twice, when
all their texts are read and when all of them are finished; what was said of a
page is then said at its turn, and what went wrong with it goes wrong there. So
nobody can tell from a site, or from what is said of it, how many made it.
"""

import logging
import os
import pickle
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from playbook_plugins.engines.mkdocs.ahead import PROCESSES
from playbook_plugins.engines.mkdocs.kept import Made, Note
from playbook_plugins.engines.mkdocs.where import Where

try:
    from mkdocs.commands.build import _build_page, _populate_page, build
except ImportError:  # a version that makes its pages in another way makes them in one process
    _build_page = _populate_page = build = None

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_ENOUGH = 200
"""Pages to be made, from which on a second process pays."""
_A_PAGE, _A_FENCE = 2500, 350
"""What the frame of a page costs, and what each end of a fence costs, in letters of its text."""
_THREADS = 2
"""This one, and the one that waits for whoever started us to end; it holds nothing that a copy would miss."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What came of a page at one of its two turns."""

    said: list[tuple[str, int, str]]
    """What was said of it: by which logger, how loudly, in which words."""
    made: Any
    """What the first process asks of it, or what went wrong."""

    def take(self) -> Any:
        """Say what was said, and hand out what was made."""
        for name, level, words in self.said:
            logging.getLogger(name).log(level, "%s", words)
        if isinstance(self.made, Exception):
            raise self.made
        return self.made


def share(pages: Sequence[tuple[SitePage, str]]) -> list[SitePage]:
    """Which of the pages that are to be made, each with its text, a second process makes; none where that does not pay, or cannot be done."""
    asked = os.environ.get(PROCESSES)
    if _populate_page is None or asked == "1" or not _may_copy():
        return []
    if asked != "2" and (len(pages) < _ENOUGH or len(os.sched_getaffinity(0)) < 2):
        return []
    costs = [_A_PAGE + len(text) + _A_FENCE * text.count("```") for _, text in pages]
    left = sum(costs) / 2
    first = len(pages)
    while first > 1 and left > 0:
        first -= 1
        left -= costs[first]
    return [page for page, _ in pages[first:]]


def _may_copy() -> bool:
    """Whether a process can be copied here, and this one holds nothing that a copy would wait for."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) <= _THREADS
    except OSError:  # nobody says how many threads there are
        return False


@dataclass
class Second:
    """The second process, as the first one sees it."""

    paths: frozenset[str]
    """The pages that it makes."""
    where: Where
    _line: "Connection"
    _read: BinaryIO
    _built: BinaryIO
    _turns: dict[str, _Turn] = field(default_factory=dict)
    _finished: dict[str, _Turn] = field(default_factory=dict)

    def read(self, path: str) -> tuple[Note, bool]:
        """What is to be noted of a page whose text was read, and whether that is all that it asked for."""
        self._turns = self._turns or self._wait(self._read)
        return self._turns[path].take()

    def built(self, path: str) -> list[dict[str, Any]]:
        """What the search finds of a page that is finished."""
        self._finished = self._finished or self._wait(self._built)
        return self._finished[path].take()

    def _wait(self, file: BinaryIO) -> dict[str, _Turn]:
        self.where.at()
        try:
            self._line.recv_bytes()
        except EOFError:
            raise PluginError("One of the two processes that made the pages was ended from outside, so nothing was published. Build once more.") from None
        file.seek(0)
        # written by a copy of this process, to a file that has no name
        return pickle.load(file)


@contextmanager
def second(pages: Sequence[SitePage], where: Where, *, config: MkDocsConfig, files: Files, nav: Navigation, found: Callable[[], list[dict[str, Any]]]) -> Iterator[Second]:
    """Let a second process make these pages; it is ended with the work of the first.

    `found` tells what the search has found of the page that was made last.
    """
    # not before it is needed: most builds make few pages
    from multiprocessing import get_context

    copied = get_context("fork")
    with TemporaryFile() as read, TemporaryFile() as built:
        here, there = copied.Pipe(duplex=False)
        work = partial(_work, pages, where, there, (read, built), config=config, files=files, nav=nav, found=found)
        process = copied.Process(target=work, daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the thread that waits
            process.start()
        there.close()
        try:
            yield Second(frozenset(page.file.src_uri for page in pages), where, here, read, built)
        finally:
            process.kill()
            process.join()
            here.close()


def _work(pages: Sequence[SitePage], where: Where, line: "Connection", files_: tuple[BinaryIO, BinaryIO], *, config: MkDocsConfig, files: Files, nav: Navigation, found: Callable[[], list[dict[str, Any]]]) -> None:
    """What the second process does."""
    try:
        Thread(target=_end_with_first, daemon=True).start()
        where.begin_second()
        said = _listen()
        sys.setrecursionlimit(sys.getrecursionlimit() + _deeper())
        read = partial(_populate_page, config=config, files=files)
        _hand_over(_turns(pages, read, _noted, said), files_[0], line)
        env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
        shown = files.documentation_pages(inclusion=InclusionLevel.is_included)
        finish = partial(_build_page, config=config, doc_files=shown, nav=nav, env=env)
        _hand_over(_turns(pages, finish, lambda page: found(), said), files_[1], line)
    except BaseException:
        os._exit(1)


def _deeper() -> int:
    """How much deeper pages are made here than in the first process: what lies in one another is read as far as there is room."""
    frame, deeper = sys._getframe(), 0
    while frame and frame.f_code is not build.__code__:
        frame, deeper = frame.f_back, deeper + 1
    return deeper


def _noted(page: SitePage) -> tuple[Note, bool]:
    assert isinstance(page, Made)
    return page.note(()), page.known


def _turns(pages: Iterable[SitePage], make: Callable[[SitePage], None], made: Callable[[SitePage], Any], said: list[tuple[str, int, str]]) -> dict[str, _Turn]:
    """Give each page its turn, up to the one with which something goes wrong."""
    turns: dict[str, _Turn] = {}
    for page in pages:
        said.clear()
        try:
            make(page)
        except Exception as error:
            # but for the engine's own word on it, which it says again where the error is raised again
            turns[page.file.src_uri] = _Turn(said[:-1], error)
            break
        turns[page.file.src_uri] = _Turn(said[:], made(page))
    return turns


def _hand_over(turns: dict[str, _Turn], file: BinaryIO, line: "Connection") -> None:
    pickle.dump(turns, file, pickle.HIGHEST_PROTOCOL)
    file.flush()
    line.send_bytes(b"done")


def _listen() -> list[tuple[str, int, str]]:
    """Write down what is said from now on, instead of saying it."""
    said: list[tuple[str, int, str]] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append((record.name, record.levelno, record.getMessage()))

    for logger in [*logging.root.manager.loggerDict.values(), logging.root]:
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    logging.root.addHandler(Listening())
    return said


def _end_with_first() -> None:
    """End at once when the process ends of which this one is a copy."""
    from multiprocessing import parent_process

    parent_process().join()
    os._exit(1)
