"""`playbook lsp`: findings in an editor, while one types."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial

import click

from playbook_plugins.cli.sources import Day, Refusal

_EXTRA = ("pygls", "lsprotocol")
"""What the extra brings."""
NEEDED = 'This needs one package more: pip install "mkdocs-playbook[lsp]"'


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Some editors say this; it is done in any case.")
@click.option("--today", type=Day(), envvar="PLAYBOOK_TODAY", show_default="the clock", help="The day that decides what is overdue.")
def command(*, stdio: bool, today: date | None) -> None:
    """Show findings in an editor, while one types.

    An editor starts this and speaks with it; nobody types it. It shows what
    `playbook check` would find with the text as it stands on the screen, says
    what a line means, offers what may stand there, and mends slips of the pen
    at a click. It needs the extra `lsp`: pip install "mkdocs-playbook[lsp]".
    """
    try:
        from playbook_plugins.editor.server import desk
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise Refusal(NEEDED) from error
    if sys.stdin is None or sys.stdin.isatty():
        raise Refusal("An editor starts this, and nobody is to type here. To check in a terminal: `playbook check`.")
    days: Callable[[], date] = date.today if today is None else partial(_same, today)
    # what anything prints would be taken for an answer, so all else goes where complaints go
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    desk(days).start_io(sys.stdin.buffer, answers)


def _same(day: date) -> date:
    return day
