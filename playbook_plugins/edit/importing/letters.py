"""The bytes of somebody else's file → text that our reader takes, whatever it was saved as."""

import codecs
import re

from playbook_plugins.read.text import UNSEEN

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?=<{7} )", re.MULTILINE)
_OLD = {"pl": "cp1250"}
"""How computers saved texts before UTF-8, by language; elsewhere as in the West."""
_WIDE = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(content: bytes, language: str = "en") -> tuple[str, str] | None:
    """The text and, where it was not UTF-8, how it was saved; `None` where these bytes are no text."""
    for mark, name in _WIDE:
        if content.startswith(mark):
            return cleaned(content.removeprefix(mark).decode(name, "replace")), "" if name == "utf-8" else name.upper()
    if b"\0" in content:
        return None
    try:
        return cleaned(content.decode("utf-8")), ""
    except UnicodeDecodeError:
        name = _OLD.get(language, "cp1252")
    try:
        return cleaned(content.decode(name)), name
    except UnicodeDecodeError:
        return cleaned(content.decode("latin-1")), "latin-1"


def cleaned(text: str) -> str:
    """The text with ends of lines that every program knows, and without signs that nobody sees."""
    text = UNSEEN.sub("", _NONCHARACTERS.sub("", _ENDS.sub("\n", text)))
    # two versions that were joined and not sorted out are read as the text that they are
    return _CONFLICT.sub(" ", text)
