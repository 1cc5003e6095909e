"""Labelled steps and sections: which of them a document has, in which order, and which it cannot do without."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from playbook_plugins.model.document import Document, Section, Step
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.kinds.kind import SectionKind
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.mends import spelt
from playbook_plugins.model.slips import surely_named
from playbook_plugins.model.suggestions import nearest

_LIKE = 0.6
"""How like a known label one of the owner's own must be to be asked about; 1 is the same."""


def to_do(document: Document) -> tuple[Step, ...]:
    """The steps under “What to do”, and after them those for when the customer has gone."""
    sections = (document.section(name) for name in ("what-to-do", "afterwards"))
    return tuple(step for section in sections if section for step in section.steps)


def first(steps: Iterable[Step], *actions: str) -> Step | None:
    """The first step that goes by one of these names of the lexicon."""
    return next((step for step in steps if step.action in actions), None)


def near(steps: Iterable[Step], action: str, labels: Mapping[str, str]) -> Step | None:
    """A step that may be meant as `action`, by a label of the owner's own or by how it opens where it has none."""
    known = [alias for alias, name in labels.items() if name == action]
    best, likeness = None, _LIKE
    for step in steps:
        if step.action is None:
            ratio = max((_likeness(step, alias) for alias in known), default=0)
            if ratio > likeness:
                best, likeness = step, ratio
    return best


def shown(step: Step) -> str:
    """What to call a step in a message: its label, or the words it opens with."""
    words = str(step.opening).split()
    return " ".join(words[:5]) + ("…" if len(words) > 5 else "")


def asked(candidate: Step, steps: Sequence[Step], action: str) -> str:
    """The question whether one of the steps is meant as `action`."""
    return f"Is step {steps.index(candidate) + 1}, *{shown(candidate)}*, your *{action.replace('-', ' ')}*? No step goes by that name"


def _likeness(step: Step, alias: str) -> float:
    written = fold(str(step.opening))
    if f"{written} ".startswith((f"{alias} ", f"{alias},", f"{alias}.", f"{alias}:")):
        return 1
    if not step.label:
        return 0
    # `Sort the cake` may be somebody's `sort it out`
    opens_alike = written.split(" ")[0] == alias.split(" ")[0] and " " in alias
    return max(SequenceMatcher(None, written, alias).ratio(), 0.7 if opens_alike else 0)


def needed(document: Document) -> tuple[SectionKind, ...]:
    """The sections that a document of its kind and topic cannot do without."""
    topic = TOPICS.get(document.topic) if document.topic else None
    speaks = topic is not None and topic.needs_words
    return tuple(
        section for section in document.kind.sections if section.required or (speaks and section.name == "what-to-say")
    )


def meant(section: Section, headings: Mapping[str, str]) -> str:
    """The name of the known section that a heading of the owner's own nearly spells; empty where none comes near."""
    if section.name is not None:
        return ""
    return headings.get(_nearest(fold(str(section.heading)), tuple(headings)), "")


@lru_cache(maxsize=1024)
def _nearest(heading: str, known: tuple[str, ...]) -> str:
    return nearest(heading, known, likeness=0.82)


def respelt(section: Section, document: Document, lexicon: Lexicon) -> Mend | None:
    """The change of a heading into the known one that it surely misspells, where the document has no such section yet."""
    headings, written = lexicon.sections.get(document.kind.name, {}), str(section.heading)
    # a heading with signs of its own keeps them, and one in another language is not ours to spell
    if document.lang != lexicon.language or fold(written) != written.casefold():
        return None
    right = surely_named(written, headings, stands_for=headings)
    if not right or document.section(headings[right]) or meant(section, headings) != headings[right]:
        return None
    if any(other is not section and meant(other, headings) == headings[right] for other in document.sections):
        return None
    shown = right[:1].upper() + right[1:] if written[:1].isupper() else right
    return spelt(section.heading.place(document.path), written, shown)


def called(name: str, headings: Mapping[str, str]) -> str:
    """A known section as owners write it: `What to do` for `what-to-do`."""
    spelled = [written for written, known in headings.items() if known == name]
    # where a language has words of its own, the first of them is how it is called there
    alike = [written for written in spelled if written.replace("'", "").replace(" ", "-") == name]
    written = spelled[0] if spelled and spelled[0] not in alike else max(alike, key=len, default=name)
    return written[:1].upper() + written[1:]
