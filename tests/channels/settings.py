"""What owners write into `mkdocs.yml`, and programs of theirs that run in the build."""

from tests.channels.case import Cases
from tests.channels.project import PUBLIC, Project

CASES = Cases()
PLUGINS = "plugins"


def setting(text: str, below: str = ""):
    """Somebody adds to `mkdocs.yml`."""
    return lambda p: p.settings(text.format(s=p.sentence, title=p.title, id=p.id, x=p.secret()), below)


def hook(code: str, *settings: tuple[str, str]):
    """Somebody runs a program of their own in the build."""

    def do(p: Project) -> None:
        p.hook(code)
        for text, below in settings:
            p.settings(text, below)

    return do


def written(name: str, text: str = "SENTENCE"):
    """A program that writes a file into the finished site."""
    return hook(
        "def on_post_build(config):\n"
        f"    file = Path(config.site_dir, {name})\n    file.parent.mkdir(parents=True, exist_ok=True)\n    file.write_text({text}, 'utf-8')\n"
    )


def also(name: str, code: str):
    """The same, named by the owner as what may be there."""
    return hook(code, (f"    also: ['{name}']", "  playbook"))


def template(name: str):
    """A file that the engine fills in, on a site that writes none of this name itself."""

    def do(p: Project) -> None:
        told = p.read(FACTS)
        assert PLAIN in told
        p.write(FACTS, told.replace(PLAIN, ""))
        p.settings(f"extra_templates: [{name}]")

    return do


FACTS, PLAIN = "docs/playbook/playbook.yml", "  plain_text: yes\n"
WRITES = "def on_post_build(config):\n    file = Path(config.site_dir, {0})\n    file.parent.mkdir(parents=True, exist_ok=True)\n    file.write_text({1}, 'utf-8')\n"

CASES.clean(1, "a page for staff named in `not_in_nav`", setting("not_in_nav: |\n  /{id}.md\n  *.md"), engine=True)
CASES.clean(1, "a page for staff without a place in the menu", lambda p: p.write("docs/playbook/pages/plan.md", f"# {p.secret(3)}\n\n{p.secret()}.\n"), engine=True)
for key in ("exclude_docs", "draft_docs"):
    row = {"exclude_docs": 5, "draft_docs": 8}[key]
    CASES.refused(row, f"kept back by `{key}`", lambda p, key=key: (p.settings(f"{key}: plan.md"), p.write("docs/public/plan.md", f"# Plan\n\n{p.secret()}.\n")), engine=True)
    CASES.refused(row, f"all but what `{key}` knows", lambda p, key=key: (p.settings(f"{key}: |\n  *\n  !privacy.md\n  !index.md"), p.write("docs/public/plan.md", f"# Plan\n\n{p.secret()}.\n")), engine=True)
CASES.clean(6, "named in `nav`: path, title, section", setting("nav:\n  - {title}: ../playbook/pages/{id}.md\n  - '{x}':\n      - privacy.md\n      - pages/{id}.md"), engine=True)
CASES.refused(9, "a pattern that misses", lambda p: (p.settings("exclude_docs: /internal/*.md"), p.write("docs/public/internal/plan.md", f"# Plan\n\n{p.secret()}.\n"),
                                                    p.write("docs/public/internal/deep/plan.md", f"# Plan\n\n{p.secret()}.\n"), p.write("docs/public/internal/plan.csv", p.secret())), engine=True)
CASES.refused(9, "an extension: a program that keeps pages back", lambda p: (
    p.hook("def on_files(files, config):\n    for file in [*files]:\n        if file.src_uri == 'plan.md': files.remove(file)\n    return files\n"),
    p.write("docs/public/plan.md", f"# Plan\n\n{p.secret()}.\n")), engine=True)
