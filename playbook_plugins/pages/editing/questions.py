"""A kind of document as questions in owners' words: one for each line at its top, each section, and what else it holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from playbook_plugins.checklist.steps import called
from playbook_plugins.model.choices import blocks, choices, inside, validator
from playbook_plugins.model.kinds.kind import Kind, SectionKind, Shape
from playbook_plugins.model.kinds.policy import TOPICS, TopicName, TopicWord
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.values import Day, Id, Language, Money, Names, Truth
from playbook_plugins.pages.editing.references import kept_by, named
from playbook_plugins.words.asks import asks, ready

_ALLOWED = "allow"
"""The one line that no question asks for: a button beside a finding writes it."""
_SPOKEN = {"script": "quotes"}
"""The kinds whose words stand below the title, and as what."""
_PROSE = ("principle", "page")
"""The kinds that are nothing but such words."""
_TABLES = {"lessons": ("when", "what", "why", "change", "who", "done"), "gestures": ("gesture", "costs", "takes", "when")}
"""The kinds that are one table, and its columns."""
_NUMBERED = ("what-to-do", "how-to-start")
"""The sections whose entries are numbered."""
_LINES = ("you-notice", "dont", "not-counted", "good-fit", "how-to-start", "what-to-expect", "your-part", "you-can-count-on")
"""The sections whose entries have no bold words."""
_STEPS = ("what-to-do", "afterwards", "look-elsewhere", "what-it-costs", "tick")
"""The sections whose entries open with bold words."""
_STOPPED = ("look-elsewhere", "tick")
"""Those whose bold words are a sentence."""
_PATTERNS = {validator(Id): "[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", validator(Language): "[a-z]{2}", validator(Day): "\\d{4}-\\d{2}-\\d{2}"}

Question = dict[str, Any]


def kind_asked(kind: Kind, playbook: Playbook, lexicons: Mapping[str, Lexicon]) -> dict[str, Any]:
    """A kind with its questions: what is needed, and all else."""
    told = asks(playbook.lexicon.language)
    name, plural, what = told["called"][kind.name]
    place = {"file": kind.place} if kind.single else {"folder": kind.place}
    asked = list(_asked(kind, playbook))
    return {
        "name": kind.name,
        "called": name,
        "plural": plural,
        "what": what,
        **place,
        "visibility": kind.visibility.value,
        "closed": kind.closed,
        "order": list(kind.lines),
        "sections": [_section(section, kind, playbook.lexicon.language, lexicons) for section in kind.sections],
        "first": [question for question, first in asked if first],
        "more": [question for question, first in asked if not first],
    }


def _section(section: SectionKind, kind: Kind, language: str, lexicons: Mapping[str, Lexicon]) -> dict[str, Any]:
    headings = {tongue: called(section.name, lexicon.sections.get(kind.name, {})) for tongue, lexicon in lexicons.items()}
    return {"name": section.name, "heading": headings[language], "headings": headings, "required": section.required, "items": section.shape is Shape.ITEMS}


def _asked(kind: Kind, playbook: Playbook) -> Iterator[tuple[Question, bool]]:
    """Every question of a kind, and whether it is among those that come first."""
    yield _said("title", kind, playbook, type="line", required=True), True
    own = [name for name in kind.lines if name != _ALLOWED and kind.fields.model_fields[name].is_required()]
    others = [name for name in kind.lines if name != _ALLOWED and name not in own]
    for name in own:
        yield _field(name, kind, playbook), True
    yield from _words(kind, playbook)
    for section in kind.sections:
        yield from _about(section, kind, playbook)
    for name in others:
        yield _field(name, kind, playbook), False


def _words(kind: Kind, playbook: Playbook) -> Iterator[tuple[Question, bool]]:
    if kind.name in _TABLES:
        columns = [{"key": key, "label": asks(playbook.lexicon.language)[kind.name][f"column:{key}"][0], "type": "line", "required": False} for key in _TABLES[kind.name]]
        yield _said("lead", kind, playbook, type="text"), False
        yield _said("lead/table", kind, playbook, type="table", columns=columns), True
    elif kind.name in _SPOKEN:
        yield _said("lead", kind, playbook, type=_SPOKEN[kind.name], required=True), True
    else:
        needed = kind.name in _PROSE
        yield _said("lead", kind, playbook, type="text"), needed


def _about(section: SectionKind, kind: Kind, playbook: Playbook) -> Iterator[tuple[Question, bool]]:
    key = f"section:{section.name}"
    shape: dict[str, Any] = {"type": "text"}
    if section.shape is Shape.WORDS:
        shape = {"type": "quotes"}
    elif section.name in (*_LINES, *_STEPS):
        shape = {"type": "steps" if section.name in _STEPS else "lines", "numbered": section.name in _NUMBERED, "stop": section.name in _STOPPED}
    question = _said(key, kind, playbook, **shape)
    if kind.name != "policy":
        yield question | {"required": section.required}, section.required
        return
    spoken = [topic.value for topic, asks_for in TOPICS.items() if asks_for.needs_words]
    others = [topic for topic in _topics(playbook) if topic not in spoken]
    # five questions are enough: where the words to say are needed, what we never do is ours to begin with
    if section.name == "what-to-say":
        yield question | {"topics": spoken, "required": True}, True
        yield question | {"topics": others}, False
    elif section.name == "dont":
        yield question | {"topics": others, "required": True}, True
        yield _begun(question | {"topics": spoken, "required": True}), False
    elif section.required:
        yield question | {"required": True}, True
    else:
        yield _begun(question), False
        if section.name == "when-to-stop":
            yield _begun(_said(f"{key}/quotes", kind, playbook, type="quotes")), False


def _begun(question: Question) -> Question:
    """A folded question whose words of ours stand there without being taken."""
    found = {topic: value for topic, value in question.pop("ready_for", {}).items() if topic in question.get("topics", [topic])}
    text = question["type"] == "text"
    return question | ({"default_for": {topic: value[0] if text else value for topic, value in found.items()}} if found else {})


def _said(key: str, kind: Kind, playbook: Playbook, **shape: Any) -> Question:
    """A question with its words, and what there is to begin with."""
    language = playbook.lexicon.language
    told = asks(language)
    asked, why = told[kind.name].get(key) or told["any"][key]
    question = {"key": key, "asks": asked, "why": why, "required": False, **shape}
    begin = {topic: _ready(words[key]) for topic, words in ready(language).items() if key in words} if kind.name == "policy" else {}
    return question | ({"ready_for": begin} if begin else {})


def _ready(words: Any) -> list[Any]:
    """What may be taken: steps as `{label, text}`, lines as they are; a single text is a list of one."""
    if isinstance(words, str):
        return [words]
    return [{"label": one[0], "text": one[1]} if isinstance(one, list) else one for one in words]


def _topics(playbook: Playbook) -> list[str]:
    return list(dict.fromkeys([*TopicName, *(playbook.lexicon.topics[name] for name in playbook.lexicon.topics)]))


def _field(name: str, kind: Kind, playbook: Playbook) -> Question:
    field = kind.fields.model_fields[name]
    question = _said(f"field:{name}", kind, playbook, **_shape(name, field, kind, playbook), required=field.is_required())
    usual = question.pop("ready_for", None)
    return question | ({"default_for": {topic: value[0] for topic, value in usual.items()}} if usual else {})


def _shape(name: str, field: FieldInfo, kind: Kind, playbook: Playbook) -> dict[str, Any]:
    """The type of a line's box, and what goes with it."""
    if name == "kept_by":
        return {"type": "choice", "pair": True, "choices": kept_by(playbook)}
    if (found := named(name, kind, playbook)) is not None:
        return {"type": "choices" if validator(Names) in field.metadata else "choice", "choices": found}
    if inner := blocks(field):
        return {"type": "table", "columns": [_column(key, part, kind, playbook) for key, part in inner[0].model_fields.items()]}
    if enums := choices(field):
        many = tuple in inside(field.annotation)
        return {"type": "choices" if many else "choice", "choices": _chosen(name, [member.value for enum in enums for member in enum], field, playbook)}
    pattern = next((_PATTERNS[one] for one in field.metadata if one in _PATTERNS), None)
    pattern = pattern or next((_PATTERNS[one] for part in _annotated(field) if (one := part) in _PATTERNS), None)
    extra = {"pattern": pattern, "wrong": asks(playbook.lexicon.language)["unclear"]["pattern"]} if pattern else {}
    return {"type": _plain(field), **extra}


