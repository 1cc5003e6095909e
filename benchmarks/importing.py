"""Real handbooks brought over: what becomes of them, and whether a word is lost.

    python -m benchmarks.importing CORPORA

Each folder in CORPORA is imported into a playbook that begins; somebody else's
reader of Markdown then compares every text with its drafts, word by word.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook_plugins.checklist.run import run
from playbook_plugins.edit.importing.draft import Imported
from playbook_plugins.edit.importing.found import looked_through
from playbook_plugins.edit.importing.handbook import imported
from playbook_plugins.edit.importing.laying import lay_down
from playbook_plugins.model.finding import Level
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook
from tests.importing.said import lost

TODAY = date(2026, 11, 22)
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def brought(folder: Path, *, share: int | None = None) -> tuple[dict[str, str], Imported]:
    """The texts of a handbook by their paths, as they lie there, and what becomes of them; of a `share`, so many."""
    old, left = looked_through(folder)
    old = old[:: max(len(old) // share, 1)] if share else old
    return {one.path: (folder / one.path).read_text("utf-8", "replace") for one in old if not one.path.endswith(".csv")}, imported(old, left, folder=folder.name, taken=(), earlier=(), lexicon=lexicon("en"), written_in=None)


def losses(texts: dict[str, str], made: Imported) -> list[str]:
    """Every text of which a word is missing in its drafts."""
    drafts: dict[str, list[str]] = {path: [] for path in texts}
    for draft in made.drafts:
        drafts.setdefault(draft.old, []).append(draft.content.decode())
    return [f"{path}: {gone}" for path, text in texts.items() if (gone := lost(text, drafts[path]))]


def checked(made: Imported) -> Counter[str]:
    """What the checklist finds in the drafts, by rule and level, beside what an empty playbook lacks."""
    with TemporaryDirectory() as place:
        room = Path(place)
        (room / "playbook.yml").write_text(SETTINGS, "utf-8")
        empty = {finding.message for finding in run(read_playbook(room, root=room), today=TODAY)}
        lay_down(made.drafts, room)
        found = run(read_playbook(room, root=room), today=TODAY)
    return Counter(f"{finding.level} {finding.rule}" for finding in found if finding.message not in empty)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Real handbooks brought over.")
    arguments.add_argument("corpora", type=Path)
    corpora = arguments.parse_args().corpora
    failed = False
    print("| handbook | texts | drafts | texts with a word lost | not placed | errors, warnings, advice | CPU s |\n| --- | ---: | --- | ---: | ---: | ---: | ---: |")
    for folder in sorted(one for one in corpora.iterdir() if one.is_dir()):
        begin = time.process_time()
        texts, made = brought(folder)
        spent = time.process_time() - begin
        gone, found = losses(texts, made), checked(made)
        kinds = ", ".join(f"{kind} {number}" for kind, number in Counter(draft.guess.kind for draft in made.drafts).most_common())
        levels = ", ".join(str(sum(number for name, number in found.items() if name.startswith(level))) for level in Level)
        print(f"| {folder.name} | {len(texts)} | {kinds} | {len(gone)} | {sum(len(draft.notes) for draft in made.drafts)} | {levels} | {spent:.1f} |", flush=True)
        for line in [*gone, *(f"{name}: {number}" for name, number in found.most_common(12))]:
            print(f"{folder.name}: {line}", file=sys.stderr)
        failed |= bool(gone) or any("unreadable" in name for name in found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
