"""Expressions of GitHub's workflows: `if:` and `${{ … }}`, in the forms that ours have.

    expr = and ("||" and)* · and = not ("&&" not)* · not = "!" not | same · same = one (("==" | "!=") one)?
    one = "(" expr ")" | 'text' | number | true | false | null | function() | name.name.name

A value is a text, a number, a truth, nothing, or a mapping; names that are not there are an error.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.rehearsal.closed import Unknown

STATUS = ("success", "failure", "cancelled", "always")
_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(\|\||&&|==|!=|[!()]))")
_FIXED = {"true": True, "false": False, "null": None}
_BLANK = re.compile(r"\$\{\{(.*?)\}\}", re.S)

Names = Mapping[str, Any]
"""The contexts, such as `github` and `env`, and the functions, by their names."""


class Open(dict[str, Any]):
    """A context in which whatever is not there is simply empty, such as `vars`, `secrets` and `env`."""


def value(text: str, names: Names) -> Any:
    """What an expression comes to."""
    tokens = _tokens(text)
    found = _either(tokens, names)
    if tokens:
        raise Unknown(f"expression `{text.strip()}`: {tokens[0]}")
    return found


def holds(condition: str | None, names: Names) -> bool:
    """Whether an `if:` is met; one that asks for no status asks for success too."""
    text = (condition or "").strip()
    if whole := re.fullmatch(r"\$\{\{(.*)\}\}", text, re.S):
        text = whole[1]
    if _BLANK.search(text):
        raise Unknown(f"`if: {text}` mixes text and an expression, which is always true")
    if not text.strip():
        return truth(names["success"]())
    asks = {token[:-2] for token in _tokens(text) if token.endswith("()")} & set(STATUS)
    return truth(value(text, names)) if asks else truth(names["success"]()) and truth(value(text, names))


def filled(text: str, names: Names) -> str:
    """A text with each `${{ … }}` replaced by what it comes to."""
    return _BLANK.sub(lambda found: written(value(found[1], names)), text)


def truth(found: Any) -> bool:
    """Whether a value counts as true."""
    return not (found is None or found is False or found == "" or found == 0)


def written(found: Any) -> str:
    """A value as text."""
    if isinstance(found, Mapping | list):
        raise Unknown("a whole object as text")
    if found is None or isinstance(found, bool):
        return {None: "", True: "true", False: "false"}[found]
    return f"{found:g}" if isinstance(found, float) else str(found)


def _tokens(text: str) -> list[str]:
    """The parts of an expression; a function without arguments is one part, `always()`."""
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        if not (token := _TOKEN.match(text, at)):
            raise Unknown(f"expression `{text}` at `{text[at:]}`")
        at = token.end()
        call = re.compile(r"\(\s*\)").match(text, at) if token[3] else None
        if call:
            at = call.end()
        found.append(token[0].strip() + ("()" if call else ""))
    return found


def _either(tokens: list[str], names: Names) -> Any:
    return _joined(tokens, names, "||", _both, stop=truth)


def _both(tokens: list[str], names: Names) -> Any:
    return _joined(tokens, names, "&&", _not, stop=lambda found: not truth(found))


def _joined(tokens: list[str], names: Names, sign: str, part: Callable[[list[str], Names], Any], *, stop: Callable[[Any], bool]) -> Any:
    """The first value that settles the matter, else the last; every part is read all the same."""
    found = part(tokens, names)
    settled = stop(found)
    while tokens and tokens[0] == sign:
        tokens.pop(0)
        further = part(tokens, names)
        if not settled:
            found, settled = further, stop(further)
    return found


def _not(tokens: list[str], names: Names) -> Any:
    if tokens and tokens[0] == "!":
        tokens.pop(0)
        return not truth(_not(tokens, names))
    return _same(tokens, names)


def _same(tokens: list[str], names: Names) -> Any:
    found = _one(tokens, names)
    if tokens and tokens[0] in ("==", "!="):
        sign = tokens.pop(0)
        return _equal(found, _one(tokens, names)) == (sign == "==")
    return found


def _one(tokens: list[str], names: Names) -> Any:
    if not tokens:
        raise Unknown("an expression that ends too soon")
    token = tokens.pop(0)
    if token == "!":
        return not truth(_one(tokens, names))
    if token == "(":
        found = _either(tokens, names)
        if not tokens or tokens.pop(0) != ")":
            raise Unknown("an expression with a bracket that stays open")
        return found
    if token.startswith("'"):
        return token[1:-1].replace("''", "'")
    if re.fullmatch(r"-?\d.*", token):
        return float(token)
    if token in _FIXED:
        return _FIXED[token]
    if token.endswith("()"):
        if token[:-2] not in names or not callable(names[token[:-2]]):
            raise Unknown(f"the function {token}")
        return names[token[:-2]]()
    if not re.match(r"[A-Za-z_]", token):
        raise Unknown(f"`{token}` where a value was expected")
    return _looked_up(token, names)


def _looked_up(name: str, names: Names) -> Any:
    """What stands at `github.event.repository.private`; nothing below nothing."""
    first, *rest = name.split(".")
    if first not in names or callable(names[first]):
        raise Unknown(f"the context `{first}` of `{name}`")
    found = names[first]
    for part in rest:
        if found is None:
            return None
        if isinstance(found, Mapping) and part in found:
            found = found[part]
        elif isinstance(found, Open):
            return None
        else:
            raise Unknown(f"`{part}` of `{name}`")
    return found


def _equal(left: Any, right: Any) -> bool:
    """Whether two values are the same to GitHub: texts in any letters, and values of two sorts as numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    if left is None and right is None:
        return True
    return _number(left) == _number(right)


def _number(found: Any) -> float:
    if found is None or isinstance(found, bool | int | float):
        return float(found or 0)
    if isinstance(found, str):
        try:
            return float(found.strip() or 0)
        except ValueError:
            return math.nan
    raise Unknown("a whole object in a comparison")
