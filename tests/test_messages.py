"""Every message is written to somebody who runs a shop: what is wrong, and what to do about it."""

import re

import pytest

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import examples, findings
from tests.conftest import ROOT, TODAY
from tests.planted.faults import faults

SCHEMA_WORDS = re.compile(
    r"\b(schema|(?-i:None)|null|nil|keyerror|error|exception|traceback|regex|regexp|pattern|pars(?:e[drs]?|ing)|front ?matter|yaml|json|string|integer|boolean|bool|float"
    r"|dict(?:ionary)?|mapping|array|tuple|enum|token|invalid|validat\w+|attribute|argument|instance|object|syntax|scalar|node|field|slug|kebab|unicode|ascii|utf|bytes?|constraint|mandatory|required)\b",
    re.I,
)
"""Words of programs, which nobody says across a counter."""


def plain(text: str) -> str:
    """A message without what it quotes of the author's and without what is to be typed."""
    return re.sub(r"`[^`]*`|“[^”]*”|\*[^*]*\*", "…", text)


def told_by(rule: str, folder) -> list:
    bad = [example for example in examples(page(catalogue()[rule])) if example.bad]
    return [finding for number, example in enumerate(bad) for finding in findings(example, folder / str(number)) if finding.rule == rule]


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_speaks_as_people_in_shops_do(rule, tmp_path):
    found = told_by(rule, tmp_path)
    assert found
    for finding in found:
        words = plain(f"{finding.message} {finding.help}")
        assert not SCHEMA_WORDS.search(words), str(finding)
        assert finding.help, f"{finding}: says not what to do"
        assert len(re.findall(r"[.?!](?=\s+[A-Z“*`])", plain(finding.message))) <= 1, f"{finding}: more than two sentences"
        assert finding.help[-1] in ".?!”`)" and not finding.message.endswith("."), str(finding)


@pytest.mark.slow
def test_what_the_reader_cannot_take_is_said_so_too(tmp_path):
    folder = ROOT / "docs" / "playbook"
    playbook = read_playbook(folder, root=ROOT, public=ROOT / "docs" / "public")
    lines = (folder / "playbook.yml").read_text("utf-8").splitlines()
    told = set()
    by_name = {fault.name.partition(" in ")[0]: fault for fault in faults(playbook, lines)}
    for number, fault in enumerate(by_name.values()):
        file = tmp_path / str(number) / fault.path.removeprefix("docs/playbook/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(fault.lines) + "\n", "utf-8")
        root = tmp_path / str(number)
        told |= {(finding.message, finding.help) for finding in run(read_playbook(root, root=root), today=TODAY)}
    assert len(told) > 50
    assert [pair for pair in told if SCHEMA_WORDS.search(plain(" ".join(pair)))] == []
