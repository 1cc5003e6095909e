"""Small handbooks in every form become drafts, and nothing of them is lost."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook_plugins.edit.importing.draft import Imported
from playbook_plugins.edit.importing.found import looked_through
from playbook_plugins.edit.importing.handbook import imported
from playbook_plugins.edit.importing.laying import lay_down
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.page import Audience
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.read.playbook import read_playbook
from tests.importing.handbooks import HANDBOOKS
from tests.importing.said import lost

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def brought(folder: Path, *, language: str = "en") -> Imported:
    old, left = looked_through(folder, language=language)
    return imported(old, left, folder=folder.name, taken=(), earlier=(), lexicon=lexicon(language), written_in=None)


def drafts(made: Imported) -> dict[str, str]:
    """What is written, by path."""
    return {draft.path: draft.content.decode() for draft in made.drafts}


@pytest.fixture
def bring(write):
    """Bring a handbook of these files: `bring({"a.md": "# A"})` gives what is written, by path."""

    def bring_files(files: Mapping[str, str | bytes], **how: str) -> dict[str, str]:
        return drafts(brought(write(dict(files), "handbook"), **how))

    return bring_files


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_word_of_a_handbook_is_kept(name, write):
    files = HANDBOOKS[name]
    made = brought(write(dict(files), "handbook"))
    of: dict[str, list[str]] = {}
    for draft in made.drafts:
        of.setdefault(draft.old, []).append(draft.content.decode())
    texts = {path: text for path, text in files.items() if path.endswith((".md", ".txt"))}
    assert texts and of.keys() >= texts.keys()
    assert {path: gone for path, text in texts.items() if (gone := lost(text, of[path]))} == {}


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbook_becomes_drafts_that_are_read_and_seen_by_nobody(name, write, tmp_path):
    room = write({"playbook.yml": SETTINGS}, "room")
    lay_down(brought(write(dict(HANDBOOKS[name]), "handbook")).drafts, room)
    playbook = read_playbook(room, root=room)
    assert [fault for fault in playbook.faults] == []
    assert playbook.documents and {document.fields.status for document in playbook.documents} == {Status.DRAFT}
    assert {document.audience for document in playbook.documents} == {Audience.INTERNAL}


def test_the_comparison_finds_a_word_that_is_missing_or_in_another_place():
    assert lost("# Late\n\nRing them today.", ["# Late\n\nRing them."]) == "“Ring them today.”"
    assert lost("First this.\n\nThen that.", ["Then that.\n\nFirst this."])
    assert lost("---\nteam: rowing\n---\n# Late", ["# Late"]) == "“team: rowing”"
    assert lost("a\n\n```sh\nmake tea\n```\n", ["a"])
    assert lost("| a | b |\n| --- | --- |\n| c | d |\n", ["| a | b |\n| --- | --- |\n| c | |\n"]) == "“d”"
    assert lost("Ring <b>them</b>, <i>today</i>.", ["Ring **them**, *to*."])
    assert lost("<ul><li>one<li>two</ul>", ["- one"])
    assert lost("<!-- ask Ola -->", [""])
    assert lost("one two", ["one", "three"]) and not lost("one two", ["one", "two"])
    assert not lost("# Late\n\n<b>Ring</b> [them](a.md) today.", ["# Late\n\n**Ring** them (`a.md`) today."])


def below(text: str) -> str:
    """A draft without the lines at its top."""
    return text.split("---\n", 2)[2]


def test_a_notion_export_keeps_its_names_links_and_tables(bring):
    written = bring(HANDBOOKS["notion"])
    assert written.keys() == {"pages/quay-kayaks.md", "policies/complaints.md", "pages/boats.md"}
    assert "[Complaints](../policies/complaints.md)" in written["pages/quay-kayaks.md"]
    assert "[Boats](boats.md)" in written["pages/quay-kayaks.md"] and "<aside>" not in written["pages/quay-kayaks.md"]
    assert below(written["pages/boats.md"]) == "# Boats\n\n| Name | Seats | Note |\n| --- | --- | --- |\n| Heron | 1 | dry, light |\n| Otter | 2 | a \\| b |\n| Teal | 1 | sold |\n"


def test_a_policy_gets_our_headings_above_its_own(bring):
    policy = bring(HANDBOOKS["notion"])["policies/complaints.md"]
    assert policy.startswith("---\nstatus: draft\ntopic: recovery\nthey_leave_feeling: \"TODO:")
    assert "## What to do\n\n### Process\n\n1. **Listen** until" in policy
    assert "## Don't\n\n### Things to avoid\n\n- No excuses" in policy
    assert "> “I am sorry that your boat leaked.”\n\nUntitled (`Complaints/Untitled.png`)\n" in policy


def test_a_word_processor_s_escapes_and_pictures_go(bring):
    text = below(bring(HANDBOOKS["google docs"])["pages/handbook.md"])
    assert text.startswith("# Quay Kayaks handbook\n\n## Welcoming customers\n\nLook up. Smile! It costs nothing - really.\n")
    assert "## When it rains" in text and "base64" not in text


def test_boxes_tabs_and_the_menu_of_a_site_are_understood(bring):
    written = bring(HANDBOOKS["mkdocs"])
    late = written["pages/late.md"]
    assert "# In the menu: When a tour is late\n" in late and "\n# When a tour is late\n" in late
    assert "**Warning Ring first**\n\nNever let customers wait at the quay.\n\n- Ring them\n" in late
    assert "\n## What we do\n" in late and "```sh\necho late >> list\n```" in late and "**By phone**\n\nSay who you are." in late
    assert "[what to do when a tour is late](late.md#steps)" in written["pages/docs.md"] and "[the words](words.md)" in written["pages/docs.md"]
    assert "#   - navigation\n# author: the dock team\n---\n" in written["pages/docs.md"]


def test_html_and_tags_of_programs_become_plain(bring):
    refunds = bring(HANDBOOKS["jekyll"])["policies/refunds.md"]
    assert "- Ask the **customer** what happened,\n  and [be kind](../principles/handbook.md)" in refunds
    assert "| What | Days |\n| --- | --- |\n| tour &amp; boat | 3 |" in refunds
    assert "```html\n<script>track(\"page\");</script>\n```" in refunds and "<!-- ask Ola about cash -->" in refunds
    assert "Write to \\<name> at once.\\\nThen wait." in refunds and "gone (`/nowhere/`)" in refunds
    values = bring(HANDBOOKS["jekyll"])["principles/handbook.md"]
    assert "tags: [team, quay]" in values and "`{% include nav.html %}`" in values
    assert values.count("## Kindness") == 2 and "### Kindness" in values


@pytest.mark.parametrize("said, found", [
    ("caf\u00e9", "caf\u00e9".encode("cp1252")), ("caf\u00e9", b"\xef\xbb\xbfcaf\xc3\xa9\r\nx"), ("caf\u00e9", "\ufeffcaf\u00e9".encode("utf-16-le")), ("one\ntwo", b"one\rtwo"),
])
def test_letters_of_other_times_are_read(bring, said, found):
    assert said in bring({"late.md": found})["pages/late.md"]


def test_polish_texts_become_polish_drafts(bring):
    text = "# Reklamacje klientów\n\n## Procedura\n\n1. **Wysłuchaj** do końca.\n2. Zapytaj klienta.\n\n## Czego unikać\n\n- Wymówek.\n"
    policy = bring({"reklamacje.md": text.encode("cp1250")}, language="pl")["policies/reklamacje.md"]
    assert "topic: recovery\nthey_leave_feeling: \"TODO: z czym" in policy
    assert "## Co robić\n\n### Procedura\n" in policy and "\n## Czego unikać\n" in policy


def test_what_is_no_text_stays_where_it_is(write, tmp_path):
    folder = write({"late.md": "# Late\n", "boat.png": b"\x89PNG\0", "odd.md": b"\0\1\2", "notes.docx": b"PK", ".git/config.md": "hidden"}, "handbook")
    (folder / "away.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("secret", "utf-8")
    (folder / "round").symlink_to(folder)
    made = brought(folder)
    assert [draft.old for draft in made.drafts] == ["late.md"]
    assert {one.path: one.what for one in made.left} == {
        "boat.png": "a picture", "odd.md": "no text, whatever its name says", "notes.docx": "a file that ends in `.docx`",
        "away.md": "a link to somewhere else", "round": "a link to somewhere else",
    }


def test_a_long_text_becomes_several_and_says_which(bring):
    written = bring(HANDBOOKS["odd"])
    parts = [text for path, text in written.items() if path.startswith("pages/long") and "Part 0" not in path and "## Part" in text]
    assert len(parts) >= 2 and "(part 2)" in parts[1]
    assert all(len(text.encode()) <= 256 * 1024 for text in written.values())


def test_names_are_fit_and_no_two_are_alike(bring):
    written = bring(HANDBOOKS["odd"])
    assert {"pages/con-2.md", "pages/unicode-name-1.md", "pages/handbook.md"} <= written.keys()
    assert len({path.lower() for path in written}) == len(written)


def test_an_audience_of_their_own_is_not_ours(bring):
    text = bring({"late.md": "---\naudience: public\nstatus: active\nallow:\n  private-detail: because\n---\n# Late\n"})["pages/late.md"]
    assert text.startswith("---\nstatus: draft\n# Imported from handbook/late.md (") and "\n# audience: public\n" in text


@pytest.mark.parametrize("title", ["Our prices", "Our promise to you", "Partners", "Whom we serve"])
def test_what_would_be_for_everybody_becomes_a_page_with_a_hint(title, write):
    draft, = brought(write({"text.md": f"# {title}\n\nWords.\n"}, "handbook")).drafts
    assert draft.path == "pages/text.md" and "everybody reads" in draft.guess.next[0]


def test_words_for_a_channel_belong_to_the_policy_of_their_topic(bring):
    policy = "# Complaints\n\n1. Listen to the customer.\n2. Thank the customer.\n"
    script = "# Email template for complaints\n\n> Thank you for telling us.\n"
    story = "# A complaint about a boat\n\n## What happened\n\nIt leaked.\n\n## What we did\n\nWe rang.\n"
    written = bring({"complaints.md": policy, "mail.md": script, "story.md": story})
    assert "of: complaints\nchannel: email\n" in written["scripts/mail.md"]
    assert "of: complaints\n" in written["scenarios/story.md"]


def test_words_that_serve_no_policy_stay_a_page(bring):
    assert bring({"mail.md": "# Email template for complaints\n\n> Thank you for telling us.\n"}).keys() == {"pages/mail.md"}


def test_html_in_a_list_or_between_cells_keeps_its_order(bring):
    text = bring({"late.md": "<table>before<tr><td>in</td></tr>between<tr><td>last<ul><li>a</ul></td></tr></table>\n\n<pre>x &lt;y&gt; <name></pre>\n"})["pages/late.md"]
    assert [word for word in ("before", "in |", "between", "last", "x <y> <name>") if word not in text] == []
    assert text.index("before") < text.index("in |") < text.index("between") < text.index("last")


@pytest.mark.parametrize("text, parts", [("**a** " * 2_000, 1), ("<ul><li>" * 600, 1), ("".join(f"## a{number}\n" for number in range(520)), 2)])
def test_too_much_of_anything_becomes_code_or_two_texts(bring, text, parts):
    assert len(bring({"late.md": text})) == parts
