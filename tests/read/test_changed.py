"""What has changed from day to day, read from real version histories of every shape."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from playbook_plugins.cache import Cache
from playbook_plugins.checklist.forgotten import forgotten
from playbook_plugins.model.changed import Changes, Line, Way
from playbook_plugins.model.history import Gap
from playbook_plugins.read import changed as reading, versions
from playbook_plugins.read.changed import changed
from playbook_plugins.read.playbook import read_playbook

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nchecklist:\n  private_names: [Ola Nowak]\n"
WET = """---
topic: recovery
they_leave_feeling: dry
reviewed: 2026-05-01
---
# Wet boots

Boots fill quickly.

## What to do

1. **Listen** to all of it.
2. **Make right** with dry socks.
3. **Offer** the bench in the sun, and tea.

## Don't

- Never laugh at the boots.
"""
ROLE = "---\nmay_spend: 25\nreach: ext. 4\n---\n# Desk\n\nMinds the door.\n"


class Shop:
    """A playbook in a repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.put({"playbook.yml": FACTS})

    def git(self, *arguments: str, day: str = "2026-05-01", **more: str) -> str:
        moment = f"{day}T10:00:00Z"
        names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@quay.example"), ("DATE", moment))}
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **more}
        done = subprocess.run(["git", "-C", str(self.folder), "-c", "commit.gpgsign=false", *arguments], check=True, capture_output=True, env=environment)
        return done.stdout.decode("utf-8", "replace")

    def put(self, files: dict[str, str | bytes | None]) -> None:
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                file.unlink()
            else:
                file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def keep(self, day: str, files: dict[str, str | bytes | None]) -> None:
        self.put(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A change", day=day)

    def told(self) -> Changes:
        playbook = read_playbook(self.folder, root=self.folder)
        return changed(playbook, forgotten=forgotten(playbook))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "shop")


def lines(told: Changes, id: str) -> list[Line]:
    return [line for change in told.found if change.id == id for line in change.lines]


def brief(told: Changes) -> list[tuple[str, str, str]]:
    return [(str(change.day), str(change.way), change.id) for change in told.found]


def test_only_the_lines_that_changed_are_told_and_as_a_reader_sees_them(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET, "roles/desk.md": ROLE})
    after = WET.replace("with dry socks", "with *dry* socks from the [basket](../roles/desk.md)").replace("3. **Offer** the bench in the sun, and tea.\n", "")
    after = after.replace("# Wet boots", "# Wet feet") + "- Never say “only water”.\n"
    shop.keep("2026-05-09", {"policies/wet-boots.md": after, "roles/desk.md": ROLE.replace("25", "40")})
    told = shop.told()
    assert brief(told)[:2] == [("2026-05-09", "changed", "wet-boots"), ("2026-05-09", "changed", "desk")]
    assert lines(told, "wet-boots") == [
        Line("", "title", "Wet boots", "Wet feet"),
        Line("What to do", "", "Make right with dry socks.", "Make right with dry socks from the basket."),
        Line("What to do", "", "Offer the bench in the sun, and tea.", ""),
        Line("Don't", "", "", "Never say “only water”."),
    ]
    assert lines(told, "desk") == [Line("", "may_spend", "25", "40")]
    assert [(change.way, change.title, change.lines) for change in told.found[2:]] == [(Way.NEW, "Wet feet", ()), (Way.NEW, "Desk", ())]


@pytest.mark.parametrize(
    "after",
    [
        WET.replace("2026-05-01", "2026-06-01"),
        WET.replace("Boots fill quickly.", "Boots\n  fill   quickly."),
        WET.replace("dry socks", "**dry** socks").replace("- Never", "* Never"),
        WET.replace("\n", "\r\n"),
        WET.replace("1. **Listen** to all of it.\n2. **Make right** with dry socks.", "1. **Make right** with dry socks.\n2. **Listen** to all of it."),
        WET.replace("---\n#", "allow: {step-order: because we are quick}\ntags: [wet]\n---\n#"),
        WET + "\n<!-- for us -->\n",
    ],
    ids=["reviewed", "blanks", "marks", "line ends", "order", "lines for the checklist", "comment"],
)
def test_noise_is_not_told(after, shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-06-01", {"policies/wet-boots.md": after})
    assert brief(shop.told()) == [("2026-05-01", "new", "wet-boots")]


def test_words_that_stand_under_another_heading_say_so(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("3. **Offer** the bench in the sun, and tea.\n", "") + "- Offer the bench in the sun, and tea.\n"})
    said = "Offer the bench in the sun, and tea."
    assert lines(shop.told(), "wet-boots") == [Line("Don't", "", said, said, "What to do")]


