"""In what form each channel brings words for staff into a finished site: planted there past every guard, each must be caught."""

import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.channels.project import Project

PAGE = "<!doctype html><html lang=en><head><title>Bikes</title>{head}</head><body><nav>{nav}</nav><article><h1>Bikes</h1><p>Welcome.</p>{text}</article></body></html>"
Form = Callable[[Project], tuple[str, bytes]]
FORMS: dict[str, Form] = {}
"""Each gives the file's name and its bytes; what the audit cannot read, the list of expected files must stop."""
UNASKED = frozenset({"card", "unasked file"})
"""Forms that say nothing that can be read, or only what nobody could know."""


def page(name: str, write: Callable[[Project], str], *, part: str = "text", file: str = "about/index.html") -> None:
    def made(project: Project) -> tuple[str, bytes]:
        return file, PAGE.format_map({"head": "", "nav": "", "text": "", part: write(project)}).encode()

    FORMS[name] = made


def plain(name: str, file: str, write: Callable[[Project], str | bytes]) -> None:
    def made(project: Project) -> tuple[str, bytes]:
        content = write(project)
        return file.replace("ID", project.id), content.encode() if isinstance(content, str) else content

    FORMS[name] = made


def _picture(kind: str, **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, kind, **more)
    return stream.getvalue()


