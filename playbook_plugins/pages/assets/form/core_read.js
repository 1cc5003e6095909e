// A text, taken apart as our reader does: kind, lines at the top, title, what stands before the first heading, sections.
{
  /* The kind of the text at a path, by the kinds of the form; `undefined` where it is none of the playbook's. */
  core.kindOf = (path, form) => {
    const below = path.startsWith(`${form.folder}/`) ? path.slice(form.folder.length + 1) : path;
    const plain = below.replace(/\.[a-zA-Z]{2}\.md$/, ".md");
    return form.kinds.find((kind) => (kind.file ? kind.file === plain : below.startsWith(kind.folder) && below.endsWith(".md")));
  };

  /* The id and the language that a path gives: `birthdays.pl.md` is `birthdays` in Polish. */
  core.nameOf = (path, form) => {
    const stem = path.split("/").at(-1).replace(/\.md$/, "");
    const found = /^(.+)\.(\p{L}{2})$/u.exec(stem);
    return found ? { id: found[1], lang: found[2] } : { id: stem, lang: form.lang };
  };

  core.lexiconOf = (lang, form) => form.reading[lang] ?? form.reading[form.lang];

  const lineOf = (block) => block.begin?.line ?? block.text?.line ?? block.blocks?.[0]?.text?.line ?? block.items?.[0]?.begin.line;
  core.blockLine = lineOf;

  const stepOf = (item, words) => {
    const found = core.labelOf(item.text.text);
    const label = found ? item.text.part(found.start, found.end) : null;
    return {
      item,
      label,
      action: label ? core.named(words.labels, core.fold(core.plain(label.text))) ?? null : null,
      text: found ? item.text.part(found.rest) : item.text,
      cut: found,
    };
  };

  /* The whole of a text as rules see it. Lines count from 0 in `lines`, from 1 in runs of text. */
  core.documentOf = (text, path, form) => {
    const lines = core.linesOf(text);
    const kind = core.kindOf(path, form);
    const top = core.topOf(lines);
    const document = { text, path, kind, lines, top, ...core.nameOf(path, form), title: null, lead: [], sections: [], names: null, fields: {} };
    const bodyFrom = top && top.last !== null ? top.last + 1 : 0;
    document.bodyFrom = bodyFrom;
    if (top?.last !== null && top) {
      document.names = core.namesOf(text, lines.slice(1, top.last), lines[top.last].start);
      if (document.names) document.fields = core.valueOf(document.names);
    }
    document.unclear = Boolean(top) && document.names === null;
    if (typeof document.fields.lang === "string") document.lang = document.fields.lang.trim().toLowerCase();
    if (typeof document.fields.id === "string") document.id = document.fields.id.trim();
    const words = core.lexiconOf(document.lang, form);
    const known = core.named(words.sections, kind?.name) ?? {};
    for (const block of core.blocksOf(lines.slice(bodyFrom), bodyFrom + 1)) {
      if (block.is === "heading" && block.level === 1 && !document.title && !document.sections.length) document.title = block;
      else if (block.is === "heading" && block.level <= 2) {
        const written = core.fold(core.plain(block.text.text));
        const [first, ...rest] = written.split(" ");
        const name = core.named(known, written) ?? (words.joining.includes(first) ? core.named(known, rest.join(" ")) : undefined);
        document.sections.push({ heading: block, name: name ?? null, blocks: [], steps: [] });
      } else (document.sections.at(-1)?.blocks ?? document.lead).push(block);
    }
    for (const section of document.sections) section.steps = section.blocks.flatMap((block) => (block.is === "list" ? block.items.map((item) => stepOf(item, words)) : []));
    return document;
  };

  /* Where a stretch of whole lines begins and ends, empty lines at its end left out. */
  const stretch = (document, from, to) => {
    let last = to;
    while (last > from + 1 && !document.lines[last - 1].text.replace(/^[> \t]+/, "")) last -= 1;
    return { start: document.lines[from].start, end: document.lines[last - 1].start + document.lines[last - 1].text.length };
  };

  const shown = (run) => {
    const { text, editable } = core.shown(run.text);
    return { text, editable, start: run.start, end: run.end, source: run.text };
  };

  /* The boxes of a stretch of blocks, one after the other: running text, steps, words to say, tables, and what is shown whole. */
  const partsOf = (document, blocks, until, base, wanted) => {
    const parts = [];
    blocks.forEach((block, number) => {
      const from = lineOf(block) - 1;
      const to = blocks[number + 1] ? lineOf(blocks[number + 1]) - 1 : until;
      const place = stretch(document, from, to);
      const before = parts.at(-1);
      const simple = block.is === "quote" && block.blocks.every((inner) => inner.is === "paragraph");
      if (block.is === "paragraph") {
        const words = shown(block.text);
        if (before?.type === "text") before.paragraphs.push(words);
        else parts.push({ type: "text", paragraphs: [words], ...place });
        if (before?.type === "text") before.end = place.end;
      } else if (block.is === "list") {
        const items = block.items.map((item, at) => {
          const end = block.items[at + 1] ? block.items[at + 1].begin.line - 1 : to;
          const step = stepOf(item, core.lexiconOf(document.lang, document.form));
          const whole = stretch(document, item.begin.line - 1, end);
          const words = shown(step.text);
          const label = step.label ? core.shown(step.label.text).text : "";
          const lineEnd = document.lines[end] ? document.lines[end].start : document.text.length;
          return { ...words, label, labelRun: step.label, cut: step.cut, more: item.blocks.length > 0, mark: item.mark, whole, lineEnd, line: item.begin.line, run: item.text, action: step.action };
        });
        parts.push({ type: "steps", ordered: block.ordered, items, ...place });
      } else if (simple) {
        const said = block.blocks.map((inner) => shown(inner.text));
        said.forEach((words) => Object.assign(words, { quote: place }));
        if (before?.type === "quotes") {
          before.items.push(...said);
          before.end = place.end;
        } else parts.push({ type: "quotes", items: said, ...place });
      } else if (block.is === "table") {
        const cells = (row) => row.map(shown);
        parts.push({ type: "table", header: cells(block.header), rows: block.rows.map((row, at) => ({ cells: cells(row), row: block.text.spans[at + 2] })), ...place });
      } else if (before?.type === "whole") before.end = place.end;
      else parts.push({ type: "whole", ...place });
    });
    for (const part of parts) {
      part.source = document.text.slice(part.start, part.end);
      if (part.type === "text" && !part.paragraphs.every(({ editable }) => editable)) part.type = "whole";
      if (part.type === "whole") part.text = part.source.replace(/\r\n/g, "\n");
      if (part.type === "text") part.text = part.paragraphs.map(({ text }) => text).join("\n\n");
    }
    const as = wanted === "lines" ? "steps" : wanted;
    const main = parts.find(({ type }) => type === as) ?? parts[0];
    const count = {};
    for (const part of parts) {
      const number = (count[part.type] = (count[part.type] ?? 0) + 1);
      // a list whose entries have no bold words is shown as plain lines where its question asks for such
      if (part === main && wanted === "lines" && part.type === "steps" && part.items.every(({ label }) => !label)) part.type = "lines";
      part.key = part === main ? base : `${base}/${part.type}${number > 1 ? number : ""}`;
      part.editable = part.type !== "whole";
      part.value = core.partValue(part);
    }
    return parts;
  };

  /* What the boxes of a part hold, as a question's value. */
  core.partValue = (part) => {
    if (part.type === "steps") return part.items.map(({ label, text, more }, was) => ({ label, text, more, was }));
    if (part.type === "lines" || part.type === "quotes") return part.items.map(({ text }) => text);
    if (part.type === "table") return part.rows.map(({ cells }) => cells.map(({ text }) => text));
    return part.text;
  };

  const questionOf = (kind, key) => [...(kind?.first ?? []), ...(kind?.more ?? [])].find((question) => question.key === key);

  /* A value of the front matter as a question shows it; names with one value each become `name: value`. */
  const fieldValue = (node, question) => {
    const value = core.valueOf(node);
    if (node.is === "names" && question?.pair) {
      const pairs = Object.entries(value).map(([name, said]) => `${name}: ${said}`);
      return pairs.length === 1 ? pairs[0] : pairs;
    }
    if (question?.type === "table" && Array.isArray(value)) return value.map((row) => question.columns.map(({ key }) => String(row?.[key] ?? "")));
    return value;
  };

  /* A text taken apart for the form. Boxes have the key of their question; `trouble` says why it can only be shown whole. */
  core.taken = (text, path, form) => {
    const document = core.documentOf(text, path, form);
    document.form = form;
    const { kind, lines, sections } = document;
    const after = (block) => (block.under ?? block.text.spans.at(-1)).line;
    const lineStart = (number) => (lines[number] ? lines[number].start : text.length);
    const fields = {};
    for (const entry of document.names?.entries ?? []) {
      const question = questionOf(kind, `field:${entry.key.value}`);
      const { start, end } = entry.value;
      fields[entry.key.value] = { value: fieldValue(entry.value, question), raw: text.slice(start, end), start, end };
    }
    const ends = [...sections.map(({ heading }) => lineOf(heading) - 1), lines.length];
    const leadParts = partsOf(document, document.lead, ends[0], "lead", questionOf(kind, "lead")?.type);
    const read = {
      kind: kind?.name ?? null, path, id: document.id, lang: document.lang, eol: core.endOf(text), fields,
      title: document.title ? { ...shown(document.title.text), line: document.title.text.line } : null,
      lead: { key: "lead", parts: leadParts, text: leadParts.find(({ type }) => type === "text")?.text ?? "", start: leadParts[0]?.start ?? null, end: leadParts.at(-1)?.end ?? null },
      sections: sections.map((section, number) => {
        const base = section.name && sections.findIndex(({ name }) => name === section.name) === number ? `section:${section.name}` : `section:#${number + 1}`;
        const parts = partsOf(document, section.blocks, ends[number + 1], base, questionOf(kind, base)?.type);
        const bodyStart = lineStart(after(section.heading));
        const bodyEnd = lineStart(ends[number + 1]);
        return {
          key: base, name: section.name, heading: core.shown(section.heading.text.text).text, start: lines[lineOf(section.heading) - 1].start, end: bodyEnd, bodyStart, bodyEnd, parts,
          steps: parts.find(({ type }) => type === "steps")?.items ?? [],
          quotes: parts.find(({ type }) => type === "quotes")?.items ?? [],
          editable: parts.every(({ editable }) => editable),
          text: text.slice(bodyStart, bodyEnd).replace(/\r\n/g, "\n").trim(),
        };
      }),
      trouble: document.unclear ? form.words.unclear : kind ? null : form.words.unknown,
    };
    return { document, read };
  };

  core.read = (text, path, form) => core.taken(text, path, form).read;
}
