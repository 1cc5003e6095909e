"""Every entry of every word list finds what it says it finds, passes what it says it passes, and stays fast."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from re import _constants as sre  # the only way to look into a pattern; tests may
from re import _parser

import pytest
import yaml

from playbook_plugins.checklist.rules import __file__ as RULES
from playbook_plugins.checklist.wordlists import Entry, _flexible, lists, word_list
from playbook_plugins.checklist.sentences import Sentences, seen
from playbook_plugins.checklist.wording import matches
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.lexicon import plain_letters
from playbook_plugins.read.lexicon import lexicon

FOLDER = files("playbook_plugins.checklist") / "wordlists"
LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
WRITTEN = {
    language: {name: yaml.load((FOLDER / language / f"{name}.yml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for name in lists(language)}
    for language in LANGUAGES
}
LISTS = [pytest.param(language, name, id=f"{language}-{name}") for language in LANGUAGES for name in WRITTEN[language]]
SPOKEN = ("offer", "review-request", "win-back", "non-apology", "open-question", "say-back", "remedy", "sells",
          "arguing", "contradiction", "ask-remedy", "personal-close", "asks-of-them", "asks-of-you", "asks-review")
"""Lists that are held against whole texts, and so must not stumble over an ordinary one."""
MANY = 20
"""Repeats up to which one within another is still counted as bounded."""


def found(sentence: str, entry: Entry) -> bool:
    return next(matches(sentence, (entry,)), None) is not None


def told(wrong: list[tuple[int, str]]) -> str:
    """What went wrong in a list, an entry (from 0) and a sentence or pattern a line."""
    return "\n".join(f"entry {number}: {what}" for number, what in wrong)


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_an_entry_finds_each_of_its_hits_and_passes_each_of_its_misses(language: str, name: str):
    wrong = []
    for number, entry in enumerate(word_list(language, name)):
        assert entry.hits and entry.misses, number
        wrong += [(number, f"not found: {sentence}") for sentence in entry.hits if not found(seen(sentence), entry)]
        wrong += [(number, f"found: {sentence}") for sentence in entry.misses if found(seen(sentence), entry)]
    assert not wrong, told(wrong)


@pytest.mark.parametrize(("language", "name"), [one for one in LISTS if one.values[1] in SPOKEN])
def test_an_entry_finds_its_hits_in_capitals_and_across_lines(language: str, name: str):
    wrong = []
    for number, entry in enumerate(word_list(language, name)):
        for sentence in () if entry.cased else entry.hits:
            if entry.unless is None and not found(sentence.upper(), entry):
                wrong.append((number, sentence.upper()))
            if not found(sentence.replace(" ", "\n"), entry):
                wrong.append((number, f"{sentence} (across lines)"))
    assert not wrong, told(wrong)


def patterns(language: str, name: str, *parts: str) -> Iterator[tuple[int, str]]:
    """The patterns of a list, each with its entry's number."""
    for number, entry in enumerate(WRITTEN[language][name] or ()):
        yield from ((number, entry[part]) for part in parts if entry.get(part))


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_a_pattern_takes_time_in_proportion_to_the_text(language: str, name: str):
    wrong = [(number, why) for number, written in patterns(language, name, "find", "unless") for why in _slow(_parser.parse(_flexible(written)))]
    assert not wrong, told(wrong)


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_a_pattern_does_not_begin_with_an_endless_stretch(language: str, name: str):
    wrong = [(number, str(signs)) for number, written in patterns(language, name, "find") for signs in _opening(_parser.parse(_flexible(written)))]
    assert not wrong, told(wrong)


@pytest.mark.parametrize(
    ("written", "slow"),
    [("(?:a+)+", 1), ("(?:a*b)*", 1), ("a+ ?b", 0), ("a+a*", 1), (r"a\s*(?:\s*,)?\s*but", 1), ("a (?:the )?but", 0), ("(?:[a-z]+ ){0,3}b", 0), ("sorry.*but", 1)],
)
def test_what_would_take_too_long_is_seen(written: str, slow: int):
    assert bool(list(_slow(_parser.parse(_flexible(written))))) == bool(slow)


