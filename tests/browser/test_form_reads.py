"""The form's script takes a text apart as our own reader does, and never in another way."""

import random

import pytest

from playbook_plugins.pages.editing import form
from playbook_plugins.read.front_matter import read_yaml, split
from tests.browser.form_texts import EXAMPLE, SEEN, example, files, read, seen
from tests.conftest import ROOT, WHOLE

STARTERS = ("neutral", "neutral.pl", "charity", "charity.pl")


def written() -> list[tuple[str, str]]:
    """Every text of the worked example and of the starters."""
    folders = [ROOT / EXAMPLE, *(ROOT / "playbook_plugins" / "starter" / name / "docs" / "playbook" for name in STARTERS)]
    return [text for folder in folders for text in files(folder)]


def data(text: str):
    """The lines at the top of a text as our reader takes them; `None` where it takes none of them."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    between = split(lines)
    if between is None:
        return {}
    found = read_yaml("\n".join(lines[1 : between[1] - 1]) + "\n", "a.md") if between[1] else None
    return None if found is None or found.broken or found.faults else found.data


def same(one, other) -> bool:
    """Whether the script (`one`) and our reader say the same of the lines at the top; both have more than one word for nothing."""
    if one is None:
        return other in (None, "", "~", "null", "Null", "NULL")
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


TOPS = """topic: recovery|a: b|a: [b, c]|a: {b: c}|a:|  - b|- b|  b: c|a: 'it''s'|a: "b\\"c"|a: b # c|# c|a: b: c|a: *b|a: &b c|a: !x b|a: >-|  text|? a|a: [b|  c]|a: ~|a: null|a:  b |'a': b|'a b': c
- a: b|  c: d|a: - b|c: d|\ta: b|a:\tb|a: [ ]|a: [b: c]|allow:|  greeting-offer: because # not|partners:|  - name: X|    url: y|a: "b" c|a: ["b, c", 'd']|a: b,|a: {b: c, d: [e]}|a: %b|a: @b
a: `b`|a: -b|a: ?b|a: :b|a: b:|a : b|a:b|...|--- |a: 1.10|a: no|<<: b|a: #b|a: b#c|[a, b]|  |a: [b,]|a: [,]|a: {b}|a: {b, c: d}|a: [b c, d  e]|id: other|lang: pl|a: "\\x41"|a: 'b|a: b\n  c"""
BODY = """# T~## What to do~## What to say~para~  para~1. **Do.** it~2. x~- y~  - z~   more~> q~>  w~> - e~~~| a | b |~| --- | --- |~| 1 | 2 |~```~\\~\\~\\~    code~<div>~<!-- c~-->~***~---~===~Set~## Don't ##
#### h~- **A** b~- ~1) a~\t- tab~ 1. c~> ~[a]: b~**B** c~*x~text | more~--|--~* * *~+ p~&amp; <b>x</b>~`c~[l](t) *e*~## &amp; A~## And what to do~**C~x** d~a `|` b~> **D:** e~#~####### h~1234567890. x~<https://a.example>~![a](b)~__E__ f"""


def hostile(count: int) -> list[tuple[str, str]]:
    """Texts of odd lines in any order, the same each time."""
    draw = random.Random(20261121)
    tops, body = TOPS.replace("\n", "|").split("|"), BODY.replace("\n", "~").split("~")

    def text() -> str:
        top = ["---", *draw.choices(tops, k=draw.randrange(5)), "---"] if draw.random() < 0.7 else []
        return "\n".join([*top, *draw.choices(body, k=draw.randrange(14))])

    return [(f"{EXAMPLE}/policies/made.md", text()) for _ in range(count)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_is_read_as_our_reader_reads_it(form_core, end: str) -> None:
    texts = [(path, text.replace("\n", end)) for path, text in written()]
    assert len(texts) > 100

    found = form_core(SEEN, texts, form=form(example()))

    for (path, text), one in zip(texts, found, strict=True):
        assert one == {**seen(read(path, text).document), "fields": data(text)}, path


def test_writing_nothing_changes_nothing(form_core) -> None:
    texts = [(path, mark + text.replace("\n", end)) for path, text in written() for end in ("\n", "\r\n") for mark in ("", "\ufeff")]

    # what a box shows, written back as it is, is no change either
    found = form_core("""({ core, form }, texts) => texts.map(([path, text]) => {
      const read = core.read(text, path, form);
      const shown = [{ key: "title", value: read.title.text }, ...Object.entries(read.fields).map(([name, { value }]) => ({ key: `field:${name}`, value }))];
      for (const { parts } of [read.lead, ...read.sections]) for (const { key, value } of parts) shown.push({ key, value });
      return [core.write(text, [], form, path), core.write(text, shown, form, path), read.trouble];
    })""", texts, form=form(example()))

    for (path, text), (nothing, shown, trouble) in zip(texts, found, strict=True):
        assert trouble is None, path
        assert nothing == text, path
        assert shown == text, path


def test_an_odd_text_is_read_in_the_same_way_or_left_alone(form_core) -> None:
    texts = hostile(20_000 if WHOLE else 500)

    found = form_core(SEEN, texts, form=form(example()))

    left = 0
    for (path, text), one in zip(texts, found, strict=True):
        fields, wanted, reading = one.pop("fields"), data(text), read(path, text)
        left += fields is None and wanted is not None
        assert fields is None or (wanted is not None and same(fields, wanted)), text
        if reading.document.readable and fields is not None:
            assert one == seen(reading.document), text
    # most of what our reader takes is taken apart
    assert left < 0.1 * len(texts)
