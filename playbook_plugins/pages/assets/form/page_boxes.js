// A box for each question, by its type. What was typed stays as it was typed; `core` makes text of it.

/* The value of a box as one text, to see whether it has changed. */
const asText = (value) => JSON.stringify(value ?? "");

const lineBox = (question, changed) => {
  const field = made("textarea", { rows: 1, "data-lines": "no", oninput: changed, onkeydown: (event) => event.key === "Enter" && event.preventDefault() });
  return { control: field, value: () => field.value, set: (value) => (field.value = value ?? ""), focus: () => field.focus() };
};

const textBox = (question, changed) => {
  const field = made("textarea", { rows: 4, "data-lines": "yes", oninput: changed });
  return { control: field, value: () => field.value, set: (value) => (field.value = value ?? ""), focus: () => field.focus() };
};

const inputBox = (type, about = {}) => (question, changed) => {
  const field = made("input", { type, autocomplete: "off", oninput: changed, ...about });
  return {
    control: field,
    value: () => field.value,
    set(value) {
      field.value = value ?? "";
      // a browser shows no day that is none: then it is typed
      if (value && field.value !== value) {
        field.type = "text";
        field.value = value;
      }
    },
    focus: () => field.focus(),
  };
};

const choiceBox = (question, changed) => {
  const field = made("select", { onchange: changed });
  const choices = question.type === "truth" ? [{ value: "yes", label: said("yes") }, { value: "no", label: said("no") }] : question.choices ?? [];
  const fill = (value) => {
    const known = choices.some((choice) => choice.value === value) || !value;
    field.replaceChildren(...[{ value: "", label: said("choose") }, ...choices, ...(known ? [] : [{ value, label: value }])].map((choice) => made("option", { value: choice.value, text: choice.label })));
    field.value = value ?? "";
  };
  fill("");
  return { control: field, value: () => field.value, set: fill, focus: () => field.focus() };
};

const choicesBox = (question, changed) => {
  const group = made("div", { class: "pb-choices-edit" });
  const fill = (values) => {
    const picked = values ?? [];
    const all = [...(question.choices ?? [])];
    for (const value of picked) if (!all.some((choice) => choice.value === value)) all.push({ value, label: value });
    group.replaceChildren(...all.map((choice) => {
      const box = made("input", { type: "checkbox", value: choice.value, onchange: changed });
      box.checked = picked.includes(choice.value);
      return made("label", { class: "pb-choice-edit" }, box, made("span", { text: choice.label }));
    }));
    group.order = picked;
  };
  fill([]);
  return {
    group,
    value() {
      const picked = [...group.querySelectorAll(":checked")].map((box) => box.value);
      // those that stood there keep their order
      return [...group.order.filter((value) => picked.includes(value)), ...picked.filter((value) => !group.order.includes(value))];
    },
    set: fill,
    focus: () => group.querySelector("input")?.focus(),
  };
};

/* What a row of a list is called: what is done one after the other is a step, all else a line. */
const oneOf = ({ type, numbered }) => {
  const sort = type === "steps" || type === "lines" ? (numbered ? "steps" : "lines") : type;
  return said(`one-${sort}`);
};

const listBox = (fields, { from, to }) => (question, changed) => {
  const rows = rowsOf({ fields: fields(question), one: oneOf(question), changed });
  return { group: rows.element, value: () => rows.value().map(to), set: (values) => rows.set((values ?? []).map(from)), take: (values) => rows.take(values.map(from)), focus: rows.focus };
};

const plainRow = { from: (text) => ({ text }), to: (row) => row.text };
const saidRow = { from: (one) => (typeof one === "string" ? { text: one } : one), to: (row) => row };
const BOXES = {
  line: lineBox,
  text: textBox,
  whole: textBox,
  number: inputBox("text", { inputmode: "numeric" }),
  money: inputBox("text", { inputmode: "decimal" }),
  day: inputBox("date"),
  choice: choiceBox,
  truth: choiceBox,
  choices: choicesBox,
  lines: listBox(() => [{ name: "text", label: "", lines: false, wide: true }], plainRow),
  quotes: listBox(() => [{ name: "text", label: "", lines: true, wide: true }], saidRow),
  steps: listBox(() => [
    { name: "label", label: said("step-label"), lines: false, wide: false },
    { name: "text", label: said("step-text"), lines: false, wide: true },
  ], saidRow),
  table: listBox((question) => (question.columns ?? []).map((column, at) => ({ name: String(at), label: column.label ?? column, lines: false, wide: at === 0 })), {
    from: ({ cells, ...rest }) => ({ ...rest, ...cells }),
    to: (row) => ({ was: row.was, cells: Object.keys(row).filter((name) => /^\d+$/.test(name)).map((name) => row[name]) }),
  }),
};

