"""A text as it is read, and the sentences in it, whatever its language and its words."""

import re
from bisect import bisect_left, bisect_right

from playbook_plugins.model.blocks import Text

_SENTENCE_END = re.compile(r"[.!?…][\"”“’»)]*(?=\s|$)")
_UNREAD = re.compile(r"(?<=\])\([^()\s]*\)|`[^`\n]*`|<[^<>\s]*>|(?<!\w)\w+://\S*")
"""What nobody reads as words: link targets, code, bare addresses."""
_EMPHASIS = re.compile(r"[*~]|(?<![^\W_])_|_(?![^\W_])|\\(?=\n)")
_NEIGHBOURS = 300
"""Characters on either side of a wording that may still excuse it, however long its sentence is."""
_QUOTED = re.compile(r"[“„][^“”„]*[”“]|\"[^\"\n]*\"|«[^«»]*»")


def seen(text: Text | str, *, quotes: bool = True) -> str:
    """The text as it is read, as long as it was: without emphasis, link targets and code; at choice without quotes."""
    read = str(text)
    # most texts hold none of these signs, and to look for them is a fraction of the work
    if "](" in read or "`" in read or "<" in read or "://" in read:
        read = _UNREAD.sub(_unread, read)
    if "*" in read or "_" in read or "~" in read or "\\\n" in read:
        read = _EMPHASIS.sub(" ", read)
    return read if quotes else _QUOTED.sub(_unread, read)


def _unread(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


class Sentences:
    """Where the sentences of a text end, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [0, *(mark.end() for mark in _SENTENCE_END.finditer(text)), len(text)]

    def around(self, start: int, end: int) -> str:
        """The sentence, or the sentences, in which `text[start:end]` stands."""
        stop = self.ends[bisect_left(self.ends, end)]
        return self.text[max(self._begin(start), start - _NEIGHBOURS) : min(stop, end + _NEIGHBOURS)]

    def nearby(self, start: int, end: int) -> str:
        """The same, with the sentence before it and the one behind."""
        first, last = bisect_right(self.ends, start) - 1, bisect_left(self.ends, end)
        begin, stop = self.ends[max(first - 1, 0)], self.ends[min(last + 1, len(self.ends) - 1)]
        return self.text[max(begin, start - _NEIGHBOURS) : min(stop, end + _NEIGHBOURS)]

    def before(self, start: int) -> str:
        """What its sentence says before `start`."""
        return self.text[max(self._begin(start), start - _NEIGHBOURS) : start]

    def _begin(self, start: int) -> int:
        return self.ends[bisect_right(self.ends, start) - 1]


def longest(text: Text) -> tuple[int, int, int]:
    """Where the sentence with the most words begins and ends, and how many they are; link targets and code count none."""
    sentences = Sentences(seen(text))
    spans = zip(sentences.ends, sentences.ends[1:])
    counted = [(begin, end, sum(map(is_word, sentences.text[begin:end].split()))) for begin, end in spans]
    begin, end, words = max(counted, key=lambda span: span[2], default=(0, 0, 0))
    return end - len(sentences.text[begin:end].lstrip()), end, words


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, each with its place."""
    ends = Sentences(seen(text)).ends
    return tuple(text.part(begin, end) for begin, end in zip(ends, ends[1:]) if str(text)[begin:end].strip())


def quoted(text: Text) -> bool:
    """Whether some of it stands in quotes."""
    return seen(text) != seen(text, quotes=False)


def is_word(written: str) -> bool:
    """Whether there is more to it than marks."""
    return any(sign.isalnum() for sign in written)
