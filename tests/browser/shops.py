"""Fit pages of all sorts of shops, each in the frame of the worked example's page: building every one would take minutes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown import markdown

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from tests.conftest import ROOT, read_written

EXTENSIONS = ("tables", "pymdownx.superfences", "toc")
"""Those of `mkdocs.yml` that a page's look depends on."""
assert all(f"  {name}:" in (ROOT / "mkdocs.yml").read_text("utf-8") for name in EXTENSIONS)

SETTINGS = {
    "name": "Canal Boats",
    "phone": "01632 960123",
    "email": "hello@canal.example",
    "address": "1 Wharf, Millbrook",
    "open": "Mon-Fri 8-18",
    "time_zone": "Europe/London",
    "languages": "English, Polish",
    "area": "Millbrook",
    "answers_within": "1 working day",
    "writes_at_most": "2 a year",
    "signed_by": "Maria",
}
GOOD = ("You row.", "You sail slowly. We wait for you.")
ELSEWHERE = (
    "**You want a motor.** We have none. [Motor Works](https://motor.example) builds them. Unless it is a small one: bring it in.",
    "**You want a house boat.** Ours leak. Ring Petra on 01632 960118.",
    "**You want to race.** We are slow. Ask us, and we will ask around.",
)
COST = ("**Most people pay** £25 to £180.", "**Included** a wash.", "**Not included** a sail.", "**To cancel** ring us.")
WRONG = "Tell Maria. You hear from her the same day."
START = ("Ring us.",)


def settings(**changed: Any) -> str:
    """`playbook.yml`; what is `None` is left out."""
    facts = {name: fact for name, fact in {**SETTINGS, **changed}.items() if fact is not None}
    return "format: 1\nbusiness:\n" + "".join(f"  {name}: {fact}\n" for name, fact in facts.items())


def fit(
    good=GOOD, elsewhere=ELSEWHERE, *, title="Boats that float", lead="Bring yours and stay a while.", cost=COST, questions=(), wrong=WRONG, start=START
) -> str:
    """`fit.md`."""
    parts = {
        "You will be happy here if": good,
        "Someone else will serve you better if": elsewhere,
        "Tick what is true for you": questions,
        "What it costs": cost,
        "If we get it wrong": wrong,
        "How to start": start,
    }
    text = f"# {title}\n\n{lead}\n"
    for heading, lines in parts.items():
        if lines:
            text += f"\n## {heading}\n\n" + (lines + "\n" if isinstance(lines, str) else "".join(f"- {line}\n" for line in lines))
    return text


def body(folder: Path, files: Mapping[str, str]) -> str:
    """The first page of these files as HTML."""
    made = release(read_written(folder, files), Audience.PUBLIC).pages
    page = next(page for page in made if page.path == "index.md")
    return markdown(page.body, extensions=EXTENSIONS)


def framed(site: Path, inside: str) -> str:
    """The worked example's first page, with another text in its frame."""
    whole = (site / "public" / "index.html").read_text("utf-8")
    framed, count = re.subn(
        r'(<article class="md-content__inner md-typeset">).*?(</article>)', lambda found: found[1] + inside + found[2], whole, flags=re.DOTALL
    )
    assert count == 1
    return framed
