"""Other people's bad sentences, put into the worked example where their rules look."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from playbook_plugins.model.playbook import Playbook
from tests.planted.faults import Fault

FOLDER = Path(__file__).parents[1] / "paraphrases"
SAY, STEP, LINE, TEXT = "> {}", "1. {}", "- {}", "{}"
PLACES = {
    "arguing": ("policies/something-went-wrong.md", "What to do", STEP),
    "blame": ("policies/something-went-wrong.md", "What to say", SAY),
    "contradicting-amount": ("policies/something-went-wrong.md", "What to do", STEP),
    "disrespect": ("fit.md", "Someone else will serve you better if", LINE),
    "greeting-offer": ("policies/birthdays.md", "What to say", SAY),
    "lost-woo": ("policies/gone-quiet.md", "What to say", SAY),
    "non-apology": ("policies/something-went-wrong.md", "What to say", SAY),
    "offer-too-soon": ("policies/after-a-first-visit.md", "What to say", SAY),
    "pressure": ("fit.md", "What to expect", LINE),
    "protected-ground": ("fit.md", "Someone else will serve you better if", LINE),
    "reads-like-a-contract": ("fit.md", "Your part", LINE),
    "sales-after-goodbye": ("policies/not-for-us.md", "What to say", SAY),
    "shield-or-label": ("policies/something-went-wrong.md", "What to say", SAY),
    "small-customer": ("policies/at-the-door.md", "What to do", STEP),
    "too-wide": ("fit.md", "You will be happy here if", LINE),
    "vague-promise": ("promises/answer.md", "", TEXT),
    "vague-time": ("policies/something-went-wrong.md", "What to say", SAY),
}
"""By rule: the file, the heading below which its sentences go last, and how a line of them is written."""


def sentences(playbook: Playbook) -> Iterator[Fault]:
    """Every bad sentence of every rule that looks at single sentences."""
    for rule, (file, heading, form) in PLACES.items():
        document = playbook.at(f"{playbook.folder}/{file}")
        for written in sorted(FOLDER.glob(f"{rule}*.yml")):
            for number, text in enumerate(yaml.safe_load(written.read_text("utf-8"))["bad"]):
                lines = _below(document.lines, heading, [form.format(line) for line in text.split("\n")], apart=form is SAY or form is TEXT)
                yield Fault(f"{written.stem} {number}", document.path, tuple(lines), frozenset({rule}))


def _below(lines: Sequence[str], heading: str, added: Sequence[str], *, apart: bool) -> list[str]:
    """The lines with more at the end of a section; at the end of all without a heading."""
    start = next((number for number, line in enumerate(lines) if line == f"## {heading}"), len(lines) - 1)
    end = next((number for number, line in enumerate(lines[start + 1 :], start + 1) if line.startswith("## ")), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    between = [">" if added[0].startswith(">") else ""] if apart else []
    return [*lines[:end], *between, *added, *lines[end:]]
