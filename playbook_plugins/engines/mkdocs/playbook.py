"""The plugin `playbook`: reads the playbook, and lets MkDocs build what its audience may see."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from playbook_plugins.engines.mkdocs import added, borders, guard, known, look, serve, stage
from playbook_plugins.engines.mkdocs.expected import Frame, frame
from playbook_plugins.engines.mkdocs.files import place
from playbook_plugins.engines.mkdocs.kept import Kept
from playbook_plugins.engines.mkdocs.menu import menu
from playbook_plugins.engines.mkdocs.options import Options
from playbook_plugins.model.root import repository
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.page import Audience, Page, Release

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from playbook_plugins.engines.mkdocs.source import Loaded

log = get_plugin_logger("playbook")

FIRST, LAST = float("inf"), float("-inf")


class PlaybookConfig(Options):
    """What can be said about the plugin in `mkdocs.yml`; all else is said in `playbook.yml`."""

    source = options.Type(str, default="docs/playbook")
    """The folder of structured documents, from the folder of `mkdocs.yml`."""
    audience = options.Choice(tuple(map(str, Audience)), default=str(Audience.PUBLIC))
    """For whom the site is: `public` (the default) or `internal`."""
    also = options.ListOfItems(options.Type(str), default=[])
    """Files that other plugins and hooks may add to the public site, by name or pattern: `feed.xml`, `cards/*.png`."""


class PlaybookPlugin(BasePlugin[PlaybookConfig]):
    """Feeds a release to MkDocs and publishes the finished site in one step."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()
        self.serving = False
        self._given: Release | None = None
        self._release: Release | None = None
        self._frame = Frame(directories=True)
        self._pages: dict[str, Page] = {}
        self._stale = False
        self._held = False
        self._alone: bool | None = None
        """Whether only this machine can see what is served."""
        self._owed = False
        """Whether a plain build has still to come to its end."""
        self._target: Path | None = None
        self._building = ExitStack()

    def take(self, release: Release) -> None:
        """Build this release instead of reading sources; its giver audits and publishes the result."""
        self._given = release

    # Before anything is read: what was asked for may be out of the question.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        self._owed = not self.serving and self._given is None
        if dirty:
            raise PluginError("A site with a playbook is always built whole: leave out --dirty.")
        if command == "gh-deploy" and self.config.audience == Audience.INTERNAL:
            raise PluginError("The internal site is not for GitHub Pages, which shows it to everybody.")

    # First: the other plugins ask the configuration for name, language, scripts and theme; and none has added a file to it yet.
    @event_priority(FIRST)
    def _on_config_read(self, config: MkDocsConfig) -> MkDocsConfig:
        self._building.close()
        if self._alone is None:  # MkDocs binds its address once, whatever mkdocs.yml says of it later
            self._alone = serve.on_loopback(config)
        self._frame = frame(config, self.config.also)
        self._release = self._given or self._read(config)
        if config.nav:
            log.warning("The menu comes from the playbook: `nav` in mkdocs.yml is not used.")
        if self._release is not None:
            self._pages = {page.path: page for page in self._release.pages}
            self._building.enter_context(stage.stamped(self._release.stamp))
            look.dress(config, self._release)
        return config

    # Last: every plugin has had its say about site_dir, the checklist has reported, and nothing is emptied yet.
    @event_priority(LAST)
    def _on_config_stage(self, config: MkDocsConfig) -> MkDocsConfig:
        if self._release is None:
            raise PluginError(refusal(self.findings))
        known.vet(config, self._shown.audience, source=self._source(config), also=self.config.also, serving=self.serving)
        if self.serving:
            self._held = not serve.vetted(config, self._shown, _file(config)) or self._stale
            if self._shown.audience is Audience.PUBLIC and not self._alone:
                self._target = self._building.enter_context(serve.apart(config))
        elif self._given is None:
            self._refuse_overlaps(config)
            with stage.plainly():
                added.refuse(self._shown, _file(config))
            self._target = self._building.enter_context(stage.beside(config))
        guard.stand_down(config.mdx_configs)
        if not self.serving:
            # they were reported, and quote words of staff: no template shall find them here
            self.findings = ()
        return config

    on_config = CombinedEvent(_on_config_read, _on_config_stage)

    # First: to every other plugin a released page is a file like any other.
    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        place(self._shown, files, config=config, root=repository(_folder(config)))
        return files

    # First: the menu is the release's, and other plugins shall find it made.
    @event_priority(FIRST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return menu(self._shown, files)

    # First: MkDocs takes a leading "Word: …" for front matter, so the text is given to it once more.
    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        if isinstance(page, Kept) or (released := self._pages.get(page.file.src_uri)) is None:
            return markdown
        page.meta = look.meta(released, self._shown, files=files, config=config)
        return released.body

    # Last: the banner belongs on the page as it is served.
    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        if not isinstance(page, Kept) and (released := self._pages.get(page.file.src_uri)) is not None:
            output = look.marked(output, page=released, release=self._shown)
        if self.serving and self._alone:
            output = serve.with_banner(output, self.findings, stale=self._stale)
        return output

    # Last: the site is examined and published when nothing more will be written.
    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self._target is not None and self.serving:
            serve.show(config, self._shown, self._target, held=self._held)
        elif self._target is not None:
            stage.finish(config, self._shown, self._target, frame=self._frame)
        self._owed = False
        self._end()

    # First: whatever another plugin does about the error, the half-built site goes.
    @event_priority(FIRST)
    def _on_build_error_end(self, *, error: Exception) -> None:
        self._end()

    # Last: the others have heard of it, and a full disk is told without a traceback.
    @event_priority(LAST)
    def _on_build_error_say(self, *, error: Exception) -> None:
        stage.say(error)

    on_build_error = CombinedEvent(_on_build_error_end, _on_build_error_say)

    # An interrupted build ends here and nowhere else.
    @event_priority(FIRST)
    def on_shutdown(self) -> None:
        self._end()
        if self._owed and isinstance(ended := sys.exception(), SystemExit) and not ended.code:
            # It would end with 0, and whoever waits would take the old site for the new one.
            raise PluginError("A plugin or hook ended MkDocs before the site was whole, so nothing was published. Take out of mkdocs.yml the one that does so.")

    # A saved document is a reason to build again, and so is a new one.
    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Callable[..., Any]) -> "LiveReloadServer":
        if (source := self._source(config)).is_dir():
            server.watch(str(source))
        return server

    @property
    def _shown(self) -> Release:
        if self._release is None:
            raise PluginError("The playbook plugin was not asked to read anything.")
        return self._release

    def _source(self, config: MkDocsConfig) -> Path:
        return _folder(config) / self.config.source

    def _refuse_overlaps(self, config: MkDocsConfig) -> None:
        sources = {"the playbook": self._source(config), "docs_dir": Path(config.docs_dir)}
        try:
            borders.refuse(Path(config.site_dir), audience=self._shown.audience, sources=sources, config_file=_file(config))
        except borders.Refused as error:
            raise PluginError(str(error)) from error

    def _read(self, config: MkDocsConfig) -> Release | None:
        """The release of the sources as they are; under `serve`, the last one that had no error."""
        try:
            loaded = self._load(config)
        except PluginError as error:
            if not self.serving:
                raise
            serve.say(config, error)
            self.findings, self._stale = (), True
            return self._release or serve.stopgap(self._audience, reason=str(error) if self._alone else serve.PRINTED)
        self.findings = loaded.findings
        self._stale = self.serving and loaded.stops
        return (self._release or serve.stopgap(self._audience, reason=serve.ABOVE if self._alone else serve.PRINTED)) if self._stale else loaded.release

    def _load(self, config: MkDocsConfig) -> "Loaded":
        # Here and not above: a build that is given its release knows nobody who could read a source.
        from playbook_plugins.engines.mkdocs.source import load, today

        source, public = self._source(config), Path(config.docs_dir)
        if not source.is_dir():
            raise PluginError(f"There is no folder {source}: name the playbook's folder with the option `source`.")
        try:
            return load(source, public, self._audience, today())
        except (OSError, ValueError) as error:
            raise PluginError(f"The playbook in {source} could not be read: {error}") from error

    @property
    def _audience(self) -> Audience:
        return Audience(self.config.audience)

    def _end(self) -> None:
        self._target = None
        self._building.close()


def refusal(findings: tuple[Finding, ...]) -> str:
    """Why nothing can be published, in full: the checklist may not be switched on to say so."""
    return "\n".join(("Nothing was built, because the playbook cannot be published as it is:", *map(str, findings)))


def _file(config: MkDocsConfig) -> Path | None:
    """`mkdocs.yml`; `None` where the configuration came by another way."""
    return Path(config.config_file_path) if config.config_file_path else None


def _folder(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`, or the working folder where the configuration came by another way."""
    return file.parent if (file := _file(config)) else Path.cwd()