def test_days_are_told_once_and_the_newest_first(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "coffee")})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "cocoa")})
    shop.keep("2026-05-03", {"policies/wet-boots.md": WET})
    told = shop.told()
    assert [(str(change.day), change.lines[0].before, change.lines[0].after) for change in told.found[:2]] == [
        ("2026-05-03", "Offer the bench in the sun, and cocoa.", "Offer the bench in the sun, and tea."),
        ("2026-05-02", "Offer the bench in the sun, and tea.", "Offer the bench in the sun, and cocoa."),
    ]
    assert told.of("policies/wet-boots.md") is told.found[0] and len({change.mark for change in told.found}) == 3


def test_what_was_private_does_not_live_on(shop):
    private = ["Ring Mrs Hill on 01632 960 987.", "Ola Nowak gets the green kayak.", "Write to ann.hill@post.example.", "Card 4111 1111 1111 1111 is on the file."]
    kind = "Ring us on 01632 960200."
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET + "".join(f"- {line}\n" for line in (*private, kind, "Never run."))})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET})
    # what is ours, and what is nobody's, is told: so the others are left out for what they say
    assert [line.before for line in lines(shop.told(), "wet-boots")] == [kind, "Never run."]


def test_a_name_that_a_lesson_lost_does_not_live_on(shop):
    table = "# What we learned\n\n| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n"
    row = "| 2026-05-01 | {} was cross | She waited | Tea | desk | yes |\n"
    shop.keep("2026-05-01", {"roles/desk.md": ROLE + "\nMr Danso minds it.\n", "lessons.md": table + row.format("Mrs Hill") + row.format("Mr Danso")})
    shop.keep("2026-05-02", {"lessons.md": table + row.format("A customer")})
    told = str(shop.told().found)
    assert "Hill" not in told and "Mr Danso was cross" in told and "A customer was cross" in told


def test_a_line_that_lost_a_private_detail_is_told_without_the_old_words(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET + "- Never ring Ola Nowak before ten in the morning.\n", "policies/ola-nowak.md": WET.replace("# Wet boots", "# When Ola Nowak comes")})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET + "- Never ring people before ten in the morning.\n", "policies/ola-nowak.md": None, "policies/a-regular.md": WET.replace("# Wet boots", "# When a regular comes")})
    told = shop.told()
    assert lines(told, "wet-boots") == [Line("Don't", "", "", "Never ring people before ten in the morning.")]
    assert {change.id for change in told.found if change.way is Way.NEW} == {"wet-boots", "a-regular"}
    (renamed,) = [change for change in told.found if change.id == "a-regular" and change.way is not Way.NEW]
    assert (renamed.formerly, renamed.lines) == ("", (Line("", "title", "", "When a regular comes"),))
    assert "Nowak" not in str(told.found).replace("ola-nowak.md", "") and "01632 960 987" not in str(told)


