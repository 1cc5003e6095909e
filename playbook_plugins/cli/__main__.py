"""`python -m playbook_plugins.cli` is the command `playbook`."""

from playbook_plugins.cli import main

main(prog_name="playbook")
