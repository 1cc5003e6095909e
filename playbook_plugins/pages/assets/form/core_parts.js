// The boxes of one part, written back: running text, steps, words to say, tables. What was not touched stays byte for byte.
{
  const spliced = (text, start, end, instead) => text.slice(0, start) + instead + text.slice(end);
  const filled = (value) => {
    if (value === null || value === undefined) return false;
    return Array.isArray(value) ? value.some(filledEntry) : core.tidy(value) !== "";
  };
  const filledEntry = (entry) => (typeof entry === "string" ? core.tidy(entry) !== "" : Array.isArray(entry) ? entry.some((cell) => core.tidy(cell)) : Boolean(core.tidy(entry.label) || core.tidy(entry.text) || entry.cells?.some((cell) => core.tidy(cell))) || entry.more === true);
  const asStep = (entry) => (typeof entry === "string" ? { label: "", text: entry } : { label: "", text: "", ...entry });

  /* A heading's words: on one line, and without signs at its end that would close it. */
  const titled = (typed, old) => core.headed(core.tidy(typed), old).replace(/#+$/, (signs) => `\\${signs}`);

  /* Bold words: a mark that stands alone in a text would touch theirs. */
  const labelText = (typed, old) => core.headed(core.tidy(typed).replace(/[\s.:]+$/, ""), old).replace(/(?<=^|\s)[*_](?=\s|$)/g, "\\$&");

  /* A step as it stands behind its mark. */
  const stepText = ({ label, text }, stop) => {
    const bold = labelText(label);
    if (!bold) return core.written(text);
    const behind = core.behindLabel(core.headed(core.tidy(text)));
    return `**${bold}${stop ? "." : ""}**${behind ? ` ${behind}` : ""}`;
  };

  const quoteText = (typed, eol) => core.written(typed).split("\n").map((line) => `> ${line}`).join(eol);
  const cellText = (typed, old) => core.headed(core.tidy(typed), old).replace(/(?<!\\)\|/g, "\\|");
  const rowText = (cells) => `| ${cells.map((cell) => cellText(cell)).join(" | ")} |`;

  /* A whole new part, for a question of a type. */
  const partText = (type, value, { question, eol }) => {
    if (type === "steps" || type === "lines") {
      const steps = value.filter(filledEntry).map(asStep);
      return steps
        .map((step, number) => {
          const mark = question?.numbered ? `${number + 1}.` : "-";
          return `${mark} ${stepText(step, question?.stop).replace(/\n/g, eol + " ".repeat(mark.length + 1))}`;
        })
        .join(eol);
    }
    if (type === "quotes") return value.filter(filledEntry).map((entry) => quoteText(entry.text ?? entry, eol)).join(`${eol}>${eol}`);
    if (type === "table") {
      const header = question.columns.map(({ label }) => label);
      return [rowText(header), `|${" --- |".repeat(header.length)}`, ...value.map((row) => row.cells ?? row).filter((cells) => cells.some((cell) => core.tidy(cell))).map(rowText)].join(eol);
    }
    if (type === "whole") return String(value).replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "").replace(/\n/g, eol);
    return core.tidy(value, { lines: true }).split("\n\n").map((words) => core.written(words).replace(/\n/g, eol)).join(eol + eol);
  };

  /* Which old entry each new one was: as the form says, else by what stands in it, and between two of those by its turn. */
  core.matched = (old, entries, same) => {
    if (entries.some((entry) => Number.isInteger(entry.was))) return entries.map((entry) => (Number.isInteger(entry.was) && entry.was < old.length ? entry.was : null));
    const common = Array.from({ length: old.length + 1 }, () => new Array(entries.length + 1).fill(0));
    for (let i = old.length - 1; i >= 0; i -= 1) for (let j = entries.length - 1; j >= 0; j -= 1) common[i][j] = same(old[i], entries[j]) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    const was = new Array(entries.length).fill(null);
    let [i, j] = [0, 0];
    const spare = [[], []];
    const paired = () => {
      spare[1].forEach((at, number) => (was[at] = spare[0][number] ?? null));
      spare[0].length = spare[1].length = 0;
    };
    while (i < old.length || j < entries.length) {
      if (i < old.length && j < entries.length && same(old[i], entries[j])) {
        paired();
        was[j++] = i++;
      } else if (i < old.length && (j === entries.length || common[i + 1][j] >= common[i][j + 1])) spare[0].push(i++);
      else spare[1].push(j++);
    }
    paired();
    return was;
  };

  /* Entries put together anew: what was there as it stood, with what lay between two that are still neighbours. */
  const rebuilt = (text, old, entries, { was, changed, made, gap }) => {
    let written = "";
    entries.forEach((entry, at) => {
      const now = was[at];
      if (at > 0) {
        const before = was[at - 1];
        const neighbours = now !== null && before !== null && now === before + 1;
        written += neighbours ? text.slice(old[before].end, old[now].start) : gap;
      }
      written += now === null ? made(entry, at) : changed(entry, now, at);
    });
    return spliced(text, old[0].start, old.at(-1).end, written);
  };

  const steps = (text, part, value, { question, eol }) => {
    const entries = value.filter(filledEntry).map(asStep);
    const { items } = part;
    const old = items.map(({ whole }) => whole);
    const was = core.matched(items, entries, (item, entry) => item.label === core.tidy(entry.label) && item.text === core.tidy(entry.text, { lines: true }));
    const loose = items.some((item, at) => items[at + 1] && /\n\s*\n/.test(text.slice(item.whole.end, items[at + 1].whole.start)));
    const counted = part.ordered && items.every(({ mark }, at) => parseInt(mark, 10) === parseInt(items[0].mark, 10) + at);
    const stop = items.some(({ label, run }) => label && /[.:](?:\*\*|__)/.test(run.text)) || (question?.stop && !items.some(({ label }) => label));
    const moved = was.length !== items.length || was.some((each, at) => each !== at);
    const marked = (block, at) => {
      if (!counted || !moved) return block;
      const found = /^( *)(\d+)([.)])/.exec(block);
      const number = String(parseInt(items[0].mark, 10) + at);
      const wider = number.length - found[2].length;
      const [first, ...rest] = block.split("\n");
      const shifted = rest.map((line) => (wider > 0 && line.trim() ? " ".repeat(wider) + line : wider < 0 ? line.replace(new RegExp(`^ {0,${-wider}}`), "") : line));
      return [`${found[1]}${number}${first.slice(found[1].length + found[2].length)}`, ...shifted].join("\n");
    };
    const made = (entry, at) => {
      const mark = part.ordered ? `${parseInt(items[0].mark, 10) + at}${items[0].mark.at(-1)}` : items[0].mark;
      return `${mark} ${stepText(entry, stop).replace(/\n/g, eol + " ".repeat(mark.length + 1))}`;
    };
    const changed = (entry, number, at) => {
      const item = items[number];
      const { start, end } = item.whole;
      const indent = " ".repeat(item.run.start - start);
      const lined = (words) => words.replace(/\n/g, eol + indent);
      const label = core.tidy(entry.label).replace(/[\s.:]+$/, "");
      const words = core.tidy(entry.text, { lines: true });
      let block = text.slice(start, end);
      const put = (from, to, instead) => {
        block = spliced(block, from - start, to - start, instead);
      };
      if (Boolean(label) !== Boolean(item.label)) put(item.run.start, item.run.end, lined(stepText({ label, text: words }, stop)));
      else {
        if (words !== item.text) {
          const said = item.labelRun ? core.behindLabel(core.headed(core.tidy(words), item.source)) : core.written(words, item.source);
          const closes = item.labelRun ? item.run.at(item.cut.closes, { end: true }) : item.start;
          if (!words || !item.text) put(closes, item.run.end, words ? ` ${lined(said)}` : "");
          else put(item.start, item.end, lined(said));
        }
        if (label && label !== item.label) put(item.labelRun.start, item.labelRun.end, labelText(label, item.labelRun.text));
      }
      return marked(block, at);
    };
    return rebuilt(text, old, entries, { was, changed, made, gap: loose ? eol + eol : eol });
  };

  const quotes = (text, part, value, { document, eol }) => {
    const entries = value.filter(filledEntry).map((entry) => (typeof entry === "string" ? { text: entry } : entry));
    const lineOf = (at) => document.lines.findLast(({ start }) => start <= at);
    const old = part.items.map(({ start, end }) => ({ start: lineOf(start).start, end }));
    const was = core.matched(part.items, entries, (item, entry) => item.text === core.tidy(entry.text, { lines: true }));
    const changed = (entry, number) => {
      const item = part.items[number];
      const words = core.tidy(entry.text, { lines: true });
      const block = text.slice(old[number].start, old[number].end);
      if (words === item.text) return block;
      const begin = item.start - old[number].start;
      return block.slice(0, begin) + core.written(words, item.source).replace(/\n/g, `${eol}> `);
    };
    return rebuilt(text, old, entries, { was, changed, made: (entry) => quoteText(entry.text, eol), gap: `${eol}>${eol}` });
  };

  const table = (text, part, value, { eol, document }) => {
    const entries = value.map((row) => (Array.isArray(row) ? { cells: row } : row)).filter(filledEntry);
    const lineOf = (at) => document.lines.findLast(({ start }) => start <= at);
    const made = ({ cells }) => rowText(cells);
    if (!part.rows.length) return spliced(text, part.end, part.end, entries.map((entry) => eol + made(entry)).join(""));
    const old = part.rows.map(({ row }) => ({ start: lineOf(row.start).start, end: row.start + row.text.length }));
    if (!entries.length) return spliced(text, old[0].start, lineOf(old.at(-1).end).start + lineOf(old.at(-1).end).text.length, "").replace(/\s*$/, eol);
    const was = core.matched(part.rows, entries, (row, entry) => row.cells.every(({ text: said }, at) => said === core.tidy(entry.cells[at])));
    const changed = ({ cells }, number) => {
      const { start, end } = old[number];
      const before = part.rows[number].cells;
      const touched = before.map((cell, at) => [cell, core.tidy(cells[at])]).filter(([cell, typed]) => cell.text !== typed);
      if (touched.some(([cell]) => cell.start === cell.end)) return rowText(before.map((cell, at) => cells[at] ?? cell.text));
      return touched.reverse().reduce((block, [cell, typed]) => spliced(block, cell.start - start, cell.end - start, cellText(typed, cell.source)), text.slice(start, end));
    };
    return rebuilt(text, old, entries, { was, changed, made, gap: eol });
  };

  /* Running text: the paragraphs in the midst that are other than before. */
  const running = (text, part, value, { eol }) => {
    const old = part.paragraphs;
    const now = core.tidy(value, { lines: true }).split("\n\n");
    let first = 0;
    while (first < Math.min(old.length, now.length) && old[first].text === now[first]) first += 1;
    let spared = 0;
    while (spared < Math.min(old.length, now.length) - first && old.at(-1 - spared).text === now.at(-1 - spared)) spared += 1;
    const [gone, come] = [old.slice(first, old.length - spared), now.slice(first, now.length - spared)];
    const written = come.map((words, at) => core.written(words, gone.length === come.length ? gone[at].source : "").replace(/\n/g, eol));
    if (gone.length && come.length) return spliced(text, gone[0].start, gone.at(-1).end, written.join(eol + eol));
    if (come.length) return first ? spliced(text, old[first - 1].end, old[first - 1].end, written.map((words) => eol + eol + words).join("")) : spliced(text, old[0].start, old[0].start, written.map((words) => words + eol + eol).join(""));
    if (gone.length) return first ? spliced(text, old[first - 1].end, gone.at(-1).end, "") : spliced(text, gone[0].start, old[gone.length].start, "");
    return text;
  };

  const changedPart = (text, part, value, given) => {
    if (part.type === "whole") return spliced(text, part.start, part.end, partText("whole", value, given));
    return { steps, lines: steps, quotes, table, text: running }[part.type](text, part, value, given);
  };

  core.partText = partText;
  core.changedPart = changedPart;
  core.filled = filled;
  core.titled = titled;
}
