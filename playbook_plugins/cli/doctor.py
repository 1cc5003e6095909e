"""`playbook doctor`: what there is, what the checklist does here and why, and what to do next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from playbook_plugins import __version__
from playbook_plugins.checklist.catalogue import rules_of
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import NOBODY, level_here, looked_at, run
from playbook_plugins.cli.around import engines, sites, workflows
from playbook_plugins.cli.ci import amiss as amiss_with_workflows
from playbook_plugins.cli.sources import DEFAULT, as_typed, folder_argument, open_playbook, today_option
from playbook_plugins.edit.edit_form import amiss as amiss_with_form
from playbook_plugins.edit.untouched import Untouched, untouched
from playbook_plugins.model.coverage import missing
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.history import Gap
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Profile

_MOST = 3
"""Things to do next that are named at once; nobody does more of them today."""
_DOES = {Level.ERROR: "stop publishing", Level.WARNING: "warn", Level.ADVICE: "advise"}
_STRICTNESS = {
    Profile.STARTER: "only leaks, unreadable files and names that lead nowhere stop publishing",
    Profile.STANDARD: "errors stop publishing",
    Profile.STRICT: "warnings stop publishing too",
}
_BY_HISTORY = ("changed-since-review", "bulk-review")


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of one rule here."""

    rule: Rule
    level: Level | None
    """`None` where it is switched off, or has nothing to look at."""
    why: str = ""
    """What made it so; empty where it is as it comes."""


@dataclass(frozen=True)
class _Seen:
    """Everything that the answer is made from."""

    folder: Path
    playbook: Playbook
    findings: Sequence[Finding]
    ours: Sequence[Untouched]

    @property
    def root(self) -> Path:
        return Path(self.playbook.root)

    def command(self, name: str, *, option: bool = False) -> str:
        """A command of ours for this folder, as it is typed."""
        where = "" if self.folder == DEFAULT else f" {'--folder ' if option else ''}{as_typed(self.folder)}"
        return f"`playbook {name}{where}`"

    def found(self, level: Level) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is level]


@click.command("doctor")
@folder_argument
@click.option("--rules", "every", is_flag=True, help="List every rule: what it does here, and why.")
@today_option
@click.pass_context
def command(context: click.Context, folder: Path, *, every: bool, today: date) -> None:
    """Say how the playbook in FOLDER (docs/playbook) is, and what to do next.

    Tells what there is, which rules are at work and why, which sentences are
    still those it was begun with, and at most three things to do. Nothing is
    changed. Ends with 1 only where `playbook.yml` cannot be read.
    """
    playbook = open_playbook(folder)
    seen = _Seen(folder, playbook, run(playbook, today=today), [*untouched(playbook)])
    standings = [*standing(playbook)]
    if every:
        _list(standings)
    else:
        click.echo("\n".join([*_there(seen), "", *_checklist(seen, standings), *_ours(seen), "", *_next(seen)]))
    context.exit(playbook.settings is None)


def standing(playbook: Playbook) -> Iterator[Standing]:
    """What becomes of each rule here, and why."""
    settings = playbook.settings or NOBODY
    checklist = settings.checklist
    declined = {playbook.lexicon.topics.get(fold(name), name) for name in checklist.not_done}
    for rule in rules_of(playbook).values():
        level = level_here(rule, rule.level, settings, profile=checklist.profile, by_time=rule.by_time)
        if rule.locked:
            yield Standing(rule, level, "nobody can turn it down")
        elif rule.name in checklist.levels:
            yield Standing(rule, level, "your own level")
        elif rule.topics and declined.issuperset(rule.topics):
            yield Standing(rule, None, f"you do not do {' or '.join(rule.topics)}")
        elif rule.name in _BY_HISTORY and not playbook.history.complete:
            yield Standing(rule, None, "there is no whole version history")
        elif rule.kinds and not any(looked_at(rule, playbook)):
            topics = f" on {' or '.join(rule.topics)}" if rule.topics else ""
            yield Standing(rule, None, f"there is no {' or '.join(rule.kinds)}{topics}")
        else:
            yield Standing(rule, level, "" if level is rule.level else f"the profile {checklist.profile}")


