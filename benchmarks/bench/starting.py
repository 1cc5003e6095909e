"""What it costs to start: `playbook --help` against a Python that imports click alone, and a check of the worked example."""

from statistics import median

from benchmarks.bench import stage
from benchmarks.bench.measuring import Run, run
from benchmarks.bench.results import Round
from benchmarks.bench.steps import Steps

_TIMES = 9
"""Runs of each in a round, since one is shorter than what else a machine does."""


def measured(title: str) -> tuple[Round, dict[str, str]]:
    """One round."""
    steps, root = Steps(title), stage.playbooks.ROOT
    environment = stage.environment(stage.emptied(stage.room() / "cache"))
    check = [stage.PLAYBOOK, "check"]
    steps.run("worked example, cold", check, cwd=root, environment=environment)
    commands = {"import click": [stage.PYTHON, "-c", "import click"], "playbook --help": [stage.PLAYBOOK, "--help"], "worked example, nothing changed": check}
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(_TIMES):
        for name, command in commands.items():
            taken[name].append(run(command, cwd=root, environment=environment))
    for name, runs in taken.items():
        steps.note(name, Run(median(one.cpu for one in runs), median(one.wall for one in runs), max(one.peak for one in runs)))
    return steps.round, {}
