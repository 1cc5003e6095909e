"""Texts that bring readers and patterns to their knees, each in a size of one's choice."""

from collections.abc import Callable

Storm = Callable[[int], str]
"""Gives a text of about so many characters."""

HEAD = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# A storm\n\nWe mend it.\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Never argue.\n\n## What to say\n\n> We are sorry.\n\n"
"""A policy that is sound so far."""


def again(unit: str, *, behind: str = "") -> Storm:
    """The same over and over, and perhaps something behind it."""
    return lambda size: unit * max(size // len(unit), 1) + behind


def counted(pattern: str, joined: str = " ") -> Storm:
    """The same with another number each time."""
    return lambda size: joined.join(pattern.format(number) for number in range(max(size // (len(pattern.format(100)) + len(joined)), 1)))


def nested(opens: str, closes: str = "", inside: str = "a") -> Storm:
    """One within another."""

    def made(size: int) -> str:
        deep = max(size // (len(opens) + len(closes)), 1)
        return opens * deep + inside + closes * deep

    return made


def stairs(mark: str, step: str) -> Storm:
    """Each line stands further in than the one before it."""

    def made(size: int) -> str:
        lines, long, deep = [], 0, 0
        while long < size:
            lines.append(step * deep + mark + "a")
            long += len(lines[-1]) + 1
            deep += 1
        return "\n".join(lines)

    return made


def table(columns: int) -> Storm:
    """A table of so many columns."""

    def made(size: int) -> str:
        row = "|" + "a|" * columns + "\n"
        return row + "|" + "-|" * columns + "\n" + row * max(size // len(row), 1)

    return made


def lines_of(storm: Storm, width: int = 80) -> Storm:
    """The same in lines of a usual length."""

    def made(size: int) -> str:
        text = storm(size)
        return "\n".join(text[at : at + width] for at in range(0, len(text), width))

    return made


UNITS = (
    "[", "![", "[a](", "[a](b", "[[", "]", "](", "[]", "[a]", "[a][", "[a][b]", "[^a]", "[^a]: b\n", "[a]: b\n", "<a a=", "<a ", "<a a='", "<a", "<", ">", "<!", "<!-", "<!--", "-->", "<!-->",
    "<![", "<![CDATA[", "<?", "<?php ", "</", "<div>", "<div>\n", "<div markdown>", "<script>", "<p>\n\n", "<b><i>", "&", "&#", "&amp;", "&#x26;", "&a", "&copy", "*", "**", "* ", "*a", "**a", "*a**", "*a_", "**a*", "_", "__", "_a", "__a",
    "_a*", "~", "~~", "~~a", "`", "``", "`a", "``a`", "```\n", "~~~\n", "`" * 3 + "a", "*[a]: b\n", "|", "| a ", "a|b\n", "|-", "|-|\n", "-", "- ", "-\n", "- a\n", "+ a\n", "1. a\n", "1.", "1) ", "> ", ">", "> a\n", ">a\n>", "> - ", "- > ", "# ", "#", "# a\n",
    "## a\n", "###### a\n\n", "a\n=\n", "a\n---\n", "===\n", "---\n", "***\n", "a-", "a-a", "1", "1,", "1.0", "£1", "£1,", "20% ", "1 2 ", " ", "a  \n", " \n", "\n", "\t", " a", "a ", "a, ", ", ", ",", ".", ". ", "...", "…", "!", "?!", "'", '"', "“", "“a", "”", "«", "(", "(a", ")", "()",
    "\\", "\\[", "\\\\", "\\*", "\\`", ":", "::", "://", "http://", "http://a.b/", "https://a.example/(", "a@b", "<a@b", "<a@b.c>", "mailto:", "www.", "{", "{{", "{{ a }}", "{%", "{: ", "{#a", "{++", "{--", "==", "^", "^^", "!!! a\n", "??? a\n", "!!! note \"a\"\n    a\n", ":::", ":::a", "$", "$$", "\\(", "--8<--",
    "we are sorry if ", "sorry ", "you ", "you should have ", "if you feel ", "not ", "no ", "never ", "we will, ", "because, ", "and, ", "free, ", "as soon as ", "within ", "4 hours ", "by 5 pm ", "£10 off, ", "happy birthday ", "we, us, our, ", "best ", "Ann ", "Ann Lee, ", "A. ", "é", "ﬁ", "İ", "ß", "\u0301", "a\u0301", "😀", "中", "x y ", "don't ", "can’t ", "[name] ", "[name], ", "TODO ", "lorem ipsum ",
)
"""What is said over and over, of all kinds."""

STORMS: dict[str, Storm] = {
    **{f"{unit!r} again": again(unit) for unit in UNITS},
    **{f"{unit!r} in quotes": (lambda size, unit=unit: "> " + again(unit)(size).replace("\n", "\n> ")) for unit in ("[", "we are sorry if ", "a, ", "1,", "a-", " a", "*a", "you ", "<")},
    **{f"{unit!r} in an item": (lambda size, unit=unit: "- **" + again(unit)(size).replace("\n", "\n  ")) for unit in ("[", "a, ", "*a", "you ", "`a", "](", "_")},
    **{f"{unit!r} in lines": lines_of(again(unit)) for unit in ("[", "*", "_", "`", "a", "<a ", "a-", "1", "**a", "[a](", "~~a", "&#", "a, ")},
    **{f"{unit!r} behind a heading": (lambda size, unit=unit: "# " + again(unit)(min(size, 9_000))) for unit in ("[", "a-", "a ", "#", " ")},
    "brackets in brackets": nested("[", "]"),
    "links in links": nested("[", "](b)"),
    "pictures in pictures": nested("![", "](b)"),
    "round brackets in round brackets": nested("[a](" + "(", ")"),
    "emphasis in emphasis": nested("*a ", " a*"),
    "strong in strong": nested("**a ", " a**"),
    "both in both": nested("*a **b ", " b** a*"),
    "tags in tags": nested("<b>", "</b>"),
    "divisions in divisions": nested("<div>\n", "</div>\n"),
    "divisions with Markdown": nested('<div markdown="1">\n', "</div>\n"),
    "quotes in quotes": again("> " * 300 + "a\n"),
    "quotes in quotes without end": nested("> "),
    "items in items": again("- " * 300 + "a\n"),
    "a list in stairs": stairs("- ", "  "),
    "a list in wide stairs": stairs("- ", "    "),
    "numbers in stairs": stairs("1. ", "   "),
    "quotes in stairs": stairs("> ", "> "),
    "quotes and items in stairs": stairs("- ", "> "),
    "a list of many items": again("- an item\n"),
    "a list of items with room": again("- an item\n\n"),
    "a list of items with text": again("- an item\n\n    more\n\n"),
    "headings": counted("## Heading {}\n\ntext\n", "\n"),
    "headings that are alike": again("## Heading\n\ntext\n\n"),
    "headings of all levels": again("# a\n## b\n### c\n#### d\n##### e\n###### f\n"),
    "steps": counted("1. **Step {}** does it.", "\n"),
    "footnotes": lambda size: counted("[^{}]")(size // 2) + "\n\n" + counted("[^{}]: a", "\n")(size // 2),
    "link references": lambda size: counted("[{}]")(size // 2) + "\n\n" + counted("[{}]: a", "\n")(size // 2),
    "abbreviations": lambda size: counted("*[A{}]: b", "\n")(size // 2) + "\n\n" + counted("A{}")(size // 2),
    "links": counted("[a{}](b{})".replace("b{}", "b")),
    "links to pages": counted("[a](../policies/a{}.md)"),
    "addresses": counted("https://a{}.example/b"),
    "numbers": counted("{}"),
    "amounts": counted("£{}"),
    "words": counted("word{}"),
    "paragraphs": counted("Word {} is here.", "\n\n"),
    "a table of 200 columns": table(200),
    "a table of 2 columns": table(2),
    "a table with one wide row": lambda size: "|" + "a|" * (size // 2) + "\n|" + "-|" * 3 + "\n",
    "a wide table of short rows": lambda size: "|" + "a|" * (size // 8) + "\n|" + "-|" * (size // 8) + "\n" + "|a\n" * (size // 8),
    "ticks of all lengths": lambda size: " ".join("`" * long for long in range(1, max(int((2 * size) ** 0.5), 2))),
    "asterisks of all lengths": lambda size: " ".join("*" * long + "a" for long in range(1, max(int((2 * size) ** 0.5), 2))),
    "all kinds of marks": again("*_`~[]()<>!&\\:"),
    "a fence that stays open": lambda size: "```\n" + again("a\n")(size),
    "a comment that stays open": lambda size: "<!-- " + again("a\n")(size),
    "a word": again("a"),
    "a sentence without end": again("we are, if you like, sorry that you feel so, "),
    "sentences": again("We mend it. "),
    "spaces before a full stop": again(" ", behind="."),
}
"""By what they are called: all of them are always tried, whatever the seed."""
