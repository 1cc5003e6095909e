"""An owner with a new playbook, and a host that publishes what she pushes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.conftest import TODAY, playbook
from tests.rehearsal import github, gitlab, gitlab_file
from tests.rehearsal.event import Event
from tests.rehearsal.repository import BRANCH, Repository, begin, dated, git
from tests.rehearsal.web import Web, content

Run = github.Run | gitlab.Run
_Befalling = Callable[[Any, bool], None]
Accident = Callable[[Path], None]
"""What happens to the finished public site before anybody takes it away: it is given its folder."""
IDEA = "idea"
"""The branch of a proposal."""
SITE = "site/public"
ANSWERS = ("--name", "Quay Cakes", "--phone", "01632 960123", "--signed-by", "Maria, who bakes")


@dataclass
class Scene:
    """A playbook, its repository at a host, and the sites that came of it."""

    flavour: str
    """github or gitlab."""
    shop: Path
    """The owner's own copy."""
    repository: Repository
    web: Web
    folder: Path
    """Where the machines work, a folder a run."""
    command: Path | None = None
    """What pip lays down as `playbook`: the plain command, or one that is ready."""
    private: bool = True
    """Whether the repository is closed to the public."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the owner keeps at the host for the workflow: variables and secrets."""

    def push(self, changes: Mapping[str, str], message: str, *, accident: Accident | None = None, audited: bool = True) -> Run:
        """Change texts of the owner's copy, commit and push them, and run what the host runs then.

        A change is `{"docs/playbook/fit.md": "old -> new"}`, or the whole file
        where there is none. Without `audited`, the workflow's audit is taken out.
        """
        before = self.commit(changes, message)
        return self.run(before, accident=accident, audited=audited)

    def commit(self, changes: Mapping[str, str], message: str, *, branch: str = BRANCH) -> str | None:
        """The same without running anything; gives the commit before."""
        for path, change in changes.items():
            _change(self.shop / path, change)
        before = self.repository.head()
        git("add", "--all", cwd=self.shop)
        git("commit", "-q", "-m", message, cwd=self.shop, **dated(self.repository.count(before)))
        git("push", "-q", "origin", branch, cwd=self.shop)
        return before

    def run(self, before: str | None = None, *, accident: Accident | None = None, audited: bool = True) -> Run:
        """Run what the host runs after a push to the main branch: the workflow as the newest commit has it."""
        befalls = accident and (lambda job, at_last: _befalls(accident, job, at_last))
        return self._started("push", before or "0" * 40, audited=audited, befalls=befalls)

    def propose(self, changes: Mapping[str, str], message: str, *, stranger: bool = False, called: str = IDEA) -> Run:
        """Change texts on a branch, ask somebody to look, and run what the host runs then: the workflow as the branch has it; `called` is what the branch goes by there."""
        base = self.repository.head()
        assert base
        git("checkout", "-q", "-b", IDEA, cwd=self.shop)
        self.commit(changes, message, branch=IDEA)
        head = self.repository.head(IDEA)
        assert head
        git("checkout", "-q", "--detach", base, cwd=self.shop)
        git("merge", "-q", "--no-ff", "-m", "Both", IDEA, cwd=self.shop, **dated(self.repository.count(head)))
        git("push", "-q", "origin", "HEAD:refs/pull/1/merge", cwd=self.shop)
        git("checkout", "-q", BRANCH, cwd=self.shop)
        if self.flavour == "gitlab":
            return self._gitlab(gitlab.Push(sha=head, branch=called, source="merge_request_event", base=base, visibility=self._visibility, settings=self.settings))
        pull = {"number": 1, "base": {"ref": BRANCH, "sha": base}, "head": {"ref": called, "sha": head}, "fork": stranger}
        both = self.repository.commit_of("refs/pull/1/merge")
        assert both
        return self._github(Event(name="pull_request", sha=both, pull=pull, private=self.private, settings=self.settings))

    def night(self, day: date, *, more: Mapping[str, str] | None = None, settings: Mapping[str, str] | None = None) -> Run:
        """Run what the host runs at night; `settings` are the project's own variables."""
        return self._started("schedule", "", more={"PLAYBOOK_TODAY": day.isoformat(), **(more or {})}, settings=settings)

    def _started(self, source: str, before: str, *, audited: bool = True, befalls: _Befalling | None = None, more: Mapping[str, str] | None = None, settings: Mapping[str, str] | None = None) -> Run:
        sha = self.repository.head()
        assert sha
        if self.flavour == "gitlab":
            return self._gitlab(gitlab.Push(sha=sha, before=before, source=source, visibility=self._visibility, settings={**self.settings, **(settings or {})}), audited=audited, befalls=befalls, more=more)
        return self._github(Event(name=source, sha=sha, before=before, private=self.private, settings=self.settings), audited=audited, befalls=befalls, more=more)

    def _gitlab(self, push: gitlab.Push, *, audited: bool = True, befalls: _Befalling | None = None, more: Mapping[str, str] | None = None) -> gitlab.Run:
        pipeline = gitlab_file.read(_without_audit(self.held(".gitlab-ci.yml", at=push.sha), audited))
        assert gitlab.starts(pipeline, push)
        return gitlab.start(pipeline, push, meanwhile=befalls and (lambda job, result: befalls(job, result == "success")), more=more, **self._machines())

    def _github(self, event: Event, *, audited: bool = True, befalls: _Befalling | None = None, more: Mapping[str, str] | None = None) -> github.Run:
        (path,) = [path for path in self.workflows(at=event.sha) if github.starts(github.read(self.held(path, at=event.sha)), event)]
        workflow = github.read(_without_audit(self.held(path, at=event.sha), audited))
        return github.start(workflow, event, meanwhile=befalls and (lambda job, step: befalls(job, "upload" in step.get("uses", ""))), more=more, variables=self.settings, **self._machines())

    def _machines(self) -> dict[str, Any]:
        folder = self.folder / f"run-{sum(1 for _ in self.folder.glob('run-*'))}"
        return {"repository": self.repository, "web": self.web, "folder": folder, "command": self.command}

    @property
    def _visibility(self) -> str:
        return "private" if self.private else "public"

    def workflows(self, *, at: str = BRANCH) -> list[str]:
        """The files that say what GitHub does."""
        return [entry.path for entry in self.repository.entries(at) if entry.path.startswith(".github/workflows/")]

    def held(self, path: str, *, at: str = BRANCH) -> bytes:
        """A file as a commit has it."""
        entry = self.repository.entry(at, path)
        assert entry, path
        return self.repository.read(entry.sha)

    def shown(self) -> dict[str, bytes]:
        """The public site as visitors get it now."""
        return content(self.web.site("public"))

    def internal(self, run: Run) -> dict[str, bytes]:
        """The internal site that a run has kept for members; nothing where it kept none."""
        if isinstance(run, github.Run):
            return content(run.artifacts["internal-site"]) if "internal-site" in run.artifacts else {}
        job = run.jobs.get("internal")
        return content(job.artifacts / "site" / "internal") if job and job.artifacts else {}

    def built_here(self, audience: str, *more: str) -> dict[str, bytes]:
        """The site that the owner would build of the newest commit herself, in another place."""
        place = self.folder / f"own-{sum(1 for _ in self.folder.glob('own-*'))}"
        git("clone", "-q", str(self.repository.folder), str(place), cwd=self.folder)
        done = playbook("build", "--audience", audience, "--out", "out", *more, "--today", str(TODAY), cwd=place)
        assert done.returncode == 0, done.stderr
        return content(place / "out")


