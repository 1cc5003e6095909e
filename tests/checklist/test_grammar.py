"""The plain grammar of public pages: every sign that it refuses, and what looks like one and is honest."""

import pytest

from playbook_plugins.checklist.comparison import misleading, scheme, undisguised
from playbook_plugins.checklist.grammar import leftovers, plain_leftovers, without_code
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import _links, read_document
from playbook_plugins.read.lexicon import lexicon

NOTE, TAG, TEMPLATE, INCLUDE = "a hidden note", "a tag of HTML", "a sign for a template", "an include"
LOOK, MARK, BOX, FORMULA = "a sign for the look of a line", "a mark of somebody's corrections", "a box of another program", "a formula"
FOOTNOTE, WORD, ICON, PARTS = "a footnote", "an explanation of a word", "a sign for a picture", "a link in two parts"
WHOLE, HTML, CODE, BARE = "a link that is not whole", "HTML or a hidden note", "code with a sign for its look", "a link without its `https:`"

BAD = {
    # notes, whole and broken
    "<!-- x -->": HTML, "a <!-- x -->": NOTE, "a <!-- x": NOTE, "a -- > x": NOTE, "a --!> x": NOTE, "a -- !> x": NOTE, "a <! -- x": NOTE,
    "a < !-- x": NOTE, "a <!DOCTYPE x": NOTE, "a <![CDATA[x]]>": NOTE, "a {# x": NOTE, "a { #x }": NOTE, "a x #}": NOTE, "a {/* x": NOTE, "a x */}": NOTE,
    "a %%x%%": NOTE, "a [//]: # (x)": NOTE, "[//]: # (x)": NOTE, "a [Comment]: <> (x)": NOTE, "- [//]: # (x)": NOTE, "> a [//]:x": NOTE,
    "```\n<!-- x -->\n```": NOTE, "- a\n\n    ```\n    %% x\n    ```": NOTE, "> ```\n> {# x\n> ```": NOTE, "    <!-- x": NOTE,
    # HTML
    "<div>\nx": HTML, "- <div>": HTML, "> <div>": HTML, "a <b>x</b>": TAG, "a </b>": TAG, "a <b": TAG, "a <b x=": TAG, "a <B>": TAG, "a <img/onerror=alert(1)@x>": TAG,
    "a <https:x/onclick=alert(1)>": TAG, "a <https://x\"onclick=>": TAG, "a <tel:+44>": TAG, "a <mailto:x>": TAG, "a <x@y>": TAG, "a <x@y.example z>": TAG,
    "a <o:p>": TAG, "a <?php x": TAG, "a <% x": TAG, "a <h@x.example": TAG, "# A <b>": TAG, "| a <b> |\n| - |\n| c |": TAG, "| a |\n| - |\n| <b> |": TAG, "## A <b>": TAG,
    # templates, includes, looks, corrections, boxes
    "a {{ x": TEMPLATE, "a }} x": TEMPLATE, "a {% x": TEMPLATE, "a %} x": TEMPLATE, "a %> x": TEMPLATE, "a [[x]]": TEMPLATE,
    "a --8<-- \"x\"": INCLUDE, "a -8<- x": INCLUDE, "a {!x!}": INCLUDE, "::: x": INCLUDE, "a\n/// x": INCLUDE, ".. include:: x": INCLUDE,
    "a {: x}": LOOK, "a {:x": LOOK, "a {.x}": LOOK, "a { .x }": LOOK, "## A { data-search-exclude }": LOOK, "a {hidden}": LOOK, "a {  .x }": LOOK, "a {x=y}": LOOK,
    "a {++x": MARK, "a x++}": MARK, "a {--x": MARK, "a x--}": MARK, "a {~~x": MARK, "a x~~}": MARK, "a {==x": MARK, "a x==}": MARK, "a {>>x": MARK, "a x<<}": MARK,
    "!!! note\n    x": BOX, "!!!note": BOX, "a\n??? x": BOX, "???+ x": BOX, "=== \"x\"": BOX, "- !!! note": BOX,
    # formulas, footnotes, words, icons
    "a $$x": FORMULA, "a $x+y$ b": FORMULA, "a $\\x$": FORMULA, "a[^1]": FOOTNOTE, "[^1]: x": FOOTNOTE, "a ^[x]": FOOTNOTE, "*[HTML]: x": WORD, "a\n*[HTML] : x": WORD,
    "a :smile: b": ICON, ":material-x:": ICON, "(:x_y-1+:)": ICON,
    # links
    "[a][b]": PARTS, "[a][]": PARTS, "[a] [b]": PARTS, "[a]\n[b]": PARTS, "[a]: b": PARTS, "[a]:b": PARTS, "x\n[a\nb]: c": PARTS, f"[{'a' * 300}]: b": PARTS,
    "[x](java script:y)": WHOLE, "[x](../a b.md)": WHOLE, "[x](y": WHOLE, "[x](y) and [z](w": WHOLE, "[a [b](c) d](e)": WHOLE,
    "[x](//y.example)": BARE, "[x](\\\\\\\\y.example)": BARE, "[x](/\\\\y.example)": BARE, "[x](javascript:y)": "a link of the kind `javascript:`",
    "[x](&#106;avascript:y)": "a link of the kind `javascript:`", "[x](&amp;#106;avascript:y)": "a link of the kind `javascript:`",
    "[x](java%73cript:y)": "a link of the kind `javascript:`", "[x](java%2573cript:y)": "a link of the kind `javascript:`", "[x](JavaScript:y)": "a link of the kind `javascript:`",
    "[x](&#1;javascript:y)": "a link of the kind `javascript:`", "[x](java&Tab;script:y)": "a link of the kind `javascript:`", "[x](java&#xAD;script:y)": "a link of the kind `javascript:`",
    "[x](javascript&colon;y)": "a link of the kind `javascript:`", "[x](data:y)": "a link of the kind `data:`", "[x](ftp://y)": "a link of the kind `ftp:`", "[x](view-source:y)": "a link of the kind `view-source:`",
    "![x](https://y.example/z.png)": "a picture from another site", "![x](//y.example/z.png)": "a picture from another site", "![x](&#104;ttps://y.example/z.png)": "a picture from another site",
    # code that is none, and code with a look
    "` <b>`` x": TAG, "\\`<b>\\`": TAG, "`a` <b> `c`": TAG, "`` ` <b>": TAG, "`a\n\n<b> `": TAG, "```{.python #x}\na\n```": CODE, f"```{'x' * 31}\na\n```": CODE, "```x{1}\na\n```": CODE,
}
GOOD = (
    "Groups of < 6 need no booking, and the river is > 1 m deep.", "a <https://x.example/a?b=c> and <HTTP://X.example>, <hello@x.example>, <mailto:hello.there+1@my-x.example>",
    "https://x.example/a:b:c and [x](https://x.example/:y:/$a$)", "{the green one}", "Children [under ten] get two.", "Open 10:30:45, at 1:1:1", "100% of 5 % }", "a - > b, a -> b, 5 <- 6, a --> b",
    "`<b>` and `` ` {{ `` and `a` `{%`", "`a\n<b>`", "```python\na = {1: 2}\n```", "```python title=\"x\"\na\n```", "``` c++\na\n```", "~~~\na\n~~~", "    a = 1", "It costs $40 or $50, US$40/CA$50, A$ or C$, 5$ and 6$",
    "*Really*, **now** and __then__ (a_b_c)", "[a](b.md) [c](d.md)", "[![x](y.png)](z.md) and [a](b.md)", "[a](b.md \"a title\")", "[ring](tel:+441632960200) [mail](mailto:a@b.example?subject=x) [text](sms:+441632960200)",
    "[x](HTTPS://y.example) [x](http://y.example)", "[x](#you-will) [x](../y.md#z) [x](?a=b:c) [x](y/a:b)", "[x] (see there)", "a = b, [x] = {y}", "a!!! b??? ===", "[Maria] says: yes", "a * [x]: no", "No # {1}", "5 ^ 2 [x]", "**[Fenwick](https://x.example)**: yes",
    "# C# in 5 days", "| a | b |\n| - | -: |\n| c | :d |", "- [ ] towels", "1. a\n\n    b", "a | b",
)