/*
 * The box of a question: `{ key, question, element, value(), set(value), begin(value), touched(), focus(), tell(findings) }`.
 * `changed` is told whenever something in it changes.
 */
const boxOf = (question, changed) => {
  let began = asText("");
  let blank = false;
  const touched = () => asText(inner.value()) !== began;
  const heard = () => {
    back.hidden = !touched() || isBlank(JSON.parse(began));
    if (blank && !isBlank(inner.value())) tell([]);
    changed();
  };
  const inner = (BOXES[question.type] ?? textBox)(question, heard);
  const back = button("as-it-was", () => {
    inner.set(JSON.parse(began));
    heard();
    inner.focus();
  }, { class: "pb-quiet-button", "aria-label": said("as-it-was-of", { asks: question.asks }), hidden: true });
  const why = question.why ? made("span", { class: "pb-why", id: freshId(), text: question.why }) : null;
  const wrong = made("ul", { class: "pb-told", id: freshId() });
  const needed = question.required ? made("span", { class: "pb-needed", text: said("needed") }) : null;
  const asks = [made("span", { text: question.asks }), needed && " ", needed];

  let element;
  const described = [why?.id, wrong.id].filter(Boolean).join(" ");
  if (inner.group) {
    element = made("fieldset", { class: "pb-box" }, made("legend", {}, ...asks), why, inner.group);
    element.setAttribute("aria-describedby", described);
  } else {
    inner.control.id = freshId();
    inner.control.setAttribute("aria-describedby", described);
    if (question.required) inner.control.required = true;
    element = made("div", { class: "pb-box" }, made("label", { for: inner.control.id }, ...asks), why, inner.control);
  }
  element.dataset.key = question.key;
  const ready = made("div");
  const ask = ({ ready: offered = [] }) => ready.replaceChildren(...(offered.length ? [readyOf(offered, inner, heard)] : []));
  ask(question);
  element.append(ready, wrong, back);
  /* Show what is wrong here: elements, one a finding; that the box is `empty` is told until something stands there. */
  const tell = (findings, { empty = false } = {}) => {
    blank = empty;
    wrong.replaceChildren(...findings.map((one) => made("li", {}, one)));
    inner.control?.setAttribute("aria-invalid", String(findings.length > 0));
    element.classList.toggle("pb-box-wrong", findings.length > 0);
  };

  return {
    key: question.key,
    question,
    ask,
    before: () => JSON.parse(began),
    element,
    value: inner.value,
    touched,
    focus: inner.focus,
    set(value) {
      inner.set(value);
      heard();
    },
    begin(value) {
      inner.set(value);
      began = asText(inner.value());
      // where something stands already, nobody needs ours to begin with
      ready.hidden = !isBlank(inner.value());
      back.hidden = true;
    },
    tell,
  };
};

/* Steps or sentences of ours to begin with, taken with one tap and changed as one likes. */
const readyOf = (offered, inner, heard) => {
  const shown = (one) => (typeof one === "string" ? one : `${one.label} ${one.text}`.trim());
  const row = made("div", { class: "pb-ready" }, made("span", { class: "pb-why", text: said("ready") }));
  const take = (ones, taken) => {
    if (inner.take) inner.take(ones);
    else inner.set(ones[0]);
    taken.forEach((one) => (one.hidden = true));
    row.hidden = each.every((one) => one.hidden);
    heard();
    inner.focus();
  };
  const each = offered.map((one) => {
    const taking = made("button", { class: "pb-ready-one", text: shown(one), onclick: () => take([one], [taking]) });
    return taking;
  });
  if (inner.take && each.length > 1) row.append(button("ready-all", (event) => take(offered.filter((_, at) => !each[at].hidden), [...each, event.currentTarget])));
  row.append(...each);
  return row;
};