HONEST = {
    "en": {
        "offer": ["I am not ringing to sell you anything.", "I hope you have the day free."],
        "win-back": ["I wondered what made you decide not to come back."],
        "non-apology": ["I am sorry, but Fenwick does that better than we do.", "We are sorry it took three days."],
        "remedy": ["What can I do to put this right for you?"],
        "sells": ["Send the lesson to the others."],
    },
    "pl": {
        "offer": ["Nie dzwonię, żeby coś pani sprzedać.", "Mam nadzieję, że ma pani dzień wolny.", "Pytał pan, ile kosztowałby większy: 40 zł."],
        "upgrade": ["Pytała pani, ile kosztowałby większy pakiet: 40 zł."],
        "win-back": ["Zastanawia mnie, co sprawiło, że pani nie wróciła.", "Co sprawiło, że postanowił pan nie wracać?"],
        "non-apology": ["Przepraszam, ale Ramex robi to lepiej od nas.", "Przepraszamy, że trwało to trzy dni."],
        "remedy": ["Co mogę zrobić, żeby to dla pani naprawić?"],
        "sells": ["Wyślij wniosek pozostałym."],
        "vague-time": ["Boli? Dzwoń jak najszybciej."],
        "small-customer": ["Zwroty powyżej 200 zł idą do Marii."],
        "vague": ["Robimy tylko to, o co prosisz."],
        "boast": ["Dwa lata gwarancji."],
        "urgency": ["Ostatnie zamówienia na święta: 18 grudnia."],
        "turning-away": ["Nie mamy windy.", "Masz ponad 70 lat i potrzebujesz pudełka na leki.", "Szukasz zajęć tylko dla kobiet."],
        "shield": ["Nie mogę zrobić nic ważniejszego."],
        "arguing": ["Popraw kartotekę klienta."],
    },
}
"""Sentences that honest people say, by language and by the list that must leave them alone."""


@pytest.mark.parametrize(("language", "name"), [(language, name) for language, lists in HONEST.items() for name in lists])
def test_honest_sentences_that_must_pass(language: str, name: str):
    for sentence in HONEST[language][name]:
        assert not list(matches(seen(sentence), word_list(language, name))), sentence


@pytest.mark.parametrize(("language", "name"), [one for one in LISTS if one.values[0] != "en"])
def test_a_wording_is_found_as_it_is_typed_without_marks(language: str, name: str):
    typed = [(number, entry, plain_letters(sentence)) for number, entry in enumerate(word_list(language, name)) for sentence in entry.hits]
    wrong = [(number, sentence) for number, entry, sentence in typed if not found(seen(sentence), entry)]
    assert not wrong, told(wrong)


def test_quotes_of_every_shape_are_quotes():
    for written in ("Powiedz: „Kup teraz” i czekaj.", "Say “Buy now” and wait.", 'Say "Buy now" and wait.', "Mów: «Kup teraz» i czekaj."):
        assert "now" not in seen(written, quotes=False) and "teraz" not in seen(written, quotes=False)


def test_what_nobody_reads_is_not_looked_at():
    listed = word_list("en", "offer")
    for text in ("[our hours](https://quay.example/special-offer)", "`Book now`", "See https://quay.example/sale/20%-off now."):
        assert not list(matches(seen(text), listed)), text


def test_emphasis_does_not_hide_a_wording():
    for text in ("Sorry **if** you waited.", "*Sorry* if you waited.", "We are _sorry if_ you waited.", "Sorry\\\nif you waited."):
        assert list(matches(seen(text), word_list("en", "non-apology"))), text
        assert len(seen(text)) == len(text)


def test_a_letter_that_grows_in_lower_case_moves_nothing():
    text = "İİİ: SORRY IF you waited."
    assert [match.words for match in matches(text, word_list("en", "non-apology"))] == ["SORRY IF"]


def test_a_sentence_ends_where_a_reader_would_end_it():
    text = "One. Two, and three! “Four?” Five"
    for part, whole in (("Two", " Two, and three!"), ("Four", " “Four?”"), ("Five", " Five")):
        start = text.index(part)
        assert Sentences(text).around(start, start + len(part)) == whole


