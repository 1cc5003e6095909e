"""The form on a folder of this computer: an owner writes and changes texts, and types no mark of Markdown or YAML."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from playbook_plugins.read.playbook import read_playbook
from tests.browser.owners import Owner, texts_of
from tests.conftest import TODAY, playbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEPS, SAY = "What do we do, step by step?", "What do we say?"
PROMISE = "docs/playbook/promises/answer.md"
POLICY = "docs/playbook/policies/something-went-wrong.md"
@pytest.mark.parametrize("known", [True, False])
def test_where_no_host_is_named_it_says_how_to_name_one(owner: Callable[..., Owner], known: bool):
    maria = owner(choose=False)
    if not known:
        maria.page.route("**/edit/", lambda route: route.fulfill(body=re.sub(r'"host":\s*\{[^}]*\}', '"host":null', route.fetch().text()), content_type="text/html"))
        maria.page.reload()
    maria.page.get_by_role("button", name="Choose the folder").wait_for()
    assert maria.page.get_by_text("repository: https://github.com/you/your-playbook").count() == (0 if known else 1)
    assert maria.page.get_by_role("textbox", name="Your key").count() == (1 if known else 0)


BY_HAND = """\
---
topic: recovery
they_leave_feeling: safe, and glad they rang
---
# A paddle broke on the water

## What to do

1. **Answer** yourself, and aloud rather than in writing.
2. **Listen** to the end.
3. **Say back** what you heard.
4. **Admit** our part, whoever else had a hand in it.
5. **Apologise** once, and mean it.
6. **Make right** what went wrong: a boat goes out to them: at once.
7. **Go further** by one small thing.

## What to say

> Let me say it back: [what happened]. Have I got it?
>
> That was our mistake, and I am sorry. I will put it right now. What else would make this good for you?
>
> # 1 thing: stay with the boat * we are on our way

## Don't

- Never argue about whose fault it is.
- No "sorry if".

## After they have gone

- **Ring** after three days: whoever put it right rings, and thanks them.
- **Write down** what stops it next time.

## If it happens twice

