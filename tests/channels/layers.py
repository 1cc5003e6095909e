"""What stands between staff's words and the public, a layer each, and how to switch each off by itself.

Who is for whom (`Document.audience`) is no layer: it says what a leak is.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from tests.channels.project import Outcome

ENGINE = "playbook_plugins.engines.mkdocs"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer."""

    off: Callable[[], None]
    """Switches it off, in a process that builds and ends."""
    alone: str
    """A case that nothing else stops."""
    told: tuple[str, ...] = ()
    """What a build says that this layer stopped; without any it stops nothing, and changes what goes on."""
    backed: bool = False
    """Whether the audit stops that case as well: then this layer's part is seen where the audit is off."""

    def acts(self, outcome: Outcome) -> bool:
        """Whether it may have had a part in what came of a build; a layer that stops things and did not has had none."""
        if self.told:
            return any(said in outcome.said for said in self.told)
        return "nothing was built" not in outcome.said


def gone(module: str, name: str, instead: object) -> Callable[[], None]:
    return lambda: setattr(import_module(module), name, instead)


def rules(*names: str) -> Callable[[], None]:
    def off() -> None:
        known = import_module("playbook_plugins.checklist.catalogue").catalogue()
        for name in names:
            known[name] = replace(known[name], check=lambda *_: iter(()))

    return off


def border() -> None:
    """Each text in a public kind's folder that may be public goes out as it stands in its file, used or not."""
    door, publishing = (import_module(f"playbook_plugins.pages.{name}") for name in ("release", "publishing"))
    careful = door.public_site

    def careless(playbook):
        texts = [
            publishing._text(one, playbook).model_copy(update={"body": "\n".join((f"# {one.name}\n", *one.lines, ""))})
            for kind in ("principle", "page") for one in playbook.of_kind(kind) if one.audience == "public"
        ]
        return careful(playbook).model_copy(update={"texts": tuple(texts)})

    door.public_site = careless


def staging() -> None:
    """What lies in the folder of pages stays there, beside the release."""
    files, plugin = (import_module(f"{ENGINE}.{name}") for name in ("files", "playbook"))

    def careless(release, found, *, config, root):
        own = [file for file in found if file.src_dir == config.docs_dir]
        files.place(release, found, config=config, root=root)
        for file in own:
            if found.get_file_from_path(file.src_uri) is None:
                found.append(file)

    plugin.place = careless


def swap() -> None:
    """The new site is laid over the old one."""
    import_module(f"{ENGINE}.stage").publish = lambda folder, target: shutil.copytree(Path(folder), target, dirs_exist_ok=True)


def settings() -> None:
    import_module(f"{ENGINE}.known").vet = lambda *_, **__: None


# `mkdocs.yml` is code: what an owner's own programs put into a page, nobody but the audit sees.
LAYERS = {
    "strict reading": Layer(rules("unreadable-file", "unknown-field", "bad-value"), "`draft: true`", ("unreadable-file:", "unknown-field:", "bad-value:")),
    "kind-border": Layer(rules("kind-border"), "`audience: internal`", ("kind-border:",)),
    "public-to-internal": Layer(rules("public-to-internal"), "a link's words", ("public-to-internal:",)),
    "copied-from-staff": Layer(rules("copied-from-staff"), "into the address", ("copied-from-staff:",), backed=True),
    "private-detail": Layer(rules("private-detail"), "a private name", ("private-detail:",), backed=True),
    "the plain grammar": Layer(rules("leftover"), "a comment in a line", ("leftover:",)),
    "the border field by field": Layer(border, "a draft", backed=True),
    "pictures made anew": Layer(gone("playbook_plugins.pages.pictures", "bare", lambda content: content), "the texts of a PNG"),
    "known settings": Layer(settings, "kept back by `exclude_docs`"),
    "the look beforehand": Layer(gone(f"{ENGINE}.added", "refuse", lambda *_: None), "`copyright`", ("adds to it:",), backed=True),
    "folders that never meet": Layer(gone(f"{ENGINE}.borders", "refuse", lambda *_, **__: None), "the internal site in its folder", ("overlap.", "Give each site its own folder")),
    "an empty folder of pages": Layer(staging, "llms.txt among the texts"),
    "the list of expected files": Layer(gone(f"{ENGINE}.stage", "check", lambda *_: None), "a word in a file of its own", ("nobody asked for", "lacks what it must hold")),
    "the audit": Layer(gone("playbook_plugins.publish.build", "audit", lambda *_: ()), "a sentence in a page", ("output-leak:", "money-out:")),
    "a fresh folder": Layer(swap, "plan/index.html of an earlier build"),
    "the guard": Layer(gone(f"{ENGINE}.guard", "READY", ""), "no plugin of ours, and a note", ("the plugin did not run",)),
}