def test_new_names_are_followed_and_told(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-02", {"policies/wet-boots.md": None, "policies/wet-feet.md": WET})
    shop.keep("2026-05-03", {"policies/wet-feet.md": None, "policies/wet-socks.md": WET.replace("tea", "cocoa")})
    # a text of its own under the first name
    shop.keep("2026-05-04", {"policies/wet-boots.md": WET.replace("Boots fill", "Water comes").replace("# Wet boots", "# Rain")})
    found = [(str(change.day), change.way, change.id, change.formerly, len(change.lines)) for change in shop.told().found]
    assert found == [
        ("2026-05-04", Way.NEW, "wet-boots", "", 0),
        ("2026-05-03", Way.CHANGED, "wet-socks", "wet-feet", 1),
        ("2026-05-02", Way.MOVED, "wet-socks", "wet-boots", 0),
        ("2026-05-01", Way.NEW, "wet-socks", "", 0),
    ]


def test_what_comes_into_use_and_goes_is_told_by_its_title(shop):
    draft = WET.replace("topic:", "status: draft\ntopic:")
    shop.keep("2026-05-01", {"policies/wet-boots.md": draft, "roles/desk.md": ROLE})
    shop.keep("2026-05-02", {"policies/wet-boots.md": draft.replace("tea", "cocoa")})
    shop.keep("2026-05-03", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-04", {"policies/wet-boots.md": WET.replace("topic:", "status: retired\ntopic:"), "roles/desk.md": None})
    found = [(str(change.day), change.way, change.title, change.lines) for change in shop.told().found]
    assert found == [
        ("2026-05-04", Way.GONE, "Wet boots", ()),
        ("2026-05-04", Way.GONE, "Desk", ()),
        ("2026-05-03", Way.NEW, "Wet boots", ()),
        ("2026-05-01", Way.NEW, "Desk", ()),
    ]


def test_a_version_that_nobody_can_read_is_passed_over(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    for number, broken in enumerate((b"---\ntopic: [\n---\n# Wet\n", WET.encode("utf-16"), b"\x00\xff\xfe" * 99, b"x" * 400_000, b"\xb3\xf3d\xbc\n"), start=2):
        shop.keep(f"2026-05-0{number}", {"policies/wet-boots.md": broken})
    shop.keep("2026-05-09", {"policies/wet-boots.md": WET.replace("tea", "cocoa")})
    assert brief(shop.told()) == [("2026-05-09", "changed", "wet-boots"), ("2026-05-01", "new", "wet-boots")]
    assert len(lines(shop.told(), "wet-boots")) == 1


def test_what_is_no_document_is_not_told(shop):
    odd = {"policies/Ä ?.md": WET, "policies/a\nb.md": WET, "notes/x.md": WET, "README.md": WET, "policies/boots.png": b"\x89PNG", "policies/deep/er.md": WET}
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET, **odd})
    shop.keep("2026-05-02", {name: b"# Other\n" for name in odd})
    shop.put({"policies/wet-boots.md": WET.replace("tea", "not committed")})
    assert brief(shop.told())[-1] == ("2026-05-01", "new", "wet-boots")
    assert "not committed" not in str(shop.told()) and "README" not in str(shop.told())


def test_what_another_branch_brought_counts_from_its_merging(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.git("checkout", "-q", "-b", "side")
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "cocoa")})
    shop.git("checkout", "-q", "main")
    shop.keep("2026-05-03", {"roles/desk.md": ROLE})
    shop.git("merge", "-q", "--no-ff", "-m", "Merge", "side", day="2026-05-05")
    shop.keep("2026-05-06", {})
    assert brief(shop.told())[0] == ("2026-05-05", "changed", "wet-boots")
    assert len(lines(shop.told(), "wet-boots")) == 1


def test_a_clock_that_went_wrong_is_not_believed(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2090-01-01", {"policies/wet-boots.md": WET.replace("tea", "cocoa")})
    shop.keep("2026-05-03", {"roles/desk.md": ROLE})
    assert [day for day, _, _ in brief(shop.told())] == ["2026-05-03", "2026-05-03", "2026-05-01"]


@pytest.mark.parametrize(("texts", "most"), [(60, 20), pytest.param(2_000, reading._TEXTS, marks=pytest.mark.whole)])
def test_a_large_import_is_told_in_part(texts, most, shop, monkeypatch):
    monkeypatch.setattr(reading, "_TEXTS", most)
    shop.keep("2024-05-01", {"policies/long-ago.md": WET})
    shop.keep("2026-05-01", {f"pages/text-{number}.md": f"# Text {number}\n\nIt says {number}.\n" for number in range(texts)})
    shop.keep("2026-05-02", {f"pages/text-{number}.md": f"# Text {number}\n\nIt says no more than {number}.\n" for number in range(texts)})
    told = shop.told()
    assert told.left_out and len(told.found) == most and {str(change.day) for change in told.found} == {"2026-05-02"}
    monkeypatch.setattr(reading, "_TEXTS", 10_000)
    assert [day for day, _, _ in brief(shop.told())].count("2026-05-01") == texts
    assert shop.told().left_out, "more than a year ago there was one"


def test_one_commit_gives_the_same_on_every_day_and_in_every_folder(shop, tmp_path):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET, "roles/desk.md": ROLE})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "cocoa").replace("Boots fill", "They fill")})
    subprocess.run(["git", "clone", "-q", str(shop.folder), str(tmp_path / "copy")], check=True)
    playbook = read_playbook(tmp_path / "copy", root=tmp_path / "copy")
    assert changed(playbook, forgotten=forgotten(playbook)) == shop.told() != Changes()


