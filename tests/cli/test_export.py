"""`playbook export`: the fit page for other places, and nothing that only staff may read."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from playbook_plugins.cli import export
from playbook_plugins.cli.export import command
from playbook_plugins.pages.channels import CHANNELS, made
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY
from tests.pages.channels.shop import FIT, PARTNERS, PRIVATE, SETTINGS

FILES = {
    "playbook.yml": SETTINGS + "checklist:\n  profile: starter\n  private_names: [Marmaduke]\n",
    "fit.md": FIT,
    "partners.md": PARTNERS,
    "policies/broken.md": PRIVATE.replace("they_leave_feeling: heard", "they_leave_feeling: heard\nowner: desk"),
    "roles/desk.md": "---\nmay_spend: 30\n---\n# Desk\n",
}
NO_URL = {"playbook.yml": FILES["playbook.yml"].replace("  url: https://lockandquay.example/\n", "")}


@pytest.fixture(autouse=True)
def outside(tmp_path, monkeypatch) -> Path:
    """The folder in which the playbook lies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    return tmp_path


@pytest.fixture
def shop(write) -> Path:
    return write(FILES)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments], catch_exceptions=False)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_each_form_is_written_as_it_is_made(channel, shop):
    site = public_site(read_playbook(shop, root=shop))
    done = run("fit", "playbook", "--format", channel.name)
    assert done.exit_code == 0, done.stderr
    assert done.stdout_bytes.removesuffix(b"\n") == made(channel, site).removesuffix(b"\n") != b""
    done = run("fit", "playbook", "--format", channel.name, "--output", channel.file)
    assert done.exit_code == 0, done.stderr
    assert Path(channel.file).read_bytes() == made(channel, site)


def test_a_stroke_is_the_standard_output(shop):
    assert run("fit", "playbook", "--format", "json", "--output", "-").stdout == run("fit", "playbook", "--format", "json").stdout
    assert json.loads(run("fit", "playbook", "--format", "json").stdout)["business"]["name"] == "Lock and Quay"
    assert not Path("-").exists()


def test_every_form_is_written_into_a_folder_a_file_each(shop):
    done = run("fit", "playbook", "--all", "out/told")
    assert done.exit_code == 0, done.stderr
    assert {file.name for file in Path("out/told").iterdir()} == {channel.file for channel in CHANNELS}
    with Image.open("out/told/card.png") as picture:
        assert picture.size == (1200, 630)
    before = {file: file.read_bytes() for file in Path("out/told").iterdir()}
    assert run("fit", "playbook", "--all", "out/told").exit_code == 0
    assert {file: file.read_bytes() for file in Path("out/told").iterdir()} == before


def test_the_help_names_every_form_and_what_it_is_for():
    told = " ".join(run("--help").stdout.split())
    assert all(f"{channel.name} {channel.about}" in told for channel in CHANNELS)


@pytest.mark.parametrize("name", ["card", "qr"])
def test_a_picture_is_not_thrown_at_a_terminal(name, shop, monkeypatch):
    monkeypatch.setattr(export, "on_a_terminal", lambda: True)
    done = run("fit", "playbook", "--format", name)
    assert done.exit_code == 2
    assert f"which a terminal cannot show. Name a file: --output {name}.png" in done.stderr
    assert done.stdout_bytes == b""
    assert run("fit", "playbook", "--format", "social-280").stdout.startswith("Lock and Quay")


def test_a_picture_goes_to_a_program_as_it_is(shop):
    with Image.open(io.BytesIO(run("fit", "playbook", "--format", "card").stdout_bytes)) as picture:
        assert picture.format == "PNG"


def test_what_needs_an_address_says_so(write):
    write(NO_URL)
    write({name: text for name, text in FILES.items() if name not in NO_URL})
    for name in ("qr", "qr-svg", "snippet"):
        done = run("fit", "playbook", "--format", name)
        assert done.exit_code == 1
        assert f"There is no `{name}` here. It needs the public site's address: write `url:` below `site:`" in done.stderr
    done = run("fit", "playbook", "--all", "out")
    assert done.exit_code == 0
    assert "There is no qr.png." in done.stderr
    assert not Path("out/qr.png").exists() and Path("out/fit.json").exists()