def _list(standings: Sequence[Standing]) -> None:
    widest = max(len(one.rule.name) for one in standings)
    for one in standings:
        level = one.level or ("off" if one.why == "your own level" else "rests")
        click.echo(f"{one.rule.name:{widest}}  {level:7}  {one.why}".rstrip())


def _line(name: str, told: str) -> str:
    return f"  {name:10} {told}"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _there(seen: _Seen) -> Iterator[str]:
    playbook, history = seen.playbook, seen.playbook.history
    yield f"{playbook.settings.business.name if playbook.settings else playbook.folder} (playbook {__version__})"
    yield _line("settings", playbook.settings_path if playbook.settings else f"{playbook.settings_path} cannot be read")
    own = [document for document in playbook.documents if not (playbook.public_folder and document.path.startswith(f"{playbook.public_folder}/"))]
    numbers = Counter(document.kind for document in own)
    folders = [_count(numbers[kind], kind.name, kind.place.rstrip("/")) for kind in KINDS.values() if numbers[kind] and not kind.single]
    singles = [kind.place for kind in KINDS.values() if numbers[kind] and kind.single]
    tongues = ", ".join(playbook.tongues) or playbook.lexicon.language
    yield _line("texts", f"{len(own)} in {playbook.folder or '.'} ({tongues}): {', '.join([*folders, *singles]) or 'none yet'}")
    if drafts := [document for document in own if document.readable and document.fields.status is Status.DRAFT]:
        yield _line("drafts", ", ".join(document.path for document in drafts[:3]) + (f" and {len(drafts) - 3} more" if drafts[3:] else ""))
    if playbook.public_folder:
        files = sum(path.startswith(f"{playbook.public_folder}/") for path in playbook.files)
        yield _line("public", f"{playbook.public_folder}: {_count(len(playbook.documents) - len(own), 'page')} of your own, {_count(files, 'other file')}")
    days = sorted(history.changed.values())
    yield _line("history", history.gap.value if history.gap else f"whole, and {days[-1]} is the last day on which something changed" if days else "whole")
    for engine in engines():
        fits = {True: "a version that we stand for", False: f"not among the versions that we stand for ({engine.wanted})", None: "installed as well"}
        yield _line("engine", f"{engine.name} {engine.version}, {fits[engine.tried]}")
    yield _line("workflows", _workflows(seen))
    formed = playbook.settings and playbook.settings.site.edit_form
    yield _line("form", (amiss_with_form(playbook) or "the newest, at /edit/ of the internal site") if formed else "none: texts are changed in files")
    built = [f"{folder} for {'everybody' if audience is Audience.PUBLIC else 'staff'}" for folder, audience in sites(seen.root).items() if audience]
    yield _line("sites", ", ".join(built) or "not built on this machine yet")


def _workflows(seen: _Seen) -> str:
    files, amiss = workflows(seen.root), amiss_with_workflows(seen.root)
    if amiss is None:
        return f"{', '.join(files)}, not written by `playbook ci`" if files else "none: no host publishes this by itself"
    return " ".join(amiss) or f"{', '.join(files)}: as `playbook ci` writes them"


def _checklist(seen: _Seen, standings: Sequence[Standing]) -> Iterator[str]:
    settings = seen.playbook.settings or NOBODY
    levels = Counter(one.level for one in standings)
    yield "The checklist"
    yield _line("profile", f"{settings.checklist.profile}: {_STRICTNESS[settings.checklist.profile]}")
    does = [f"{levels[level]} {_DOES[level]}" for level in Level if levels[level]]
    yield _line("rules", f"{', '.join(does)}, {levels[None]} rest (`--rules` says which, and why)")
    if own := [f"{one.rule.name} {one.level or 'off'}" for one in standings if one.why == "your own level"]:
        yield _line("levels", f"yours: {', '.join(own)}")
    if added := [f"{one.rule.name} (from {one.rule.origin})" for one in standings if one.rule.origin]:
        yield _line("added", ", ".join(added))
    for topic, why in settings.checklist.not_done.items():
        yield _line("not done", f"{topic}: {why}")
    counts = [_count(len(seen.found(level)), str(level), "advice" if level is Level.ADVICE else "") for level in Level if seen.found(level)]
    yield _line("found", ", ".join(counts) or "nothing to mend")


