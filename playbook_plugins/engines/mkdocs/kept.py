"""A page that MkDocs makes, and one that it need not make anew: what it has to know of that one was noted when it was made."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import TableOfContents


@dataclass(frozen=True, slots=True)
class Note:
    """What MkDocs has to know of a page that is not made anew."""

    around: str
    """A digest of what stood around it."""
    asked: dict[str, str | None]
    """Which files its links asked for, and what was found there."""
    anchors: list[str]
    """The places in it that links may lead to."""
    links: dict[str, dict[str, str]]
    """The places in other pages that its own links lead to."""
    entries: list[dict[str, Any]]
    """What the search finds of it."""

    def holds(self, around: str, answer: Callable[[str], str | None]) -> bool:
        """Whether a page with the same text would come out the same; `answer` tells what a link finds under a path."""
        return self.around == around and all(answer(asked) == found for asked, found in self.asked.items())

    def dump(self) -> str:
        """The note as text, for another process."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def load(cls, text: str) -> "Note":
        """The note that was written down."""
        return cls(**json.loads(text))


class Asking:
    """The site's files, with what was asked of them; a page that asks for more than single files is not kept."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: dict[str, str | None] = {}
        self.more = False

    def get_file_from_path(self, path: str) -> File | None:
        self.asked[path] = answer(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        self.more = True
        return getattr(self._files, name)


def answer(files: Files, path: str) -> str | None:
    """What a link finds under a path."""
    file = files.src_uris.get(path) or files.get_file_from_path(path)
    return file and f"{file.src_uri} {file.url} {file.inclusion}"


class Made(SitePage):
    """A page that is made, and of which it is noted where it asked its way."""

    around = ""
    asking: Asking | None = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.asking = Asking(files)
        super().render(config, self.asking)  # type: ignore[arg-type]

    @property
    def known(self) -> bool:
        """Whether it is known all that this page asked for."""
        return self.asking is not None and not self.asking.more

    def note(self, entries: Sequence[dict[str, Any]]) -> Note:
        """What has to be known of this page another time."""
        links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
        return Note(self.around, self.asking.asked if self.asking else {}, sorted(self.present_anchor_ids or ()), links, list(entries))


class Kept(SitePage):
    """A page that is not made anew."""

    kept: Note

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content, self.toc = "", TableOfContents([])
        self.present_anchor_ids = set(self.kept.anchors)
        found = {files.get_file_from_path(path): links for path, links in self.kept.links.items()}
        self.links_to_anchors = {file: links for file, links in found.items() if file}


class Handed(Kept):
    """A page that another process has made."""

    known: bool

    def note(self, entries: Sequence[dict[str, Any]]) -> Note:
        """What was noted of it there."""
        return self.kept
