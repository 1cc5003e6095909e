"""A folder of sources → the playbook."""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from playbook_plugins.model.filenames import better_name, is_device, meet, well_named
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import ChecklistSettings
from playbook_plugins.model.suggestions import nearest
from playbook_plugins.read.document import Reading, closed, read_document, unread
from playbook_plugins.read.earlier import with_earlier
from playbook_plugins.read.excess import too_many
from playbook_plugins.read.fit import read_fit
from playbook_plugins.read.folder import Found, confusable, elsewhere, look, named, twice
from playbook_plugins.read.history import read_history
from playbook_plugins.read.lexicon import in_language, lexicon, with_own_words
from playbook_plugins.read.limits import SETTINGS_LIMIT, SIZE_LIMIT
from playbook_plugins.read.pictures import picture_faults
from playbook_plugins.read.settings import other_format, read_settings

_MEETING = (
    "the folder of public pages and the playbook's own folder lie in one another",
    "Keep them apart, such as `docs/public` and `docs/playbook`: what staff read must never be read as a public page.",
)
_OTHER_TEXTS = (".txt", ".doc", ".docx", ".odt", ".rtf", ".pages", ".html", ".htm", ".yaml")
"""Endings of texts that somebody may take for documents."""
_TAKEN = ("index.md", "promises.md", "partners.md")
"""Names of public pages that are made from the playbook, in its first language."""
_SECOND = re.compile(r"fit\.([a-z]{2})\.md")
"""A fit page in a further language, which stands in a folder that is called after it."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z]{2})?\.md")
"""What a document's file may be called."""
_MOST = max(SIZE_LIMIT, SETTINGS_LIMIT)
"""Bytes of a file that are read."""
_NONE: Mapping[str, bytes] = MappingProxyType({})
_Reader = Callable[..., Reading]
"""What reads one document from its file, its path and its kind."""
_SINGLES = {kind.place: kind for kind in KINDS.values() if kind.single}
_FOLDERS = {kind.place.rstrip("/"): kind for kind in KINDS.values() if not kind.single}


Known = dict[str, tuple[object, Reading]]
"""What was read of each file, by its path, with all that decided it."""


def read_playbook(folder: Path, *, root: Path, public: Path | None = None, drafts: Mapping[str, bytes] = _NONE, known: Known | None = None) -> Playbook:
    """Read the sources in `folder` and the hand-written public pages in `public`.

    Paths are named from `root`, which holds both. `drafts` are read in place of
    what lies in the files of these paths. Whoever reads again and again hands
    over in `known` what was read before: a text that is as it was is not taken
    apart anew. What an author wrote never raises; what cannot be taken becomes
    a fault of the playbook. `OSError` where `folder` cannot be listed at all.
    """
    settings_path = named(folder / "playbook.yml", root)
    found, pages, faults, elsewhere_too = _looked_through(folder, public, root)
    unread = {fault.place.path for fault in faults}
    if more := too_many([one.file for one in (*found, *pages)], Place(settings_path)):
        found, pages, faults = [], [], [*faults, more]
    english = lexicon("en")
    content = _content(folder / "playbook.yml", settings_path, drafts)
    settings, values, wrong = read_settings(content, settings_path, lexicon=english)
    if content is None and any(one.path == settings_path and not one.folder for one in found):
        wrong = [closed(settings_path)]
    if foreign := other_format(values, settings_path):
        # what another version wrote would only be misunderstood
        found, pages, faults, wrong, elsewhere_too = [], [], [], [foreign], []
    faults += [fault for fault in wrong if settings_path not in unread]
    words = lexicon(settings.site.lang) if settings and settings.site else english
    own = settings.checklist if settings else None
    if own:
        words = with_own_words(words, own)
    read = partial(_read, words=words, own=own, drafts=drafts, settings=content, known={} if known is None else known)
    others: set[str] = set()
    readings = [*_sources(folder, found, read, faults=faults, others=others)]
    if public is not None and meet(folder.resolve(), public.resolve()):
        faults.append(Fault("kind-border", Place(settings_path), *_MEETING))
        public = None
    if public is not None:
        tongues = [match[1] for one in found if (match := _SECOND.fullmatch(one.file.name))]
        taken = {*_TAKEN, *(f"{language}.md" for language in tongues)}
        readings += _pages(public, pages, read, faults=faults, others=others, taken=taken)
    for reading in readings:
        faults += reading.faults
    documents = tuple(reading.document for reading in readings)
    everybodys = {one.path for one in pages} | {document.path for document in documents if document.audience is Audience.PUBLIC}
    faults += [fault for fault in elsewhere_too if fault.place.path in everybodys]
    playbook = Playbook(
        settings=settings,
        documents=documents,
        faults=tuple(faults),
        settings_path=settings_path,
        folder=named(folder, root),
        public_folder=named(public, root) if public is not None else None,
        settings_places=values.values,
        settings_key_places=values.keys,
        links={reading.document.path: reading.links for reading in readings},
        history=read_history(root),
        lexicon=words,
        root=str(root),
        files=frozenset(others),
        foreign=foreign is not None,
    )
    playbook = with_earlier(replace(playbook, faults=(*playbook.faults, *picture_faults(playbook))))
    return replace(playbook, fits=tuple(read_fit(fit, in_language(words, fit.lang, own)) for fit in playbook.of_kind("fit")))


