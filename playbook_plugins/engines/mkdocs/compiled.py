"""Templates of packages as code, kept where Python keeps what it made of our modules.

To read and compile them takes longer than all else that is done for a site
whose pages are as they were. Like Python's own such files, this one is written
where the package may be written to. What a template says decides whether its
code still holds; a template that lies elsewhere is compiled each time.
"""

import marshal
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from playbook_plugins import beside

_SIZE = 16
"""Bytes of a digest."""


class Compiled(jinja2.BytecodeCache):
    """The code of the templates in some folders, for environments that are alike."""

    def __init__(self, environment: jinja2.Environment, folders: Iterable[str]) -> None:
        self._folders = tuple(f"{folder}{os.sep}" for folder in folders)
        self._of = _stamp(environment)
        self._known = _read(self._of)
        self._fresh: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's file; nothing for one that lies elsewhere."""
        return filename if filename and filename.startswith(self._folders) else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            try:
                bucket.bytecode_from_string(self._known[bucket.key])
            except Exception:  # whatever a value of an odd kind may raise
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key:
            self._fresh[bucket.key] = bucket.bytecode_to_string()

    def keep(self) -> None:
        """Keep what was compiled, beside what was known."""
        if self._fresh:
            beside.keep(_place(), self._dump)

    def _dump(self) -> bytes:
        content = marshal.dumps((self._of, {**self._known, **self._fresh}))
        return blake2b(content, digest_size=_SIZE).digest() + content


class Prepared(Theme):
    """A theme with the code of its templates at hand, for plugins that ask it for words before any page is made."""

    def get_env(self) -> jinja2.Environment:
        env = super().get_env()
        env.bytecode_cache = Compiled(env, packages(self))
        return env


def packages(theme: Theme) -> list[str]:
    """The folders of a theme that come with packages."""
    return [folder for folder in theme.dirs if folder != theme.custom_dir]


def _stamp(environment: jinja2.Environment) -> str:
    """What decides, beside a template itself, what becomes of it."""
    marks = [getattr(environment, f"{what}_{end}_string") for what in ("block", "variable", "comment") for end in ("start", "end")]
    ways = (environment.line_statement_prefix, environment.trim_blocks, environment.lstrip_blocks, environment.newline_sequence, environment.keep_trailing_newline)
    known = sorted(environment.extensions), sorted(environment.filters), sorted(environment.tests), getattr(environment, "newstyle_gettext", None)
    return repr((jinja2.__version__, marks, ways, environment.optimized, environment.autoescape, known))


def _read(of: str) -> dict[str, bytes]:
    with suppress(OSError, ValueError, TypeError, EOFError):
        content = place.read_bytes() if (place := _place()) else b""
        if content[:_SIZE] == blake2b(content[_SIZE:], digest_size=_SIZE).digest():
            stamp, known = marshal.loads(content[_SIZE:])
            return known if stamp == of else {}
    return {}


def _place() -> Path | None:
    """Where it is kept; `None` where Python keeps nothing."""
    return beside.place(__file__, ".templates")
