"""What the commands write to: it may be closed, full, or unable to show a letter."""

import codecs
import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

_KEPT = re.compile(r"\\udc([89a-f][0-9a-f])")
_READABLE = "playbook-readable"
_CLOSED = (errno.EPIPE, errno.EINVAL) if sys.platform == "win32" else (errno.EPIPE,)
FAILED = 2
"""The exit code where nobody could be told what was found."""


@contextmanager
def writing() -> Iterator[None]:
    """Let a command write, and end it with a sentence where that is not possible; with none where nobody listens any more."""
    if sys.stdout is None:
        _end("There is nowhere to write to: the standard output is closed.")
    codecs.register_error(_READABLE, _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_READABLE)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno in _CLOSED:
            _quiet(sys.stdout)
            sys.exit(1)
        where = f"{os.fsdecode(error.filename)} cannot be used" if error.filename else "What was found cannot be written"
        _quiet(sys.stdout)
        _end(f"{where}: {error.strerror or error}.")


@contextmanager
def readably() -> Iterator[None]:
    """Let what was typed wrongly be quoted as the byte that it is: click quotes a byte that is no letter as Python keeps it."""
    try:
        yield
    except click.UsageError as error:
        error.message = _KEPT.sub(r"\\x\1", error.message)
        raise


def somebody_there() -> bool:
    """Whether there is somebody at a terminal who can be asked; a closed input is nobody."""
    return sys.stdin is not None and sys.stdin.isatty()


def on_a_terminal() -> bool:
    """Whether somebody reads what is written to the standard output."""
    return sys.stdout.isatty()


def terminal(*, errors: bool = False) -> "Console":
    """The terminal: standard output, or where messages about the work itself go."""
    from rich.console import Console

    return Console(stderr=errors, soft_wrap=True, highlight=False)


def plain_output() -> bool:
    """Whether the standard output takes no colours: it is no terminal, and nobody says that it is to be taken for one."""
    return not sys.stdout.isatty() and not any(os.environ.get(name) for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))


def _readable(error: UnicodeError) -> tuple[str, int]:
    """In place of what cannot be shown, its number: a byte that is no letter as `\\xff`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = (ord(sign) for sign in error.object[error.start : error.end])
    return "".join(f"\\x{sign - 0xDC00:02x}" if 0xDC80 <= sign <= 0xDCFF else f"\\u{sign:04x}" for sign in signs), error.end


def _quiet(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, or Python would complain of it as it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _end(sentence: str) -> NoReturn:
    with suppress(OSError, AttributeError):
        print(f"Error: {sentence}", file=sys.stderr, flush=True)
    sys.exit(FAILED)
