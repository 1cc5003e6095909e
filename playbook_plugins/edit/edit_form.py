"""Lay the web form into the owner's own repository, so that what may hold her key never changes behind her back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from playbook_plugins.edit.saving import Change, put, save
from playbook_plugins.edit.splice import spliced
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.form_files import FILES, MOST, SCRIPT, STYLE, form_folder, seal
from playbook_plugins.model.place import Place
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.front_matter import Values
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.settings import read_settings

ENGLISH = "en"
"""The words with which a file is read that names no language."""
KEY = "edit_form"
"""The line in `playbook.yml`, below `site`, that says that the form is there and which one."""


class Unusual(Exception):
    """`playbook.yml` is written in a way to which the line cannot be added; nothing was written."""


@dataclass(frozen=True, slots=True)
class Adding:
    """What has to be written for the newest form to stand in a repository."""

    files: Mapping[str, bytes]
    """The form's files that are not there yet or are others, by their path from the root."""
    settings: Change | None
    """The line in `playbook.yml`; `None` where it stands there already."""

    def write(self, root: Path) -> None:
        """Write it all; raises `Moved` or `OSError`."""
        for path, content in self.files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            put(content, target)
        # last: until it names the new files, a build says what to do
        save([self.settings] if self.settings else [], root)


@cache
def newest() -> Mapping[str, bytes]:
    """The form as this version brings it: its parts in one script, and its style."""
    folder = files("playbook_plugins.pages") / "assets" / "form"
    parts = sorted((file for file in folder.iterdir() if file.name.endswith(".js")), key=lambda file: (file.name != "begin.js", file.name == "start.js", file.name))
    script = "".join(("(() => {\n\"use strict\";\n", *(f"{file.read_text('utf-8')}\n" for file in parts), "})();\n"))
    return {SCRIPT: script.encode(), STYLE: (folder / STYLE).read_bytes()}


def there(playbook: Playbook) -> Mapping[str, bytes]:
    """The form's files as they lie in the repository, by their names; those that are not there are left out."""
    found: dict[str, bytes] = {}
    for name in FILES:
        try:
            found[name] = read_plain(_file(playbook, name), most=MOST)
        except FileNotFoundError:
            continue
    return found


def adding(playbook: Playbook) -> Adding:
    """What has to be written so that the newest form stands in a playbook's repository; nothing is written yet. Raises `Unusual` or `OSError`."""
    now, folder = there(playbook), form_folder(playbook.folder)
    lacking = {f"{folder}/{name}": content for name, content in newest().items() if now.get(name) != content}
    before = Path(playbook.root, playbook.settings_path).read_bytes()
    after = with_form(before, playbook.settings_path)
    return Adding(lacking, Change(playbook.settings_path, before, after) if before != after else None)


def amiss(playbook: Playbook) -> str:
    """Why the form that stands there is not the newest one, in a sentence; empty where it is."""
    told = playbook.settings.site.edit_form if playbook.settings else None
    now, folder = there(playbook), form_folder(playbook.folder)
    if not told:
        return "There is no form yet."
    if missing := [name for name in FILES if name not in now]:
        return f"{playbook.settings_path} names a form, and {folder}/{missing[0]} is not there."
    if seal(now) != told:
        return f"The files in {folder} are not those that {playbook.settings_path} names: somebody has changed them."
    return "" if told == seal(newest()) else "This version brings a newer form."


def _file(playbook: Playbook, name: str) -> Path:
    return Path(playbook.root, form_folder(playbook.folder), name)


def with_form(content: bytes, path: str) -> bytes:
    """`playbook.yml` with the line that names the newest form; raises `Unusual` where it cannot be added."""
    told = seal(newest())
    settings, values, _ = read_settings(content, path, lexicon=lexicon(ENGLISH))
    if settings is None or settings.site.edit_form == told:
        return content
    after, made = spliced(content, [_mend(content, values, path, told=told)])
    found = read_settings(after, path, lexicon=lexicon(ENGLISH))[0] if made else None
    # whatever was written there, nothing but the line may have changed
    if found is None or found != settings.model_copy(update={"site": settings.site.model_copy(update={KEY: told})}):
        raise Unusual(f"{path} is written in an unusual way, so nothing was written. Write below `site:` there yourself `{KEY}: {told}`")
    return after


def _mend(content: bytes, found: Values, path: str, *, told: str) -> Mend:
    lines, line = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8").split("\n"), f"{KEY}: {told}"
    values, keys = found.values, found.keys
    if (there := values.get(("site", KEY))) and there.line == there.end_line and (there.column, there.end_column) != (1, 1):
        empty = there.column == there.end_column
        return Mend(_behind(keys[("site", KEY)]), f": {told}", was=":") if empty else Mend(there, told)
    if ("site",) not in keys:
        last = lines[-1].rstrip("\r")
        return _at(path, len(lines), len(lines[-1]) + 1, ("\n" if last else "") + f"site:\n  {line}\n")
    first = values.get(("site",))
    if first is None or first.line == first.end_line and first.column == first.end_column:
        return Mend(_behind(keys[("site",)]), f":\n  {line}", was=":")
    if lines[first.line - 1][first.column - 1 : first.column] == "{":
        return _at(path, first.line, first.column + 1, f"{line}, ")
    return _at(path, first.line, first.column, f"{line}\n" + " " * (first.column - 1))


def _behind(key: Place) -> Place:
    """The colon behind a name."""
    return Place(key.path, key.end_line, key.end_column, key.end_line, (key.end_column or 0) + 1)


def _at(path: str, line: int, column: int, text: str) -> Mend:
    return Mend(Place(path, line, column, line, column), text)
