"""`playbook add`: a new text from answers to a few questions, with somebody to ask and without."""

import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.checklist.run import run
from playbook_plugins.cli import add, main
from playbook_plugins.edit.new import Answers, lay_down
from playbook_plugins.edit.starters import named
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.read.inline import plain
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words.asks import asks, ready
from tests.conftest import TODAY, WHOLE, playbook

NEEDED = {
    "policy": ["It rained in", "--field", "topic=honesty", "--field", "they_leave_feeling=safe", "--from", "ready"],
    "promise": ["You know the price before we begin", "--field", "kept_by=before-we-start: price"],
    "script": ["A word after the visit", "--field", "of=tell-us", "--field", "channel=phone", "--lead", "How was it with us, [name]?"],
    "scenario": ["The cake fell", "--field", "of=something-went-wrong", "--section", "what-happened=Ida came to fetch a cake, and it had fallen in."],
    "role": ["Front desk", "--field", "may_spend=40"],
    "principle": ["We say it before they find it", "--lead", "What people find out by themselves, they keep in mind."],
    "page": ["The key", "--lead", "It hangs behind the clock."],
    "partners": ["--field", "name=Hill Bakers", "--field", "good_at=bread for a hundred", "--field", "phone=01632 960245", "--field", f"checked={TODAY}"],
    "gestures": ["--field", "gesture=A roll for the way", "--field", "costs=1", "--field", "takes=1 minute", "--field", "when=it is late"],
    "budget": ["--field", "make_it_right=1200", "--field", "make_it_right_hours=40", "--field", "usual_sale=30", "--field", "times_a_year=12", "--field", "years=5"],
}  # fmt: skip
"""What has to be said about each kind where nobody can be asked."""
SOME = (TopicName.RECOVERY, TopicName.GREETING, TopicName.CONTACT)
"""Topics of each sort: with trouble, with words to say, and with lines of its own."""


@pytest.fixture
def shop(tmp_path) -> Path:
    lay_down(tmp_path, Answers(name="Hilltop Bakery", phone="01632 960123"))
    # with fewer texts each of the many checks below is done sooner
    for name in ("playbook/policies/gone-quiet", "playbook/policies/not-for-us", "playbook/pages/friday-fifteen-minutes", "public/accessibility", "public/privacy"):
        (tmp_path / "docs" / f"{name}.md").unlink()
    settings = tmp_path / "docs" / "playbook" / "playbook.yml"
    own = "checklist:\n  not_done: {lost-customer: nobody leaves the valley, referral: there is no other bakery}\n"
    settings.write_text(re.sub(r"(?s)home:.*", own, settings.read_text("utf-8")), "utf-8")
    return tmp_path


@pytest.fixture
def polish(tmp_path) -> Path:
    lay_down(tmp_path, Answers(name="Piekarnia", phone="01632 960123"), starter=named("neutral", "pl"))
    return tmp_path


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(add, "somebody_there", lambda: True)


def begin(folder: Path, *arguments: str, asked: str | None = None) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["add", *arguments, "--today", str(TODAY)], input=asked)


def read(folder: Path):
    return read_playbook(folder / "docs" / "playbook", root=folder, public=folder / "docs" / "public")