@pytest.mark.parametrize("file", sorted(Path(RULES).parent.glob("*.py")), ids=lambda file: file.stem)
def test_a_rule_holds_no_pattern_of_its_own(file: Path):
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert "re" not in {name.name for name in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.search(r"\\[bBdDsSwW]|\(\?[:=!<iP]|\.[*+]\?|\[\^|\[a-z", node.value), node.value


NAMES = {
    *KINDS,
    *TopicName,
    *lexicon("en").labels.values(),
    *(section.name for kind in KINDS.values() for section in kind.sections),
    *(field for kind in KINDS.values() for field in kind.fields.model_fields),
}
"""What the product itself calls things, in every language alike."""
SIGNS = {"index", ".py", "__init__.py", ".md", ".yml", ".json", "http", "https", "mailto", "tel", "sms", "www.", "xn--", "LATIN", "utf-8", "checklist", "rules", "who", "url", "business", "starter", "\\n\\s*\\n", "&amp;", "&lt;"}
"""What is no word of anybody's text: endings of files, parts of addresses, lines of `playbook.yml`."""


@pytest.mark.parametrize("file", [*sorted(Path(RULES).parent.glob("*.py")), *sorted(Path(RULES).parent.parent.glob("*.py"))], ids=lambda file: file.stem)
def test_the_checklist_holds_no_text_against_words_of_its_own(file: Path):
    """Words that stand in documents belong into a word list or a lexicon, where each language has its own."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        held = node if isinstance(node, ast.Compare) or _looks(node) else None
        for part in ast.walk(held) if held else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and any(map(str.isalpha, part.value)):
                assert part.value in NAMES | SIGNS, f"{file.name}:{part.lineno}: {part.value}"


def _looks(node: ast.AST) -> bool:
    """Whether a node asks a text for what stands in it."""
    asks = ("startswith", "endswith", "count", "find", "index", "partition", "rpartition", "removeprefix", "removesuffix", "split")
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asks


def _slow(parsed: _parser.SubPattern) -> Iterator[str]:
    """What in a pattern may make the search wander: a repeat within an endless one, or two endless ones that may share signs."""
    open_ended: set[str] | None = None
    for operation, argument in parsed:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, inner = argument
            if most is sre.MAXREPEAT or most > 500:
                if _repeats(inner):
                    yield f"a repeat within {inner}"
                signs = _signs(inner)
                if signs is None:
                    yield f"an endless stretch of anything: {inner}"
                if open_ended is not None and (signs is None or open_ended & signs):
                    yield f"two endless stretches side by side: {inner}"
                open_ended = (signs or set()) | (set() if least else open_ended or set())
                continue
            if most > MANY and _repeats(inner):
                yield f"too many repeats of {inner}"
            yield from _slow(inner)
            if least:
                open_ended = None
            elif open_ended is not None and any(open_ended & found for found in _opening(inner)):
                yield f"an endless stretch beside one that may be left out: {inner}"
        elif operation is sre.SUBPATTERN:
            yield from _slow(argument[3])
            open_ended = None
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _slow(branch)
            open_ended = None
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _slow(argument[1])
        elif operation is not sre.AT:
            open_ended = None


def _repeats(parsed: _parser.SubPattern) -> bool:
    return any(True for _ in _endless(parsed))


def _endless(parsed: _parser.SubPattern) -> Iterator[set[str]]:
    for operation, argument in parsed:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if argument[1] is sre.MAXREPEAT:
                yield _signs(argument[2]) or set()
            yield from _endless(argument[2])
        elif operation is sre.SUBPATTERN:
            yield from _endless(argument[3])
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _endless(branch)


def _opening(parsed: _parser.SubPattern) -> Iterator[set[str]]:
    """The signs of the endless stretches that a pattern may begin with."""
    for operation, argument in parsed:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if argument[1] is sre.MAXREPEAT:
                yield _signs(argument[2]) or set()
            else:
                yield from _opening(argument[2])
            if argument[0]:
                return
        elif operation is sre.SUBPATTERN:
            yield from _opening(argument[3])
            return
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _opening(branch)
            return
        else:
            # what looks behind keeps a search from beginning anew at each sign
            return


def _signs(parsed: _parser.SubPattern) -> set[str] | None:
    """The sorts of sign that a single element stands for: `space`, `word`, or the sign itself; `None` for nearly anything."""
    if len(parsed) != 1:
        return {"word", "space"}
    operation, argument = parsed[0]
    if operation is sre.LITERAL:
        return {chr(argument)}
    if operation is sre.IN and (sre.NEGATE, None) not in argument:
        found = set()
        for kind, value in argument:
            if kind is sre.CATEGORY:
                found.add({sre.CATEGORY_SPACE: "space", sre.CATEGORY_WORD: "word", sre.CATEGORY_DIGIT: "word"}.get(value, "any"))
            else:
                found.add("word" if kind is sre.RANGE else chr(value))
        return found
    return None
