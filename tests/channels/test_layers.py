"""Each layer holds though another is gone; and none is there for nothing."""

import os
import pickle
import random
from pathlib import Path

import pytest

from tests.channels.case import Case
from tests.channels.layers import LAYERS
from tests.channels.project import Outcome, built
from tests.channels.table import PARTS, ROWS
from tests.channels.test_channels import SEED, laid
from tests.conftest import WHOLE, alone

CASES = tuple(case for cases in PARTS.values() for case in cases)
SHARE = 2
MOST = 0.05
"""The part of all channels by which staff's words may come out without a layer."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[tuple[Case, Outcome], ...]:
    """What comes of every case with all layers, in words that staff have said already; tried once for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "outcomes"
    with alone(shared):
        if not shared.exists():
            shared.write_bytes(pickle.dumps([built(laid(tmp_path_factory.mktemp("whole") / "p", case, repeats=True)) for case in CASES]))
    return tuple(zip(CASES, pickle.loads(shared.read_bytes()), strict=True))


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("name", LAYERS)
def test_hardly_anything_comes_out_without(name: str, whole, tmp_path: Path, figures):
    layer = LAYERS[name]
    tried = [case for case, outcome in whole if layer.acts(outcome)]
    leaked = {case.row for number, case in enumerate(tried) if built(laid(tmp_path / str(number), case, repeats=True), layer.off).leaked}
    assert tried, "no case meets it"
    named = "; ".join(ROWS[row].name for row in sorted(leaked))
    figures(f"{len(tried)} of {len(CASES)} cases meet it; without it staff's words leak by {len(leaked)} of {len(ROWS)} channels ({named or 'none'})")
    assert len(leaked) <= MOST * len(ROWS)


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.parametrize("name", LAYERS if WHOLE else random.Random(SEED).sample(list(LAYERS), SHARE))
def test_something_comes_out_that_nothing_else_stops_but(name: str, tmp_path: Path):
    layer = LAYERS[name]
    (case,) = (case for case in CASES if case.name == layer.alone)
    others = LAYERS["the audit"].off if layer.backed else None

    def off() -> None:
        if others:
            others()
        layer.off()

    assert not built(laid(tmp_path / "with", case), others).leaked
    assert built(laid(tmp_path / "without", case), off).leaked
