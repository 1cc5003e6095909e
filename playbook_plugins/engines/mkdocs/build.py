"""The engine that `publish` is handed: MkDocs in a process of its own, which is given a release and nothing else."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook_plugins.engines.mkdocs.expected import Frame, check
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Release

RELEASE = "release"
"""The file in the child's room that holds the release."""
FRAME = "frame"
"""The file in the child's room where it says what the theme puts around the release."""
DOCS = "docs"
"""The empty folder in the child's room that stands for `docs_dir`."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
"""Two banners about MkDocs 2 would bury our findings."""


class EngineError(Exception):
    """MkDocs did not finish the site; says what MkDocs said."""


def build(release: Release, folder: Path, *, config_file: Path | None = None) -> None:
    """Write the finished site of `release` into `folder`.

    With the user's `mkdocs.yml`, its theme and extras are kept; without one, the
    packaged settings are used. The result is, byte for byte, what a plain
    `mkdocs build` makes of the same sources.
    """
    # Readable for this user alone, and gone when the child is.
    with TemporaryDirectory(prefix="playbook-") as place, _lifeline() as line:
        room = Path(place)
        (room / RELEASE).write_bytes(pickle.dumps(replace(release, fingerprints=Fingerprints())))
        (room / DOCS).mkdir()
        settings = [str(config_file.absolute())] if config_file else []
        child = subprocess.run(
            # -P: nothing in the working folder can pose as a module.
            [sys.executable, "-P", "-m", "playbook_plugins.engines.mkdocs.child", place, str(folder.absolute()), *settings],
            cwd=room,
            env={**os.environ, **QUIET},
            stdin=line,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if child.returncode:
            said = "\n".join(part for part in (child.stdout.strip(), child.stderr.strip()) if part)
            raise EngineError(f"MkDocs could not build the {release.audience} site:\n{said}")
        if child.stderr.strip():
            print(child.stderr.strip(), file=sys.stderr)
        check(release, Frame.load((room / FRAME).read_text("utf-8")), folder)


@contextmanager
def _lifeline() -> Iterator[int]:
    """What the child holds on to: it is cut when we end, however we end, so that no child outlives its build."""
    line, end = os.pipe()
    try:
        yield line
    finally:
        os.close(line)
        os.close(end)
