"""The same pages for Sphinx: each policy is a need, and its links to other policies are links of needs; no page carries a menu, which would cost most."""

import re
import shutil
from pathlib import Path

_SETTINGS = """project = "The same pages"
extensions = ["sphinx_needs", "myst_parser"]
needs_types = [{"directive": "policy", "title": "Policy", "prefix": "P_", "color": "#BFD8D2", "style": "node"}]
html_sidebars = {"**": ["searchbox.html"]}
suppress_warnings = ["toc", "myst", "ref", "misc", "image", "download"]
"""
_MENU = "\n\n```{toctree}\n:glob:\n:hidden:\n\n**\n```\n"


def written(pages: Path, room: Path) -> Path:
    """Write what Sphinx needs into an empty folder."""
    shutil.copytree(pages / "docs", room / "docs")
    (room / "docs" / "conf.py").write_text(_SETTINGS, "utf-8")
    with (room / "docs" / "index.md").open("a", encoding="utf-8") as home:
        home.write(_MENU)
    policies = [file for file in (room / "docs" / "policies").glob("*.md") if file.name != "index.md"]
    ids = {file.name: f"P_{file.stem.upper().replace('-', '_')}" for file in policies}
    for file in policies:
        file.write_text(_need(file.read_text("utf-8"), ids, file.name), "utf-8")
    return room


def _need(text: str, ids: dict[str, str], name: str) -> str:
    """A policy's page with its need below the title."""
    to = dict.fromkeys(ids[link] for link in re.findall(r"\]\(([\w-]+\.md)", text) if link in ids and link != name)
    title = re.search(r"^# (.+)$", text, re.M)
    need = f"\n\n```{{policy}} {title[1]}\n:id: {ids[name]}\n" + (f":links: {', '.join(to)}\n" if to else "") + "```\n"
    return text[: title.end()] + need + text[title.end() :]
