"""Every page says what may run on it, and the site's headers say the same of all."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.engines.mkdocs.policy import HEADERS, LONGEST, Hashes, hashes, headers, in_words, policy, settle, with_policy
from playbook_plugins.engines.mkdocs.tags import attributes, tags
from playbook_plugins.model.page import Audience
from playbook_plugins.publish.target import PublishError
from tests.engines.hosts import cloudflare, netlify
from tests.engines.project import CONFIG, PUBLIC, Project, tree

BOTH = [cloudflare, netlify]


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def of(page: str) -> Hashes:
    return hashes(tuple(tags(page)))


def told(page: str) -> list[int]:
    """The lines of scripts in the text of a page."""
    return [line for line, _ in in_words(page, tuple(tags(page)))]


def said(line: str) -> dict[str, list[str]]:
    return {name: values for name, *values in map(str.split, line.split(";"))}


def in_page(page: str) -> dict[str, list[str]]:
    """What a page says of itself."""
    metas = [dict(attributes(tag.inside)) for tag in tags(page) if tag.name == "meta"]
    (line,) = [meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    return said(line)


def put(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


# What a page has of its own.


def test_a_script_is_known_by_its_text_and_nothing_else():
    assert of("<script>a()</script><script>\r\nü</script><script>a()</script>") == Hashes(frozenset({sha("a()"), sha("\nü")}))
    assert of("<script src=a.js></script><script type=application/json>{}</script>") == Hashes()
    assert of("<script></script>").scripts == {sha("")}


def test_a_style_is_known_by_its_text_and_one_in_a_tag_asks_for_a_word_more():
    assert of("<style>p{}</style><style></style>") == Hashes(styles=frozenset({sha("p{}")}))
    assert of("<td STYLE='text-align: &quot;x&quot;'><p data-style=a style=''>") == Hashes(styles=frozenset({sha('text-align: "x"')}), attributes=True)
    assert of("<p class=style>") == Hashes()


def test_a_script_within_the_text_of_a_page_gets_no_hash():
    page = "<script>1</script><article>\n<script>2</script></article>\n</article><script>3</script></article><script>4</script>"
    assert of(page).scripts == {sha("1"), sha("4")}
    assert told(page) == [2, 3]
    assert told("<article><style></style></article><script src=a></script>") == []
    assert told("<article><script src=a></script></article>") == [1]
    assert of("<article></article><article><script>1</script>").scripts == frozenset()


def test_a_page_without_a_text_of_its_own_keeps_its_scripts():
    page = "<p></p><script>1</script>"
    assert of(page).scripts == {sha("1")}
    assert told(page) == []


def test_two_pages_together_may_what_each_may():
    one, other = Hashes(frozenset({"a"}), frozenset({"b"})), Hashes(frozenset({"c"}), attributes=True)
    assert one | other == Hashes(frozenset({"a", "c"}), frozenset({"b"}), attributes=True)
    assert other | one == one | other
    assert not (one | one).attributes


# The policy.


def test_the_policy_forbids_all_that_it_does_not_name():
    assert said(policy(Hashes(frozenset({"'sha256-b'", "'sha256-a'"}), frozenset({"'sha256-c'"})))) == {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'sha256-a'", "'sha256-b'"],
        "style-src": ["'self'", "'sha256-c'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_styles_in_tags_are_let_in_by_their_hashes_alone():
    assert said(policy(Hashes(styles=frozenset({"'sha256-c'"}), attributes=True)))["style-src"] == ["'self'", "'unsafe-hashes'", "'sha256-c'"]


def test_only_a_header_says_who_may_show_a_page():
    assert said(policy(Hashes(), header=True)) == {**said(policy(Hashes())), "frame-ancestors": ["'none'"]}


# Where it stands in a page.


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head>\n<meta charset=utf-8>*<script></script></head>",
        '<!doctype html><html><head><meta name=a><META CHARSET="utf-8">*<link>',
        "<!doctype html><html><head><title>a</title><meta http-equiv=content-type content='text/html; charset=utf-8'>*</head>",
        *(f"<!doctype html><html><head>*<{name}><meta charset=utf-8>" for name in ("script", "link", "style")),
        "<!doctype html><html lang=en>*<title>a</title>",
        "<html><head>*</head><body><meta charset=utf-8>",
        "<!doctype html><html><head>*<script charset=utf-8 src=a.js></script>",
        "*<meta http-equiv=refresh content='0; url=a'>",
        "*<p>a",
        "*",
    ],
)
def test_the_policy_comes_before_all_that_it_is_about(page: str):
    bare = page.replace("*", "")
    assert with_policy(bare, tuple(tags(bare)), "x") == page.replace("*", '<meta http-equiv="Content-Security-Policy" content="x">')


# The headers.


def test_a_page_is_sent_with_one_policy_and_what_else_keeps_visitors_safe():
    text = headers(Hashes(frozenset({"'sha256-a'"})), audience=Audience.PUBLIC)
    for host in BOTH:
        for path in ("/", "/promises/", "/embed", "/a/embed/b", "/assets/a.css"):
            sent = host(text, path)
            assert said(sent.pop("Content-Security-Policy"))["frame-ancestors"] == ["'none'"]
            assert sent == {
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "same-origin",
                "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
                "Cache-Control": "public, max-age=300, must-revalidate",
            }


@pytest.mark.parametrize("host", BOTH)
def test_other_sites_may_show_what_is_made_for_them(host):
    allowed = Hashes(frozenset({"'sha256-a'"}))
    text = headers(allowed, audience=Audience.PUBLIC)
    sent = host(text, "/embed/card/")
    assert sent == {**host(text, "/"), "Content-Security-Policy": policy(allowed)}


@pytest.mark.parametrize("host", BOTH)
def test_the_internal_site_is_shown_and_kept_nowhere_else(host):
    sent = host(headers(Hashes(), audience=Audience.INTERNAL), "/embed/card/")
    assert said(sent["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]
    assert sent["Cache-Control"] == "private, no-cache"
    assert sent["X-Robots-Tag"] == "noindex, nofollow"


def test_no_line_is_longer_than_hosts_read():
    room = LONGEST - len(f"  Content-Security-Policy: {policy(Hashes(frozenset({'x'})), header=True)}") + 1
    fits = headers(Hashes(frozenset({"x" * room})), audience=Audience.PUBLIC)
    assert max(map(len, fits.splitlines())) == LONGEST == 2000
    with pytest.raises(PublishError, match="the pages hold 3 different scripts and styles"):
        headers(Hashes(frozenset({"x" * room, "y"}), frozenset({"z"})), audience=Audience.PUBLIC)


# A finished folder.


def test_every_page_gets_its_own_policy_and_the_site_that_of_all(tmp_path: Path):
    put(tmp_path, index_html="<head><script>1</script>", a__b_HTM="<head><script>2</script>\r\n<p>ü", a__c_css="p{}", d_svg="<svg/>", e_txt="<head>")
    settle(tmp_path, audience=Audience.PUBLIC)
    site = tree(tmp_path)
    assert in_page(site["index.html"].decode())["script-src"] == ["'self'", sha("1")]
    assert in_page(site["a/b.HTM"].decode())["script-src"] == ["'self'", sha("2")]
    assert site["a/b.HTM"].endswith("<script>2</script>\r\n<p>ü".encode())
    assert (site["a/c.css"], site["d.svg"], site["e.txt"]) == (b"p{}", b"<svg/>", b"<head>")
    sent = cloudflare(site[HEADERS].decode(), "/")["Content-Security-Policy"]
    assert set(said(sent)["script-src"]) == {"'self'", sha("1"), sha("2")}


def test_all_that_a_public_site_may_not_is_told_with_its_file_and_line(tmp_path: Path):
    put(
        tmp_path,
        index_html="<head>\n<p onclick=x()>\n<article><script>1</script></article><base>",
        b__a_svg="<svg>\n<image href='//x.example'/>",
        a_css="\n\np { background: url(//x.example) }",
        z_xhtml="<p onload=x()>",
    )
    with pytest.raises(PublishError) as caught:
        settle(tmp_path, audience=Audience.PUBLIC)
    assert str(caught.value).splitlines() == [
        "The public site asks for something that it may not, so it was not published:",
        "  a.css:3: a style asks another host; keep the file on this site",
        "  b/a.svg:2: <image href> asks another host; keep the file on this site",
        "  index.html:2: <p onclick> runs a script, which the policy forbids; put it into a file",
        "  index.html:3: <base> would bend every link of the page",
        "  index.html:3: a script stands in the text of the page; take it out",
        "  z.xhtml:1: <p onload> runs a script, which the policy forbids; put it into a file",
    ]
    assert not (tmp_path / HEADERS).exists()


def test_a_fault_on_every_page_does_not_fill_the_screen(tmp_path: Path):
    put(tmp_path, index_html="<base>\n" * 21)
    with pytest.raises(PublishError) as caught:
        settle(tmp_path, audience=Audience.PUBLIC)
    assert len(str(caught.value).splitlines()) == 22
    assert str(caught.value).endswith("index.html:20: <base> would bend every link of the page\n  … and 1 more")
    put(tmp_path, index_html="<base>\n" * 20)
    with pytest.raises(PublishError) as caught:
        settle(tmp_path, audience=Audience.PUBLIC)
    assert "more" not in str(caught.value)


def test_the_sites_own_address_is_no_other_host(tmp_path: Path):
    put(tmp_path, index_html="<img src='https://shop.example/a.png'>", a_css="p { background: url(https://shop.example/a.png) }")
    settle(tmp_path, audience=Audience.PUBLIC, url="https://shop.example/care/")


def test_staff_may_write_what_the_policy_then_stops(tmp_path: Path):
    put(tmp_path, index_html="<head><article><p onclick=x()><script>1</script></article>", a_css="@import '//x.example';")
    settle(tmp_path, audience=Audience.INTERNAL)
    assert in_page((tmp_path / "index.html").read_text())["script-src"] == ["'self'"]
    assert "X-Robots-Tag" in (tmp_path / HEADERS).read_text()


def test_headers_of_ones_own_are_not_lost_in_silence(tmp_path: Path):
    (tmp_path / HEADERS).write_text("/*\n  X-Own: yes\n")
    with pytest.raises(PublishError, match="written by the build"):
        settle(tmp_path, audience=Audience.PUBLIC)
    assert (tmp_path / HEADERS).read_text() == "/*\n  X-Own: yes\n"


@pytest.mark.parametrize("name", ["b__index_html", "b__a_css"])
def test_a_page_in_no_writing_of_ours_is_a_sentence(tmp_path: Path, name: str):
    put(tmp_path, **{name: b"\xff\xfe<\x00"})
    with pytest.raises(PublishError, match="^b/[a-z.]+: this file is not written in UTF-8"):
        settle(tmp_path, audience=Audience.PUBLIC)


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path):
    put(tmp_path, mine_html="<p>mine", site__index_html="<head>")
    (tmp_path / "site" / "a.html").symlink_to(tmp_path / "mine.html")
    (tmp_path / "site" / "b").symlink_to(tmp_path)
    settle(tmp_path / "site", audience=Audience.PUBLIC)
    assert (tmp_path / "mine.html").read_text() == "<p>mine"


def test_the_same_pages_get_the_same_bytes(tmp_path: Path):
    for name in ("one", "other"):
        put(tmp_path / name, index_html="<style>1</style><style>2</style><script>1</script><script>2</script><script>3</script>")
        settle(tmp_path / name, audience=Audience.PUBLIC)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")


def test_a_page_that_has_its_policy_is_left_as_it_is(tmp_path: Path):
    put(tmp_path, index_html="<script>1</script>", kept_html="<p>with its policy")
    known = Hashes(frozenset({sha("2")}))
    allowed = settle(tmp_path, audience=Audience.PUBLIC, settled={"kept.html": known})
    assert allowed == {"index.html": Hashes(frozenset({sha("1")})), "kept.html": known}
    assert (tmp_path / "kept.html").read_text("utf-8") == "<p>with its policy"
    sent = said(cloudflare((tmp_path / HEADERS).read_text("utf-8"), "/")["Content-Security-Policy"])
    assert sent["script-src"] == ["'self'", *sorted((sha("1"), sha("2")))]


@pytest.mark.parametrize(("kept", "other"), [("index.html", "a/index.html"), ("a/index.html", "index.html")])
def test_a_page_of_the_same_name_in_another_folder_gets_its_own(tmp_path: Path, kept: str, other: str):
    put(tmp_path, index_html="<p>text", a__index_html="<p>text")
    allowed = settle(tmp_path, audience=Audience.PUBLIC, settled={kept: Hashes()})
    assert allowed == {kept: Hashes(), other: Hashes()}
    assert (tmp_path / kept).read_text("utf-8") == "<p>text" and "Content-Security-Policy" in (tmp_path / other).read_text("utf-8")


# Whole builds.


@pytest.mark.slow
@pytest.mark.parametrize("audience", Audience)
def test_every_page_of_the_example_is_under_the_strictest_policy(sites: Path, audience: Audience):
    site = tree(sites / audience)
    header = said(cloudflare(site[HEADERS].decode(), "/")["Content-Security-Policy"])
    # the file for a telephone brings a policy of its own along
    pages = {name: content.decode() for name, content in site.items() if name.endswith(".html") and name != "pocket.html"}
    assert {"index.html", "404.html"} < set(pages)
    for name, page in pages.items():
        own = in_page(page)
        found = tuple(tags(page))
        first = next(tag for tag in found if tag.name in ("script", "link", "style", "body"))
        assert page.index("http-equiv=\"Content-Security-Policy\"") < first.start, name
        assert page.index("<meta charset") < 1024, name
        assert set(own["script-src"]) == {"'self'", *of(page).scripts}, name
        assert set(own["script-src"]) <= set(header["script-src"])
        # the page for other sites' frames brings its one sheet along
        sheet = of(page).styles if name.startswith("embed/") else ()
        assert own["style-src"] == ["'self'", *sorted(sheet)], name
    depths = {tag.text for page in pages.values() for tag in tags(page) if "__md_scope=" in tag.text}
    assert len(depths) >= 3
    assert "unsafe" not in site[HEADERS].decode()


OVERRIDE = """\
{% extends "base.html" %}
{% block libs %}<script src="https://elsewhere.example/seen.js"></script>{% endblock %}
"""


@pytest.mark.slow
def test_a_theme_of_ones_own_cannot_bring_in_a_stranger(project: Project, yesterday: dict[str, bytes], tmp_path: Path):
    project.says()
    project.write("theme/main.html", OVERRIDE)
    config = project.write("mkdocs.yml", CONFIG.replace("  font: false\n", "  font: false\n  custom_dir: theme\n"))
    result = project.run("build")
    assert result.returncode == 1
    assert re.search(r"index\.html:\d+: <script src> asks another host", result.stderr)
    assert "Traceback" not in result.stderr
    assert project.site() == yesterday
    (out := tmp_path / "out").mkdir()
    with pytest.raises(PublishError, match="<script src> asks another host"):
        build(PUBLIC, out, config_file=config)


@pytest.mark.slow
def test_the_theme_asks_no_code_host_for_facts(project: Project):
    project.says()
    project.write("mkdocs.yml", CONFIG + "repo_url: https://github.com/somebody/something\n")
    assert project.run("build").returncode == 0
    assert not any(b'data-md-component="source"' in content for name, content in project.site().items() if name.endswith(".html"))


# A page for staff whose script may ask one other host.


def test_one_page_may_ask_one_host_and_no_other_page_may():
    assert said(policy(Hashes(), asked="https://api.github.com")) == {**said(policy(Hashes())), "connect-src": ["'self'", "https://api.github.com"]}
    assert " ;" not in policy(Hashes())


@pytest.mark.parametrize("host", BOTH)
def test_each_host_sends_that_page_its_own_policy_and_no_second_one(host, tmp_path: Path):
    put(tmp_path, index_html="<p>a", edit__index_html="<p>b", edit__other_html="<p>c")
    settle(tmp_path, audience=Audience.INTERNAL, reaching={"edit/index.html": "https://gitlab.quay.example"})
    asked = {page: in_page((tmp_path / page).read_text("utf-8"))["connect-src"] for page in ("index.html", "edit/index.html", "edit/other.html")}
    assert asked == {"index.html": ["'self'"], "edit/index.html": ["'self'", "https://gitlab.quay.example"], "edit/other.html": ["'self'"]}
    text = (tmp_path / HEADERS).read_text("utf-8")
    sent = {path: said(host(text, path)["Content-Security-Policy"]) for path in ("/", "/edit/", "/edit/other.html", "/edit/form.js")}
    assert {path: line["connect-src"] for path, line in sent.items()} == {"/": ["'self'"], "/edit/": ["'self'", "https://gitlab.quay.example"], "/edit/other.html": ["'self'"], "/edit/form.js": ["'self'"]}
    assert all(line["frame-ancestors"] == ["'none'"] for line in sent.values())
    assert host(text, "/edit/")["X-Robots-Tag"] == "noindex, nofollow"
