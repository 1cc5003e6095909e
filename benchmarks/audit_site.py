"""What it costs to audit a finished site: ours beside the plain reading of the same bytes, and how it grows.

    python benchmarks/audit_site.py [--pages N]

Makes a site of N public pages around the page frame of a theme, and fingerprints
of as many internal ones. Storms are files of one mark over and over, at a size
and at twice that size; the last column says how much longer the second takes.
"""

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

from playbook_plugins.audit import audit, fingerprints
from playbook_plugins.audit.reading import readings

STORMS = ("<a ", '<a "', "<!-- ", "<rt>", "<", "&", "&#60;", "%25", "\\", '\\"', '"', '"+"', "[", "[a](", "/*", "=4", "4142", "a b ", "aB", "A", "a\n", " ", '{"a":[', "a\u0336", "x\x9c", "PK\x03\x04")


def text(chance: random.Random, words: list[str], length: int) -> str:
    return " ".join(chance.choices(words, k=length))


def site(folder: Path, pages: int, words: list[str]) -> None:
    """Pages of 300 words in 40 lines of menu and 200 of frame, as a theme writes them."""
    chance = random.Random(1)
    menu = "\n".join(f'<li class="item"><a href="../p{number}/" class="link">\n<span>{text(chance, words, 3)}</span>\n</a></li>' for number in range(40))
    frame = "\n".join(f'  <div class="frame f{number}" data-part="{number}"><svg viewBox="0 0 24 24"><path d="M{number} 6h18v2H3z"/></svg></div>' for number in range(200))
    for number in range(pages):
        body = "\n".join(f"<h2 id='h{part}'>{text(chance, words, 5)}</h2>\n<p>{text(chance, words, 45)}</p>" for part in range(6))
        page = folder / f"p{number}" / "index.html"
        page.parent.mkdir()
        page.write_text(f"<!doctype html><html><head><title>{number}</title></head><body>\n{menu}\n{frame}\n<article>{body}</article></body></html>", "utf-8")


def spent(work) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def storm(mark: str, size: int) -> float:
    content = (mark * (size // len(mark) + 1))[:size].encode("latin-1" if mark in STORMS[-2:] else "utf-8")
    return spent(lambda: [None for _ in readings(content, "a.html")])


def main() -> None:
    arguments = argparse.ArgumentParser(description="What it costs to audit a finished site.")
    arguments.add_argument("--pages", type=int, default=1000)
    arguments.add_argument("--storm", type=int, default=100_000, help="bytes of the smaller storm")
    chosen = arguments.parse_args()
    chance = random.Random(2)
    words = ["".join(chance.choices("abcdefghijklmnoprstuw", k=chance.randint(2, 9))) for _ in range(4000)]
    wanted = fingerprints([text(chance, words, 400) for _ in range(chosen.pages)])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        site(folder, chosen.pages, words)
        files = sorted(folder.rglob("*.html"))
        plain = spent(lambda: [re.findall(r"\w+", re.sub(r"<[^>]*>", " ", file.read_text("utf-8"))) for file in files])
        found = []
        ours = spent(lambda: found.extend(audit(folder, wanted)))
    print(f"{chosen.pages} pages, {len(found)} found\n\n| | CPU s | ratio |\n| --- | ---: | ---: |")
    print(f"| words of every page, tags taken out | {plain:.2f} | 1 |\n| the audit | {ours:.2f} | {ours / plain:.1f} |\n")
    print("| storm | ms a 100 KB | twice the size takes |\n| --- | ---: | ---: |")
    for mark in STORMS:
        once, twice = storm(mark, chosen.storm), storm(mark, 2 * chosen.storm)
        print(f"| `{mark.encode('unicode_escape').decode()}` | {once / chosen.storm * 1e8:,.0f} | {twice / max(once, 1e-3):.1f} × |")


if __name__ == "__main__":
    main()
