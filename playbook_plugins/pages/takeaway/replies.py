"""The words of the playbook as canned replies, for help desks, mail programs and keyboards that write out a shortcut.

A blank stays as the playbook writes it, `[name]`: every help desk has placeholders
of its own (`{{ticket.requester.name}}`, `{%customer.firstName%}`), and one that it
does not know would be sent as it stands, while a word in brackets is seen.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from pydantic import ConfigDict, Field

from playbook_plugins.model.blocks import Block
from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages import forms
from playbook_plugins.pages.forms import Part
from playbook_plugins.pages.takeaway.said import blanks, line, spoken, whole

FORM = "replies.schema.json"
"""Where the schema stands on the site for staff."""
COLUMNS = ("shortcut", "title", "text", "topic", "channel", "language")
"""The first line of the table."""
_ODD = re.compile(r"[^a-z0-9]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would reckon out, in the wide letters of East Asia too."""


class Reply(Part):
    """One text to send or to say."""

    shortcut: str = Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
    """What one types to get it: small letters, figures and strokes; no two are alike."""
    title: str
    """What it is for."""
    text: str
    """The words, blanks in square brackets, an empty line between paragraphs."""
    blanks: tuple[str, ...]
    """What to fill in before it goes out, each once."""
    policy: str | None = None
    """The id of the policy that it belongs to."""
    topic: str | None = None
    """What it is about, such as `recovery`."""
    channel: Literal["email", "phone", "card", "sms", "social", "in-person"] | None = None
    """How it reaches people; left out for a policy's own words, which go by any."""
    language: str
    """The language that it is written in, such as `en`."""


class RepliesJson(Part):
    """The words of a playbook as canned replies: its notes for staff are left out.

    In one format, parts may be added; none changes its meaning.
    """

    model_config = ConfigDict(frozen=True, title="replies.json")

    schema_: str = Field(alias="$schema")
    """Where the meaning of all this is written down."""
    format: Literal[1]
    """The version of this form."""
    replies: tuple[Reply, ...]
    """The replies: each policy's before those of its scripts."""


def replies(playbook: Playbook) -> tuple[Reply, ...]:
    """Every reply there is: a policy's words one by one, as staff say them, and a script's as one text."""
    taken: Counter[str] = Counter()
    return tuple(
        Reply(
            shortcut=_free(_shortcut(document, playbook), taken),
            title=title,
            text=text,
            blanks=blanks(text),
            policy=policy.id if policy else None,
            topic=playbook.topic_of(document),
            channel=document.fields.channel if document.kind.name == "script" else None,
            language=document.lang,
        )
        for document, policy in _documents(playbook)
        for title, text in _texts(document)
    )


def table(replies: Iterable[Reply]) -> str:
    """The replies as CSV (RFC 4180): a line each below the names of the columns.

    It begins with a byte order mark: whoever opens it first does so with a
    spreadsheet, which without one takes `ż` for `Å¼`. A cell that a spreadsheet
    would reckon out gets an apostrophe in front; the JSON holds it as it is.
    """
    made = io.StringIO()
    made.write("\ufeff")
    rows = csv.writer(made, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(str(getattr(reply, column) or "")) for column in COLUMNS] for reply in replies)
    return made.getvalue()


def text(replies: Iterable[Reply]) -> str:
    """The replies as JSON."""
    return RepliesJson.model_validate({"$schema": FORM, "format": 1, "replies": tuple(replies)}).model_dump_json(indent=2, by_alias=True, exclude_none=True) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of `replies.json`."""
    return forms.schema(RepliesJson)


@cache
def form() -> str:
    """The same as a file; it is the same for every playbook."""
    return forms.text(RepliesJson)


def _documents(playbook: Playbook) -> Iterator[tuple[Document, Document | None]]:
    """Whatever holds words, with the policy that it belongs to: the scripts below their policies, and at the end those of none."""
    served = set()
    for policy in playbook.of_kind("policy"):
        if policy.active:
            yield policy, policy
            if playbook.get("policy", policy.id) is policy:
                served.add(policy.id)
                yield from ((script, policy) for script in playbook.scripts_of(policy))
    yield from ((script, None) for script in playbook.of_kind("script") if script.active and script.fields.of not in served)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """The title and the text of each reply that a document holds."""
    name, found = line(document.title) or document.id, list(spoken(document))
    if document.kind.name == "script":
        words: tuple[Block, ...] = tuple(block for _, blocks in found for block in blocks)
        if text := whole(words):
            yield name, text
        return
    titles: Counter[str] = Counter()
    for section, text in ((section, text) for section, blocks in found for block in blocks if (text := whole((block,)))):
        title = name if section is None or section.name == "what-to-say" else f"{name}: {line(section.heading)}"
        titles[title] += 1
        yield title if titles[title] == 1 else f"{title} ({titles[title]})", text


def _shortcut(document: Document, playbook: Playbook) -> str:
    tongue = "" if document.lang == playbook.lexicon.language else f"-{document.lang}"
    return _ODD.sub("-", f"{document.id}{tongue}".lower()).strip("-")


def _free(wanted: str, taken: Counter[str]) -> str:
    """The shortcut itself, or with a number behind it where somebody has it already."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken[found] += 1
    return found


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
