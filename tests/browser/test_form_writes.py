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


@seed(20261121)
@settings(max_examples=100 if WHOLE else 2, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large])
@given(st.lists(st.lists(st.lists(typed.filter(tidy), min_size=4, max_size=4), min_size=1, max_size=3), min_size=20, max_size=20))
def test_what_is_typed_into_a_table_comes_back_as_well(form_core, tables) -> None:
    gestures, fit, partners = (f"{EXAMPLE}/{name}.md" for name in ("gestures", "fit", "partners"))
    there = "# Old\n\n| G | C | T | W |\n| - | - | - | - |\n| a | b | c | d |\n"
    jobs = []
    for rows in tables:
        jobs.append([gestures, "# Old\n", [{"key": "lead/table", "value": rows}]])
        jobs.append([gestures, there, [{"key": "lead", "value": rows}]])
        jobs.append([fit, "# Old\n", [{"key": "section:look-elsewhere", "value": [{"label": row[0], "text": row[1]} for row in rows]}]])
        jobs.append([partners, "# Old\n", [{"key": "field:partners", "value": [[row[0], "", "01632 960555", row[1], "2026-11-02", "yes"] for row in rows]}]])

    written = form_core(WRITE, jobs, form=form(example()))

    for number, rows in enumerate(tables):
        made, changed, lines, people = (read(path, text).document for (path, _, _), text in zip(jobs[4 * number :], written[4 * number : 4 * number + 4], strict=False))
        cells = [[tidy(cell) for cell in row] for row in rows]
        for document in (made, changed):
            assert [[tidy(plain(cell)) for cell in row] for row in document.lead[0].rows] == cells
        labelled = [[tidy(plain(step.label or "")), tidy(plain(step.text))] for step in lines.section("look-elsewhere").steps]
        assert labelled == [[re.sub(r"[\s.:]+$", "", row[0]), row[1]] for row in cells]
        assert [[tidy(partner.name), tidy(partner.good_at), partner.they_know] for partner in people.fields.partners] == [[row[0], row[1], True] for row in cells]


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


ALLOWED = """
  ({ core, form }, all) => all.map(([path, text, rule, because]) => core.allow(text, rule, because, form, path))
"""
TOPS = ["", "topic: greeting", "allow:", "allow:\n  blame: it was us, after all", "allow: {blame: it was us}", "allow: {}\nowner: owner", "topic: greeting\nreviewed: 2026-11-02"]


def test_a_wish_to_keep_ones_wording_is_written_as_the_checklist_reads_it(form_core) -> None:
    reasons = ["members pay for it: once a year", 'we say "sorry, but"', "because # of them", "yes", "a, b and {c}"]
    jobs = [[POLICY, "\n".join(["---", *([top] if top else []), "---", "# A wish", ""]).replace("\n", end), "greeting-offer", because] for top in TOPS for because in reasons for end in ("\n", "\r\n")]
    jobs += [[POLICY, f"# A wish{end}", "greeting-offer", "it is ours"] for end in ("\n", "\r\n")]

    once = form_core(ALLOWED, jobs, form=form(example()))
    twice = form_core(ALLOWED, [[path, text, rule, "for another reason"] for (path, _, rule, _), text in zip(jobs, once, strict=True)], form=form(example()))

    for (path, old, rule, because), first, second in zip(jobs, once, twice, strict=True):
        before = {name: reason for name, reason in read(path, old).document.fields.allow.items() if name != rule} if read(path, old).document.fields.allow else {}
        for text, reason in ((first, because), (second, "for another reason")):
            found = read(path, text)
            assert not [fault for fault in found.faults if fault.rule == "unreadable-file"], text
            assert found.document.fields.allow == before | {rule: reason}, text
            assert str(found.document.title) == "A wish"
            assert text.count("\r\n") == (text.count("\n") if "\r\n" in old else 0), text


