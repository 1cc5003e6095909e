"""An editor that speaks with `playbook lsp`, as one does: in a process of its own, by its standard input and output."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.conftest import TODAY

PATIENCE = 60
"""Seconds after which an answer does not come any more."""
T = TypeVar("T")


class Editor:
    """What somebody does in an editor; every question waits for its answer, and none for longer than `PATIENCE`."""

    def __init__(self, folder: Path, *, today: str = str(TODAY), units: str = "utf-16") -> None:
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("an editor", "1")
        self.versions: dict[str, int] = {}
        self.last = 0
        self.shown: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.news = asyncio.Event()
        self.complaints: list[str] = []

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def shown(params: types.PublishDiagnosticsParams) -> None:
            self.shown.setdefault(params.uri, []).append(params)
            self.news.set()

        @self.client.feature(types.WINDOW_LOG_MESSAGE)
        def said(params: types.LogMessageParams) -> None:
            self.complaints.append(params.message)

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def shouted(params: types.ShowMessageParams) -> None:
            self.complaints.append(params.message)

        self._do(self.client.start_io(sys.executable, "-m", "playbook_plugins.cli", "lsp", "--stdio", "--today", today, cwd=str(folder)))
        self.watched: list[str] = []

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.watched += [one.method for one in params.registrations]

        watching = types.WorkspaceClientCapabilities(did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True))
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(units)])
        self.begun = self._do(
            self.client.initialize_async(types.InitializeParams(types.ClientCapabilities(general=general, workspace=watching), root_uri=folder.as_uri(), process_id=None))
        )
        self.client.initialized(types.InitializedParams())

    def open(self, file: Path, text: str | None = None) -> None:
        uri = file.as_uri()
        self._count(uri)
        text = file.read_bytes().decode("utf-8") if text is None else text
        self._tell(self.client.text_document_did_open, types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", self.versions[uri], text)))

    def type(self, file: Path, text: str) -> None:
        uri = file.as_uri()
        self._count(uri)
        where = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self._tell(self.client.text_document_did_change, types.DidChangeTextDocumentParams(where, [types.TextDocumentContentChangeWholeDocument(text)]))

    def close(self, file: Path) -> None:
        del self.versions[file.as_uri()]
        self._tell(self.client.text_document_did_close, types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))

    def save(self, file: Path) -> None:
        self._tell(self.client.text_document_did_save, types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))

    def changed(self, file: Path) -> None:
        """Somebody else has changed a file."""
        told = types.DidChangeWatchedFilesParams([types.FileEvent(file.as_uri(), types.FileChangeType.Changed)])
        self._tell(self.client.workspace_did_change_watched_files, told)

    def findings(self, file: Path, *, having: Callable[[list[types.Diagnostic]], bool] = lambda found: True) -> list[types.Diagnostic]:
        """What is shown in a file with what was typed last, once it has what is waited for."""
        uri = file.as_uri()

        async def waiting() -> list[types.Diagnostic]:
            while True:
                self.news.clear()
                last = self.shown.get(uri, [None])[-1]
                if last is not None and last.version == self.versions.get(uri) and having(last.diagnostics):
                    return list(last.diagnostics)
                await self.news.wait()

        return self._do(waiting())

    def hover(self, file: Path, line: int, column: int) -> str:
        found = self._do(self.client.text_document_hover_async(types.HoverParams(*_at(file, line, column))))
        return found.contents.value if found else ""

    def offers(self, file: Path, line: int, column: int) -> dict[str, types.CompletionItem]:
        found = self._do(self.client.text_document_completion_async(types.CompletionParams(*_at(file, line, column))))
        return {item.label: item for item in found.items}

    def mends(self, file: Path, range_: types.Range) -> list[types.CodeAction]:
        asked = types.CodeActionParams(types.TextDocumentIdentifier(file.as_uri()), range_, types.CodeActionContext([]))
        return self._do(self.client.text_document_code_action_async(asked)) or []

    def leave(self) -> int:
        """End the conversation as an editor does, and say how the process ends."""
        self._do(self.client.shutdown_async(None))
        self._tell(self.client.exit, None)
        code = self._do(self.client._server.wait())
        self._do(self.client.stop())
        self.loop.close()
        return code

    def _count(self, uri: str) -> None:
        # no number comes twice, or what was shown of an older text would pass for this one's
        self.last += 1
        self.versions[uri] = self.last

    def _tell(self, told: Callable[[Any], None], params: Any) -> None:
        async def telling() -> None:
            told(params)

        self._do(telling())

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(asyncio.wait_for(work, PATIENCE))


def _at(file: Path, line: int, column: int) -> tuple[types.TextDocumentIdentifier, types.Position]:
    return types.TextDocumentIdentifier(file.as_uri()), types.Position(line, column)


def applied(text: str, edit: types.TextEdit) -> str:
    """A text after an edit whose columns count letters, or signs that are one unit long."""
    lines = text.split("\n")
    start, end = (sum(len(line) + 1 for line in lines[: at.line]) + at.character for at in (edit.range.start, edit.range.end))
    return text[:start] + edit.new_text + text[end:]