def errors(folder: Path) -> list[str]:
    return [str(finding) for finding in run(read(folder), today=TODAY) if finding.level is Level.ERROR]


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def made(folder: Path, before: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    after = files(folder)
    assert before.items() <= after.items()
    for path in after.keys() - before.keys():
        yield path, after[path].decode("utf-8")


@pytest.mark.parametrize("kind", NEEDED)
def test_what_is_needed_makes_a_text_that_passes(shop, kind):
    before = files(shop)
    done = begin(shop, kind, *NEEDED[kind])
    assert (done.exit_code, errors(shop)) == (0, []), done.output
    ((path, text),) = made(shop, before)
    assert done.output.startswith(f"{path} is written.\n")
    place = KINDS[kind].place
    assert path.startswith(f"docs/playbook/{place}")
    document = read(shop).at(path)
    assert document.readable and text.endswith("\n") and not text.endswith("\n\n")
    title = NEEDED[kind][0] if not KINDS[kind].single else asks("en")["called"][kind][1]
    assert plain(document.title) == title


def test_a_fit_page_is_begun_where_there_is_none(shop):
    (shop / "docs" / "playbook" / "fit.md").unlink()
    said = [
        "Bread for the valley", "--section", "good-fit=You like your bread dark.", "--section", "good-fit=You come before nine.", "--section", "good-fit=You want to know what is in it.",
        "--section", "look-elsewhere=You need a hundred loaves: We have one oven. Hill Bakers has six: 01632 960245.",
        "--section", "look-elsewhere=You need it at night: Our week is full. Ask us, and we will ask around.",
        "--section", "what-it-costs=Most people pay: 4 to 9 a loaf.", "--section", "what-it-costs=Included: the bag.", "--section", "what-it-costs=Not included: delivery.", "--section", "what-it-costs=To cancel: ring the day before; it costs nothing.",
        "--section", "if-we-get-it-wrong=Tell Ines. You hear from her the next working day.", "--section", "how-to-start=Come by.",
    ]  # fmt: skip
    done = begin(shop, "fit", *said)
    assert done.exit_code == 0, done.output
    assert "- **You need a hundred loaves.** We have one oven." in (shop / "docs" / "playbook" / "fit.md").read_text("utf-8")


@pytest.mark.share
@pytest.mark.parametrize("lang", ["en", "pl"])
def test_ours_to_begin_with_passes_for_every_topic(tmp_path, lang):
    lay_down(tmp_path, Answers(name="Hilltop", phone="01632 960123"), starter=named("neutral", lang))
    feeling = {"en": "in good hands", "pl": "bezpieczni"}[lang]
    assert ready(lang).keys() == {*TopicName}
    for topic in [*TopicName] if WHOLE else SOME:
        before = files(tmp_path)
        done = begin(tmp_path, "policy", "Abc", topic.value, "--field", f"topic={topic}", "--field", f"they_leave_feeling={feeling}", "--from", "ready")
        assert done.exit_code == 0, done.output
        ((path, text),) = made(tmp_path, before)
        assert path == f"docs/playbook/policies/abc-{topic}.md"
        for step in ready(lang)[topic]["section:what-to-do"]:
            assert f"**{step[0]}**" in text
        (tmp_path / path).unlink()


def test_the_questions_come_one_by_one(shop, somebody):
    before = files(shop)
    answers = ["greeting", "", "Their day", "glad", "", "Happy birthday, [name]! We baked your favourite.", "", ""]
    done = begin(shop, "policy", asked="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    ((path, text),) = made(shop, before)
    assert path == "docs/playbook/policies/their-day.md"
    assert "What happened, in a few words?" in done.output and "This one is needed." in done.output
    assert done.output.index("What is it about?") < done.output.index("What happened, in a few words?")
    assert "> Happy birthday, [name]! We baked your favourite." in text
    assert "1. **Look** on Monday who gave us their date" in text
    assert f"{path} is written." in done.output and "There is nothing to mend in it." in done.output
    assert "Still in our words, for you to change: What do we do, step by step? What do we never do?" in done.output


def test_steps_of_ones_own_are_written_with_their_labels(shop, somebody):
    before = files(shop)
    answers = ["10", "Come in", "welcome", "Look up: before they reach you", "Everybody gets the same chair, whether they buy or not", "Look: at their face as they leave", "", "Take it or leave it: no", ""]
    assert begin(shop, "policy", asked="\n".join([*answers, ""])).exit_code == 0
    ((_, text),) = made(shop, before)
    assert "topic: hospitality" in text
    assert "1. **Look up** before they reach you\n2. Everybody gets the same chair, whether they buy or not\n3. **Look** at their face as they leave\n" in text


def test_an_answer_that_cannot_be_used_is_asked_again(shop, somebody):
    done = begin(shop, "role", asked="Front desk\nforty\n40\n\n")
    assert "`may_spend`: “forty” is not an amount of money. Write a number, such as `40`." in done.output
    assert "may_spend: 40\n" in (shop / "docs/playbook/roles/front-desk.md").read_text("utf-8")
    done = begin(shop, "policy", "Rain", asked="12\nweather\ngreeting\nglad\n\n\n\n")
    assert "Write a number from 1 to 11." in done.output
    assert "There is no “weather” among them." in done.output


ASKED = {
    "promise": ["You hear from us by noon", "", "1"],
    "script": ["A word after the visit", "tell-us", "phone", "How was it with us, [name]?", ""],
    "scenario": ["The cake fell", "something-went-wrong", "Ida came to fetch a cake.", "It had fallen in.", ""],
    "role": ["Front desk", "no limit", ""],
    "principle": ["We say it first", "What people find out by themselves,", "they keep in mind.", ""],
    "page": ["The key", "It hangs behind the clock.", ""],
    "partners": ["", "Hill Bakers", "", "01632 960245", "bread for a hundred", "last week", "yes", "Hill Bakers", "", "01632 960245", "bread for a hundred", str(TODAY), "yes", ""],
    "gestures": ["", "A roll for the way", "1", "1 minute", "it is late", ""],
    "budget": ["", "1200", "40", "30", "12", "5"],
}  # fmt: skip
"""What somebody types at a terminal for each kind beside policies and the fit page."""


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_can_be_asked_for(shop, somebody, kind):
    before = files(shop)
    done = begin(shop, kind, asked="\n".join([*ASKED[kind], ""]))
    ((path, text),) = made(shop, before)
    assert f"{path} is written." in done.output
    # a promise of the first step that there is may be kept by none that fits it
    assert kind == "promise" or done.exit_code == 0, done.output
    wanted = {
        "promise": "kept_by: {before-we-start: ask}", "partners": f"  - name: Hill Bakers\n    phone: 01632 960245\n    good_at: bread for a hundred\n    checked: {TODAY}\n    they_know: \"yes\"\n",
        "gestures": "| A roll for the way | 1 | 1 minute | it is late |\n", "role": "may_spend: no limit\n", "script": "of: tell-us\nchannel: phone\n",
        "principle": "What people find out by themselves,\nthey keep in mind.\n",
    }  # fmt: skip
    assert wanted.get(kind, "") in text
    assert kind != "partners" or "“last week” is not a day" in done.output


def test_a_table_that_nobody_fills_yet_has_its_columns(shop):
    assert begin(shop, "gestures", "Small kindnesses").exit_code == 0
    assert (shop / "docs/playbook/gestures.md").read_text("utf-8") == "# Small kindnesses\n\n| Gesture | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n"


def test_words_that_would_hurt_are_said_at_once_and_stay_if_somebody_insists(shop, somebody):
    answers = ["recovery", "It broke", "heard", "", "Let me say it back: it leaks. Have I got it?", "We are sorry if that upset you. What would put it right?", "", "Let me say it back: it leaks. Have I got it?", "We broke it, and I am sorry. What would put it right for you?", "", ""]
    done = begin(shop, "policy", asked="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    assert "The same again keeps it as it is." in done.output
    assert "sorry if" not in (shop / "docs/playbook/policies/it-broke.md").read_text("utf-8").partition("## Don't")[0]
    answers = ["recovery", "It broke", "heard", "", "We are sorry if that upset you.", "", "We are sorry if that upset you.", "", ""]
    done = begin(shop, "policy", asked="\n".join([*answers, ""]))
    assert done.exit_code == 1
    assert done.output.count("The same again keeps it as it is.") == 1
    assert "error non-apology" in done.output


def test_a_playbook_in_polish_asks_in_polish(polish, somebody):
    before = files(polish)
    done = begin(polish, "policy", asked="5\nNie dla nas, znowu\nspokojni\n\n\n\n")
    assert done.exit_code == 0, done.output
    ((path, text),) = made(polish, before)
    assert "O czym to jest?" in done.output and "Nie ma tu nic do poprawienia." in done.output
    assert path == "docs/playbook/policies/nie-dla-nas-znowu.md"
    assert "## Co robić" in text


def test_all_that_is_missing_is_said_at_once(shop):
    before = files(shop)
    done = begin(shop, "policy", "--field", "topic=recovery")
    assert (done.exit_code, files(shop)) == (2, before)
    for said in ("What happened, in a few words? TITLE", "--field they_leave_feeling=…", '--section what-to-do="…" (--from ready)', '--section what-to-say="…" (--from ready)'):
        assert said in done.output
    done = begin(shop, "partners")
    assert "--field name=… --field good_at=… --field checked=…" in done.output


@pytest.mark.parametrize("arguments, said", [
    ([], "Say what to begin, such as `playbook add policy`. There are: fit, partners, promise, policy, "),
    (["polcy", "Rain"], "There is no kind `polcy`. Did you mean `policy`?"),
    (["policy", "Rain", "--field", "topc=recovery"], "There is no field `topc`. Did you mean `topic`?"),
    (["policy", "Rain", "--field", "topic"], "`--field topic` says no value."),
    (["policy", "Rain", "--section", "what-todo=x"], "There is no section `what-todo`. Did you mean `what-to-do`?"),
    (["policy", "Rain", "--field", "topic=weather"], "There is no “weather” among them."),
    (["promise", "Soon", "--field", "kept_by=tell-us: ask", "--field", "within=soonish"], "“soonish” is not a length of time"),
    (["lessons"], "docs/playbook/lessons.md is for lessons alone. `playbook lesson` asks for one and writes it."),
    (["fit", "Bread"], "docs/playbook/fit.md is there already, and there is only one."),
    (["policy", "Rain", "--from", "nobody"], "No document is called `nobody`."),
    (["policy", "Rain", "--from", "answer"], "`answer` is a promise and no policy."),
])  # fmt: skip
def test_what_cannot_be_is_refused(shop, arguments, said):
    before = files(shop)
    done = begin(shop, *arguments)
    assert (done.exit_code, files(shop)) == (2, before)
    assert said in done.output


def test_what_is_left_is_said_with_its_line(shop):
    before = files(shop)
    done = begin(shop, "policy", "It broke", "--field", "topic=recovery", "--field", "they_leave_feeling=heard", "--section", "what-to-say=We are sorry if that upset you.", "--from", "ready")
    assert done.exit_code == 1
    ((path, text),) = made(shop, before)
    line = text.split("\n").index("> We are sorry if that upset you.") + 1
    assert re.search(rf"^{re.escape(path)}:{line}:\d+: error non-apology: .+\n  help: .+", done.output, re.M)
    assert "Left to mend:" in done.output


def test_another_text_is_something_to_begin_with(shop):
    before = files(shop)
    done = begin(shop, "policy", "A second trouble", "--from", "upset-people", "--section", "dont=Never shout back.")
    assert done.exit_code == 0, done.output
    ((_, text),) = made(shop, before)
    there = (shop / "docs/playbook/policies/upset-people.md").read_text("utf-8")
    assert "topic: listening" in text and "Never shout back." in text
    assert [step for step in re.findall(r"\*\*[^*]+\*\*", there) if step not in text] == []


def test_a_dry_run_prints_the_text_and_writes_nothing(shop):
    before = files(shop)
    done = playbook("add", *("role", *NEEDED["role"]), "--dry-run", "--today", str(TODAY), cwd=shop)
    assert (done.returncode, files(shop)) == (0, before)
    assert done.stdout == "---\nmay_spend: 40\n---\n# Front desk\n"
    assert done.stderr == "There is nothing to mend in it.\n"


def test_nothing_that_is_there_is_written_over(shop):
    for number in ("", "-2"):
        assert begin(shop, "page", "The key!", "--lead", "It hangs there.").exit_code == 0
        assert (shop / f"docs/playbook/pages/the-key{number}.md").is_file()
    assert begin(shop, "page", "Index", "--lead", "One.").exit_code == 0
    assert (shop / "docs/playbook/pages/index-2.md").is_file()
    assert begin(shop, "page", "CON", "--lead", "One.").exit_code == 0
    assert begin(shop, "page", "鍵", "--lead", "One.").exit_code == 0
    assert (shop / "docs/playbook/pages/page.md").is_file()
    assert errors(shop) == []


def test_signs_that_mean_something_to_programs_stay_words(shop):
    title = "*No* [no](x): # <b>"
    assert begin(shop, "page", title, "--lead", "- one: {x}\n# two", "--field", "tags=a: b").exit_code == 0
    (document,) = [page for page in read(shop).of_kind("page") if page.title and plain(page.title) == title]
    assert [plain(block.text) for block in document.lead] == ["- one: {x} # two"]
    assert document.sections == ()


def test_a_folder_of_a_kind_is_made_where_there_is_none(shop):
    assert not (shop / "docs/playbook/roles").exists()
    assert begin(shop, "roles", *NEEDED["role"]).exit_code == 0
    assert (shop / "docs/playbook/roles/front-desk.md").is_file()
