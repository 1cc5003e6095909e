"""The border with one condition, raise or filter weakened: each such mutant has to fail a test."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one thing changed."""

    line: int
    what: str
    """What was done to which code, on one line: `never: if hits`; the second of its kind in a module ends in `(2)`."""
    code: CodeType
    """The whole module as it is then."""


def compiled(file: Path) -> CodeType:
    """A module without any change."""
    return compile(file.read_bytes(), str(file), "exec")


def mutants(file: Path) -> Iterator[Mutant]:
    """Every weaker form of a module, one change each."""
    source = file.read_text("utf-8")
    known: Counter[str] = Counter()
    for number, node in enumerate(ast.walk(ast.parse(source))):
        for change in _changes(node):
            changed = ast.parse(source)
            twin = next(one for place, one in enumerate(ast.walk(changed)) if place == number)
            what = " ".join(change(changed, twin).split())
            known[what] += 1
            told = f"{what} ({known[what]})" if known[what] > 1 else what
            yield Mutant(_line(node), told, compile(ast.fix_missing_locations(changed), str(file), "exec"))


Change = Callable[[ast.Module, ast.AST], str]
"""Changes a node in its tree, and says what it did."""


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            pass
        case ast.If() | ast.IfExp():
            yield _constant(True, "test", f"if {ast.unparse(node.test)}")
            yield _constant(False, "test", f"if {ast.unparse(node.test)}")
        case ast.While(test=test) if not isinstance(test, ast.Constant):
            yield _constant(False, "test", f"if {ast.unparse(test)}")
        case ast.comprehension(ifs=ifs):
            for number, test in enumerate(ifs):
                yield _constant(True, "ifs", f"for … if {ast.unparse(test)}", at=number)
                yield _constant(False, "ifs", f"for … if {ast.unparse(test)}", at=number)
        case ast.match_case(pattern=pattern, guard=ast.expr() as guard):
            yield _constant(True, "guard", f"case {ast.unparse(pattern)} if {ast.unparse(guard)}")
            yield _constant(False, "guard", f"case {ast.unparse(pattern)} if {ast.unparse(guard)}")
        case ast.Return(value=ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Call(func=ast.Name("any" | "all"))):
            yield _constant(True, "value", ast.unparse(node))
            yield _constant(False, "value", ast.unparse(node))
        case ast.BoolOp(values=values):
            for number in range(len(values)):
                yield _without(number)
        case ast.Raise() | ast.Continue() | ast.Break() | ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield _gone


def _constant(value: bool, field: str, told: str, *, at: int | None = None) -> Change:
    """Lets a field of a node, or one entry of it, be true or false whatever happens."""

    def change(tree: ast.Module, node: ast.AST) -> str:
        if at is None:
            setattr(node, field, ast.Constant(value))
        else:
            getattr(node, field)[at] = ast.Constant(value)
        return f"{'always' if value else 'never'}: {told}"

    return change


def _without(number: int) -> Change:
    def change(tree: ast.Module, node: ast.AST) -> str:
        what = f"without {ast.unparse(node.values[number])}: {ast.unparse(node)}"
        del node.values[number]
        if len(node.values) == 1:
            # a sum of one is no sum: `True and x` is x, and so is `False or x`
            node.values.insert(0, ast.Constant(isinstance(node.op, ast.And)))
        return what

    return change


def _gone(tree: ast.Module, node: ast.AST) -> str:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list) and any(one is node for one in value):
                value[next(place for place, one in enumerate(value) if one is node)] = ast.Pass()
                return f"gone: {ast.unparse(node)}"
    raise AssertionError("a statement stands in a block")


def _line(node: ast.AST) -> int:
    """Where a node stands; what has no line of its own stands where its first part does."""
    return getattr(node, "lineno", 0) or min((one.lineno for one in ast.walk(node) if hasattr(one, "lineno")), default=0)