def document_of(body: str):
    return read_document(f"---\naudience: public\n---\n# Ours\n\n{body}\n".encode(), "pages/a.md", KINDS["page"], lexicon=lexicon("en")).document


def told(body: str) -> list[tuple[int, int, str]]:
    document = document_of(body)
    playbook = Playbook(None, (document,), links={document.path: _links(document)})
    return [(place.line, place.column, what) for place, what in leftovers(document, playbook)]


@pytest.mark.parametrize("body", BAD)
def test_what_is_none_of_the_grammar_is_told(body: str):
    assert BAD[body] in [what for _, _, what in told(body)]


@pytest.mark.parametrize("body", [*GOOD, " ".join(part for part in GOOD if "\n" not in part and "#" not in part and not part.startswith((" ", "-", "|")))])
def test_what_only_looks_like_it_is_not(body: str):
    assert told(body) == []


@pytest.mark.parametrize(
    "body, place",
    [("a\nb <i>", (7, 3)), ("- a\n    - b {{", (7, 9)), ("| a |\n| - |\n| b %% |", (8, 5)), ("```\na\n <!-- b\n```", (8, 2)), ("a [b](c d)", (6, 5)), ("a [b](ftp://c)", (6, 3)), ("[x](y) and [z](w", (6, 14))],
)
def test_its_place_is_told(body: str, place: tuple[int, int]):
    assert [(line, column) for line, column, _ in told(body)] == [place]