def _exif(said: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = said
    return _picture("JPEG", exif=exif)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _text(said: str, *, packed: bool) -> bytes:
    about = PngInfo()
    about.add_text("Comment", said, zip=packed)
    return _picture("PNG", pnginfo=about)


def _zip(name: str, content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return stream.getvalue()


def _pdf(said: str) -> bytes:
    from pypdf import PdfWriter

    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Subject": said})
    writer.write(stream)
    return stream.getvalue()


page("text", lambda p: f"<p>{p.sentence}.</p>")
page("title of a page", lambda p: f"<h2>{p.title}</h2>")
page("comment", lambda p: f"<!-- {p.sentence} -->")
page("broken comment", lambda p: f"<p>&lt;! -- {p.sentence} -- &gt;</p>")
page("fence", lambda p: f"<pre><code>%% {p.sentence}</code></pre>")
page("hidden markup", lambda p: f"<div hidden>{p.sentence}</div>")
page("template", lambda p: f"<template>{p.sentence}</template>")
page("script", lambda p: f'<script type="text/plain">{p.sentence}</script>')
page("deleted text", lambda p: f"<del class=critic>{p.sentence}</del>")
page("footnote", lambda p: f'<div class=footnote><ol><li id="fn:1">{p.sentence}</li></ol></div>')
page("abbreviation", lambda p: f'<abbr title="{p.sentence}">MK</abbr>')
page("attribute", lambda p: f'<p data-note="{p.sentence}">Hello</p>')
page("alt", lambda p: f'<img src="a.png" alt="{p.sentence}">')
page("link title", lambda p: f'<a href="../" title="{p.title}">here</a>')
page("anchor", lambda p: f'<a href="../#{p.sentence.lower().replace(" ", "-")}">here</a>')
page("link", lambda p: f'<a href="../policies/{p.id}/">here</a>')
page("mail", lambda p: f'<a href="mailto:a@b.example?subject={quote(p.sentence)}">write</a>')
page("nav", lambda p: f'<a class=md-nav__link href="../">{p.title}</a>', part="nav")
page("nav's path", lambda p: f'<a class=md-nav__link href="../{p.id}/">x</a>', part="nav")
page("404", lambda p: f"<a href=/>{p.title}</a>", part="nav", file="404.html")
page("head", lambda p: f'<meta name="description" content="{p.sentence}">', part="head")
page("__config", lambda p: f'<script id="__config" type="application/json">{json.dumps({"base": "..", "tags": {p.title: "x"}})}</script>')
page("link to the source", lambda p: f'<a rel=edit href="https://git.example/o/r/edit/main/docs/playbook/pages/{p.id}.md">Edit</a>')
page("tags of a page", lambda p: f"<span class=md-tag>{p.title}</span>")
page("redirect", lambda p: f'<meta http-equiv="refresh" content="0; url=../{p.id}/">', part="head", file="old/index.html")
page("private name", lambda p: f"<p>Ask {p.name}.</p>")
page("tables", lambda p: f"<table><tr>{''.join(f'<td>{word}</td>' for word in p.sentence.split())}</tr></table>")
page("amount", lambda p: "<p>She may spend £1,152.</p>")
page("foot", lambda p: f"<footer>{html.escape(p.sentence)}</footer>")
plain("search index", "search/search_index.json", lambda p: json.dumps({"docs": [{"location": "a/", "title": "A", "text": p.sentence}]}))
plain("second index", "search/search_index.js", lambda p: f"var __index = {json.dumps({'docs': [{'text': p.sentence}]})}")
plain("sitemap", "sitemap.xml", lambda p: f"<urlset><url><loc>https://a.example/{p.id}/</loc></url></urlset>")
plain("packed sitemap", "sitemap.xml.gz", lambda p: gzip.compress(f"<urlset><url><loc>https://a.example/{p.id}/</loc></url></urlset>".encode()))
plain("tags.json", "tags.json", lambda p: json.dumps({"tags": [{"name": p.title}]}))
plain("feed", "feed_rss_created.xml", lambda p: f"<rss><channel><item><title>{p.title}</title></item></channel></rss>")
plain("json feed", "feed_json_created.json", lambda p: json.dumps({"items": [{"content_text": p.sentence}]}))
plain("llms.txt", "llms.txt", lambda p: f"# Bikes\n\n> {p.sentence}\n")
plain("robots.txt", "robots.txt", lambda p: f"User-agent: *\nDisallow: /{p.id}/\n")
plain("raw Markdown", "about/index.md", lambda p: f"# About\n\n<!-- {p.sentence} -->\n")
plain("page of its own", "ID/index.html", lambda p: PAGE.format(head="", nav="", text=""))
plain("path", "assets/ID.txt", lambda p: "nothing")
plain("junk", "about.md.bak", lambda p: f"# About\n\n{p.sentence}\n")
plain("swap file", "about.swp", lambda p: b"b0VIM 9.0\0\0\0\0" + p.sentence.encode() + b"\0\0")
plain("table of figures", "plan.csv", lambda p: f"a;{p.sentence};b\n")
plain("notebook", "plan.ipynb", lambda p: json.dumps({"cells": [{"source": [f"{p.sentence}\n"]}]}))
plain("style sheet", "assets/own.css", lambda p: f"/* {p.sentence} */ a{{color:red}}")
plain("map", "assets/own.js.map", lambda p: json.dumps({"version": 3, "sources": ["a.ts"], "sourcesContent": [f"// {p.sentence}\n"]}))
plain("svg", "assets/a.svg", lambda p: f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{p.sentence}</metadata></svg>')
plain("exif", "assets/a.jpg", lambda p: _exif(p.sentence))
plain("jpeg comment", "assets/a.jpg", lambda p: _picture("JPEG", comment=p.sentence.encode()))
plain("png text", "assets/a.png", lambda p: _text(p.sentence, packed=False))
plain("packed png text", "assets/a.png", lambda p: _text(p.sentence, packed=True))
plain("behind a picture", "assets/a.png", lambda p: _picture("PNG") + p.sentence.encode())
plain("pdf", "assets/a.pdf", lambda p: _pdf(p.sentence))
plain("docx", "assets/a.docx", lambda p: _zip("word/comments.xml", f"<w:comments><w:t>{p.sentence}</w:t></w:comments>"))
plain("report", "findings.sarif", lambda p: json.dumps({"results": [{"snippet": {"text": p.sentence}}]}))
plain("log", "build.log", lambda p: f"WARNING - {p.sentence}\n")
plain("settings", "config.yml", lambda p: f"note: {p.sentence}\n")
plain("meta", ".meta.yml", lambda p: f"description: {p.sentence}\n")
plain("dot-file", ".plan", lambda p: p.sentence)
plain("manifest", "sw.js", lambda p: f'const pages = ["/{p.id}/"]')
plain("card", "assets/images/social/about.png", lambda p: _picture("PNG"))
plain("unasked file", "plan/index.html", lambda p: PAGE.format(head="", nav="", text="<p>You.</p>"))
