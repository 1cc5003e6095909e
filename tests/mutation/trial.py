"""Tries the mutants of one module: `python -m tests.mutation.trial FILE "0 3 7" TEST…` prints the fate of each, a line each.

The tests are collected once. For each mutant the process forks, and the fork
gives the module's functions and constants the changed form before it runs them.
"""

import gc
import importlib
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType, ModuleType

import pytest
from _pytest.main import pytest_runtestloop

from tests.mutation.mutants import compiled, mutants

SURVIVED, FOUND, HANGS = "survived", "found", "hang"
LONGEST, LONGEST_WAIT = 30, 120
"""Seconds of work, and of waiting for something, after which a mutant hangs, which is as good as found."""
LONGER = 4
"""How many times as long as the unchanged module a mutant may work."""
LARGEST = 3_000_000_000
"""Bytes of memory that it may take."""


class Trial:
    """A plugin of pytest that runs the collected tests once for each mutant of a module."""

    def __init__(self, file: str, chosen: str, out: int) -> None:
        self.file, self.chosen, self.out = file, chosen, out

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        module = importlib.import_module(".".join(Path(self.file).with_suffix("").parts))
        file = Path(module.__file__)
        every = list(mutants(file))
        functions = functions_of(file)
        if session.testsfailed or (fate := tried(session, module, functions, compiled(file), LONGEST)) != SURVIVED:
            raise session.Failed(f"the tests of {self.file} fail without any change ({session.testsfailed or fate})")
        longest = 2 + LONGER * int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
        for number in map(int, self.chosen.split()) if self.chosen != "all" else range(len(every)):
            mutant = every[number]
            fate = tried(session, module, functions, mutant.code, longest)
            os.write(self.out, f"{fate}\t{number}\t{mutant.line}\t{mutant.what}\n".encode())
        return True


Functions = dict[tuple[str, int], list[FunctionType]]
"""By name and line, the functions that a module has made."""


def functions_of(file: Path) -> Functions:
    found: Functions = defaultdict(list)
    # what was put aside while the tests were collected is not among the objects
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(file):
            found[one.__code__.co_qualname, one.__code__.co_firstlineno].append(one)
    if not found:
        raise LookupError(f"no function of {file} is to be found, so none could be changed")
    return found


def tried(session: pytest.Session, module: ModuleType, functions: Functions, code: CodeType, longest: int) -> str:
    """What becomes of a module with this code under its tests."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _try(session, module, functions, code, longest)
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        gone, status = os.waitpid(child, os.WNOHANG)
        if gone:
            ended = os.waitstatus_to_exitcode(status)
            return {0: SURVIVED, -signal.SIGXCPU: HANGS}.get(ended, FOUND)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return HANGS


def _try(session: pytest.Session, module: ModuleType, functions: Functions, code: CodeType, longest: int) -> None:
    ended = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (longest, longest + 1))
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        _change(module, functions, code)
        pytest_runtestloop(session)
        ended = int(session.testsfailed > 0)
    except BaseException:  # whatever a mutant does to the process that tries it
        ended = 71
    finally:
        os._exit(ended)


def _change(module: ModuleType, functions: Functions, code: CodeType) -> None:
    """Give all that a loaded module has made the form that it would have with this code."""
    again = ModuleType(module.__name__)
    again.__dict__.update({name: value for name, value in vars(module).items() if name.startswith("__")})
    exec(code, vars(again))
    for inner in _inner(code):
        for function in functions.get((inner.co_qualname, inner.co_firstlineno), ()):
            function.__code__ = inner
    for name, value in vars(again).items():
        before = vars(module).get(name)
        if isinstance(before, (str, bytes, int, tuple, list, dict, set, frozenset)) and before != value:
            for other in [*sys.modules.values()]:
                if vars(other).get(name) is before:
                    setattr(other, name, value)


def _inner(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _inner(one)


def main(file: str, chosen: str, tests: list[str]) -> int:
    out = os.dup(1)
    os.dup2(2, 1)
    with TemporaryDirectory() as folder:
        quietly = ["-x", "-q", "-n0", "-s", "-o", f"cache_dir={folder}/cache", "--no-header", "--no-summary", f"--basetemp={folder}/tests"]
        ended = pytest.main([*tests, *quietly], plugins=[Trial(file, chosen, out)])
    # this process itself runs no test
    return 0 if ended is pytest.ExitCode.NO_TESTS_COLLECTED else int(ended)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
