"""What `mkdocs serve` shows while the sources are being worked on: nothing is raised, everything is said."""

import ipaddress
import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import clean_directory

from playbook_plugins.engines.mkdocs import added
from playbook_plugins.engines.mkdocs.stage import plainly
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.publish.build import examine

log = get_plugin_logger("playbook")

_BODY = re.compile(r"<body\b[^>]*>")
_SHOWN = 20
ABOVE = "The findings above say what to mend."
PRINTED = "What `mkdocs serve` printed says what to mend."
"""In place of a reason, which may name folders of this machine, where others can read it."""
_NOTHING = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not to be seen yet</title>'
    "<h1>This site cannot be shown yet</h1><p>What <code>mkdocs serve</code> printed says what to mend.</p></html>\n"
)


def stopgap(audience: Audience, *, reason: str) -> Release:
    """A site of one page, shown until the sources can be shown for the first time."""
    page = Page("index.md", "This playbook cannot be shown yet", f"# This playbook cannot be shown yet\n\n{reason}\n", in_menu=True)
    return Release(audience, "Playbook", "en", (page,))


def with_banner(output: str, findings: Iterable[Finding], *, stale: bool) -> str:
    """A served page with the findings on top."""
    shown = [finding for finding in findings if finding.level is not Level.ADVICE]
    if not shown:
        return output
    items = "".join(f"<li>{escape(str(finding))}</li>" for finding in shown[:_SHOWN])
    rest = f"<p>… and {len(shown) - _SHOWN} more.</p>" if len(shown) > _SHOWN else ""
    title = "Not published: this is the last state without errors." if stale else "The checklist has findings."
    banner = (
        '<aside role="status" class="playbook-findings" '
        'style="background:#fff3cd;color:#332701;padding:.6rem 1.2rem;font:.7rem/1.5 monospace">'
        f"<strong>{title}</strong><ul>{items}</ul>{rest}</aside>"
    )
    return _BODY.sub(lambda match: match[0] + banner, output, count=1)


def on_loopback(config: MkDocsConfig) -> bool:
    """Whether only this machine can see what is served: findings name internal files."""
    host = config.dev_addr.host
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def vetted(config: MkDocsConfig, release: Release, config_file: Path | None) -> bool:
    """Whether what is added to the site keeps staff's words to itself; where not, it is said."""
    try:
        with plainly():
            added.refuse(release, config_file)
    except PluginError as error:
        say(config, error)
        return False
    return True


@contextmanager
def apart(config: MkDocsConfig) -> Iterator[Path]:
    """Let the engine write where nobody looks, and give `site_dir` its name back at the end."""
    before = config.site_dir
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        config.site_dir = folder
        try:
            yield Path(before)
        finally:
            config.site_dir = before


def show(config: MkDocsConfig, release: Release, served: Path, *, held: bool) -> None:
    """Let others see the new pages, unless words of staff are in them or nobody knows; then they see what they saw before."""
    try:
        if not held:
            with plainly():
                examine(release, Path(config.site_dir))
            clean_directory(str(served))
            shutil.copytree(config.site_dir, served, dirs_exist_ok=True)
    except PluginError as error:
        say(config, error)
    if not (home := served / "index.html").exists():
        home.write_text(_NOTHING, "utf-8", newline="\n")


def say(config: MkDocsConfig, said: object) -> None:
    """Warn, but let no warning count that would end `mkdocs serve --strict`."""
    log.log(logging.INFO if config.strict else logging.WARNING, str(said))
