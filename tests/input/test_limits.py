"""The manual names each limit as it is."""

import re

from playbook_plugins.engines.mkdocs import patience
from playbook_plugins.read import folder, limits
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "writing" / "limits.md").read_text("utf-8")


def shown(number: int) -> str:
    for size, name in ((1 << 20, "MB"), (1 << 10, "KB")):
        if number >= size and number % size == 0:
            return f"{number // size} {name}"
    return f"{number:,}"


def test_the_manual_shows_each_limit():
    told = sorted(re.findall(r"\| ([\d,]+(?: [KM]B)?)(?: characters)? \|$", PAGE, re.MULTILINE))
    known = [value for name, value in vars(limits).items() if name.endswith("_LIMIT")]
    assert told == sorted(map(shown, [*known, folder.MOST_FILES, folder.DEEPEST]))


def test_the_manual_tells_how_long_an_engine_may_take():
    assert patience.seconds(0) == 120 and patience.seconds(2) == 121
    assert "two minutes, and half a second more for each page" in PAGE
    assert f"{patience.MEMORY >> 30} GB of memory" in PAGE
    assert f"`{patience.VARIABLE}=600`" in PAGE