The owner takes over.
"""


def checked(folder: Path, files: dict[str, bytes]) -> str:
    """What `playbook check` says of these files, which it must pass."""
    write(folder, files)
    result = playbook("check", "--fail-on", "warning", "--today", str(TODAY), cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def model(folder: Path, path: str) -> tuple[object, ...]:
    """What our reader makes of a text: fields, title, and each section as it is read."""
    document = read_playbook(folder / "docs/playbook", root=folder).at(path)
    steps = [[(str(step.label), step.action, str(step.text)) for step in section.steps] for section in document.sections]
    return document.fields, str(document.title), [(section.name, str(section.heading)) for section in document.sections], steps


def test_five_answers_are_a_policy_that_passes_and_reads_like_one_by_hand(owner: Callable[..., Owner], tmp_path: Path):
    maria = owner("#new:policy")
    questions = maria.page.locator(".pb-asks > div > .pb-box")
    maria.type("A paddle broke on the water", "What happened, in a few words?")
    maria.box("What is it about?").select_option(label="Something went wrong")
    expect(questions).to_have_count(5)
    maria.type("safe, and glad they rang", "How do they feel when they leave?")
    maria.press("Take all of these", within=STEPS)
    maria.type("what went wrong: a boat goes out to them: at once.", STEPS, "Step 6: What exactly")
    maria.press("Take all of these", within=SAY)
    maria.press("Add: what we say")
    maria.type("# 1 thing: stay with the boat * we are on our way", SAY, "What we say 3")
    maria.review()
    written = maria.page.locator(".pb-review > div:has(h4)")
    assert [heading.inner_text() for heading in written.locator("h4").all()][4:] == [SAY, "What do we never do?", "What do we do once they have gone?", "Who takes over if it happens a second time?"]
    expect(written.nth(5).locator("ins").first).to_have_text("Never argue about whose fault it is.")
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    made = maria.changed()
    path = "docs/playbook/policies/a-paddle-broke-on-the-water.md"
    assert made.keys() == {path}
    assert maria.words <= 150
    checked(tmp_path / "made", maria.after())
    hand = {**maria.before, path: BY_HAND.replace("> # 1 thing: stay with the boat * we", "> \\# 1 thing: stay with the boat \\* we").encode()}
    checked(tmp_path / "hand", hand)
    assert model(tmp_path / "made", path) == model(tmp_path / "hand", path)


@pytest.mark.parametrize("way", ["as it was laid down", "as Windows keeps it"])
def test_a_promise_is_changed_and_not_a_byte_besides(owner: Callable[..., Owner], shop: Path, way: str, tmp_path: Path):
    before = texts_of(shop)[PROMISE]
    if way == "as Windows keeps it":
        before = b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
    title = re.search(rb"^# (.*?)\r?$", before, re.MULTILINE)[1]
    maria = owner(f"#{PROMISE}", files={PROMISE: before})
    maria.type('You hear from us "within: four hours" #today', "What can people count on?")
    maria.review()
    maria.reads("What will change")
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    assert maria.changed() == {PROMISE: before.replace(b"# " + title, b'# You hear from us "within: four hours" #today')}
    assert maria.words <= 150
    checked(tmp_path, maria.after())


def test_where_nothing_was_touched_nothing_is_written(owner: Callable[..., Owner]):
    maria = owner(f"#{POLICY}")
    for summary in maria.page.locator(".pb-asks > details > summary").all():
        summary.click()
    maria.review()
    expect(maria.page.get_by_text("Nothing has been changed.")).to_be_visible()
    assert maria.changed() == {}


def test_all_that_is_empty_is_told_at_once_at_its_box_and_nothing_is_saved(owner: Callable[..., Owner]):
    maria = owner("#new:policy")
    maria.review()
    maria.reads("4 things to mend")
    expect(maria.page.get_by_role("heading", name="4 things to mend")).to_be_focused()
    expect(maria.page.get_by_role("button", name=f"{STEPS} This is still empty.")).to_be_visible()
    for question in ("What happened, in a few words?", "What is it about?", "How do they feel when they leave?"):
        expect(maria.box(question)).to_have_attribute("aria-invalid", "true")
        expect(maria.box(question)).to_have_accessible_description(re.compile("This is still empty."))
    maria.press("How do they feel when they leave? This is still empty.")
    expect(maria.box("How do they feel when they leave?")).to_be_focused()
    maria.type("heard", "How do they feel when they leave?")
    maria.review()
    expect(maria.box("How do they feel when they leave?")).to_have_attribute("aria-invalid", "false")
    assert maria.changed() == {}


def test_what_would_hurt_somebody_is_told_at_its_box_and_may_be_kept_with_a_reason(owner: Callable[..., Owner], tmp_path: Path):
    maria = owner(f"#{POLICY}")
    maria.press("Add: what we say")
    last = maria.page.get_by_role("group", name=SAY).get_by_role("listitem").count()
    maria.type("We are sorry if anybody was upset.", SAY, f"What we say {last}")
    maria.review()
    maria.reads("One thing to mend")
    told = maria.page.get_by_role("group", name=SAY).locator(".pb-told")
    expect(told).to_contain_text("sounds like an apology and owns nothing")
    assert maria.changed() == {}
    # the same rule, and the same words, as when the site is built
    maria.press("Show what will change")
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    write(tmp_path, maria.after())
    found = playbook("check", "--format", "json", "--today", str(TODAY), cwd=tmp_path)
    (finding,) = [one for one in json.loads(found.stdout)["findings"] if one["level"] == "error"]
    assert finding["rule"] == "non-apology"
    # and with her reason it passes
    maria.press(re.compile("^Go on with"))
    maria.type("We are so sorry if anybody was upset.", SAY, f"What we say {last}")
    maria.review()
    expect(told).to_contain_text(finding["message"])
    told.get_by_role("button", name="Keep my wording").click()
    maria.page.keyboard.type('Nobody knows: yet "who" it was #1')
    maria.page.keyboard.press("Enter")
    maria.reads("What will change")
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    checked(tmp_path, maria.after())
    document = read_playbook(tmp_path / "docs/playbook", root=tmp_path).at(POLICY)
    assert dict(document.fields.allow) == {"non-apology": 'Nobody knows: yet "who" it was #1'}


def test_a_step_is_added_moved_and_taken_out_and_said_aloud(owner: Callable[..., Owner]):
    maria = owner("#docs/playbook/policies/tell-us.md")
    expect(maria.page.get_by_role("group", name=STEPS)).to_be_visible()
    before = [field.input_value() for field in maria.page.get_by_role("group", name=STEPS).get_by_role("textbox", name=re.compile("In a word or two")).all()]
    maria.press("Move down: Step 1", within=STEPS)
    expect(maria.page.get_by_role("group", name=STEPS).get_by_role("status")).to_have_text("Step is now number 2.")
    maria.box(STEPS, "Step 2: In a word or two").press("Alt+ArrowDown")
    expect(maria.box(STEPS, "Step 3: In a word or two")).to_be_focused()
    maria.press("Take out: Step 1", within=STEPS)
    expect(maria.box(STEPS, "Step 1: In a word or two")).to_be_focused()
    maria.press("Add: step")
    expect(maria.box(STEPS, f"Step {len(before)}: In a word or two")).to_be_focused()
    maria.type("Ring", STEPS, f"Step {len(before)}: In a word or two")
    maria.type("them tomorrow.", STEPS, f"Step {len(before)}: What exactly")
    maria.review()
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    (text,) = (content.decode() for content in maria.changed().values())
    assert re.findall(r"^\d+\. \*\*(.+?)\*\*", text, re.MULTILINE) == [before[2], before[0], *before[3:], "Ring"]
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, len(before) + 1)]


def test_what_was_typed_is_still_there_when_the_page_is_loaded_anew(owner: Callable[..., Owner]):
    maria = owner(f"#{POLICY}")
    was = maria.box("How do they feel when they leave?").input_value()
    maria.type("heard, and in good hands", "How do they feel when they leave?")
    maria.page.on("dialog", lambda dialog: dialog.accept())
    maria.page.reload()
    maria.press("Choose the folder")
    expect(maria.page.get_by_text("You had begun to change this")).to_be_visible()
    expect(maria.box("How do they feel when they leave?")).to_have_value("heard, and in good hands")
    maria.press("Begin anew")
    expect(maria.box("How do they feel when they leave?")).to_have_value(was)
    assert [name for name in maria.page.evaluate("[...Object.keys(localStorage), document.cookie]") if name and not name.endswith("palette")] == []


def test_a_change_of_somebody_else_is_shown_beside_hers_and_both_are_kept(owner: Callable[..., Owner]):
    maria = owner(f"#{POLICY}")
    maria.type("heard, and in good hands", "How do they feel when they leave?")
    maria.review()
    theirs = maria.before[POLICY].replace(b"\n## What to say", b"\n## What to say\n\n> We are on our way.", 1)
    assert theirs != maria.before[POLICY]
    maria.put({POLICY: theirs})
    maria.press("Save into the folder")
    maria.reads("Somebody else has changed this text meanwhile")
    expect(maria.page.locator("ins", has_text="We are on our way.")).to_be_visible()
    expect(maria.page.locator("ins", has_text="heard, and in good hands")).to_be_visible()
    assert maria.changed() == {POLICY: theirs}
    maria.press("Put my changes into their text")
    maria.review()
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    both = maria.changed()[POLICY]
    assert re.sub(rb"they_leave_feeling: .*", b"", both) == re.sub(rb"they_leave_feeling: .*", b"", theirs)
    assert b"they_leave_feeling: heard, and in good hands\n" in both


def test_a_name_that_is_taken_meanwhile_becomes_another(owner: Callable[..., Owner]):
    maria = owner("#new:principle")
    maria.type("Slow is fine", "What do you believe?")
    maria.type("Nobody drowns of waiting.", "Why?")
    maria.review()
    theirs = {"docs/playbook/principles/slow-is-fine.md": b"# Slow is fine\n\nSomebody else's.\n"}
    maria.put(theirs)
    maria.press("Save into the folder")
    maria.reads("Somebody else has changed this text meanwhile")
    maria.press("Go on with mine")
    maria.review()
    maria.press("Save into the folder")
    expect(maria.page.get_by_role("heading", name="Saved at")).to_be_visible()
    assert maria.changed() == {**theirs, "docs/playbook/principles/slow-is-fine-2.md": b"# Slow is fine\n\nNobody drowns of waiting.\n"}


def test_a_link_leads_to_the_box_of_a_line(owner: Callable[..., Owner], shop: Path):
    line = texts_of(shop)[POLICY].decode().split("\n").index("## What to say") + 3
    maria = owner(f"#{POLICY}:{line}")
    expect(maria.page.get_by_role("group", name=SAY).get_by_role("textbox").first).to_be_focused()


def test_texts_are_found_by_what_they_are_called(owner: Callable[..., Owner]):
    maria = owner()
    title = re.search(r"^# (.*)$", maria.before[POLICY].decode(), re.MULTILINE)[1]
    maria.page.get_by_label("Find a text").fill(title.upper()[:-2])
    expect(maria.page.locator(".pb-texts a")).to_have_count(1)
    expect(maria.page.get_by_role("status").filter(has_text="Found: 1")).to_be_visible()
    maria.page.locator(".pb-texts a").click()
    expect(maria.page).to_have_url(re.compile(re.escape(POLICY)))


def test_the_folder_may_be_any_around_the_texts_and_no_other(owner: Callable[..., Owner]):
    maria = owner(choose=False)
    for within in ("docs", "docs/playbook"):
        steps = "".join(f".then(folder => folder.getDirectoryHandle('{part}'))" for part in ("shop", *within.split("/")))
        maria.page.evaluate(f"window.showDirectoryPicker = () => navigator.storage.getDirectory(){steps}")
        maria.press("Choose the folder")
        maria.reads("Your texts")
        maria.press("Choose another place")
    maria.page.evaluate("window.showDirectoryPicker = () => navigator.storage.getDirectory()")
    maria.press("Choose the folder")
    expect(maria.page.get_by_role("alert")).to_contain_text("There is no playbook in this folder.")


def test_where_a_browser_cannot_write_the_text_comes_as_a_file(owner: Callable[..., Owner], shop: Path, tmp_path: Path):
    maria = owner(choose=False)
    maria.page.add_init_script("delete window.showDirectoryPicker; window.showDirectoryPicker = undefined")
    maria.page.goto(maria.page.url.partition("#")[0] + f"?again#{PROMISE}")
    expect(maria.page.get_by_text("This browser cannot write into a folder")).to_be_visible()
    maria.page.get_by_label("The folder with").set_input_files(shop / "docs")
    maria.type("You hear from us today", "What can people count on?")
    maria.review()
    with maria.page.expect_download() as given:
        maria.press("Save as a file")
    assert given.value.suggested_filename == "answer.md"
    assert Path(given.value.path()).read_bytes() == re.sub(rb"(?m)^# .*$", b"# You hear from us today", maria.before[PROMISE], count=1)
    expect(maria.page.get_by_text(PROMISE)).to_be_visible()


def test_the_site_may_lie_in_a_folder_with_nobody_to_serve_it(browser: Browser, shop: Path):
    page = browser.new_page()
    page.goto((shop / "site/internal/edit/index.html").as_uri())
    page.get_by_role("button", name="Choose the folder").wait_for()
    page.close()


def test_an_older_form_says_so(owner: Callable[..., Owner]):
    maria = owner(choose=False)
    maria.page.route("**/edit/", lambda route: route.fulfill(body=route.fetch().text().replace('pb-edit-asked">{"format":1,', 'pb-edit-asked">{"format":2,'), content_type="text/html"))
    maria.page.reload()
    maria.reads("This form is too old")
    expect(maria.page.get_by_text("playbook edit-form add")).to_be_visible()


