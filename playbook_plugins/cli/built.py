"""What was built, with all that decided it: where that is as it was, nothing is read, and nothing is built again."""

import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook_plugins.cache import Cache, digest
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.page import Audience, Release, beside_text
from playbook_plugins.stamps import Stamp, history, look

_SHELF = "built"
_MOST = 40
"""Sites of which one playbook's cache knows; two are usual."""
_ASKED = ("SOURCE_DATE_EPOCH",)
"""What a build asks of the environment besides the names that begin with our own."""
_ELSEWHERE = ("PLAYBOOK_CACHE", "PLAYBOOK_PROCESSES", "PLAYBOOK_SECONDS", "PLAYBOOK_TODAY")
"""Of those, the ones that decide nothing, or are looked at in another way."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that decides what is built, beside the program itself, as it was at one moment."""

    root: Path
    texts: tuple[Path, ...]
    """Folders of texts, there or not."""
    looks: tuple[Path, ...]
    """Settings, and what they name."""
    day: date
    read: Stamp
    """Of the texts."""
    seen: Stamp
    """Of the settings, and what they name."""
    past: Stamp
    """Of the version history."""
    around: bytes
    """What stands for the environment."""

    def same_looks(self, now: "Ground") -> bool:
        """Whether the same pages would look as they did."""
        return self.looks == now.looks and self.around == now.around and self.seen.still(now.seen)

    def same(self, now: "Ground") -> bool:
        """Whether the same would be found, and the same be built."""
        return self.same_looks(now) and self.texts == now.texts and self.day == now.day and self.read.still(now.read) and self.past.still(now.past)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a playbook that was read, and of the site that was made of it."""

    findings: tuple[Finding, ...]
    documents: int
    missed: str
    """What the history did not tell."""
    heavy: str
    """That a file of the site is heavy."""
    same: str
    """That the site is as it was."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site as it was published."""

    ground: Ground
    target: Path
    released: bytes
    """What stands for its pages, then for its assets."""
    site: Stamp
    """Of the finished site."""
    said: Said


class Records:
    """What is kept of the sites that a command builds, asked for in these words."""

    def __init__(self, root: Path, words: Iterable[object]) -> None:
        self._cache = Cache(root)
        self._words = tuple(map(str, words))

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._cache.keeps

    def find(self, audience: Audience) -> Built | None:
        """The site as it was last built; `None` where nothing is known of it."""
        key = self._key(audience)
        with suppress(Exception):  # whatever a value of an odd kind may raise
            if (kept := self._cache.get(_SHELF, (key,)).get(key)) is not None and isinstance(built := pickle.loads(kept), Built):
                return built
        return None

    def keep(self, audience: Audience, built: Built) -> None:
        """Keep what was built."""
        self._cache.put(_SHELF, {self._key(audience): pickle.dumps(built, pickle.HIGHEST_PROTOCOL)}, most=_MOST)

    def _key(self, audience: Audience) -> bytes:
        return digest(os.getcwd(), audience, *self._words)


def ground(root: Path, texts: Iterable[Path], looks: Iterable[Path], *, day: date) -> Ground | None:
    """What decides a build, as it is now; `None` where that cannot be told. Take it before anything is read."""
    texts, looks = tuple(texts), tuple(looks)
    read, seen, past = look(texts), look((*looks, *_beside(root))), history(root)
    if read is None or seen is None or past is None:
        return None
    named = sorted((name, value) for name, value in os.environ.items() if name in _ASKED or (name.startswith("PLAYBOOK_") and name not in _ELSEWHERE))
    return Ground(root, texts, looks, day, read, seen, past, digest(*(part for pair in named for part in pair)))


def untouched(built: Built) -> bool:
    """Whether the published site is what was put there."""
    return built.site.still(look([built.target.absolute()]))


def name(release: Release) -> bytes:
    """What stands for all that an engine is given of a release."""
    parts = (release.audience, release.name, release.language, release.stamp, release.url, release.styles, release.scripts, release.icons, release.frame, release.frames, release.reaching)
    # texts are long, and showing them takes longer than handing them over
    pages = (part for page in release.pages for part in (repr(beside_text(page)), page.body.encode("utf-8", "surrogatepass")))
    return digest(*map(repr, parts), *pages, name_of_assets(release))


def name_of_assets(release: Release) -> bytes:
    """What stands for all that an engine copies."""
    return digest(*(part for asset in release.assets for part in (asset.path, asset.content)))


def still(records: Records, audiences: Iterable[Audience], *, day: date) -> tuple[Said, ...]:
    """What was said of these sites where all that decided them is as it was, and so are they; nothing where anything is not."""
    found = [records.find(audience) for audience in audiences]
    now = found[0] and ground(found[0].ground.root, found[0].ground.texts, found[0].ground.looks, day=day)
    if not now or not all(built and built.ground.same(now) and untouched(built) for built in found):
        return ()
    return tuple(built.said for built in found if built)


def _beside(root: Path) -> list[Path]:
    """Every settings file that lies there: one may name the folder of another site."""
    return sorted(file for pattern in ("mkdocs*.y*ml", "properdocs*.y*ml") for file in root.glob(pattern))
