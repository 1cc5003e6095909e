// Writing a line at the top of a text: the place of a name, and a value that every reader takes for just that text.
{
  const reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
  const plain = /^(?:\p{L}[\p{L}\p{N}_ .,@&()/+'’-]*|\+?\d[\d-]*(?: [\p{L}\p{N}_-]+)+|\d{4}-\d\d-\d\d|\d+(?:\.\d+)?)$/u;
  // what may stand in brackets without quotes
  const simple = /^(?:\p{L}[\p{L}\p{N}_ .&+'’/-]*|\d{4}-\d\d-\d\d|\d+(?:\.\d+)?)$/u;

  /* A text as a value of YAML: plain where that is safe, else in quotes. */
  core.yamlText = (typed, { within = false } = {}) => {
    const text = core.tidy(typed);
    const safe = (within ? simple : plain).test(text) && !reserved.includes(text.toLowerCase());
    return safe ? text : `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
  };

  const pairText = (typed) => {
    const [name, ...said] = core.tidy(typed).split(": ");
    return `${core.yamlText(name, { within: true })}: ${core.yamlText(said.join(": "), { within: true })}`;
  };

  const truthText = (value) => (value === true ? "yes" : value === false ? "no" : null);

  /* A value as it stands behind its colon, for a question of that type. */
  const valueText = (value, question) => {
    if (typeof value === "boolean") return truthText(value);
    if (question?.type === "truth" && /^(?:yes|no)$/.test(value)) return value;
    if (question?.pair) return `{${[value].flat().map(pairText).join(", ")}}`;
    if (Array.isArray(value)) return `[${value.map((each) => core.yamlText(each, { within: true })).join(", ")}]`;
    return core.yamlText(value);
  };

  const isEmpty = (value) => value === null || value === undefined || (Array.isArray(value) ? value.length === 0 : typeof value !== "boolean" && core.tidy(value) === "");

  const spliced = (text, start, end, instead) => text.slice(0, start) + instead + text.slice(end);

  /* The text without an entry: with its whole lines. */
  const without = (text, entry, next) => spliced(text, entry.line, next, "");

  /* One line more among names that stand in by `indent`: behind the last one that comes before it in `order`. */
  const added = (text, node, limit, { name, line, order = [], indent = "", eol }) => {
    const place = order.indexOf(name);
    const before = place < 0 ? node.entries : node.entries.filter(({ key }) => order.indexOf(key.value) >= 0 && order.indexOf(key.value) < place);
    const last = before.at(-1);
    // an entry that a dash opens keeps its first line
    const at = last ? last.ends : node.entries[0] && !node.dashed ? node.entries[0].line : limit;
    return spliced(text, at, at, `${indent}${line}${eol}`);
  };

  /* One name among others: set to a text of YAML, or taken out. */
  const named = (text, node, limit, { name, written, order, indent = "", eol }) => {
    const entry = node.entries.find(({ key }) => key.value === name);
    if (!entry) return written === null ? text : added(text, node, limit, { name, line: `${name}: ${written}`, order, indent, eol });
    if (written === null) return without(text, entry, entry.ends);
    const { value } = entry;
    if (value.is !== "text" && !value.flow) return spliced(text, entry.key.end + 1, value.end, ` ${written}`);
    const gap = value.start === value.end && text[value.start - 1] !== " " ? " " : "";
    return spliced(text, value.start, value.end, gap + written);
  };

  const rowText = (row, columns, indent, eol) =>
    columns
      .filter(({ key }) => !isEmpty(row[key]))
      .map(({ key, type }, number) => `${indent}${number ? "  " : "- "}${key}: ${valueText(row[key], { type })}${eol}`)
      .join("");

  /* A row as an object, for one that came as its cells in the order of the columns. */
  const rowOf = (row, columns) => (Array.isArray(row) ? Object.fromEntries(columns.map(({ key }, at) => [key, row[at]])) : row);

  /* The entries of a list of names (partners, choices): rows that were there are changed in place. */
  const rows = (text, document, name, value, { question, order, eol }) => {
    const { columns } = question;
    const entries = value.map((row) => rowOf(row, columns)).filter((row) => columns.some(({ key }) => !isEmpty(row[key])));
    const entry = document.names.entries.find(({ key }) => key.value === name);
    const line = `${name}:${eol}${entries.map((row) => rowText(row, columns, "  ", eol)).join("")}`;
    if (!entry) return added(text, document.names, document.lines[document.top.last].start, { name, line: line.slice(0, -eol.length), order, eol });
    const old = entry.value.entries ?? [];
    if (entry.value.is !== "list" || entry.value.flow || !old.length || !old.every(({ value: row }) => row.is === "names" && !row.flow)) return spliced(text, entry.line, entry.ends, line);
    const before = old.map((row) => core.valueOf(row.value));
    const told = (row) => columns.map(({ key }) => (isEmpty(row[key]) ? "" : typeof row[key] === "boolean" ? truthText(row[key]) : core.tidy(row[key])));
    const was = core.matched(before, entries, (one, other) => told(one).join("\n") === told(other).join("\n"));
    const indent = " ".repeat(text.slice(old[0].line).search(/-/));
    const written = entries.map((row, at) => {
      if (was[at] === null) return rowText(row, columns, indent, eol);
      const { line: start, ends, value: node } = old[was[at]];
      const [then, now] = [told(before[was[at]]), told(row)];
      const touched = columns.map(({ key, type }, number) => ({ key, type, number, place: node.entries.find((each) => each.key.value === key)?.value })).filter(({ number }) => then[number] !== now[number]);
      if (touched.some(({ number, place }) => !place || place.is !== "text" || place.value === null || !now[number])) return rowText({ ...before[was[at]], ...row }, columns, indent, eol);
      return touched.sort((one, other) => other.place.start - one.place.start).reduce((block, { key, type, place }) => spliced(block, place.start - start, place.end - start, valueText(row[key], { type })), text.slice(start, ends));
    });
    return spliced(text, old[0].line, old.at(-1).ends, written.join(""));
  };

  /* The text with a line at its top set to `value`, or without it where that is empty. */
  core.withField = (text, document, name, value, form) => {
    const eol = core.endOf(text);
    const question = [...document.kind.first, ...document.kind.more].find(({ key }) => key === `field:${name}`);
    const order = document.kind.order;
    if (document.top && !document.names) throw new Error(form.words.unclear);
    const empty = isEmpty(value);
    if (!document.top) {
      if (empty) return text;
      const at = document.lines[0].start;
      const line = question?.type === "table" ? `${name}:${eol}${value.map((row) => rowText(rowOf(row, question.columns), question.columns, "  ", eol)).join("")}` : `${name}: ${valueText(value, question)}${eol}`;
      return spliced(text, at, at, `---${eol}${line}---${eol}`);
    }
    if (question?.type === "table" && !empty) return rows(text, document, name, value, { question, order, eol });
    const limit = document.lines[document.top.last].start;
    return named(text, document.names, limit, { name, written: empty ? null : valueText(value, question), order, eol });
  };

  /* The text with an exception and its reason: “keep my wording”, as the checklist reads it. */
  core.allow = (text, rule, because, form, path) => {
    const document = core.documentOf(text, path, form);
    const eol = core.endOf(text);
    if (document.top && !document.names) throw new Error(form.words.unclear);
    const entry = document.names?.entries.find(({ key }) => key.value === "allow");
    const reason = core.yamlText(because, { within: true });
    if (!entry || entry.value.value === null) {
      const line = `allow:${eol}  ${rule}: ${reason}`;
      if (!document.top) return spliced(text, document.lines[0].start, document.lines[0].start, `---${eol}${line}${eol}---${eol}`);
      if (entry) return spliced(text, entry.line, entry.ends, `${line}${eol}`);
      return added(text, document.names, document.lines[document.top.last].start, { name: "allow", line, order: document.kind.order, eol });
    }
    const { value } = entry;
    if (value.is !== "names") throw new Error(form.words.unclear);
    if (!value.flow) return named(text, value, entry.ends, { name: rule, written: reason, indent: " ".repeat(value.start - value.entries[0].line), eol });
    const old = value.entries.find(({ key }) => key.value === rule);
    if (old) return spliced(text, old.value.start, old.value.end, reason);
    return spliced(text, value.end - 1, value.end - 1, `${value.entries.length ? ", " : ""}${rule}: ${reason}`);
  };
}
