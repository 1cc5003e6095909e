"""The form's script takes a text apart as our own reader does, and never in another way."""

import pytest

from playbook_plugins.pages.editing import form
from playbook_plugins.read.front_matter import read_yaml, split
from tests.browser.form_texts import EXAMPLE, SEEN, example, files, read, seen
from tests.conftest import ROOT

STARTERS = ("neutral", "neutral.pl", "charity", "charity.pl")


def written() -> list[tuple[str, str]]:
    """Every text of the worked example and of the starters."""
    folders = [ROOT / EXAMPLE, *(ROOT / "playbook_plugins" / "starter" / name / "docs" / "playbook" for name in STARTERS)]
    return [text for folder in folders for text in files(folder)]


def data(text: str):
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    between = split(lines)
    return read_yaml("\n".join(lines[1 : between[1] - 1]) + "\n", "a.md").data if between else {}


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
