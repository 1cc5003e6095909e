"""The folder from which sources are named, and the folder of hand-written public pages."""

from pathlib import Path


def repository(folder: Path) -> Path:
    """The repository that `folder` lies in; without one, the working folder if it holds `folder`, or `folder` itself."""
    folder = folder.resolve()
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    here = Path.cwd().resolve()
    return here if folder.is_relative_to(here) else folder


def public_beside(folder: Path) -> Path | None:
    """`docs/public` for sources in `docs/playbook`; `None` where there is no such folder."""
    beside = folder.resolve().parent / "public"
    return beside if folder.resolve().name == "playbook" and beside.is_dir() else None
