"""What is typed into a box means itself: our own reader gives it back as it was typed, and all else stays byte for byte."""

import re
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from playbook_plugins.model.blocks import Paragraph, Quote
from playbook_plugins.model.document import Document
from playbook_plugins.pages.editing import form
from playbook_plugins.read.inline import plain
from tests.browser.form_texts import EXAMPLE, example, files, read
from tests.conftest import ROOT, WHOLE

POLICY = f"{EXAMPLE}/policies/made.md"
MARKUP = [
    "#", "##", "# ", "*", "**", "_", "__", "`", "```", "~~", "~~~", "-", "- ", "---", "+ ", "1. ", "1) ", "> ", ">", "|", "|---|", ":---", "===", "\\", "\\\\", "<", "<b>", "</p>", "<!--", "-->",
    "&", "&amp;", "&lt;", "&#35;", "[", "]", "(", ")", "[a](b)", "[a]: b", "![a](b)", "[^1]", "[[", "{", "}", "{{ a }}", "{% a %}", "{: .a}", "{#a}", "$a$", "$$", ":smile:", "https://a.example/_b_*c*",
    "http://", "https://a.example/(b)", "a@b.example", "'", '"', "“", "”", ":", ": ", " #", "%", "@", "!", "!!! note", "???", ":::", "--8<--", "...", "–", "—", ".", ",", "no", "null", "~", "2026-11-02", "1.10",
    "no: yes", "- a: b", "\n", "\n\n", "\t", "  ", "\u00a0", "ß", "İ", "zażółć", "🚲", "e\u0301", "\u200b", "\u2028", "\x07", "\ufeff", "<<<<<<< ", "=======", ">>>>>>> ", "*[a]: b", "-8<-",
]
typed = st.lists(st.one_of(st.sampled_from(MARKUP), st.sampled_from(["a", "word", "Hello", " ", " ", "."]), st.text(max_size=4)), min_size=1, max_size=9).map("".join)
"""What somebody may type: everything that looks like markup or YAML, and anything else."""

WRITE = """
  ({ core, form }, all) => all.map(([path, text, changes]) => core.write(text, changes, form, path))
"""
FOLDERS = [ROOT / EXAMPLE, *(ROOT / "playbook_plugins" / "starter" / name / "docs" / "playbook" for name in ("neutral", "neutral.pl"))]
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]")


def tidy(text: str) -> str:
    """What was typed, on one line, without what nobody sees."""
    return " ".join(UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split())


def told(document: Document) -> dict[str, Any]:
    """What the parts of a policy say to a reader."""

    def words(text) -> str:
        return tidy(plain(text))

    def steps(name: str) -> list[list[str]]:
        section = document.section(name)
        return [[words(step.label or ""), words(step.text)] for step in section.steps] if section else []

    say, twice = document.section("what-to-say"), document.section("if-it-happens-twice")
    return {
        "title": words(document.title),
        "lead": [words(block.text) for block in document.lead],
        "feeling": tidy(document.fields.they_leave_feeling),
        "said": [tidy(one) for one in document.fields.also_said],
        "steps": steps("what-to-do"),
        "dont": steps("dont"),
        "say": [words(block.text) for quote in say.blocks for block in quote.blocks] if say else [],
        "twice": [words(block.text) for block in twice.blocks] if twice else [],
        "plain": all(isinstance(block, Paragraph) for block in document.lead) and all(isinstance(block, Quote) for block in (say.blocks if say else ())),
        "names": [section.name for section in document.sections],
    }


