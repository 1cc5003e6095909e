"""What all scenes share: the command, ready to go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rehearsal.ready import ready_command


@pytest.fixture(scope="module")
def command() -> Iterator[Path]:
    with ready_command() as found:
        yield found
