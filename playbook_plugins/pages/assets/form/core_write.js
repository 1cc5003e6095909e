// Writing what was changed in boxes back into a text: only what was touched is written anew, all else stays byte for byte.
{
  const spliced = (text, start, end, instead) => text.slice(0, start) + instead + text.slice(end);

  /* The text with nothing but `body` between two places where only empty lines stand, an empty line around it. */
  const between = (text, start, end, body, eol) => {
    const before = start === 0 || text.slice(0, start).endsWith("\n") ? "" : eol;
    return spliced(text, start, end, `${before}${body}${eol}${end < text.length ? eol : ""}`);
  };

  const withTitle = (text, { document }, value) => {
    const eol = core.endOf(text);
    if (document.title) {
      const { text: run, under } = document.title;
      return spliced(text, run.start, run.end, under ? core.written(core.tidy(value), run.text) : core.titled(value, run.text));
    }
    const line = document.lines[document.bodyFrom];
    const at = line ? line.start : text.length;
    const before = at > 0 && !text.slice(0, at).endsWith("\n") && at !== document.lines[0].start ? eol : "";
    return spliced(text, at, at, `${before}# ${core.titled(value)}${eol}${text.slice(at).trim() && !/^\s*\n/.test(text.slice(at)) ? eol : ""}`);
  };

  /* Where the next part of a stretch belongs: behind what stands there. */
  const appended = (text, stretch, body, eol) => {
    const last = stretch.parts.at(-1);
    if (last) return spliced(text, last.end, last.end, eol + eol + body);
    return between(text, stretch.bodyStart, stretch.bodyEnd, (stretch.tight ? "" : eol) + body, eol);
  };

  const withLead = (text, { document, read }, key, value, given) => {
    const part = read.lead.parts.find((each) => each.key === key);
    if (part && core.filled(value)) return core.changedPart(text, part, value, given);
    const first = read.sections[0]?.start ?? text.length;
    const title = document.title;
    const line = title ? (title.under ?? title.text.spans.at(-1)).line : document.bodyFrom;
    const start = document.lines[line]?.start ?? text.length;
    if (part) {
      const whole = read.lead.parts.length === 1;
      return whole ? spliced(text, part.start, first === text.length ? part.end : first, "") : spliced(text, part.start, part.end, "");
    }
    if (!core.filled(value)) return text;
    const type = key.split("/")[1] ?? given.question?.type ?? "text";
    return appended(text, { parts: read.lead.parts, bodyStart: start, bodyEnd: first, tight: !title }, core.partText(type, value, given), given.eol);
  };

  const withSection = (text, { document, read }, key, value, given) => {
    const [base, ending] = key.split("/");
    const section = read.sections.find((each) => each.key === base);
    const part = section?.parts.find((each) => each.key === key);
    const type = ending?.replace(/\d+$/, "") ?? given.question?.type ?? "text";
    if (part && core.filled(value)) return core.changedPart(text, part, value, given);
    if (section && !core.filled(value)) {
      if (!part && section.parts.length) return text;
      if (section.parts.length > 1) return spliced(text, part.start, part.end, "").replace(/(\r?\n)(?:\r?\n){2,}/, "$1$1");
      return spliced(text, section.start, section.end, "").replace(/\s+$/, given.eol);
    }
    if (!core.filled(value)) return text;
    const body = core.partText(type, value, given);
    if (section) return appended(text, section, body, given.eol);
    const order = document.kind.sections.map(({ name }) => `section:${name}`);
    const heading = document.kind.sections.find(({ name }) => `section:${name}` === base);
    if (!heading) return text;
    const written = `## ${heading.headings[document.lang] ?? heading.heading}${given.eol}${given.eol}${body}`;
    const following = read.sections.find((each) => order.indexOf(each.key) > order.indexOf(base));
    const at = following ? following.start : text.length;
    const gap = !text.slice(0, at).trim() || /\n\r?\n$/.test(text.slice(0, at)) ? "" : text.slice(0, at).endsWith("\n") ? given.eol : given.eol + given.eol;
    return spliced(text, at, at, `${gap}${written}${given.eol}${following ? given.eol : ""}`);
  };

  const one = (text, { key, value }, form, path) => {
    const taken = core.taken(text, path, form);
    const { document } = taken;
    const question = [...document.kind.first, ...document.kind.more].find((each) => each.key === key.replace(/\/.*$/, "") || each.key === key);
    const given = { question: [...document.kind.first, ...document.kind.more].find((each) => each.key === key) ?? question, document, eol: core.endOf(text) };
    if (key === "title") return core.filled(value) ? withTitle(text, taken, value) : text;
    if (key.startsWith("field:")) return core.withField(text, document, key.slice(6), value, form);
    return key === "lead" || key.startsWith("lead/") ? withLead(text, taken, key, value, given) : withSection(text, taken, key, value, given);
  };

  /* The text with changes, each `{ key, value }`: a key of a question, or of a box that `core.read` gave. */
  core.write = (text, changes, form, path) => {
    const there = new Set();
    const { read } = core.taken(text, path, form);
    for (const { parts } of [read.lead, ...read.sections]) for (const part of parts) there.add(part.key);
    const same = new Map([read.lead, ...read.sections].flatMap(({ parts }) => parts.map((part) => [part.key, JSON.stringify(part.value)])));
    for (const [name, { value }] of Object.entries(read.fields)) same.set(`field:${name}`, JSON.stringify(value));
    const wanted = changes.filter(({ key, value }) => same.get(key) !== JSON.stringify(value));
    // first what stays in its place, so that the names of boxes go on meaning the same
    const staying = wanted.filter(({ key, value }) => there.has(key) && core.filled(value));
    const others = wanted.filter((change) => !staying.includes(change));
    const numbered = others.filter(({ key }) => key.startsWith("section:#")).reverse();
    return [...staying, ...numbered, ...others.filter((change) => !numbered.includes(change))].reduce((now, change) => one(now, change, form, path), text);
  };

  /* A new text of a kind from answers by the keys of its questions: where it goes, and what stands in it. */
  core.compose = (kindName, answers, form) => {
    const kind = form.kinds.find(({ name }) => name === kindName);
    const given = core.answered(kindName, answers, form);
    const title = given.find(({ key }) => key === "title")?.value ?? "";
    const taken = new Set(form.documents.map(({ path }) => path.toLowerCase()));
    let name = core.slug(core.tidy(title)).slice(0, 60).replace(/-+$/, "") || kind.name;
    if (/^(?:index|con|prn|aux|nul|com\d|lpt\d)$/.test(name)) name = `${kind.name}-${name}`;
    const named = (number) => `${form.folder}/${kind.file ?? `${kind.folder}${name}${number > 1 ? `-${number}` : ""}.md`}`;
    let number = 1;
    while (!kind.file && taken.has(named(number))) number += 1;
    const path = named(number);
    const first = given.filter(({ key }) => key === "title");
    return { path, text: core.write("", [...first, ...given.filter(({ key }) => key !== "title")], form, path) };
  };
}