def test_rows_of_partners_and_choices_are_changed_one_by_one(form_core) -> None:
    path, text = next((path, text) for path, text in files(ROOT / EXAMPLE) if path.endswith("partners.md"))
    told = form_core("({ core, form }, [path, text]) => core.read(text, path, form).fields.partners.value", [path, text], form=form(example()))
    assert told[1] == ["Volt Bench", "https://voltbench.example", "01632 960555", "e-bike batteries", "2026-11-02", "true"]
    changed = [[*row] for row in told]
    changed[1][3] = "batteries: all of them"
    changed[1][5] = "no"
    gone = [changed[0], *changed[2:]]
    more = [*changed, ["Quay & Sons", "", "01632 960888", "sails", "2026-11-20", ""]]

    first, fewer, longer = form_core(WRITE, [[path, text, [{"key": "field:partners", "value": value}]] for value in (changed, gone, more)], form=form(example()))

    lines, now = text.split("\n"), first.split("\n")
    assert [(one, other) for one, other in zip(lines, now, strict=True) if one != other] == [("    good_at: e-bike batteries", '    good_at: "batteries: all of them"'), ("    they_know: true", "    they_know: no")]
    assert fewer == "\n".join([*lines[:9], *lines[15:]])
    partners = read(path, longer).document.fields.partners
    assert [partner.name for partner in partners] == ["Fenwick Composite", "Volt Bench", "Saturday Spanners", "Wheel and Road", "Quay & Sons"]
    added = "  - name: Quay & Sons\n    phone: 01632 960888\n    good_at: sails\n    checked: 2026-11-20\n"
    assert longer.replace(added, "") == first


def test_lines_and_sections_come_in_their_usual_order_and_go_whole(form_core) -> None:
    old = "---\ntopic: recovery\nreviewed: 2026-11-02\n---\n# Old\n\n## What to do\n\n1. **Listen** to them.\n\n## Don't\n\n- Never argue.\n"
    jobs = [
        [POLICY, old, [{"key": "section:if-it-happens-twice", "value": "The owner."}, {"key": "section:what-to-say", "value": ["Sorry."]}, {"key": "section:you-notice", "value": ["It broke."]}]],
        [POLICY, old, [{"key": "field:owner", "value": "owner"}, {"key": "field:they_leave_feeling", "value": "heard"}, {"key": "field:topic", "value": "listening"}]],
        [POLICY, old, [{"key": "section:what-to-do", "value": []}, {"key": "field:reviewed", "value": ""}, {"key": "title", "value": ""}]],
        [POLICY, old, [{"key": "section:dont", "value": []}, {"key": "lead", "value": "Because.\n\nAnd so."}]],
        [POLICY, old, [{"key": "section:dont/text", "value": "Nor this."}, {"key": "section:when-to-stop/quotes", "value": ["Goodbye."]}]],
    ]

    ordered, fields, fewer, lead, more = form_core(WRITE, jobs, form=form(example()))

    say = "## What to say\n\n> Sorry.\n\n"
    assert ordered == old.replace("## What to do", "## You notice\n\n- It broke.\n\n## What to do").replace("## Don't", f"{say}## Don't") + "\n## If it happens twice\n\nThe owner.\n"
    assert fields == old.replace("topic: recovery\n", "topic: listening\nthey_leave_feeling: heard\nowner: owner\n")
    assert fewer == old.replace("## What to do\n\n1. **Listen** to them.\n\n", "").replace("reviewed: 2026-11-02\n", "")
    assert lead == old.replace("# Old\n\n", "# Old\n\nBecause.\n\nAnd so.\n\n").replace("\n## Don't\n\n- Never argue.\n", "")
    assert more == old + "\nNor this.\n\n## When to stop\n\n> Goodbye.\n"


def test_what_the_form_cannot_take_apart_is_shown_whole_and_kept(form_core) -> None:
    odd = "### A heading of its own\n\n```\ncode\n```\n\n<!-- a note -->"
    text = f"---\ntopic: recovery\n---\n# Old\n\n## What to do\n\n1. **Listen** to them.\n   - and wait\n\n{odd}\n\n## Don't\n\n- Never argue.\n"
    told = form_core("""({ core, form }, [path, text]) => {
      const { parts } = core.read(text, path, form).sections[0];
      return { parts: parts.map(({ key, type, editable, value }) => [key, type, editable, value]), same: core.write(text, [{ key: parts[1].key, value: parts[1].value }], form, path),
        steps: core.write(text, [{ key: parts[0].key, value: [{ ...parts[0].value[0], text: "to everybody." }, { label: "Thank", text: "them." }] }], form, path),
        whole: core.write(text, [{ key: parts[1].key, value: "```\\nother\\n```" }], form, path) };
    }""", [POLICY, text], form=form(example()))

    assert told["parts"] == [["section:what-to-do", "steps", True, [{"label": "Listen", "text": "to them.", "more": True, "was": 0}]], ["section:what-to-do/whole", "whole", False, odd]]
    assert told["same"] == text
    assert told["steps"] == text.replace("to them.\n   - and wait\n", "to everybody.\n   - and wait\n2. **Thank** them.\n")
    assert told["whole"] == text.replace(odd, "```\nother\n```")