CASES.refused(10, "a folder in another case", lambda p: p.write("docs/public/Internal/plan.md", f"# Plan\n\n{p.secret()}.\n"))
CASES.refused(12, "a plugin that orders menus", setting("  awesome-pages: {{}}", PLUGINS), engine=True)
for name, code in {
    "a page of staff's, as a file": "def on_files(files, config):\n    files.append(File(ID + '.md', str(Path('docs/playbook/pages').absolute()), config.site_dir, True))\n    return files\n",
    "a page made on the spot": "def on_files(files, config):\n    files.append(File.generated(config, 'plan.md', content='# Plan\\n\\n' + SENTENCE))\n    return files\n",
    "a copy of the folder": "import shutil\ndef on_post_build(config):\n    shutil.copytree('docs/playbook', Path(config.site_dir, 'sources'))\n",
    "a word in a file of its own": "def on_post_build(config):\n    Path(config.site_dir, 'plan.txt').write_text(SENTENCE.split()[0], 'utf-8')\n",
    "a sentence in a page": "def on_page_markdown(markdown, page, config, files):\n    return markdown + '\\n\\n' + SENTENCE\n",
    "a sentence in a finished page": "def on_post_page(output, page, config):\n    return output.replace('</article>', f'<p>{SENTENCE}</p></article>')\n",
    "a comment in a finished page": "def on_post_page(output, page, config):\n    return output.replace('</article>', f'<!-- {SENTENCE} --></article>')\n",
    "a title in the menu": "def on_nav(nav, config, files):\n    nav.items[-1].title = TITLE\n    return nav\n",
    "a name in a link": "def on_post_page(output, page, config):\n    return output.replace('</article>', f'<a href=\"../policies/{ID}/\">x</a></article>')\n",
    "a name of one word": "def on_post_page(output, page, config):\n    return output.replace('</article>', f'<p>Ask {NAME}.</p></article>')\n",
    "an amount": "def on_post_page(output, page, config):\n    return output.replace('</article>', f'<p>£1,152</p></article>')\n",
    "a sentence word by word": "def on_post_page(output, page, config):\n    return output.replace('</article>', ''.join(f'<td>{word}</td>' for word in SENTENCE.split()) + '</article>')\n",
    "a sentence in the index": "def on_post_build(config):\n    file = Path(config.site_dir, 'search/search_index.json')\n    file.write_text(file.read_text('utf-8').replace('\"docs\":[', '\"docs\":[{\"location\":\"x/\",\"title\":\"x\",\"text\":\"' + SENTENCE + '\"},'), 'utf-8')\n",
    "a name in the sitemap": "def on_post_build(config):\n    file = Path(config.site_dir, 'sitemap.xml')\n    file.write_text(file.read_text('utf-8').replace('</urlset>', f'<url><loc>https://a.example/{ID}/</loc></url></urlset>'), 'utf-8')\n",
    "a sentence in a template's values": "def on_env(env, config, files):\n    env.globals['lang'] = env.globals.get('lang')\n    config.copyright = SENTENCE\n    return env\n",
}.items():
    CASES.refused(13, name, hook(code), engine=True)
CASES.refused(18, "the extension", setting("  pymdownx.critic: {{}}", "markdown_extensions"), engine=True)
CASES.refused(19, "the plugin", setting("  minify: {{minify_html: true, htmlmin_opts: {{remove_comments: true}}}}", PLUGINS), engine=True)
CASES.refused(21, "the extension", setting("  pymdownx.snippets: {{base_path: ['.'], auto_append: [docs/playbook/pages/{id}.md]}}", "markdown_extensions"), engine=True)
CASES.refused(22, "the extension, from above", setting("  pymdownx.snippets: {{base_path: [docs], restrict_base_path: false}}", "markdown_extensions"), engine=True)
CASES.refused(24, "the plugin", setting("  include-markdown: {{}}", PLUGINS), engine=True)
CASES.refused(25, "the plugin", setting("  macros: {{}}", PLUGINS), engine=True)
CASES.refused(26, "a program that takes blocks out", lambda p: (
    p.hook("import re\ndef on_page_markdown(markdown, page, config, files):\n    return re.sub('(?s)<!-- internal -->.*?<!-- /internal -->', '', markdown)\n"),
    p.add(f"<!-- internal -->\n\n{p.secret()}\n")), engine=True)
