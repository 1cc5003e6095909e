"""From a release to a published site, by whichever engine one likes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from playbook_plugins.audit import audit
from playbook_plugins.model.leak import Leak
from playbook_plugins.model.page import Release
from playbook_plugins.model.shelf import Shelf
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.swap import publish
from playbook_plugins.publish.target import PublishError, clear, named, prepare

Engine = Callable[[Release, Path], None]
"""Builds a release into an empty folder."""
Begun = Callable[[Release, Path], AbstractContextManager[Callable[[], str | None]]]
"""Begins to build one, and hands out what waits for it and tells what was warned of; left before, it ends its work."""


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
    with building(release, target, lambda released, folder: nullcontext(partial(engine, released, folder))) as finish:
        finish()


@contextmanager
def building(
    release: Release, target: Path, engine: Begun, *, whole: Callable[[], Release] | None = None, lasting: bool = True, shelf: Shelf | None = None
) -> Iterator[Callable[[], str]]:
    """Begin what `build` does; what is handed out waits for the engine, looks through the site, publishes it, and hands back what was warned of.

    Where nobody calls it, nothing in `target` changes. `whole` makes whole what
    the engine begins with. A site that is not `lasting` need not survive a power cut. On the `shelf` lies what was heard
    in sites before.
    """
    target = named(target)
    with lock(target):
        folder = prepare(target)
        try:
            with ExitStack() as stack:
                with _plainly(target):
                    finish = stack.enter_context(engine(release, folder))

                def published() -> str:
                    with _plainly(target):
                        warned = finish()
                        examine(whole() if whole else release, folder, shelf)
                        publish(folder, target, lasting=lasting)
                    return warned or ""

                yield published
        finally:
            clear(folder)


@contextmanager
def examined(whole: Callable[[], Release], target: Path, *, shelf: Shelf | None = None) -> Iterator[Callable[[], str]]:
    """In place of `building` where the very site lies there already: what is handed out looks through it, since what nobody but staff may read can have changed.

    `whole` is asked for only then.
    """
    target = named(target)
    with lock(target):

        def looked() -> str:
            with _plainly(target):
                examine(whole(), target, shelf)
            return ""

        yield looked


@contextmanager
def _plainly(target: Path) -> Iterator[None]:
    """Let what the system refuses be told as a site that was not published."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"{target}: the new site could not be built: {error.strerror or error}.") from error


def examine(release: Release, folder: Path, shelf: Shelf | None = None) -> None:
    """Raise unless `folder` holds a site with a home page and without internal wording."""
    if not (folder / "index.html").is_file():
        raise PublishError("The new site has no home page, so it was not published.")
    if hits := audit(folder, release.fingerprints, shelf):
        raise Leaked(hits)
