"""Nobody is sent elsewhere for what another line of the same page welcomes."""

from collections import Counter
from collections.abc import Iterator

from playbook_plugins.checklist.comparison import alike, own_words
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, has_list
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level

USUAL = 3
"""Lines in which a word must stand to be what the business is about, and to tell nothing."""
ALIKE = 2 / 3
"""Of the words of a need, the part that a welcoming line must share."""


@rule(Level.WARNING, kinds=("fit",), lists=("bound", "common-word"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    fit, section = context.playbook.fit_of(document), document.section("good-fit")
    if fit is None or section is None or not has_list(document, "common-word", context):
        return
    welcome = {step.whole: _words(step.whole, document, context) for step in section.steps if step.whole}
    sent = {line.need: _words(line.need, document, context) for line in fit.elsewhere}
    for line in fit.elsewhere:
        rare = [word for word in sent[line.need] if _lines(word, (*welcome.values(), *sent.values())) < USUAL]
        for text, words in welcome.items() if rare and not line.unless else ():
            shared = sum(any(alike(word, other) for other in words) for word in rare)
            if shared >= ALIKE * len(rare) and _bounds(line.need, document, context) == _bounds(text, document, context):
                yield Hit(line.need.place(document.path), f"“{_shown(line.need)}” is sent elsewhere, and “{_shown(text)}” is welcome: do you mean the same people?",
                          "If some of them are welcome, say which: end the line with “Unless …”. Otherwise take one of the two lines out.")
                break


def _words(text: Text, document: Document, context: Context) -> tuple[str, ...]:
    return own_words(text, ("common-word", "bound"), document, context)


def _lines(word: str, lines: tuple[tuple[str, ...], ...]) -> int:
    """In how many lines a word stands, in any form."""
    return sum(any(alike(word, other) for other in words) for words in lines)


def _bounds(text: Text, document: Document, context: Context) -> Counter[str]:
    """What turns a text round or sets it a bound: two lines that differ in it speak of different people."""
    figures = [sign for sign in str(text) if sign.isdigit()]
    return Counter(figures) + Counter(match.words.casefold() for match in found_within(text, document, "bound", context))


def _shown(text: Text) -> str:
    words = str(text).split()
    return " ".join(words[:9]).rstrip(".") + ("…" if len(words) > 9 else "")
