"""What an editor asks and is told, in its own protocol: a few lines a question over plain functions."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from playbook_plugins import __version__
from playbook_plugins.editor.desk import SETTINGS, Checked, checked, kind_of, path_of, playbook_in, playbook_of, text_of
from playbook_plugins.editor.offers import Offer, headings, meaning, names, values
from playbook_plugins.editor.ranges import column_of
from playbook_plugins.editor.spot import Spot, spot
from playbook_plugins.editor.told import diagnostics, mends, spoken

_PAUSE = 0.15
"""Seconds without a keystroke after which the checklist reads again."""
_TITLE = "Reading the playbook"


class Desk(LanguageServer):
    """Everything that lies open, and what was found in it last."""

    def __init__(self, today: Callable[[], date]) -> None:
        # whole texts and no stretches: they are short, and nobody has to agree on what ends a line
        super().__init__("playbook", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.today = today
        self._checked: dict[Path, Checked] = {}
        self._shown: dict[Path, set[str]] = {}
        self._changed: set[Path] = set()
        self._work: asyncio.Task[None] | None = None

    def touched(self, folders: Iterable[Path | None]) -> None:
        """Have these playbooks read again, once nobody has typed for a moment."""
        self._changed.update(folder for folder in folders if folder)
        if self._changed and (self._work is None or self._work.done()):
            self._work = asyncio.get_running_loop().create_task(self._read())

    async def current(self, uri: str) -> Checked | None:
        """The playbook that a file belongs to, as it stands with all that is typed by now."""
        if (file := file_of(uri)) is None or (folder := playbook_of(file)) is None:
            return None
        if folder not in self._checked:
            self.touched([folder])
        while self._work is not None and not self._work.done():
            await asyncio.shield(self._work)
        return self._checked.get(folder)

    def units(self, text: str) -> int:
        """How long a text is as the editor counts."""
        return self.workspace.position_codec.client_num_units(text)

    def known(self, folder: Path) -> Checked | None:
        """A playbook as it was read last."""
        return self._checked.get(folder)

    async def _read(self) -> None:
        while self._changed:
            await asyncio.sleep(_PAUSE)
            folders, self._changed = self._changed, set()
            for folder in sorted(folders):
                try:
                    found = await asyncio.to_thread(checked, folder, self._drafts(folder), today=self.today())
                except Exception as error:  # whatever it is, an editor must not lose the one who answers it
                    self._complain(error)
                    continue
                self._checked[folder] = found
                if folder not in self._changed:
                    self._show(found)

    def _drafts(self, folder: Path) -> dict[str, bytes]:
        """What the editor holds of a playbook's files, saved or not."""
        opened = [(file, document) for uri, document in self.workspace.text_documents.items() if (file := file_of(uri)) and playbook_of(file) == folder]
        return {path_of(file, folder): document.source.encode("utf-8", "surrogatepass") for file, document in opened}

    def _show(self, found: Checked) -> None:
        root, opened = Path(found.playbook.root), {file_of(uri): document for uri, document in self.workspace.text_documents.items()}
        told = diagnostics(found, self.units)
        for path in sorted({*told, *found.drafts, *self._shown.get(found.folder, ())}):
            document = opened.get((root / path).resolve())
            uri = document.uri if document else from_fs_path(str(root / path))
            version = document.version if document else None
            if uri:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told.get(path, []), version))
        self._shown[found.folder] = {*told, *found.drafts}

    def _complain(self, error: Exception) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"{_TITLE}: {type(error).__name__}: {error}"))


