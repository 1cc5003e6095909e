"""Write the manual's page on commands and plugin options anew, from the code: `python dev.py reference`."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.config.base import Config

from playbook_plugins.cli import main
from playbook_plugins.engines.mkdocs.checklist import ChecklistConfig
from playbook_plugins.engines.mkdocs.playbook import PlaybookConfig

PAGE = Path(__file__).parent / "writing" / "commands.md"
_INTRODUCTION = """\
# Every command

For whoever has the playbook on a computer.
Nobody needs these to write: [the browser is enough](edit-and-publish.md).

The folder of texts is `docs/playbook` wherever a command is not told otherwise.
A command ends with 0 when all is well, with 1 when something is to be mended, and with 2 when it was asked for something that it cannot do.
"""
_PLUGINS = """\
## The two plugins of MkDocs

What may stand below their names in `mkdocs.yml`.
"""
_DEFAULT = re.compile(r"\s*\[default: (?P<said>[^\]]*)\]$")
_REQUIRED = re.compile(r"\s*\[required\]$")


def page() -> str:
    """The page as it follows from the code."""
    # with its own settings, since click keeps what it makes of the first context for all that follow
    context = click.Context(main, info_name="playbook", **main.context_settings)
    parts = [_INTRODUCTION]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        parts += _command(command, click.Context(command, info_name=name, parent=context), level=2)
    parts += [_PLUGINS, *_plugin("playbook", PlaybookConfig), *_plugin("checklist", ChecklistConfig)]
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context, *, level: int) -> Iterator[str]:
    path = context.command_path
    usage = " ".join([path, *(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")])
    yield f"{'#' * level} `{path}`\n"
    yield f"{_paragraphs(command.help or '')}\n"
    yield f"```text\n{usage}\n```\n"
    if command.epilog:
        yield f"{_paragraphs(command.epilog)}\n"
    if rows := [_option(parameter, context) for parameter in command.params if isinstance(parameter, click.Option)]:
        yield "| option | what it does | without it |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, info_name=name, parent=context), level=level + 1)


def _option(option: click.Option, context: click.Context) -> str:
    names, said = option.get_help_record(context) or (option.opts[0], "")
    default = _DEFAULT.search(said)
    needed = _REQUIRED.search(said)
    said = _REQUIRED.sub("", _DEFAULT.sub("", said))
    return f"| `{_cell(names)}` | {_cell(said)} | {_cell(default['said']) if default else 'it must be there' if needed else ''} |"


def _plugin(name: str, config: type[Config]) -> Iterator[str]:
    told = dict(_docstrings(config))
    rows = [f"| `{key}` | {_cell(told[key])} | `{_yaml(option.default)}` |" for key, option in config._schema]
    yield f"### `{name}`\n"
    yield "| option | what it says | without it |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _docstrings(config: type[Config]) -> Iterator[tuple[str, str]]:
    """The sentence below each option."""
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(config))).body
    assert isinstance(found, ast.ClassDef)
    for option, said in zip(found.body, found.body[1:], strict=False):
        if isinstance(option, ast.Assign) and isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant):
            yield ast.unparse(option.targets[0]), str(said.value.value)


def _yaml(value: object) -> str:
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)


def _paragraphs(text: str) -> str:
    """The help as running text: a sentence a line."""
    blocks = (" ".join(block.split()) for block in inspect.cleandoc(text).replace("\b", "").split("\n\n"))
    return "\n\n".join(re.sub(r"(?<=[.:]) (?=[A-Z])", "\n", block) for block in blocks if block)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
