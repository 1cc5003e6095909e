"""The theme's files, as MkDocs asks for them before it copies some: without those that it never copies.

Ten thousand icons lie in folders whose names begin with a dot. To list them,
and to hold each against what is copied, takes a third of the work on a small
site whose pages are as they were. Whoever asks later is told of all.
"""

import os
from pathlib import Path

import jinja2
from mkdocs.theme import Theme


class Listed(Theme):
    """A theme whose next environment lists no file in such a folder when it is first asked."""

    def get_env(self) -> jinja2.Environment:
        self.__class__ = Theme  # type: ignore[assignment]
        env = self.get_env()
        env.loader = _Copied(self.dirs)
        return env


class _Copied(jinja2.FileSystemLoader):
    asked = False

    def list_templates(self) -> list[str]:
        if self.asked:
            return super().list_templates()
        self.asked = True
        found: set[str] = set()
        for searched in self.searchpath:
            for place, folders, names in os.walk(searched, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(place, name).relative_to(searched).as_posix() for name in names)
        return sorted(found)
