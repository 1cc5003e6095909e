"""What the web form says around its questions: buttons, ways to save, what went wrong."""

from functools import cache
from importlib.resources import files
from tomllib import loads


def sentences(language: str) -> dict[str, str]:
    """The sentences by their keys, their blanks in braces; English where a language has none."""
    return dict(_table(language))


@cache
def _table(language: str) -> dict[str, str]:
    folder = files(__name__)
    file = folder / f"{language}.toml"
    return loads((file if file.is_file() else folder / "en.toml").read_text("utf-8"))
