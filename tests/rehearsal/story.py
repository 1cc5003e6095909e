"""What an owner does in the rehearsal, and what is asked of the sites that come of it."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from tests.rehearsal import github
from tests.rehearsal.scene import Run, Scene
from tests.rehearsal.web import content

FIT = "docs/playbook/fit.md"
APOLOGY = "docs/playbook/policies/something-went-wrong.md"
GOOD = {FIT: "You like to hear the price before anything begins. -> You like to hear the price, in writing, before anything begins."}
FAULT = {APOLOGY: "That was our mistake, and I am sorry. -> We are sorry if that was our mistake."}
MENDED = {APOLOGY: "We are sorry if that was our mistake. -> That was our mistake, and I am sorry."}
TYPO = {FIT: "You would sooner talk to a person -> You would rather talk to a person"}
STAFF_ALONE = "Never argue about whose fault it is."
"""A sentence of a policy."""
PASTED = {"docs/public/privacy.md": f"Nothing, and it does not ask. -> Nothing, and it does not ask. {STAFF_ALONE}"}
IN_SETTINGS = {"mkdocs.yml": f"plugins: -> copyright: {STAFF_ALONE}\nplugins:"}
"""The same where the checklist does not look, and every page says it."""
RULE, LINE = "non-apology", 24
"""What the checklist finds in FAULT, and where."""


def slips_in(site: Path) -> None:
    """An accident: a sentence for staff gets into the finished page."""
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"<p>{STAFF_ALONE}</p></main>"), "utf-8")
    assert STAFF_ALONE in page.read_text("utf-8")


def results(run: Run) -> dict[str, str]:
    """Every job with what it came to."""
    return {job.id: job.result for job in run.jobs.values()}


def names_the_fault(run: Run) -> bool:
    """Whether whoever looks at the run or the merge request reads the finding at its file and line."""
    if isinstance(run, github.Run):
        noted = [(note.file, note.line) for note in run.jobs["check"].notes if note.level == "error" and RULE in note.title]
        return noted == [(APOLOGY, LINE)] and re.search(rf"{re.escape(APOLOGY)}\S*{LINE}", run.summary) is not None
    reports = run.jobs["check"].reports
    shown = [(path, line) for path, line, rule, _ in reports["codequality"] if rule == RULE]
    return shown == [(APOLOGY, LINE)] and any(RULE in case for case, _, _ in reports["junit"]) and f"{APOLOGY}:{LINE}" in run.jobs["check"].said


def canaries(shop: Path) -> list[str]:
    """Plain pieces of what only staff may read, from the sources of a playbook."""
    folder = shop / "docs" / "playbook"
    inside = [file for file in folder.rglob("*.md") if file.parent.name in ("policies", "pages") or file.name == "lessons.md"]
    outside = "\n".join(file.read_text("utf-8") for file in sorted((shop / "docs").rglob("*")) if file.is_file() and file not in inside)
    found = {piece.strip() for file in inside for piece in re.findall(r"[A-Za-z][A-Za-z ,]{24,}", file.read_text("utf-8"))}
    return sorted(piece for piece in found if piece not in outside)


def found_in(pieces: Iterable[str], files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Which pieces stand in which files, packed ones too."""
    whole = {path: gzip.decompress(bytes_) if path.endswith(".gz") else bytes_ for path, bytes_ in files.items()}
    return [(path, piece) for piece in pieces for path, bytes_ in whole.items() if piece.encode() in bytes_]


def handed_on(run: Run) -> dict[str, bytes]:
    """Every byte that the public site's jobs gave to other jobs or kept for people."""
    if isinstance(run, github.Run):
        return {f"{name}/{path}": bytes_ for name in ("public-site", "github-pages") if name in run.artifacts for path, bytes_ in content(run.artifacts[name]).items()}
    return {f"{name}/{path}": bytes_ for name in ("public", "audit", "pages") if name in run.jobs and (kept := run.jobs[name].artifacts) for path, bytes_ in content(kept).items()}


def held_internal_pages(scene: Scene, run: Run) -> list[str]:
    """Files of the internal site in the folder of any other job; there must be none."""
    pages = {bytes_ for path, bytes_ in scene.internal(run).items() if path.endswith((".html", ".json"))} - set(scene.shown().values())
    assert pages, "there is no internal site to look for"
    jobs = [job for job in run.jobs.values() if job.id != "internal" and job.folder.is_dir()]
    return [str(file) for job in jobs for file in job.folder.rglob("*") if file.suffix in (".html", ".json") and ".git" not in file.parts and file.is_file() and file.read_bytes() in pages]


