"""Run the rules over a playbook."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from playbook_plugins.checklist.allowances import allowed
from playbook_plugins.checklist.alone import Alone
from playbook_plugins.checklist.catalogue import amiss, catalogue, installed, rules_of
from playbook_plugins.checklist.rule import Context, Hit, Rule
from playbook_plugins.checklist.wordlists import compiled
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.leak import Leak
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.shelf import Shelf
from playbook_plugins.model.settings import Business, ChecklistSettings, Profile, RuleLevel, Settings

NOBODY = Settings.model_construct(
    business=Business.model_construct(name="", answers_within=None), checklist=ChecklistSettings()
)
"""The settings that rules see where `playbook.yml` cannot be used."""
_UNREADABLE = "unreadable-file"
"""All that is said of a playbook of another format: whatever else were found would be a misunderstanding."""


def run(
    playbook: Playbook, *, today: date, profile: str | None = None, rules: Iterable[Rule] | None = None, kept: Shelf | None = None
) -> tuple[Finding, ...]:
    """All findings on a playbook, sorted by place.

    `today` decides what is overdue; `profile` overrides the one in
    `playbook.yml`; `rules` are all that there are where none are given. In
    `kept` is found again what was found in each text that has not changed.
    """
    settings = playbook.settings or NOBODY
    chosen = Profile(profile) if profile else settings.checklist.profile
    known = rules_of(playbook)
    rules = tuple(known.values() if rules is None else rules)
    known = {**known, **{rule.name: rule for rule in rules}}
    if playbook.foreign:
        rules = tuple(rule for rule in rules if rule.name == _UNREADABLE)
    context = Context(playbook, settings, today, rules=known, amiss=amiss(playbook), shelf=kept)
    alone = Alone(context, rules, kept) if kept and not playbook.foreign else None
    context = replace(context, single=alone.once if alone else None)
    findings: list[Finding] = []
    silenced: set[tuple[str, str]] = set()
    for last in (False, True):
        context = replace(context, silenced=frozenset(silenced))
        for rule in rules:
            if rule.last is last and not rule.finished:
                for hit in _hits(rule, context, alone):
                    if allowed(rule, hit, playbook):
                        silenced.add((hit.place.path, rule.name))
                    elif level := _level(rule, hit, context, profile=chosen):
                        findings.append(_finding(rule, hit, level))
    if alone:
        alone.keep()
    compiled.keep()
    return tuple(sorted(set(findings), key=_order))


def findings_on(leaks: Iterable[Leak], *, rules: Mapping[str, Rule] | None = None) -> tuple[Finding, ...]:
    """What our rules on finished sites say of all that came out, each thing once, sorted by its place in the sources.

    `rules` are ours where none are given; the sources may be out of reach, so no setting is asked.
    """
    known = {**catalogue(), **(rules or {})}
    context = Context(Playbook(None, ()), NOBODY, date.min, rules=known)
    found: dict[tuple[str, Place], list[Leak]] = {}
    for leak in sorted(leaks):
        found.setdefault((leak.rule, leak.place), []).append(leak)
    told = ((known[name], hit) for (name, _), group in found.items() for hit in known[name].check(tuple(group), context))
    return tuple(sorted((_finding(rule, hit, hit.level or rule.level) for rule, hit in told), key=_order))


def stops(findings: Iterable[Finding]) -> bool:
    """Whether nothing may be published before these are mended."""
    return any(finding.level is Level.ERROR for finding in findings)


def locked(finding: Finding) -> bool:
    """Whether its rule can be turned down by nobody."""
    rule = installed().get(finding.rule)
    return rule is not None and rule.locked


def looked_at(rule: Rule, playbook: Playbook) -> Iterator[Document]:
    """The documents that a rule looks at one by one; none where it looks at the whole playbook."""
    for kind in rule.kinds:
        for document in playbook.of_kind(kind):
            if document.fields.status is Status.RETIRED:
                continue
            if not rule.topics or playbook.topic_of(document) in rule.topics:
                yield document


def _hits(rule: Rule, context: Context, alone: Alone | None) -> Iterator[Hit]:
    if not rule.kinds:
        yield from rule.check(context.playbook, context)
    for document in looked_at(rule, context.playbook):
        found = alone.hits(rule, document) if alone else None
        yield from rule.check(document, context) if found is None else found


def _level(rule: Rule, hit: Hit, context: Context, *, profile: Profile) -> Level | None:
    level = hit.level or rule.level
    if rule.locked:
        return level
    document = context.playbook.at(hit.place.path)
    if rule.reminds_drafts and document and document.fields.status is Status.DRAFT:
        level = Level.ADVICE
    return level_here(rule, level, context.settings, profile=profile, by_time=rule.by_time or hit.by_time)


def level_here(rule: Rule, level: Level, settings: Settings, *, profile: Profile, by_time: bool) -> Level | None:
    """What an owner's settings make of a rule's level; `None` where they switch it off."""
    if rule.locked:
        return level
    own = settings.checklist.levels.get(rule.name)
    if own is RuleLevel.OFF:
        return None
    if own:
        level = Level(own.value)
    if profile is Profile.STARTER and level is Level.ERROR and not rule.always_stops:
        return Level.WARNING
    if profile is Profile.STRICT and level is Level.WARNING and not by_time:
        return Level.ERROR
    # time alone never stops publishing, whatever an owner sets
    return Level.WARNING if by_time and level is Level.ERROR else level


def _finding(rule: Rule, hit: Hit, level: Level) -> Finding:
    by_time = rule.by_time or hit.by_time
    passing = by_time or hit.passing
    return Finding(rule.name, level, hit.place, hit.message, hit.help, rule.page, by_time, hit.mend, rule.locked or hit.firm, passing=passing)


def _order(finding: Finding) -> tuple[str, int, int, int, str, str]:
    place = finding.place
    return place.path, place.line, place.column, finding.level.rank, finding.rule, finding.message
