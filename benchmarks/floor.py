"""The least that checking a playbook can cost: every file read, its lines at the top composed as YAML and held against our models.

    python benchmarks/floor.py [FOLDER]

One process that does nothing else and imports nothing else; no text is
looked at, nothing is compared, nothing is said. `python -m benchmarks.bench`
holds `playbook check` against it.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.lexicon import PLAIN

_SINGLES = {kind.place: kind for kind in KINDS.values() if kind.single}
_FOLDERS = {kind.place.rstrip("/"): kind for kind in KINDS.values() if not kind.single}


def main(folder: Path) -> int:
    """How many documents there are in a folder of sources, each read and valid."""
    read = 0
    for file in folder.rglob("*.md"):
        text = file.read_text("utf-8")
        kind = _SINGLES.get(file.name) or _FOLDERS[file.parent.name]
        kind.fields.model_validate(_front(text), context=PLAIN)
        read += 1
    return read


def _front(text: str) -> dict[str, Any]:
    """What stands between the first two lines of dashes; no value is taken for anything but text."""
    if not text.startswith("---\n"):
        return {}
    node = yaml.compose(text[4 : text.index("\n---", 3)], Loader=yaml.CSafeLoader)
    return _plain(node) if node else {}


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1] if len(sys.argv) > 1 else 'docs/playbook'))} documents")
