"""Every sentence that the pages ask for is written, and every sentence that is written is asked for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from playbook_plugins.model.changed import Way
from playbook_plugins.model.finding import Level
from playbook_plugins.model.history import Gap
from playbook_plugins.model.kinds.budget import Period
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.kinds.script import Channel
from playbook_plugins.model.notes import Reason
from playbook_plugins.model.settings import PeopleWord
from playbook_plugins.pages.internal.latest import FIELDS
from playbook_plugins.pages.internal.rules import Area
from playbook_plugins.pages.internal.view import HEADS
from playbook_plugins.upkeep.links import Lost
from playbook_plugins.words import Words, _flatten
from tests.conftest import ROOT

PACKAGE = ROOT / "playbook_plugins"
TEMPLATES = sorted((PACKAGE / "pages").rglob("*.j2"))
MODULES = sorted(file for part in ("cli", "pages", "upkeep") for file in (PACKAGE / part).rglob("*.py"))
UNITS = ["minute", "hour", "working-day", "day", "week", "month", "year"]
COMPOSED = {
    "topic.*": list(TopicName),
    "people.*": list(PeopleWord),
    "scripts.*": list(Channel),
    "checklist.*": list(Level),
    "checklist.about-*": list(Area),
    "period.*": list(Period),
    "lessons.reason-*": list(Reason),
    "coverage.*": ["scripts", "scenarios", "promises"],
    "roles.*": list(HEADS),
    "owner.title-*": list(HEADS),
    "changed.field-*": [name.replace("_", "-") for name in FIELDS],
    "changed.gap-*": [gap.name.lower().replace("_", "-") for gap in Gap],
    "changed.texts-*": [Way.NEW, Way.GONE],
    "due.link-*": list(Lost),
    "changed.way-*": [Way.NEW, Way.GONE, Way.MOVED],
    "*.title": ["scripts", "scenarios", "principles"],
    "*.lead": ["scripts", "scenarios", "principles"],
}
"""Keys that are put together, and what may stand for the star."""
COUNTED = {*(f"duration.{unit}" for unit in UNITS), *(f"frequency.{per}" for per in ("once", "day", "week", "month", "year"))}
"""Keys that `Words` itself puts together; each has forms below it."""
OWN = {"frequency.asked", "hours.range"}
"""Keys that `Words` itself asks for."""


def _python(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from _python(one)
            yield from _python(other)
        case _:
            raise AssertionError(f"a key that no test can follow: {ast.unparse(node)}")


def _asked_in_python(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name == "words":
                yield from _python(node.args[0])


def _jinja(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Const(value=key):
            yield str(key)
        case nodes.Concat(nodes=parts):
            yield "".join(part.value if isinstance(part, nodes.Const) else "*" for part in parts)
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from _jinja(one)
            yield from _jinja(other)
        case _:
            raise AssertionError(f"a key that no test can follow: {node}")


def _asked_in_template(file: Path) -> Iterator[str]:
    for call in Environment().parse(file.read_text("utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "words" or isinstance(call.node, nodes.Getattr) and call.node.attr == "words":
            yield from _jinja(call.args[0])


@pytest.fixture(scope="module")
def asked() -> dict[str, str]:
    """Every key that is asked for, and a file that asks."""
    found = {}
    for files, read in ((MODULES, _asked_in_python), (TEMPLATES, _asked_in_template)):
        for file in files:
            for key in read(file):
                for name in COMPOSED.get(key, [key]):
                    found[key.replace("*", str(name))] = file.relative_to(ROOT).as_posix()
    return found


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    found: dict[str, str] = {}
    _flatten(tomllib.loads((PACKAGE / "words" / "en.toml").read_text("utf-8")), "", found)
    return found


def _without_form(key: str) -> str:
    return key.rpartition(".")[0] if key.rpartition(".")[0] in COUNTED else key


def test_a_key_is_found_in_either_sort_of_file(asked):
    assert {"fit.ring", "owner.title", "topic.recovery", "scripts.in-person", "checklist.warning", "scenarios.lead", "pages.title"} <= set(asked)


def test_a_key_that_is_put_together_stands_in_the_table(asked):
    assert {key: file for key, file in asked.items() if "*" in key} == {}


def test_every_sentence_that_is_asked_for_is_written(asked, written):
    assert {key: file for key, file in asked.items() if key not in written} == {}


def test_every_sentence_that_is_written_is_asked_for(asked, written):
    assert {_without_form(key) for key in written} - set(asked) - COUNTED - OWN == set()


def test_every_counted_thing_has_a_form_for_any_number(written):
    assert [key for key in sorted(COUNTED) if f"{key}.other" not in written] == []


def test_the_sentences_that_words_themselves_ask_for_are_written(written):
    source = (PACKAGE / "words" / "__init__.py").read_text("utf-8")
    assert set(re.findall(r'self\("([\w.-]+)"', source)) == OWN
    assert OWN <= set(written)


def test_no_two_catalogues_differ_in_their_keys(written):
    for file in (PACKAGE / "words").glob("*.toml"):
        found: dict[str, str] = {}
        _flatten(tomllib.loads(file.read_text("utf-8")), "", found)
        assert {_without_form(key) for key in found} == {_without_form(key) for key in written}, file.name


def test_every_blank_of_a_sentence_is_filled_where_it_is_asked_for(written):
    """A sentence with a blank that the caller does not fill would stop a build."""
    wrong = {}
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value in written:
                if not isinstance(node.func, ast.Name | ast.Attribute) or (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) != "words":
                    continue
                blanks = set(re.findall(r"\{(\w+)\}", written[node.args[0].value]))
                given = {word.arg for word in node.keywords}
                if blanks != given:
                    wrong[node.args[0].value] = (blanks, given)
    for file in TEMPLATES:
        for call in Environment().parse(file.read_text("utf-8")).find_all(nodes.Call):
            key = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
            if key in written:
                blanks, given = set(re.findall(r"\{(\w+)\}", written[key])), {word.key for word in call.kwargs}
                if blanks != given:
                    wrong[key] = (blanks, given)
    assert wrong == {}


def test_no_sentence_is_blank(written):
    assert [key for key, sentence in written.items() if not sentence.strip()] == []
    assert Words()("site.menu")
