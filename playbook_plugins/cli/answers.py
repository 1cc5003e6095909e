"""The answers to the questions of one kind of text, from options, from a terminal, and from what there is to begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import click

from playbook_plugins.checklist.catalogue import rules_of
from playbook_plugins.checklist.run import run
from playbook_plugins.cli.asking import Question, ask, chosen, step
from playbook_plugins.cli.sources import Refusal
from playbook_plugins.edit.add import added, filled, stands, words_of, wrong
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.naming import Unclear, named
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.pages.editing.questions import kind_asked
from playbook_plugins.words import Words

READY = "ready"
"""What `--from` says for our own steps and sentences."""
_TOPIC = "field:topic"
_ALSO = ("section:dont",)
"""Questions that may wait, and that a terminal asks all the same: there is something of ours to begin with."""
_TAKEN_OVER = (_TOPIC, "field:they_leave_feeling", "field:of", "field:channel")
"""The lines that a text may take over from another one."""


@dataclass(frozen=True)
class Asking:
    """The questions of one kind, and what somebody answers."""

    playbook: Playbook
    kind: Kind

    @cached_property
    def words(self) -> Words:
        return Words(self.playbook.lexicon.language)

    @cached_property
    def _form(self) -> Mapping[str, Any]:
        lexicon = self.playbook.lexicon
        return kind_asked(self.kind, self.playbook, {lexicon.language: lexicon})

    @property
    def headings(self) -> dict[str, str]:
        return {section["name"]: section["heading"] for section in self._form["sections"]}

    def questions(self, answers: Mapping[str, Any]) -> list[Question]:
        """Those that a text on this topic answers, the topic first, and then what is needed."""
        return [*self._first(answers), *self._more(answers)]

    def told(self, title: str, fields: Sequence[str], sections: Sequence[str], lead: Sequence[str]) -> dict[str, Any]:
        """What the options say, each answer in the shape of its question; refuses what there is not."""
        said: dict[str, list[str]] = {"title": [title], "lead": list(lead)}
        for prefix, options in (("field", fields), ("section", sections)):
            for option in options:
                name, equals, text = option.partition("=")
                if not equals:
                    raise Refusal(f"`--{prefix} {option}` says no value. Write it as `--{prefix} name=value`.")
                said.setdefault(f"{prefix}:{name.strip()}", []).append(text)
        answers: dict[str, Any] = {}
        known = {question["key"]: question for question in (*self._form["more"], *self._form["first"])}
        for key, texts in said.items():
            if not filled(texts):
                continue
            if key in known:
                answers[key] = self._shaped(texts, known[key])
            elif cell := self._cell(key):
                row = answers.setdefault(cell[0], [[""] * len(known[cell[0]]["columns"])])[0]
                row[cell[1]] = texts[-1]
            else:
                raise Refusal(self._unknown(key, known))
        if wrong_answers := [said for key, answer in answers.items() if (said := self._wrong(answer, known[key]))]:
            raise Refusal("\n".join(wrong_answers))
        return answers

    def begun(self, told: Mapping[str, Any], begin: str | None) -> dict[str, Any]:
        """The answers with those of another text; `ready` is settled once the topic is known."""
        if begin in (None, READY):
            return {**told, **({READY: True} if begin else {})}
        try:
            other = named(str(begin), self.playbook, here=Path.cwd())
        except Unclear as error:
            raise Refusal(str(error)) from error
        if other.kind is not self.kind:
            raise Refusal(f"`{begin}` is a {other.kind.name} and no {self.kind.name}. Name another text of yours, or write `--from ready`.")
        own = {f"field:{keys[0]}": getattr(other.fields, str(keys[0])) for keys in other.key_places if len(keys) == 1}
        lines = {key: str(value) for key, value in own.items() if key in _TAKEN_OVER and value}
        return {**lines, **words_of(other), **told}

    def given(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """The answers where nobody can be asked; all that is missing is said at once."""
        answers = self._settled(told)
        missing = [question for question in self._first(answers) if question["required"] and not filled(answers.get(question["key"]))]
        if missing:
            raise Refusal("\n".join([self.words("add.unasked"), *(f"  {question['asks']} {_option(question)}" for question in missing)]))
        return answers

    def asked(self, told: Mapping[str, Any], *, today: date) -> dict[str, Any]:
        """The answers of whoever sits at the terminal; what the options say is not asked."""
        click.echo(self.words("add.lead", kind=self._form["called"], what=self._form["what"]))
        answers = {key: answer for key, answer in told.items() if key != READY}
        done: set[str] = set()
        while question := next((one for one in self._asked_here(answers) if one["key"] not in {*answers, *done}), None):
            key = question["key"]
            done.add(key)
            ready = self._ready(question, answers)
            answer = ask(question, self.words, check=partial(self._wrong, question=question), advise=partial(self._heard, key, answers, today=today), ready=ready)
            if filled(answer):
                answers[key] = answer
        return self._settled(answers)

    def ours(self, answers: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
        """The questions that stand answered in our own words."""
        return [question["asks"] for question in self.questions(answers) if filled(answer := answers.get(question["key"])) and question["key"] not in told and answer == self._ready(question, answers)]

    def _first(self, answers: Mapping[str, Any]) -> list[Question]:
        found = [question for question in self._form["first"] if self._asks(question, answers)]
        return sorted(found, key=lambda question: question["key"] != _TOPIC)

    def _more(self, answers: Mapping[str, Any]) -> list[Question]:
        return [question for question in self._form["more"] if self._asks(question, answers)]

    def _asked_here(self, answers: Mapping[str, Any]) -> list[Question]:
        return [*self._first(answers), *(question for question in self._more(answers) if question["key"] in _ALSO and _TOPIC in answers)]

    def _asks(self, question: Question, answers: Mapping[str, Any]) -> bool:
        return "topics" not in question or self._topic(answers) in question["topics"]

    def _topic(self, answers: Mapping[str, Any]) -> str:
        written = str(answers.get(_TOPIC, ""))
        return self.playbook.lexicon.topics.get(fold(written), written)

    def _ready(self, question: Question, answers: Mapping[str, Any]) -> Any:
        """What of ours an answer may begin with."""
        if question["key"] == "title" and self.kind.single and self.kind.name != "fit":
            return self._form["plural"]
        topic = self._topic(answers)
        return question.get("ready_for", {}).get(topic) or question.get("default_for", {}).get(topic) or question.get("default")

    def _settled(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """The answers with ours where nobody said anything and somebody wished for them, or no question is asked about it."""
        answers = {key: answer for key, answer in told.items() if key != READY}
        for question in self.questions(answers):
            usual = question["key"] == "title" or "default" in question or "default_for" in question
            if question["key"] not in answers and (told.get(READY) or usual) and filled(ready := self._ready(question, answers)):
                answers[question["key"]] = ready
        return answers

    def _shaped(self, texts: Sequence[str], question: Question) -> Any:
        match question["type"]:
            case "steps":
                return [step(text, question) for text in texts]
            case "lines" | "quotes":
                return list(texts)
            case "choices":
                return [chosen(one, question, self.words) for text in texts for one in text.split(",")]
            case "choice" if not question.get("pair"):
                return chosen(texts[-1], question, self.words)
            case "text":
                return "\n\n".join(texts)
        return texts[-1]

    def _heard(self, key: str, answers: Mapping[str, Any], answer: Any, *, today: date) -> str:
        """What the wordings in an answer would do to somebody who hears them, as the checklist says it."""
        said = {**answers, key: answer}
        made = added(self.kind, said, self.questions(said), headings=self.headings, playbook=self.playbook)
        (first, last), top = stands(key, made), made.playbook.at(made.path).top
        rules = rules_of(self.playbook)
        worded = [rule for rule in rules.values() if rule.lists or rule.name == "private-detail"]
        found = [one for one in run(made.playbook, today=today, rules=worded) if one.place.path == made.path and one.level is Level.ERROR]
        # what is said of the whole text waits until it is whole
        return "\n".join(f"{one.message}. {one.help}".strip() for one in found if first <= one.place.line <= last and one.place != top)

    def _wrong(self, answer: Any, question: Question) -> str:
        """What is wrong with an answer about a line at the top, in the reader's words."""
        prefix, _, name = question["key"].partition(":")
        if prefix != "field" or (fault := wrong(name, answer, question, kind=self.kind, lexicon=self.playbook.lexicon)) is None:
            return ""
        return f"{fault.message}. {fault.help}".strip()

    def _cell(self, key: str) -> tuple[str, int] | None:
        """The table to which a name belongs as a column, and which column it is."""
        name = key.partition(":")[2]
        tables = [question for question in (*self._form["first"], *self._form["more"]) if question["type"] == "table"]
        return next(((table["key"], at) for table in tables for at, column in enumerate(table["columns"]) if column["key"] == name), None)

    def _unknown(self, key: str, known: Mapping[str, Question]) -> str:
        prefix, _, name = key.partition(":")
        names = [other.partition(":")[2] for other in known if other.startswith(f"{prefix}:")]
        hint = did_you_mean(name, names, otherwise=f"There are: {', '.join(names)}." if names else f"A {self.kind.name} has none.")
        return f"There is no {prefix} `{name}`. {hint}"


def _option(question: Question) -> str:
    """The option that answers a question."""
    prefix, _, name = question["key"].partition(":")
    if question["type"] == "table":
        return " ".join(f"--field {column['key']}=…" for column in question["columns"] if column["required"]) or f"--field {question['columns'][0]['key']}=…"
    said = {"title": "TITLE", "lead": '--lead "…"', "field": f"--field {name}=…", "section": f'--section {name}="…"'}[prefix.partition("/")[0]]
    choices = [str(one["value"]) for one in question.get("choices", ())]
    ready = " (--from ready)" if question.get("ready_for") or question.get("ready") else ""
    return f"{said}{ready}" + (f" ({', '.join(choices)})" if 0 < len(choices) <= 15 else "")
