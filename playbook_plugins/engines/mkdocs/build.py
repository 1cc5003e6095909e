"""The engine that `publish` is handed: MkDocs in a process of its own, which is given a release and nothing else."""

import json
import pickle
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from playbook_plugins.engines.mkdocs import added, foreseen, patience, policy
from playbook_plugins.engines.mkdocs.ahead import Maker, started
from playbook_plugins.engines.mkdocs.expected import Frame, check, reaching
from playbook_plugins.engines.mkdocs.shelf import Shelf, Spoilt
from playbook_plugins.engines.mkdocs.where import pages
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Asset, Release
from playbook_plugins.model.plainfile import read_plain

RELEASE = "release"
"""The file in the child's room that holds the release."""
FRAME = "frame"
"""The file in the child's room where it says what the theme puts around the release."""
NOTES = "notes"
"""The file in the child's room that holds what was noted of the pages when they were last made."""
MADE = "made"
"""The file in the child's room where it says which pages still hold, and what it noted of the others."""
DOCS = "docs"
"""The empty folder in the child's room that stands for `docs_dir`."""
WHOLE = 74
"""How the child ends when the site is whole; a plugin or hook that ends it before ends it with 0 or 1."""
_FRAME = 1 << 24
"""Bytes of it that are read; a theme's thousand files take a hundredth of that."""
_NOTES = 1 << 30
"""Bytes of what it notes of pages that are read."""
_SPOILT = "A plugin or hook spoilt what MkDocs noted of {}, so nothing was published. Take out of mkdocs.yml the one that writes to files of others."


class EngineError(Exception):
    """MkDocs did not finish the site; says what MkDocs said."""


def build(release: Release, folder: Path, *, config_file: Path | None = None, root: Path | None = None) -> None:
    """Write the finished site of `release` into `folder`.

    With the user's `mkdocs.yml`, its theme and extras are kept; without one, the
    packaged settings are used. Pages that are as they were are kept from the last
    build of the playbook whose repository is at `root`, where somebody names it.
    The result is, byte for byte, what a plain `mkdocs build` makes of the same
    sources. Raises `EngineError` where MkDocs did not finish it, and
    `PublishError` for one that must not be published.
    """
    with building(release, folder, config_file=config_file, root=root) as finish:
        finish()


@contextmanager
def building(
    release: Release,
    folder: Path,
    *,
    config_file: Path | None = None,
    root: Path | None = None,
    before: Path | None = None,
    maker: Callable[[], AbstractContextManager[Maker]] = started,
    whole: Callable[[], Release] | None = None,
) -> Iterator[Callable[[], str]]:
    """Begin what `build` does, and go on with something else; what is handed out waits for the site, and hands back what MkDocs warned of.

    `before` is the site that stands, of which what stays as it is may be used again.
    `maker` may give a process that was begun ahead, and `whole` makes the release
    whole while MkDocs works. It raises what `build` raises.
    """

    rest = allowed(whole or (lambda: release), config_file)
    # others' plugins and hooks may look at what they copy
    if foreseen.files(config_file) is None:
        release = rest()
    try:
        within = patience.seconds(len(release.pages))
    except ValueError as error:
        raise EngineError(f"{error}.") from None
    with maker() as making:
        (making.room / RELEASE).write_bytes(pickle.dumps(replace(release, fingerprints=Fingerprints())))
        (making.room / DOCS).mkdir()
        shelf = Shelf(release, root, before)
        (making.room / NOTES).write_text(json.dumps(shelf.notes()), encoding="utf-8", newline="\n")
        making.begin(folder, config_file, within=within)
        later = set(rest().assets) - set(release.assets)
        yield partial(_finish, shelf, folder, making, within=within, later=later)


def allowed(whole: Callable[[], Release], config_file: Path | None) -> Callable[[], Release]:
    """What makes a release whole, and raises `PublishError` where the settings or the theme's own folder say what only staff may read."""

    @cache
    def made() -> Release:
        release = whole()
        added.refuse(release, config_file)
        return release

    return made


def _finish(shelf: Shelf, folder: Path, making: Maker, *, within: float, later: Collection[Asset]) -> str:
    """Wait for the child, and bring the site to its last form; what was warned of."""
    release, room = shelf.release, making.room
    try:
        child = making.ended()
    except patience.Overdue:
        raise EngineError(f"{_late(release, room, within)}, so it was stopped and nothing was published. {patience.VARIABLE}=600 would give it ten minutes.") from None
    if child.returncode < 0:
        raise EngineError(f"Something stopped MkDocs from outside while it built the {release.audience} site (signal {-child.returncode}), so nothing was published.")
    said = "\n".join(part for part in (child.stdout.strip(), child.stderr.strip()) if part)
    if child.returncode != WHOLE:
        if child.returncode == 0 or not said:
            raise EngineError(f"A plugin or hook ended MkDocs before the {release.audience} site was whole, so nothing was published. Take out of mkdocs.yml the one that does so.")
        raise EngineError(f"MkDocs could not build the {release.audience} site:\n{said}")
    if warned := child.stderr.strip():
        print(warned, file=sys.stderr)
    frame = _frame(room / FRAME)
    # Here, where nobody is left who could write to it.
    settled = _laid_down(shelf, room / MADE, folder, frame)
    check(release, frame, folder)
    for asset in later:
        (folder / asset.path).write_bytes(asset.content)
    hashes = policy.settle(folder, audience=release.audience, url=frame.url or release.url, reaching=reaching(release, frame), settled=settled)
    shelf.keep(folder, frame, hashes)
    return warned


def _frame(file: Path) -> Frame:
    """What the child says of the theme; hooks run in the same process and may have spoilt it."""
    try:
        return Frame.load(read_plain(file, most=_FRAME).decode("utf-8"))
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise EngineError(_SPOILT.format("its theme")) from error


def _laid_down(shelf: Shelf, file: Path, folder: Path, frame: Frame) -> dict[str, policy.Hashes]:
    """The pages of which the child says that they still hold, where they belong."""
    try:
        said = read_plain(file, most=_NOTES).decode("utf-8")
    except (OSError, ValueError) as error:
        raise EngineError(_SPOILT.format("its pages")) from error
    # what the system refuses from here on (a full disk) is nobody's plugin's fault
    try:
        return shelf.lay_down(said, folder, frame)
    except Spoilt as error:
        raise EngineError(_SPOILT.format("its pages")) from error


def _late(release: Release, room: Path, within: float) -> str:
    """That the site took too long, and at which page, where that is known."""
    at = pages(room)
    named = f", and was at the page{'s' if len(at) > 1 else ''} {' and '.join(at)}" if at else ""
    return f"MkDocs had not finished the {release.audience} site after {within:.0f} seconds{named}"
