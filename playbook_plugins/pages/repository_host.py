"""Where a repository is kept, as far as a form in a browser needs to know: which host, and where its programs ask."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playbook_plugins.model.playbook import Playbook

GITHUB, GITLAB = "github", "gitlab"
_PLACE = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]+)?")
_PROJECT = re.compile(r"[^/]+(?:/[^/]+)+")
_GITHUBS = ("github.com", "www.github.com")
_SIGNS = {GITLAB: ".gitlab-ci.yml", GITHUB: ".github"}
"""What lies in a repository that is made for a host, where the host's name does not tell."""


@dataclass(frozen=True, slots=True)
class RepositoryHost:
    """A repository at a host that we know."""

    kind: str
    """`github` or `gitlab`."""
    web: str
    """The repository's address."""
    api: str
    """Where programs ask the host."""
    project: str
    """The owner and the name: `quay/kayaks`."""

    @property
    def origin(self) -> str:
        """The one host that the form's page may ask, as a policy names it."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"


def repository_host(playbook: Playbook) -> RepositoryHost | None:
    """The host of a playbook's repository; `None` where it names none, or one that we do not know."""
    parts = urlsplit(playbook.settings.site.repository or "")
    project = parts.path.strip("/").removesuffix(".git")
    # a key travels in secret, and a policy must name that one host and nothing else
    if parts.scheme != "https" or not parts.hostname or not _PLACE.fullmatch(parts.netloc):
        return None
    if not _PROJECT.fullmatch(project) or {".", ".."} & set(project.split("/")) or not (kind := _kind(parts.hostname, Path(playbook.root))):
        return None
    web = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname in _GITHUBS:
        api = "https://api.github.com"
    else:
        api = f"{web}/api/{'v3' if kind == GITHUB else 'v4'}"
    return RepositoryHost(kind, f"{web}/{project}", api, project)


def _kind(name: str, root: Path) -> str:
    for kind in (GITLAB, GITHUB):
        if kind in name:
            return kind
    return next((kind for kind, sign in _SIGNS.items() if (root / sign).exists()), "")