def _read(
    file: Path, path: str, kind: Kind, *, words: Lexicon, own: ChecklistSettings | None, drafts: Mapping[str, bytes], settings: bytes | None, known: Known, public: bool = False
) -> Reading:
    """One document, in the language that the line `lang` at its top gives, or else its file's name; `settings` are where `words` and `own` come from."""
    if (content := _content(file, path, drafts)) is None:
        return unread(path, kind, lexicon=words)
    decided = blake2b(content, digest_size=16).digest(), public, settings
    if path not in known or known[path][0] != decided:
        known[path] = decided, _taken_apart(content, file, path, kind, words=words, own=own, public=public)
    return known[path][1]


def _taken_apart(content: bytes, file: Path, path: str, kind: Kind, *, words: Lexicon, own: ChecklistSettings | None, public: bool) -> Reading:
    match = re.search(r"\.([a-z]{2})\.md$", file.name)
    language = match[1] if match else words.language
    reading = read_document(content, path, kind, lexicon=in_language(words, language, own), public=public)
    if reading.document.lang == language:
        return reading
    return read_document(content, path, kind, lexicon=in_language(words, reading.document.lang, own), public=public)


def _looked_through(folder: Path, public: Path | None, root: Path) -> tuple[list[Found], list[Found], list[Fault], list[Fault]]:
    """What lies in the playbook's folder and in that of public pages, what is refused of it, and what would be if it is public."""
    found, faults = look(folder, root)
    pages: list[Found] = []
    if public is not None and (public.is_symlink() or public.is_dir()) and not meet(folder.resolve(), public.resolve()):
        pages, wrong = look(public, root)
        faults += wrong
    doubles = [*twice([*found, *pages]), *confusable(found), *confusable(pages)]
    refused = {fault.place.path for fault in doubles}
    outside = list(elsewhere([*found, *pages]))
    found, pages = ([one for one in some if one.path not in refused] for some in (found, pages))
    return found, pages, [*faults, *doubles], outside


def _sources(
    folder: Path, found: Collection[Found], read: _Reader, *, faults: list[Fault], others: set[str]
) -> Iterator[Reading]:
    for one in found:
        file, path = one.file, one.path
        parts = file.relative_to(folder).parts
        if parts and is_device(file.name):
            faults.append(_misnamed(one, found))
        elif one.folder:
            continue
        elif file.suffix.lower() not in (".md", ".markdown"):
            if len(parts) > 1 and parts[0] in _FOLDERS and file.suffix.lower() in _OTHER_TEXTS:
                faults.append(_other_text(path, file))
            elif parts != ("playbook.yml",):
                others.add(path)
        elif (kind := kind_at(parts)) is None:
            faults.append(_misplaced(path, parts))
        elif not NAME.fullmatch(parts[-1]) or (len(parts) > 1 and parts[-1] == "index.md"):
            faults.append(_misnamed(one, found))
        else:
            yield read(file, path, kind)


