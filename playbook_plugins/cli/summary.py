"""The page that GitHub shows for a whole run of its build machine."""

import os
from collections.abc import Callable

import click

LIMIT = 1024 * 1024
"""Bytes of a step's part that GitHub takes."""


def add(page: Callable[[int], str]) -> None:
    """Add to the run's page, where GitHub has named one; `page` is told how many bytes there is room for. This never fails the command."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with open(name, "a", encoding="utf-8", newline="\n") as file:
            file.write(page(LIMIT - file.tell()))
    except OSError as error:
        click.echo(f"The summary of the run could not be written: {error.strerror}.", err=True)


def sources() -> str:
    """Where a reader of that page finds the files, with a `/` at the end; empty where nobody knows."""
    if project := os.environ.get("CI_PROJECT_URL"):
        return f"{project}/-/blob/{os.environ.get('CI_COMMIT_SHA', 'HEAD')}/"
    server, repository, commit = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY", "SHA"))
    return f"{server}/{repository}/blob/{commit}/" if server and repository and commit else ""


def cut(page: str, room: int) -> str:
    """A page, cut behind a whole line where there is not enough room for it."""
    content = page.encode("utf-8")
    return page if len(content) <= room else content[: max(room, 0)].rpartition(b"\n")[0].decode("utf-8")
