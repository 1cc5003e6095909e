"""What the theme says by itself on every site, “Skip to content”, “Back to top”, and the files that it puts there."""

import re
from importlib.util import find_spec
from pathlib import Path

from playbook_plugins.engines.mkdocs.expected import copied
from playbook_plugins.engines.mkdocs.policy import Hashes, headers
from playbook_plugins.model.fingerprints import whole
from playbook_plugins.model.page import Audience

_PACKAGES = (("material", "templates"), ("mkdocs.contrib.search", "templates"), ("properdocs.contrib.search", "templates"))
_SENTENCE = re.compile(r'^\s*"[\w.]+": "(.*)",?$', re.MULTILINE)


def fixed(*languages: str) -> tuple[str, ...]:
    """The theme's own sentences, in these languages and in English, which stands in for what it lacks, and what we tell browsers."""
    theme = find_spec("material")
    told = headers(Hashes(), audience=Audience.PUBLIC)
    if theme is None or theme.origin is None:
        return (told,)
    folder = Path(theme.origin).parent / "templates" / "partials" / "languages"
    files = [folder / f"{name}.html" for name in dict.fromkeys((*languages, "en"))]
    return told, *(sentence for file in files if file.is_file() for sentence in _SENTENCE.findall(file.read_text("utf-8")))


def theirs() -> frozenset[bytes]:
    """What stands for each file of the theme and of the search, as it was installed: nothing of ours is in it."""
    found: set[bytes] = set()
    for package, within in _PACKAGES:
        try:
            spec = find_spec(package)
        except ModuleNotFoundError:  # of the two engines, one is often missing
            continue
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent / within
            found.update(whole((folder / name).read_bytes()) for name in copied(folder))
    return frozenset(found)
