"""What a machine does to a build at its worst moment. Python loads this by itself where its folder is on PYTHONPATH.

`TROUBLE_WITHIN` is the folder whose file-system calls count, `TROUBLE_LOG` a file that grows by a byte with each,
in whichever process of the build: `r` for a rename, `x` before the exchange. At call `TROUBLE_AT`, `TROUBLE` happens: a signal's name, with `-all` behind it
for every process of the build, or an error's name, which every call that writes meets from then on.
`TROUBLE_OLD` takes away the call that lets two folders change places.
`TROUBLE_ORDER` and `TROUBLE_DAYS` let folders list their files backwards, and the clock be wrong.
"""

import errno
import os
import signal
import sys
import time

CALLS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.listdir", "os.scandir", "os.chmod", "os.link", "os.symlink"}
WRITES = {"os.mkdir", "os.rename", "os.chmod", "os.truncate"}


def trouble(within: str, log: str, what: str, at: int) -> None:
    counter = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def on_call(event: str, args: tuple) -> None:
        if event == "ctypes.dlsym" and args[1] == "renameat2":
            met(True, b"x")
            if "TROUBLE_OLD" in os.environ:
                raise AttributeError(args[1])
        elif event in CALLS and inside(args[0]):
            met(event in WRITES or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)), b"r" if event == "os.rename" else b".")

    def inside(path: object) -> bool:
        if isinstance(path, int) or path is None:
            return False
        name = os.fsdecode(path)
        return name.startswith(within) if os.path.isabs(name) else os.getcwd().startswith(within)

    def met(writes: bool, sign: bytes) -> None:
        os.write(counter, sign)
        number = os.fstat(counter).st_size
        if what.startswith("E"):
            if number >= at and writes:
                raise OSError(getattr(errno, what), os.strerror(getattr(errno, what)))
        elif number == at:
            name, _, everybody = what.partition("-")
            (os.killpg if everybody else os.kill)(0 if everybody else os.getpid(), getattr(signal, name))

    sys.addaudithook(on_call)


def backwards() -> None:
    scan, names = os.scandir, os.listdir

    class Backwards:
        def __init__(self, path="."):
            with scan(path) as entries:
                self._left = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self):
            return self

        def __next__(self):
            return next(self._left)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def close(self):
            self._left = iter(())

    os.scandir = Backwards
    os.listdir = lambda path=".": sorted(names(path), reverse=True)


if "TROUBLE_LOG" in os.environ:
    trouble(os.environ["TROUBLE_WITHIN"], os.environ["TROUBLE_LOG"], os.environ.get("TROUBLE", ""), int(os.environ.get("TROUBLE_AT", 0)))
if "TROUBLE_ORDER" in os.environ:
    backwards()
if "TROUBLE_DAYS" in os.environ:
    right = time.time
    time.time = lambda: right() + 86_400 * float(os.environ["TROUBLE_DAYS"])
