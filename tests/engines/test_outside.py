"""Nothing on a public page asks another host, sends a form or runs what stands in a tag."""

import pytest

from playbook_plugins.engines.mkdocs.outside import elsewhere, in_page, in_styles, runnable
from playbook_plugins.engines.mkdocs.tags import tags

URL = "https://shop.example/care/"


def faults(page: str) -> list[tuple[int, str]]:
    return list(in_page(page, tuple(tags(page)), url=URL, clean=set()))


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/x",
        "http://elsewhere.example/x",
        "//elsewhere.example/x",
        r"\\elsewhere.example/x",
        r"/\elsewhere.example/x",
        " \n https://elsewhere.example/x",
        "\x01//elsewhere.example/x",
        "ht\ntps://elsewhere.example/x",
        "h\tttps:elsewhere.example",
        "HTTPS://elsewhere.example/x",
        "https://shop.example.elsewhere.example/x",
        "https://shop.example@elsewhere.example/x",
        "http://shop.example/x",
        "ftp://shop.example/x",
        "blob:https://shop.example/1",
        "data:text/css,p{}",
        "data:text/html,data:image/png",
        "javascript:alert(1)",
    ],
)
def test_a_browser_would_ask_somebody_else(address: str):
    assert elsewhere(address, URL)


@pytest.mark.parametrize(
    "address",
    ["", "#top", "a.png", "../a.png", "/a.png", "a/b//c.png", "?a=https://x.example", "a:b/../c".replace(":", "%3a"), "./a:b", "1x:y", "data:image/png;base64,AAAA",
     "https://shop.example", "https://shop.example/", "https://SHOP.example/care/a.css"],
)
def test_a_browser_would_ask_this_site_or_nobody(address: str):
    assert not elsewhere(address, URL)


def test_a_site_without_an_address_knows_no_host_as_its_own():
    assert elsewhere("https://shop.example/", "")
    assert elsewhere("https:///x", "")
    assert not elsewhere("a.png", "")


