"""What a MkDocs site says of its pages: their order, and what the menu calls them."""

from collections.abc import Iterator

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST = 256 * 1024


def menu(settings: str) -> tuple[str, dict[str, str]]:
    """The folder of the pages, and each page's path there with its title (empty where it has none), in order.

    Tags of Python, which such files may hold, are never carried out: the file
    is read as plain text throughout. What is no such file gives `docs` and nothing.
    """
    if len(settings) > _MOST:
        return "docs", {}
    try:
        root = yaml.compose(settings, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return "docs", {}
    top = _pairs(root)
    folder = top.get("docs_dir")
    nav: dict[str, str] = {}
    for path, title in _pages(top.get("nav"), 0):
        nav.setdefault(path, title)
    return (folder.value if isinstance(folder, yaml.ScalarNode) else "docs"), nav


def _pairs(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _pages(node: yaml.Node | None, depth: int) -> Iterator[tuple[str, str]]:
    if depth > 12:
        return
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(entry, yaml.ScalarNode):
            yield entry.value, ""
        for title, value in _pairs(entry).items():
            if isinstance(value, yaml.ScalarNode):
                yield value.value, title
            else:
                yield from _pages(value, depth + 1)