def paragraphs(text: str) -> list[str]:
    lines = [tidy(line) for line in UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")]
    return [tidy(part) for part in "\n".join(lines).split("\n\n") if tidy(part)]


@seed(20261121)
@settings(
    max_examples=200 if WHOLE else 4,
    deadline=None,
    database=None,
    # a batch of texts is made smaller by hand sooner than by shrinking
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(st.lists(st.tuples(typed, typed, typed, st.lists(st.tuples(typed, typed), min_size=1, max_size=3), st.lists(typed, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"])), min_size=20, max_size=20))
def test_what_is_typed_comes_back_as_it_was_typed(form_core, answers) -> None:
    asked, jobs, wanted = form(example()), [], []
    for title, lead, feeling, steps, lines, end in answers:
        if not all(map(tidy, (title, lead, feeling, *lines, *(word for step in steps for word in step)))):
            continue
        jobs.append([POLICY, f"---{end}topic: recovery{end}---{end}# Old{end}", [
            {"key": "title", "value": title},
            {"key": "lead", "value": lead},
            {"key": "field:they_leave_feeling", "value": feeling},
            {"key": "field:also_said", "value": lines},
            {"key": "section:what-to-do", "value": [{"label": label, "text": text} for label, text in steps]},
            {"key": "section:what-to-say", "value": lines},
            {"key": "section:dont", "value": lines},
            {"key": "section:if-it-happens-twice", "value": lead},
        ]])
        one_line = [tidy(line) for line in lines]
        labels = [re.sub(r"[\s.:]+$", "", tidy(label)) for label, _ in steps]
        wanted.append({
            "title": tidy(title), "lead": paragraphs(lead), "feeling": tidy(feeling), "said": one_line,
            "steps": [[label, tidy(text)] for label, (_, text) in zip(labels, steps, strict=True)],
            "dont": [["", line] for line in one_line], "say": one_line, "twice": paragraphs(lead), "plain": True,
            "names": ["what-to-do", "what-to-say", "dont", "if-it-happens-twice"],
        })

    for (path, old, _), text, want in zip(jobs, form_core(WRITE, jobs, form=asked), wanted, strict=True):
        found = read(path, text)
        assert not found.faults, (text, found.faults)
        assert told(found.document) == want, text
        assert text.count("\r\n") == (text.count("\n") if "\r\n" in old else 0)


TOUCHED = """
  ({ core, form }, texts) => texts.flatMap(([path, text]) => {
    const told = [];
    const read = core.read(text, path, form);
    const tried = (what, key, value, start, end) => {
      const now = core.write(text, [{ key, value }], form, path);
      const again = core.read(now, path, form);
      const part = [again.lead, ...again.sections].flatMap(({ parts }) => parts).find((each) => each.key === key);
      const found = key === "title" ? again.title.text : key.startsWith("field:") ? again.fields[key.slice(6)]?.value : part?.value;
      const words = (one) => JSON.stringify((one ?? []).map?.((each) => (each.text === undefined ? each : [each.label, each.text])) ?? one);
      if (now === text) told.push([path, what, key, "nothing was written"]);
      if (words(found) !== words(value)) told.push([path, what, key, words(found)]);
      if (!now.startsWith(text.slice(0, start)) || !now.endsWith(text.slice(end))) told.push([path, what, key, "more was touched"]);
      if (text.includes("\\r\\n") && /[^\\r]\\n/.test(now)) told.push([path, what, key, "lines end otherwise"]);
    };
    tried("title", "title", `${read.title.text} again`, read.title.start, read.title.end);
    for (const [name, { value, start, end }] of Object.entries(read.fields)) if (typeof value === "string") tried("field", `field:${name}`, `${value} a`, start, end);
    for (const part of [read.lead, ...read.sections].flatMap(({ parts }) => parts)) {
      const { key, type, value, start, end } = part;
      if (type === "text") tried("text", key, `${value} Again.`, start, end);
      if (type === "quotes" || type === "lines") {
        tried("last", key, [...value.slice(0, -1), `${value.at(-1)} Again.`], start, end);
        tried("more", key, [...value, "One more."], start, end);
        tried("first", key, ["One more.", ...value], start, end);
        if (value.length > 1) tried("fewer", key, value.slice(1), start, end);
      }
      if (type === "steps") {
        tried("text", key, value.map((step, at) => (at ? step : { ...step, text: `${step.text} Again.` })), start, end);
        if (value[0].label) tried("label", key, value.map((step, at) => (at ? step : { ...step, label: `${step.label} it` })), start, end);
        tried("more", key, [...value, { label: "Wait", text: "a little." }], start, end);
        tried("between", key, [value[0], { label: "Wait", text: "a little." }, ...value.slice(1)], start, end);
        if (value.length > 1) {
          tried("moved", key, [value.at(-1), ...value.slice(0, -1)], start, end);
          tried("fewer", key, value.slice(1), start, end);
        }
      }
      if (type === "table" && value.length) {
        tried("cell", key, value.map((row, at) => (at ? row : row.map((cell, column) => (column ? cell : `${cell} again`)))), start, end);
        tried("row", key, [...value, value[0].map(() => "a | b")], start, end);
        if (value.length > 1) tried("fewer", key, value.slice(1), start, end);
      }
    }
    return told;
  })
"""


def test_only_what_was_touched_is_written_anew(form_core) -> None:
    ends = ("\n", "\r\n")
    texts = [(path, text.replace("\n", ends[number % 2])) for folder in FOLDERS for number, (path, text) in enumerate(files(folder))]

    assert form_core(TOUCHED, texts, form=form(example())) == []
