"""A misspelt option of our plugins stops the build, since the site would be made for somebody else."""

import pytest

from playbook_plugins.engines.mkdocs.checklist import ChecklistConfig
from playbook_plugins.engines.mkdocs.playbook import PlaybookConfig
from tests.engines.project import CONFIG, Project

KNOWN = "There are: source, audience, also."


@pytest.mark.parametrize(
    ("options", "given", "says"),
    [
        (PlaybookConfig, {"audiense": "internal"}, ["There is no such option. Did you mean `audience`?"]),
        (PlaybookConfig, {"zzz": 1, "source": "docs/playbook"}, [f"There is no such option. {KNOWN}"]),
        (PlaybookConfig, {5: 1}, [f"There is no such option. {KNOWN}"]),
        (ChecklistConfig, {"enabeld": False}, ["There is no such option. Did you mean `enabled`?"]),
        (PlaybookConfig, {"source": "docs/playbook", "audience": "internal", "also": []}, []),
        (ChecklistConfig, {"enabled": False}, []),
        (ChecklistConfig, {}, []),
    ],
)
def test_an_option_that_is_none_is_an_error(options, given, says):
    config = options()
    config.load_dict(given)
    failed, warnings = config.validate()
    assert [str(error) for _, error in failed] == says
    assert warnings == []


@pytest.mark.slow
def test_a_misspelt_option_builds_nothing(project: Project, yesterday: dict[str, bytes]):
    project.write("mkdocs.yml", CONFIG.replace("playbook: {}", "playbook: {audiense: internal}"))
    done = project.run("build")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "audiense" in done.stderr and "Did you mean `audience`?" in done.stderr
    assert project.site() == yesterday