def begin_scene(folder: Path, flavour: str, *, command: Path | None = None, private: bool = True, site: str = "") -> Scene:
    """Begin a playbook with the real command, and put it under version control at a host; nothing is pushed yet. The sites go to the same host, or to `site`."""
    shop, repository = folder / "shop", begin(folder / "host" / "shop.git")
    written = [("new", str(shop), "--host", flavour, *ANSWERS), *([("ci", str(shop), "--host", site, "--with", flavour)] if site else [])]
    for arguments in written:
        done = playbook(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
    git("init", "-q", "-b", BRANCH, cwd=shop)
    git("remote", "add", "origin", str(repository.folder), cwd=shop)
    machines = folder / "machines"
    machines.mkdir()
    return Scene(flavour, shop, repository, Web(folder / "web"), machines, command, private)


def _change(file: Path, change: str) -> None:
    """Replace a part of a text, `old -> new`, or write it whole."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change, "utf-8")
        return
    old, _, new = change.partition(" -> ")
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def _befalls(accident: Accident, job: Any, at_last: bool) -> None:
    """Let an accident happen to the public site in the job that has made it."""
    made = "playbook build --audience public" in str(job.told)
    if made and at_last and (job.workspace / SITE).is_dir():
        accident(job.workspace / SITE)


def _without_audit(file: bytes, audited: bool) -> bytes:
    """A workflow's file, where asked for with every audit taken for done."""
    if audited:
        return file
    text, count = re.subn(rb"playbook audit [^\n]*", b"true", file)
    assert count
    return text

