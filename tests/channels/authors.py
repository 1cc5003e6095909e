"""What authors write: hidden, half hidden, or in the wrong file."""

from tests.channels.case import Cases
from tests.channels.project import STAFFS, Project

CASES = Cases()


def page(front: str = "", text: str = "Welcome.", name: str = "docs/public/welcome.md"):
    """Somebody writes a page into the folder of public pages."""
    return lambda p: p.write(name, (f"---\n{front.format(x=p.secret())}\n---\n" if front else "") + f"# Welcome\n\n{text.format(x=p.secret(), s=p.sentence, id=p.id)}\n")


def said(text: str):
    """Somebody writes it at the end of a public text; `{x}` is what they believe to be hidden."""
    return lambda p: p.add(text.format(x=p.secret(), s=p.sentence, id=p.id, title=p.title, name=p.name))


for flag in ("draft: true", "hidden: true", "published: false", "private: true", "audience: internal", "Audience: internal", "status: hidden"):
    CASES.refused(2, f"`{flag}`", page(flag, "{x}."))
CASES.refused(3, "kept from the search", page("search:\n  exclude: true", "{x}."))
CASES.refused(3, "kept from the search by an attribute", said("## Hello {{ data-search-exclude }}\n\n{x}."))
CASES.refused(4, "hidden from the menu", page("hide: [navigation, toc]", "{x}."))
CASES.refused(4, "with a status", page("status: new", "{x}."))
CASES.refused(7, "a link", said("See [here](../pages/{id}.md)."))
CASES.refused(7, "a link with a title", said('See [here](../pages/{id}.md "{x}").'))
CASES.refused(7, "a link to a heading", said("See [here](../policies/before-we-start.md#why-we-do-it)."))
CASES.refused(7, "a link's words", said("See [{title}](../pages/{id}.md)."))
CASES.refused(7, "a link from a hand-written page", page(text="See [here](../playbook/pages/{id}.md)."))
CASES.refused(7, "a link in percents", said("See [here](..%2Fpages%2F{id}.md)."))
for name, text in {
    "in a block": "<!-- {x} -->", "in a line": "We ride <!-- {x} --> on.", "in a list": "- one\n- two <!-- {x} -->", "in a cell": "| a | b |\n| --- | --- |\n| c | d <!-- {x} --> |",
    "in a heading": "## Hello <!-- {x} -->\n\nYou.", "over many lines": "<!--\n\n{x}\n\n-->",
}.items():
    CASES.refused(14, f"a comment {name}", said(text))
for name, text in {"closed with a space": "<!-- {x} -- >", "opened with a space": "<! -- {x} -->", "never closed": "<!-- {x}", "indented": "    <!-- {x} -->"}.items():
    CASES.refused(15, f"a comment {name}", said(text))
for name, text in {
    "of Jinja": "{{# {x} #}}", "of Liquid": "{{% comment %}}{x}{{% endcomment %}}", "of JSX": "{{/* {x} */}}", "in percents": "%% {x} %%", "in a diagram": "```mermaid\n%% {x}\n```",
    "in code": "```html\n<!-- {x} -->\n```", "glued to text": "Hello\n[//]: # ({x})", "as a link that nobody follows": "[//]: # ({x})", "with a name": "[comment]: <> ({x})",
}.items():
    CASES.refused(16, f"a note {name}", said(text))
CASES.clean(16, "a note among the lines on top", lambda p: p.front(f"# {p.secret()}"))
for name, text in {
    "hidden": "<div hidden>{x}</div>", "not displayed": '<p style="display:none">{x}</p>', "a template": "<template>{x}</template>", "collapsed": "??? note\n    {x}",
    "a hidden box": "!!! hidden\n    {x}", "a script": '<script type="text/plain">{x}</script>', "a class": "{x}\n{{: .hidden }}", "a style's note": "<style>/* {x} */</style>",
    "a folded part": "<details><summary>More</summary>{x}</details>",
}.items():
    CASES.refused(17, name, said(text))
for name, text in {"a note": "{{>>{x}<<}}", "taken out": "{{--{x}--}}", "changed": "{{~~{x}~>you~~}}", "marked": "{{=={x}==}}"}.items():
    CASES.refused(18, name, said(text))
CASES.refused(19, "a note that survives", said("<!--! {x} -->"))
CASES.refused(21, "a text for staff", said('--8<-- "docs/playbook/pages/{id}.md"'))
CASES.refused(21, "a file of secrets", lambda p: (p.write(".env", f"KEY={p.secret(1)}\n"), p.add('--8<-- ".env"')))
CASES.refused(22, "from above", said('--8<-- "../playbook/pages/{id}.md"'))
CASES.refused(22, "a whole path", lambda p: p.add(f'--8<-- "{p.folder}/docs/playbook/pages/{p.id}.md"'))
CASES.refused(24, "a text for staff", said('{{% include-markdown "../pages/{id}.md" end="<!-- stop -->" %}}'))
CASES.refused(25, "all that a program knows", said("{{{{ macros_info() }}}}"))
CASES.refused(25, "a word of staff's", said('{{% if internal %}}{x}{{% endif %}}'))
for name, text in {
    "never closed": "<!-- internal -->\n\n{x}", "nested": "<!-- internal --><!-- internal -->{x}<!-- /internal --><!-- /internal -->", "in another case": "<!-- INTERNAL -->{x}<!-- /Internal -->",
    "with no-break spaces": "<!--\u00a0internal\u00a0-->{x}<!--\u00a0/internal\u00a0-->", "as a block": "::: internal\n{x}\n:::", "as a block of strokes": "/// internal\n{x}\n///",
}.items():
    CASES.refused(26, name, said(text))
