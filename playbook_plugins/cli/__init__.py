"""The command `playbook`: one module a command, loaded when it is called."""

import atexit
import gc
import keyword
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

import playbook_plugins
from playbook_plugins.cli.streams import readably, writing

_COMMANDS = {
    "check": "Check the playbook and say what to mend.",
    "build": "Check it, then build the public and the internal site.",
    "live": "Say whether the newest edit is live where it was published.",
    "serve": "Show both sites on this machine, and follow every change.",
    "write": "Write one site's pages as plain Markdown.",
    "export": "Write the fit page for others, and the playbook for staff.",
    "diff": "Show which sentences would become public.",
    "fingerprints": "Write what an audit without the sources goes by.",
    "audit": "Look through a finished folder for what only staff may read.",
    "changed": "Show what has changed in the texts, line by line.",
    "why": "Say what a document is for, and what leans on it.",
    "explain": "Explain a rule of the checklist.",
    "rules": "List the rules of the checklist.",
    "schema": "Print the form of a document's first lines, for editors.",
    "review": "Say that somebody has read a document and found it right.",
    "told": "Say that people have been told what the fit page says.",
    "add": "Begin a new text, from answers to a few questions.",
    "lesson": "Write down what a bad day taught you, in one line.",
    "fix": "Mend slips of the pen, after showing each.",
    "lsp": "Show findings in an editor, while one types.",
    "doctor": "Say how the playbook is, and what to do next.",
    "edit-form": "Change texts in a browser: the form of the internal site.",
    "migrate": "Bring an older playbook to the newest format.",
    "new": "Begin a playbook of your own.",
    "import": "Turn a handbook that you have already into drafts.",
    "ci": "Write what your host does on every edit.",
    "due": "Show what wants to be read again, and links that lead nowhere.",
    "closed": "Ask whether a stranger is turned away at an address.",
}


_ENDS = [signal.SIGTERM, *([] if sys.platform == "win32" else [signal.SIGHUP])]


@contextmanager
def _tidily() -> Iterator[None]:
    """Leave nothing half-done behind where a job is cancelled or a terminal closed, as with Ctrl-C."""
    before = {number: signal.signal(number, _end) for number in _ENDS}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Look seldom for what nothing leans on: nearly all that a command makes it needs to its end, and looking through it takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    # at the very end, all of it goes at once
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        # all of it counts as looked through now
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*before)


def _end(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)


class _Late(click.Group):
    """A group whose commands are imported when they are needed."""

    def main(self, *args: Any, **options: Any) -> Any:
        with writing(), _tidily(), _unhurried():
            return super().main(*args, **options)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with readably():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with readably():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        return import_module(f"playbook_plugins.cli.{_module(name)}").command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from playbook_plugins.cli.sources import Refusal
            from playbook_plugins.model.suggestions import did_you_mean

            hint = did_you_mean(args[0], _COMMANDS, otherwise=f"There are: {', '.join(_COMMANDS)}.")
            raise Refusal(f"There is no command `{args[0]}`. {hint}")
        return super().resolve_command(ctx, args)


def _module(name: str) -> str:
    """The module of a command: `edit_form` for `edit-form`, and `import_` where Python keeps the word for itself."""
    module = name.replace("-", "_")
    return f"{module}_" if keyword.iskeyword(module) else module


@click.group(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(playbook_plugins.__version__, prog_name="playbook")
def main() -> None:
    """Say publicly whom you serve well, and give your staff a care playbook whose every policy is checked."""
