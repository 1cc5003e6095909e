"""The same pages for Hugo, with the least that a theme can be: a menu, a title, the text."""

import json
import re
import shutil
from pathlib import Path

_SETTINGS = """baseURL = "/"
title = "The same pages"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title></head>
<body><nav>%s</nav><main>{{ .Content }}</main></body></html>
"""
_SMALL = '<ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
_WHOLE = (
    '{{ $here := . }}<ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><ul>'
    '{{ range .RegularPages }}<li><a{{ if eq . $here }} class="here"{{ end }} href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></li>{{ end }}</ul>'
)
_LINK = """{{- $to := urls.Parse .Destination -}}
{{- with .Page.GetPage (replaceRE "(^|/)index\\\\.md$" "${1}_index.md" $to.Path) -}}
<a href="{{ .RelPermalink }}{{ with $to.Fragment }}#{{ . }}{{ end }}">{{ $.Text | safeHTML }}</a>
{{- else -}}<a href="{{ .Destination | safeURL }}">{{ .Text | safeHTML }}</a>{{- end -}}
"""


def written(pages: Path, room: Path, *, whole: bool) -> Path:
    """Write what Hugo needs into an empty folder: with the whole menu on each page, or with its sections alone."""
    layouts = room / "layouts" / "_default"
    for name in ("single.html", "list.html"):
        _put(layouts / name, _PAGE % (_WHOLE if whole else _SMALL))
    _put(room / "layouts" / "index.html", _PAGE % (_WHOLE if whole else _SMALL))
    _put(layouts / "_markup" / "render-link.html", _LINK)
    _put(room / "config.toml", _SETTINGS)
    docs = pages / "docs"
    for file in docs.rglob("*"):
        name = file.relative_to(docs)
        if file.suffix == ".md":
            _put(room / "content" / (name.with_name("_index.md") if name.name == "index.md" else name), _titled(file.read_text("utf-8")))
        elif file.is_file():
            (room / "static" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, room / "static" / name)
    return room


def _titled(text: str) -> str:
    """A page with its title among the lines at its top, where Hugo looks for it."""
    head, body = re.fullmatch(r"(?:---\n(.*?)---\n)?(.*)", text, re.S).groups()
    title = re.search(r"^# (.+)$", body, re.M)
    return f"---\ntitle: {json.dumps(title[1] if title else '')}\n{head or ''}---\n{body}"


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