def test_without_a_whole_history_only_the_reason_is_told(shop, tmp_path, monkeypatch):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "cocoa")})
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{shop.folder}", str(tmp_path / "copy")], check=True)
    part = read_playbook(tmp_path / "copy", root=tmp_path / "copy")
    assert changed(part, forgotten=forgotten(part)) == Changes(gap=Gap.SHALLOW)
    empty = Shop(tmp_path / "empty")
    assert empty.told() == Changes(gap=Gap.NONE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shop.told() == Changes(gap=Gap.NO_GIT)


def test_no_settings_no_word(shop):
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET})
    shop.keep("2026-05-02", {"policies/wet-boots.md": WET.replace("tea", "cocoa"), "playbook.yml": "business: [\n"})
    playbook = read_playbook(shop.folder, root=shop.folder)
    assert [change.title for change in changed(playbook, forgotten=forgotten(playbook)).found] == [""]
    assert date.min < changed(playbook, forgotten=forgotten(playbook)).found[0].day


def test_what_the_history_has_is_read_once(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "kept"))
    shop.keep("2026-05-01", {"policies/wet-boots.md": WET, "roles/desk.md": ROLE})
    shop.keep("2026-05-02", {"policies/wet-boots.md": b"---\n\xff"})
    shop.keep("2026-05-09", {"policies/wet-boots.md": WET.replace("dry socks", "Ola Nowak"), "roles/desk.md": ROLE.replace("25", "40")})
    shop.keep("2026-05-10", {"policies/wet-boots.md": None})

    def told(*, anew: bool) -> Changes:
        if anew:
            versions._last.clear()
        playbook = read_playbook(shop.folder, root=shop.folder)
        with monkeypatch.context() as patch:
            patch.setattr(versions, "read_document", real if anew else pytest.fail)
            return changed(playbook, forgotten=forgotten(playbook), kept=Cache(shop.folder))

    real = versions.read_document
    versions._last.clear()
    plain = shop.told()
    assert told(anew=True) == plain
    assert told(anew=False) == plain
    # and in the next process
    versions._last.clear()
    assert told(anew=False) == plain
    # what must not be said any more is asked each time
    assert "Ola Nowak" not in repr(plain)
    shop.put({"playbook.yml": FACTS.replace("[Ola Nowak]", "[Jan Kos]")})
    assert told(anew=True) == shop.told() != plain


def test_a_text_that_the_history_does_not_give_today_is_asked_for_again(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "kept"))
    shop.keep("2026-05-01", {"roles/desk.md": ROLE})
    shop.keep("2026-05-09", {"roles/desk.md": ROLE.replace("25", "40")})
    playbook = read_playbook(shop.folder, root=shop.folder)
    versions._last.clear()
    with monkeypatch.context() as patch:
        patch.setattr(versions, "old_texts", lambda *_: {})
        assert not lines(changed(playbook, forgotten=forgotten(playbook), kept=Cache(shop.folder)), "desk")
    for forget in (False, True):
        if forget:
            versions._last.clear()
        assert lines(changed(playbook, forgotten=forgotten(playbook), kept=Cache(shop.folder)), "desk") == [Line("", "may_spend", "25", "40")]
