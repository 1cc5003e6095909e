"""From a release to the engine's files: nothing else of the project gets into a site."""

import posixpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from playbook_plugins.model.page import Asset, Page, Release


def place(release: Release, files: Files, *, config: MkDocsConfig, root: Path) -> None:
    """Let the site consist of the release and of the theme.

    What lies in `docs_dir` was read by the core already: what may be shown is
    in the release, the rest was a finding. So the folder's own files go.
    """
    for file in [*files]:
        if file.src_dir == config.docs_dir or file.src_uri.endswith(".map"):
            files.remove(file)
    start = edit_start(config.edit_uri, root)
    for page in release.pages:
        _put(files, _page(page, config, start=start))
    for asset in release.assets:
        _put(files, _asset(asset, config))


def _asset(asset: Asset, config: MkDocsConfig) -> File:
    # Under a name that is no document's, or the engine would make a page of plain Markdown.
    file = File.generated(config, f"{asset.path}.asset" if asset.path.endswith(".md") else asset.path, content=asset.content, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = asset.path
    return file


def _page(page: Page, config: MkDocsConfig, *, start: str) -> File:
    # Said outright, so that no pattern in mkdocs.yml hides a page, or warns that the menu leaves it out.
    inclusion = InclusionLevel.INCLUDED if page.in_menu else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content=page.body, inclusion=inclusion)
    if page.source:
        file.edit_uri = posixpath.relpath(page.source, start)
    return file


def _put(files: Files, file: File) -> None:
    if (other := files.src_uris.get(file.src_uri)) is not None:
        files.remove(other)
    files.append(file)


def edit_start(edit_uri: str | None, root: Path) -> str:
    """The folder, from the repository's root, that `edit_uri` ends in: sources are named from there."""
    parts = (edit_uri or "").strip("/").split("/")
    for first in range(len(parts)):
        folder = "/".join(parts[first:])
        if folder and (root / folder).is_dir():
            return folder
    return "."
