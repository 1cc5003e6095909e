// What the checklist finds in a text, as far as it can be found in a browser: the same rules, words and places as ours.

/* By the name of each rule: what finds its hits in a text as `core.readerOf` gives it. */
core.rules = {};
{
  const rank = { error: 0, warning: 1, advice: 2 };

  /* What an owner's settings make of a rule's level; `null` where they switch it off. */
  const levelHere = (rule, level, checks) => {
    if (rule.locked) return level;
    const own = core.named(checks.levels, rule.name);
    if (own === "off") return null;
    const now = own ?? level;
    if (checks.profile === "starter" && now === "error" && !rule.always) return "warning";
    return checks.profile === "strict" && now === "warning" ? "error" : now;
  };

  const placeOf = (place, document) => {
    if (place === "first") return [document.lines[0].start, document.lines[0].start];
    if (place === "top") {
      const run = document.title?.text;
      return run?.text.trim() ? [run.at(0), run.at(run.text.length, { end: true })] : [document.lines[0].start, document.lines[0].start];
    }
    if (Array.isArray(place)) return [place[0], place[1] ?? place[0]];
    const { run, start = 0, end = run.text.length } = place;
    return [run.at(start), run.at(end, { end: true })];
  };

  const spot = (document, offset) => {
    const line = document.lines.findLastIndex(({ start }) => start <= offset);
    return { line: Math.max(line, 0) + 1, column: core.points(document.text.slice(document.lines[Math.max(line, 0)].start, offset)) + 1 };
  };

  /* The box of the form in which a place lies. */
  const keyAt = (offset, { document, read }) => {
    const field = document.names?.entries.find(({ key, value }) => key.start <= offset && offset <= value.end);
    if (field) return `field:${field.key.value}`;
    for (const { parts, key, start, end } of [...read.sections, read.lead]) {
      const part = parts.find((each) => each.start <= offset && offset <= each.end);
      if (part) return part.key;
      if (start !== null && start <= offset && offset < end) return key;
    }
    return "title";
  };

  /* The findings on a text, in the order of their places: `{ rule, level, line, column, key, message, help, may }`; `may` says whether a reason lets it stand. */
  core.check = (text, path, form) => {
    const taken = core.taken(text, path, form);
    const { document } = taken;
    if (!document.kind || document.unclear) return [];
    const read = core.readerOf(document, form);
    const { checks } = form;
    const found = new Map();
    for (const rule of checks.rules) {
      if (read.status === "retired" && rule.kinds.length) continue;
      if (rule.kinds.length && !rule.kinds.includes(read.kind)) continue;
      if (rule.topics.length && !rule.topics.includes(read.topic)) continue;
      const reason = document.fields.allow && typeof document.fields.allow === "object" ? core.named(document.fields.allow, rule.name) : null;
      const may = !rule.locked && rule.name !== "bare-allowance";
      if (may && String(reason ?? "").trim()) continue;
      for (const hit of core.rules[rule.name](read)) {
        const level = levelHere(rule, rule.reminds && read.status === "draft" ? "advice" : hit.level ?? rule.level, checks);
        if (!level) continue;
        const [start, end] = placeOf(hit.place, document);
        const { line, column } = spot(document, start);
        const one = { rule: rule.name, level, line, column, key: hit.key ?? keyAt(start, taken), message: hit.message, help: hit.help ?? "", may };
        found.set(JSON.stringify([one, end]), one);
      }
    }
    const order = (one, other) => one.line - other.line || one.column - other.column || rank[one.level] - rank[other.level] || (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : one.message < other.message ? -1 : 1);
    return [...found.values()].sort(order);
  };
}
