"""Lets Python-Markdown look for those inline marks alone that can be there.

It looks for each of its marks in each text, and most texts hold none. A text
without any of the signs by which marks begin is handed to it as one that is
finished, and in the others it looks for the marks whose signs are somewhere in
the document. Where it knows other marks than those of which the signs are
known here, or looks for something else that no finished text may hold, it
looks for all of them everywhere, as ever.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

SIGNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[": ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "  \n": ("linebreak",),
    "&": ("entity",),
    "*": ("em_strong", "not_strong"),
    "_": ("em_strong", "em_strong2", "not_strong"),
}
"""Signs, with the marks that need one of them."""
_MARKS = frozenset(name for names in SIGNS.values() for name in names)
_signs = re.compile("|".join(map(re.escape, SIGNS))).findall
_HOME = "markdown.inlinepatterns"
"""Where the marks are from of which the signs are known."""
_BEFORE = 20.5
"""Just before the marks are looked for, at 20."""
_OTHERS = frozenset({"inline", "prettify", "unescape", "toc", "attr_list", "indent-highlight", "task-list"})
"""What else goes through a document, as far as it does so alike whether a text is finished or not: what looks for short forms or for quotes does not."""


class _Unmarked(Treeprocessor):
    """Tells which texts hold no mark, and which marks no text holds."""

    def run(self, root: Element) -> None:
        found: set[str] = set()
        for element in root.iter():
            if text := element.text:
                if signs := _signs(text):
                    found.update(signs)
                else:
                    element.text = AtomicString(text)
            if text := element.tail:
                if signs := _signs(text):
                    found.update(signs)
                else:
                    element.tail = AtomicString(text)
        self.md.treeprocessors["inline"].inlinePatterns = _those(self.md.inlinePatterns, {name for sign in found for name in SIGNS[sign]})


def _those(marks: Registry, names: set[str]) -> Registry:
    """Those marks that have one of the names, in their order."""
    wanted = [marks[name] for name in names if name in marks]
    some: Registry = Registry()
    for number, mark in enumerate(marks):
        if mark in wanted:
            some.register(mark, str(number), -number)
    return some


class UnmarkedExtension(Extension):
    """Comes last, when all marks are known."""

    def extendMarkdown(self, md: Markdown) -> None:  # the name is Markdown's
        if known(md):
            md.treeprocessors.register(_Unmarked(md), "playbook_unmarked", _BEFORE)


def known(md: Markdown) -> bool:
    """Whether there are no marks but those of which the signs are known, and nobody to whom it matters that a text was finished before."""
    if sum(name in md.treeprocessors for name in _OTHERS) < len(md.treeprocessors):
        return False
    names = [name for name in _MARKS if name in md.inlinePatterns]
    return len(names) == len(md.inlinePatterns) and all(type(md.inlinePatterns[name]).__module__ == _HOME for name in names)
