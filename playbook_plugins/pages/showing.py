"""What `playbook serve` puts around the two sites: a first page that leads to both, and on top of every page what was found."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.templates import html, told
from playbook_plugins.words import Words

_MOST = 20
"""Findings that are shown on top of a page; all of them are told where the command runs."""
_PARAGRAPH = re.compile(r"</?p>")
_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{style}"></head>'
    '<body class="pb-serve-page" data-playbook-page="serve"><main><h1>{title}</h1>{body}</main></body></html>\n'
)


def first_page(words: Words, name: str, *, style: str) -> str:
    """The page that leads to both sites of a business; `style` is where the style of these pages is served."""
    entry = Markup('<li><a href="/{}/">{}</a></li>')
    entries = Markup("").join((entry.format(Audience.PUBLIC, words("serve.public")), entry.format(Audience.INTERNAL, words("serve.internal"))))
    return _page(words, name or words("serve.title"), Markup("<ul>{}</ul><p>{}</p>").format(entries, words("serve.follows")), style=style)


def not_yet(words: Words, *, style: str) -> str:
    """What stands in the place of a site that could not be built yet; what is wrong with it stands on top."""
    return _page(words, words("serve.not-yet"), Markup("<p>{}</p>").format(words("serve.follows")), style=style)


def lost(words: Words, *, style: str) -> str:
    """What stands at an address where there is no page."""
    return _page(words, words("serve.lost"), Markup('<p><a href="/">{}</a></p>').format(words("serve.title")), style=style)


def top(words: Words, findings: Iterable[Finding], *, stale: bool, reason: str = "") -> str:
    """What was found, for the top of every page; empty where nothing was, or thoughts alone.

    `stale` says that the pages show an earlier state, and `reason` why, where
    that is no finding.
    """
    shown = [finding for finding in findings if finding.level is not Level.ADVICE]
    if not (shown or stale):
        return ""
    item = Markup("<li><strong>{}</strong> {} {}</li>")
    items = Markup("").join(item.format(f"{finding.place.path}:{finding.place.line}", _inline(_sentence(finding.message)), _inline(finding.help)) for finding in shown[:_MOST])
    rest = Markup("<p>{}</p>").format(words("serve.more", count=len(shown) - _MOST)) if len(shown) > _MOST else ""
    why = Markup("<pre>{}</pre>").format(reason) if reason else ""
    title = words("serve.stale") if stale else words("serve.found", count=len(shown))
    opened = Markup(" open") if stale else ""
    return Markup('<aside class="pb-serve{}" role="status" lang="{}"><details{}><summary>{}</summary>{}<ul lang="en">{}</ul>{}</details></aside>').format(
        " pb-serve--stale" if stale else "", words.language, opened, title, why, items, rest
    )


@cache
def style() -> str:
    """How all this looks."""
    return (files("playbook_plugins.pages") / "assets" / "serve.css").read_text("utf-8")


def _page(words: Words, title: str, body: Markup, *, style: str) -> str:
    return _PAGE.format(language=words.language, title=title, body=body, style=style)


def _inline(words: str) -> Markup:
    return Markup(_PARAGRAPH.sub("", html(told(words))))


def _sentence(message: str) -> str:
    return message if message.endswith(("?", "!", "…")) else f"{message}."
