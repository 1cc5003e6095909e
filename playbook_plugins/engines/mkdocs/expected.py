"""Which files a finished site must and may hold; whatever else a plugin or a hook put there is not published.

The list comes from the release and from the settings as their file has them,
before another plugin has had a say, and never from MkDocs' own collection of
files, since that is what plugins add to. With `playbook build` the list is
made on both sides. Pages and assets, which must be there, are the parent's
alone: it holds the release, and no word of the child takes one off the list.
What the theme puts around them can only be known by reading `mkdocs.yml`,
which runs the user's code, so the child says that, before any hook has run.
Believed too much, that word lets a file through that is named like the
theme's, and every byte of it is audited all the same.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING

from playbook_plugins.model.page import Audience, Release, alike
from playbook_plugins.publish.target import PublishError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LOOKS = frozenset(
    ".css .js .mjs .woff .woff2 .ttf .otf .png .jpg .jpeg .webp .gif .avif .ico .svg".split()
)
"""What a theme folder of one's own may add to a site: style sheets, scripts, fonts, pictures and icons."""
OURS = frozenset({"_headers"})
"""What we ourselves put beside the release."""
_NEVER_COPIED = (".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*", "*.md", "*.markdown", "*.mdown", "*.mkdn", "*.mkd", "*.map")
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """What a configuration puts around the pages of a release."""

    directories: bool
    """Whether every page stands in a folder of its own (`use_directory_urls`)."""
    files: tuple[str, ...] = ()
    """Files of the theme and of its search, and templates: each may be there."""
    also: tuple[str, ...] = ()
    """What the owner of the site lets others add, by name or pattern."""
    url: str = ""
    """The site's own address, where the settings name it."""

    def dump(self) -> str:
        """The frame as text, for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "Frame":
        """The frame that another process wrote down."""
        told = json.loads(text)
        return cls(bool(told["directories"]), tuple(map(str, told["files"])), tuple(map(str, told["also"])), str(told["url"]))


def frame(config: "MkDocsConfig", also: Iterable[str] = ()) -> Frame:
    """What the configuration asks for; call it before other plugins have changed it."""
    # MkDocs packs the sitemap, which is among the templates of every theme.
    files = {*_theme(config), *config.theme.static_templates, "sitemap.xml.gz", *config.extra_templates}
    for name, plugin in config.plugins.items():
        # The theme's own search is called "material/search" by then.
        if PurePosixPath(name).name == "search" and plugin.config.get("enabled", True):
            files.add("search/search_index.json")
    return Frame(config.use_directory_urls, tuple(sorted(files)), tuple(also), config.site_url or "")


def _theme(config: "MkDocsConfig") -> Iterator[str]:
    for folder in config.theme.dirs:
        own = folder == config.theme.custom_dir
        yield from (name for name in copied(Path(folder)) if not own or looks(name))


def copied(folder: Path) -> Iterator[str]:
    """The files of a theme's folder that MkDocs copies into a site, source maps left out."""
    for place, folders, names in os.walk(folder):
        # Thousands of icons lie in such a folder, and none is copied.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name).relative_to(folder).as_posix()
            if not any(fnmatchcase(path.lower(), pattern) for pattern in _NEVER_COPIED):
                yield path


def looks(name: str) -> bool:
    """Whether a file of the user's theme folder is there for the looks."""
    return PurePosixPath(name.lower()).suffix in LOOKS


def check(release: Release, frame: Frame, folder: Path) -> None:
    """Raise `PublishError` unless `folder` holds what it must and, for the public, nothing that nobody asked for."""
    placed = tuple(_placed(release, directories=frame.directories))
    if twice := clashes((*placed, *frame.files, *OURS), among=placed):
        raise PublishError(f"Two things would stand at the same address, so the site was not published: {_listed(twice)}. Rename one of them.")
    found, odd = _found(folder)
    if missing := set(placed) - found:
        raise PublishError(
            f"The new site lacks what it must hold, so it was not published: {_listed(missing)}. "
            "Take out of mkdocs.yml the plugin or hook that leaves it out."
        )
    asked = {*placed, *frame.files, *OURS}
    others = {name for name in found - asked if not any(named(name, pattern) for pattern in frame.also)}
    if release.audience is Audience.PUBLIC and (more := others | odd):
        raise PublishError(
            f"The new site holds what nobody asked for, so it was not published: {_listed(more)}. "
            "Take out of mkdocs.yml the plugin or hook that adds it, or name it under `also` of the plugin `playbook`."
        )


def _placed(release: Release, *, directories: bool) -> Iterator[str]:
    """Where the engine puts each page and each asset."""
    yield from (file_of(page.path, directories=directories) for page in release.pages)
    yield from (asset.path for asset in release.assets)


def file_of(path: str, *, directories: bool) -> str:
    """The file that the engine makes of a page."""
    whole = path.removesuffix(".md")
    above, between, name = whole.rpartition("/")
    if name in ("index", "README"):
        return f"{above}{between}index.html"
    return f"{whole}/index.html" if directories else f"{whole}.html"


def reaching(release: Release, frame: Frame) -> dict[str, str]:
    """The finished pages whose script may ask one other host, and that host."""
    return {file_of(path, directories=frame.directories): asked for path, asked in release.reaching}


def clashes(names: Iterable[str], *, among: Iterable[str]) -> set[str]:
    """Those `among` the names that some system cannot keep apart from another, or that would be a file and a folder at once."""
    files = Counter(map(alike, names))
    folders: set[str] = set()
    for file in files:
        while (file := file.rpartition("/")[0]) and file not in folders:
            folders.add(file)
    return {name for name in among if files[known := alike(name)] > 1 or known in folders}


def _found(folder: Path) -> tuple[set[str], set[str]]:
    """The files in a finished site; and apart from them links, devices and folders without a file."""
    files: set[str] = set()
    odd: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=_raise):
        within = place[len(str(folder)) + 1 :].replace(os.sep, "/")
        if not folders and not names:
            odd.add(within)
        for name in (*names, *(name for name in folders if os.path.islink(os.path.join(place, name)))):
            regular = S_ISREG(os.lstat(os.path.join(place, name)).st_mode)
            (files if regular else odd).add(f"{within}/{name}" if within else name)
    return files, odd


def _raise(error: OSError) -> None:
    raise error


def named(name: str, pattern: str) -> bool:
    """Whether a pattern names a file; `*` and `?` stand for no `/`."""
    parts, wanted = name.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _listed(names: Iterable[str]) -> str:
    shown = [name if name.isprintable() else ascii(name) for name in sorted(names)]
    rest = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + rest
