"""Whatever Markdown somebody has, it becomes drafts that are read, and no word of it is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_plugins.edit.importing.draft import Imported, Old
from playbook_plugins.edit.importing.handbook import imported
from playbook_plugins.edit.importing.letters import decoded
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.read.document import read_document
from playbook_plugins.read.lexicon import lexicon
from tests.conftest import WHOLE
from tests.importing.said import lost

ENGLISH = lexicon("en")
_PIECES = (
    "# ", "## ", "### ", "#", "####", "- ", "* ", "1. ", "10) ", "> ", ">> ", "    ", "  ", "\t", "\n", "\n\n", "\n---\n", "\n===\n", "```\n", "~~~", "`", "``", "*", "**", "_", "__",
    "[", "]", "(", ")", "](", "][", "![", "[[", "]]", "|", "\n| a | b |\n| --- | --- |\n| c | d |\n", "| --- |", "<", ">", "</", "<ul>", "</ul>", "<li>", "</li>", "<ol>", "<table>",
    "<tr>", "<td>", "</td>", "</tr>", "</table>", "<b>", "</b>", "<a href=\"a.md\">", "</a>", "<br>", "<p>", "</p>", "<div>", "</div>", "<h2>", "</h2>", "<script>", "</script>", "<pre>", "</pre>",
    "<!--", "-->", "<name>", "<details>", "<summary>", "</summary>", "</details>", "<img src=\"a.png\" alt=\"boat\">", "&amp;", "&nbsp;", "&eacute;", "&#65;", "\\", "\\#", "\\-", "\\.", "\\[", "\\|",
    "{% page \"a\" %}", "{{ x }}", "{: .wide}", "{.x}", "{", "}", "!!! note\n    ", "!!! tip \"How so\"\n    ", "=== \"Tab\"\n    ", ":::note\n", ":::\n", "> [!TIP]\n> ", "??? ", "[^1]", "[^1]: ",
    "[a]: b.md\n", "[a]: <data:image/png;base64,AAAA>\n", "[a]", "[b][a]", "https://quay.example/a_b", "<https://quay.example>", "mailto:", "---\ntitle: Late\n---\n", "+++\ntitle = 1\n+++\n",
    "\r\n", "\r", "\u200b", "\u2028", "\x0b", "\x00", "\ufeff", "\u00a0", "\ufdd0", "\ufdd00\ufdd1", "\U0001f6f6", "Zażółć", "boat", "late tour", "two words here", "What to do", "complaint of a customer", "a", "7", "x1",
)
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(alphabet="ab #>*-`[]()<>|\n\t_!\\~:{}%&;=+1.", max_size=8), max_size=40).map("".join)


def brought(text: str) -> Imported:
    old = decoded(text.encode("utf-8", "replace"))
    return imported([Old("late.md", old[0], "0")] if old else [], [], folder="handbook", taken=(), earlier=(), lexicon=ENGLISH, written_in=None)


def tried(text: str) -> None:
    """Bring one text; say which words are missing, and what the reader refuses."""
    made = brought(text)
    assert made.drafts or "\0" in text
    assert not (made.drafts and lost(text, [draft.content.decode() for draft in made.drafts])), text
    for draft in made.drafts:
        reading = read_document(draft.content, draft.path, KINDS[draft.guess.kind], lexicon=ENGLISH)
        assert [fault for fault in reading.faults] == [], text
        assert reading.document.fields.status is Status.DRAFT and reading.document.title


@pytest.mark.share
@settings(max_examples=2_000 if WHOLE else 120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(TEXTS)
def test_nothing_is_lost_and_everything_is_read(text):
    tried(text)
