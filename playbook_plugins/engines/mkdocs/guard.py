"""A site whose `mkdocs.yml` names the playbook is never built without it.

An engine that leaves out plugins it does not know would build whatever lies
in its folder. It still needs the Markdown extensions, so this one stands
guard. It imports no engine: whoever reads `mkdocs.yml` must be able to load it.

It cannot stop earlier than at the first page. MkDocs and ProperDocs try every
extension while they read `mkdocs.yml`, which is before they load a plugin, and
ask none again until they have emptied `site_dir`: so without the plugins the
old site is gone from that folder, nothing is built, and the exit code is 1.
Zensical copies its theme, and files other than pages, before it turns to the
pages: that is why `docs_dir` must hold nothing of the playbook.
"""

from collections.abc import MutableMapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

NAMES = ("playbook_guard", __name__)
"""How `markdown_extensions` may name the guard."""
READY = object()
"""The password. It is an object and not a word, so that no YAML file can say it."""


class NotReady(RuntimeError):
    """Some page was to be built without the playbook plugin."""

    def __init__(self) -> None:
        super().__init__(
            "This site must be built with the playbook plugin, and the plugin did not run. "
            "Switch it on under `plugins` in mkdocs.yml and build with MkDocs or with `playbook build`."
        )


class Guard(Preprocessor):
    """Stops the first page that is converted unless the plugin has said that all is well."""

    def __init__(self, md: Markdown, ready: object) -> None:
        super().__init__(md)
        self.ready = ready

    def run(self, lines: list[str]) -> list[str]:
        if self.ready is not READY:
            raise NotReady
        return lines


class GuardExtension(Extension):
    """`playbook_guard` in `markdown_extensions`."""

    def __init__(self, **options: Any) -> None:
        self.config = {"ready": ["", "Set by the playbook plugin while it runs; never in a file."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # the name is Markdown's
        # Not raised here: MkDocs tries every extension while it reads mkdocs.yml, before any plugin could run.
        md.preprocessors.register(Guard(md, self.getConfig("ready")), "playbook_guard", 1000)


def stand_down(options: MutableMapping[str, Any]) -> None:
    """Tell the guard, through the options of the Markdown extensions, that the plugin is at work."""
    for name in NAMES:
        options[name] = {**options.get(name, {}), "ready": READY}


def makeExtension(**options: Any) -> GuardExtension:  # the name is Markdown's
    """For those who name the extension by its module."""
    return GuardExtension(**options)
