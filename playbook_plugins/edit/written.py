"""What somebody types in plain words, written into a text so that every sign of it means itself."""

import re

from playbook_plugins.edit.new import quoted
from playbook_plugins.read.text import UNSEEN

_ADDRESS = re.compile(r"https?://[^\s<>`\[\]\"]+", re.IGNORECASE)
_AFTER_ADDRESS = "?!.,:;*_~')"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SIMPLE = re.compile(r"[^\W\d_][\w .&+'’/-]*|\d{4}-\d\d-\d\d|\d+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:\.\d+)?")


def tidy(typed: str, *, lines: bool = False) -> str:
    """What was typed without signs that no text may hold: on one line, or with its own lines, at most one of them empty in a row."""
    clean = UNSEEN.sub("", re.sub("[\ud800-\udfff\ufffe\uffff]", "", typed.replace("\r\n", "\n").replace("\r", "\n")))
    if not lines:
        return " ".join(clean.split())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in clean.split("\n"))).strip()


def value(typed: str, *, within: bool = False) -> str:
    """A text as a value behind a colon that every reader takes for that text; `within` brackets a comma needs quotes too."""
    text = tidy(typed)
    plain = quoted(text)
    if _DAY.fullmatch(text) or (plain == text and not (within and not _SIMPLE.fullmatch(text))):
        return text
    return plain if plain != text else f'"{text}"'


def headed(typed: str) -> str:
    """Words for a place where no line begins: a title, a label, a cell."""
    return _inside(tidy(typed))


def titled(typed: str) -> str:
    """Words for a heading, whose own signs at the end would close it."""
    return re.sub(r"#+$", lambda signs: f"\\{signs[0]}", headed(typed))


def behind_label(typed: str) -> str:
    """Words behind bold ones, where a sign that parts the two would be lost."""
    written = headed(typed)
    if written[:1] in (".", "-"):
        return f"\\{written}"
    return f"&#{ord(written[0])};{written[1:]}" if written[:1] in tuple(":,–—") else written


def paragraph(typed: str) -> str:
    """Running text that keeps its own lines, and none of them opens a list, a heading or a quote."""
    return "\n".join(map(_begun, _inside(re.sub(r"\n+", "\n", tidy(typed, lines=True))).split("\n")))


def cell(typed: str) -> str:
    """Words for a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", headed(typed))


def _inside(text: str) -> str:
    """An address is written as one, so that it can be followed; all else stands for itself."""
    found = _ADDRESS.search(text)
    link = found[0].rstrip(_AFTER_ADDRESS) if found else ""
    if found and len(link) > link.index("://") + 3:
        end = found.start() + len(link)
        return f"{_escaped(text[: found.start()])}<{link}>{_inside(text[end:])}"
    return _escaped(text)


def _escaped(words: str) -> str:
    around = f" {words} "
    return "".join(_sign(around[at - 1], around[at], around[at + 1], rest=around[at:-1]) for at in range(1, len(around) - 1))


def _sign(before: str, sign: str, after: str, *, rest: str) -> str:
    alone = before.isspace() and after.isspace()
    match sign:
        case "\\":
            return "\\\\" if not rest[1:] or re.match(r"[!-/:-@\[-`{-~\n]", after) else sign
        case "*":
            return sign if alone else "\\*"
        case "_":
            return sign if alone or (before.isalnum() and after.isalnum()) else "\\_"
        case "`":
            return "&#96;"
        case "~":
            return "&#126;" if "~" in (before, after) else sign
        case "<":
            return sign if re.match(r"< [^\W_]", rest) else "&lt;"
        case "&":
            return "&amp;" if _ENTITY.match(rest) else sign
        case "(":
            return "\\(" if before == "]" else sign
        case "[":
            return "\\[" if after == "^" else sign
        case "{":
            return "&#123;"
        case ":":
            return "&#58;" if rest.startswith("://") else sign
    return sign


def _begun(line: str) -> str:
    """A line whose first signs open nothing."""
    if re.fullmatch(r"[|:\-=\s]*[-=][|:\-=\s]*", line):
        return re.sub("[-=]", lambda sign: "&#61;" if sign[0] == "=" else "\\-", line, count=1)
    if re.match(r"#{1,6}|>|[-+*](?=\s|$)|!!!|\[[^\]]*\]:", line):
        return f"\\{line}"
    if re.match(r"\d{1,9}[.)](?=\s|$)", line):
        return re.sub(r"[.)]", r"\\\g<0>", line, count=1)
    if re.match(r"\?\?\?|===|:::|: |///|\.\. |~", line):
        return f"&#{ord(line[0])};{line[1:]}"
    return line
