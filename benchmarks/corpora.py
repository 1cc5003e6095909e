"""Real handbooks as if they were sources: nothing of them may stop the reader.

    python benchmarks/corpora.py CORPUS

Each page is read under the name that it has, where it lies, and once more as a
policy, a page, a script and a promise under a name that is made fit.
"""

import argparse
import re
import resource
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

TODAY = date(2026, 11, 21)
FOLDERS = ("policies", "pages", "scripts", "promises")
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def arranged(corpus: Path, room: Path) -> Iterator[tuple[str, Path]]:
    """Playbooks made of the corpus: as it lies there, and each page under a name that is made fit."""
    shutil.copytree(corpus, room / "as-it-is", copy_function=shutil.copyfile)
    (room / "as-it-is" / "playbook.yml").write_text(SETTINGS, "utf-8")
    yield "as it is", room / "as-it-is"
    pages = sorted(file for file in corpus.rglob("*") if file.suffix.lower() in (".md", ".markdown", ".mdx"))
    for name in FOLDERS:
        folder = room / f"as-{name}"
        (folder / name).mkdir(parents=True)
        (folder / "playbook.yml").write_text(SETTINGS, "utf-8")
        for number, file in enumerate(pages):
            fit = re.sub("[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "page"
            shutil.copyfile(file, folder / name / f"{fit}-{number}.md")
        yield f"as {name}", folder


def measured(folder: Path) -> tuple[int, Counter[str], list[str]]:
    """How many documents there are, what is found by rule, and where something broke."""
    broken: list[str] = []
    try:
        playbook = read_playbook(folder, root=folder)
        found = run(playbook, today=TODAY)
    except Exception:
        return 0, Counter(), [traceback.format_exc(limit=-3)]
    for audience in Audience:
        try:
            release(playbook, audience, found)
        except Exception:
            broken.append(traceback.format_exc(limit=-3))
    return len(playbook.documents), Counter(finding.rule for finding in found), broken


def main() -> int:
    arguments = argparse.ArgumentParser(description="Real handbooks as if they were sources.")
    arguments.add_argument("corpus", type=Path)
    corpus = arguments.parse_args().corpus
    if not corpus.is_dir():
        arguments.error(f"there is no folder {corpus}")
    failed = False
    print("| sources | documents | findings | the most | tracebacks | CPU s | peak MiB |\n| --- | ---: | ---: | --- | ---: | ---: | ---: |")
    with TemporaryDirectory() as place:
        for name, folder in arranged(corpus, Path(place)):
            begin = time.process_time()
            documents, found, broken = measured(folder)
            spent = time.process_time() - begin
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            most = ", ".join(f"{rule} {number}" for rule, number in found.most_common(3))
            print(f"| {name} | {documents} | {found.total():,} | {most} | {len(broken)} | {spent:.1f} | {peak:.0f} |", flush=True)
            for one in broken:
                print(one, file=sys.stderr)
            failed |= bool(broken)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
