"""A release as plain Markdown with a plain `mkdocs.yml`, for engines that know nothing of us."""

from pathlib import Path
from typing import Any

import yaml

from playbook_plugins.audit import audit
from playbook_plugins.model.page import Page, Release
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.publish.build import Leaked
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.swap import publish
from playbook_plugins.publish.target import PublishError, clear, named, prepare, staging

MARK = "# written by playbook; it may be replaced by the next `playbook write`\n"
"""The first line of the settings that we wrote, which tells our folder from any other."""

_NOT_OTHERS = (".md", "llms.txt")
"""Plain copies of pages and the list that names them: another engine would make one more page of each."""


def write(release: Release, target: Path) -> None:
    """Write pages, assets and settings into `target`; it changes as a whole, or not at all.

    Raises `PublishError` where `target` holds anything that we did not write,
    and `Leaked` where internal wording stands in what would be written.
    """
    target = named(target)
    with lock(target):
        try:
            ours = _ours(target)
            folder = prepare(target, ours=ours)
            _fill(release, folder)
            if hits := audit(folder, release.fingerprints):
                raise Leaked(hits)
            publish(folder, target, ours=ours)
        except OSError as error:
            raise PublishError(f"{target}: the pages could not be written: {error.strerror}.") from error
        finally:
            clear(staging(target))


def _ours(target: Path) -> bool:
    """Whether we wrote what `target` holds; raises where somebody else did."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f"{target}: this is not a folder. Name a new one.")
    ours = written(target)
    if target.is_dir() and any(target.iterdir()) and not ours:
        raise PublishError(f"{target}: this folder holds something that is not ours to replace. Name a new one.")
    return ours


def written(folder: Path) -> bool:
    """Whether `playbook write` filled a folder."""
    mark = MARK.encode()
    try:
        return read_plain(folder / "mkdocs.yml", most=len(mark)) == mark
    except OSError:
        return False


def _fill(release: Release, folder: Path) -> None:
    for page in release.pages:
        _put(folder / "docs" / page.path, (_about(page) + page.body).encode("utf-8"))
    for asset in release.assets:
        if not asset.path.endswith(_NOT_OTHERS):
            _put(folder / "docs" / asset.path, asset.content)
    plain = yaml.safe_dump(_settings(release), allow_unicode=True, sort_keys=False, width=120)
    _put(folder / "mkdocs.yml", (MARK + plain).encode("utf-8"))


def _about(page: Page) -> str:
    if not page.description:
        return ""
    return "---\n" + yaml.safe_dump({"description": page.description}, allow_unicode=True, width=1000) + "---\n"


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _settings(release: Release) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "site_name": release.name,
        "docs_dir": "docs",
        "theme": {"name": "material", "font": False},
        "extra_css": list(release.styles),
        "extra_javascript": list(release.scripts),
        "markdown_extensions": ["tables", "pymdownx.superfences", {"toc": {"permalink": True}}],
        "plugins": ["search"],
        "nav": _menu(release),
        "not_in_nav": "\n".join(f"/{page.path}" for page in release.pages if not page.in_menu),
        "validation": {"omitted_files": "ignore"},
    }
    if homes := next((page.others for page in release.pages if page.path == "index.md"), ()):
        settings["extra"] = {"alternate": [_alternate(language, path, release) for language, path in ((release.language, "index.md"), *homes)]}
    if release.url:
        settings["site_url"] = release.url.rstrip("/") + "/"
    return {name: value for name, value in settings.items() if value}


def _alternate(language: str, path: str, release: Release) -> dict[str, str]:
    """The first page in a language, as the theme's own switch knows it."""
    name = dict(dict(release.frames).get(language, ())).get("language", language)
    return {"name": name, "link": f"./{path.removesuffix('index.md')}", "lang": language}


def _menu(release: Release) -> list[Any]:
    """The menu as `nav` knows it: sections in the order in which they first appear."""
    menu: list[Any] = []
    sections: dict[tuple[str, ...], list[Any]] = {(): menu}
    for page in release.pages:
        if page.in_menu:
            for depth in range(1, len(page.menu) + 1):
                names = page.menu[:depth]
                if names not in sections:
                    sections[names] = []
                    sections[names[:-1]].append({names[-1]: sections[names]})
            sections[page.menu].append({page.title: page.path})
    return menu
