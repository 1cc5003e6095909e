"""What a release asks of the site as a whole: name, language, address, styles, scripts."""

import re
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from playbook_plugins.engines.mkdocs.borders import MARK
from playbook_plugins.model.page import Page, Release

UNNAMED = ("", "Playbook")
"""What `site_name` says where nobody chose a name (MkDocs wants one)."""
_THEMES_ICON = "assets/images/favicon.png"
"""The sign that the theme gives every site."""
OVERRIDES = Path(__file__).parent / "overrides"
_BODY = re.compile(r"<body\b(?: dir=\"(?P<way>\w+)\")?")
_HTML = re.compile(r"<html lang=\"[^\"]*\"")
_TEXT = re.compile(r"<article\b")
_TABLE = '<div class="pb-wide" role="group" aria-label="{}" tabindex="0"><table class="pb-table">'


def dress(config: MkDocsConfig, release: Release) -> None:
    """Carry the release's wishes into the configuration; what the user chose there stays."""
    if config.site_name in UNNAMED:
        # Templates print it as it stands, so it is escaped here; `Markup` keeps it from being escaped twice.
        config.site_name = escape(release.name)
    if not config.site_url and release.url:
        config.site_url = release.url.rstrip("/") + "/"
    if config.theme.get("language", "en") == "en":
        config.theme["language"] = _theirs(config, release.language) or "en"
    # New lists, since MkDocs hands the same default list to every build.
    config.extra_css = [*config.extra_css, *release.styles]
    config.extra_javascript = [*config.extra_javascript, *map(_deferred, release.scripts)]
    icon = _signed(config, release.icons)
    # The frame (header, foot, 404) also stands on pages that no hook of ours sees.
    config.extra["playbook"] = {
        "audience": str(release.audience),
        "words": dict(release.frame),
        "language": release.language,
        "icon": icon,
        "homes": [
            {"language": language, "path": _written(path, config), "words": _around(release, language)}
            for language, path in _homes(release)
        ],
    }
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
    # The menu comes from the release; a `nav` beside it would name pages that may not be there.
    config.nav = None


def _signed(config: MkDocsConfig, icons: tuple[str, ...]) -> str:
    """Give the site's tab its sign, unless the owner chose one; the drawn one, for a line beside the theme's own."""
    if not icons or config.theme.get("favicon") != _THEMES_ICON:
        return ""
    drawn, plain = icons[0], icons[-1]
    config.theme["favicon"] = plain
    return drawn


def _theirs(config: MkDocsConfig, language: str) -> str:
    """What the theme calls a language; empty where it does not speak it."""
    for name in (language, language.partition("-")[0]):
        if any((Path(folder) / "partials" / "languages" / f"{name}.html").is_file() for folder in config.theme.dirs):
            return name
    return ""


def _homes(release: Release) -> tuple[tuple[str, str], ...]:
    """The first page in each language, the site's own before the others."""
    others = next((page.others for page in release.pages if page.path == "index.md"), ())
    return ((release.language, "index.md"), *others)


def _written(path: str, config: MkDocsConfig) -> str:
    """The address of a page in a folder of its own, from the site's root."""
    place = path.removesuffix("index.md")
    return place + ("" if config.use_directory_urls else "index.html")


def _around(release: Release, language: str) -> dict[str, str]:
    """The fixed sentences around a page in a language."""
    return dict(dict(release.frames).get(language, release.frame))


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def meta(page: Page, release: Release, *, files: Files, config: MkDocsConfig) -> dict[str, Any]:
    """What the theme may print in a page's head and around it."""
    said = outline(page, release, files=files, config=config)
    for there in (said["playbook"], *said["playbook"]["switch"]):
        there["words"] = _around(release, there["language"])
    return said


def outline(page: Page, release: Release, *, files: Files, config: MkDocsConfig) -> dict[str, Any]:
    """The same without the fixed sentences, which the release has for all pages of a language; templates do not escape the text, so it is done here."""
    about = {"description": str(escape(page.description)), "head": page.head}
    return {name: text for name, text in about.items() if text} | {"playbook": _languages(page, release, files=files, config=config)}


def _languages(page: Page, release: Release, *, files: Files, config: MkDocsConfig) -> dict[str, Any]:
    """The language of a page, and where it leads to others: to itself there, or else to the first page there."""
    own, homes = page.language or release.language, dict(_homes(release))
    ways = (homes | dict(page.others) | {own: page.path}) if page.others or len(homes) > 1 else {}
    found = {language: files.src_uris[path].page for language, path in ways.items()}
    same = (own, *dict(page.others))
    return {
        "language": own,
        "theirs": _theirs(config, page.language) if page.language else "",
        "home": files.src_uris[homes[own]].page.url if own in homes else None,
        "switch": [{"language": language, "url": there.url} for language, there in found.items() if language != own],
        "here": [files.src_uris[other.path].page for other in release.pages if other.language == page.language] if page.language else [],
        "alternate": [{"language": language, "url": there.canonical_url} for language, there in found.items() if language in same and page.others],
    }


def marked(output: str, *, page: Page, release: Release) -> str:
    """The finished page with its language on `<html>` and that of its text on `<article>`, its kind and its audience on `<body>`, which no block of the theme lets us reach.

    A table gets a box of its own that scrolls, by touch and by keyboard, with or without JavaScript.
    """
    language = page.language or release.language
    words = _around(release, language)
    output = output.replace("<table>", _TABLE.format(escape(words.get("table", "")))).replace("</table>", "</table></div>")
    output = _HTML.sub(lambda _: f'<html lang="{escape(language)}"', output, count=1)
    if page.text_language:
        output = _TEXT.sub(lambda _: f'<article lang="{escape(page.text_language)}"', output, count=1)
    about = f'<body data-playbook-page="{escape(page.kind)}" {MARK.format(release.audience)}'
    return _BODY.sub(lambda found: f'{about} dir="{words.get("direction", found["way"])}"' if found["way"] else about, output, count=1)