CASES.refused(26, "among the lines on top", lambda p: p.front(f"<!-- internal -->{p.secret()}"))
for name, text in {
    "a colon in a value": "---\nnote: a: {x}\n---\n", "a tab": "---\n\tnote: {x}\n---\n", "a day that is none": "---\nreviewed: 2026-02-30 {x}\n---\n", "never closed": "---\nnote: {x}\n",
    "another opening": "----\nnote: {x}\n----\n", "conflict marks": "---\n<<<<<<< ours\nnote: {x}\n=======\n>>>>>>> theirs\n---\n", "a merge key": "---\n<<: {{note: {x}}}\n---\n",
    "a tag": "---\nnote: !!python/object:x {x}\n---\n", "a list": "---\n- {x}\n---\n", "a key that is none": "---\n[a, b]: {x}\n---\n", "an anchor": "---\nnote: &a {x}\nagain: *a\n---\n",
}.items():
    CASES.refused(27, name, lambda p, text=text: p.write("docs/public/welcome.md", f"{text.format(x=p.secret())}# Welcome\n\nYou.\n"))
CASES.refused(28, "internal, then public", lambda p: p.write("docs/playbook/pages/both.md", f"---\naudience: internal\naudience: public\n---\n# Both\n\n{p.secret()}.\n"))
for key in ("title", "description", "author", "subtitle", "template"):
    CASES.refused(29, key, page(f"{key}: {{x}}"))
CASES.clean(29, "whose it is", lambda p: (p.front("owner: owner"), p.front(f"tags: [{p.secret(1)}]")))
CASES.refused(32, "beside a text", said("*[MK]: {x}\n\nMK"))
CASES.refused(33, "that nobody calls", said("[^1]: {x}"))
for name, text in {
    "an id": "## Hello {{#{x}}}\n\nYou.", "a class": "Hello\n{{: data-note='{x}' }}", "a mark": "Hello[^a]\n\n[^a]: {x}",
    "a link's title": '[Hello](../fit.md "{s}")', "a mail's subject": "[Write](mailto:a@b.example?subject={s})", "a note to a line": "```py\na # (1)!\n```\n\n1. <!-- {x} -->",
}.items():
    CASES.refused(34, name, said(text))
CASES.clean(34, "a code's title", said('```py title="{x}"\na\n```'))
CASES.refused(34, "an address of ours", lambda p: (p.owners("format: 1", "format: 1\nsite:\n  url: https://millbrookcycles.example/"), p.add(f"[Hello](https://millbrookcycles.example/pages/{p.id}/).")))
CASES.refused(34, "an address outside that says it all", lambda p: p.add(f"[Hello](https://a.example/{p.sentence.replace(' ', '-').lower()})."))
CASES.clean(35, "tags on top", lambda p: p.front(f"tags: [{p.secret(1)}]"))
for where in ("fit.md", "promises/price-first.md", "partners.md", "principles/value-then-trust.md"):
    CASES.refused(66, f"into {where}", lambda p, where=where: p.add(f"{p.sentence}.", f"docs/playbook/{where}"))
CASES.refused(66, "into a hand-written page", page(text="{s}."))
CASES.refused(66, "over two lines, in bold", lambda p: p.add(f"**{p.sentence[:20]}**{p.sentence[20:].replace(' ', chr(10), 2)}."))
CASES.refused(66, "into the address", lambda p: p.owners("address: 3 Canal Street, Millbrook", f"address: {p.sentence}"))
CASES.refused(66, "into a partner's line", lambda p: p.write("docs/playbook/partners.md", p.read("docs/playbook/partners.md").replace("carbon frames", p.sentence.lower())))
CASES.clean(68, "the name of what keeps a promise", lambda p: renamed(p))
CASES.clean(69, "a draft", lambda p: p.write("docs/playbook/pages/soon.md", f"---\naudience: public\nstatus: draft\n---\n# Soon\n\n{p.secret()}.\n"))
CASES.clean(69, "what is no longer in use", lambda p: p.write("docs/playbook/pages/old.md", f"---\naudience: public\nstatus: retired\n---\n# Old\n\n{p.secret()}.\n"))
CASES.refused(70, "a promise without its step", lambda p: p.write("docs/playbook/promises/dear.md", f"---\nkept_by: {{not-for-us: nothing}}\n---\n# Dear\n\n{p.secret()}.\n"))
CASES.clean(71, "an internal page under a public name", lambda p: p.write("docs/playbook/principles/welcome.md", f"# {p.secret(3)}\n\n{p.secret()}.\n"))
CASES.refused(73, "a private name", said("Ask {name}."))
CASES.refused(73, "a private number", said("Ring 07700 900999."))
CASES.refused(74, "invisible letters", lambda p: p.add("Hello" + "".join(chr(0xE0000 + ord(sign)) for sign in p.sentence)))
CASES.refused(74, "spread by signs of no width", lambda p: p.add("\u200b".join(p.sentence)))
CASES.refused(75, "a policy made public", lambda p: p.front("audience: public", STAFFS))
CASES.refused(75, "a name that is a path", lambda p: p.front("id: ../../public/plan", STAFFS))
CASES.refused(76, "a public page called as one for staff", lambda p: p.write(f"docs/public/{p.id}.md", "# Hello\n\nYou.\n"))


def renamed(p: Project) -> None:
    """The policy that keeps the promise has a name that says much."""
    p.write(f"docs/playbook/policies/keeps-{p.id}.md", p.read(STAFFS))
    (p.folder / STAFFS).unlink()
    for name in ("docs/playbook/promises/price-first.md", "docs/playbook/scripts/price-in-writing.md", "docs/playbook/playbook.yml"):
        p.write(name, p.read(name).replace("before-we-start", f"keeps-{p.id}"))