FAR = "https://elsewhere.example/x"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (f'<script src="{FAR}"></script>', "<script src> asks another host"),
        (f'<link rel="stylesheet" href="{FAR}">', "<link href> asks another host"),
        (f'<img rel="author" src="{FAR}">', "<img src> asks another host"),
        (f'<link rel="alternate stylesheet" href="{FAR}">', "<link href> asks another host"),
        (f'<link rel="preconnect" href="{FAR}">', "<link href> asks another host"),
        (f'<link rel="icon" href="{FAR}">', "<link href> asks another host"),
        (f'<link rel="" href="{FAR}">', "<link href> asks another host"),
        (f'<link href="{FAR}">', "<link href> asks another host"),
        (f'<link rel=preload imagesrcset="{FAR} 2x">', "<link imagesrcset> asks another host"),
        (f'<img src="{FAR}">', "<img src> asks another host"),
        (f'<IMG SRC="{FAR}">', "<img src> asks another host"),
        ('<img src="ht&#116;ps&colon;//elsewhere.example">', "<img src> asks another host"),
        (f'<img srcset="a.png 1x,{FAR} 2x">', "<img srcset> asks another host"),
        (f'<source srcset="a.png, {FAR}">', "<source srcset> asks another host"),
        (f'<video poster="{FAR}"></video>', "<video poster> asks another host"),
        (f'<body background="{FAR}">', "<body background> asks another host"),
        (f'<svg><use href="{FAR}#a"/></svg>', "<use href> asks another host"),
        (f'<svg><image xlink:href="{FAR}"/></svg>', "<image xlink:href> asks another host"),
        (f'<p style="background: url({FAR})">', "a style asks another host"),
        ('<p style="background: url(&quot;//elsewhere.example&quot;)">', "a style asks another host"),
        *((f'<rect {name}="url({FAR}#a)"/>', "a style asks another host") for name in ("clip-path", "cursor", "fill", "filter", "mask", "stroke")),
        (f"<style>@import '{FAR}';</style>", "a style asks another host"),
        *((f"<{name}>", f"<{name}> shows another page") for name in ("applet", "embed", "fencedframe", "frame", "iframe", "object", "portal")),
        ('<base href="/">', "<base> would bend"),
        ('<form action="/send">', "<form> sends"),
        ('<form method="POST">', "<form> sends"),
        ('<button formaction="/send">', "<button formaction> tells somebody"),
        ('<a href="a" ping="/seen">', "<a ping> tells somebody"),
        ('<p onclick="x()">', "<p onclick> runs a script"),
        ("<svg onload=x()>", "<svg onload> runs a script"),
        ('<a href="javascript:x()">', "<a href> runs a script"),
        ('<a href=" java\nscript:x()">', "<a href> runs a script"),
        ('<a href="java&Tab;script:x()">', "<a href> runs a script"),
        ('<a href="vbscript:x">', "<a href> runs a script"),
        ('<a href="data:text/html,x">', "<a href> runs a script"),
        ('<a href="blob:x">', "<a href> runs a script"),
        ('<a href="filesystem:x">', "<a href> runs a script"),
        ('<area href="javascript:x()">', "<area href> runs a script"),
        ('<svg><a xlink:href="javascript:x()"></a></svg>', "<a xlink:href> runs a script"),
        (f'<meta http-equiv="Refresh" content="0; url={FAR}">', "<meta http-equiv=refresh> sends visitors"),
        (f"<meta http-equiv=refresh content=\"0, URL = '{FAR}'\">", "<meta http-equiv=refresh> sends visitors"),
        (f'<meta http-equiv=refresh content="0;{FAR}">', "<meta http-equiv=refresh> sends visitors"),
        ('<meta http-equiv=" refresh " content="0; url=javascript:x()">', "<meta http-equiv=refresh> sends visitors"),
        ('<meta http-equiv=refresh content="0; url=data:image/svg+xml,x">', "<meta http-equiv=refresh> sends visitors"),
        ('<pre class="wide mermaid"><code>', "a diagram of this sort"),
        (f"<script>fetch('{FAR}')</script>", "a script in the page names another host"),
        ("<script>fetch('//elsewhere.example')</script>", "a script in the page names another host"),
        (r"<script>fetch('\/\/elsewhere.example')</script>", "a script in the page names another host"),
        ('<script>new WebSocket("wss://elsewhere.example")</script>', "a script in the page names another host"),
        ('<script type=module>import "http://elsewhere.example/x"</script>', "a script in the page names another host"),
    ],
)
def test_a_page_is_told_what_it_may_not(page: str, says: str):
    ((line, said),) = faults(f"<!doctype html>\n{page}")
    assert line == 2
    assert said.startswith(says)
    assert "elsewhere.example" not in said


@pytest.mark.parametrize(
    "page",
    [
        f'<a href="{FAR}" class="mermaids" title="javascript:x()">out</a>',
        f'<p action="/x" method="post" http-equiv="refresh" content="0; url={FAR}">none of a form, none of a head</p>',
        '<img src="boats,//at-sea.png">',
        '<a href="mailto:us@shop.example">write</a><a href="tel:01632960123">ring</a><a>none</a>',
        *(f'<link rel="{name}" href="{FAR}">' for name in ("alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev", "Prev Author")),
        '<link rel="stylesheet" href="a.css"><script src="/a.js"></script><img src="data:image/png;base64,AA,A" srcset="a.png 1x, b.png 2x">',
        f'<script src="{URL}a.js"></script>',
        "<form name=search><input></form><form action='' method=get></form>",
        f'<meta name="description" content="0; url={FAR}">',
        '<meta http-equiv=refresh content="0; url=../new/"><meta http-equiv=refresh content="30">',
        f'<script type="application/json">{{"from": "{FAR}"}}</script>',
        f'<script type=" Application/LD+json ">{{"from": "{FAR}"}}</script>',
        "<script>scope = new URL('..', location) // the folder\nif (a) { b }</script>",
        f"<!-- <img src='{FAR}'> -->",
        f"<blockquote cite='{FAR}'>said</blockquote>",
        '<p style="text-align: right">5</p>',
        f'<img src="a.png" src="{FAR}">',
        f'<p title="url({FAR})">',
    ],
)
def test_an_honest_page_is_left_alone(page: str):
    assert faults(page) == []


