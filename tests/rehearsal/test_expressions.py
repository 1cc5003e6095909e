"""Conditions of both hosts come to what the hosts make of them, and what is not known is an error."""

import pytest

from tests.rehearsal import gitlab_rules
from tests.rehearsal.closed import Unknown
from tests.rehearsal.expressions import Open, filled, holds

NAMES = {
    "github": {"ref": "refs/heads/main", "event_name": "push", "event": {"repository": {"private": True}, "pull_request": None}},
    "needs": {"check": {"result": "success", "outputs": Open()}}, "vars": Open(WHERE="inside"), "success": lambda: True, "failure": lambda: False, "always": lambda: True, "cancelled": lambda: False,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("github.ref == 'refs/heads/main'", True),
        ("github.ref == 'REFS/heads/MAIN'", True),  # letters count for nothing there
        ("github.ref != 'refs/heads/main'", False),
        ("${{ github.ref == 'refs/heads/main' }}", True),
        ("github.event.repository.private && github.ref == 'refs/heads/main'", True),
        ("!github.event.repository.private", False),
        ("${{ !cancelled() && needs.check.result == 'success' }}", True),
        ("github.event_name == 'pull_request' || vars.WHERE == 'inside'", True),
        ("github.event.pull_request.base.sha", False),
        ("vars.NOTHING == ''", True),
        ("vars.WHERE != '' && (failure() || always())", True),
        ("failure()", False),
        ("", True),
    ],
)
def test_a_condition_at_github(condition, expected):
    assert holds(condition, NAMES) is expected


def test_a_condition_that_asks_for_no_status_asks_for_success():
    failed = {**NAMES, "success": lambda: False, "failure": lambda: True}
    assert [holds(text, failed) for text in ("", "github.ref == 'refs/heads/main'", "always()", "failure() && github.ref == 'refs/heads/main'")] == [False, False, True, True]


def test_blanks_are_filled_in():
    assert filled("at ${{ github.event.pull_request.base.sha || github.ref }}, ${{ github.event.repository.private }}, ${{ vars.NOTHING }}.", NAMES) == "at refs/heads/main, true, ."


@pytest.mark.parametrize("condition", ["github.made_up == 'x'", "made.up", "contains(github.ref, 'x')", "steps.x", "github.ref ==", "github.ref = 'x'", "(github.ref", "hashFiles('x')", "a ${{ github.ref }}", 'github.ref == "x"', "github.*"])
def test_what_github_is_not_known_to_mean_is_an_error(condition):
    with pytest.raises(Unknown):
        holds(condition, NAMES)


def test_a_whole_object_is_no_text():
    with pytest.raises(Unknown):
        filled("${{ github }}", NAMES)


SET = {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_PIPELINE_SOURCE": "push", "EMPTY": ""}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('$CI_PIPELINE_SOURCE == "push"', True),
        ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != 'schedule'", True),
        ('$CI_PIPELINE_SOURCE == "schedule" || $CI_COMMIT_BRANCH =~ /^ma/', True),
        ("$CI_COMMIT_BRANCH !~ /^MA/i", False),
        ("$OWN", False),
        ("$OWN == null", True),
        ("$EMPTY", False),
        ('$EMPTY == "" && ($CI_COMMIT_TAG || $CI_COMMIT_BRANCH)', True),
    ],
)
def test_a_condition_at_gitlab(condition, expected):
    assert gitlab_rules.holds(condition, SET) is expected


@pytest.mark.parametrize("condition", ["$CI_MADE_UP", "$CI_COMMIT_BRANCH = main", "$CI_COMMIT_BRANCH == main", "($CI_COMMIT_BRANCH", "$CI_COMMIT_BRANCH =~ $PATTERN", "$CI_COMMIT_BRANCH $CI_DEFAULT_BRANCH", ""])
def test_what_gitlab_is_not_known_to_mean_is_an_error(condition):
    with pytest.raises(Unknown):
        gitlab_rules.holds(condition, SET)
