"""`playbook check` of playbooks of several sizes, against the least that it could cost and against markdownlint."""

from benchmarks.bench import peers, stage
from benchmarks.bench.measuring import Failed, Missing
from benchmarks.bench.results import Round
from benchmarks.bench.steps import Steps

LINTED = 1000
"""The least number of documents at which another program looks at the same files."""
_FLOOR = stage.playbooks.ROOT / "benchmarks" / "floor.py"


def measured(documents: int, *, title: str) -> tuple[Round, dict[str, str]]:
    """One round, and what was missing for it."""
    root = stage.project(documents)
    texts = root / "docs" / "playbook"
    missing: dict[str, str] = {}
    steps, environment = Steps(title), stage.environment(stage.emptied(stage.room() / "cache"))
    check = [stage.PLAYBOOK, "check"]
    stage.settle()
    steps.run("floor", [stage.PYTHON, _FLOOR, texts], cwd=root, environment=environment)
    steps.run("cold", check, cwd=root, environment=environment)
    steps.run("nothing changed", check, cwd=root, environment=environment)
    with stage.edited(texts / stage.EDITED):
        steps.run("one edited", check, cwd=root, environment=environment)
    if documents >= LINTED:
        try:
            steps.run("markdownlint-cli2", [*peers.markdownlint(), "docs/playbook/**/*.md"], cwd=root, environment=environment, fine=(0, 1))
        except (Missing, Failed) as reason:
            missing["markdownlint-cli2"] = str(reason)
    return steps.round, missing
