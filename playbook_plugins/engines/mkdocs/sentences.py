"""What the theme says by itself on every site: “Skip to content”, “Back to top”."""

import re
from importlib.util import find_spec
from pathlib import Path

_SENTENCE = re.compile(r'^\s*"[\w.]+": "(.*)",?$', re.MULTILINE)


def fixed(language: str) -> tuple[str, ...]:
    """The theme's own sentences, in a language and in English, which stands in for what it lacks."""
    theme = find_spec("material")
    if theme is None or theme.origin is None:
        return ()
    folder = Path(theme.origin).parent / "templates" / "partials" / "languages"
    files = [folder / f"{name}.html" for name in dict.fromkeys((language, "en"))]
    return tuple(sentence for file in files if file.is_file() for sentence in _SENTENCE.findall(file.read_text("utf-8")))
