"""What may have been meant: told quickly, and as it would be told at leisure."""

from difflib import get_close_matches
from random import Random

from playbook_plugins.model.slips import surely_meant, surely_named
from playbook_plugins.model.suggestions import nearest

KNOWN = ("what to do", "what to say", "if it happens twice", "you notice", "don't", "afterwards", "why", "notes", "note", "a", "", "Sagen Sie’s")


def _slipped(word: str, random: Random) -> str:
    """A word with some letters too many, too few or in another's place."""
    letters = list(word)
    for _ in range(random.randrange(5)):
        at = random.randrange(len(letters) + 1)
        if letters and random.random() < 0.5:
            letters[min(at, len(letters) - 1)] = random.choice(("", "e", " "))
        else:
            letters.insert(at, random.choice("etaoin s'"))
    return "".join(letters)


def test_the_nearest_name_is_the_one_that_a_look_at_every_name_finds() -> None:
    random = Random(7)
    found = 0
    for _ in range(2_000):
        known = [_slipped(name, random) for name in random.sample(KNOWN, random.randrange(1, len(KNOWN) + 1))]
        written, likeness = _slipped(random.choice(KNOWN), random), random.choice((0.6, 0.75, 0.82, 0.85))
        names = {name.casefold(): name for name in known}
        near = get_close_matches(written.casefold(), names, n=1, cutoff=likeness)
        assert nearest(written, known, likeness=likeness) == (names[near[0]] if near else ""), (written, known)
        found += bool(near)
    assert found > 500


def test_what_is_like_no_known_name_is_no_slip_of_any() -> None:
    for sure in (surely_named, surely_meant):
        assert sure("Wat to do", KNOWN) == "what to do"
        assert sure("Hat to do", KNOWN) == ""
        assert sure("Bring the lamp", KNOWN) == ""