for text in ("  tags: {{'{title}': x}}", "  version: {{provider: mike, title: '{x}'}}", "  annotate: {{json: ['{x}']}}", "  analytics: {{provider: google, property: '{x}'}}",
             "  alternate: [{{name: '{x}', link: /{id}/, lang: en}}]", "  plan: '{x}'"):
    CASES.refused(30, f"`extra: {text.split(':')[0].strip()}`", setting(text, "extra"), engine=True)
for text in ("copyright: {s}", "site_description: {s}", "site_author: {s}", "remote_name: {s}\ncopyright: {title}"):
    CASES.refused(30, f"`{text.split(':')[0]}`", setting(text), engine=True)
CASES.refused(30, "`extra: social`", setting("  social: [{{icon: fontawesome/brands/mastodon, link: 'https://a.example/', name: '{s}'}}]", "extra"), engine=True)
CASES.refused(30, "`extra: homepage`", setting("  homepage: https://intranet.example/{id}/", "extra"), engine=True)
CASES.clean(31, "links to the sources", setting("repo_url: https://git.example/o/{id}\nrepo_name: '{x}'\nedit_uri: edit/main/docs/playbook/pages/{id}.md"), engine=True)
CASES.clean(31, "buttons for the sources", lambda p: (p.settings("    - content.action.edit\n    - content.action.view", "  features"),
                                                     p.settings(f"repo_url: https://git.example/o/{p.id}\nedit_uri: edit/main/docs/playbook/")), engine=True)
for name in ("abbr", "pymdownx.snippets"):
    CASES.refused(32, f"`{name}`", setting(f"  {name}: {{{{}}}}", "markdown_extensions"), engine=True)
CASES.refused(33, "the extension", setting("  footnotes: {{}}", "markdown_extensions"), engine=True)
CASES.refused(34, "the extension", setting("  attr_list: {{}}", "markdown_extensions"), engine=True)
for row, name, options in ((35, "tags", "{}"), (36, "rss", "{}"), (37, "offline", "{}"), (40, "blog", "{}"), (44, "social", "{cards: true}"), (46, "git-authors", "{}"), (46, "git-revision-date-localized", "{}"), (58, "mike", "{}"), (65, "meta", "{}")):
    CASES.refused(row, f"the plugin `{name}`", lambda p, name=name, options=options: p.settings(f"  {name}: {options}", PLUGINS), engine=True)
CASES.refused(36, "a feed that a program writes", written("'feed_rss_created.xml'"), engine=True)
CASES.refused(36, "a feed that may be there", also("feed.xml", WRITES.format("'feed.xml'", "f'<rss><title>{SENTENCE}</title></rss>'")), engine=True)
CASES.refused(38, "a folder called as a text for staff", lambda p: p.write(f"docs/public/{p.id}/hello.md", "# Hello\n\nYou.\n"), engine=True)
CASES.refused(39, "a page for lost visitors of one's own", lambda p: (p.settings("  custom_dir: own", "theme"), p.write("own/404.html", f'{{% extends "main.html" %}}{{% block content %}}<p>{p.sentence}</p>{{% endblock %}}')), engine=True)
CASES.clean(39, "a page for lost visitors among the texts", lambda p: p.write("docs/public/404.html", f"<p>{p.secret()}</p>"), engine=True)
CASES.refused(41, "stubs of a plugin", setting("  redirects: {{redirect_maps: {{'{id}.md': privacy.md}}}}", PLUGINS), engine=True)
CASES.refused(41, "stubs that a program writes", written("'old/index.html'", "f'<meta http-equiv=refresh content=\"0; url=../{ID}/\">'"), engine=True)
CASES.refused(41, "stubs that may be there", also("old/index.html", WRITES.format("'old/index.html'", "f'<meta http-equiv=refresh content=\"0; url=../{ID}/\">'")), engine=True)
for name in ("llms.txt", "robots.txt"):
    CASES.clean(42, f"{name} among the texts", lambda p, name=name: (template(name)(p), p.write(f"docs/public/{name}", f"{p.secret()}\n")), engine=True)
    CASES.refused(42, f"{name} of the theme's folder", lambda p, name=name: (template(name)(p), p.settings("  custom_dir: own", "theme"), p.write(f"own/{name}", f"Disallow: /{p.id}/\n{p.sentence}\n")), engine=True)
