"""What an old text may be: its kind, and a policy's topic."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from playbook_plugins.edit.importing.draft import Guess
from playbook_plugins.edit.importing.names import titled
from playbook_plugins.edit.importing.outline import leading_list
from playbook_plugins.edit.importing.signs import Signs
from playbook_plugins.model.blocks import Heading, List, Quote
from playbook_plugins.model.kinds.policy import TOPICS, TopicName
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.suggestions import nearest
from playbook_plugins.read.inline import plain
from playbook_plugins.read.markdown import scan, spans

_ALIKE = 0.82
"""How near a heading must come to a known one."""
_ABOUT = 2
"""How often a text must speak of those whom the business serves, to be about them."""
_OFTEN = 150
"""Words among which there is one such word at least."""
_SHORT = 4
"""Words of a title that says what one believes; a longer one speaks of principles."""
_HINTS = {
    "promise": "If customers can count on it, write it as a promise in `promises/`: everybody reads those, so an import never makes one.",
    "fit": "If it says whom you serve or what it costs, take it over into `fit.md`: everybody reads that, so an import never writes it.",
    "partners": "If it names people whom you send others to, put them into `partners.md`: everybody reads that, so an import never writes it.",
    "script": "If it holds words for a call or a message, move it to `scripts/` and say which policy it serves: `of:` and `channel:`.",
    "scenario": "If it is a case to practise on, move it to `scenarios/` and say which policy it practises: `of:`.",
    "role": "If it is about what somebody may decide, move it to `roles/` and say what they may spend: `may_spend:`.",
    "lessons": "If it tells what bad days taught you, write each in one line without names: `playbook lesson`.",
    "gestures": "If it lists small kindnesses, take them over into `gestures.md`.",
    "budget": "If it says what is set aside to put things right, take it over into `money.md`.",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see of a text, before anybody knows what it is."""

    path: str
    title: str
    body: str
    headings: tuple[str, ...]
    """Those of its sections."""


def guessed(seen: Seen, *, lexicon: Lexicon, signs: Signs) -> Guess:
    """The best guess, and what spoke for it; a page where nothing does."""
    blocks = scan(spans(seen.body.split("\n")))
    said = _said(seen.title)
    where = _said(titled(seen.path, ""))
    about = {kind: found[0] for kind, words in signs.kinds.items() if (found := words.search(said))}
    lists = any(isinstance(block, List) and len(block.items) > 1 for block in blocks)
    known = sections(seen, lexicon=lexicon, signs=signs)
    topic, word = _topic(said, where, lexicon=lexicon, signs=signs)
    if topic and (known or lists) and (signs.people.search(said) or _about_people(seen.body, signs)) and not {"script", "scenario", "role"} & about.keys():
        return _policy(seen, topic, word, known, quotes=any(isinstance(block, Quote) for block in blocks), lexicon=lexicon, signs=signs)
    if {"what-to-do", "dont"} <= set(known.values()) or {"what-to-do", "what-to-say"} <= set(known.values()):
        named = _named(known)
        return Guess(why=f"it reads like a policy ({named}), and does not say on which topic", next=(
            f"If it is about one situation, move it to `policies/` and say the topic: {', '.join(TopicName)}.",))
    if "principle" in about and (said.startswith(about["principle"]) or len(said.split()) <= _SHORT):
        return Guess("principle", f"its title speaks of “{about['principle']}”", next=("Leave out what you do not believe, and name the rest in your policies.",))
    if "role" in about and (sum_ := signs.may_spend.search(_said(seen.body))):
        return Guess("role", f"its title speaks of “{about['role']}”, and it names a sum", fields=(("may_spend", f'"{_figures(sum_[1])}"'),),
                     next=(f"See whether `may_spend` is what this role may spend on one case: the text says “{' '.join(sum_[0].split())}”.",))
    for kind, hint in _HINTS.items():
        if kind in about:
            return Guess(why=f"its title speaks of “{about[kind]}”, and that alone is not enough", next=(hint,))
    return Guess()


def linked(guess: Guess, seen: Seen, policies: Mapping[str, str], *, lexicon: Lexicon, signs: Signs) -> Guess:
    """The guess once all policies are known: a script or a scenario needs one that it belongs to (its id, by topic)."""
    said, where = _said(seen.title), _said(titled(seen.path, ""))
    topic, _ = _topic(said, where, lexicon=lexicon, signs=signs)
    policy = policies.get(topic or "")
    if guess.kind != "page" or policy is None:
        return guess
    of = (("of", policy),)
    if signs.kinds["script"].search(said) and (channel := _channel(f"{said} {_said(' '.join(seen.headings))}", lexicon)):
        return Guess("script", f"its title speaks of “{signs.kinds['script'].search(said)[0]}” and “{channel[0]}”", fields=(*of, ("channel", channel[1])),
                     next=(f"See whether it serves the policy `{policy}`, and put the words to say on lines that begin with `>`.",))
    happened = lexicon.sections.get("scenario", {})
    if "what-happened" in {happened.get(fold(plain(heading))) for heading in seen.headings}:
        return Guess("scenario", "it has a heading “What happened”", fields=of, next=(f"See whether it practises the policy `{policy}`, and that nobody in it is a real customer.",))
    return guess


