"""What `mkdocs serve` shows while the sources are being worked on: nothing is raised, everything is said."""

import ipaddress
import re
from collections.abc import Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.page import Audience, Page, Release

_BODY = re.compile(r"<body\b[^>]*>")
_SHOWN = 20


def stopgap(audience: Audience, *, reason: str = "") -> Release:
    """A site of one page, shown until the sources can be shown for the first time."""
    body = f"# This playbook cannot be shown yet\n\n{reason or 'The findings above say what to mend.'}\n"
    page = Page("index.md", "This playbook cannot be shown yet", body, in_menu=True)
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