def _ours(seen: _Seen) -> Iterator[str]:
    if mostly := _mostly(seen):
        yield ""
        yield "Still as it was laid down, word for word"
        for one in mostly[:5]:
            yield f"  {one.document.path}: {'every sentence' if one.whole else f'{len(one.ours)} of {one.sentences} sentences'}"
        if mostly[5:]:
            yield f"  and {_count(len(mostly[5:]), 'more text')}"


def _mostly(seen: _Seen) -> list[Untouched]:
    """The texts of which more than half is still ours, those that everybody reads before the others."""
    mostly = [one for one in seen.ours if 2 * len(one.ours) > one.sentences]
    return sorted(mostly, key=lambda one: (one.document.kind.name != "fit", one.document.audience is not Audience.PUBLIC, one.document.path))


def _next(seen: _Seen) -> Iterator[str]:
    steps = [*_steps(seen)]
    if not steps:
        yield "Nothing waits for you. After a bad day: `playbook lesson`. When somebody has read a text: `playbook review`."
        return
    yield "Next"
    for number, step in enumerate(steps[:_MOST], start=1):
        yield f"  {number}. {step}"


def _steps(seen: _Seen) -> Iterator[str]:
    """What to do, the most important first."""
    playbook, errors, warnings = seen.playbook, seen.found(Level.ERROR), seen.found(Level.WARNING)
    if errors:
        mended = sum(finding.mend is not None for finding in errors)
        which = "it" if mended == len(errors) == 1 else f"{mended} of them"
        slips = f" {seen.command('fix')} mends {which} by itself." if mended else ""
        yield f"{seen.command('check')}: {_count(len(errors), 'thing')} to mend before publishing, the first at {errors[0].place}.{slips}"
    if playbook.single("fit") is None and not errors:
        yield f"Write {playbook.folder}/fit.md: whom you serve well, and who is served better elsewhere. Everything else leans on it."
    whole = [one for one in _mostly(seen) if one.whole or one.document.kind.name == "fit"]
    if whole and whole[0].document.audience is Audience.PUBLIC:
        yield f"{whole[0].document.path}: everybody reads it. Change every sentence that is not true of you."
    if topics := missing(playbook):
        yield f"{seen.command('add policy', option=True)}: there is none on {topics[0]} yet. Or say in {playbook.settings_path} why you do not do this."
    if playbook.history.gap is Gap.NONE:
        yield f"Keep every version. {playbook.history.gap.mend}, and then nothing is lost."
    elif playbook.history.gap:
        yield f"{playbook.history.gap.told}. {playbook.history.gap.mend}."
    for engine in engines():
        if engine.tried is False:
            yield f"`pip install \"{engine.name}{engine.wanted}\"`: we do not know how version {engine.version} behaves."
    if warnings:
        yield f"{seen.command('check')}: {_count(len(warnings), 'thing')} worth a look, the first at {warnings[0].place}."
    if staff := [one for one in whole if one.document.audience is Audience.INTERNAL]:
        yield f"{staff[0].document.path}: read it aloud to somebody who works with you, and put it the way you talk."
    if drafts := [document for document in playbook.readable if document.fields.status is Status.DRAFT]:
        yield f"{drafts[0].path}: a draft. Take out the line `status: draft` when it is true."
    if stale := amiss_with_workflows(seen.root):
        yield f"`playbook ci --check`: {stale[0]}"
    elif not workflows(seen.root):
        yield "`playbook ci --host github` lets a host publish every change by itself; gitlab, cloudflare and netlify can do it too."
    if playbook.settings and playbook.settings.site.edit_form and (wrong := amiss_with_form(playbook)):
        yield f"{seen.command('edit-form add')}: {wrong}"
    if not any(sites(seen.root).values()):
        yield f"{seen.command('build')} makes both sites."
    if playbook.settings and not playbook.settings.site.edit_form:
        yield f"{seen.command('edit-form add')}: then texts can be changed in a browser as well."
