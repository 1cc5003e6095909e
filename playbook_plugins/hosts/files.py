"""The files of one way of publishing, by the path they are written to."""

from collections.abc import Mapping
from importlib.resources import files as package
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined

from playbook_plugins import __version__
from playbook_plugins.hosts.flavour import LOCK, Checks, Flavour, Host
from playbook_plugins.hosts.mark import marked

_TEMPLATES: Mapping[Checks, Mapping[str, str]] = {
    Checks.GITHUB: {".github/workflows/publish.yml": "github/publish.yml", ".github/workflows/nightly.yml": "github/nightly.yml"},
    Checks.GITLAB: {".gitlab-ci.yml": "gitlab/gitlab-ci.yml"},
}
_BESIDE: Mapping[Host, Mapping[str, str]] = {Host.NETLIFY: {"netlify.toml": "netlify/netlify.toml"}}
PATHS = frozenset((LOCK, *(path for table in (*_TEMPLATES.values(), *_BESIDE.values()) for path in table)))
"""Every path that is written where nobody names another lock."""


def files(flavour: Flavour) -> dict[str, bytes]:
    """The workflow files and the lock, each with its mark."""
    environment = Environment(
        loader=FunctionLoader(_template), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        # the hosts have their own braces
        block_start_string="[%", block_end_string="%]", variable_start_string="[[", variable_end_string="]]", comment_start_string="[#", comment_end_string="#]",
    )
    blanks = {"flavour": flavour, "install": install(flavour)}
    templates = {**_TEMPLATES[flavour.checks], **_BESIDE.get(flavour.host, {})}
    bodies = {path: environment.get_template(name).render(blanks) for path, name in templates.items()}
    return {path: marked(body, command=flavour.command, version=__version__) for path, body in {**bodies, flavour.lock: lock()}.items()}


def install(flavour: Flavour) -> tuple[str, ...]:
    """The two lines that install everything: what is locked, and then ourselves."""
    ours = f"--no-build-isolation --no-deps {flavour.package}" if flavour.package else f"--no-deps mkdocs-playbook=={__version__}"
    return f"pip install --require-hashes -r {flavour.lock}", f"pip install {ours}"


def lock() -> str:
    """The packages that this version was tested with, as pip takes them."""
    packed = _folder() / LOCK
    # An editable install has no second copy: it reads the project's own.
    file = packed if packed.is_file() else Path(str(package("playbook_plugins"))).parent / LOCK
    return file.read_text("utf-8")


def _template(name: str) -> str:
    return _folder().joinpath(*f"{name}.j2".split("/")).read_text("utf-8")


def _folder() -> Traversable:
    return package("playbook_plugins") / "hosts"
