"""Where the hand-written public pages lie, for what the public site's settings say."""

from dataclasses import dataclass
from pathlib import Path

SETTINGS = "mkdocs.yml"
"""The public site's settings, at the repository's root."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the public site's settings say of folders; empty where they say nothing of one."""

    source: str = ""
    """The playbook's own folder, from the repository's root."""
    pages: str = ""
    """That of the hand-written public pages."""


def public_at(folder: Path, said: Said | None, *, root: Path) -> Path | None:
    """The folder of hand-written public pages for the sources in `folder`; `None` where there is none.

    It is the one that the settings say, where they name these sources, so that
    the command sees what a plain `mkdocs build` sees; elsewhere, and where
    nothing can be read in them (`None`), `docs/public` beside `docs/playbook`.
    """
    folder = folder.resolve()
    if said is not None and (root / (said.source or "docs/playbook")).resolve() == folder:
        public = (root / (said.pages or "docs")).resolve()
    elif folder.name == "playbook":
        public = folder.parent / "public"
    else:
        return None
    apart = not folder.is_relative_to(public) and not public.is_relative_to(folder)
    return public if public.is_dir() and apart else None