def test_one_sign_is_told_once_and_each_kind_of_it():
    assert told("a {#x} and {#y}") == [(6, 3, NOTE)]
    assert told("a {==x==}") == [(6, 3, MARK)]
    assert [what for _, _, what in told("a <b> {{ [^1]")] == [TAG, TEMPLATE, FOOTNOTE]


@pytest.mark.parametrize("value", ["<b>x", "x -- >", "{{ x }}", "[x](y)", "**x**", "__x__", "`x`", ":smile:", "[[x]]", "a[^1]", "!!! x"])
def test_a_plain_line_holds_no_marks(value: str):
    assert [*plain_leftovers(value)]


@pytest.mark.parametrize("value", ["Maria, who opens the workshop", "3 Canal Street [back door]", "O'Neill & Sons (est. 1950)", "hello@x.example", "+44 1632 960200", "5* in Leeds", "snake_case", "Mon: 9-5"])
def test_a_plain_line_may_hold_all_that_people_type(value: str):
    assert [*plain_leftovers(value)] == []


@pytest.mark.parametrize(
    "written, rest",
    [("a `b` c", "a     c"), ("a ``b ` c`` d", "a           d"), ("` b `` c", "` b `` c"), ("` b `` c ` d `` e", "           d `` e"), ("\\`a`", "\\`a`"), ("a", "a"), ("`a` `b`", "       "), ("```a``", "```a``")],
)
def test_code_is_what_stands_between_as_many_backticks(written: str, rest: str):
    assert without_code(written) == rest and len(rest) == len(written)


@pytest.mark.parametrize(
    "label, target",
    [
        ("https://bank.example", "https://evil.example"), ("bank.example", "https://evil.example"), ("www.bank.example/login", "https://evil.example"), ("Bank.example", "http://evil.example"),
        ("us", "https://bank.example@evil.example"), ("us", "https://@evil.example"), ("us", "https://b\u0430nk.example"), ("us", "https://xn--bnk-7cd.example"), ("us", "https://xn--a-\u00df.example"), ("us", "https://[x"),
        ("hello@bank.example", "mailto:hello@evil.example"), ("01632 960200", "tel:+441632960999"), ("01632 960200", "sms:01632960201"), ("bank.example", "https://notbank.example"), ("bank.example", "&#104;ttps://evil.example"),
    ],
)
def test_a_link_that_leads_elsewhere_is_told(label: str, target: str):
    why = misleading(label, undisguised(target) if "&" in target else target)
    assert why and why[0].islower() and not why.endswith(".")


@pytest.mark.parametrize(
    "label, target",
    [
        ("https://bank.example", "https://bank.example/"), ("bank.example", "https://www.bank.example/a"), ("www.bank.example", "https://bank.example"), ("shop.bank.example", "https://bank.example"),
        ("bank.example", "https://my.bank.example"), ("the bank", "https://bank.example"), ("price-list.pdf", "https://bank.example/a.pdf"), ("e.g. this", "https://bank.example"), ("us", "https://żaglówka.example"), ("us", "https://xn--aglwka-dxa60i.example"),
        ("hello@bank.example", "mailto:Hello@bank.example?subject=x"), ("Write", "mailto:hello@bank.example"), ("hello@bank.example", "mailto:hello%40bank.example"), ("01632 960200", "tel:+441632960200"), ("Ring 24", "tel:+441632960200"), ("", ""), ("bank.example", "partners.md"), ("v1.2", "https://bank.example"),
    ],
)
def test_a_link_that_leads_where_it_says_is_not(label: str, target: str):
    assert misleading(label, target) == ""


@pytest.mark.parametrize(
    "address, kind",
    [("https://a", "https"), (" HTTPS://a", "https"), ("a/b:c", ""), ("a.md#b:c", ""), ("//a", "//"), ("\\\\a", "//"), ("mailto:a", "mailto"), ("\uff4aavascript:a", "javascript"), ("1a:b", ""), ("%2f%2fa", "//"), ("", ""), ("a\u200bb:c", "ab")],
)
def test_the_kind_of_an_address_is_known_under_any_disguise(address: str, kind: str):
    assert scheme(address) == kind


@pytest.mark.parametrize("storm", ["[", "](", "`", "``a`", "<", "<a", "<a@", "{", "{=", "$a", ":a", "[^", "\\`", "&#", "[a](b)", "![", "--", "https://a"])
def test_marks_in_masses_have_an_answer(storm: str):
    assert len(told("\n".join([(storm * 3_000)[:8_000]] * 3))) < 99_999
