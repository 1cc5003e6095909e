"""Which pattern of the word lists, if any, takes more than twice the time for twice the text.

    python -m benchmarks.hostile_text [--size 4000] [--worst 12] [--share 0.05] [--seed 1]

Each entry of each list in each language looks through each storm of the tests,
at a size and at twice the size; a ratio above 2.8 is worth a look. With a
share, so many of all pairs are tried, drawn by the seed.
"""

import argparse
import random
import time

from playbook_plugins.checklist.wording import matches
from playbook_plugins.checklist.wordlists import Entry, lists, word_list
from tests.input.storms import STORMS

LANGUAGES = ("en", "pl")
TOO_SHORT = 0.004
"""Seconds; what takes less says nothing about how it grows."""
WORTH_A_LOOK = 2.3
"""What takes so many times as long is measured anew, with more patience."""


def spent(entry: Entry, text: str, *, rounds: int = 3) -> float:
    """The least CPU time of some rounds."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        list(matches(text, (entry,)))
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Patterns against hostile text.")
    arguments.add_argument("--size", type=int, default=4_000)
    arguments.add_argument("--worst", type=int, default=12)
    arguments.add_argument("--share", type=float, default=1.0)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    drawn = random.Random(chosen.seed)
    texts = {name: (storm(chosen.size), storm(2 * chosen.size)) for name, storm in STORMS.items()}
    found, tried = [], 0
    for language in LANGUAGES:
        for name in lists(language):
            for entry in word_list(language, name):
                for storm, (once, twice) in texts.items():
                    if drawn.random() >= chosen.share:
                        continue
                    tried += 1
                    if spent(entry, twice, rounds=1) > TOO_SHORT and (long := spent(entry, twice)) > TOO_SHORT:
                        ratio = long / max(spent(entry, once), 1e-6)
                        if ratio > WORTH_A_LOOK:
                            long = spent(entry, twice, rounds=15)
                            ratio = long / max(spent(entry, once, rounds=15), 1e-6)
                        found.append((ratio, long, f"{language}/{name}", storm, entry.wording[:50]))
    print(f"{tried:,} pairs of a pattern and a storm; {len(found):,} took longer than {TOO_SHORT * 1000:.0f} ms\n")
    print("| ratio | ms | list | storm | pattern |\n| ---: | ---: | --- | --- | --- |")
    for ratio, long, where, storm, wording in sorted(found, reverse=True)[: chosen.worst]:
        print(f"| {ratio:.1f} | {long * 1000:.0f} | {where} | {storm} | `{wording}` |")


if __name__ == "__main__":
    main()
