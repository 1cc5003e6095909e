"""Slips of the pen: the one name that somebody surely meant.

A suggestion may be wrong, since somebody reads it first; this may not. What
could be another word is no slip: another first letter, another figure, a
plural, or a name that has a second one nearby.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

_SURE = 4
"""Letters of the shortest word in which one slip can be told from another word."""
_LONG = 8
"""Letters from which a name of a fixed list is told through two slips."""


def surely_meant(written: str, known: Iterable[str], *, stands_for: Mapping[str, str] | None = None) -> str:
    """The one name of a fixed list (lines, choices, rules) that was misspelt; empty where that is not sure.

    `stands_for` tells which names mean the same, so that they are no rivals.
    """
    return _only(written, known, sure=_in_a_list, stands_for=stands_for)


def surely_named(written: str, known: Iterable[str], *, stands_for: Mapping[str, str] | None = None) -> str:
    """The one name of the owner's own (an id, a heading) that was misspelt; empty where it may be a word of its own."""
    return _only(written, known, sure=_in_a_word, stands_for=stands_for)


def slips(written: str, meant: str) -> int:
    """How many letters are too many, too few, wrong or swapped."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(written, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(meant, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == meant[j - 2] and written[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _only(
    written: str, known: Iterable[str], *, sure: Callable[[Sequence[str], Sequence[str]], bool], stands_for: Mapping[str, str] | None
) -> str:
    names = list(known)
    means = stands_for or {name: name for name in names}
    bare = _bare(written)
    if same := [name for name in names if _bare(name) == bare]:
        return same[0] if bare and len({means[name] for name in same}) == 1 else ""
    # whatever is surely meant is alike, and most that owners write is like nothing known
    if not any(_alike(_words(written), _words(name)) for name in names):
        return ""
    far = {name: slips(bare, _bare(name)) for name in names if abs(len(_bare(name)) - len(bare)) <= 3}
    best = min(far, key=far.__getitem__, default="")
    if not best or far[best] > 3 or not sure(_words(written), _words(best)):
        return ""
    rivals = {means[name] for name, distance in far.items() if distance <= far[best] + 1}
    return best if rivals == {means[best]} else ""


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s_-]+", name.casefold().strip()))


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return "".join(_words(name))


def _alike(written: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether two names may be the same at all: as many words, each with its first letter and its figures, none a plural."""
    return len(written) == len(meant) and all(
        one[:1] == other[:1] and re.findall(r"\d", one) == re.findall(r"\d", other) and not _plural(one, other)
        for one, other in zip(written, meant)
    )


def _plural(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer == f"{shorter}s" and not longer.endswith("ss")


def _in_a_list(written: Sequence[str], meant: Sequence[str]) -> bool:
    one, other = "".join(written), "".join(meant)
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1
    return _alike(written, meant) and max(len(one), len(other)) >= _SURE and slips(one, other) <= allowed


def _in_a_word(written: Sequence[str], meant: Sequence[str]) -> bool:
    """One word differs, by a swap, a letter doubled or not, one missing, or one more in a long word."""
    if not _alike(written, meant):
        return False
    pairs = [(one, other) for one, other in zip(written, meant) if one != other]
    if len(pairs) != 1 or slips(*pairs[0]) != 1:
        return False
    one, other = pairs[0]
    swapped = len(one) == len(other) and sorted(one) == sorted(other)
    doubled = re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)
    # words beside it make it surer: `Not` alone is no `Note`, `Wht to do` is `What to do`
    missing = len(one) < len(other) and len(other) >= (_SURE if len(meant) > 1 else _SURE + 1)
    more = len(one) > len(other) and len(other) >= _SURE + 2
    return swapped or doubled or missing or more
