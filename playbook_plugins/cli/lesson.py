"""`playbook lesson`: write down what a bad day taught us, in one anonymous line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, open_playbook, today_option
from playbook_plugins.cli.streams import somebody_there
from playbook_plugins.edit.lesson import Noted, Row, Unfit, kept_in, lessons_path, noted
from playbook_plugins.edit.saving import Moved
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.links import way
from playbook_plugins.model.naming import meant, shortest
from playbook_plugins.model.notes import Reason, told_page
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.settings import Profile
from playbook_plugins.model.suggestions import did_you_mean, nearest
from playbook_plugins.read.text import UNSEEN
from playbook_plugins.words import Words

_LONGEST = 300
"""Signs of one cell: a line, not a report."""
_NUMBER = re.compile(r"(\d)[.:)]?(?:\s+(.*)|)")
_UNSAID = "What was changed? Say it with --change, or name the --policy."


@click.command("lesson")
@click.argument("told", metavar="[WHAT…]", nargs=-1)
@click.option("--why", metavar="TEXT", help=f"{', '.join(Reason)}, with more behind a colon: `promise: nobody looked for the parts`. Or words of your own.")
@click.option("--change", metavar="TEXT", help="What you change, so that it does not happen again.")
@click.option("--policy", metavar="ID", help="The policy that you change; the lesson leads to it.")
@click.option("--who", metavar="ROLE", help="Who sees to it. Default: whoever looks after `lessons.md`.")
@click.option("--done", is_flag=True, help="It is changed already.")
@click.option("--folder", type=PATH, default=DEFAULT, show_default=True, help="The folder of the sources.")
@today_option
@click.pass_context
def command(
    context: click.Context,
    told: tuple[str, ...],
    *,
    why: str | None,
    change: str | None,
    policy: str | None,
    who: str | None,
    done: bool,
    folder: Path,
    today: date,
) -> None:
    """Write WHAT happened into `lessons.md`, as one line without a name, under today.

    At a terminal it asks for what the options do not say, and Enter leaves out
    what nobody knows yet. Where the checklist would find a name, a number or an
    address of somebody in it, nothing is written.
    """
    playbook = open_playbook(folder)
    if playbook.settings is None:
        raise Refusal(f"{playbook.settings_path} cannot be read, so nobody knows which names to keep out. `playbook check` says what to mend.")
    answers = _Answers(playbook, kept_in(playbook))
    given = {"what": " ".join(told), "why": why, "change": change, "policy": policy, "who": who}
    row = answers.asked(given, done=done, today=today) if somebody_there() else answers.given(given, done=done, today=today)
    try:
        made = noted(row, playbook, read=partial(open_playbook, folder))
    except Unfit as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read, so nothing was written: {error.strerror}.") from error
    found = [one for one in run(made.playbook, today=today, profile=Profile.STANDARD) if (one.place.path, one.place.line) == (made.path, made.line)]
    if amiss := [one for one in found if one.rule == "private-detail" or one.level is Level.ERROR]:
        _tell(amiss)
        click.echo("Nothing was written: say it again without that.", err=True)
        context.exit(1)
    _write(made)
    click.echo(f"{made.path}:{made.line}: noted under {today}")
    _tell(found)
    _say_what_next(row, playbook, noted_in=made.playbook.at(made.path))


@dataclass(frozen=True)
class _Answers:
    """What somebody says about a lesson, put into the words of the file."""

    playbook: Playbook
    kept: Document | None
    """Where it is to stand; `None` where there is no such file yet."""

    def given(self, told: Mapping[str, str | None], *, done: bool, today: date) -> Row:
        """The row where nobody can be asked; all that is missing or wrong is said at once."""
        wrong: list[str] = []
        answers: dict[str, str] = {}
        for name, text in told.items():
            try:
                answers[name] = self._checks[name](text or "")
            except Refusal as error:
                wrong.append(error.message)
        if not (told["what"] or "").strip():
            wrong.append('What happened? Say it in one line: playbook lesson "Two bikes were late".')
        if done and not ((told["change"] or "").strip() or (told["policy"] or "").strip()):
            wrong.append(_UNSAID)
        if wrong:
            raise Refusal("\n".join(wrong))
        return self._row(answers, done=done, today=today)

    def asked(self, told: Mapping[str, str | None], *, done: bool, today: date) -> Row:
        """The row of whoever sits at the terminal; what the options say is not asked."""
        answers = {name: self._checks[name](text) for name, text in told.items() if text}
        for name, question in self._questions:
            if not answers.get(name):
                answers[name] = self._ask(name, question)
        changed = bool(answers["change"] or answers["policy"])
        if done and not changed:
            raise Refusal(_UNSAID)
        return self._row(answers, done=done or (changed and click.confirm("Is it changed already?", default=False)), today=today)

    def _ask(self, name: str, question: str) -> str:
        default = {"what": None, "who": self._usual_role}.get(name, "")
        check = self._numbered if name == "why" else self._checks[name]
        answer: str = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=" ", value_proc=check)
        return answer

    @property
    def _questions(self) -> tuple[tuple[str, str], ...]:
        why = "".join(f"\n  {number} {self._reason(one)}" for number, one in enumerate(Reason, start=1))
        return (
            ("what", "What happened? One line, and no names:"),
            ("why", f"Why? A number, and more behind it if you like; Enter, if you do not know.{why}\n>"),
            ("change", "What do you change? Enter, if you do not know yet:"),
            ("policy", "Which policy is that in? The name of its file; Enter for none:"),
            ("who", "Who sees to it?"),
        )

    @property
    def _checks(self) -> Mapping[str, Callable[[str], str]]:
        return {"what": _one_line, "why": self._why, "change": _one_line, "policy": self._link, "who": self._role}

    def _row(self, told: Mapping[str, str], *, done: bool, today: date) -> Row:
        change, link = told["change"], told["policy"]
        if link and link.rpartition("](")[2] not in change:
            change = f"{change} ({link})" if change else link
        return Row(when=today, what=told["what"], why=told["why"], change=change or link, who=told["who"] or self._usual_role, done=done)

    @property
    def _usual_role(self) -> str:
        return (self.kept.fields.owner if self.kept and self.kept.readable else None) or OWNER

    def _reason(self, reason: str) -> str:
        """One of the reasons as the file says it."""
        return Words(self.kept.lang if self.kept else self.playbook.lexicon.language)(f"lessons.reason-{reason}")

    def _why(self, written: str) -> str:
        """The reason in the file's words, and what was said behind it; words of one's own stay as they are."""
        said = _one_line(written)
        opening, _, more = said.partition(":")
        if (name := opening.strip().casefold()) in [*Reason]:
            return f"{self._reason(name)}: {more.strip()}" if more.strip() else self._reason(name)
        if fold(opening) not in self.playbook.lexicon.reasons and (near := nearest(said, Reason, likeness=0.75)):
            raise Refusal(f"There is no reason `{said}`. Did you mean `{near}`?")
        return said

    def _numbered(self, written: str) -> str:
        """The same where the reasons were shown with numbers before them."""
        if found := _NUMBER.fullmatch(written.strip()):
            if not 1 <= int(found[1]) <= len(Reason):
                raise Refusal(f"There are {len(Reason)} reasons.")
            return self._why(f"{[*Reason][int(found[1]) - 1]}:{found[2]}")
        return self._why(written)

    def _link(self, written: str) -> str:
        """A link to a policy in use, as Markdown."""
        if not (name := _one_line(written)):
            return ""
        policies = [policy for policy in self.playbook.of_kind("policy") if policy.fields.status is not Status.RETIRED]
        policy = next((document for document in meant(name, self.playbook, here=Path.cwd()) if document in policies), None)
        if policy is None:
            known = [shortest(policy, self.playbook).removeprefix("policy:") for policy in policies]
            raise Refusal(f"No policy in use is called `{name}`. {did_you_mean(name, known, otherwise='Type the name of its file, without `.md`.')}")
        title = " ".join(re.sub(r"[\[\]`]", "", policy.name).split())
        return f"[{title}]({way(lessons_path(self.playbook), policy.path)})"

    def _role(self, written: str) -> str:
        if not (name := _one_line(written)):
            return ""
        roles = {OWNER: OWNER} | {fold(spelling): role.id for role in self.playbook.of_kind("role") for spelling in (role.id, role.name)}
        if fold(name) not in roles:
            ids = sorted(set(roles.values()))
            raise Refusal(f"No role is called `{name}`. {did_you_mean(name, ids, otherwise='There are: ' + ', '.join(ids) + '.')}")
        return roles[fold(name)]


def _one_line(written: str) -> str:
    """What was written, on the one line that a table has for it."""
    said = written.strip()
    if "\n" in said or "\r" in said:
        raise Refusal("A lesson is one line; this has several.")
    said = " ".join(said.split())
    if UNSEEN.search(said) or not said.isprintable():
        raise Refusal("There is a sign in this that nobody sees. Type it anew.")
    if len(said) > _LONGEST:
        raise Refusal(f"A lesson is one line, of {_LONGEST} signs at most; this has {len(said)}.")
    return said


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding}" + (f"\n  help: {finding.help}" if finding.help else ""))


def _write(made: Noted) -> None:
    try:
        made.write()
    except Moved as error:
        raise click.ClickException(f"{error}.") from error
    except FileExistsError as error:
        raise click.ClickException(f"{made.path} has come into being in the meantime, so nothing was written. Try again.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or made.path} cannot be written, so nothing was: {error.strerror}.") from error


def _say_what_next(row: Row, playbook: Playbook, *, noted_in: Document | None) -> None:
    if noted_in and noted_in.fields.status is Status.DRAFT:
        click.echo(f"{noted_in.path} is a draft: staff see it when its line `status: draft` is taken out.")
    if page := told_page(playbook):
        when = "If they agreed" if row.done else "Once it is changed, and if they agreed"
        click.echo(f"{when}, tell everybody: {page.path}")
