"""What is still the starter's, word for word."""

import pytest

from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named, starters
from playbook_plugins.edit.untouched import untouched
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import playbook

BUSINESS = Answers(name="Hilltop Bakery", phone="01632 960123", area="Hilltop", signed_by="Ines, who bakes")


def laid(tmp_path, answers=BUSINESS, *, name="neutral", lang="en"):
    lay_down(tmp_path, answers, starter=named(name, lang))
    return lambda: read_playbook(tmp_path / "docs" / "playbook", root=tmp_path, public=tmp_path / "docs" / "public")


@pytest.mark.parametrize("name, lang", [(name, lang) for name, languages in starters().items() for lang in languages])
def test_all_that_was_just_laid_down_is_untouched(tmp_path, name, lang):
    playbook = laid(tmp_path, name=name, lang=lang)()
    found = {one.document.path for one in untouched(playbook) if one.whole}
    assert found == {document.path for document in playbook.documents if document.kind.name != "lessons"}


def test_the_other_people_of_a_starter_are_known_too(tmp_path):
    told = Answers(name="Friends of the Ford", email="hello@ford.example", people_word="member", answers_within="a week")
    assert all(one.whole for one in untouched(laid(tmp_path, told, name="charity")()))


def test_a_sentence_of_ones_own_is_told_from_ours(tmp_path):
    read = laid(tmp_path)
    before = next(one for one in untouched(read()) if one.document.kind.name == "fit")
    fit = tmp_path / "docs" / "playbook" / "fit.md"
    ours = "- You like to hear the price before anything begins."
    text = fit.read_text("utf-8")
    fit.write_text(text.replace(ours, "- You like your bread dark, and you come before nine."), "utf-8")
    after = next(one for one in untouched(read()) if one.document.kind.name == "fit")
    assert (after.sentences, len(after.ours), after.whole) == (before.sentences, len(before.ours) - 1, False)
    assert text.split("\n").index(ours) + 1 not in {place.line for place in after.ours}
    assert {place.line for place in after.ours} < {place.line for place in before.ours}


def test_a_text_that_was_moved_and_marked_up_is_still_ours(tmp_path):
    read = laid(tmp_path)
    file = tmp_path / "docs" / "playbook" / "policies" / "tell-us.md"
    text = file.read_text("utf-8").replace("No explaining. It is their turn.", "No *explaining*.\n  It is **their** turn.")
    file.unlink()
    file.with_name("after-every-visit.md").write_text(text, "utf-8")
    assert next(one for one in untouched(read()) if one.document.id == "after-every-visit").whole


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_what_a_new_policy_is_offered_is_ours_as_well(tmp_path, lang):
    lay_down(tmp_path, BUSINESS, starter=named("neutral", lang))
    given = ["add", "policy", "Abc", "--field", "topic=greeting", "--field", "they_leave_feeling=x", "--from", "ready"]
    assert playbook(*given, cwd=tmp_path).returncode == 0
    read = read_playbook(tmp_path / "docs" / "playbook", root=tmp_path)
    found = next(one for one in untouched(read) if one.document.id == "abc")
    assert (found.whole, found.sentences) == (True, len(found.ours)) and found.sentences > 5


def test_a_playbook_without_settings_is_compared_with_what_anybody_gets(tmp_path):
    read = laid(tmp_path)
    (tmp_path / "docs" / "playbook" / "playbook.yml").write_text("business:\n", "utf-8")
    found = {one.document.id: one.whole for one in untouched(read())}
    assert found["upset-people"] and found["fit"]


def test_ones_own_words_are_not_ours(write):
    folder = write({
        "playbook.yml": "business:\n  name: Any Shop\n  phone: 01632 960200\n  answers_within: 1 working day\n",
        "pages/key.md": "# The key\n\nIt hangs behind the clock, and Ida knows which one.\n",
    })  # fmt: skip
    assert [*untouched(read_playbook(folder, root=folder))] == []
