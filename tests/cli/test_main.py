"""The command itself: its help, its version, and a word that is none of its commands."""

import pytest

from playbook_plugins import __version__
from playbook_plugins.cli import _COMMANDS
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
