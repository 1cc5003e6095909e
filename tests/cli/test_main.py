"""The command itself: its help, its version, a word that is none of its commands, and streams that fail it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playbook_plugins import __version__
from playbook_plugins.cli import _COMMANDS
from playbook_plugins.cli.streams import somebody_there
from tests.conftest import playbook


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_names_every_command(option, tmp_path):
    done = playbook(option, cwd=tmp_path)
    assert done.returncode == 0
    listed = done.stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == list(_COMMANDS)


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_has_a_help_of_its_own(command, tmp_path):
    done = playbook(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: playbook {command} ")


def test_the_version_is_the_packages(tmp_path):
    assert playbook("--version", cwd=tmp_path).stdout == f"playbook, version {__version__}\n"


@pytest.mark.parametrize(("typed", "meant"), [("chekc", "check"), ("bild", "build")])
def test_a_mistyped_command_is_told_with_the_nearest(typed, meant, tmp_path):
    done = playbook(typed, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"Error: There is no command `{typed}`. Did you mean `{meant}`?\n"


def test_a_word_like_no_command_is_told_with_all_of_them(tmp_path):
    done = playbook("zzz", cwd=tmp_path)
    assert done.returncode == 2 and ", ".join(_COMMANDS) in done.stderr


def test_nothing_typed_is_the_help(tmp_path):
    done = playbook(cwd=tmp_path)
    assert "Commands:" in done.stdout + done.stderr and "Traceback" not in done.stderr


LISTED = ("rules", "check", "--help")
COMMAND = [sys.executable, "-m", "playbook_plugins.cli"]


def told(*arguments: str | bytes, cwd: Path, **streams: Any) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, since its streams are what is tried."""
    return subprocess.run([*COMMAND, *arguments], cwd=cwd, encoding="utf-8", stdin=subprocess.DEVNULL, **{"stderr": subprocess.PIPE, **streams})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
@pytest.mark.parametrize("command", LISTED)
def test_a_full_disk_is_told_in_a_sentence(command, write):
    folder = write({"playbook.yml": ""})
    with open("/dev/full", "wb") as full:
        done = told(command, cwd=folder, stdout=full)
    assert (done.returncode, done.stderr) == (2, "Error: What was found cannot be written: No space left on device.\n")


def test_a_closed_output_is_told_in_a_sentence(write):
    folder = write({"playbook.yml": ""})
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *COMMAND, "check"], cwd=folder, stderr=subprocess.PIPE, encoding="utf-8")
    assert (done.returncode, done.stderr) == (2, "Error: There is nowhere to write to: the standard output is closed.\n")


def test_a_closed_input_is_nobody_to_ask(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert not somebody_there()


def test_nothing_is_said_where_nobody_listens_any_more(tmp_path):
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as pipe:
        done = told("rules", cwd=tmp_path, stdout=pipe)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("arguments", [("check", b"caf\xe9"), ("explain", b"caf\xe9"), (b"caf\xe9",), ("check", "--fail-on", b"caf\xe9"), (b"--caf\xe9",)])
def test_what_is_no_text_is_quoted_as_the_byte_that_it_is(arguments, tmp_path):
    done = told(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "caf\\xe9" in done.stderr and "\\udc" not in done.stderr and "Traceback" not in done.stderr


def test_a_terminal_that_lacks_a_letter_shows_its_number(write):
    folder = write({"playbook.yml": "business:\n  name: Café\n  phone: x\n", "cafés.md": "# A\n"})
    done = told("check", ".", cwd=folder, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1 and "caf\\u00e9s.md" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("check", ""), "FOLDER"),
        (("build", "--out", ""), "`--out`"),
        (("write", "", "--audience", "public"), "DIR"),
        (("diff", "--public", ""), "`--public`"),
        (("diff", "--public", " ", "--exit-code"), "`--public`"),
        (("audit", "", "--fingerprints", "a"), "DIR"),
        (("audit", ".", "--fingerprints", ""), "`--fingerprints`"),
        (("fingerprints", ""), "FILE"),
        (("check", "--baseline", ""), "`--baseline`"),
        (("new", ""), "DIR"),
    ],
)
def test_a_name_that_is_empty_is_refused_and_never_means_the_working_folder(arguments, what, tmp_path):
    done = playbook(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {what} is given without a name.")