def _annotated(field: FieldInfo) -> Iterator[Any]:
    """What an annotation within `… | None` reads its values with."""
    for part in getattr(field.annotation, "__args__", ()):
        yield from getattr(part, "__metadata__", ())


def _plain(field: FieldInfo) -> str:
    readers = [*field.metadata, *_annotated(field)]
    types = list(inside(field.annotation))
    if validator(Names) in readers:
        return "lines"
    if validator(Truth) in readers or bool in types:
        return "truth"
    if validator(Day) in readers:
        return "day"
    if validator(Money) in readers:
        return "money"
    return "number" if {int, float} & set(types) else "line"


def _column(key: str, field: FieldInfo, kind: Kind, playbook: Playbook) -> dict[str, Any]:
    label = asks(playbook.lexicon.language)[kind.name][f"column:{key}"][0]
    return {"key": key, "label": label, "type": _plain(field), "required": field.is_required()}


def _chosen(name: str, values: list[str], field: FieldInfo, playbook: Playbook) -> list[dict[str, str]]:
    """Words to choose from; a topic may also be one of the owner's own."""
    told = asks(playbook.lexicon.language)["choices"][name]
    if validator(TopicWord) in field.metadata:
        values = _topics(playbook)
    return [{"value": str(value), "label": told.get(value, str(value))} for value in values]