def _pages(folder: Path, found: Collection[Found], read: _Reader, *, faults: list[Fault], others: set[str], taken: Collection[str]) -> Iterator[Reading]:
    for one in found:
        file, path = one.file, one.path
        if file == folder:
            continue
        if one.folder or file.suffix.lower() not in (".md", ".markdown"):
            if not well_named(file.name):
                faults.append(_misnamed(one, found))
            elif not one.folder:
                others.add(path)
        elif file.name in taken:
            faults.append(Fault("unreadable-file", Place(path), "this address belongs to a page that is made from the playbook", "Call the file something else."))
        elif len(file.relative_to(folder).parts) > 1 or not NAME.fullmatch(file.name) or is_device(file.name):
            faults.append(_misnamed(one, found))
        else:
            yield read(file, path, KINDS["page"], public=True)


def kind_at(parts: tuple[str, ...]) -> Kind | None:
    """The kind of document that belongs at a path, counted from the playbook's folder; `None` where none does."""
    if len(parts) == 1:
        stem = re.sub(r"\.[a-z]{2}\.md$", ".md", parts[0])
        return _SINGLES.get(stem)
    return _FOLDERS.get(parts[0]) if len(parts) == 2 else None


def _content(file: Path, path: str, drafts: Mapping[str, bytes]) -> bytes | None:
    """The draft of a file, or its bytes, at most one more than are read; `None` where there is no plain file."""
    if path in drafts:
        return drafts[path]
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode):
            return None
        with open(file, "rb") as stream:
            # room for the longest file that is read takes longer to make than most files to read
            content = stream.read(min(status.st_size, _MOST) + 1)
            return content + stream.read(_MOST + 1 - len(content)) if len(content) > status.st_size else content
    except OSError:
        return None


def _misplaced(path: str, parts: tuple[str, ...]) -> Fault:
    folders = ", ".join(f"`{name}/`" for name in _FOLDERS)
    known = {name.removesuffix(".md"): name for name in (*_SINGLES, *_FOLDERS)}
    near = known.get(nearest(parts[0].removesuffix(".md"), known), "")
    meant = f"Did you mean a file in the folder `{near}/`?" if len(parts) == 1 and near in _FOLDERS else f"Did you mean `{near}`?"
    mend = meant if near else f"Move it into one of {folders}."
    return Fault("unreadable-file", Place(path), "this file lies where no document belongs", mend)


def _other_text(path: str, file: Path) -> Fault:
    better = file.name.split(".")[0] + ".md"
    return Fault("unreadable-file", Place(path), f"this file ends in `{file.suffix}`, and only plain texts that end in `.md` are read",
                 f"Save it as plain text under the name `{better}`.")


def _misnamed(one: Found, found: Collection[Found]) -> Fault:
    path, name = one.path, one.file.name
    if name == "index.md":
        return Fault("unreadable-file", Place(path), "this address belongs to the list of its folder", "Call the file something else.")
    if is_device(name):
        message = f"Windows keeps the name `{name.partition('.')[0]}` for a device, and can make no file of it"
    elif name.lower().endswith((".md", ".markdown")):
        message = "a file's name here has plain small letters, figures and hyphens alone, since a page is called after it"
    else:
        message = "a name here has plain small letters, figures, hyphens, dots and `_` alone, since it is part of an address"
    beside = {other.file.name for other in found if other.file.parent == one.file.parent}
    better = better_name(re.sub(r"\.markdown$", ".md", name, flags=re.IGNORECASE), beside - {name})
    return Fault("unreadable-file", Place(path), message, f"Call it `{better}`.")
