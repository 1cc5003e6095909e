"""One question of a text's at a terminal, in owners' words: asked again until the answer can be used."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from playbook_plugins.cli.sources import Refusal
from playbook_plugins.edit.add import filled
from playbook_plugins.model.lexicon import fold
from playbook_plugins.words import Words

Question = Mapping[str, Any]
Check = Callable[[Any], str]
"""What is wrong with an answer, in a sentence; empty where nothing is."""
_MARK = " "
_LABEL, _SENTENCE = 4, 15
"""Words before a colon that are still something to remember a step by, or a line whose bold words are a sentence."""


def ask(question: Question, words: Words, *, check: Check, advise: Check = lambda answer: "", ready: Any = None) -> Any:
    """The answer to a question; `ready` is taken where nobody says anything.

    What `check` says cannot stay; what `advise` says stays where somebody gives
    the same answer again.
    """
    click.echo(f"\n{question['asks']}" + (f" {question['why']}" if question["why"] else ""))
    asked, kept = _ASKED.get(question["type"], _line), None
    while True:
        answer = _table(question, words, check) if question["type"] == "table" else asked(question, words, ready)
        if not filled(answer):
            if not question["required"]:
                return None
            click.echo(words("add.needed"))
        elif wrong := check(answer):
            click.echo(wrong)
        elif answer not in (kept, ready) and (wrong := advise(answer)):
            click.echo(f"{wrong}\n{words('add.insist')}")
            kept = answer
        else:
            return answer


def step(typed: str, question: Question) -> dict[str, str]:
    """A step as it is typed, `Listen: to the end`: the words before the colon are those to remember it by."""
    label, colon, text = typed.partition(":")
    labelled = colon and text.strip() and len(label.split()) <= (_SENTENCE if question.get("stop") else _LABEL)
    return {"label": label.strip(), "text": text.strip()} if labelled else {"label": "", "text": typed.strip()}


def shown(entry: Any) -> str:
    """An entry as somebody would type it."""
    return entry if isinstance(entry, str) else ": ".join(filter(None, (entry["label"], entry["text"])))


def chosen(typed: str, question: Question, words: Words) -> str:
    """The word that somebody means who types it, its label or its number; refuses what is none of them."""
    choices, said = question["choices"], typed.strip()
    if not choices or not said:
        return said
    if said.isdecimal():
        if not 1 <= int(said) <= len(choices):
            raise Refusal(words("add.number", count=len(choices)))
        return str(choices[int(said) - 1]["value"])
    found = next((one["value"] for one in choices if fold(said) in (fold(one["value"]), fold(one["label"]))), None)
    if found is None:
        raise Refusal(words("add.none", word=said))
    return str(found)


def _line(question: Question, words: Words, ready: Any) -> str:
    answer: str = click.prompt(">", default=ready or "", show_default=bool(ready), prompt_suffix=_MARK)
    return answer


def _choice(question: Question, words: Words, ready: Any) -> str:
    _list(question)
    answer: str = click.prompt(words("add.choose") if question["choices"] else ">", default=ready or "", show_default=bool(ready), prompt_suffix=_MARK,
                               value_proc=lambda typed: chosen(typed, question, words))
    return answer


def _choices(question: Question, words: Words, ready: Any) -> list[str]:
    _list(question)

    def several(typed: str) -> list[str]:
        return [chosen(one, question, words) for one in typed.split(",") if one.strip()]

    answer: list[str] = click.prompt(words("add.several"), default="", show_default=False, prompt_suffix=_MARK, value_proc=several)
    return answer


def _truth(question: Question, words: Words, ready: Any) -> str:
    answer: str = click.prompt(words("add.truth"), default="", show_default=False, prompt_suffix=_MARK)
    return answer


def _several(question: Question, words: Words, ready: Any) -> list[Any]:
    if ready:
        click.echo(words("add.ready"))
        for entry in ready:
            click.echo(f"  · {shown(entry)}")
    steps = question["type"] == "steps"
    click.echo(words("add.steps" if steps else "add.lines"))
    found: list[Any] = []
    while typed := _typed(f"{len(found) + 1}."):
        found.append(step(typed, question) if steps else typed)
    return found or list(ready or ())


def _text(question: Question, words: Words, ready: Any) -> str:
    click.echo(words("add.paragraphs"))
    found: list[str] = []
    while typed := _typed(">"):
        found.append(typed)
    return "\n".join(found)


def _table(question: Question, words: Words, check: Check) -> list[list[str]]:
    click.echo(words("add.row"))
    found: list[list[str]] = []
    while first := _typed(question["columns"][0]["label"] + ":"):
        row = [first, *(_typed(column["label"] + ":") for column in question["columns"][1:])]
        if wrong := check([*found, row]):
            click.echo(wrong)
        else:
            found.append(row)
    return found


def _typed(prompt: str) -> str:
    return str(click.prompt(prompt, default="", show_default=False, prompt_suffix=_MARK)).strip()


def _list(question: Question) -> None:
    choices: Sequence[Mapping[str, str]] = question["choices"]
    for number, one in enumerate(choices, start=1):
        click.echo(f"  {number:2}  {one['label']}")


_ASKED = {"choice": _choice, "choices": _choices, "truth": _truth, "lines": _several, "steps": _several, "quotes": _several, "text": _text}
"""How each type of question is asked, but for tables; all others on one line."""