def file_of(uri: str) -> Path | None:
    """The file that an editor means; `None` for what is no file on this machine."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    try:
        return Path(path).resolve() if path else None
    except (OSError, ValueError, RuntimeError):
        return None


def desk(today: Callable[[], date]) -> Desk:
    """What answers an editor; `today` is asked whenever the checklist reads."""
    server = Desk(today)

    @server.feature(types.INITIALIZED)
    async def begin(ls: Desk, _: types.InitializedParams) -> None:
        roots = [file_of(folder.uri) for folder in ls.workspace.folders.values()] or [file_of(ls.workspace.root_uri or "")]
        ls.touched(playbook_in(root) for root in roots if root)
        if _watches(ls.client_capabilities):
            kinds = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in ("**/*.md", f"**/{SETTINGS}")])
            asked = types.Registration("changes", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, kinds)
            await ls.client_register_capability_async(types.RegistrationParams([asked]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def typed(ls: Desk, params: types.DidChangeTextDocumentParams) -> None:
        file = file_of(params.text_document.uri)
        ls.touched([playbook_of(file) if file else None])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def elsewhere(ls: Desk, params: types.DidChangeWatchedFilesParams) -> None:
        ls.touched(playbook_of(file) for change in params.changes if (file := file_of(change.uri)))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Desk, params: types.HoverParams) -> types.Hover | None:
        found = await ls.current(params.text_document.uri)
        if found is None:
            return None
        file, here = file_of(params.text_document.uri), _spot(ls, params, found)
        told = [*spoken(found, path_of(file, found.folder), params.position, ls.units)]
        if here and (about := meaning(here, found.playbook, found.rules, kind=kind_of(file, found.folder), today=ls.today())):
            told.append(about)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(told))) if told else None

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[":", " ", "[", "{", ",", "-", "#"]))
    async def complete(ls: Desk, params: types.CompletionParams) -> types.CompletionList:
        found = await ls.current(params.text_document.uri)
        return types.CompletionList(False, [] if found is None else _offered(ls, params, found))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]))
    async def mend(ls: Desk, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found, file = await ls.current(uri), file_of(uri)
        return [] if found is None else [*mends(found, path_of(file, found.folder), uri, within=params.range, units=ls.units)]

    return server


def _watches(able: types.ClientCapabilities) -> bool:
    """Whether an editor can say what others change in files that are not open."""
    watching = able.workspace.did_change_watched_files if able.workspace else None
    return bool(watching and watching.dynamic_registration)


def _lines(ls: Desk, uri: str) -> list[str]:
    return text_of(ls.workspace.get_text_document(uri).source.encode("utf-8", "surrogatepass")).split("\n")


def _spot(ls: Desk, params: types.TextDocumentPositionParams, found: Checked) -> Spot | None:
    """Where somebody is among the lines at the top, or in `playbook.yml`."""
    file, lines, line = file_of(params.text_document.uri), _lines(ls, params.text_document.uri), params.position.line
    kind = kind_of(file, found.folder)
    if line >= len(lines) or (kind is None and file != found.folder / SETTINGS):
        return None
    return spot(lines, line, column_of(params.position, lines[line], ls.units), kind)


def _offered(ls: Desk, params: types.CompletionParams, found: Checked) -> list[types.CompletionItem]:
    file, lines, line = file_of(params.text_document.uri), _lines(ls, params.text_document.uri), params.position.line
    kind = kind_of(file, found.folder)
    if here := _spot(ls, params, found):
        if here.naming:
            offers, suffix = names(here, found.playbook, found.rules), "" if here.colon else ": "
        else:
            offers, suffix = values(here, found.playbook, found.rules, kind=kind, today=ls.today()), ""
        range_ = types.Range(*(types.Position(line, ls.units(lines[line][:column])) for column in (here.start, here.end)))
        kind_of_item = types.CompletionItemKind.Property if here.naming else types.CompletionItemKind.Value
        return [_item(offer, range_, number, kind=kind_of_item, suffix=suffix) for number, offer in enumerate(offers)]
    document = found.playbook.at(path_of(file, found.folder))
    if kind and document and line < len(lines) and lines[line].startswith("#") and not lines[line].startswith("###"):
        range_ = types.Range(types.Position(line, 0), types.Position(line, ls.units(lines[line])))
        written = (Offer(f"## {offer.text}", offer.about) for offer in headings(document, kind, found.playbook))
        return [_item(offer, range_, number, kind=types.CompletionItemKind.Text) for number, offer in enumerate(written)]
    return []


def _item(offer: Offer, range_: types.Range, number: int, *, kind: types.CompletionItemKind, suffix: str = "") -> types.CompletionItem:
    return types.CompletionItem(
        offer.text,
        kind=kind,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, offer.about) if offer.about else None,
        sort_text=f"{number:04}",
        text_edit=types.TextEdit(range_, offer.text + suffix),
    )
