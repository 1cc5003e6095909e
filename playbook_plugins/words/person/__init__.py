"""What is said to a visitor, as they would say it themselves."""

import re
from functools import cache
from importlib.resources import files
from tomllib import loads


def first(said: str, language: str) -> str | None:
    """`You need a new wheel.` → `I need a new wheel.`; `None` where that cannot be done safely, or in a language that we do not know."""
    table = _table(language)
    if table is None or re.search(table["never"], said, re.IGNORECASE):
        return None
    words = table["words"]
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    turned, count = re.subn(rf"(?<!\w)(?:{found})(?!\w)", lambda match: _like(match, words[match[0].casefold()]), said.replace("’", "'"), flags=re.IGNORECASE)
    if not count or re.search(table["left"], turned, re.IGNORECASE):
        return None
    return turned


def _like(match: re.Match[str], word: str) -> str:
    # a great letter within a sentence is for the visitor alone: “Ci” is “mi”
    begins = not match.string[: match.start()].strip(" „“”\"'") or re.search(r"[.!?…]\s+$", match.string[: match.start()])
    return word[:1].upper() + word[1:] if match[0][:1].isupper() and begins else word


@cache
def _table(language: str) -> dict | None:
    file = files(__name__) / f"{language}.toml"
    return loads(file.read_text("utf-8")) if file.is_file() else None
