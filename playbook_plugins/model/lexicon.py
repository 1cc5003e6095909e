"""The words of one language that the reader must understand: headings, labels, numbers, units."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Lexicon:
    """What the author's words mean, by language; data under `read/lexicon/`."""

    language: str = "en"
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind, the heading as written (case folded) → the section's name."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The bold label of a step (case folded) → its name."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """Topics that the owner added, and other names for the known ones → the topic."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """How a script reaches people, as written (case folded) → the channel: `call` → phone."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """`twice` → 2, `half an` → 0.5."""
    units: Mapping[str, str] = field(default_factory=dict)
    """`hrs` → `hour`, `working days` → `working day`."""
    per: tuple[str, ...] = ("a", "per", "/")
    """What stands between a number and its period."""
    unlimited: tuple[str, ...] = ("no limit",)
    """What a role without a limit writes."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """`second` → 2, `3rd` → 3."""
    never: tuple[str, ...] = ("never",)
    """What a follow-up writes that never makes an offer."""
    on_request: tuple[str, ...] = ("when asked",)
    """What a script writes that goes out only when somebody asks for it."""
    asking: tuple[str, ...] = ("ask us",)
    """What a line on the fit page says when there is no name to give."""
    unless: tuple[str, ...] = ("unless",)
    """What opens the exception to a line on the fit page."""
    joining: tuple[str, ...] = ("and",)
    """Words that a heading may begin with and that change nothing: `And what it costs`."""
    until: tuple[str, ...] = ("to",)
    """What stands between two days or two times: `Monday to Friday`."""
    also: tuple[str, ...] = ("and",)
    """What stands between two of several: `Saturday and Sunday`."""
    opening: tuple[str, ...] = ()
    """What days, times and lengths of time may begin with and that changes nothing: `within 4 hours`."""
    times: tuple[str, ...] = ("times",)
    """What stands behind how many times: `2 times a year`."""
    each: Mapping[str, str] = field(default_factory=dict)
    """`yearly` → year."""
    truth: Mapping[str, bool] = field(default_factory=dict)
    """`yes` → true; what the language says beside `yes`, `no`, `true` and `false`."""
    done: tuple[str, ...] = ("yes",)
    """What stands behind a lesson that has been acted on."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """What the reason of a lesson begins with: `a promise not kept` → promise."""
    days: Mapping[str, int] = field(default_factory=dict)
    """`mon` → 0 … `sun` → 6."""


_STROKES = str.maketrans("łŁøØđĐ", "lLoOdD")
"""Letters whose mark no table of Unicode takes off."""

PLAIN = Lexicon(
    numbers={"once": 1, "one": 1},
    units={
        name: unit
        for unit in ("minute", "hour", "working day", "day", "week", "month", "year")
        for name in (unit, unit + "s")
    },
    days={day: number for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
)
"""The forms in which values are printed back; enough to read them again."""


def plain_letters(text: str) -> str:
    """The text in letters without marks, as many people type it: `zażółć` → `zazolc`."""
    marked = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def behind(text: str, words: tuple[str, ...]) -> str:
    """What follows one of these words, the longest first; the text itself where it begins with none."""
    opening = max((word for word in words if f"{text} ".startswith(f"{word} ")), key=len, default="")
    return text.removeprefix(opening).strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A heading, label or topic as it is looked up: lower case, plain apostrophes, no hyphens and no end mark."""
    return " ".join(text.replace("’", "'").replace("-", " ").casefold().split()).strip(" .:!?…,*_")
