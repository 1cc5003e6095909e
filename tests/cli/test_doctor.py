"""`playbook doctor`: what there is, which rules are at work and why, and what to do next."""

import re
from importlib.metadata import version

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.cli import around
from tests.conftest import ROOT, TODAY, playbook

DAY = str(TODAY)
PLACE = "docs/playbook/policies/something-went-wrong.md"


@pytest.fixture
def shop(tmp_path):
    assert playbook("new", "shop", "--name", "Hilltop Bakery", "--phone", "01632 960123", cwd=tmp_path).returncode == 0
    return tmp_path / "shop"


def told(text: str) -> dict[str, str]:
    """The lines of the first two parts, by the word that each begins with."""
    return {name.strip(): line for name, line in re.findall(r"^  ([a-z ]{10}) (\S.*)$", text, re.M)}


def steps(text: str) -> list[str]:
    return re.findall(r"^  \d\. (.+)$", text, re.M)


def rules(text: str) -> dict[str, tuple[str, str]]:
    return {name: (level, why) for name, level, why in re.findall(r"^(\S+) +(\S+) *(.*)$", text, re.M)}


@pytest.mark.slow
def test_the_worked_example_fits_on_one_screen():
    done = playbook("doctor", "--today", DAY, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) <= 40
    assert max(map(len, done.stdout.splitlines())) < 240
    said = told(done.stdout)
    assert done.stdout.startswith("Millbrook Cycles (playbook ")
    assert "11 policies" in said["texts"] and "(en, pl)" in said["texts"] and "money.md" in said["texts"]
    assert said["public"].startswith("docs/public: 2 pages of your own")
    assert said["found"] == "nothing to mend"
    assert f"mkdocs {version('mkdocs')}, a version that we stand for" in done.stdout


def test_what_was_just_begun_is_to_be_made_ones_own(shop):
    done = playbook("doctor", "--today", DAY, cwd=shop)
    assert done.returncode == 0
    assert "docs/playbook/fit.md: every sentence" in done.stdout
    said = told(done.stdout)
    assert said["history"] == "there is no version history here"
    assert said["sites"] == "not built on this machine yet"
    assert ".github/workflows/publish.yml" in said["workflows"]
    assert steps(done.stdout)[0] == "docs/playbook/fit.md: everybody reads it. Change every sentence that is not true of you."
    assert "`git init`" in steps(done.stdout)[1]
    assert len(steps(done.stdout)) == 3


def test_what_stops_publishing_comes_first(shop):
    policy = shop / "docs" / "playbook" / "policies" / "something-went-wrong.md"
    whole = policy.read_text("utf-8")
    policy.write_text(whole.replace("topic: recovery", "topic: recovry"), "utf-8")
    first = steps(playbook("doctor", "--today", DAY, cwd=shop).stdout)[0]
    assert first == f"`playbook check`: 1 thing to mend before publishing, the first at {PLACE}:2:8. `playbook fix` mends it by itself."
    policy.write_text(whole.replace("and I am sorry.", "and I am sorry if you feel that way.").replace("[our-mistake,", "[our-mistak,"), "utf-8")
    first = steps(playbook("doctor", "--today", DAY, cwd=shop).stdout)[0]
    assert first == f"`playbook check`: 2 things to mend before publishing, the first at {PLACE}:4:10. `playbook fix` mends 1 of them by itself."


def test_commands_name_the_folder_that_was_asked_about(shop):
    (shop / "docs" / "playbook" / "fit.md").unlink()
    done = playbook("doctor", "shop/docs/playbook", "--today", DAY, cwd=shop.parent)
    assert steps(done.stdout)[0].startswith("`playbook check shop/docs/playbook`: ")


def test_why_a_rule_does_what_it_does(shop):
    settings = shop / "docs" / "playbook" / "playbook.yml"
    before = rules(playbook("doctor", "--rules", "--today", DAY, cwd=shop).stdout)
    assert before.keys() == catalogue().keys()
    assert before["non-apology"] == ("error", "")
    assert before["output-leak"] == ("error", "nobody can turn it down")
    assert before["budget-share"] == ("rests", "there is no budget")
    assert before["bulk-review"] == ("rests", "there is no whole version history")
    assert before["greeting-offer"] == ("rests", "there is no policy or script on greeting")
    own = "checklist:\n  profile: starter\n  levels: {blame: advice, too-wide: off}\n  not_done: {referral: there is nobody else in the valley}\n"
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    after = rules(playbook("doctor", "--rules", "--today", DAY, cwd=shop).stdout)
    assert after["non-apology"] == ("warning", "the profile starter")
    assert after["blame"] == ("advice", "your own level")
    assert after["too-wide"] == ("off", "your own level")
    assert after["output-leak"] == ("error", "nobody can turn it down")
    said = told(playbook("doctor", "--today", DAY, cwd=shop).stdout)
    assert said["profile"].startswith("starter: ")
    assert said["levels"] == "yours: blame advice, too-wide off"
    assert said["not done"] == "referral: there is nobody else in the valley"


