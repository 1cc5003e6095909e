// A list of boxes below one question: each line, step or thing to say has its own, to be added, moved and taken out.

/*
 * `{ element, value(), set(values), focus(number) }` for the rows of a question.
 * `fields` are the boxes of a row: `{ name, label, lines, wide }`; a row's value is an object with these names.
 * `one` is what a row is called ("Step"), `changed` is told of every change.
 */
const rowsOf = ({ fields, one, changed }) => {
  const list = made("ol", { class: "pb-rows-edit" });
  const heard = made("span", { class: "pb-edit-heard", role: "status" });

  const number = (row) => [...list.children].indexOf(row) + 1;
  const named = () => {
    for (const row of list.children) {
      const n = number(row);
      row.querySelector(".pb-row-name").textContent = said("row-name", { one, n });
      for (const control of row.querySelectorAll("[data-does]")) control.setAttribute("aria-label", said(`row-${control.dataset.does}-this`, { one, n }));
      row.querySelector("[data-does=up]").disabled = n === 1;
      row.querySelector("[data-does=down]").disabled = n === list.children.length;
      row.querySelectorAll("[data-name]").forEach((field, at) => field.setAttribute("aria-label", fields.length > 1 ? `${said("row-name", { one, n })}: ${fields[at].label}` : said("row-name", { one, n })));
    }
  };
  const tell = () => {
    named();
    changed();
  };
  const first = (row) => row?.querySelector("[data-name]");

  const move = (row, by) => {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    const focused = document.activeElement;
    if (by < 0) other.before(row);
    else other.after(row);
    tell();
    // a button that has just been switched off cannot keep the focus
    (focused?.disabled ? first(row) : focused)?.focus();
    heard.textContent = said("row-moved", { one, n: number(row) });
  };
  const remove = (row) => {
    const [n, next] = [number(row), row.nextElementSibling ?? row.previousElementSibling];
    row.remove();
    tell();
    (first(next) ?? add).focus();
    heard.textContent = said("row-removed", { one, n });
  };
  const keys = (event, row) => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter" && !event.shiftKey && event.target.dataset.lines === "no") {
      event.preventDefault();
      row.after(rowOf({}));
      tell();
      first(row.nextElementSibling).focus();
    }
  };
  const rowOf = (value) => {
    const row = made("li", { class: "pb-row" });
    const boxes = fields.map(({ name, label, lines, wide }) => {
      const field = made("textarea", { "data-name": name, rows: lines ? 2 : 1, class: wide ? "pb-wide-field" : "pb-short-field", placeholder: fields.length > 1 ? label : null, "data-lines": lines ? "yes" : "no", oninput: changed });
      field.value = value[name] ?? "";
      return field;
    });
    const does = (name, sign, act) => made("button", { class: "pb-sign", text: sign, "data-does": name, onclick: act });
    row.append(
      made("span", { class: "pb-row-name", "aria-hidden": "true" }),
      made("span", { class: "pb-row-fields" }, ...boxes, value.more && made("span", { class: "pb-why", text: said("row-more") })),
      made("span", { class: "pb-row-does" }, does("up", "↑", () => move(row, -1)), does("down", "↓", () => move(row, 1)), does("remove", "×", () => remove(row))),
    );
    // what the form does not show of a row stays with it
    row.kept = value;
    row.addEventListener("keydown", (event) => keys(event, row));
    return row;
  };
  const add = button("row-add", () => {
    list.append(rowOf({}));
    tell();
    first(list.lastElementChild).focus();
  }, { class: "pb-row-add", text: said("row-add", { one: one.toLowerCase() }) });

  return {
    element: made("div", {}, list, add, heard),
    value: () => [...list.children].map((row) => ({ ...row.kept, ...Object.fromEntries([...row.querySelectorAll("[data-name]")].map((field) => [field.dataset.name, field.value])) })).filter((row) => row.more || fields.some(({ name }) => row[name].trim())),
    set(values) {
      list.replaceChildren(...values.map(rowOf));
      named();
    },
    take(values) {
      list.append(...values.map(rowOf));
      tell();
    },
    focus: (at = 0) => (first(list.children[at]) ?? add).focus(),
  };
};
