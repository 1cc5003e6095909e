"""The results as Markdown: one table of ratios against their bounds, one of what each program cost, and the manual's."""

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.bench.claims import Claim
from benchmarks.bench.results import Results
from benchmarks.playbooks import ROOT

PAGE = ROOT / "docs" / "writing" / "how-far.md"
_BEGIN, _END = "<!-- measured: python -m benchmarks.bench --write -->", "<!-- end of what was measured -->"


def about(peers: Mapping[str, str]) -> dict[str, str]:
    """The machine, the versions and the project's commit."""
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, encoding="utf-8")
    ours = {name: version(name) for name in ("mkdocs", "mkdocs-material", "pydantic", "markdown")}
    return {
        "day": date.today().strftime("%d %B %Y").lstrip("0"),
        "commit": done.stdout.strip().replace("-dirty", ", with changes that are not committed") or "unknown",
        "machine": f"{os.cpu_count() or 1} cores, {_processor()}, {platform.system()}",
        "versions": ", ".join([f"Python {platform.python_version()}", *(f"{name} {number}" for name, number in (ours | dict(peers)).items())]),
    }


def judged(results: Results, asked: Iterable[Claim]) -> list[dict[str, Any]]:
    """Each claim with what was measured; what was not measured has no value."""
    rows = []
    for claim in asked:
        value = claim.value(results)
        met = None if value is None or claim.bound is None else value <= claim.bound
        rows.append({"what": claim.what, "value": value, "unit": claim.unit, "bound": claim.bound, "met": met})
    return rows


def ratios(rows: Iterable[Mapping[str, Any]]) -> str:
    """The table of ratios."""
    lines = ["| what | measured | at most | |", "| --- | --- | --- | --- |"]
    for row in rows:
        if row["value"] is None and row["bound"] is None:
            continue
        value = "not measured" if row["value"] is None else f"{_figure(row['value'])}{row['unit']}"
        bound = "" if row["bound"] is None else f"{row['bound']:g}{row['unit']}"
        lines.append(f"| {row['what']} | {value} | {bound} | {'' if row['met'] is None else 'met' if row['met'] else '**not met**'} |")
    return "\n".join(lines)


def costs(rows: Iterable[Mapping[str, Any]]) -> str:
    """The table of what each program cost."""
    lines = ["| part | documents | what ran | CPU s | seconds | MiB | MB written | of the CPU s, MkDocs | runs |", "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        figures = (_figure(row[of]) if of in row else "" for of in ("cpu", "wall", "peak", "size", "watched"))
        documents = f"{row['documents']:,}" if row["documents"] else ""
        lines.append(f"| {row['part']} | {documents} | {row['name']} | {' | '.join(figures)} | {row['runs']} |")
    return "\n".join(lines)


def sizes(rows: Iterable[Mapping[str, Any]]) -> str:
    """The manual's table: what one machine takes for playbooks of several sizes."""
    cost = {(row["part"], row["documents"], row["name"]): row for row in rows}
    lines = ["| documents | check: first, after an edit | memory | site for staff: first, after an edit | its size | public site |", "| --- | --- | --- | --- | --- | --- |"]
    for documents in sorted({row["documents"] for row in rows if row["part"] == "build"}):
        def told(part: str, name: str, of: str = "cpu", documents: int = documents) -> str:
            return _figure(row[of]) if (row := cost.get((part, documents, name))) and of in row else "–"

        lines.append(
            f"| {documents:,} | {told('check', 'cold')} s, {told('check', 'one edited')} s | {told('build', 'internal, cold', 'peak')} MiB"
            f" | {told('build', 'internal, cold')} s, {told('build', 'internal, one edited')} s | {told('build', 'internal, cold', 'size')} MB | {told('build', 'public, cold')} s |"
        )
    return "\n".join(lines)


def branches(rows: Iterable[Mapping[str, Any]]) -> str:
    """What many playbooks take on machines of a host, worked out from one."""
    both = next((row for row in rows if row["part"] == "build" and row["name"] == "both, cold"), None)
    if not both:
        return ""
    took, jobs, places = both["wall"], 20, 400
    minutes = places * took / jobs / 60
    return f"{places} branches of {both['documents']:,} documents, each checked and both sites built in {_figure(took)} seconds: {places} × {_figure(took)} ÷ {jobs} jobs at once = {_figure(minutes)} minutes, and what each job takes to begin.\n\n"


def write(said: Mapping[str, Any]) -> None:
    """Put the figures between the marks on the manual's page."""
    head = f"Seconds of one processor, on {said['about']['day']}: {said['about']['machine']}; commit {said['about']['commit']}."
    block = f"{_BEGIN}\n{head}\n\n{sizes(said['costs'])}\n\n{branches(said['costs'])}{ratios(row for row in said['claims'] if row['bound'] is not None and row['value'] is not None)}\n\n{said['about']['versions']}.\n{_END}"
    text = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", lambda _: block, text, flags=re.S), "utf-8")


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _processor() -> str:
    """The name of the processor."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", info.read_text("utf-8"), re.M) if info.is_file() else None
    return found[1] if found else platform.processor() or platform.machine()