def test_a_rule_of_ones_own_is_named(shop):
    settings = shop / "docs" / "playbook" / "playbook.yml"
    own = """checklist:
  rules:
    crumbs:
      must_not_say: [old crumb]
      message: nobody is called a crumb here
      help: Say what it is.
      because: They hear it.
      bad: [You are an old crumb., Leave the old crumb there., An old crumb rang.]
      good: [Sweep up the crumbs., The crumb of this loaf is open., An old oven rang.]
"""
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    assert told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["added"] == "crumbs (from playbook.yml)"


def test_settings_that_cannot_be_read_are_said_and_end_with_one(shop):
    (shop / "docs" / "playbook" / "playbook.yml").write_text("business: [\n", "utf-8")
    done = playbook("doctor", "--today", DAY, cwd=shop)
    assert (done.returncode, done.stderr) == (1, "")
    assert told(done.stdout)["settings"] == "docs/playbook/playbook.yml cannot be read"
    assert "playbook.yml:1:" in steps(done.stdout)[0]


def test_what_a_host_goes_by_is_held_to_what_we_write(shop):
    workflow = shop / ".github" / "workflows" / "publish.yml"
    before = told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["workflows"]
    assert before.endswith(": as `playbook ci` writes them")
    workflow.write_text(workflow.read_text("utf-8").replace("runs-on: ubuntu", "runs-on: debian"), "utf-8")
    after = told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["workflows"]
    assert after == ".github/workflows/publish.yml was changed by hand."
    (shop / "requirements.txt").unlink()
    for file in (shop / ".github" / "workflows").iterdir():
        file.write_text("steps: [{run: playbook check}]\n", "utf-8")
    assert told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["workflows"].endswith(", not written by `playbook ci`")


def test_the_form_is_told_of(shop):
    assert told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["form"] == "the newest, at /edit/ of the internal site"
    settings = shop / "docs" / "playbook" / "playbook.yml"
    settings.write_text(re.sub(r"  edit_form: .*\n", "", settings.read_text("utf-8")), "utf-8")
    assert told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["form"] == "none: texts are changed in files"
    assert playbook("edit-form", "add", cwd=shop).returncode == 0
    (shop / "docs" / "edit-form" / "form.css").write_text("", "utf-8")
    assert "somebody has changed them" in told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["form"]


def test_a_topic_that_everybody_needs_is_to_be_added(shop):
    (shop / "docs" / "playbook" / "policies" / "tell-us.md").unlink()
    for audience in ("fit.md", "promises/answer.md"):
        file = shop / "docs" / "playbook" / audience
        file.write_text(re.sub(r"(?m)^(- |\d\. )(?=[A-Z])", r"\1Here too: ", file.read_text("utf-8")).replace("Whoever answers can help you", "Ines can help you"), "utf-8")
    done = playbook("doctor", "--today", DAY, cwd=shop)
    assert any(step.startswith("`playbook add policy`: there is none on feedback yet.") for step in steps(done.stdout)), done.stdout


def test_no_playbook_is_wrong_use(tmp_path):
    done = playbook("doctor", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere does not exist" in done.stderr


def test_it_changes_nothing(shop):
    before = {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()}
    playbook("doctor", cwd=shop)
    assert {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()} == before


def test_sites_that_are_built_are_found(shop):
    for audience in ("public", "internal"):
        folder = shop / "site" / audience
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f'<body data-playbook-audience="{audience}">', "utf-8")
    assert told(playbook("doctor", "--today", DAY, cwd=shop).stdout)["sites"] == "site/internal for staff, site/public for everybody"


@pytest.mark.parametrize("there, bound, within", [
    ("1.6.1", (">=", "1.6.1"), True), ("1.6.0", (">=", "1.6.1"), False), ("1.10", (">=", "1.6.1"), True),
    ("2.0.0", ("<", "2"), False), ("1.99", ("<", "2"), True), ("2.0.0rc1", ("<", "2"), False),
])  # fmt: skip
def test_a_version_is_within_its_bounds_or_not(there, bound, within):
    assert around._within(there, [bound]) is within
