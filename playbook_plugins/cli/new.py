"""`playbook new`: begin a playbook of one's own."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from playbook_plugins.cli.sources import PATH, Refusal, as_typed
from playbook_plugins.cli.streams import somebody_there
from playbook_plugins.edit.new import Answers, BadAnswers, Taken, faults, in_words, lay_down, lay_down_example, refuse_taken
from playbook_plugins.edit.starters import NEUTRAL, Starter, UnknownStarter, named, starters
from playbook_plugins.hosts.flavour import Host, flavour

_HELP = {
    "name": "What the business is called.",
    "phone": "The number to ring.",
    "email": "The address to write to.",
    "area": "Where the business works.",
    "currency": "The currency of all amounts, as three letters.",
    "people_word": "customer, client, member, donor or patient.",
    "answers_within": "How soon people hear from you, such as `4 hours`.",
    "signed_by": "The person who stands behind the page.",
}


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for name in reversed(_HELP):
        default = f" Default: {NEUTRAL.defaults[name]}." if name in NEUTRAL.defaults else ""
        command = click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT", help=_HELP[name] + default)(command)
    return command


@click.command("new")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--starter", "wanted", metavar="NAME", help=f"Whom the files are for: {' or '.join(starters())}. Default: neutral, for any business.")
@click.option("--lang", metavar="CODE", help=f"The language of the files and questions: {' or '.join(starters()[NEUTRAL.name])}. Default: en.")
@_options
@click.option("--host", type=click.Choice([one.value for one in Host]), default=Host.GITHUB.value, show_default=True, help="Where the public site goes; `playbook ci` has more to choose from.")
@click.option("--example", is_flag=True, help="Lay down the worked example, an invented bicycle workshop, instead.")
def command(folder: Path, *, wanted: str | None, lang: str | None, host: str, example: bool, **given: str | None) -> None:
    """Begin a playbook in DIR.

    Asks eight questions, and lays down a few files to make your own: for any
    business, or with `--starter charity` for people who give or join. Where
    nobody can be asked, the answers come from the options; --name is needed
    then, and --phone or --email. Nothing that is there already is touched.
    """
    told = {name: answer for name, answer in given.items() if answer is not None}
    if example and (told or wanted or lang):
        raise Refusal("The example comes with its own answers: leave the other options out.")
    try:
        starter = named(NEUTRAL.name if wanted is None else wanted, NEUTRAL.lang if lang is None else lang)
        published = flavour(host)
        refuse_taken(folder, None if example else starter, published)
        if example:
            starter, written = NEUTRAL, lay_down_example(folder, published=published)
        else:
            written = lay_down(folder, _asked(told, starter) if somebody_there() else _given(told), starter=starter, published=published)
    except Taken as error:
        raise Refusal(f"{error}\nName another folder, or move these away.") from error
    except (BadAnswers, UnknownStarter) as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    _say_what_next(folder, len(written), said=starter.afterwards, example=example)


def _given(told: dict[str, str]) -> Answers:
    """The answers where nobody can be asked."""
    if not told.get("name", "").strip():
        raise Refusal("There is nobody to ask, so say what the business is called: --name.")
    if not _reachable(told):
        raise Refusal(f"{NEUTRAL.questions['unreachable']} Use --phone or --email.")
    return Answers(**told)


def _asked(told: dict[str, str], starter: Starter) -> Answers:
    """The answers of whoever sits at the terminal; what the options say is not asked."""
    for name, answer in told.items():
        _usable(name, answer, starter=starter)
    answers = dict(told)
    for name in _HELP:
        if name not in told:
            answers[name] = _ask(name, starter)
        while name == "email" and not _reachable(answers):
            click.echo(starter.questions["unreachable"])
            answers |= {"phone": _ask("phone", starter), "email": _ask("email", starter)}
    return Answers(**answers)


def _reachable(answers: dict[str, str]) -> bool:
    return bool(answers.get("phone", "").strip() or answers.get("email", "").strip())


def _ask(name: str, starter: Starter) -> str:
    default = None if name == "name" else starter.defaults.get(name, "")
    answer: str = click.prompt(
        starter.questions[name],
        default=default,
        show_default=bool(default),
        prompt_suffix=" ",
        value_proc=lambda text: _usable(name, text, starter=starter),
    )
    return answer


def _usable(name: str, answer: str, *, starter: Starter) -> str:
    """The answer, where the settings can take it."""
    others = {"name": "-", "phone": "0"}
    if wrong := faults(Answers(**{**others, name: answer or others.get(name, "")}), starter):
        raise Refusal(" ".join(in_words(fault) for fault in wrong))
    return answer


def _say_what_next(folder: Path, count: int, *, said: Mapping[str, str], example: bool) -> None:
    click.echo(f"{said['laid'].format(count=count, folder=folder)}\n\n{said['next']}")
    steps = [] if folder.resolve() == Path.cwd() else [said["go"].format(command=f"cd {as_typed(folder)}")]
    steps += [said["look" if example else "read"], said["make"], said["publish"]]
    for number, step in enumerate(steps, start=1):
        click.echo(f"{number}. {step}")
