"""What the web form knows and asks, as data for a browser: made from the models, the lexicon, the settings and the playbook.

`form(playbook)` is the content of `form.json`:

- `format` 1, `lang`, `words` (what the script itself may have to say), `folder`, `branch`, `repository`;
- `kinds`: each with `name`, `called`, `plural`, `what`, `folder` (`policies/`) or `file` (`fit.md`), `order` (its lines at the top),
  `sections` (`name`, `heading`, `headings` by language) and its questions, `first` (what is needed) and `more` (all else);
- `documents`: `path`, `kind`, `title`, `id`, `lang`, and of a policy its `topic`;
- `reading`: by language, what headings, labels and values mean; `checks` and `later`: see `playbook_plugins.pages.editing.rules`.

A question has a `key` (`title`, `lead`, `field:topic`, `section:what-to-do`; `section:when-to-stop/quotes` is a second part of a
section), `asks`, `why`, `required` and a `type`; the value that goes with each type, in `core.read` as in `core.write`:

| type | value |
| --- | --- |
| line, number, money, day | a text (`day`: 2026-11-02) |
| text | a text; an empty line parts paragraphs |
| choice, truth | the `value` of one of its `choices` (`truth`: yes or no) |
| choices | a list of such values; `lines` and `quotes`: a list of texts, one a box |
| steps | a list of `{label, text}`; those that were there carry `was` and `more` (something nested is kept with it) |
| table | a list of rows, each a list of texts in the order of `columns` (`key`, `label`, `type`, `required`) |

Some questions are for some policies alone: those whose topic is among `topics`. `ready` is what may be taken with one tap,
`default` what is written where a new text has no answer to it; `ready_for` and `default_for` hold the same by topic.
In the script, `core.questionsOf(kind, topic, form)` gives both lists with all this settled.
"""

from typing import Any

from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.editing.questions import kind_asked
from playbook_plugins.pages.editing.rules import checks, later
from playbook_plugins.read.lexicon import in_language
from playbook_plugins.words.asks import asks

FORMAT = 1
"""The version of the form's data; a script that knows another says so."""


def form(playbook: Playbook) -> dict[str, Any]:
    """All that the form in a browser has to know, as plain data."""
    lexicons, site = _lexicons(playbook), playbook.settings.site
    told = asks(playbook.lexicon.language)["unclear"]
    return {
        "format": FORMAT,
        "words": {"unclear": told["lines"], "unknown": told["kind"]},
        "branch": site.branch,
        "repository": site.repository,
        "kinds": [kind_asked(kind, playbook, lexicons) for kind in KINDS.values()],
        **known(playbook),
        "later": later(playbook),
    }


def known(playbook: Playbook) -> dict[str, Any]:
    """The part of it that a text is read and checked with: the other documents, what words mean, and the rules."""
    lexicons = _lexicons(playbook)
    return {
        "lang": playbook.lexicon.language,
        "folder": playbook.folder,
        "documents": _documents(playbook),
        "reading": {tongue: _reading(lexicon) for tongue, lexicon in lexicons.items()},
        "checks": checks(playbook, tuple(lexicons)),
    }


def _lexicons(playbook: Playbook) -> dict[str, Lexicon]:
    """The words of every language in which something is written, or may be, the playbook's first before the others."""
    first = playbook.lexicon.language
    others = {*playbook.tongues, *playbook.settings.site.langs} - {first}
    return {tongue: in_language(playbook.lexicon, tongue, playbook.settings.checklist) for tongue in (first, *sorted(others))}


def _documents(playbook: Playbook) -> list[dict[str, str]]:
    found = []
    for document in playbook.documents:
        one = {"path": document.path, "kind": document.kind.name, "title": document.name, "id": document.id, "lang": document.lang}
        found.append(one | ({"topic": document.topic} if document.readable and document.topic else {}))
    return found


def _reading(lexicon: Lexicon) -> dict[str, Any]:
    """What a language's words mean, as far as a browser has to know."""
    return {
        "sections": {kind: dict(names) for kind, names in lexicon.sections.items()},
        "labels": dict(lexicon.labels),
        "joining": list(lexicon.joining),
        "topics": dict(lexicon.topics),
        "channels": dict(lexicon.channels),
        "numbers": dict(lexicon.numbers),
        "units": dict(lexicon.units),
        "per": list(lexicon.per),
        "opening": list(lexicon.opening),
        "times": list(lexicon.times),
        "each": dict(lexicon.each),
        "ordinals": dict(lexicon.ordinals),
        "never": list(lexicon.never),
        "unlimited": list(lexicon.unlimited),
        "on_request": list(lexicon.on_request),
        "truth": dict(lexicon.truth),
    }
