"""A plain `mkdocs build` made safe: built beside the old site, examined, then swapped in."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from playbook_plugins.engines.mkdocs import policy
from playbook_plugins.engines.mkdocs.expected import Frame, check, reaching
from playbook_plugins.model.page import Release
from playbook_plugins.publish.build import Leaked, examine
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.swap import publish
from playbook_plugins.publish.target import PublishError, clear, named, prepare

log = get_plugin_logger("playbook")
_LOGGERS = ("mkdocs", "properdocs")


@contextmanager
def stamped(stamp: int) -> Iterator[None]:
    """Let every date that the engine prints be the release's one moment."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(stamp)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def beside(config: MkDocsConfig) -> Iterator[Path]:
    """Send the engine to a folder beside `site_dir`, and give `site_dir` its name back at the end."""
    before = config.site_dir
    target = named(Path(before))
    with plainly(), lock(target):
        folder = prepare(target)
        config.site_dir = str(folder)
        try:
            yield target
        finally:
            config.site_dir = before
            clear(folder)


def finish(config: MkDocsConfig, release: Release, target: Path, *, frame: Frame) -> None:
    """Put the new site in its place, unless a warning, a file too many or too few, or the audit says no."""
    if config.strict and (number := warnings()):
        # MkDocs asks this too, but only after the last plugin has had its say.
        raise PluginError(f"{number} warning{'s' * (number > 1)} in strict mode: {target} stays as it was.")
    with plainly():
        check(release, frame, Path(config.site_dir))
        policy.settle(Path(config.site_dir), audience=release.audience, url=frame.url or release.url, reaching=reaching(release, frame))
        examine(release, Path(config.site_dir))
        publish(Path(config.site_dir), target)
    log.info("The finished site is now in %s", target)


@contextmanager
def plainly() -> Iterator[None]:
    """Let a refusal reach the user as MkDocs' own do: one sentence, no traceback."""
    try:
        yield
    except Leaked as error:
        # Here and not above: a build that is given its release knows no checklist.
        from playbook_plugins.engines.mkdocs.leaks import told

        raise PluginError(told(error)) from error
    except PublishError as error:
        raise PluginError(str(error)) from error


def say(error: Exception) -> None:
    """Raise what the system refused (a full disk, a file that cannot be read) as a sentence; leave all else to MkDocs."""
    if isinstance(error, OSError):
        # of a file that was being copied, the copy is what a full disk had no room for
        name = error.filename2 or error.filename
        where = f"{name}: " if name else ""
        raise PluginError(f"{where}{error.strerror or error}. The site was not built, and what was published before is untouched.") from error


def warnings() -> int:
    """How many warnings a strict build has counted so far."""
    handlers = (handler for name in _LOGGERS for handler in logging.getLogger(name).handlers)
    # By its name, since ProperDocs has a class of its own.
    counters = {id(handler): handler for handler in handlers if type(handler).__name__ == "CountHandler"}
    return max((sum(number for _, number in counter.get_counts()) for counter in counters.values()), default=0)
