"""`playbook ci`: what a host is told to do on every edit."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from playbook_plugins.cli.sources import PATH, Refusal
from playbook_plugins.edit.saving import put
from playbook_plugins.hosts.afterwards import afterwards
from playbook_plugins.hosts.files import PATHS, files
from playbook_plugins.hosts.flavour import LOCK, Checks, Flavour, Host, Inside, Open, flavour
from playbook_plugins.hosts.mark import State, body, mark, state
from playbook_plugins.model.root import repository

_TOLD = {
    State.MISSING: "is not there",
    State.OUTDATED: "is out of date",
    State.CHANGED: "was changed by hand",
}


@click.command("ci")
@click.argument("folder", type=PATH, default=Path())
@click.option("--host", type=click.Choice([one.value for one in Host]), help="Where the public site goes. Default: as the files say that are there.")
@click.option("--with", "checks", type=click.Choice([one.value for one in Checks]), help="Where the texts lie. Default: github, or gitlab for its own Pages.")
@click.option("--internal", "inside", type=click.Choice([one.value for one in Inside]), help="Where the internal site goes. Default: a file for members of a private repository, or behind a sign-in where the host has one.")
@click.option("--from", "package", metavar="WHAT", help="What pip installs in place of the release, such as `.` or the address of a repository.")
@click.option("--lock", metavar="FILE", help="Where the packages to install are named, if requirements.txt is taken. Default: requirements.txt.")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a file is out of date or was changed by hand.")
@click.option("--force", is_flag=True, help="Write over what was changed by hand, too.")
@click.pass_context
def command(context: click.Context, folder: Path, *, host: str | None, checks: str | None, inside: str | None, package: str | None, lock: str | None, check: bool, force: bool) -> None:
    """Write into FOLDER what your host does on every edit: check, build, look through, publish.

    FOLDER is that of the repository, without it the one you are in. The
    public site's jobs never hold the internal one, and where everybody could
    read the internal site it is not published at all. What was changed by hand
    stays as it is, and is shown. Run it again after an update.
    """
    if not folder.is_dir():
        raise Refusal(f"{folder} is not a folder. Name that of your repository.")
    if (root := repository(folder.resolve())) in folder.resolve().parents and (root / ".git").exists():
        raise Refusal(f"{folder} lies within the repository {root}, and hosts read these files at its root alone. Keep the playbook in a repository of its own, or name that folder.")
    chosen = _flavour(_there(folder, PATHS), {"host": host, "with": checks, "internal": inside, "from": package, "lock": lock})
    wanted = files(chosen)
    there = _there(folder, PATHS | wanted.keys())
    found = {path: state(there.get(path), content) for path, content in wanted.items()}
    left = [f"{path} belongs to another host: delete it." for path in there if path not in wanted and mark(there[path])]
    if check:
        for line in (*_told(found), *left):
            click.echo(line)
        stale = any(one is not State.CURRENT for one in found.values()) or bool(left)
        click.echo(f"Renew them with `{chosen.command}`." if stale else f"{len(found)} files are as `{chosen.command}` writes them.")
        context.exit(int(stale))
    mine = [path for path, one in found.items() if one is State.CHANGED]
    if mine and not force:
        click.echo("".join(line for path in mine for line in _differences(path, there[path], wanted[path])), nl=False)
        raise click.ClickException(f"Nothing was written, because this was changed by hand: {', '.join(mine)}. The lines above would be lost (-) or come (+). {_way_out(mine, chosen)}")
    changing = {path: wanted[path] for path, one in found.items() if one is not State.CURRENT or _otherwise(there[path], chosen)}
    for path, content in changing.items():
        _write(folder / path, content)
        click.echo(f"{path} {'was written' if found[path] is State.MISSING else 'was renewed'}")
    for line in left:
        click.echo(line)
    if not changing:
        click.echo(f"{len(found)} files are as they should be already.")
    if not changing or State.MISSING in found.values() or _moved(there, chosen):
        click.echo("\nWhat only you can do:")
        for number, sentence in enumerate(afterwards(chosen), start=1):
            click.echo(f"{number}. {sentence}")


def _way_out(mine: Sequence[str], chosen: Flavour) -> str:
    """What to do about files that somebody has changed."""
    force = f"To write over them: {chosen.command} --force"
    return f"To leave yours as it is: {chosen.command} --lock requirements-playbook.txt. {force}" if mine == [LOCK] else force


def amiss(folder: Path) -> tuple[str, ...] | None:
    """What is amiss with the files that a host goes by, a sentence each; `None` where none of them is ours."""
    if not dict(_said(there := _there(folder, PATHS))).get("host"):
        return None
    wanted = files(_flavour(there, {}))
    there = _there(folder, wanted)
    return tuple(_told({path: state(there.get(path), content) for path, content in wanted.items()}))


def _there(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """What the files hold that are there."""
    return {path: content for path in sorted(paths) if (content := _read(folder / path)) is not None}


def _flavour(there: Mapping[str, bytes], asked: Mapping[str, str | None]) -> Flavour:
    """What somebody asks for; without a host, what the files say that they were written with, and then what is asked for besides."""
    told = {name: value for name, value in asked.items() if value is not None}
    if "host" not in told:
        told = dict(_said(there)) | told
    if "host" not in told:
        raise Refusal(f"Say where the public site goes: `--host {'`, `--host '.join(Host)}`.")
    try:
        return flavour(told["host"], checks=told.get("with"), inside=told.get("internal"), package=told.get("from", ""), lock=told.get("lock", LOCK))
    except Open as error:
        raise Refusal(str(error)) from error


def _said(there: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The options in the first mark that names a host we know, by their names; first that of the lock, which every host has and writes anew."""
    for content in (there.get(LOCK, b""), *there.values()):
        if found := mark(content):
            words = shlex.split(found.command)[2:]
            said = dict(zip((word.removeprefix("--") for word in words[::2]), words[1::2], strict=False))
            known: Mapping[str, set[str]] = {"host": set(Host), "with": set(Checks), "internal": set(Inside)}
            if said.get("host") in known["host"]:
                yield from ((name, value) for name, value in said.items() if value in known.get(name, {value}))
                return


def _moved(there: Mapping[str, bytes], chosen: Flavour) -> bool:
    """Whether the files that are there say that a site went to another place."""
    said, now = dict(_said(there)), {"host": chosen.host.value, "internal": chosen.inside.value}
    return any(said.get(name, value) != value for name, value in now.items())


def _otherwise(content: bytes, chosen: Flavour) -> bool:
    """Whether a file says that it was written with other options, though they made no difference to it."""
    found = mark(content)
    return found is not None and found.command != chosen.command


def _told(found: Mapping[str, State]) -> Iterator[str]:
    return (f"{path} {_TOLD[one]}." for path, one in found.items() if one is not State.CURRENT)


def _differences(path: str, there: bytes, wanted: bytes) -> Iterator[str]:
    before, after = (body(content).splitlines(keepends=True) for content in (there, wanted))
    for line in unified_diff(before, after, path, f"{path} (as it would be)"):
        yield line if line.endswith("\n") else f"{line}\n"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        put(content, file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