def test_nothing_is_written_while_something_has_to_be_mended(shop, write):
    write({"fit.md": FIT + "\n[gone](policies/gone.md)\n"})
    done = run("fit", "playbook", "--format", "json", "--output", "fit.json")
    assert done.exit_code == 1
    assert "Nothing was written: mend the above first." in done.stderr
    assert not Path("fit.json").exists() and done.stdout == ""


@pytest.mark.parametrize("arguments", [("--format", "newsletter"), ("--format", "social-500", "--output", "out.txt"), ("--all", "out")])
def test_what_only_staff_may_read_is_not_written(arguments, shop, write, monkeypatch):
    # the checklist finds a private name on the page by itself; here it looks away, and the audit is all that is left
    monkeypatch.setattr("playbook_plugins.cli.building.run", lambda playbook, **given: ())
    write({"fit.md": FIT.replace("You need a key cut while you wait.", "Marmaduke cuts your key.")})
    done = run("fit", "playbook", *arguments)
    assert done.exit_code == 1
    assert "output-leak" in done.stderr and "Nothing was written: mend the above first." in done.stderr
    assert done.stdout == "" and not Path("out.txt").exists() and not Path("out").exists()


def test_the_same_passes_where_nothing_is_private(shop, monkeypatch):
    monkeypatch.setattr("playbook_plugins.cli.building.run", lambda playbook, **given: ())
    assert run("fit", "playbook", "--format", "newsletter").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("fits", "--format", "json"), "There is nothing called `fits` to export. Write `playbook export fit`."),
        (("fit", "--format", "jsn"), "There is no format `jsn`. Did you mean `json`?"),
        (("fit",), "Name one form with --format, or a folder for all of them with --all."),
        (("fit", "--format", "json", "--all", "out"), "Name one form with --format, or a folder for all of them with --all."),
        (("fit", "--all", "out", "--output", "x"), "--output is for one form."),
        (("fit", "--format", "json", "--lang", "cy"), "There is no fit page in `cy`. There is one in: en."),
        (("fit", "--format", "json", "--output", "playbook/fit.json"), "would lie among the texts"),
        (("fit", "--all", "playbook"), "would lie among the texts"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments, told, shop):
    what, *options = arguments
    done = run(what, "playbook", *options)
    assert done.exit_code == 2
    assert told in done.stderr


def test_without_a_fit_page_there_is_nothing_to_tell(write):
    write({name: text for name, text in FILES.items() if name not in ("fit.md", "partners.md")})
    done = run("fit", "playbook", "--format", "json")
    assert done.exit_code == 1
    assert "no fit page" in done.stderr or "Nothing was written" in done.stderr


def test_a_place_that_cannot_be_written_is_told(shop):
    Path("file").write_text("x", "utf-8")
    for arguments in (("--format", "json", "--output", "nowhere/fit.json"), ("--all", "file/out")):
        done = run("fit", "playbook", *arguments)
        assert done.exit_code == 1
        assert "cannot be written" in done.stderr


def test_a_page_in_two_languages_is_written_in_either(write):
    write({**FILES, "fit.pl.md": "# Klucz, który się obraca\n\n## Będzie Ci u nas dobrze, jeśli\n\n- Potrzebujesz klucza.\n\n## Ktoś inny pomoże Ci lepiej, jeśli\n\n- **Trzeba otworzyć sejf.** "
           "Nie mamy wiertła. [Old Iron Safes](https://oldironsafes.example) to robi.\n\n## Ile to kosztuje\n\n- **Większość płaci** od £6 do £45.\n"})
    write({"playbook.yml": FILES["playbook.yml"].replace("  plain_text: yes\n", "  plain_text: yes\n  langs: pl\n")})
    first, other = (run("fit", "playbook", "--format", "json", *lang) for lang in ((), ("--lang", "pl")))
    assert (first.exit_code, other.exit_code) == (0, 0), first.stderr + other.stderr
    assert json.loads(first.stdout)["language"] == "en"
    told = json.loads(other.stdout)
    assert (told["language"], told["business"]["page"]) == ("pl", "https://lockandquay.example/pl/")
    assert run("fit", "playbook", "--lang", "pl", "--format", "social-280").stdout.endswith("https://lockandquay.example/pl/\n")
    assert run("fit", "playbook", "--all", "out").exit_code == 0
    assert json.loads(Path("out/pl/fit.json").read_text("utf-8")) == told
