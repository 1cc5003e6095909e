"""The conditions of GitLab's `rules: if`, in the forms that ours have.

    either = both ("||" both)* · both = one ("&&" one)* · one = "(" either ")" | term (("==" | "!=" | "=~" | "!~") term)?
    term = $NAME | "text" | 'text' | null | /pattern/

A name of GitLab's own (`CI_…`) that the rehearsal does not set is an error; any other is simply not set.
"""

import re
from collections.abc import Mapping
from typing import Any

from tests.rehearsal.closed import Unknown, only

_TOKEN = re.compile(r"""\s*(?:(\$\w+)|("[^"]*"|'[^']*')|(null)\b|(/(?:[^/\\]|\\.)*/i?)|(\|\||&&|==|!=|=~|!~|[()]))""")
_RULE = ("if", "when", "variables", "exists")
WHEN = ("on_success", "always", "never", "on_failure")


def chosen(rules: list[Any], names: Mapping[str, str], *, where: str) -> dict[str, Any] | None:
    """The first rule that is met; nothing where none is, or where it says never."""
    for rule in rules:
        rule = only(rule, _RULE, where=f"rules of {where}")
        if "exists" in rule:
            raise Unknown(f"rules of {where}: exists")
        if "if" not in rule or holds(rule["if"], names):
            when = rule.get("when", "on_success")
            if when not in WHEN:
                raise Unknown(f"rules of {where}: when: {when}")
            return None if when == "never" else rule
    return None


def holds(condition: str, names: Mapping[str, str]) -> bool:
    """Whether a condition is met."""
    tokens, at, text = [], 0, condition.strip()
    while at < len(text):
        if not (found := _TOKEN.match(text, at)):
            raise Unknown(f"the condition `{text}` at `{text[at:]}`")
        tokens.append(found[0].strip())
        at = found.end()
    answer = _either(tokens, names)
    if tokens:
        raise Unknown(f"the condition `{text}` at `{tokens[0]}`")
    return answer


def _either(tokens: list[str], names: Mapping[str, str]) -> bool:
    answer = _both(tokens, names)
    while tokens and tokens[0] == "||":
        tokens.pop(0)
        answer = _both(tokens, names) or answer
    return answer


def _both(tokens: list[str], names: Mapping[str, str]) -> bool:
    answer = _one(tokens, names)
    while tokens and tokens[0] == "&&":
        tokens.pop(0)
        answer = _one(tokens, names) and answer
    return answer


def _one(tokens: list[str], names: Mapping[str, str]) -> bool:
    if tokens and tokens[0] == "(":
        tokens.pop(0)
        answer = _either(tokens, names)
        if not tokens or tokens.pop(0) != ")":
            raise Unknown("a condition with a bracket that stays open")
        return answer
    left = _term(tokens, names)
    if not tokens or tokens[0] not in ("==", "!=", "=~", "!~"):
        return bool(left)
    sign = tokens.pop(0)
    if sign in ("==", "!="):
        return (left == _term(tokens, names)) == (sign == "==")
    pattern = tokens.pop(0) if tokens else ""
    if not pattern.startswith("/"):
        raise Unknown(f"{sign} {pattern}")
    body, _, flags = pattern[1:].rpartition("/")
    return bool(re.search(body, left or "", re.I if flags else 0)) == (sign == "=~")


def _term(tokens: list[str], names: Mapping[str, str]) -> str | None:
    token = tokens.pop(0) if tokens else ""
    if token == "null":
        return None
    if token[:1] in "\"'" and token:
        return token[1:-1]
    if not token.startswith("$"):
        raise Unknown(f"`{token}` where a value was expected")
    if token[1:] not in names and token.startswith(("$CI_", "$GITLAB_")) and token[1:] not in ABSENT:
        raise Unknown(token)
    return names.get(token[1:])


ABSENT = ("CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "CI_MERGE_REQUEST_IID", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_OPEN_MERGE_REQUESTS")
"""Names of GitLab's own that are set in some pipelines alone."""
