"""`fit.md` → the fit page line by line."""

import re
from collections.abc import Iterator
from itertools import count

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.fit import Elsewhere, Fit, TickLine
from playbook_plugins.model.lexicon import Lexicon, fold, plain_letters
from playbook_plugins.model.ticks import Outcome, Tick
from playbook_plugins.read.inline import label, links, plain

_SENTENCE = re.compile(r"[.!?…]+[\"”’»)]*\s+(?=[\w\[“„«\"*+(])")
# seven figures or more, but not two years such as 2019-2024
_PHONE = re.compile(r"(?<!\d)(?!\d{4}\s*[-/]\s*\d{4}(?!\d))\+?\d(?:[ ()/-]{0,2}\d){6,14}(?!\d)")


def read_fit(document: Document, lexicon: Lexicon) -> Fit:
    """The parts of a fit page; what is missing is empty."""

    def steps(name: str):
        section = document.section(name)
        return section.steps if section else ()

    elsewhere, questions = ([_elsewhere(step.whole, lexicon) for step in steps(name)] for name in ("look-elsewhere", "tick"))
    return Fit(
        document=document,
        elsewhere=tuple(elsewhere),
        costs=tuple(step for step in steps("what-it-costs") if step.label),
        ticks=tuple(_ticks([step.whole for step in steps("good-fit")], elsewhere, questions)),
    )


def _ticks(welcome: list[Text], elsewhere: list[Elsewhere], questions: list[Elsewhere]) -> Iterator[TickLine]:
    taken: set[str] = set()

    def tick(text: Text, outcome: Outcome, *, way: bool = True) -> Tick:
        # two lines may begin with the same bold words
        name = wanted = slug(plain(str(text)))
        for number in count(2):
            if name not in taken:
                break
            name = f"{wanted}-{number}"
        taken.add(name)
        return Tick(name, outcome, way)

    for text in filter(None, welcome):
        said, *more = sentences(text)
        yield TickLine(tick(said, Outcome.FIT), said, more=" ".join(map(str, more)))
    for line in elsewhere:
        yield TickLine(tick(line.need, Outcome.ASK if line.ours else Outcome.ELSEWHERE, way=line.way), line.need, line)
    for line in questions:
        outcome = Outcome.ASK if line.ours else Outcome.ELSEWHERE if line.way else Outcome.FIT
        yield TickLine(tick(line.need, outcome), line.need, line)


def _elsewhere(whole: Text, lexicon: Lexicon) -> Elsewhere:
    bold, rest = label(whole)
    said = sentences(rest)
    if bold is None and len(said) > 1 and not _sends_on(said[0], lexicon):
        # nothing is in bold: the first sentence says the need, as it does everywhere else
        first, *said = said
        bold = first.part(0, len(str(first).rstrip(" .:")))
    parts: dict[str, list[str]] = {"because": [], "who": [], "unless": []}
    url = phone = name = ""
    asks = False
    for sentence in said:
        spoken = fold(plain(str(sentence)))
        number = _PHONE.search(plain(str(sentence)))
        found = [link for link in links(sentence) if not link.image]
        if any(spoken.startswith(word) for word in lexicon.unless):
            parts["unless"].append(str(sentence))
        elif any(phrase in spoken for phrase in lexicon.asking):
            asks = True
            parts["who"].append(str(sentence))
        elif found or number:
            dialled = next((link.target.removeprefix("tel:") for link in found if link.target.startswith("tel:")), "")
            if found and not url and not found[0].target.startswith("tel:"):
                url, name = found[0].target, plain(found[0].label)
            phone = phone or (number[0] if number else dialled)
            parts["who"].append(str(sentence))
        else:
            parts["because"].append(str(sentence))
    if bold and not (url or phone or asks):
        # the need itself is a link, which a box to tick cannot be
        url = name = next((link.target for link in links(bold) if link.target.startswith(("https://", "http://")) and not link.image), "")
        parts["who"] += [f"<{url}>"] if url else []
    return Elsewhere(
        id=slug(plain(str(bold or whole))),
        need=bold or whole,
        because=" ".join(parts["because"]),
        who=" ".join(parts["who"]),
        url=url,
        name=name,
        phone=phone,
        unless=" ".join(parts["unless"]),
        asks=asks,
        whole=whole,
    )


def _sends_on(sentence: Text, lexicon: Lexicon) -> bool:
    """Whether a sentence names a way to somebody, and so is more than a need."""
    spoken = plain(str(sentence))
    return bool(links(sentence) or _PHONE.search(spoken)) or any(phrase in fold(spoken) for phrase in lexicon.asking)


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, each with its places; the rest behind the last mark counts as one."""
    written, start, found = str(text), 0, []
    for mark in _SENTENCE.finditer(written):
        found.append(text.part(start, mark.end() - _trailing(mark[0])))
        start = mark.end()
    if written[start:].strip():
        found.append(text.part(start, len(written.rstrip())))
    return tuple(found)


def _trailing(mark: str) -> int:
    return len(mark) - len(mark.rstrip())


def slug(text: str) -> str:
    """A text as part of an address: `You need X!` → `you-need-x`."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text).casefold()).strip("-") or "line"
