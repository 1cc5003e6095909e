"""The templates of one side, filled in: Markdown out, every plain value made safe on the way."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

_MARKS = re.compile(r"([\\`*_\[\]#|~])")


@cache
def templates(side: str) -> Environment:
    """The templates of `public` or `internal`.

    Values are escaped; `|md` marks what is Markdown already, `|text` makes a
    plain value safe inside Markdown.
    """
    environment = Environment(
        loader=PackageLoader("playbook_plugins.pages", f"{side}/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = lambda written: Markup(written)
    environment.filters["text"] = escaped
    environment.filters["dial"] = lambda number: "".join(sign for sign in str(number) if sign in "+0123456789")
    return environment


def escaped(text: object) -> Markup:
    """Plain text (a name, a number) so that no sign in it is taken for Markdown or HTML."""
    return Markup(_MARKS.sub(r"\\\1", str(escape(" ".join(str(text).split())))))
