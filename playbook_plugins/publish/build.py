"""From a release to a published site, by whichever engine one likes."""

from collections.abc import Callable
from pathlib import Path

from playbook_plugins.audit import audit
from playbook_plugins.model.leak import Leak
from playbook_plugins.model.page import Release
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.swap import publish
from playbook_plugins.publish.target import PublishError, clear, named, prepare

Engine = Callable[[Release, Path], None]
"""Builds a release into an empty folder."""


class Leaked(PublishError):
    """Internal wording was found in the finished public site, which was therefore not published."""

    summary = "The built site was not published, for it holds, or may hold, something that only staff may read:"

    def __init__(self, hits: tuple[Leak, ...]) -> None:
        self.hits = hits
        super().__init__("\n".join((self.summary, *(f"  {hit}" for hit in hits))))


def build(release: Release, target: Path, engine: Engine) -> None:
    """Publish `release` in `target`; on any failure nothing in `target` has changed.

    Raises `PublishError`, or whatever the engine raises.
    """
    target = named(target)
    with lock(target):
        folder = prepare(target)
        try:
            engine(release, folder)
            examine(release, folder)
            publish(folder, target)
        except OSError as error:
            raise PublishError(f"{target}: the new site could not be built: {error.strerror or error}.") from error
        finally:
            clear(folder)


def examine(release: Release, folder: Path) -> None:
    """Raise unless `folder` holds a site with a home page and without internal wording."""
    if not (folder / "index.html").is_file():
        raise PublishError("The new site has no home page, so it was not published.")
    if hits := audit(folder, release.fingerprints):
        raise Leaked(hits)
