"""What it costs to read the structure of a document: our scanner beside full Markdown parsers.

    python benchmarks/read_structure.py [FOLDER]

Every round runs each candidate once over all documents, in an order that moves
on by one from round to round, so that a busy machine disturbs all alike. The
ratios are medians of each round's ratio to our scanner, in CPU time.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import markdown
from markdown_it import MarkdownIt

from playbook_plugins.model.document import paragraphs
from playbook_plugins.read.inline import label, links, plain
from playbook_plugins.read.markdown import scan, spans

EXAMPLE = Path(__file__).parents[1] / "docs" / "playbook"


def our_blocks(text: str) -> None:
    scan(spans(text.split("\n")))


def our_blocks_and_words(text: str) -> None:
    for found in paragraphs(scan(spans(text.split("\n")))):
        label(found)
        links(found)
        plain(found)


def candidates() -> dict[str, Callable[[str], object]]:
    blocks = MarkdownIt("commonmark").enable("table").disable("inline")
    everything = MarkdownIt("commonmark").enable("table")
    site = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"])
    return {
        "our scanner, blocks": our_blocks,
        "our scanner, and label, links and plain words of every text": our_blocks_and_words,
        "markdown-it-py, blocks": blocks.parse,
        "markdown-it-py, blocks and inline": everything.parse,
        "Python-Markdown, to HTML": lambda text: site.reset().convert(text),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description="What it costs to read the structure of a document.")
    arguments.add_argument("folder", nargs="?", type=Path, default=EXAMPLE, help="default: the worked example")
    arguments.add_argument("--rounds", type=int, default=15)
    chosen = arguments.parse_args()
    documents = [
        path.read_text(encoding="utf-8-sig", errors="replace")
        for path in sorted(chosen.folder.rglob("*.md"))
        if path.is_file()
    ]
    if not documents:
        arguments.error(f"there is no Markdown in {chosen.folder}")
    tried = candidates()
    spent: dict[str, list[float]] = {name: [] for name in tried}
    names = list(tried)
    for turn in range(chosen.rounds + 1):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            read = tried[name]
            begin = time.process_time()
            for document in documents:
                read(document)
            if turn:  # the first round warms up
                spent[name].append((time.process_time() - begin) / len(documents) * 1e6)
    size = sum(map(len, documents)) / len(documents)
    print(f"{len(documents)} documents of {size:,.0f} characters on average, {chosen.rounds} rounds\n")
    print("| reader | µs a document | ratio |\n| --- | ---: | ---: |")
    ours = spent[names[0]]
    for name, times in spent.items():
        ratio = statistics.median(one / other for one, other in zip(times, ours))
        print(f"| {name} | {statistics.median(times):,.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
