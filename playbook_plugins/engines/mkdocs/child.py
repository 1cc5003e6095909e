"""The process in which MkDocs builds a release: it has read no source and could not find one."""

import atexit
import gc
import json
import logging
import os
import pickle
import sys
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from threading import Thread

try:
    import mkdocs
except ModuleNotFoundError:  # ProperDocs stands in for it under the same name, once it is asked to
    import properdocs.replacement

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.pages import Page as SitePage

from playbook_plugins.engines.mkdocs.build import DOCS, FRAME, MADE, NOTES, RELEASE, WHOLE
from playbook_plugins.engines.mkdocs.expected import frame
from playbook_plugins.engines.mkdocs.keeping import NAME, KeepingPlugin
from playbook_plugins.engines.mkdocs.playbook import PlaybookPlugin
from playbook_plugins.engines.mkdocs.where import Where
from playbook_plugins.model.page import Release


def main(room: Path, folder: Path, config_file: Path | None) -> int:
    """Build the release in `room` into `folder`; the exit code says whether that went well, and is no code by which others end."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler := logging.StreamHandler())
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger.setLevel(logging.WARNING)
    # Ours alone has written this file, a moment ago, in a folder that only this user can write to.
    release: Release = pickle.loads((room / RELEASE).read_bytes())
    (room / RELEASE).unlink()
    try:
        if config_file is not None:
            run(release, folder, config_file=config_file, docs=room / DOCS)
        else:
            with as_file(files(__package__) / "default.yml") as packaged:
                run(release, folder, config_file=packaged, docs=room / DOCS)
    except MkDocsException as error:
        print(error.format_message(), file=sys.stderr)
        return 1
    except RecursionError:
        print("Too much lies in one another, in mkdocs.yml or on a page.", file=sys.stderr)
        return 1
    except Exception as error:  # a plugin or a hook of the user's may raise anything
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return WHOLE


def run(release: Release, folder: Path, *, config_file: Path, docs: Path) -> None:
    """What `mkdocs build` does, for a release that is given instead of read."""
    where = Where(docs.parent)
    config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(folder))
    plugin = own(config)
    plugin.take(release)
    # Before any hook has run: what is written here is what the file asks for.
    docs.with_name(FRAME).write_text(frame(config, plugin.config.also).dump(), encoding="utf-8", newline="\n")
    config.plugins[NAME] = keeping = KeepingPlugin(release, json.loads(docs.with_name(NOTES).read_text("utf-8")), where)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        # Before all others: it is here that a page that takes for ever was begun.
        config.plugins.events["pre_page"].insert(0, partial(note, where))
        build(config)
    finally:
        config.plugins.on_shutdown()
        where.close()
    docs.with_name(MADE).write_text(keeping.dump(), encoding="utf-8", newline="\n")


def note(where: Where, page: SitePage, **context: object) -> None:
    """Write down which page is being made, for whoever waits."""
    where.at(page.file.src_uri)


def own(config: MkDocsConfig) -> PlaybookPlugin:
    """The configuration's playbook plugin; a configuration without one gets one."""
    if "playbook" not in config.plugins:
        plugin = PlaybookPlugin()
        plugin.load_config({}, config.config_file_path)
        config.plugins["playbook"] = plugin
    return config.plugins["playbook"]


def told(line: int) -> tuple[Path, Path | None]:
    """Wait for the line that says where the site goes, and by which settings; where it is cut before, nobody is left who wants one."""
    said = b""
    while not said.endswith(b"\n"):
        if not (more := os.read(line, 1)):
            sys.exit(1)
        said += more
    folder, config_file = json.loads(said)
    return Path(folder), Path(config_file) if config_file else None


def end_with(line: int) -> None:
    """End at once when the line to whoever started us is cut: they are gone, and the folder may be another build's."""
    os.read(line, 1)
    os._exit(1)


if __name__ == "__main__":
    # all that was read of the program is needed to the end, nearly all that is made here, too, and then goes at once
    gc.set_threshold(100_000, 50, 100)
    gc.freeze()
    atexit.register(gc.freeze)
    lifeline = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    where = told(lifeline)
    Thread(target=end_with, args=(lifeline,), daemon=True).start()
    sys.exit(main(Path(sys.argv[1]), *where))
