"""Who checks a playbook, where its public site goes, and where the internal one may stand."""

import re
from dataclasses import dataclass
from enum import StrEnum

_PACKAGE = re.compile(r"[\w./][\w.+:/@~-]*")
"""What pip takes as one word, and no shell takes for anything else."""
_LOCK = re.compile(r"[\w][\w.-]*\.txt")

LOCK = "requirements.txt"
"""Where what is installed besides ourselves is named, each package with its hashes, unless somebody says otherwise."""


class Host(StrEnum):
    """Where the public site goes."""

    GITHUB = "github"
    """GitHub Pages."""
    GITLAB = "gitlab"
    """GitLab Pages."""
    CLOUDFLARE = "cloudflare"
    """Cloudflare Pages."""
    NETLIFY = "netlify"
    """Netlify."""


class Checks(StrEnum):
    """Where the texts lie, and every edit is checked."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Inside(StrEnum):
    """Where the internal site goes."""

    ARTIFACT = "artifact"
    """A file beside each run, for members of a private repository alone."""
    PAGES = "pages"
    """GitLab Pages with access control."""
    CLOUDFLARE = "cloudflare"
    """Cloudflare Pages behind Cloudflare Access."""
    NONE = "none"
    """Nowhere: who wants it builds it on a computer."""


class Open(ValueError):
    """What was chosen is not safe, or does not go together; says why, and what to choose instead."""


@dataclass(frozen=True, kw_only=True)
class Flavour:
    """One way of publishing; raises `Open` where the internal site would not be safe."""

    host: Host
    checks: Checks
    inside: Inside
    package: str = ""
    """What is installed in place of the released version, as pip takes it; empty for the release."""
    lock: str = LOCK
    """The file with what is installed besides."""

    def __post_init__(self) -> None:
        if self.package and not _PACKAGE.fullmatch(self.package):
            raise Open(f"“{self.package}” is nothing that can stand in a workflow. Write `.`, a file of this repository, or an address such as `git+https://git.example/playbook@v1`.")
        if not _LOCK.fullmatch(self.lock):
            raise Open(f"“{self.lock}” is no file for a list of packages. Choose `--lock requirements-playbook.txt`.")
        for called, host, checks in (("GitHub Pages", Host.GITHUB, Checks.GITHUB), ("GitLab Pages", Host.GITLAB, Checks.GITLAB)):
            if self.host is host and self.checks is not checks:
                raise Open(f"{called} shows sites from its own repositories alone. Choose `--with {checks}`, or another host.")
        if self.inside is Inside.PAGES and self.checks is Checks.GITHUB:
            raise Open(
                "GitHub Pages shows every site to everybody, that of a private repository too. "
                "Choose `--internal artifact`, which members of the private repository alone can fetch, or `--internal cloudflare`, behind a sign-in."
            )
        if self.inside is Inside.PAGES and self.host is Host.GITLAB:
            raise Open(
                "A GitLab project has one place for Pages, and the public site has it. "
                "Choose `--internal artifact`, or send the public site elsewhere with `--host netlify --with gitlab` or `--host cloudflare --with gitlab`."
            )

    @property
    def command(self) -> str:
        """What somebody types to write these files again."""
        said = f"playbook ci --host {self.host} --with {self.checks} --internal {self.inside}"
        said += f" --from {self.package}" if self.package else ""
        return said if self.lock == LOCK else f"{said} --lock {self.lock}"


def flavour(host: str, *, checks: str | None = None, inside: str | None = None, package: str = "", lock: str = LOCK) -> Flavour:
    """A way of publishing by the names of its parts; what nobody names is the usual. Raises `Open`."""
    chosen = Host(host)
    checking = Checks(checks or (chosen if chosen in set(Checks) else Checks.GITHUB))
    usual = Inside.CLOUDFLARE if chosen is Host.CLOUDFLARE else Inside.PAGES if (chosen, checking) == (Host.NETLIFY, Checks.GITLAB) else Inside.ARTIFACT
    return Flavour(host=chosen, checks=checking, inside=Inside(inside) if inside else usual, package=package, lock=lock)
