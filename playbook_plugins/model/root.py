"""The folder from which sources are named."""

from pathlib import Path


def repository(folder: Path) -> Path:
    """The repository that `folder` lies in; without one, the working folder if it holds `folder`, or `folder` itself."""
    folder = folder.resolve()
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    here = Path.cwd().resolve()
    return here if folder.is_relative_to(here) else folder