def test_each_fault_has_its_line_and_the_same_tag_twice_is_told_twice():
    bad = f"<img src='{FAR}'>"
    assert [line for line, _ in faults(f"<p>\n{bad}\n\n<b>{bad}<i onclick=x()>")] == [2, 4, 4]


def test_several_faults_of_one_tag_are_all_told():
    assert len(faults(f"<iframe src='{FAR}' onload=x()></iframe>")) == 3


def test_a_tag_that_was_clean_is_not_looked_at_again():
    clean: set[tuple[str, str]] = set()
    page = "<p class=a><img src='//x.example'>"
    list(in_page(page, tuple(tags(page)), url=URL, clean=clean))
    assert clean == {("p", " class=a")}


@pytest.mark.parametrize(
    "style",
    [
        f"p {{ background: url({FAR}) }}",
        f'p {{ background: URL( "{FAR}" ) }}',
        "p { background: url('//elsewhere.example/x') }",
        "p { background: u\\72l(//elsewhere.example/x) }",
        "p { background: \\000075 rl(//elsewhere.example/x) }",
        "p { background: url(\\2f\\2f elsewhere.example) }",
        "p { background: url(\\/\\/elsewhere.example) }",
        "p { background: src('//elsewhere.example') }",
        "p { background: image('//elsewhere.example') }",
        "p { background: -webkit-image-set('a.png' 1x, '//elsewhere.example' 2x) }",
        'p { background: image-set("//elsewhere.example" 1x) }',
        f"@import '{FAR}';",
        '@IMPORT "//elsewhere.example";',
        "@import/**/'//elsewhere.example';",
        f"@import url({FAR});",
        "@font-face { src: url(data:font/woff2;base64,AA) }",
    ],
)
def test_a_style_sheet_is_told_what_it_may_not(style: str):
    assert list(in_styles(f"/* one\n*/\na {{}} /* url(//x.example)\n */\n{style}", url=URL)) == [(5, "a style asks another host; keep the file on this site")]


@pytest.mark.parametrize(
    "style",
    [
        "p { background: url(a.png) url('../b.png') url(/c.png) url(data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'/>) }",
        "p { background: url() }",
        "@namespace svg 'http://www.w3.org/2000/svg'; @import 'more.css';",
        f"/* url({FAR}) */ p::after {{ content: '//' }}",
        f"p {{ background: url({URL}a.png) }}",
        "p { background: image-set('a.png' 1x, 'b.avif' type('image/avif')) } a { content: '//x.example' }",
        "p { content: '\\0 \\110000 \\' }",
        "/* never ends url(//elsewhere.example)",
        f"myurl({FAR})",
    ],
)
def test_an_honest_style_sheet_is_left_alone(style: str):
    assert list(in_styles(style, url=URL)) == []


def test_faults_of_a_style_sheet_come_in_the_order_of_its_lines():
    sheet = 'a { b: image-set("//x.example" 1x) }\np { background: url(//x.example) }'
    assert [line for line, _ in in_styles(sheet, url="")] == [1, 2]


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        ("<script>", True),
        ("<script type='text/javascript'>", True),
        ("<script type=module>", True),
        ("<script type=importmap>", True),
        ("<script type=text/plain>", True),
        ("<script src=a.js>", False),
        ("<script type='application/json'>", False),
        ("<script type='application/ld+json'>", False),
        ("<script type=a type=application/json>", True),
        ("<style>", False),
    ],
)
def test_a_script_that_stands_in_the_page_runs(tag: str, runs: bool):
    (found,) = tags(tag)
    assert runnable(found) is runs


@pytest.mark.parametrize("storm", ["url(", "url('", "@import ", "image-set(", "image-set('", "/*", "\\", "url( ", "'"])
def test_a_storm_in_a_style_sheet_is_read_in_no_time(storm: str):
    assert isinstance(list(in_styles(storm * 50_000, url="")), list)
