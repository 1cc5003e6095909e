"""A list to tick off names each line by the edition of the text that it comes from, and reads well without a script."""

import re

import pytest
from markdown import markdown

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = """\
---
topic: hospitality
they_leave_feeling: looked after
---
# "Wet & cold"

## What to do

1. **Welcome** them.

## Don't

- Hurry.

## After they have gone

Before you sit down:

- **Dry** the deck, and say [why](../lessons.md).
- **Ring** the quay:

    - before six
    - <b>never</b> after

<!-- -->

1. Sign `[out]`.
2. Go.
"""


@pytest.fixture
def pages(write):
    """The bodies of the internal pages of a small playbook, by path."""

    def made(files: dict[str, str]) -> dict[str, str]:
        root = write({"playbook.yml": SETTINGS, "lessons.md": "# Lessons\n", **files})
        return {page.path: page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages}

    return made


def ticks(body: str) -> list[str]:
    return re.findall(r'data-tick="([^"]*)"', body)


def test_every_line_is_a_box_with_its_words_beside_it(pages):
    made = markdown(pages({"policies/wet.md": POLICY})["policies/wet.md"])
    lines = re.findall(r'<label class="pb-tick"><input type="checkbox" data-tick="[^"]+"> <span>(.*?)</span></label>', made)
    assert lines == ['<strong>Dry</strong> the deck, and say <a href="../lessons.md">why</a>.', "<strong>Ring</strong> the quay:", "Sign <code>[out]</code>.", "Go."]
    assert "<li>before six</li>" in made and "&lt;b&gt;never" in made
    assert "<p>Before you sit down:</p>" in made
    assert len(re.findall(r"<ol>", made.partition("After they have gone")[2])) == 1


def test_a_change_gives_every_line_another_name_and_a_review_none(pages):
    first = ticks(pages({"policies/wet.md": POLICY})["policies/wet.md"])
    assert len(set(first)) == 4 and all(re.fullmatch(r"policy:wet@[0-9a-f]{6}/3\.\d", name) for name in first)
    read_over = POLICY.replace("topic:", "reviewed: 2026-11-20\ntopic:")
    assert ticks(pages({"policies/wet.md": read_over})["policies/wet.md"]) == first
    changed = ticks(pages({"policies/wet.md": POLICY.replace("the deck", "the whole deck")})["policies/wet.md"])
    assert len(changed) == 4 and not {*changed} & {*first}


def test_a_text_in_another_language_has_ticks_of_its_own(pages):
    polish = "---\ntopic: hospitality\nthey_leave_feeling: dobrze\n---\n# Mokro\n\n## Co robić\n\n1. **Witaj**.\n\n## Czego nie robić\n\n- Nie.\n\n## Kiedy już wyjdą\n\n- Osusz.\n"
    made = pages({"policies/wet.md": POLICY, "policies/wet.pl.md": polish})["policies/wet.pl.md"]
    assert [re.sub("@.*", "", name) for name in ticks(made)] == ["policy:wet.pl"]
    assert 'data-keeps="policy:wet.pl"' in made and 'data-again="Zacznij od nowa"' in made


def test_a_card_without_such_a_list_has_nothing_for_a_script_to_find(pages):
    bare = pages({"policies/wet.md": POLICY.partition("## After")[0]})["policies/wet.md"]
    assert "pb-tick" not in bare


def test_a_title_with_quotes_heads_a_note_as_it_stands(pages):
    assert 'data-title="&#34;Wet &amp; cold&#34;"' in pages({"policies/wet.md": POLICY})["policies/wet.md"]
