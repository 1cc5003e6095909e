"""What a release asks of the site as a whole: name, language, address, styles, scripts."""

import re
from pathlib import Path

from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from playbook_plugins.engines.mkdocs.borders import MARK
from playbook_plugins.model.page import Page, Release

UNNAMED = ("", "Playbook")
"""What `site_name` says where nobody chose a name (MkDocs wants one)."""
OVERRIDES = Path(__file__).parent / "overrides"
_BODY = re.compile(r"<body\b")
_TABLE = '<div class="pb-wide" role="group" aria-label="{}" tabindex="0"><table class="pb-table">'


def dress(config: MkDocsConfig, release: Release) -> None:
    """Carry the release's wishes into the configuration; what the user chose there stays."""
    if config.site_name in UNNAMED:
        # Templates print it as it stands, so it is escaped here; `Markup` keeps it from being escaped twice.
        config.site_name = escape(release.name)
    if not config.site_url and release.url:
        config.site_url = release.url.rstrip("/") + "/"
    if language := _spoken(config, release.language):
        config.theme["language"] = language
    # New lists, since MkDocs hands the same default list to every build.
    config.extra_css = [*config.extra_css, *release.styles]
    config.extra_javascript = [*config.extra_javascript, *map(_deferred, release.scripts)]
    # The frame (header, foot, 404) also stands on pages that no hook of ours sees.
    config.extra["playbook"] = {"audience": str(release.audience), "words": dict(release.frame)}
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
    # The menu comes from the release; a `nav` beside it would name pages that may not be there.
    config.nav = None


def _spoken(config: MkDocsConfig, language: str) -> str | None:
    """The release's language, where the user chose none and the theme speaks it."""
    if config.theme.get("language", "en") != "en":
        return None
    for name in (language, language.partition("-")[0]):
        if any((Path(folder) / "partials" / "languages" / f"{name}.html").is_file() for folder in config.theme.dirs):
            return name
    return None


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def meta(page: Page) -> dict[str, str]:
    """What the theme may print in a page's head; templates do not escape it, so it is done here."""
    about = {"description": str(escape(page.description)), "head": page.head}
    return {name: text for name, text in about.items() if text}


def marked(output: str, *, kind: str, release: Release) -> str:
    """The finished page with its kind and its audience on `<body>`, which no block of the theme lets us reach.

    A table gets a box of its own that scrolls, by touch and by keyboard, with or without JavaScript.
    """
    output = output.replace("<table>", _TABLE.format(escape(dict(release.frame).get("table", "")))).replace("</table>", "</table></div>")
    about = f'<body data-playbook-page="{escape(kind)}" {MARK.format(release.audience)}'
    return _BODY.sub(lambda _: about, output, count=1)
