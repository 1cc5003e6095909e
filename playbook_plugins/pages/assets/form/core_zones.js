// A text as the rules read it: who is spoken to on each line, and what is said there.
{
  const speaking = ["policy", "script"];

  const walk = (blocks) =>
    blocks.flatMap((block) => {
      if (block.is === "list") return block.items.flatMap((item) => [item.text, ...walk(item.blocks)]);
      if (block.is === "quote") return walk(block.blocks);
      if (block.is === "table") return [...block.header, ...block.rows.flat()];
      return block.is === "paragraph" || block.is === "heading" ? [block.text] : [];
    });

  /* The running texts of blocks: paragraphs, list entries and cells, in order; headings and code left out. */
  core.paragraphsOf = (blocks) => walk(blocks.filter(({ is }) => is !== "heading"));

  const zonesOf = (document) => {
    const zones = document.lines.map(() => "ignored");
    const { kind } = document;
    const reading = document.public ? "public" : "staff";
    const mark = (run, zone) => run.spans.forEach(({ line }) => line <= zones.length && (zones[line - 1] = zone));
    const paint = (blocks, zone, inQuotes) => {
      for (const block of blocks) {
        if (block.is === "quote") paint(block.blocks, inQuotes, inQuotes);
        else if (block.is === "list") {
          for (const item of block.items) {
            mark(item.text, zone);
            paint(item.blocks, zone, inQuotes);
          }
        } else if (block.is === "table") [...block.header, ...block.rows.flat()].forEach((cell) => mark(cell, zone));
        else if (block.is !== "code" && block.is !== "rule") mark(block.text, zone);
      }
    };
    const quoted = speaking.includes(kind.name) && reading === "staff" ? "say" : reading;
    if (document.title) mark(document.title.text, reading);
    paint(document.lead, reading, quoted);
    for (const section of document.sections) {
      mark(section.heading.text, reading);
      const silent = section.name === "what-to-say" && !section.blocks.some(({ is }) => is === "quote");
      const zone = kind.name !== "policy" ? reading : section.name === "dont" ? "dont" : silent ? "say" : reading;
      paint(section.blocks, zone, zone === "dont" ? zone : quoted);
    }
    return zones;
  };

  /* What rules ask of a text, with the word lists of its language. */
  core.readerOf = (document, form) => {
    const { checks } = form;
    const listed = core.named(checks.lists, document.lang);
    const field = (name) => document.fields[name];
    const { visibility } = document.kind;
    document.public = visibility === "public" || (visibility === "chosen" && field("audience") === "public");
    const zones = zonesOf(document);
    const entries = (name) => core.named(listed ?? {}, name) ?? [];
    const texts = [...(document.title?.text.text.trim() ? [document.title.text] : []), ...walk(document.lead), ...document.sections.flatMap(({ heading, blocks }) => [heading.text, ...walk(blocks)])];
    const within = (run, name, options) => core.apart(core.matches(core.seen(run.text, options), entries(name)));
    const section = (name) => document.sections.find((each) => each.name === name) ?? null;
    const topicOf = () => {
      const written = (text, lang) => (typeof text === "string" ? core.named(core.lexiconOf(lang, form).topics, core.fold(text)) ?? null : null);
      if (document.kind.name === "policy") return written(field("topic"), document.lang);
      if (document.kind.name !== "script") return null;
      const policies = form.documents.filter(({ kind, id }) => kind === "policy" && id === field("of"));
      return (policies.find(({ lang }) => lang === form.lang) ?? policies[0])?.topic ?? null;
    };
    const read = {
      document, form, section, entries,
      kind: document.kind.name,
      topic: topicOf(),
      status: ["draft", "retired"].includes(field("status")) ? field("status") : "active",
      words: core.lexiconOf(form.lang, form),
      known: listed !== undefined,
      field,
      zone: (run) => zones[run.line - 1],
      texts: (...wanted) => texts.filter((run) => wanted.includes(zones[run.line - 1])),
      has: (name) => entries(name).length > 0,
      within,
      standsIn: (runs, name) => runs.some((run) => within(run, name).length > 0),
      says: (name, ...wanted) => read.standsIn(read.texts(...(wanted.length ? wanted : ["say"])), name),
      /* The words for customers under “What to say”. */
      said: () => core.paragraphsOf(section("what-to-say")?.blocks ?? []).filter((run) => run.text.trim() && zones[run.line - 1] === "say"),
      /* The steps under “What to do”, and after them those for when the customer has gone. */
      toDo: () => ["what-to-do", "afterwards"].flatMap((name) => section(name)?.steps ?? []),
      steps: () => document.sections.flatMap(({ steps }) => steps),
      first: (steps, ...actions) => steps.find(({ action }) => actions.includes(action)) ?? null,
      /* What a text itself says to staff: not what it quotes, nor what it denies. */
      tells(run, name) {
        const found = within(run, name, { quotes: false });
        const sentences = core.sentencesOf(core.seen(run.text, { quotes: false }));
        return found.filter((match) => core.matches(sentences.before(match.start), entries("denial")).length === 0);
      },
      /* Whether a wording of another list stands in the same sentence; where `near`, in the one before or behind as well. */
      beside(match, run, name, { near = false } = {}) {
        const sentences = core.sentencesOf(core.seen(run.text));
        return core.matches(near ? sentences.nearby(match.start, match.end) : sentences.around(match.start, match.end), entries(name)).length > 0;
      },
    };
    return read;
  };

  /* The label of a step; the whole entry where it has none. */
  core.opening = (step) => (step.label?.text.trim() ? step.label : step.item.text);
  core.stepShown = (step) => {
    const words = core.opening(step).text.split(/\s+/).filter(Boolean);
    return words.slice(0, 5).join(" ") + (words.length > 5 ? "…" : "");
  };
}