def sections(seen: Seen, *, lexicon: Lexicon, signs: Signs) -> dict[str, str]:
    """Which of a text's headings are sections of a policy; no section has two. Where none says what to do, a list of steps does."""
    headings = seen.headings
    known = lexicon.sections.get("policy", {})
    found: dict[str, str] = {}
    for likely in (lambda name: known.get(name), lambda name: signs.sections.get(name), lambda name: known.get(nearest(name, known, likeness=_ALIKE))):
        for heading in headings:
            section = likely(fold(plain(heading)))
            if heading not in found and section and section not in found.values():
                found[heading] = section
    if "what-to-do" not in found.values() and (steps := _with_steps(seen, found)):
        found[steps] = "what-to-do"
    return {heading: found[heading] for heading in headings if heading in found}


def _with_steps(seen: Seen, others: Collection[str]) -> str | None:
    """The heading above the first numbered list, else above the only list; `None` where a list stands before all of them."""
    lists: dict[str, bool] = {}
    under = ""
    for block in scan(spans(seen.body.split("\n"))):
        if isinstance(block, Heading) and block.level == 2:
            under = " ".join(str(block.text).split("\n")).strip()
        elif isinstance(block, List) and len(block.items) > 1 and under not in others:
            lists[under] = lists.get(under, False) or block.ordered
    numbered = [heading for heading, ordered in lists.items() if ordered]
    likely = next(iter(numbered or (lists if len(lists) == 1 else ())), "")
    return likely if likely and "" not in lists else None


def called(name: str, lexicon: Lexicon) -> str:
    """A section of a policy as its heading says it."""
    spelled = [written for written, known in lexicon.sections.get("policy", {}).items() if known == name]
    alike = [written for written in spelled if written.replace("'", "").replace(" ", "-") == name]
    written = spelled[0] if spelled and spelled[0] not in alike else max(alike, key=len, default=name)
    return written[:1].upper() + written[1:]


def _policy(seen: Seen, topic: str, word: str, known: Mapping[str, str], *, quotes: bool, lexicon: Lexicon, signs: Signs) -> Guess:
    there = set(known.values())
    left = ["Say how people leave, behind `they_leave_feeling`."]
    if "what-to-do" not in there and leading_list(seen.body.split("\n")) is None:
        left.append(f"Write the steps below a line `## {called('what-to-do', lexicon)}`.")
    if "dont" not in there:
        left.append(f"Say what nobody does, below a line `## {called('dont', lexicon)}`.")
    if TOPICS[TopicName(topic)].needs_words and not quotes:
        left.append("Write what you say on lines that begin with `>`.")
    why = f"it speaks of “{word}”" + (f"; {_named(known)}" if known else "; it begins with a list")
    return Guess("policy", why, topic, (("topic", topic), ("they_leave_feeling", f'"{signs.feeling}"')), tuple(left))


def _about_people(body: str, signs: Signs) -> bool:
    """Whether a text speaks of those whom the business serves, and not only in passing."""
    said = _said(body)
    found = len(signs.people.findall(said))
    return found >= _ABOUT and found * _OFTEN >= said.count(" ")


def _named(known: Mapping[str, str]) -> str:
    names = ", ".join(f"“{plain(heading)}”" for heading in known)
    return f"{'heading' if len(known) == 1 else 'headings'} {names}"


def _topic(said: str, where: str, *, lexicon: Lexicon, signs: Signs) -> tuple[str | None, str]:
    """The topic that a title speaks of, else a file's name; the word that says so."""
    for told in (said, where):
        found = [(match.start(), topic, match[0]) for topic, words in signs.topics.items() if (match := words.search(told))]
        if found:
            _, topic, word = min(found)
            return topic, word
    return None, ""


def _channel(said: str, lexicon: Lexicon) -> tuple[str, str] | None:
    return next(((word, channel) for word, channel in lexicon.channels.items() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)), None)


def _figures(written: str) -> str:
    return re.sub(r"[^\d.]", "", written)


def _said(text: str) -> str:
    return " ".join(re.sub(r"[-_/]+", " ", text.casefold().replace("’", "'")).split())