CASES.refused(43, "a copy of each page", written("'privacy/index.md'", "Path('docs/public/privacy.md').read_text('utf-8')"), engine=True)
CASES.refused(44, "cards that a program draws", hook("def on_post_build(config):\n    from PIL import Image\n    file = Path(config.site_dir, 'assets/images/social')\n    file.mkdir(parents=True)\n    Image.new('RGB', (9, 9)).save(file / 'fit.png')\n"), engine=True)
CASES.clean(45, "previews of pages", setting("    - navigation.instant\n    - navigation.instant.preview", "  features"), engine=True)
CASES.refused(50, "a note in the theme's folder", lambda p: (p.settings("  custom_dir: own", "theme"), p.write("own/notes.txt", p.secret())), engine=True)
CASES.refused(50, "a comment in a block", lambda p: (p.settings("  custom_dir: own", "theme"), p.write("own/main.html", f'{{% extends "base.html" %}}{{% block announce %}}<!-- {p.sentence} -->{{% endblock %}}')), engine=True)
CASES.refused(51, "maps that a program writes", written("'assets/own.js.map'"), engine=True)
CASES.clean(51, "maps in the theme's folder", lambda p: (p.settings("  custom_dir: own", "theme"), p.write("own/assets/own.js.map", p.sentence), p.write("own/assets/own.js", "1")), engine=True)
CASES.refused(63, "a report that a program writes", written("'findings.sarif'"), engine=True)
# Our own command gives the engine an empty folder in the place of this one.
CASES.refused(77, "the playbook as the folder of pages", lambda p: p.write("mkdocs.yml", p.read("mkdocs.yml").replace("docs_dir: docs/public", "docs_dir: docs/playbook")))
CASES.refused(77, "all texts as the folder of pages", lambda p: p.write("mkdocs.yml", p.read("mkdocs.yml").replace("docs_dir: docs/public", "docs_dir: docs")))
CASES.refused(77, "the playbook as the theme's folder", setting("  custom_dir: docs/playbook", "theme"), engine=True)
CASES.emptied(78, "no plugin of ours", lambda p: p.write("mkdocs.yml", p.read("mkdocs.yml").replace("  playbook:\n    source: docs/playbook\n    audience: public\n  checklist: {}\n", "")))
CASES.clean(79, "no checklist", lambda p: p.write("mkdocs.yml", p.read("mkdocs.yml").replace("  checklist: {}", "  checklist: {enabled: false}")), engine=True)
CASES.refused(79, "no checklist, and a link inside", lambda p: (p.write("mkdocs.yml", p.read("mkdocs.yml").replace("  checklist: {}", "  checklist: {enabled: false}")), p.add(f"[x](../pages/{p.id}.md)", PUBLIC)), engine=True)
CASES.refused(79, "no checklist, and a sentence", lambda p: (p.write("mkdocs.yml", p.read("mkdocs.yml").replace("  checklist: {}", "  checklist: {enabled: false}")), p.add(p.sentence, PUBLIC)), engine=True)
CASES.emptied(78, "no plugin of ours, and a note", lambda p: (p.write("mkdocs.yml", p.read("mkdocs.yml").replace("  playbook:\n    source: docs/playbook\n    audience: public\n  checklist: {}\n", "")), p.add(f"<!-- {p.secret()} -->", "docs/public/privacy.md")))
