(() => {
"use strict";
// The web form for owners. The build puts the files of this folder into one script, this one first and `start.js` last,
// inside one function. The files `core_…` know no page: text in, text out. They hang what others may use on `core`,
// and keep all else to themselves. What the page asks them, with `form` as `playbook_plugins.pages.editing` makes it:
//
// core.read(text, path, form)            a text as boxes: fields, title, lead and sections, each with its parts
// core.write(text, changes, form, path)  the text with changes, each { key, value }; all else stays byte for byte
// core.compose(kind, answers, form)      a new text: { path, text }
// core.check(text, path, form)           what the checklist finds in it, each with the key of its box
// core.allow(text, rule, because, form, path)  the text with an exception and its reason
// core.questionsOf(kind, topic, form)    what is asked: { first, more }

const core = {};
window.playbookForm = core;

// How alike two words are: the longest stretch in common, and what is in common before and behind it.
{
  const longest = (one, other, [low, high, from, to]) => {
    let [best, at, there] = [0, low, from];
    let ends = new Map();
    for (let i = low; i < high; i += 1) {
      const now = new Map();
      for (let j = from; j < to; j += 1) {
        if (one[i] !== other[j]) continue;
        const size = (ends.get(j - 1) ?? 0) + 1;
        now.set(j, size);
        if (size > best) [best, at, there] = [size, i - size + 1, j - size + 1];
      }
      ends = now;
    }
    return [at, there, best];
  };

  const common = (one, other, bounds) => {
    const [at, there, size] = longest(one, other, bounds);
    if (!size) return 0;
    const [low, high, from, to] = bounds;
    return size + common(one, other, [low, at, from, there]) + common(one, other, [at + size, high, there + size, to]);
  };

  /* 1 for the same, 0 for nothing in common; for short texts. */
  core.likeness = (written, known) => {
    const [one, other] = [[...written], [...known]];
    const length = one.length + other.length;
    return length ? (2 * common(one, other, [0, one.length, 0, other.length])) / length : 1;
  };

  /* The known name that comes closest to what was written; empty where none is near. */
  core.nearest = (written, known, least) => {
    let best = ["", 0];
    for (const name of known) {
      const likeness = core.likeness(name, written);
      if (likeness >= least && (likeness > best[1] || (likeness === best[1] && name > best[0]))) best = [name, likeness];
    }
    return best[0];
  };

  const stepLikeness = (step, alias) => {
    const written = core.fold(core.opening(step).text);
    if ([" ", ",", ".", ":"].some((sign) => `${written} `.startsWith(alias + sign))) return 1;
    if (!step.label) return 0;
    const alike = written.split(" ")[0] === alias.split(" ")[0] && alias.includes(" ");
    return Math.max(core.likeness(written, alias), alike ? 0.7 : 0);
  };

  /* A step that may be meant as `action`, by a label of the owner's own or by how it opens where it has none. */
  core.nearStep = (steps, action, labels) => {
    const known = Object.keys(labels).filter((alias) => labels[alias] === action);
    let [best, likeness] = [null, 0.6];
    for (const step of steps.filter((each) => each.action === null)) {
      const now = Math.max(0, ...known.map((alias) => stepLikeness(step, alias)));
      if (now > likeness) [best, likeness] = [step, now];
    }
    return best;
  };

  core.askedStep = (candidate, steps, action) => `Is step ${steps.indexOf(candidate) + 1}, *${core.stepShown(candidate)}*, your *${action.replaceAll("-", " ")}*? No step goes by that name`;

  /* The name of the known section that a heading of the owner's own nearly spells; empty where none comes near. */
  core.meantSection = (section, headings) => (section.name !== null ? "" : headings[core.nearest(core.fold(section.heading.text.text), Object.keys(headings), 0.82)] ?? "");
}

// Which questions a text of a kind is asked, and what stands in it where nobody answers.
{
  /* What a policy is about, by the word that stands at its top. */
  core.topicOf = (written, lang, form) => (written ? core.named(core.lexiconOf(lang, form).topics, core.fold(String(written))) ?? String(written) : null);

  /* The questions of a kind, settled for a topic: `{ first, more }`, each with its own `ready` and `default`. */
  core.questionsOf = (kindName, topic, form) => {
    const kind = form.kinds.find(({ name }) => name === kindName);
    const settled = ({ topics, ready_for: readyFor, default_for: defaultFor, ...question }) => ({
      ...question,
      ...(core.named(readyFor, topic) ? { ready: readyFor[topic] } : {}),
      ...(core.named(defaultFor, topic) !== undefined ? { default: defaultFor[topic] } : {}),
    });
    const asked = (questions) => questions.filter(({ topics }) => !topics || topics.includes(topic)).map(settled);
    return { first: asked(kind.first), more: asked(kind.more) };
  };

  /* The answers to a new text's questions, with those of ours where nobody answered. */
  core.answered = (kindName, answers, form) => {
    const given = Array.isArray(answers) ? answers : Object.entries(answers).map(([key, value]) => ({ key, value }));
    const said = new Map(given.map(({ key, value }) => [key, value]));
    const { first, more } = core.questionsOf(kindName, core.topicOf(said.get("field:topic"), form.lang, form), form);
    for (const question of [...first, ...more]) if (!said.has(question.key) && question.default !== undefined) said.set(question.key, question.default);
    return [...said].map(([key, value]) => ({ key, value }));
  };
}

// The blocks of a Markdown text, each with its place: what our reader sees, so that the form takes apart just that.
// Line by line: first the quotes and list items that are still open, then what the rest of the line opens, else running text.
{
  const deepest = 24;
  const mostPadding = 65536;
  const isMark = (sign) => "#>`~<=|:_*+-0123456789".includes(sign);

  /* The blocks that hold no other blocks, while their lines come in. */
  const leaves = {
    words: (words) => ({ is: "words", done: false, spans: [words], mayBeHeader: true }),
    rows: (header, row) => ({ is: "rows", done: false, header, rows: [], missing: 0, spans: [row] }),
    fenced: (line, { fence, info }) => ({ is: "fenced", done: false, fence, info, indent: line.indent, opening: line.part(line.text.length), spans: [] }),
    indented: (line) => ({ is: "indented", done: false, spans: [line.part(line.at + 4)], blanks: [] }),
    raw(line, end) {
      const leaf = { is: "raw", done: false, end, spans: [] };
      takes(leaf, line);
      return leaf;
    },
  };

  /* Whether the leaf takes the line, which lies in the same containers, whatever it may look like. */
  const takes = (leaf, line) => {
    if (leaf.is === "words") return (leaf.done = line.blank);
    if (leaf.is === "rows") {
      leaf.done = line.blank || line.indent > 3;
      return false;
    }
    if (leaf.is === "fenced") {
      if (line.indent < 4 && core.openings.closes(line.text, line.first, leaf.fence)) leaf.done = true;
      else leaf.spans.push(line.part(Math.min(line.at + leaf.indent, line.first)));
      return true;
    }
    if (leaf.is === "indented") {
      if (line.blank) leaf.blanks.push(line.part(Math.min(line.at + 4, line.first)));
      else if (line.indent > 3) leaf.spans.push(...leaf.blanks.splice(0), line.part(line.at + 4));
      else leaf.done = true;
      return !leaf.done;
    }
    if (leaf.end === null && line.blank) {
      leaf.done = true;
      return false;
    }
    leaf.spans.push(line.part(line.at));
    leaf.done = leaf.end !== null && leaf.end.test(line.text.slice(line.first));
    return true;
  };

  const cellsOf = (row) => core.openings.cells(row.text).map(({ text, from }) => new core.Run([{ line: row.line, start: row.start + from, text }]));

  /* One more row: cells that are missing are empty, and cells too many are left out. */
  const addRow = (leaf, line) => {
    const row = line.words();
    const cells = cellsOf(row);
    const width = leaf.header.length;
    leaf.missing += width - cells.length;
    if (leaf.missing > mostPadding) return false;
    while (cells.length < width) cells.push(new core.Run([{ line: row.line, start: row.start + row.text.length, text: "" }]));
    leaf.rows.push(cells.slice(0, width));
    leaf.spans.push(row);
    return true;
  };

  const finished = (leaf) => {
    if (leaf.is === "words") return { is: "paragraph", text: new core.Run(leaf.spans) };
    if (leaf.is === "rows") return { is: "table", header: leaf.header, rows: leaf.rows, text: new core.Run(leaf.spans) };
    if (leaf.is === "raw") return { is: "html", text: new core.Run(leaf.spans) };
    return { is: "code", info: leaf.info ?? "", text: new core.Run(leaf.spans.length ? leaf.spans : [leaf.opening]) };
  };

  class Scanner {
    constructor() {
      this.open = [{ indent: -1, blocks: [] }];
      this.leaf = null;
    }

    get top() {
      return this.open.at(-1);
    }

    read(line) {
      const depth = this.descend(line);
      if (this.leaf && depth === this.open.length) {
        const taken = takes(this.leaf, line);
        if (this.leaf.done) this.closeLeaf();
        if (taken) return;
      }
      if (line.blank) this.close(depth);
      else if (line.indent < 4 && !isMark(line.text[line.first])) this.words(line, depth);
      else {
        const left = this.opens(line, depth);
        if (left) this.words(line, left);
      }
    }

    /* Pass the marks and indents of the containers that this line still belongs to; how many there are. */
    descend(line) {
      let depth = 1;
      for (const container of this.open.slice(1)) {
        if (container.indent < 0) {
          if (!line.passesQuoteMark()) break;
        } else if (line.blank) {
          // an item whose first line holds its marker alone ends at a second one
          if (!container.blocks.length && (!this.leaf || container !== this.top)) break;
          line.move(line.first);
        } else if (line.indent >= container.indent) line.move(line.at + container.indent);
        else break;
        depth += 1;
      }
      return depth;
    }

    /* Open what the line opens; if running text is left over, the number of containers around it, else 0. */
    opens(line, from) {
      let depth = from;
      while (!line.blank && line.indent < 4) {
        const mark = line.text[line.first];
        const room = depth <= deepest;
        if ("0123456789+".includes(mark) || this.isPlainItem(line, mark)) {
          if (!(room && this.opensItem(line, depth))) return depth;
        } else if (mark === ">" && room) {
          this.close(depth);
          const quote = { indent: -1, blocks: [], begin: line.part(line.first) };
          line.passesQuoteMark();
          this.top.blocks.push(quote);
          this.open.push(quote);
        } else if (this.opensLeaf(line, depth, mark)) return 0;
        else if (!(room && "-*".includes(mark) && this.opensItem(line, depth))) return depth;
        depth += 1;
      }
      if (line.blank) return 0;
      if (this.leaf?.is === "words") return depth;
      this.close(depth);
      this.leaf = leaves.indented(line);
      return 0;
    }

    isPlainItem(line, mark) {
      const following = line.text.slice(line.first + 1, line.first + 3);
      return "-*".includes(mark) && following.length === 2 && following[0] === " " && !"-* \t".includes(following[1]);
    }

    /* Open a block that holds no other blocks, if the line's first `mark` begins one. */
    opensLeaf(line, depth, mark) {
      const { text, first } = line;
      let opened = null;
      if (mark === "#") {
        const found = core.openings.heading(text, first);
        if (found) opened = { is: "heading", level: found.level, text: new core.Run([line.part(found.begin, found.end)]), begin: line.part(first) };
      } else if ("`~".includes(mark)) {
        const found = core.openings.fence(text, first);
        if (found) opened = leaves.fenced(line, found);
      } else if (mark === "<") {
        const found = core.openings.html(text, first);
        const rows = depth === this.open.length && this.leaf?.is === "rows";
        if (found && (found.interrupts || !(rows || this.leaf?.is === "words"))) opened = leaves.raw(line, found.end);
      } else if (this.leaf?.is === "words" && depth === this.open.length && "|:=-".includes(mark)) opened = this.opensBelow(line, this.leaf);
      if (!opened && "*-_".includes(mark) && core.openings.isRule(text, first)) opened = { is: "rule", text: new core.Run([line.words()]) };
      if (!opened) return false;
      this.close(depth);
      if (["fenced", "raw", "rows"].includes(opened.is)) {
        this.leaf = opened;
        if (opened.done) this.closeLeaf();
      } else this.top.blocks.push(opened);
      return true;
    }

    /* What the line makes of the open paragraph: a heading, or the header of a table. */
    opensBelow(line, words) {
      const below = line.words();
      const columns = words.mayBeHeader ? core.openings.dashes(below.text) : 0;
      const last = words.spans.at(-1);
      if (columns && last.text.includes("|")) {
        const header = cellsOf(last);
        if (header.length === columns) {
          words.spans.pop();
          if (!words.spans.length) this.leaf = null;
          const rows = leaves.rows(header, last);
          rows.spans.push(below);
          return rows;
        }
      }
      if (!core.openings.isUnderline(below.text)) return null;
      this.leaf = null;
      return { is: "heading", level: below.text[0] === "=" ? 1 : 2, text: new core.Run(words.spans), under: below };
    }

    /* Open a list item, in the list just above it where that has the same marker. */
    opensItem(line, depth) {
      const marker = core.openings.marker(line.text, line.first);
      if (!marker) return false;
      const words = core.afterSpaces(line.text, marker.end);
      const empty = words === line.text.length;
      if (depth === this.open.length && this.leaf?.is === "words" && (empty || !marker.first)) return false;
      this.close(depth);
      const begin = empty || words - marker.end > 4 ? marker.end + 1 : words;
      const item = { indent: begin - line.at, blocks: [], begin: line.part(line.first), mark: line.text.slice(line.first, marker.end) };
      line.move(Math.min(begin, line.text.length));
      item.words = line.part(line.at, line.at);
      const above = this.top.blocks.at(-1);
      if (above?.items && above.kind === marker.kind) above.items.push(item);
      else this.top.blocks.push({ is: "list", kind: marker.kind, ordered: marker.ordered, items: [item] });
      this.open.push(item);
      return true;
    }

    /* Take the rest of the line as running text, or as the next row of a table. */
    words(line, depth) {
      const lazy = depth < this.open.length;
      if (this.leaf?.is === "words") {
        this.leaf.mayBeHeader = !lazy && line.indent < 4;
        this.leaf.spans.push(line.words());
      } else if (lazy || this.leaf?.is !== "rows" || !addRow(this.leaf, line)) {
        this.close(depth);
        this.leaf = leaves.words(line.words());
      }
    }

    close(depth) {
      this.closeLeaf();
      this.open.length = Math.min(depth, this.open.length);
    }

    closeLeaf() {
      if (this.leaf) this.top.blocks.push(finished(this.leaf));
      this.leaf = null;
    }
  }

  /* The finished blocks: a list's items with their first paragraph as `text`, a quote's blocks. */
  const frozen = (blocks) =>
    blocks.map((block) => {
      if (block.is === "list") return { ...block, items: block.items.map(frozenItem) };
      return block.is ? block : { is: "quote", blocks: frozen(block.blocks), begin: block.begin };
    });
  const frozenItem = (item) => {
    const blocks = frozen(item.blocks);
    const opens = blocks[0]?.is === "paragraph";
    return { text: opens ? blocks[0].text : new core.Run([item.words]), blocks: opens ? blocks.slice(1) : blocks, begin: item.begin, mark: item.mark };
  };

  /* The blocks of `lines`, as `core.linesOf` gives them, from line number `first`. Every input has an answer. */
  core.blocksOf = (lines, first = 1) => {
    const scanner = new Scanner();
    lines.forEach(({ text, start }, number) => scanner.read(new core.Line(first + number, start, text)));
    scanner.close(1);
    return frozen(scanner.open[0].blocks);
  };
}

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

// Where emphasis begins and ends, where links lead, and what signs stand for.
{
  core.ENTITY = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/y;
  const entities = {
    amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”",
    bdquo: "„", sbquo: "‚", laquo: "«", raquo: "»", euro: "€", pound: "£", yen: "¥", cent: "¢", sect: "§", copy: "©", reg: "®", trade: "™", deg: "°",
    times: "×", divide: "÷", middot: "·", bull: "•", frac12: "½", frac14: "¼", frac34: "¾", eacute: "é", Eacute: "É", egrave: "è", agrave: "à", ccedil: "ç",
    ouml: "ö", Ouml: "Ö", uuml: "ü", Uuml: "Ü", auml: "ä", Auml: "Ä", szlig: "ß", oacute: "ó", Oacute: "Ó", ntilde: "ñ", shy: "\u00ad", check: "✓",
  };
  const title = /(?:\s+(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)))?\s*\)/y;
  const match = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };

  core.entity = (found) => {
    const number = found[1] !== undefined ? Number(found[1]) : found[2] !== undefined ? parseInt(found[2], 16) : null;
    if (number === null) return core.named(entities, found[3]) ?? found[0];
    return number === 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000) ? "\ufffd" : String.fromCodePoint(number);
  };

  core.unescaped = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(new RegExp(core.ENTITY.source, "g"), (...found) => core.entity(found));

  /* Target and end of the `(…)` that begins at `at`. */
  core.targetAt = (text, at) => {
    if (text[at] !== "(") return null;
    const begin = at + 1 + /^\s*/.exec(text.slice(at + 1))[0].length;
    const angled = match(/<((?:[^<>\n\\]|\\.)*)>/y, text, begin);
    if (!angled && text[begin] === "<") return null;
    let stop = begin;
    if (angled) stop = begin + angled[0].length;
    else {
      let depth = 0;
      for (;;) {
        stop += match(/(?:[^\s()\\\x00-\x1f\x7f]|\\[!-/:-@[-`{-~]|\\(?=[^!-/:-@[-`{-~()]))*/y, text, stop)[0].length;
        if (text[stop] === "(" && depth < 32) depth += 1;
        else if (text[stop] === ")" && depth) depth -= 1;
        else break;
        stop += 1;
      }
      if (depth) return null;
    }
    const goal = angled ? angled[1] : text.slice(begin, stop);
    const closing = match(title, text, stop);
    return closing && { goal: core.unescaped(goal), stop: stop + closing[0].length };
  };

  /* Whether emphasis may begin, and end, at a run of marks. */
  core.leans = (text, { mark, start, end }) => {
    const before = [...text.slice(Math.max(start - 2, 0), start)].at(-1) ?? " ";
    const after = [...text.slice(end, end + 2)][0] ?? " ";
    const [gap, word] = [core.isSpace, core.isWord];
    const opens = !gap(after) && (word(after) || !word(before));
    const closes = !gap(before) && (word(before) || !word(after));
    if (mark !== "_") return [opens, closes];
    return [opens && !(closes && word(before)), closes && !(opens && word(after))];
  };

  const apart = (size, other) => (size + other) % 3 === 0 && Boolean(size % 3 || other % 3);

  /* The stretches that are marks of emphasis, two by two: each run that closes takes the nearest open one of its kind. */
  core.pairs = (text, runs) => {
    const found = [];
    const opened = [];
    const waiting = { "*": 0, _: 0, "~": 0 };
    for (const each of runs) {
      const [opens, closes] = core.leans(text, each);
      const size = each.end - each.start;
      let { start } = each;
      while (closes && start < each.end && waiting[each.mark]) {
        const [other, alsoCloses, otherSize] = opened.at(-1);
        if (other.mark === each.mark && (opens || alsoCloses) && apart(size, otherSize)) break;
        opened.pop();
        waiting[other.mark] -= 1;
        if (other.mark !== each.mark) continue;
        const taken = Math.min(other.end - other.start, each.end - start);
        found.push([other.end - taken, other.end], [start, start + taken]);
        start += taken;
        if (other.end - taken > other.start) {
          opened.push([{ mark: other.mark, start: other.start, end: other.end - taken }, alsoCloses, otherSize]);
          waiting[other.mark] += 1;
        }
      }
      if (opens && start < each.end) {
        opened.push([{ mark: each.mark, start, end: each.end }, closes, size]);
        waiting[each.mark] += 1;
      }
    }
    return found;
  };
}

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

// Between a line of the source and a box of the form: what stands in a box is what a reader sees, and what is typed there
// means itself. Links, code and emphasis that were there before stay as they are written, as long as nobody takes them out.
{
  /* What a box shows for a piece of running text, and what of it must be kept as it is written. */
  core.shown = (source) => {
    const read = core.marks(source);
    const held = { wholes: [...read.code, ...read.bare.map(({ whole }) => whole)], tails: [], emphasis: [] };
    for (const { label, whole } of read.links) {
      const angled = source[whole[0]] === "<";
      if (angled && /^<https?:/i.test(source.slice(...whole))) continue;
      held.wholes.push(whole);
      if (!angled) held.tails.push(source.slice(label[1], whole[1]));
    }
    held.emphasis = [...new Set(read.pairs.map((cut) => source.slice(...cut)))].sort((one, other) => other.length - one.length);
    const within = (at) => held.wholes.some(([start, end]) => start <= at && at < end);
    let text = "";
    let at = 0;
    for (const [start, end, instead] of read.cuts.sort((one, other) => one[0] - other[0])) {
      if (start < at || within(start)) continue;
      text += source.slice(at, start) + (source[start] === "\n" || source.slice(start, end) === "\\\n" ? "\n" : instead);
      at = end;
    }
    held.wholes = held.wholes.map(([start, end]) => source.slice(start, end)).sort((one, other) => other.length - one.length);
    const odd = read.cuts.some((cut) => cut[3] === "html") || /^\[[^\]]*\]:/m.test(source) || /(?<!\\)\[\^/.test(source);
    return { text: (text + source.slice(at)).trim(), held, editable: !odd };
  };

  const nothing = { wholes: [], tails: [], emphasis: [] };

  /* Words as they are typed, written so that every sign means itself. */
  const escaped = (words) => {
    let written = "";
    [...words].forEach((sign, at, all) => {
      const before = all[at - 1] ?? " ";
      const after = all[at + 1] ?? " ";
      const alone = core.isSpace(before) && core.isSpace(after);
      const rest = all.slice(at, at + 40).join("");
      if (sign === "\\") written += at + 1 === all.length || /[!-/:-@[-`{-~\n]/.test(after) ? "\\\\" : sign;
      else if (sign === "*") written += alone ? sign : "\\*";
      else if (sign === "_") written += alone || (core.isWord(before) && core.isWord(after)) ? sign : "\\_";
      else if (sign === "`") written += "&#96;";
      else if (sign === "~") written += before === "~" || after === "~" ? "&#126;" : sign;
      else if (sign === "<") written += /^< [\p{L}\p{N}]/u.test(rest) ? sign : "&lt;";
      else if (sign === "&") written += /^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/.test(rest) ? "&amp;" : sign;
      else if (sign === "(") written += before === "]" ? "\\(" : sign;
      else if (sign === "[") written += after === "^" ? "\\[" : sign;
      else if (sign === "{") written += "&#123;";
      else if (sign === ":") written += rest.startsWith("://") ? "&#58;" : sign;
      else written += sign;
    });
    return written;
  };

  /* What a line begins with may open a heading, a list, a quote, a table or a box of another program. */
  const begun = (line) => {
    if (/^[|:\-=\s]*[-=][|:\-=\s]*$/.test(line)) return line.replace(/[-=]/, (sign) => (sign === "=" ? "&#61;" : "\\-"));
    if (/^(?:#{1,6}|>|[-+*](?=\s|$))/.test(line)) return `\\${line}`;
    if (/^\d{1,9}[.)](?=\s|$)/.test(line)) return line.replace(/[.)]/, "\\$&");
    if (/^(?:!!!|\[[^\]]*\]:)/.test(line)) return `\\${line}`;
    if (/^(?:\?\?\?|===|:::|: |\/\/\/|\.\. |~)/.test(line)) return `&#${line.charCodeAt(0)};${line.slice(1)}`;
    return line;
  };

  /* The first of these strings that the text has, as `[index, string]`. */
  const firstOf = (text, strings) => {
    let found = null;
    for (const each of strings) {
      const index = each ? text.indexOf(each) : -1;
      if (index >= 0 && (!found || index < found[0])) found = [index, each];
    }
    return found;
  };

  const inside = (text, held) => {
    if (!text) return "";
    const whole = firstOf(text, held.wholes);
    if (whole) return inside(text.slice(0, whole[0]), held) + whole[1] + inside(text.slice(whole[0] + whole[1].length), held);
    const tail = firstOf(text, held.tails);
    const opens = tail ? text.lastIndexOf("[", tail[0]) : -1;
    if (opens >= 0 && !text.slice(opens + 1, tail[0]).includes("]")) {
      return `${inside(text.slice(0, opens), held)}[${inside(text.slice(opens + 1, tail[0]), nothing)}${tail[1]}${inside(text.slice(tail[0] + tail[1].length), held)}`;
    }
    for (const mark of held.emphasis) {
      const start = text.indexOf(mark);
      const end = start < 0 ? -1 : text.indexOf(mark, start + mark.length + 1);
      const words = text.slice(start + mark.length, end);
      if (end < 0 || words !== words.trim()) continue;
      return inside(text.slice(0, start), held) + mark + inside(words, held) + mark + inside(text.slice(end + mark.length), held);
    }
    // an address is written as one, so that it can be followed
    const address = /https?:\/\/[^\s<>`[\]"|]+/i.exec(text);
    if (address) {
      const link = address[0].replace(/[?!.,:;*_~')]+$/, "");
      if (link.length > link.indexOf("://") + 3) {
        const end = address.index + link.length;
        return `${escaped(text.slice(0, address.index))}<${link}>${inside(text.slice(end), held)}`;
      }
    }
    return escaped(text);
  };

  const asTyped = (typed, old, lined) => {
    const text = core.tidy(typed, { lines: true }).replace(/\n+/g, "\n");
    const before = old ? core.shown(old) : null;
    if (before && before.text === text) return old;
    const kept = before ? lined(inside(text, before.held)) : null;
    if (kept !== null && core.shown(kept).text === text) return kept;
    return lined(inside(text, nothing));
  };

  /* A box's text as one paragraph of the source; `old` is the source that the box was filled from. */
  core.written = (typed, old = "") => asTyped(typed, old, (source) => source.split("\n").map(begun).join("\n"));

  /* The same where no line begins: behind the sign of a heading, within a label or a cell. */
  core.headed = (typed, old = "") => asTyped(core.tidy(typed), old, (source) => source);

  /* What stands behind a label, where signs that part the two would be lost. */
  core.behindLabel = (source) => source.replace(/^[:.,–—-]/, (sign) => (".-".includes(sign) ? `\\${sign}` : `&#${sign.charCodeAt(0)};`));
}

// Running text with its places, and the line that is being read.
{
  /* Running text that may go over several lines. A span is `{ line, start, text }`: the line from 1, where it begins in the file. */
  core.Run = class {
    constructor(spans) {
      this.spans = spans;
      this.text = spans.map((span) => span.text).join("\n");
    }

    get line() {
      return this.spans[0].line;
    }

    /* Where `text[offset]` stands in the file; an end belongs to the span that it ends. */
    at(offset, { end = false } = {}) {
      let left = offset;
      for (const span of this.spans) {
        if (left < span.text.length || (left === span.text.length && (end || span === this.spans.at(-1)))) return span.start + left;
        left -= span.text.length + 1;
        if (left < 0) return span.start + span.text.length;
      }
      return this.spans.at(-1).start + this.spans.at(-1).text.length;
    }

    get start() {
      return this.spans[0].start;
    }

    get end() {
      return this.spans.at(-1).start + this.spans.at(-1).text.length;
    }

    /* The span on which `text[offset]` stands. */
    spanAt(offset) {
      let from = 0;
      let found = this.spans[0];
      for (const span of this.spans) {
        if (from > offset) break;
        found = span;
        from += span.text.length + 1;
      }
      return found;
    }

    /* The text from `start` to `end`, with its places kept. */
    part(start, end = this.text.length) {
      const spans = [];
      let begin = 0;
      for (const span of this.spans) {
        const low = Math.max(start - begin, 0);
        const high = Math.min(end - begin, span.text.length);
        if (low <= high) spans.push({ ...span, start: span.start + low, text: span.text.slice(low, high) });
        begin += span.text.length + 1;
      }
      return new core.Run(spans.length ? spans : [{ ...this.spans[0], text: "" }]);
    }
  };

  const spaces = (text, at) => {
    let end = at;
    while (text[end] === " ") end += 1;
    return end;
  };
  core.afterSpaces = spaces;

  /* One line, and how far into it the containers around it reach. Tabs among the marks that open it are spread to the next multiple of four. */
  core.Line = class {
    constructor(line, start, source) {
      Object.assign(this, { line, start, source, marks: 0, at: 0 });
      let text = source;
      if (text.includes("\t")) {
        const end = /^[ \t>+*\-0-9.)]*/.exec(text)[0].length;
        let marks = "";
        for (const sign of text.slice(0, end)) marks += sign === "\t" ? " ".repeat(4 - (marks.length % 4)) : sign;
        text = marks + text.slice(end);
        this.marks = marks.length;
      }
      this.text = text;
      this.move(0);
    }

    get indent() {
      return this.first - this.at;
    }

    move(at) {
      this.at = at;
      this.first = spaces(this.text, at);
      this.blank = this.first === this.text.length;
    }

    passesQuoteMark() {
      if (this.indent > 3 || this.text[this.first] !== ">") return false;
      this.move(this.text[this.first + 1] === " " ? this.first + 2 : this.first + 1);
      return true;
    }

    part(from, to) {
      const start = this.inSource(from);
      return { line: this.line, start: this.start + start, text: this.source.slice(start, to === undefined ? undefined : this.inSource(to)) };
    }

    /* What is left of the line, without white space around it. */
    words() {
      const end = this.text.replace(/[ \t]+$/, "").length;
      return this.part(this.first, Math.max(end, this.first));
    }

    inSource(offset) {
      if (!this.marks) return offset;
      if (offset >= this.marks) return offset - this.text.length + this.source.length;
      let column = 0;
      for (let at = 0; at < this.source.length; at += 1) {
        column += this.source[at] === "\t" ? 4 - (column % 4) : 1;
        if (column > offset) return at;
      }
      return this.source.length;
    }
  };
}

// Everything that is marked in one running text: emphasis, links, code, escapes; and the words that a reader sees.
{
  const marks = /[\\`*_~!\[\]<:&\n]/g;
  const punctuation = /^[!-/:-@[-`{-~]$/;
  const run = /\*+|_+|~~/y;
  const ticks = /`+/y;
  const attribute = "(?:\\s+[A-Za-z_:][A-Za-z0-9_:.-]*(?:\\s*=\\s*(?:[^\"'=<>`\\x00-\\x20]+|'[^']*'|\"[^\"]*\"))?)";
  core.TAG = `(?:<[A-Za-z][A-Za-z0-9-]*${attribute}*\\s*/?>|</[A-Za-z][A-Za-z0-9-]*\\s*>)`;
  const tag = new RegExp(core.TAG, "y");
  const address = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>/y;
  const mail = /<([A-Za-z0-9_.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9][A-Za-z0-9.-]*)>/y;
  const rawEnds = [["<!--", "-->"], ["<?", "?>"], ["<![CDATA[", "]]>"], ["<!", ">"]];
  const mostPictures = 32;

  const match = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };

  class Reading {
    constructor(text) {
      Object.assign(this, { text, code: [], links: [], bare: [], runs: [], cuts: [], brackets: [], levels: [0], spent: 0, ticks: {}, missing: new Set() });
      const rows = text.includes("`") ? [...text.matchAll(/`+/g)].reverse() : [];
      for (const found of rows) (this.ticks[found[0].length] ??= []).push(found.index);
      let at = 0;
      for (let found; (found = match(marks, text, at)); ) at = takes[found[0]].call(this, found.index);
    }

    /* `emphasis` apart: pairs of marks, each with its place. */
    get pairs() {
      return (this.paired ??= core.pairs(this.text, this.runs));
    }
  }

  const takes = {
    "\\"(start) {
      const following = this.text[start + 1];
      if (following === "\n") return takes["\n"].call(this, start);
      if (following === undefined || !punctuation.test(following)) return start + 1;
      this.cuts.push([start, start + 1, ""]);
      return start + 2;
    },
    "\n"(start) {
      const end = start + 1 + /^\s*/.exec(this.text.slice(start + 1))[0].length;
      this.cuts.push([start, end, " "]);
      return end;
    },
    "&"(start) {
      const found = match(core.ENTITY, this.text, start);
      if (!found) return start + 1;
      const end = start + found[0].length;
      this.cuts.push([start, end, core.entity(found)]);
      return end;
    },
    "*"(start) {
      const found = match(run, this.text, start);
      if (!found) return start + 1;
      this.runs.push({ mark: found[0][0], start, end: start + found[0].length });
      return start + found[0].length;
    },
    /* Code goes on to the next run of as many backticks, and is none without one. */
    "`"(start) {
      const size = match(ticks, this.text, start)[0].length;
      const end = start + size;
      const closing = this.ticks[size] ?? [];
      while (closing.length && closing.at(-1) < end) closing.pop();
      if (!closing.length) return end;
      const stop = closing.pop() + size;
      this.code.push([start, stop]);
      let inner = this.text.slice(end, stop - size).replace(/\n/g, " ");
      if (inner.startsWith(" ") && inner.endsWith(" ") && inner.trim()) inner = inner.slice(1, -1);
      this.cuts.push([start, stop, inner]);
      return stop;
    },
    "<"(start) {
      const { text } = this;
      const found = match(address, text, start) ?? match(mail, text, start);
      if (found) {
        const end = start + found[0].length;
        this.links.push({ label: [start + 1, end - 1], whole: [start, end], target: found[1].includes(":") ? found[1] : `mailto:${found[1]}` });
        this.cuts.push([start, start + 1, ""], [end - 1, end, ""]);
        return end;
      }
      const html = match(tag, text, start);
      const stop = html ? start + html[0].length : this.rawEnd(start);
      if (stop) this.cuts.push([start, stop, "", "html"]);
      return stop || start + 1;
    },
    /* An address without brackets, found by what stands behind its scheme. */
    ":"(colon) {
      const { text } = this;
      const end = colon + 3;
      if (!text.startsWith("://", colon)) return colon + 1;
      const scheme = text.slice(Math.max(colon - 5, 0), colon).toLowerCase();
      const start = scheme === "https" ? colon - 5 : colon - 4;
      if (!scheme.endsWith("http") && !scheme.endsWith("https")) return end;
      let stop = end + match(/[^\s<>`[\]"]*/y, text, end)[0].length;
      const whole = text.slice(start, stop);
      let spare = whole.split(")").length - whole.split("(").length;
      while (stop > end && ("?!.,:;*_~'".includes(text[stop - 1]) || (text[stop - 1] === ")" && spare > 0))) {
        if (text[stop - 1] === ")") spare -= 1;
        stop -= 1;
      }
      if (stop <= end || (start && core.isWord([...text.slice(Math.max(start - 2, 0), start)].at(-1)))) return end;
      this.bare.push({ label: [start, stop], whole: [start, stop], target: text.slice(start, stop), bare: true });
      return stop;
    },
    "["(start) {
      const end = this.text[start] === "[" ? start + 1 : start + 2;
      if (this.text[end - 1] !== "[") return start + 1;
      this.brackets.push([start, end, this.bare.length, this.runs.length]);
      this.levels.push(0);
      return end;
    },
    "]"(start) {
      const end = start + 1;
      if (!this.brackets.length) return end;
      const [opened, labelStart, bare, runs] = this.brackets.pop();
      const level = this.levels.pop();
      this.levels.push(Math.max(this.levels.pop(), level));
      const image = labelStart - opened === 2;
      const usable = image || this.brackets.length >= this.spent;
      this.spent = Math.min(this.spent, this.brackets.length);
      const target = usable ? core.targetAt(this.text, end) : null;
      if (!target) return end;
      this.bare.length = bare;
      // emphasis does not reach over the edge of a label
      this.cuts.push(...core.pairs(this.text, this.runs.slice(runs)).map((cut) => [...cut, ""]));
      this.runs.length = runs;
      this.levels.push(Math.max(this.levels.pop(), level + 1));
      const label = [labelStart, level < mostPictures ? start : labelStart];
      this.links.push({ label, whole: [opened, target.stop], target: target.goal, image });
      this.cuts.push([opened, labelStart, ""], [start, target.stop, ""]);
      if (!image) this.spent = this.brackets.length;
      return target.stop;
    },
  };
  takes._ = takes["~"] = takes["*"];
  takes["!"] = takes["["];
  Reading.prototype.rawEnd = function rawEnd(start) {
    for (const [opens, ends] of rawEnds) {
      if (!this.text.startsWith(opens, start) || this.missing.has(ends)) continue;
      // `<!-->` is a whole comment, so the end may share the dashes of the beginning
      const stop = this.text.indexOf(ends, start + 2);
      if (stop >= 0) return stop + ends.length;
      this.missing.add(ends);
    }
    return 0;
  };

  core.marks = (text) => new Reading(text);

  /* The words a reader sees, on one line: no marks, no targets, no raw HTML. */
  core.plain = (text) => {
    const read = new Reading(text);
    let seen = "";
    let at = 0;
    const cuts = [...read.cuts, ...read.pairs.map((cut) => [...cut, ""])].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    for (const [start, end, instead] of cuts) {
      if (start < at) continue;
      seen += text.slice(at, start) + instead;
      at = end;
    }
    return (seen + text.slice(at)).trim();
  };

  /* The bold words that a text opens with, and the rest without what parts the two: offsets, or `null` where it opens with none. */
  core.labelOf = (text) => {
    const start = text.length - text.trimStart().length;
    const mark = text.slice(start, start + 2);
    if (mark !== "**" && mark !== "__") return null;
    for (const each of new Reading(text).runs) {
      if (each.mark !== mark[0] || each.end - each.start < 2 || each.start <= start + 1 || !core.leans(text, each)[1]) continue;
      const words = text.slice(start + 2, each.end - 2).replace(/[ \t\n:.]+$/, "");
      if (!words || core.isSpace(words[0])) break;
      const rest = text.length - text.slice(each.end).replace(/^[ \t\n:.,–—-]+/, "").length;
      return { start: start + 2, end: start + 2 + words.length, closes: each.end, rest };
    }
    return null;
  };
}

// What the beginning of a line opens: a heading, a fence, a rule across the page, a list item, raw HTML, a table.
{
  const tagNames =
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt " +
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link " +
    "main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead " +
    "title tr track ul";
  const html = new RegExp(
    `<(?:(?<verbatim>(?:script|pre|style|textarea)(?=[\\s>]|$))|(?<comment>!--)|(?<instruction>\\?)|(?<declaration>![A-Za-z])` +
      `|(?<data>!\\[CDATA\\[)|(?<block>/?(?:${tagNames.split(" ").join("|")})(?=\\s|/?>|$)))|(?<alone>${core.TAG}\\s*$)`,
    "iy",
  );
  const htmlEnds = { verbatim: /<\/(?:script|pre|style|textarea)>/i, comment: /-->/, instruction: /\?>/, declaration: />/, data: /\]\]>/ };

  const at = (pattern, text, start) => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  const heading = /(#{1,6})(?:[ \t]+|$)/y;
  const fence = /(`{3,})([^`]*)$|(~{3,})(.*)$/y;
  const rule = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/y;
  const marker = /(?:([-+*])|([0-9]{1,9})([.)]))(?= |$)/y;
  const trimEnd = (text) => text.replace(/[ \t]+$/, "");

  /* Each answer is `null` where the line opens no such thing at `start`. */
  core.openings = {
    heading(text, start) {
      const found = at(heading, text, start);
      if (!found) return null;
      const begin = start + found[0].length;
      let words = trimEnd(text.slice(begin));
      const bare = words.replace(/#+$/, "");
      if (!bare || (bare !== words && /[ \t]$/.test(bare))) words = trimEnd(bare);
      return { level: found[1].length, begin, end: begin + words.length };
    },
    fence(text, start) {
      const found = at(fence, text, start);
      return found && { fence: found[1] ?? found[3], info: (found[2] ?? found[4] ?? "").trim() };
    },
    closes(text, start, opened) {
      const rest = trimEnd(text.slice(start));
      return rest.length >= opened.length && rest === opened[0].repeat(rest.length);
    },
    isRule: (text, start) => at(rule, text, start) !== null,
    isUnderline: (words) => /^(?:=+|-+)$/.test(words),
    marker(text, start) {
      const found = at(marker, text, start);
      if (!found) return null;
      const [, bullet, number, delimiter] = found;
      return { kind: bullet ?? delimiter, ordered: !bullet, first: Boolean(bullet) || Number(number) === 1, end: start + found[0].length };
    },
    html(text, start) {
      const found = at(html, text, start);
      if (!found) return null;
      const name = Object.keys(found.groups).find((key) => found.groups[key] !== undefined);
      return { end: htmlEnds[name] ?? null, interrupts: name !== "alone" };
    },
    /* How many columns a row of dashes announces; 0 where it is no such row. */
    dashes(text) {
      if (text.length < 2 || (text[0] === "-" && " \t".includes(text[1]))) return 0;
      if (!/^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(text)) return 0;
      return text.replace(/^\|+|\|+$/g, "").split("|").length;
    },
    /* The cells of one row that has no white space around it, as `{ text, from }`. */
    cells(text) {
      let pipes = [...text.matchAll(/(?<!\\)\|/g)].map((found) => found.index);
      if (text.includes("`")) {
        const code = core.marks(text).code;
        pipes = pipes.filter((pipe) => !code.some(([start, end]) => start <= pipe && pipe < end));
      }
      let begin = 0;
      if (pipes[0] === 0) [begin, pipes] = [1, pipes.slice(1)];
      if (!pipes.length || pipes.at(-1) !== text.length - 1) pipes.push(text.length);
      const found = [];
      for (const end of begin < text.length ? pipes : []) {
        const cell = text.slice(begin, end);
        const words = cell.replace(/^[ \t]+/, "");
        found.push({ text: trimEnd(words), from: begin + cell.length - words.length });
        begin = end + 1;
      }
      return found;
    },
  };
}

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

// Rules about how a page or a policy meets people: whom it opens on, what it asks of them, whom it leaves out.
{
  const at = (run, match) => ({ run, start: match.start, end: match.end });
  const headed = (section) => ({ run: section.heading.text });

  const opensOnUs = function* (runs, read) {
    let rest = null;
    for (const run of runs) {
      const seen = core.seen(run.text);
      let end = 0;
      for (const match of read.within(run, "salutation")) {
        if (/[\p{L}\p{N}]/u.test(seen.slice(end, match.start))) break;
        end = match.end;
      }
      const behind = run.part(end + seen.slice(end).length - seen.slice(end).trimStart().length);
      if (!behind.text.trim()) continue;
      rest = behind;
      break;
    }
    if (!rest || !read.has("about-us")) return;
    const help = "Begin with them: what they need, what they came for, how they are.";
    const seen = core.seen(rest.text);
    const [found] = read.within(rest, "about-us");
    const { business } = read.form.checks;
    if (found && !seen.slice(0, found.start).trim()) yield { place: at(rest, found), message: `“${found.words}” opens on ourselves`, help };
    else if (business && seen.trim().toLowerCase().startsWith(business.toLowerCase())) yield { place: { run: rest, start: 0, end: business.length }, message: `“${business}” opens on ourselves`, help };
  };

  core.rules["about-us"] = function* aboutUs(read) {
    if (read.kind === "fit") yield* opensOnUs(core.paragraphsOf(read.document.lead), read);
    if (read.kind === "fit" || read.topic !== "follow-up") return;
    const words = read.kind === "policy" ? read.said() : read.texts("say");
    yield* opensOnUs(words, read);
    const card = core.named(read.words.channels, core.fold(String(read.field("channel") ?? ""))) === "card";
    if (!words.length || !read.has("you-question") || card || read.standsIn(words, "you-question")) return;
    const section = read.section("what-to-say");
    yield { place: section ? headed(section) : "top", message: "nothing here asks how they are faring", help: "Ask one question about them, such as “How is your brake holding?”, and wait for the answer." };
  };

  core.rules["cold-door"] = function* coldDoor(read) {
    const section = read.section("what-to-do");
    const feeling = String(read.field("they_leave_feeling") ?? "");
    if (!section || !read.toDo().length) return;
    const where = ["staff", "say", "dont"];
    const told = (name) => !read.has(name) || core.matches(core.seen(feeling), read.entries(name)).length > 0;
    if (!told("not-buying") && !read.says("not-buying", ...where)) {
      yield { place: headed(section), message: "nothing here is for people who do not buy", help: "Say what those get who only look, ask or wait: the same chair, the same greeting, help on their way." };
    }
    if (feeling && !told("feeling") && !read.says("parting", ...where)) {
      const { start, end } = read.document.names.entries.find(({ key }) => key.value === "they_leave_feeling").value;
      yield {
        place: [start, end], message: `Is “${feeling}” a feeling? No step looks at how people feel as they leave either`,
        help: "Name what they feel, such as `welcome, whether they bought anything or not`, or add a step that looks at their face as they leave.",
      };
    }
  };

  const IN_THE_WAY = {
    form: ["comes before a person", "Let them ring, write or come in first, and fill in together what has to be filled in."],
    "asked-first": ["is asked before anybody has met you", "Ask for it later, once they have seen somebody and know what they get, or not at all."],
  };

  core.rules["hard-start"] = function* hardStart(read) {
    const section = read.section("how-to-start");
    if (!section) return;
    const { steps } = section;
    if (steps.length > 3) yield { place: { run: steps[3].item.text }, message: `“${section.heading.text.text}” takes ${steps.length} steps, and three are enough`, help: "Keep what they must do before they meet you. What comes later belongs under “What to expect”." };
    if (!read.has("person")) return;
    for (const run of core.paragraphsOf(section.blocks)) {
      const people = read.within(run, "person");
      const either = read.within(run, "or-a-person").length > 0;
      for (const [name, [wrong, help]] of Object.entries(IN_THE_WAY)) {
        for (const match of read.within(run, name).slice(0, 1)) {
          if (!either && !people.some(({ start }) => start < match.start)) yield { place: at(run, match), message: `“${match.words}” ${wrong}`, help };
        }
      }
      if (people.length || either) return;
    }
  };

  core.rules["protected-ground"] = function* protectedGround(read) {
    if (["policy", "script"].includes(read.kind) && read.topic !== "referral") return;
    const close = (between, most) => between.split(/\s+/).filter(Boolean).length <= most && !/[,.!?;:–—]/.test(between);
    for (const run of read.texts("say", "public")) {
      const people = read.within(run, "protected");
      if (!people.length) continue;
      const [before, behind, seen] = [read.within(run, "turning-away"), read.within(run, "turned-away"), core.seen(run.text)];
      let found = null;
      for (const them of people) {
        const turning = before.find((words) => words.start < them.start && close(seen.slice(words.end, them.start), words.entry.gentle ? 1 : 5));
        const turned = behind.find((words) => them.end <= words.start && close(seen.slice(them.end, words.start), 5));
        found = turning ? [turning.start, Math.max(turning.end, them.end)] : turned ? [them.start, turned.end] : null;
        if (found) break;
      }
      if (!found) continue;
      const words = seen.slice(...found).split(/\s+/).filter(Boolean).join(" ");
      yield {
        place: { run, start: found[0], end: found[1] }, message: `“${words}” turns people away for what they are`,
        help: "Write what they need that others do better: “You need …”. Where a law or their safety is the reason, name it; this is an aid and no legal advice.",
      };
    }
  };

  core.rules["customer-effort"] = function* customerEffort(read) {
    const help = "Take the rest on yourself: fetch it, look it up, fill it in for them. Ask 2 things at most.";
    const sentencesOf = (run) => {
      const { ends } = core.sentencesOf(core.seen(run.text));
      return ends.slice(1).map((end, number) => [ends[number], end]).filter(([begin, end]) => run.text.slice(begin, end).trim()).map(([begin, end]) => run.part(begin, end));
    };
    const many = (runs, name) => {
      let count = 0;
      for (const run of runs.flatMap(sentencesOf)) {
        const asks = read.tells(run, name);
        if (!asks.length) continue;
        const [more, things, choices] = ["asks-more", "asked-things", "either"].map((other) => read.within(run, other));
        count += Math.max(1, Math.max(core.apart([...asks, ...more]).length, things.length) - choices.length);
        if (count > 2) return [{ place: { run, start: asks[0].start, end: asks.at(-1).end }, message: `with this you ask ${count} things of them`, help }];
      }
      return [];
    };
    if (read.kind === "fit") {
      yield* many(core.paragraphsOf(read.section("how-to-start")?.blocks ?? []), "asks-of-you");
    } else if (["recovery", "referral", "intake"].includes(read.topic)) {
      const written = read.field("asks_of_customer");
      const asked = Array.isArray(written) ? written.map(String) : typeof written === "string" ? written.split(",").map((one) => one.trim()).filter(Boolean) : [];
      if (asked.length > 2) {
        const { start, end } = read.document.names.entries.find(({ key }) => key.value === "asks_of_customer").value;
        yield { place: [start, end], message: `you ask ${asked.length} things of them: ${asked.join(", ")}`, help };
        return;
      }
      yield* many(read.toDo().map(({ item }) => item.text), "asks-of-them");
      yield* many(read.said(), "asks-of-you");
    }
  };

  const LINES = { "most-people-pay": "Most people pay", included: "Included", "not-included": "Not included", "to-cancel": "To cancel" };

  const prices = function* (read) {
    const section = read.section("what-it-costs");
    const lines = "Write four lines that open with **Most people pay**, **Included**, **Not included** and **To cancel**.";
    if (!section) {
      const title = read.document.kind.sections.find(({ name }) => name === "what-it-costs").heading;
      yield { place: "top", key: "section:what-it-costs", message: `there is no “${title}”, so the price comes as a surprise`, help: `Add a line \`## ${title}\`. ${lines}` };
      return;
    }
    const runs = core.paragraphsOf(section.blocks);
    if (!section.steps.some(({ label }) => label?.text.trim())) {
      const honest = runs.some((run) => ["ask-price", "why-ask"].every((name) => read.within(run, name).length) || read.within(run, "no-price").length);
      if (!honest && read.has("ask-price")) yield { place: headed(section), message: "this says neither what people pay nor why they have to ask", help: `${lines} Or say in one sentence why nobody can know before you have talked.` };
      return;
    }
    for (const [action, opening] of Object.entries(LINES)) {
      const line = read.first(section.steps, action);
      const help = `Write a line \`- **${opening}** …\`.`;
      if (line && !line.text.text.trim()) yield { place: { run: line.item.text }, message: `nothing stands behind *${opening}*`, help };
      if (line) continue;
      const candidate = core.nearStep(section.steps, action, read.words.labels);
      if (candidate) yield { place: { run: core.opening(candidate) }, message: `Is “${core.stepShown(candidate)}” your *${opening}*? No line goes by that name`, help };
      else yield { place: headed(section), key: "section:what-it-costs", message: `“${section.heading.text.text}” has no line *${opening}*`, help };
    }
  };

  core.rules.surprises = function* surprises(read) {
    if (read.kind === "fit") yield* prices(read);
    if (read.kind === "fit" || read.topic !== "intake" || !read.known) return;
    const section = read.section("what-to-do");
    const steps = read.toDo();
    if (!section || !steps.length) return;
    const level = read.status === "active" ? undefined : "advice";
    const [ask, sell] = [read.first(steps, "ask", "listen"), read.first(steps, "offer", "price")];
    if (!ask) yield { place: headed(section), message: "nobody is told to ask what they need", help: "Begin with a step **Ask**, before any offer or price.", level };
    else if (sell && steps.indexOf(sell) < steps.indexOf(ask)) yield { place: { run: core.opening(sell) }, message: `“${core.stepShown(sell)}” comes before you have asked what they need`, help: "Put the step **Ask** first.", level };
    if (!read.first(steps, "ask-first")) yield { place: headed(section), message: "nobody is told to ask before anything extra is done", help: "Add a step **Ask first** about extras.", level };
  };

  core.rules["offer-too-soon"] = function* offerTooSoon(read) {
    const written = read.kind === "policy" ? read.document.names?.entries.find(({ key }) => key.value === "no_offer_before")?.value : null;
    const wait = written?.is === "text" && written.value ? core.waitOf(written.value, core.lexiconOf(read.document.lang, read.form)) : null;
    if (wait && wait.days !== null && wait.days < 30) yield { place: [written.start, written.end], message: `“${wait.written}”: an offer as soon as that turns the follow-up into its advertisement`, help: "Wait 30 days at least; 60 days and the second order is usual." };
    else if (wait && wait.visit !== null && wait.visit < 2) yield { place: [written.start, written.end], message: `“${wait.written}”: an offer as soon as that is made to somebody who has bought only once`, help: "Wait for the second order: write `60 days and the second order`." };
    for (const run of read.texts("say")) {
      const found = ["upgrade", "pitch", "offer"].flatMap((name) => read.within(run, name)).filter(({ entry }) => !entry.gentle);
      const match = found.find((each) => !read.beside(each, run, "their-question", { near: true }));
      if (match) yield { place: at(run, match), message: `“${match.words}” sells to somebody who has only just been here`, help: "Ask how they are and how it serves them, and stop there. What they ask about themselves you may answer." };
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "sells").slice(0, 1)) yield { place: at(item.text, match), message: `this step makes the follow-up a sale: “${match.words}”`, help: "Take it out. If they want more, they will ask somebody who only wanted to know how they are." };
    }
  };
}

// Rules about offers where none belongs, and about words that hurry, belittle or promise nothing.
{
  const at = (run, match) => ({ run, start: match.start, end: match.end });

  core.rules["greeting-offer"] = function* greetingOffer(read) {
    const told = new Set();
    for (const name of ["offer", "upgrade", "pitch"]) {
      const found = read.texts("say").flatMap((run) => read.within(run, name).map((match) => [run, match])).filter(([run, { start }]) => !told.has(run.spanAt(start).line));
      for (const [run, { start }] of found) told.add(run.spanAt(start).line);
      for (const [run, match] of found) {
        if (match.entry.gentle) yield { place: at(run, match), message: `“${match.words}” comes with the wish: make sure that nothing has to be bought for it`, help: "Say that it is theirs whether they buy or not, or leave it out.", level: "advice" };
        else yield { place: at(run, match), message: `this wish also makes an offer: “${match.words}”`, help: "Wish them well and stop there. Send the offer another week, to people who asked for offers." };
      }
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "sells")) yield { place: at(item.text, match), message: `this step sends an offer with the wish: “${match.words}”`, help: "Take it out: a wish that wants nothing is the gift." };
    }
    for (const run of read.texts("say")) {
      for (const match of read.within(run, "review-request")) yield { place: at(run, match), message: `this wish also asks for something: “${match.words}”`, help: "Wish them well and stop there. Ask what they think of us another week, and ask them alone." };
    }
    const days = read.document.names?.entries.find(({ key }) => key.value === "quiet_days")?.value;
    const number = read.kind === "policy" && days?.is === "text" && /^\s*\d+\s*$/.test(days.value ?? "") ? Number(days.value) : 14;
    if (number < 7) yield { place: [days.start, days.end], message: `only ${number} quiet days around the date: an offer then spoils the wish`, help: "Keep at least 7 days on either side free of offers." };
  };

  core.rules["lost-woo"] = function* lostWoo(read) {
    const spoken = new Set();
    for (const name of ["win-back", "offer", "upgrade", "pitch", "review-request"]) {
      for (const run of read.texts("say")) {
        for (const match of read.within(run, name)) {
          const { line } = run.spanAt(match.start);
          if (spoken.has(line)) continue;
          spoken.add(line);
          yield { place: at(run, match), message: `“${match.words}” tries to win them back`, help: "Ask why they left, thank them and end there. What they say is worth more than one more visit.", level: match.entry.gentle ? "warning" : undefined };
        }
      }
    }
    const help = "Leave the step out. If they come again, let it be because the cause was mended.";
    for (const step of read.toDo()) {
      if (step.action === "offer") yield { place: { run: core.opening(step) }, message: `the step “${core.stepShown(step)}” sells to somebody who has left`, help };
      else for (const match of read.tells(step.item.text, "sells").slice(0, 1)) yield { place: at(step.item.text, match), message: `“${match.words}” sells to somebody who has left`, help };
    }
  };

  core.rules["sales-after-goodbye"] = function* salesAfterGoodbye(read) {
    const left = read.topic === "lost-customer";
    const who = left ? "somebody who has left" : "somebody whom we have just declined";
    const sells = read.document.names?.entries.find(({ key }) => key.value === "sells")?.value;
    const truth = core.named(read.words.truth, String(sells?.value ?? "").trim().toLowerCase()) ?? /^(?:true|yes|y|on|t|1)$/i.test(sells?.value ?? "");
    if (read.kind === "script" && sells && truth) yield { place: [sells.start, sells.end], message: `this script sells, and it goes to ${who}`, help: "Take out what it sells, and write `sells: no`." };
    for (const run of read.texts("say")) {
      if (left && ["win-back", "offer", "upgrade", "pitch", "review-request"].some((name) => read.within(run, name).length)) continue;
      const ours = ["after-goodbye", "instead"].flatMap((name) => read.within(run, name));
      const anybodys = ["upgrade", "offer"].flatMap((name) => read.within(run, name)).filter(({ entry }) => !entry.gentle);
      const meant = anybodys.filter((match) => !(read.beside(match, run, "elsewhere") || read.beside(match, run, "their-question", { near: true })));
      for (const match of [...ours, ...meant].slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” sells to ${who}`, help: "End with thanks. They have said goodbye, or heard our no, and owe us nothing." };
    }
    const toDo = read.toDo();
    const staffs = read.document.sections.filter(({ name }) => name !== "you-notice").flatMap(({ steps }) => steps).filter(({ item }) => read.zone(item.text) === "staff");
    for (const step of staffs) {
      const run = step.item.text;
      if (left && toDo.includes(step) && (step.action === "offer" || read.tells(run, "sells").length)) continue;
      const found = ["after-goodbye", "instead", "sells"].flatMap((name) => read.tells(run, name)).filter((match) => !(step.action === "refer" || read.beside(match, run, "alternative")));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${core.stepShown(step)}” goes on selling to ${who}: “${match.words}”`, help: "Leave it out. Nothing from us follows but what they ask for." };
    }
  };

  core.rules.pressure = function* pressure(read) {
    const told = ["greeting", "follow-up", "lost-customer", "referral"].includes(read.topic) ? ["offer", "win-back"] : [];
    for (const run of read.texts("say", "public")) {
      for (const [name, say, help] of [
        ["urgency", (words) => `“${words}” hurries people`, "Say the plain date, if there is one, and let them take their time."],
        ["boast", (words) => `nobody can hold you to “${words}”`, "Say what you do, in words or figures that they can check: “mended within the week, and two years' guarantee”."],
      ]) {
        for (const match of read.within(run, name)) if (!told.some((other) => read.beside(match, run, other))) yield { place: at(run, match), message: say(match.words), help };
      }
    }
  };

  core.rules["shield-or-label"] = function* shieldOrLabel(read) {
    const fit = read.kind === "fit";
    for (const run of read.texts("say", "public")) {
      for (const match of read.within(run, "shield")) {
        if (fit && ["label", "sneer"].some((name) => read.beside(match, run, name))) continue;
        yield { place: at(run, match), message: `“${match.words}” hides a person behind a rule`, help: "Say what you can do, or fetch somebody who may decide. Where there is a reason, give it and not the rule." };
      }
    }
    for (const run of fit ? [] : read.texts("say", "public", "staff")) {
      for (const match of read.zone(run) === "staff" ? read.tells(run, "label") : read.within(run, "label")) {
        yield { place: at(run, match), message: `“${match.words}” makes an opponent of somebody`, help: match.entry.instead ? `Kinder and more exact: ${match.entry.instead}.` : "Say what they did or what they need." };
      }
    }
  };

  core.rules["vague-promise"] = function* vaguePromise(read) {
    for (const run of read.texts("public")) {
      for (const match of read.within(run, "vague")) yield { place: at(run, match), message: `“${match.words}” lets us off, so nobody can count on this`, help: match.entry.instead || "Promise what you do every time, or say plainly when it does not hold." };
    }
  };

  core.rules["vague-time"] = function* vagueTime(read) {
    for (const run of read.texts("say", "public")) {
      for (const match of read.within(run, "vague-time")) {
        if ((read.kind === "promise" && read.beside(match, run, "vague")) || read.beside(match, run, "timed")) continue;
        yield { place: at(run, match), message: `“${match.words}” gives no time, so they wait without knowing how long`, help: "Name the latest moment that you can keep every time: “by Friday at noon”, “within one working day”." };
      }
    }
  };

  core.rules["small-customer"] = function* smallCustomer(read) {
    for (const run of read.texts("staff", "say")) {
      for (const match of read.tells(run, "small-customer").slice(0, 1)) {
        yield { place: at(run, match), message: `“${match.words}” lets what people spend decide how they are treated`, help: "Give everybody the same care. What one of you may decide alone goes by the case: “Refunds above £200 go to Maria.”" };
      }
    }
  };

  core.rules["placeholder-left"] = function* placeholderLeft(read) {
    const { document } = read;
    const help = "Write what belongs here, or take the line out.";
    const level = document.public || read.kind === "budget" ? undefined : "warning";
    const message = (words) => `“${words}” still holds the place of something`;
    const leaves = (node) => (node.is === "text" ? [node] : node.entries.flatMap(({ value }) => leaves(value)));
    for (const { start, end } of document.names ? leaves(document.names) : []) {
      for (const match of core.matches(document.text.slice(start, end), read.entries("placeholder"))) yield { place: [start, end], message: message(match.words), help, level };
    }
    for (const run of read.texts("say", "public", "dont", "staff", "ignored")) {
      const spoken = read.zone(run) === "say" || document.lines[run.line - 1].text.trimStart().startsWith(">");
      for (const name of spoken ? ["placeholder", "starter"] : ["placeholder", "starter", "blank"]) {
        for (const match of read.within(run, name)) yield { place: at(run, match), message: message(match.words), help, level };
      }
    }
  };

  core.rules["reads-like-a-contract"] = function* readsLikeAContract(read) {
    if (!read.has("contract")) return;
    for (const run of read.texts("say", "public")) {
      const text = core.seen(run.text);
      const { ends } = core.sentencesOf(text);
      const count = (from, to) => text.slice(from, to).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      let [start, end, words] = [0, 0, -1];
      for (let number = 0; number + 1 < ends.length; number += 1) {
        const now = count(ends[number], ends[number + 1]);
        if (now > words) [start, end, words] = [ends[number], ends[number + 1], now];
      }
      start = end - text.slice(start, end).trimStart().length;
      const [found] = read.within(run, "contract");
      if (found) yield { place: at(run, found), message: `“${found.words}” sounds like a contract`, help: found.entry.instead ? `Plainer: ${found.entry.instead}.` : "Say it as you would across the counter." };
      else if (words > 25) yield { place: { run, start, end }, message: `a sentence of ${words} words is hard to follow`, help: "Make two of it: up to 25 words can be said in one breath." };
    }
  };
}

// Rules about what a text has to hold: its lines, sections and steps. Names, messages and places are those of our own rules.
{
  const called = (read, name) => read.document.kind.sections.find((section) => section.name === name).heading;
  const headingsOf = (read) => core.named(read.words.sections, read.kind) ?? {};
  const needed = (read) => read.document.kind.sections.filter(({ name, required }) => required || (name === "what-to-say" && read.form.checks.spoken.includes(read.topic)));
  const lower = (said) => said.slice(0, 1).toLowerCase() + said.slice(1);
  const nothing = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

  core.rules["missing-field"] = function* missingField(read) {
    const { document, form } = read;
    for (const { name, says, only } of form.checks.required[read.kind] ?? []) {
      if (only) continue;
      const there = document.names?.entries.find(({ key }) => key.value === name);
      const key = `field:${name}`;
      if (!there) yield { place: "first", key, message: `the line \`${name}:\` is missing`, help: says ? `Add \`${name}:\` and ${lower(says)}` : `Add \`${name}:\`.` };
      else if (nothing(read.field(name))) yield { place: [there.key.start, there.key.end], key, message: `nothing stands behind \`${name}:\``, help: says };
    }
  };

  const holdsSomething = (section) => core.paragraphsOf(section.blocks).some((run) => run.text.trim()) || section.blocks.some(({ is }) => is === "code" || is === "html");

  core.rules["missing-section"] = function* missingSection(read) {
    const { document } = read;
    if (!document.title?.text.text.trim()) yield { place: "top", key: "title", message: "this document has no title", help: "Begin its text with a line such as `# What people say`." };
    if (read.kind === "script" && !read.texts("say").length) yield { place: "top", key: "lead", message: "this script holds no words to say", help: "Write them on lines that begin with `>`." };
    const headings = headingsOf(read);
    for (const wanted of needed(read)) {
      if (["good-fit", "look-elsewhere", "what-it-costs"].includes(wanted.name)) continue;
      const section = read.section(wanted.name);
      const title = called(read, wanted.name);
      if (section) {
        const { text } = section.heading;
        if (!holdsSomething(section)) yield { place: { run: text }, message: `nothing stands under “${text.text}”`, help: "Write it, in a line or two." };
        else if (wanted.items && !section.steps.length) {
          yield { place: { run: text }, message: `“${text.text}” is one block of text, and nobody can follow it step by step`, help: "Put each thing on a line of its own that begins with `1.` or `-`." };
        }
        continue;
      }
      const near = document.sections.find((found) => core.meantSection(found, headings) === wanted.name);
      if (!near) yield { place: "top", key: `section:${wanted.name}`, message: `there is no section “${title}”`, help: `Add a line \`## ${title}\`, and what belongs below it.` };
      else if (!document.kind.closed) yield { place: { run: near.heading.text }, message: `is “${near.heading.text.text}” your “${title}”?`, help: `Write \`## ${title}\`, so that it is found.` };
    }
  };

  core.rules["unknown-section"] = function* unknownSection(read) {
    const { document } = read;
    const headings = headingsOf(read);
    const asked = needed(read).map(({ name }) => name);
    for (const section of document.sections.filter(({ name }) => name === null)) {
      const near = core.meantSection(section, headings);
      const { text } = section.heading;
      const title = near ? called(read, near) : "";
      const notes = "Notes for staff go into a policy, or into a page under `pages/`.";
      const parts = document.kind.sections.map(({ heading }) => `“${heading}”`).join(", ");
      const where = parts ? `Its parts are ${parts}. ${notes}` : `It has a title and a few lines below it. ${notes}`;
      if (document.kind.closed) yield { place: { run: text }, message: `this page is for everybody, and “${text.text}” is none of its parts`, help: near ? `Did you mean “${title}”?` : where };
      else if (near && !asked.includes(near) && !read.section(near)) {
        yield { place: { run: text }, message: `“${text.text}” is read as a heading of your own`, help: `If you mean “${title}”, write \`## ${title}\`, so that it is shown in its place.`, level: "advice" };
      }
    }
  };

  const STEPS = { recovery: ["listen", "admit", "apologise", "make-right", "write-down"], listening: ["listen", "say-back", "thank"] };
  const GIVES = {
    listen: "that is where they are let finish first",
    "say-back": "that is how people can tell that they were understood",
    admit: "that is where somebody says that it was us",
    apologise: "that is where somebody says sorry",
    "make-right": "that is where it is put right for them",
    thank: "that is where they are thanked for telling us",
    "write-down": "that is what keeps the next customer from the same trouble",
  };

  core.rules["missing-step"] = function* missingStep(read) {
    const section = read.section("what-to-do");
    const steps = read.toDo();
    if (!section || !steps.length || !read.known) return;
    for (const action of STEPS[read.topic]) {
      if (read.first(steps, action)) continue;
      const name = action.replaceAll("-", " ");
      const help = `Open the step that does it with the bold label **${name[0].toUpperCase()}${name.slice(1)}**, or teach the checklist your own label under \`checklist: labels:\` in \`playbook.yml\`.`;
      const candidate = core.nearStep(steps, action, read.words.labels);
      if (candidate) yield { place: { run: core.opening(candidate) }, message: core.askedStep(candidate, steps, action), help, level: "warning" };
      else yield { place: { run: section.heading.text }, key: "section:what-to-do", message: `no step is labelled *${name}*: ${GIVES[action]}`, help, level: action === "write-down" ? "warning" : undefined };
    }
  };

  const BEFORE = { listen: "before anybody has listened", apologise: "before anybody has said sorry" };

  core.rules["step-order"] = function* stepOrder(read) {
    const steps = read.toDo();
    const there = ["listen", "apologise", "make-right"].filter((action) => read.first(steps, action));
    if (read.topic === "recovery" && there.length < 3) return;
    for (const [at, later] of there.slice(1).entries()) {
      const earlier = there[at];
      const opens = steps.indexOf(read.first(steps, earlier));
      if (steps.slice(opens).some(({ action }) => action === later)) continue;
      const step = read.first(steps, later);
      yield { place: { run: core.opening(step) }, message: `“${core.stepShown(step)}” comes ${BEFORE[earlier]}`, help: `Put it behind “${core.stepShown(steps[opens])}”. People take a remedy from those who have understood them.` };
    }
    if (read.topic !== "recovery" || read.first(steps, "go-further")) return;
    const candidate = core.nearStep(steps, "go-further", read.words.labels);
    const last = candidate ?? read.first(steps, "make-right");
    const message = candidate ? core.askedStep(candidate, steps, "go-further") : "nothing goes further than putting it right";
    yield { place: { run: core.opening(last) }, message, help: "Add a step **Go further**: one small kindness that they did not ask for." };
  };

  core.rules["bare-allowance"] = function* bareAllowance(read) {
    const allow = read.document.names?.entries.find(({ key }) => key.value === "allow")?.value;
    for (const { key, value } of allow?.is === "names" ? allow.entries : []) {
      if (!read.form.checks.known.includes(key.value) || String(core.valueOf(value) ?? "").trim()) continue;
      yield { place: [key.start, key.end], message: `nobody says why \`${key.value}\` may be passed over here`, help: `Write \`${key.value}: because …\` and the reason that you would give a colleague, or take it out.` };
    }
  };

  const STOP = "Add a section `## When to stop`: when they may end it, and a sentence to say on a line that begins with `>`.";

  core.rules["stop-rule"] = function* stopRule(read) {
    if (!read.known) return;
    const { document } = read;
    const section = read.section("when-to-stop");
    const steps = read.toDo();
    const step = read.first(steps, "stop");
    const lines = section ? core.paragraphsOf(section.blocks) : step ? [step.item.text] : [];
    if (!lines.some((run) => run.text.trim())) {
      const near = document.sections.find((one) => core.meantSection(one, headingsOf(read)) === "when-to-stop");
      const candidate = core.nearStep(steps, "stop", read.words.labels);
      if (near) yield { place: { run: near.heading.text }, message: `is “${near.heading.text.text}” your “When to stop”?`, help: "Write `## When to stop`, so that it is found." };
      else if (candidate) yield { place: { run: core.opening(candidate) }, message: core.askedStep(candidate, steps, "stop"), help: STOP, level: "warning" };
      else yield { place: "top", key: "section:when-to-stop", message: "staff are not told when they may end it, or what to say then", help: STOP };
      return;
    }
    const place = { run: section ? section.heading.text : core.opening(step) };
    const told = lines.filter((run) => read.zone(run) !== "say");
    if (read.has("says-when") && !read.standsIn(told, "says-when")) yield { place, message: "this does not say when staff may end it", help: "Name it, such as threats, insults or touching." };
    const inQuotes = (run) => core.seen(run.text) !== core.seen(run.text, { quotes: false });
    if (told.length === lines.length && !told.some(inQuotes) && !read.standsIn(read.said(), "ends-it")) {
      yield { place, message: "there is no sentence to end it with", help: "Add one below on a line that begins with `>`. Nobody finds the words while they are shouted at." };
    }
    for (const run of told) {
      for (const match of read.within(run, "asks-leave").slice(0, 1)) {
        yield { place: { run, ...match }, message: `“${match.words}” leaves them alone with it`, help: "Let them end it first and tell you afterwards. Whoever is named as `backed_by` stands behind them.", level: "warning" };
      }
    }
  };
}

// Rules about words to somebody in trouble, and to somebody who left or was declined.
{
  const TROUBLE = ["recovery", "listening"];
  const at = (run, match) => ({ run, start: match.start, end: match.end });

  core.rules["non-apology"] = function* nonApology(read) {
    for (const run of read.texts(...(TROUBLE.includes(read.topic) ? ["say", "public"] : ["public"]))) {
      for (const match of read.within(run, "non-apology")) {
        const { gentle, instead } = match.entry;
        if (!gentle) yield { place: at(run, match), message: `“${match.words}” sounds like an apology and owns nothing`, help: instead };
        else if (!(read.zone(run) === "say" && ["blame", "shield"].some((name) => read.beside(match, run, name)))) {
          yield { place: at(run, match), message: "what follows this “but” takes the apology back", help: instead, level: "warning" };
        }
      }
    }
  };

  core.rules.blame = function* blame(read) {
    const texts = read.texts("say");
    for (const [number, run] of texts.entries()) {
      const after = texts[number + 1];
      const blamed = read.within(run, "blame").filter((match) => !read.beside(match, run, "say-back", { near: true }));
      for (const match of blamed) yield { place: at(run, match), message: `“${match.words}” puts it on the customer`, help: "Leave out whose fault it was: say what you heard, and what you will do.", level: match.entry.gentle ? "warning" : undefined };
      const owned = after && read.within(after, "owning").length > 0;
      for (const match of blamed.length || owned ? [] : read.within(run, "blame-others")) {
        const passes = read.beside(match, run, "owning", { near: true }) || (TROUBLE.includes(read.topic) && read.beside(match, run, "non-apology"));
        if (!passes) yield { place: at(run, match), message: `“${match.words}” puts it on somebody else`, help: "Go on in the same breath with what you take on: “…; that is ours to sort out.”", level: "warning" };
      }
    }
  };

  core.rules.arguing = function* arguing(read) {
    if (!TROUBLE.includes(read.topic)) return;
    for (const run of read.texts("say")) {
      const found = read.within(run, "contradiction").filter((match) => !["blame", "blame-others", "shield"].some((name) => read.beside(match, run, name)));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” argues with them`, help: "Say back what you heard instead, and what you will do about it." };
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "arguing").slice(0, 1)) {
        yield { place: at(item.text, match), message: `“${match.words}” has staff argue with them`, help: "Leave it out, even where you are right. Nobody has ever been argued into feeling better." };
      }
    }
    const section = read.section("dont");
    const lines = section ? core.paragraphsOf(section.blocks) : [];
    const ruledOut = ["arguing", "no-arguing"].some((name) => read.standsIn(lines, name));
    if (section && read.has("no-arguing") && !ruledOut && lines.some((run) => run.text.trim())) {
      yield { place: { run: section.heading.text }, message: "nothing here rules arguing out", help: "Add a line such as “Never argue, even when you are right.”", level: read.status === "active" ? "warning" : "advice" };
    }
  };

  core.rules["say-back"] = function* sayBack(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("say-back")) return;
    for (const run of words) {
      const heard = read.within(run, "say-back");
      const remedies = read.within(run, "remedy");
      if (remedies.length && !(heard.length && heard[0].start < remedies[0].start)) {
        if (heard.length || read.standsIn(words.filter(({ line }) => line > run.line), "say-back")) {
          yield { place: at(run, remedies[0]), message: `“${remedies[0].words}” comes before you have said back what you heard`, help: "Say back first, and wait for their yes. A remedy for the wrong trouble is one more trouble." };
          return;
        }
        break;
      }
      if (heard.length) return;
    }
    yield { place: { run: section.heading.text }, message: "nothing here says back what they told you", help: "Begin with words such as “Let me say it back: … Have I got it?”, before any remedy." };
  };

  core.rules["make-right"] = function* makeRight(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("ask-remedy")) return;
    const asked = words.find((run) => read.within(run, "ask-remedy").length);
    if (!asked) {
      yield { place: { run: section.heading.text }, message: "nothing here asks what would put it right for them", help: "Add an open question, such as “What can I do to put this right for you?”, and wait for the answer." };
      return;
    }
    const [question] = read.within(asked, "ask-remedy");
    const offer = read.within(asked, "remedy").find(({ start }) => start > question.end);
    if (offer) yield { place: at(asked, offer), message: `“${offer.words}” answers your own question for them`, help: "Ask, and wait. What they would have said is often less than you offer, and matters more to them.", level: "advice" };
  };

  core.rules["impersonal-close"] = function* impersonalClose(read) {
    if (!TROUBLE.includes(read.topic)) return;
    const steps = read.toDo();
    for (const run of [...read.texts("say"), ...steps.map(({ item }) => item.text)]) {
      const found = ["review-request", "asks-review"].flatMap((name) => read.tells(run, name));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” asks somebody in trouble for praise`, help: "Leave it out. Nobody can thank us and be asked for a favour in the same breath.", level: "error" };
    }
    const section = read.section("what-to-do");
    if (read.kind !== "policy" || !section?.steps.length || !read.has("personal-close") || read.says("personal-close")) return;
    const turn = read.first(steps, "make-right") ?? read.first(steps, "listen");
    const closing = turn ? steps.slice(steps.indexOf(turn)) : steps;
    if (closing.some(({ action, item }) => action === "ring" || read.tells(item.text, "personal-close").length)) return;
    yield {
      place: { run: section.heading.text }, message: "nobody comes back to them in person once it is over",
      help: "Add a step such as **Ring** after three days, or a card by hand. In listening, a warm word the next time is enough.", level: read.status === "active" ? undefined : "advice",
    };
  };

  core.rules["lost-ask"] = function* lostAsk(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("open-question") || read.standsIn(words, "open-question")) return;
    const guesses = words.find((run) => core.seen(run.text).includes("?"));
    if (!guesses) {
      yield { place: { run: section.heading.text }, message: "nothing here asks why they left", help: "Add an open question, such as “What could we have done better?”." };
      return;
    }
    const mark = core.seen(guesses.text).indexOf("?");
    yield { place: { run: guesses, start: Math.max(mark - 1, 0), end: mark + 1 }, message: "these words ask only what can be answered with yes, no or one of our own guesses", help: "Ask openly, such as “What made you decide not to come back?”, and wait for the answer." };
  };

  core.rules["cold-decline"] = function* coldDecline(read) {
    const policy = read.kind === "policy";
    const section = policy ? read.section("what-to-say") : null;
    const channel = policy ? null : core.named(read.words.channels, core.fold(String(read.field("channel") ?? ""))) ?? null;
    const words = policy ? read.said() : channel === null || channel === "social" ? [] : read.texts("say").filter((run) => run.text.trim());
    const place = section ? { run: section.heading.text } : "top";
    const needed = {
      alternative: ["these words send people away with nowhere to go", "Name who does it well, or say that you will ask around: “Shall I ring them and say you are coming?”"],
      thanks: ["these words do not thank them for asking", "End with it: “Thank you for asking us first.”"],
    };
    for (const [name, [message, help]] of Object.entries(needed)) if (words.length && read.has(name) && !read.standsIn(words, name)) yield { place, message, help };
    for (const run of read.texts("say")) {
      for (const match of read.within(run, "reproach")) {
        if (!read.beside(match, run, "blame")) yield { place: at(run, match), message: `“${match.words}” makes them sorry that they asked`, help: "Leave it out. They could not know, and a kind no is remembered as long as a yes." };
      }
    }
  };
}

// Text as our reader takes it: lines, letters, and words as they are looked up.
{
  /* Signs that nobody sees, that steer a terminal, or that other programs take for the end of a line; a reader of YAML refuses the last two. */
  const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

  /* The lines of a text with their places: `{ text, start }`, line ends left out. */
  core.linesOf = (text) => {
    const lines = [];
    for (let start = text.startsWith("\ufeff") ? 1 : 0; ; ) {
      const end = text.indexOf("\n", start);
      const line = text.slice(start, end < 0 ? text.length : end);
      lines.push({ text: end > 0 && line.endsWith("\r") ? line.slice(0, -1) : line, start });
      if (end < 0) return lines;
      start = end + 1;
    }
  };

  /* How the lines of a text end: as most editors on Windows write them, or plainly. */
  core.endOf = (text) => (text.includes("\r\n") ? "\r\n" : "\n");

  /* What was typed, without what no text may hold: on one line, or with its own lines, at most one of them empty in a row. */
  core.tidy = (typed, { lines = false } = {}) => {
    const clean = String(typed ?? "").replace(/\r\n?/g, "\n").replace(unseen, "");
    if (!lines) return clean.replace(/\s+/g, " ").trim();
    return clean.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").replace(/\n{3,}/g, "\n\n").trim();
  };

  /* Whether a sign is a letter or a figure, as most rules of Markdown ask. */
  core.isWord = (sign) => /^[\p{L}\p{N}]$/u.test(sign);
  core.isSpace = (sign) => /^[\s\u001c-\u001f\u0085]$/u.test(sign);

  /* The text in letters without marks, as many people type it: `zażółć` → `zazolc`. */
  core.plainLetters = (text) => {
    const strokes = { ł: "l", Ł: "L", ø: "o", Ø: "O", đ: "d", Đ: "D" };
    return text.replace(/[łŁøØđĐ]/g, (letter) => strokes[letter]).normalize("NFKD").replace(/\p{Mn}/gu, "");
  };

  /* A heading, label or topic as it is looked up: lower case, plain apostrophes, no hyphens and no end mark. */
  core.fold = (text) =>
    text.replace(/’/g, "'").replace(/-/g, " ").toLowerCase().replace(/ß/g, "ss").split(/\s+/).filter(Boolean).join(" ").replace(/^[ .:!?…,*_]+|[ .:!?…,*_]+$/g, "");

  /* A text as part of an address: `You need X!` → `you-need-x`. */
  core.slug = (text) => core.plainLetters(text).toLowerCase().replace(/ß/g, "ss").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

  /* How many code points a text has; places in findings are counted in them. */
  core.points = (text) => [...text].length;

  /* A lookup that knows nothing of what every object has. */
  core.named = (names, key) => (names && Object.hasOwn(names, key) ? names[key] : undefined);
}

// Whether a value at the top of a text can be read: times, money, days, numbers and choices, as owners write them.
{
  const spaced = (text) => text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");

  const behind = (text, words) => {
    const opening = words.filter((word) => `${text} `.startsWith(`${word} `)).sort((one, other) => other.length - one.length)[0] ?? "";
    return text.slice(opening.length).trim();
  };

  /* The number that a text opens with, as a figure or a word, and what follows. */
  const numberOf = (text, words) => {
    const figure = /^(?:([1-9]\d{0,2}(?:,\d{3})+)|(\d+(?:[.,]\d+)?))\s*(.*)$/s.exec(text);
    if (figure && (figure[2] ?? figure[1]).length <= 12) return [Number(figure[2] ? figure[2].replace(",", ".") : figure[1].replaceAll(",", "")), figure[3].trim()];
    for (const word of Object.keys(words.numbers).sort((one, other) => other.length - one.length)) {
      if (text === word || text.startsWith(`${word} `)) return [words.numbers[word], text.slice(word.length).trim()];
    }
    return null;
  };

  const DAYS = { minute: 1 / 1440, hour: 1 / 24, "working day": 1, day: 1, week: 7, month: 30.4, year: 365 };

  /* A length of time in days; `null` where the text is none. */
  core.daysOf = (text, words) => {
    const wanted = behind(spaced(text), words.opening);
    const found = numberOf(wanted, words);
    const unit = core.named(words.units, found ? found[1].replace(/\.+$/, "") : wanted);
    return unit === undefined || (found && found[0] <= 0) ? null : (found ? found[0] : 1) * DAYS[unit];
  };

  /* How long no offer is made: `{ written, days, visit }`, either of them `null`; `null` where the text says neither. */
  core.waitOf = (text, words) => {
    const written = text.split(/\s+/).filter(Boolean).join(" ");
    const lower = written.toLowerCase();
    if ([...words.never, ...words.on_request].some((each) => ` ${lower} `.includes(` ${each} `))) return { written, days: null, visit: null };
    let said = lower.match(/\d+(?:[.,]\d+)?|[\p{L}\p{N}_]+/gu) ?? [];
    let days = null;
    for (let start = 0; start < said.length && days === null; start += 1) {
      for (let end = Math.min(start + 4, said.length); end > start && days === null; end -= 1) {
        const length = said.slice(start, end).join(" ");
        days = core.named(words.units, length) === undefined ? core.daysOf(length, words) : null;
        if (days !== null) said = [...said.slice(0, start), ...said.slice(end)];
      }
    }
    let visit = null;
    for (const [number, word] of said.entries()) {
      const ordinal = core.named(words.ordinals, word);
      const count = words.per.includes(word) ? 0 : /^\d{1,3}$/.test(word) ? Number(word) : Math.trunc(core.named(words.numbers, word) ?? 0);
      visit = ordinal ?? (count && number + 1 < said.length ? count : null);
      if (visit !== null) break;
    }
    if (days === null && visit === null) return null;
    return { written, days, visit: days !== null && visit === 1 ? null : visit };
  };

  const isFrequency = (text, words) => {
    const wanted = spaced(text);
    if (words.on_request.includes(wanted) || core.named(words.each, wanted)) return true;
    const found = numberOf(wanted, words);
    if (!found) return false;
    const rest = behind(found[1], words.times);
    return !rest || core.named(words.each, rest) !== undefined || words.per.some((word) => rest.startsWith(word) && ["day", "week", "month", "year"].includes(core.named(words.units, rest.slice(word.length).trim())));
  };

  const isMoney = (typed) => {
    const text = typed.trim();
    const found = /^(?:[^\d.,]|\.\s)*(\d[\d.,'’\s]*)(?!\s*(?:%|[km]\b))\D*$/i.exec(text);
    if (!found || /[-\u2212\u2013]/.test(text)) return false;
    const figure = found[1].replace(/['’\s]/g, "").replace(/(?<!^0)[.,](?=\d{3}(?:[.,]|$))/g, "").replace(/,/g, ".");
    return figure.length <= 12 && /^\d+\.?\d*$/.test(figure);
  };

  const isDay = (typed) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
    if (!found || found[1] === "0000") return false;
    const day = new Date(0);
    day.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    return day.toISOString().slice(0, 10).endsWith(`${found[2]}-${found[3]}`) && day.getUTCMonth() + 1 === Number(found[2]);
  };

  const number = (text, { whole, limits }, name) => {
    const there = (whole ? /^\s*[+-]?\d+(?:\.0+)?\s*$/ : /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i).test(text);
    if (!there) return [`\`${name}\`: “${text}” is not a number`, "Write figures alone, such as `14`."];
    for (const [side, limit, shown] of limits) {
      const value = Number(text);
      const small = side === "gt" ? value <= limit : side === "ge" ? value < limit : false;
      const large = side === "lt" ? value >= limit : side === "le" ? value > limit : false;
      if (small || large) return [`\`${name}\`: “${text}” is too ${small ? "small: the least" : "large: the most"} is ${shown}`, null];
    }
    return null;
  };

  /* What is wrong with a value of a sort, and what to write instead; `null` where it can be read. */
  const wrong = (text, sort, name, words) => {
    if (sort.is === "wait") return core.waitOf(text, words) ? null : [`\`${name}\`: “${text}” does not say how long nothing is offered`, "Write a time, an order or both, such as `60 days and the second order`."];
    if (sort.is === "duration") return core.daysOf(text, words) !== null ? null : [`\`${name}\`: “${text}” is not a length of time`, "Write a number and a unit, such as `4 hours`."];
    if (sort.is === "frequency") return isFrequency(text, words) ? null : [`\`${name}\`: “${text}” does not say how often`, "Write it as `2 a year`, `once` or `when asked`."];
    if (sort.is === "limit" && words.unlimited.includes(spaced(text))) return null;
    if (sort.is === "money" || sort.is === "limit") return isMoney(text) ? null : [`\`${name}\`: “${text.trim()}” is not an amount of money`, "Write a number, such as `40`."];
    if (sort.is === "day") return isDay(text) ? null : [`\`${name}\`: “${text.trim()}” is not a day of the calendar`, "Write year, month and day, such as `2026-11-02`."];
    if (sort.is === "truth") return core.named(words.truth, text.trim().toLowerCase()) !== undefined || /^(?:true|t|yes|y|on|1|0|false|f|no|n|off)$/i.test(text.trim()) ? null : [`\`${name}\`: “${text.trim()}” is neither yes nor no`, "Write `yes` or `no`."];
    if (sort.is === "number") return number(text, sort, name);
    if (sort.is === "choice") {
      if (sort.choices.includes(text)) return null;
      const near = core.nearest(text.toLowerCase(), sort.choices, 0.6);
      return [`\`${name}\` is “${text}”, and it can be ${sort.choices.slice(0, -1).join(", ")} or ${sort.choices.at(-1)}`, near ? `Did you mean \`${near}\`?` : null];
    }
    const known = words.topics;
    if (core.named(known, core.fold(text)) !== undefined) return null;
    const near = core.nearest(core.fold(text), Object.keys(known), 0.6);
    return [`\`${name}\`: “${text}” is not a topic`, near ? `Did you mean \`${known[near]}\`?` : sort.otherwise];
  };

  core.rules["bad-value"] = function* badValue(read) {
    const words = core.lexiconOf(read.document.lang, read.form);
    for (const { key, value } of read.document.names?.entries ?? []) {
      const sort = core.named(read.form.checks.values[read.kind] ?? {}, key.value);
      if (!sort || value.is !== "text" || value.value === null || value.value === "") continue;
      const found = wrong(value.value, sort, key.value, words);
      if (found) yield { place: [value.start, value.end], message: found[0], help: found[1] ?? sort.says };
    }
  };
}

// Wordings that rules look for, as the lists of the checklist have them: found with their neighbours, as our own rules find them.
{
  // letters and figures in few stretches: with every one by name, a browser takes seconds to get ready for the lists
  const word = "A-Za-z0-9_\\u00aa\\u00b2\\u00b3\\u00b5\\u00b9\\u00ba\\u00bc-\\u00be\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02c1\\u0370-\\u1fff\\u2c00-\\ud7ff\\uf900-\\uffdc";
  const letter = word.replace("0-9_", "");
  const edge = `(?!(?<=[${word}])[${word}])`;
  const boundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
  const whole = /\[(?:\\.|[^\]\\])*\]|\\.|(?![a-zA-Z])[\p{L}\p{Nl}\p{No}]/gu;

  const either = (letter) => {
    const plain = core.plainLetters(letter);
    return plain === letter || !/^\p{L}$/u.test(plain) ? letter : `[${letter}${plain}]`;
  };

  /* Any white space for a space, any apostrophe for `'`, a letter without its mark for one that has it. */
  const flexible = (written) =>
    (/^[\x00-\x7f]*$/.test(written) ? written : written.replace(whole, (part) => ("[\\".includes(part[0]) ? part : either(part))))
      .replaceAll("'", "['’]")
      .replaceAll(" ?", "\\s{0,20}")
      .replaceAll(" ", "\\s{1,20}");

  const cases = (sign) => [...new Set([sign, sign.toLowerCase(), sign.toUpperCase()])].filter((each) => [...each].length === 1).join("");

  /* A pattern of the lists in this language's own signs; with `anyCase`, each letter stands for its other case as well. */
  const translated = (source, anyCase) => {
    const signs = [...source.replaceAll("[^\\W\\d_]", "\\l")];
    const flags = [anyCase];
    let written = "";
    let within = false;
    for (let at = 0; at < signs.length; at += 1) {
      const sign = signs[at];
      const free = flags.at(-1);
      if (sign === "\\") {
        at += 1;
        const next = signs[at];
        if (next === "l") written += `[${letter}]`;
        else if (next === "w") written += within ? word : `[${word}]`;
        else if (next === "W") written += `[^${word}]`;
        else if (next === "d") written += "\\p{Nd}";
        else if (next === "b") written += boundary;
        else if (/[sSntrxD]/.test(next)) written += next === "D" ? "\\P{Nd}" : `\\${next}`;
        else if (/[\^$\\.*+?()[\]{}|/]/.test(next) || (within && next === "-")) written += `\\${next}`;
        else written += next;
      } else if (within) {
        if (sign === "]") within = false;
        if (sign === "[") written += "\\[";
        else if (free && signs[at + 1] === "-" && signs[at + 2] !== "]" && /\p{L}/u.test(sign)) {
          const end = signs[at + 2];
          written += `${sign}-${end}${sign.toUpperCase()}-${end.toUpperCase()}`;
          at += 2;
        } else written += free && /\p{L}/u.test(sign) ? cases(sign) : sign;
      } else if (sign === "[") {
        within = true;
        written += "[";
        if (signs[at + 1] === "^") {
          at += 1;
          written += "^";
        }
        if (signs[at + 1] === "]") {
          at += 1;
          written += "\\]";
        }
      } else if (sign === "(") {
        const rest = signs.slice(at, at + 5).join("");
        const other = rest.startsWith("(?-i:") ? false : rest.startsWith("(?i:") ? true : null;
        flags.push(other ?? free);
        written += other === null ? "(" : "(?:";
        if (other !== null) at += other ? 3 : 4;
      } else if (sign === ")") {
        flags.pop();
        written += ")";
      } else if (sign === "{") {
        const count = /^\{(\d*)(,?)(\d*)\}/.exec(signs.slice(at, at + 12).join(""));
        written += count ? `{${count[1] || 0}${count[2]}${count[3]}}` : "\\{";
        if (count) at += [...count[0]].length - 1;
      } else if (sign === "}" || sign === "]") written += `\\${sign}`;
      else if (free && /\p{L}/u.test(sign)) {
        const both = cases(sign);
        written += both === sign ? sign : `[${both}]`;
      } else written += sign;
    }
    return written;
  };

  const made = new Map();
  const pattern = (key, make) => {
    if (!made.has(key)) made.set(key, new RegExp(make(), "gu"));
    return made.get(key);
  };
  const cased = ({ find }) => find.includes("(?-i:");
  const finder = (entry) =>
    pattern(`find ${entry.find}`, () => {
      const written = cased(entry) ? entry.find : entry.find.replace(/\\.|[A-Z]+/gu, (part) => (part[0] === "\\" ? part : part.toLowerCase()));
      return translated(`(?:${flexible(written)})`, cased(entry)) + edge;
    });
  const excuse = (entry) => pattern(`unless ${entry.unless}`, () => edge + translated(`(?:${flexible(entry.unless)})`, true) + edge);

  const search = (found, text, at) => {
    found.lastIndex = at;
    return found.exec(text);
  };

  const lowered = (text) => {
    const lower = text.toLowerCase();
    return lower.length === text.length ? lower : [...text].map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join("");
  };

  /* Every wording of a list that stands in the text, the leftmost first for each entry. */
  core.matches = (text, entries) => {
    const lower = lowered(text);
    const found = [];
    let sentences = null;
    for (const entry of entries) {
      const searched = cased(entry) ? text : lower;
      let at = 0;
      for (let hit; at <= searched.length && (hit = search(finder(entry), searched, at)); ) {
        const [start, end] = [hit.index, hit.index + hit[0].length];
        at = Math.max(end, start + 1);
        if (start && start < text.length && core.isWord(text[start]) && core.isWord(text[start - 1])) {
          at = start + 1;
          continue;
        }
        if (entry.unless) {
          sentences ??= core.sentencesOf(text);
          if (search(excuse(entry), sentences.around(start, end), 0)) continue;
        }
        found.push({ entry, words: text.slice(start, end).split(/\s+/).filter(Boolean).join(" "), start, end });
      }
    }
    return found;
  };

  /* The matches in their order, none within another; none that is surely wrong hides behind one that may be right. */
  core.apart = (all) => {
    const found = [];
    for (const match of [...all].sort((one, other) => one.start - other.start || other.end - one.end)) {
      if (found.length && match.start < found.at(-1).end) {
        if (match.entry.gentle || !found.at(-1).entry.gentle) continue;
        found.pop();
      }
      found.push(match);
    }
    return found;
  };

  const unread = /(?<=\])\([^()\s]*\)|`[^`\n]*`|<[^<>\s]*>|(?<![\p{L}\p{N}_])[\p{L}\p{N}_]+:\/\/\S*/gu;
  const emphasis = /[*~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\\(?=\n)/gu;
  const quoted = /[“„][^“”„]*[”“]|"[^"\n]*"|«[^«»]*»/g;
  const hidden = (found) => "\0".repeat(found.length);

  /* The text as it is read, as long as it was: without emphasis, link targets and code; at choice without quotes. */
  core.seen = (text, { quotes = true } = {}) => {
    const read = text.replace(unread, hidden).replace(emphasis, " ");
    return quotes ? read : read.replace(quoted, hidden);
  };

  const neighbours = 300;
  /* Where the sentences of a text end, and what stands around a place in it. */
  core.sentencesOf = (text) => {
    const ends = [0, ...[...text.matchAll(/[.!?…]["”“’»)]*(?=\s|$)/g)].map((mark) => mark.index + mark[0].length), text.length];
    // the last end that is at most there, and the first that is at least there
    const first = (start) => ends.findLastIndex((end) => end <= start);
    const last = (end) => ends.findIndex((each) => each >= end);
    return {
      ends,
      around: (start, end) => text.slice(Math.max(ends[first(start)], start - neighbours), Math.min(ends[last(end)], end + neighbours)),
      nearby: (start, end) => text.slice(Math.max(ends[Math.max(first(start) - 1, 0)], start - neighbours), Math.min(ends[Math.min(last(end) + 1, ends.length - 1)], end + neighbours)),
      before: (start) => text.slice(Math.max(ends[first(start)], start - neighbours), start),
    };
  };
}

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

// The lines at the top of a text, as far as they are written plainly: names with values, lists, and values in quotes.
// What is written in another way is left alone, and then the form shows these lines whole.
{
  class Otherwise extends Error {}
  const refuse = () => {
    throw new Otherwise();
  };

  /* Where the lines at the top stand: `{ first, last }`, the numbers (from 0) of the two lines of dashes; `null` where there are none. */
  core.topOf = (lines) => {
    if (lines[0].text.trimEnd() !== "---") return null;
    const opening = lines.slice(1).find(({ text }) => text.trim())?.text ?? "";
    if (!["---", "..."].includes(opening.trimEnd()) && !/^\s*(?:[\p{L}\p{N}_'"-]+\s*:|[#{<?!&[]|-\s|\t)/u.test(opening)) return null;
    const last = lines.findIndex(({ text }, number) => number > 0 && /^(?:-{3,}|\.{3})\s*$/.test(text));
    return { first: 0, last: last < 0 ? null : last };
  };

  const nulls = ["", "~", "null", "Null", "NULL"];
  const key = /^(?:"([^"\\]*)"|'([^']*)'|([\p{L}\p{N}_][\p{L}\p{N}_ ./’+()-]*?))[ ]*:(?= |$)/u;

  /* A value between quotes that begins at `at`: what it says, and where it ends. */
  const quotedAt = (text, at) => {
    const mark = text[at];
    let said = "";
    for (let now = at + 1; now < text.length; now += 1) {
      const sign = text[now];
      if (sign === "\n") refuse();
      if (sign === mark && mark === "'" && text[now + 1] === "'") {
        said += "'";
        now += 1;
      } else if (sign === mark) return { is: "text", value: said, start: at, end: now + 1 };
      else if (sign === "\\" && mark === '"') {
        now += 1;
        const stands = { '"': '"', "\\": "\\", "/": "/", " ": " ", t: "\t" }[text[now]];
        if (stands === undefined) refuse();
        said += stands;
      } else said += sign;
    }
    return refuse();
  };

  /* A plain value on one line: what it says without a remark behind it. */
  const plainAt = (text, at, end) => {
    const whole = text.slice(at, end);
    const remark = /(?:^|[ ])#/.exec(whole);
    const said = (remark ? whole.slice(0, remark.index) : whole).trimEnd();
    if (/^[&*!|>%@`"'[\]{},#]/.test(said) || /^[-?:](?: |$)/.test(said) || /:(?: |$)/.test(said) || /\t/.test(whole)) refuse();
    return { is: "text", value: nulls.includes(said) ? null : said, start: at, end: at + said.length, plain: true };
  };

  /* A list or names in brackets, over one line or several. */
  const bracketsAt = (text, start, limit) => {
    let at = start;
    const skip = () => {
      for (;;) {
        while (at < limit && /[ \n\r]/.test(text[at])) at += 1;
        if (text[at] !== "#" || !/[ \n]/.test(text[at - 1])) break;
        while (at < limit && text[at] !== "\n") at += 1;
      }
      if (at >= limit || text[at] === "\t") refuse();
    };
    const scalar = (ends) => {
      if (text[at] === '"' || text[at] === "'") {
        const found = quotedAt(text, at);
        at = found.end;
        return found;
      }
      const begin = at;
      while (at < limit && !ends.test(text.slice(at, at + 2))) at += 1;
      const found = plainAt(text, begin, at);
      if (/\n/.test(text.slice(begin, at).trimEnd()) || found.value === null) refuse();
      at = begin + text.slice(begin, at).trimEnd().length;
      if (found.end !== at) refuse();
      return found;
    };
    const node = () => {
      skip();
      if (text[at] !== "[" && text[at] !== "{") return scalar(/^(?:[,[\]{}\n#]|: |:$|:\n|:[,[\]{}])/);
      const closes = text[at] === "[" ? "]" : "}";
      const found = { is: closes === "]" ? "list" : "names", flow: true, start: at, entries: [] };
      at += 1;
      for (;;) {
        skip();
        if (text[at] === closes) break;
        if (closes === "]") found.entries.push({ value: node() });
        else {
          const name = scalar(/^(?:[,[\]{}\n#]|: |:$|:\n)/);
          if (text[at] !== ":") refuse();
          at += 1;
          found.entries.push({ key: name, value: node() });
        }
        skip();
        if (text[at] === ",") at += 1;
        else if (text[at] !== closes) refuse();
        // a name behind an entry of a list would make it a name with a value
      }
      at += 1;
      found.end = at;
      return found;
    };
    return node();
  };

  /* What stands at the top: `{ is, start, end, value | entries }`; throws where it is written in another way. */
  const read = (text, lines, limit) => {
    let now = 0;
    const blank = (line) => /^ *(?:#.*)?$/.test(line.text);
    const indentOf = (line) => /^ */.exec(line.text)[0].length;
    const skip = () => {
      while (now < lines.length && blank(lines[now])) now += 1;
    };
    const tail = (at) => {
      // nothing but a remark may follow a value
      const line = lines[now];
      const rest = text.slice(at, line.start + line.text.length);
      if (!/^(?: +#.*| *)$/.test(rest)) refuse();
      now += 1;
    };
    /* What stands behind a colon or a dash, from `at`, whose line is the present one; what is nested stands in further than `indent`. */
    const value = (at, indent, { listToo = false } = {}) => {
      const line = lines[now];
      const end = line.start + line.text.length;
      let begin = at;
      while (text[begin] === " ") begin += 1;
      if (begin >= end || (text[begin] === "#" && text[begin - 1] === " ")) {
        now += 1;
        skip();
        const next = lines[now];
        const deeper = next && (indentOf(next) > indent || (listToo && indentOf(next) === indent && /^ *-(?: |$)/.test(next.text)));
        return deeper ? block(indentOf(next)) : { is: "text", value: null, start: at, end: at, plain: true };
      }
      if ("[{".includes(text[begin])) {
        const found = bracketsAt(text, begin, limit);
        while (now + 1 < lines.length && lines[now + 1].start <= found.end) now += 1;
        tail(found.end);
        return found;
      }
      const found = "\"'".includes(text[begin]) ? quotedAt(text, begin) : plainAt(text, begin, end);
      tail(found.end);
      // a value that goes on below
      let next = now;
      while (next < lines.length && blank(lines[next])) next += 1;
      if (lines[next] && indentOf(lines[next]) > indent) refuse();
      return found;
    };
    const block = (indent) => {
      const first = lines[now];
      if (/\t/.test(first.text) || indentOf(first) !== indent) refuse();
      const found = { is: /^-(?: |$)/.test(first.text.slice(indent)) ? "list" : "names", start: first.start + indent, entries: [] };
      for (skip(); now < lines.length && indentOf(lines[now]) >= indent; skip()) {
        const line = lines[now];
        if (indentOf(line) !== indent || /\t/.test(line.text)) refuse();
        const from = line.start + indent;
        const rest = line.text.slice(indent);
        const entry = { line: line.start };
        if (/^-(?: |$)/.test(rest)) {
          if (found.is !== "list") break;
          const inner = /^-( +)(?=\S)/.exec(rest);
          const name = inner && key.exec(rest.slice(inner[0].length));
          if (name) {
            // names that begin behind the dash stand in as far as it does with its spaces
            const deep = indent + inner[0].length;
            const kept = lines[now];
            lines[now] = { ...kept, text: " ".repeat(deep) + kept.text.slice(deep) };
            entry.value = block(deep);
          } else if (/^-(?: *#.*)?$/.test(rest.trimEnd()) || /^- +[-?](?: |$)/.test(rest)) refuse();
          else entry.value = value(from + 1, indent);
        } else {
          if (found.is !== "names") break;
          const name = key.exec(rest);
          if (!name || /^(?:[-?](?: |$)|<<)/.test(rest)) refuse();
          const said = name[1] ?? name[2] ?? name[3];
          if (found.entries.some((other) => other.key.value === said)) refuse();
          entry.key = { value: said, start: from, end: from + name[0].trimEnd().length - 1 };
          entry.value = value(from + name[0].length, indent, { listToo: true });
        }
        // where the next entry may begin, remarks left out
        let last = now - 1;
        while (blank(lines[last])) last -= 1;
        entry.ends = lines[last + 1] ? lines[last + 1].start : limit;
        found.entries.push(entry);
        found.end = entry.value.end;
      }
      return found;
    };
    skip();
    if (now === lines.length) return { is: "names", entries: [], start: lines[0]?.start ?? limit, end: limit };
    const found = block(indentOf(lines[now]));
    if (now < lines.length || found.is !== "names") refuse();
    return found;
  };

  /* The lines at the top, read; `null` where they are written in a way that the form does not take apart. */
  core.namesOf = (text, lines, limit) => {
    try {
      return read(text, [...lines], limit);
    } catch (error) {
      if (error instanceof Otherwise) return null;
      throw error;
    }
  };

  /* What a value is, without its places. */
  core.valueOf = (node) => {
    if (node.is === "text") return node.value;
    if (node.is === "list") return node.entries.map(({ value }) => core.valueOf(value));
    return Object.fromEntries(node.entries.map((entry) => [entry.key.value, core.valueOf(entry.value)]));
  };
}

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

// Two versions of a text side by side: the lines that were, and the lines that are.

/* The changed lines with one line around them: `{ way: "same" | "was" | "is" | "gap", text }`. */
const linesChanged = (before, after) => {
  const [old, now] = [before, after].map((text) => (text ? text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n").replace(/\n$/, "").split("\n") : []));
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = aligned(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const whole = [...old.slice(0, head).map((text) => ({ way: "same", text })), ...middle, ...old.slice(old.length - tail).map((text) => ({ way: "same", text }))];
  const near = whole.map((_, at) => [-1, 0, 1].some((by) => whole[at + by] && whole[at + by].way !== "same"));
  return whole.flatMap((line, at) => (near[at] ? [line] : near[at - 1] && at < whole.length - 1 ? [{ way: "gap", text: "…" }] : []));
};

/* The longest lines in common keep their places; of very long texts, all of the one and all of the other. */
const aligned = (old, now) => {
  const [was, is] = [old.map((text) => ({ way: "was", text })), now.map((text) => ({ way: "is", text }))];
  if (old.length * now.length > 1_000_000) return [...was, ...is];
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) for (let j = now.length - 1; j >= 0; j -= 1) common[i][j] = old[i] === now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ way: "same", text: old[i] });
      i += 1;
      j += 1;
    } else if (i < old.length && (j === now.length || common[i + 1][j] >= common[i][j + 1])) lines.push(was[i++]);
    else lines.push(is[j++]);
  }
  return lines;
};

/* The same as a list to read. */
const shownChanges = (before, after, { whole = true } = {}) => {
  const told = { was: said("line-was"), is: said("line-is") };
  const lines = linesChanged(before, after).map(({ way, text }) => {
    const inner = way === "was" ? made("del", { text }) : way === "is" ? made("ins", { text }) : made("span", { text });
    return made("li", { class: `pb-diff-${way}` }, told[way] && made("span", { class: "pb-hidden", text: `${told[way]} ` }), inner);
  });
  const list = made("ol", {}, ...lines);
  return whole ? made("div", { class: "pb-diff", tabindex: "0", role: "group", "aria-label": said("changes-title") }, list) : made("div", { class: "pb-diff pb-diff-short" }, list);
};

// What the form says, and the elements that it is made of.

/* The page's own sentences by their keys. */
let sentences = {};

/* A sentence with its blanks filled. */
const said = (key, blanks = {}) => (sentences[key] ?? key).replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);

/* An element: `made("p", { class: "pb-why", text: "…" }, …within)`; `onclick` and its like are listened to. */
const made = (tag, about = {}, ...within) => {
  const element = document.createElement(tag);
  if (tag === "button") element.type = "button";
  for (const [name, value] of Object.entries(about)) {
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...within.filter((one) => one !== null && one !== undefined && one !== false));
  return element;
};

const button = (key, onclick, about = {}) => made("button", { text: said(key), onclick, ...about });

let counted = 0;

/* A name that no other element of the page has. */
const freshId = () => `pb-edit-${(counted += 1)}`;

/* A field with its label above it. */
const labelled = (text, control, about = {}) => {
  control.id ||= freshId();
  return made("p", { class: "pb-field", ...about }, made("label", { for: control.id, text }), control);
};

/* Boxes as high as what stands in them, in browsers whose styles cannot say so. */
const fit = (place) => {
  if (CSS.supports("field-sizing", "content")) return;
  for (const box of place.querySelectorAll("textarea")) {
    box.style.height = "auto";
    if (box.scrollHeight) box.style.height = `${box.scrollHeight + 2}px`;
  }
};

/* Put text on the clipboard; whether it was put there. */
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/* The time of day as people here write it: 14:02. */
const clock = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang.replace(/^en$/, "en-GB") || undefined, { hour: "2-digit", minute: "2-digit" });

/* What this tab keeps until it is closed, and nothing longer. */
const tabKeeps = {
  key: (name) => `playbook-form:${name}`,
  get(name) {
    try {
      return JSON.parse(sessionStorage.getItem(tabKeeps.key(name)));
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(tabKeeps.key(name));
      else sessionStorage.setItem(tabKeeps.key(name), JSON.stringify(value));
    } catch {
      // full, or refused: the page itself still holds it, and asks before it is left
    }
  },
};

// What there is, by kind, with a field to find it by; and a way to begin each kind anew.

/* The kind of a text, by where it lies. */
const kindAt = (path) => {
  const { form } = here;
  // an address may come from anybody, and steps upwards would lead the key elsewhere at the host
  if (!isText(path, form) || path.split("/").some((part) => ["", ".", ".."].includes(part))) return null;
  const within = form.folder === "." ? path : path.slice(form.folder.length + 1);
  return form.kinds.find((kind) => (kind.file ? within === kind.file || within.replace(/\.[a-z]{2}\.md$/, ".md") === kind.file : within.startsWith(kind.folder))) ?? null;
};

/* Each text that can be opened: those of the last build by their titles, newer ones by their names. */
const textsThere = () => {
  const known = new Map(here.form.documents.map((document) => [document.path, document]));
  return here.paths.map((path) => ({ path, kind: kindAt(path), lang: known.get(path)?.lang, title: known.get(path)?.title || path.split("/").at(-1).replace(/\.md$/, "").replace(/-/g, " ") })).filter((text) => text.kind);
};

const goTo = (address) => {
  if (location.hash === `#${address}`) follow();
  else location.hash = address;
};

const showList = () => {
  const { form } = here;
  const texts = textsThere();
  const field = made("input", { type: "search", autocomplete: "off", oninput: () => fill() });
  const count = made("p", { class: "pb-why", role: "status" });
  const place = made("div");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();
  const fill = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const found = texts.filter((text) => words.every((word) => fold(`${text.title} ${text.kind.called}`).includes(word)));
    count.textContent = words.length ? said("found", { n: found.length }) : "";
    place.replaceChildren(...form.kinds.map((kind) => group(kind, found.filter((text) => text.kind === kind), words.length > 0)).filter(Boolean));
  };
  const group = (kind, found, searching) => {
    const single = Boolean(kind.file);
    const there = single && texts.some((text) => text.kind === kind);
    if (searching && !found.length) return null;
    const list = found.map((text) => made("li", {}, made("a", { href: `#${text.path}`, text: text.title, lang: text.lang === form.lang ? null : text.lang })));
    return made(
      "section",
      { class: "pb-kind" },
      made("h3", { text: kind.plural ?? kind.called }),
      kind.what && made("p", { class: "pb-why", text: kind.what }),
      made("ul", { class: "pb-texts" }, ...list),
      !searching && !there && made("a", { class: "pb-new", href: `#new:${kind.name}`, text: said(single ? "begin" : "new", { kind: kind.called }) }),
    );
  };
  fill();
  show(said("texts"), lastSaved(), labelled(said("find"), field), count, place, whereKept());
};

/* Where the texts are kept, and the way back to that question. */
const whereKept = () => made("p", { class: "pb-why" }, said(`kept-${here.store.kind}`, { host: here.form.host ? said(`host-${here.form.host.kind}`) : "" }), " ", button("elsewhere", () => {
  tabKeeps.set("key", null);
  here.store = null;
  askForPlace();
}, { class: "pb-quiet-button" }));

/* What the address names; one that was cut in two names nothing. */
const addressed = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

/* Go where the address leads: to the list, to a text, to a line in it, or to a new one. */
const follow = () => {
  const told = addressed();
  if (here.work && here.work.address !== told && !mayLeave()) return;
  here.work = null;
  if (!here.store) askForPlace();
  else if (told.startsWith("new:")) openNew(told.slice(4));
  else if (told.includes(".md")) openText(told.replace(/:\d+(?::\d+)?$/, ""), Number(/\.md:(\d+)/.exec(told)?.[1] ?? 0));
  else showList();
};

// After saving: where the edit stands, asked of this very site, without looking into what builds it.

const PAUSES = [10, 10, 20, 30, 60];
let asksAgain = 0;

/* Tell what was saved, and look for it on the site. */
const saved = (done) => {
  const { byHand, ...rest } = done;
  tabKeeps.set("saved", { path: done.path, title: done.title, at: done.at, commit: done.commit, kind: here.store.kind });
  history.replaceState(null, "", `#${done.path}`);
  const parts = byHand ? [handed(byHand, done)] : [lastSaved()];
  show(said(byHand ? "saved-by-hand" : "saved", { time: clock(rest.at) }), ...parts, made("p", {}, made("a", { href: "#", text: said("all-texts") }), " ", made("button", { class: "pb-quiet-button", text: said("again", { title: done.title }), onclick: follow })));
};

/* What was asked of others: nothing is published until one of them says yes. */
const askedFor = ({ asked, path }) => {
  const host = said(`host-${here.form.host.kind}`);
  history.replaceState(null, "", `#${path}`);
  show(said("asked"), made("p", { text: said("asked-about", { host }) }), made("p", {}, made("a", { class: "pb-onward", href: asked, target: "_blank", rel: "noopener", text: said("at-host", { host }) })), back());
};

/* Where the last edit of this tab stands; nothing before the first. */
const lastSaved = () => {
  const last = tabKeeps.get("saved");
  if (!last) return null;
  const line = made("div", { role: "status", class: "pb-standing" });
  const look = async () => {
    clearTimeout(asksAgain);
    const standing = last.kind === "github" || last.kind === "gitlab" || last.kind === "hand" ? await standingOf(last) : { stands: "kept" };
    line.replaceChildren(...standingShown(last, standing, look));
    if (standing.stands === "soon" && line.isConnected) asksAgain = setTimeout(look, 1000 * PAUSES[Math.min((last.asked = (last.asked ?? -1) + 1), PAUSES.length - 1)]);
  };
  look();
  return line;
};

/* `live`, `mend` with what was found, or `soon`. */
const standingOf = async (last) => {
  let told;
  try {
    const answer = await fetch(document.querySelector(".pb-edit").dataset.live, { cache: "no-store" });
    told = await answer.json();
  } catch {
    return { stands: "soon" };
  }
  const holds = (edit) => edit && (edit.commit === last.commit || new Date(edit.at) >= new Date(last.at));
  if (holds(told)) return { stands: "live" };
  if (holds(told.waiting)) return { stands: "mend", findings: told.waiting.findings };
  return { stands: "soon" };
};

const standingShown = (last, { stands, findings }, look) => {
  const { time, title } = { time: clock(last.at), title: last.title };
  if (stands === "kept") return [made("p", { text: said(`kept-now-${last.kind}`, { title, path: last.path }) })];
  if (stands === "live") return [made("p", { class: "pb-live", text: said("live", { time, title }) })];
  if (stands === "soon") return [made("p", {}, said("soon", { time, title }), " ", button("look", look, { class: "pb-quiet-button" }))];
  here.refused = findings;
  const mend = findings.map((finding) => made("li", {}, made("a", { href: `#${finding.path}:${finding.line}`, text: `${plainly(finding)} ${said("mend")}` })));
  return [made("p", { class: "pb-trouble", text: said("not-live", { time, title }) }), made("ul", {}, ...mend), button("look", look, { class: "pb-quiet-button" })];
};

/* What is left to do by hand at the host. */
const handed = ({ address, filled, copied: taken, text }, done) => {
  const host = said(`host-${here.form.host.kind}`);
  const box = made("textarea", { rows: 8, readonly: true, "aria-label": said("hand-text") });
  box.value = text;
  return made("div", {}, made("p", { text: said(filled ? "hand-filled" : taken ? "hand-copied" : "hand-copy", { host, path: done.path }) }), made("p", {}, made("a", { class: "pb-onward", href: address, target: "_blank", rel: "noopener", text: said("at-host", { host }) })), !filled && box);
};

// Somebody else has changed the text meanwhile: both are shown, and nothing is lost.

const meanwhile = (work, { path, text, theirs }) => {
  // boxes that are no longer shown say nothing of themselves
  const mine = work.before === null || !theirs ? work.boxes.map((box) => ({ key: box.key, value: box.value() })) : work.changes();
  const both = theirs && work.before !== null ? bothChanged(work, theirs) : [];
  const goOn = () => {
    work.forget();
    const again = workOn({ kind: work.kind, path: work.before === null && theirs ? null : path, before: theirs && work.before !== null ? theirs.text : null, version: theirs && work.before !== null ? theirs.version : null, address: work.address });
    if (work.before === null) here.paths = [...new Set([...here.paths, path])];
    showText(again);
    again.allowed = work.allowed;
    for (const { key, value } of mine) again.boxes.find((box) => box.key === key)?.set(value);
    again.keep();
  };
  const about = !theirs ? said("meanwhile-gone", { path }) : work.before === null ? said("meanwhile-taken", { path }) : said("meanwhile-about");
  const view = (title, before, after) => made("section", {}, made("h3", { text: title }), shownChanges(before, after));
  show(
    said("meanwhile"),
    made("p", { text: about }),
    theirs && view(said("meanwhile-theirs"), work.before ?? "", theirs.text),
    view(said("meanwhile-mine"), work.before ?? "", text),
    both.length > 0 && made("p", { class: "pb-trouble", text: said("meanwhile-both", { boxes: both.join(", ") }) }),
    made("p", {}, button(theirs && work.before !== null ? "meanwhile-go" : "meanwhile-new", goOn, { class: "pb-onward" }), " ", button("meanwhile-drop", () => {
      work.forget();
      here.work = null;
      follow();
    }, { class: "pb-quiet-button" })),
  );
};

/* What the boxes are called in which both have changed something. */
const bothChanged = (work, theirs) => {
  const now = { ...work, read: core.read(theirs.text, work.path, here.form) };
  return work.shown().filter((box) => box.touched() && asText(valueFor(box.question, work)) !== asText(valueFor(box.question, now))).map((box) => box.question.asks);
};

// The first question: where the texts are kept, and what each way asks of whoever writes.

/* What the page knows while it is open: what it asks, where texts are kept, the text in hand, what an edit was refused for. */
const here = { form: null, root: null, store: null, paths: [], work: null, refused: [] };

/* Show something else on the page, and lead whoever reads along with the keyboard or by ear to its heading. */
const show = (title, ...content) => {
  const heading = made("h2", { text: title, tabindex: "-1" });
  here.root.replaceChildren(heading, ...content.filter(Boolean));
  heading.focus({ preventScroll: false });
  return heading;
};

/* Say what could not be done, below what was asked for. */
const complain = (place, error) => {
  if (!(error instanceof Refused)) console.error(error);
  place.replaceChildren(made("p", { class: "pb-trouble", text: error instanceof Refused ? error.message : said("went-wrong") }));
};

/* Begin with a way of keeping: read what there is, then go where the address leads. */
const begin = async (store, trouble) => {
  try {
    if (!store) return;
    here.paths = await store.list();
    here.store = store;
    follow();
  } catch (error) {
    complain(trouble, error);
  }
};

const askForPlace = () => {
  const { form } = here;
  const name = form.host && said(`host-${form.host.kind}`);
  const trouble = made("div", { role: "alert" });
  const parts = [];
  if (form.host) parts.push(askForKey(name, trouble));
  parts.push(askForFolder(trouble));
  if (form.host) {
    parts.push(way(said("without-key", { host: name }), said(`without-key-${form.host.kind}`, { host: name }), button("without-key-go", () => begin(handStore(form), trouble))));
  } else {
    parts.push(way(said("no-host"), said("no-host-about")));
  }
  show(said("where"), trouble, ...parts);
};

const way = (title, about, ...content) => made("section", { class: "pb-way" }, made("h3", { text: title }), made("p", { class: "pb-why", text: about }), ...content);

const askForKey = (name, trouble) => {
  const { form } = here;
  const key = made("input", { type: "password", autocomplete: "off", spellcheck: "false", autocapitalize: "off", required: true });
  const stay = made("input", { type: "checkbox", id: freshId() });
  const go = async (event) => {
    event.preventDefault();
    const written = key.value.trim();
    if (!written) {
      complain(trouble, new Refused(said("key-missing")));
      key.focus();
      return;
    }
    tabKeeps.set("key", stay.checked ? written : null);
    await begin(storeWithKey(written), trouble);
  };
  const asked = made("form", { novalidate: true, onsubmit: go }, labelled(said("key"), key), made("p", { class: "pb-field" }, made("label", { class: "pb-choice-edit", for: stay.id }, stay, made("span", { text: said("key-stay") }))), made("button", { text: said("key-go"), class: "pb-onward" }));
  asked.querySelector("button").type = "submit";
  const how = made("details", {}, made("summary", { text: said("key-how") }), made("p", { text: said(`key-how-${form.host.kind}`) }), made("p", {}, made("a", { href: whereKeysAre(form.host), target: "_blank", rel: "noopener", text: said("key-page", { host: name }) })), made("p", { text: said("key-care") }));
  return way(said("with-key", { host: name }), said("with-key-about", { host: name }), asked, how);
};

/* The host's page on which a key is made, filled in as far as it lets itself be. */
const whereKeysAre = ({ kind, web, project }) =>
  kind === "github"
    ? `${new URL(web).origin}/settings/personal-access-tokens/new?${new URLSearchParams({ name: "Playbook", target_name: project.split("/")[0], expires_in: 90, contents: "write", pull_requests: "write" })}`
    : `${web}/-/settings/access_tokens`;

const storeWithKey = (key) => (here.form.host.kind === "github" ? githubStore : gitlabStore)(key, here.form);

const askForFolder = (trouble) => {
  const { form } = here;
  if (folderCanBeOpened()) {
    const go = async () => {
      try {
        await begin(await openFolder(form), trouble);
      } catch (error) {
        complain(trouble, error);
      }
    };
    return way(said("folder"), said("folder-about", { folder: form.folder }), button("folder-go", go));
  }
  const choose = made("input", { type: "file", webkitdirectory: true, multiple: true });
  choose.addEventListener("change", async () => {
    try {
      await begin(await filesChosen(choose.files, form), trouble);
    } catch (error) {
      complain(trouble, error);
    }
  });
  return way(said("folder"), said("folder-not-here"), labelled(said("files-go", { folder: form.folder }), choose), button("files-none-go", () => begin(filesStore([], form), trouble)));
};

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

// Before anything is saved: what is wrong, all at once and at its box; then what will change; then saving.

/* What was found in a text as it would be saved; what cannot be made at all is told as one. */
const reviewed = (work) => {
  const made = work.made();
  return { ...made, findings: core.check(made.text, made.path, here.form) };
};

const LEVELS = ["error", "warning", "advice"];

/* Check, tell each finding at its box, and lead to what is to be done next. */
const review = (work, outcome) => {
  const blank = work.first.filter((box) => box.question.required && isBlank(box.value()) && (work.before === null || box.touched()));
  const told = new Map(work.boxes.map((box) => [box, []]));
  for (const box of blank) told.get(box).push(made("span", { text: said("blank") }));
  let result = null;
  if (!blank.length) {
    result = reviewed(work);
    for (const finding of result.findings) {
      const box = boxFor(work, finding.key);
      if (box) told.get(box).push(findingShown(work, finding, outcome));
    }
  }
  for (const [box, findings] of told) box.tell(findings, { empty: blank.includes(box) });
  const errors = blank.length + (result?.findings.filter(({ level }) => level === "error").length ?? 0);
  if (errors) return tellErrors(work, outcome, { blank, result, errors });
  if (!result.findings.length && !work.touched() && work.before !== null) {
    outcome.replaceChildren(made("p", { role: "status", text: said("nothing-changed") }));
    return;
  }
  showChanges(work, outcome, result);
};

const findingShown = (work, finding, outcome) => {
  const about = made("span", { class: `pb-finding pb-finding-${finding.level}` }, made("strong", { text: `${said(`level-${finding.level}`)}: ` }), plainly(finding));
  // what is missing or cannot be read is mended, and no reason helps
  if (!finding.may) return about;
  return made("span", {}, about, " ", button("keep", (event) => askWhy(work, finding, event.currentTarget, outcome), { class: "pb-quiet-button", "aria-label": said("keep-this", { message: finding.message }) }));
};

const ending = (message) => (/[?!….]$/.test(message) ? message : `${message}.`);

/* What was found as a sentence for somebody who writes in boxes: without the marks of the files. */
const plainly = ({ message, help }) => `${ending(message)} ${help ?? ""}`.trim().replace(/\*\*(.+?)\*\*|`([^`]+)`/g, (all, bold, code) => said("quoted", { words: bold ?? code })).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/* “Keep my wording”, with the reason that staff and the checklist read. */
const askWhy = (work, finding, asked, outcome) => {
  const because = made("input", { type: "text", autocomplete: "off" });
  const keep = () => {
    if (!because.value.trim()) return because.focus();
    work.allowed = [...work.allowed.filter(({ rule }) => rule !== finding.rule), { rule: finding.rule, because: because.value.trim() }];
    work.keep();
    review(work, outcome);
  };
  because.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    keep();
  });
  asked.replaceWith(made("span", { class: "pb-because" }, labelled(said("keep-why"), because), button("keep-go", keep)));
  because.focus();
};

const tellErrors = (work, outcome, { blank, result, errors }) => {
  const lines = [
    ...blank.map((box) => ({ box, text: `${box.question.asks} ${said("blank")}` })),
    ...(result?.findings ?? []).filter(({ level }) => level === "error").map((finding) => ({ box: boxFor(work, finding.key), text: plainly({ message: finding.message }) })),
  ];
  const heading = made("h3", { text: said(errors === 1 ? "one-to-mend" : "to-mend", { n: errors }), tabindex: "-1" });
  outcome.replaceChildren(made("section", { class: "pb-errors" }, heading, made("ul", {}, ...lines.map(({ box, text }) => made("li", {}, box ? made("button", { class: "pb-link", text, onclick: () => lead(work, box.key) }) : text))),
    result && made("p", {}, said("save-anyway-about"), " ", button("save-anyway", () => showChanges(work, outcome, result), { class: "pb-quiet-button" }))));
  heading.focus();
};

/* What will change, what else was found, what is checked later; and the buttons that save. */
const showChanges = (work, outcome, { path, text, findings }) => {
  const { form, store } = here;
  const later = (form.later ?? []).filter(({ kinds }) => !kinds.length || kinds.includes(work.kind.name));
  const heading = made("h3", { text: said("changes-title"), tabindex: "-1" });
  const loose = findings.filter((finding) => finding.level !== "error");
  const about = made("input", { type: "text", autocomplete: "off", id: freshId() });
  about.value = said(work.before === null ? "message-new" : "message-change", { title: titleOf(work) });
  const trouble = made("div", { role: "alert" });
  const go = button(`save-${store.kind}`, () => save(work, { path, text, message: about.value.trim() || said("message-change", { title: titleOf(work) }), trouble, button: go }), { class: "pb-onward" });
  const first = store.propose && button("ask-first", () => save(work, { path, text, message: about.value.trim() || said("message-change", { title: titleOf(work) }), trouble, button: first, propose: true }));
  outcome.replaceChildren(
    made(
      "section",
      { class: "pb-review" },
      heading,
      made("p", { class: "pb-why", text: work.before === null ? said("changes-new", { path }) : said("changes-about", { path }) }),
      ...work.told().map((box) => shownBox(box, { before: work.before === null ? null : box.before() })),
      work.allowed.length > 0 && made("div", {}, made("h4", { text: said("kept") }), made("ul", {}, ...work.allowed.map(({ rule, because }) => made("li", { text: `${rule}: ${because}` })))),
      made("details", {}, made("summary", { text: said("changes-file") }), shownChanges(work.before ?? "", text)),
      loose.length > 0 && made("details", { open: true }, made("summary", { text: said("also-found") }), made("ul", {}, ...loose.map((finding) => made("li", {}, made("button", { class: "pb-link", text: `${said(`level-${finding.level}`)}: ${plainly({ message: finding.message })}`, onclick: () => lead(work, finding.key) }))))),
      later.length > 0 && made("details", {}, made("summary", { text: said("later") }), made("p", { class: "pb-why", text: said("later-about") }), made("ul", {}, ...later.map(({ what }) => made("li", { text: what })))),
      ["github", "gitlab"].includes(store.kind) && labelled(said("message"), about),
      trouble,
      made("p", {}, go, " ", first, " ", button("go-on", () => {
        outcome.replaceChildren();
        work.shown()[0]?.focus();
      }, { class: "pb-quiet-button" })),
    ),
  );
  heading.focus();
};

/* What a box held, and what it holds, as lines of plain words. */
const shownBox = (box, { before }) => made("div", {}, made("h4", { text: box.question.asks }), shownChanges(inWords(before, box.question), inWords(box.value(), box.question), { whole: false }));

const inWords = (value, question) => {
  if (Array.isArray(value)) return value.map((one) => inWords(one, question)).join("\n");
  if (value && typeof value === "object") return (value.cells ?? [value.label, value.text]).filter(Boolean).join(value.cells ? " · " : " ");
  return question?.choices?.find((choice) => choice.value === value)?.label ?? String(value ?? "");
};

const titleOf = (work) => work.boxes.find(({ key }) => key === "title")?.value().trim() || work.title;

const save = async (work, { path, text, message, trouble, button: pressed, propose = false }) => {
  pressed.disabled = true;
  try {
    const given = { path, text, version: work.version, said: message };
    const done = await (propose ? here.store.propose(given) : here.store.write(given));
    work.forget();
    here.work = null;
    if (done.asked) return askedFor({ path, ...done });
    if (!here.paths.includes(path)) here.paths = [...here.paths, path].sort();
    saved({ path, title: titleOf(work), ...done });
  } catch (error) {
    pressed.disabled = false;
    if (error instanceof Meanwhile) meanwhile(work, { path, text, theirs: error.theirs });
    else complain(trouble, error);
  }
};

// One text: its questions, each with its box; the required first, the rest folded.

/* A text, or a new one of a kind, being worked at. */
const workOn = ({ kind, path, before, version, address }) => {
  const work = { kind, path, before, version, address, boxes: [], allowed: [] };
  work.read = before === null ? null : core.read(before, path, here.form);
  work.title = work.read?.title?.text || (before === null ? (kind.file ? kind.plural : said("new-title", { kind: kind.called })) : path.split("/").at(-1));
  work.shown = () => work.boxes.filter((box) => box.element.isConnected);
  work.topic = () => core.topicOf(work.boxes.find(({ key }) => key === "field:topic")?.value() ?? work.read?.fields.topic?.value ?? null, work.read?.lang ?? here.form.lang, here.form);
  work.changes = () => work.shown().filter((box) => box.touched()).map((box) => ({ key: box.key, value: box.value() }));
  /* The boxes that are shown before saving, in their order: all that a new text is made of, and else what was changed. */
  work.told = () => {
    const follows = (one, other) => Boolean(one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return work.shown().filter((box) => (before === null ? !isBlank(box.value()) : box.touched())).sort((one, other) => (follows(one, other) ? -1 : 1));
  };
  work.touched = () => work.changes().length > 0 || work.allowed.length > 0;
  /* The text as it would be saved: `{ path, text }`. */
  work.made = () => {
    const { form } = here;
    let { path: place, text } =
      before === null
        ? core.compose(kind.name, Object.fromEntries(work.shown().filter((box) => !isBlank(box.value())).map((box) => [box.key, box.value()])), { ...form, documents: [...form.documents, ...here.paths.map((there) => ({ path: there }))] })
        : { path, text: core.write(work.before, work.changes(), form, path) };
    for (const { rule, because } of work.allowed) text = core.allow(text, rule, because, form, place) ?? text;
    return { path: place, text };
  };
  work.keep = () => tabKeeps.set(`draft:${address}`, work.touched() ? { values: work.changes(), allowed: work.allowed, version: work.version } : null);
  work.forget = () => tabKeeps.set(`draft:${address}`, null);
  return work;
};

/* The question for a part of a text that the kind does not ask about: its own heading asks. */
const questionFor = (part, heading) => ({
  key: part.key,
  asks: heading,
  why: part.type === "whole" ? said("whole") : "",
  type: part.type,
  columns: part.header?.map(({ text }) => ({ label: text })),
});

const valueFor = (question, work) => {
  const { read } = work;
  if (!read) return question.default ?? null;
  if (question.key === "title") return read.title?.text ?? "";
  if (question.key.startsWith("field:")) {
    const { value } = read.fields[question.key.slice(6)] ?? {};
    return ["choices", "lines"].includes(question.type) && typeof value === "string" ? [value] : value ?? null;
  }
  const part = [read.lead, ...read.sections].flatMap(({ parts }) => parts).find(({ key }) => key === question.key);
  return part ? core.partValue(part) : null;
};

/* A question whose part of the text is of another form than it asks for is shown in that form. */
const asWritten = (question, work) => {
  const part = work.read && [work.read.lead, ...work.read.sections].flatMap(({ parts }) => parts).find(({ key }) => key === question.key);
  return part && part.type !== question.type ? { ...question, type: part.type, why: part.type === "whole" ? said("whole") : question.why, columns: part.header?.map(({ text }) => ({ label: text })) ?? question.columns } : question;
};

const showText = (work, { line = 0, draft = null } = {}) => {
  here.work = work;
  const { kind, read } = work;
  const changed = () => {
    arrange();
    work.keep();
  };
  const boxed = (question) => {
    const known = work.boxes.find(({ key }) => key === question.key);
    if (known) {
      known.ask(question);
      if (!read && !known.touched()) known.begin(question.default ?? null);
      return known;
    }
    const box = boxOf(asWritten(question, work), changed);
    work.boxes.push(box);
    box.begin(valueFor(question, work));
    return box;
  };
  const [first, others, more] = [made("div"), made("details", { class: "pb-more" }), made("details", { class: "pb-more" })];
  const fill = (place, boxes, summary) => {
    const elements = boxes.map(({ element }) => element);
    const there = [...place.children].filter((one) => one.tagName !== "SUMMARY");
    // what stands where it belongs is not touched: it may hold the cursor
    if (there.length !== elements.length || there.some((one, at) => one !== elements[at])) place.replaceChildren(...(summary ? [made("summary", { text: summary })] : []), ...elements);
    place.hidden = elements.length === 0;
  };
  let settled;
  const arrange = () => {
    const topic = work.topic();
    if (settled !== undefined && settled === topic) return;
    settled = topic;
    const asked = core.questionsOf(kind.name, topic, here.form);
    const keys = [...asked.first, ...asked.more].map(({ key }) => key);
    const parts = !read ? [] : [{ parts: read.lead.parts, heading: said("lead") }, ...read.sections].flatMap(({ parts: inner, heading }) => inner.filter(({ key }) => !keys.includes(key)).map((part) => questionFor(part, heading)));
    const [boxesFirst, boxesOther, boxesMore] = [asked.first, parts, asked.more].map((questions) => questions.map(boxed));
    const filled = boxesMore.filter((box) => !isBlank(box.value())).length;
    fill(first, boxesFirst, "");
    fill(others, boxesOther, said("others", { n: boxesOther.length }));
    fill(more, boxesMore, filled ? said("more-filled", { n: filled }) : said("more"));
    work.first = boxesFirst;
  };
  arrange();
  const outcome = made("div", { class: "pb-outcome" });
  const asks = made(
    "form",
    { class: "pb-asks", novalidate: true, onsubmit: (event) => (event.preventDefault(), review(work, outcome)) },
    first,
    others,
    more,
    made("p", {}, made("button", { type: "submit", class: "pb-onward", text: said("review") })),
  );
  show(work.title, back(), draft && draftLine(work, draft), read?.trouble ? made("p", { class: "pb-trouble", text: read.trouble }) : kind.what && made("p", { class: "pb-why", text: kind.what }), read?.trouble ? null : asks, outcome);
  if (draft) {
    work.allowed = draft.allowed ?? [];
    for (const { key, value } of draft.values) work.boxes.find((box) => box.key === key)?.set(value);
  }
  if (line) openAt(work, line);
};

/* Whether nothing is said in a value, whatever its form. */
const isBlank = (value) => {
  if (Array.isArray(value)) return value.every(isBlank);
  if (value && typeof value === "object") return !value.more && Object.entries(value).every(([name, inner]) => name === "was" || isBlank(inner));
  return value === null || value === undefined || String(value).trim() === "";
};

const back = () => made("p", {}, made("a", { href: "#", class: "pb-back", text: said("all-texts") }));

const draftLine = (work, draft) => made("p", { class: "pb-draft" }, said(draft.version === work.version ? "draft" : "draft-older"), " ", button("draft-drop", () => {
  work.forget();
  here.work = null;
  follow();
}, { class: "pb-quiet-button" }));

/* Lead to the box of a line, as a finding names it. */
const openAt = (work, line) => {
  const found = core.check(work.before, work.path, here.form).find((finding) => finding.line === line);
  const key = found?.key ?? keyAt(work, line);
  if (key) lead(work, key);
  // what this page cannot find itself was found before publishing
  const refused = here.refused.filter((finding) => finding.path === work.path && finding.line === line);
  boxFor(work, key)?.tell(refused.map((finding) => made("span", { text: plainly(finding) })));
};

/* The part of a text that a line stands in. */
const keyAt = (work, line) => {
  const { read, before } = work;
  const lineOf = (at) => before.slice(0, at).split("\n").length;
  const within = ({ start, end }) => start !== null && start !== undefined && lineOf(start) <= line && line <= lineOf(end);
  const field = Object.entries(read.fields).find(([, value]) => within(value));
  if (field) return `field:${field[0]}`;
  const parts = [read.lead, ...read.sections].flatMap(({ parts: inner }) => inner);
  return parts.find(within)?.key ?? (read.title && within(read.title) ? "title" : null);
};

/* The box of a key: its own, or that of the whole which it belongs to. */
const boxFor = (work, key) => {
  const shown = work.shown();
  for (let name = key ?? ""; name; name = name.replace(/[/:][^/:]*$|^[^/:]*$/, "")) {
    const box = shown.find((one) => one.key === name);
    if (box) return box;
  }
  return shown.find((one) => key && one.key.startsWith(`${key}/`)) ?? null;
};

const lead = (work, key) => {
  const box = boxFor(work, key);
  if (!box) return;
  box.element.closest("details")?.setAttribute("open", "");
  box.focus();
  box.element.scrollIntoView({ block: "center" });
};

const openText = async (path, line) => {
  const trouble = made("div", { role: "alert" });
  const kind = kindAt(path);
  try {
    const found = kind && (await here.store.read(path));
    if (!kind || (!found && !mayBring())) throw new Refused(said("text-gone", { path }));
    if (!found) return bring(path, line);
    const draft = tabKeeps.get(`draft:${path}`);
    showText(workOn({ kind, path, before: found.text, version: found.version, address: path }), { line, draft });
  } catch (error) {
    show(said("texts"), back(), trouble);
    complain(trouble, error);
  }
};

const openNew = (name) => {
  const kind = here.form.kinds.find((one) => one.name === name);
  if (!kind) return showList();
  const address = `new:${name}`;
  showText(workOn({ kind, path: null, before: null, version: null, address }), { draft: tabKeeps.get(`draft:${address}`) });
};

/* Where nobody but the owner can fetch a text, she copies it into a box. */
const mayBring = () => ["hand", "files"].includes(here.store.kind);

const bring = (path, line) => {
  const { form } = here;
  const box = made("textarea", { rows: 8, spellcheck: "false" });
  const name = form.host ? said(`host-${form.host.kind}`) : "";
  const go = () => {
    if (!box.value.trim()) return box.focus();
    here.store.keep(path, box.value);
    openText(path, line);
  };
  show(
    said("bring"),
    back(),
    form.host ? made("p", {}, said("bring-host", { host: name }), " ", made("a", { href: editAtHost(form, path), target: "_blank", rel: "noopener", text: said("at-host", { host: name }) })) : made("p", { text: said("bring-file", { path }) }),
    labelled(said("bring-here"), box),
    made("p", {}, button("bring-go", go, { class: "pb-onward" })),
  );
};

/* Whether what was typed may be left behind; it is kept in this tab, so nothing is lost either way. */
const mayLeave = () => {
  here.work?.keep();
  return true;
};

// Where texts are kept. Each way of keeping gives the same: `{ kind, list(), read(path), write({ path, text, version, said }) }`.
// `read` gives `{ text, version }`, or `null` where there is no such file; `version` is what `write` needs to know that nobody
// else was quicker, and `null` for a new text. `write` gives `{ version, commit, at }`.

/* Somebody else has changed the text meanwhile; `theirs` is it, as `read` gives it. */
class Meanwhile extends Error {
  constructor(theirs) {
    super("meanwhile");
    this.theirs = theirs;
  }
}

/* What could not be done, as a sentence for the owner. */
class Refused extends Error {}

/* Bytes as they stand: no mark at the beginning is lost, and what is no text is not guessed at. */
const textOf = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(said("not-text"));
  }
};
const fromBase64 = (written) => textOf(Uint8Array.from(atob(written.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)));
const toBase64 = (text) => {
  const bytes = new TextEncoder().encode(text);
  let signs = "";
  for (let at = 0; at < bytes.length; at += 4096) signs += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(signs);
};

/* Whether a path is one of the playbook's texts. */
const isText = (path, form) => path.endsWith(".md") && (form.folder === "." || path.startsWith(`${form.folder}/`));

/* A question to the host's interface for programs: `{ status, told, headers }`. Refusals that any question may meet are said here. */
const asking = (host, headers, key) => async (path, { method = "GET", body } = {}) => {
  let answer;
  try {
    answer = await fetch(`${host.api}${path}`, { method, headers: { ...headers, ...(body ? { "Content-Type": "application/json" } : {}) }, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new Refused(said("host-silent", { host: new URL(host.web).host }));
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 401) throw new Refused(said("key-unknown", { host: said(`host-${host.kind}`) }));
  const busy = answer.status === 429 || (answer.status === 403 && answer.headers.get("x-ratelimit-remaining") === "0");
  if (busy || answer.status === 403) throw new Refused(busy ? said("host-busy", { host: said(`host-${host.kind}`) }) : said("key-too-weak"));
  if (answer.status >= 500) throw new Refused(said("host-broken", { host: new URL(host.web).host, status: answer.status }));
  return { status: answer.status, told, headers: answer.headers };
};

/* What a branch is called on which somebody is asked to look: by the text, and by the moment. */
const branchFor = (path) => `texts/${path.split("/").at(-1).replace(/\.md$/, "")}-${Date.now().toString(36)}`;

/* A path or a branch within an address, its slashes kept. */
const quotedPath = (path) => path.split("/").map(encodeURIComponent).join("/");

// Texts that were chosen one by one or pasted, where a browser may not write into a folder: what is saved is given back as a file.

const filesStore = (given, form) => {
  const kept = new Map(given);
  return {
    kind: "files",
    list: async () => [...kept.keys()].sort(),
    read: async (path) => (kept.has(path) ? { text: kept.get(path), version: kept.get(path) } : null),
    async write({ path, text }) {
      kept.set(path, text);
      giveFile(path.split("/").at(-1), text);
      return { version: text, commit: null, at: new Date().toISOString() };
    },
    keep: (path, text) => kept.set(path, text),
  };
};

/* Give somebody a file as a download. */
const giveFile = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = made("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/* The chosen files by their paths: of a whole folder, or of single files, each below the folder that its name is known from. */
const filesChosen = async (files, form) => {
  const found = [];
  for (const file of files) {
    const way = file.webkitRelativePath || file.name;
    const path = placeOf(way, form);
    if (path && isText(path, form)) found.push([path, textOf(await file.arrayBuffer())]);
  }
  if (!found.length) throw new Refused(said("files-none", { folder: form.folder }));
  return filesStore(found, form);
};

/* Where a chosen file belongs: known by its whole way, by the end of it, or by its name alone. */
const placeOf = (way, form) => {
  const parts = way.split("/");
  const known = form.documents.map((document) => document.path);
  for (let from = 0; from < parts.length; from += 1) {
    const end = parts.slice(from).join("/");
    if (end.startsWith(`${form.folder}/`)) return end;
    const whole = `${form.folder}/${end}`;
    if (known.includes(whole) || (parts.length - from === 2 && form.kinds.some((kind) => kind.folder === `${parts[from]}/`))) return whole;
  }
  return known.find((path) => path.endsWith(`/${parts.at(-1)}`)) ?? null;
};

// Texts in a folder on this computer: browsers that let a page write there ask first, and no server is needed.

const folderCanBeOpened = () => typeof window.showDirectoryPicker === "function";

const openFolder = async (form) => {
  let picked;
  try {
    picked = await window.showDirectoryPicker({ id: "playbook", mode: "readwrite" });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw new Refused(said("folder-refused"));
  }
  return folderStore(await playbookWithin(picked, form), form);
};

/* The playbook's folder: somebody may choose the repository, a folder within it, or the playbook's own. */
const playbookWithin = async (picked, form) => {
  const parts = form.folder === "." ? [] : form.folder.split("/");
  for (let from = 0; from <= parts.length; from += 1) {
    try {
      let folder = picked;
      for (const part of parts.slice(from)) folder = await folder.getDirectoryHandle(part);
      await folder.getFileHandle("playbook.yml");
      return folder;
    } catch {
      continue;
    }
  }
  throw new Refused(said("folder-other", { folder: form.folder }));
};

const folderStore = (root, form) => {
  const before = form.folder === "." ? "" : `${form.folder}/`;

  const folderOf = async (path, { create = false } = {}) => {
    const parts = path.slice(before.length).split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create });
    return [folder, parts.at(-1)];
  };
  const read = async (path) => {
    try {
      const [folder, name] = await folderOf(path);
      const file = await (await folder.getFileHandle(name)).getFile();
      const text = textOf(await file.arrayBuffer());
      return { text, version: text };
    } catch (error) {
      if (error.name === "NotFoundError") return null;
      if (error instanceof Refused) throw error;
      throw new Refused(said("folder-refused"));
    }
  };
  const walk = async (folder, path, found) => {
    for await (const [name, entry] of folder.entries()) {
      if (name.startsWith(".")) continue;
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`, found);
      else found.push(`${path}${name}`);
    }
    return found;
  };
  return {
    kind: "folder",
    list: async () => (await walk(root, before, [])).filter((path) => isText(path, form)).sort(),
    read,
    async write({ path, text, version }) {
      const now = await read(path);
      if ((now?.version ?? null) !== version) throw new Meanwhile(now);
      try {
        const [folder, name] = await folderOf(path, { create: true });
        // the file is exchanged when all of it is written, and not before
        const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
      } catch {
        throw new Refused(said("folder-refused"));
      }
      return { version: text, commit: null, at: new Date().toISOString() };
    },
  };
};

// Texts at GitHub, through its interface for programs and with the owner's own key.

const githubStore = (key, form) => {
  const { host, branch } = form;
  const ask = asking(host, { Accept: "application/vnd.github+json", Authorization: `Bearer ${key}` }, key);
  const repository = `/repos/${quotedPath(host.project)}`;
  const missing = () => new Refused(said("key-elsewhere", { repository: host.web }));

  const read = async (path) => {
    const { status, told } = await ask(`${repository}/contents/${quotedPath(path)}?ref=${encodeURIComponent(branch)}`);
    if (status === 404) return null;
    if (status !== 200 || typeof told.content !== "string") throw new Refused(said("host-odd", { told: told.message ?? status }));
    return { text: fromBase64(told.content), version: told.sha };
  };
  return {
    kind: "github",
    async list() {
      const { status, told } = await ask(`${repository}/git/trees/${encodeURIComponent(branch)}?recursive=1`);
      if (status !== 200) throw missing();
      return told.tree.filter((entry) => entry.type === "blob" && isText(entry.path, form)).map((entry) => entry.path);
    },
    read,
    /* Write on a branch of its own, and ask for somebody to look; `{ commit, at, asked }`, the last being where they do so. */
    async propose({ path, text, version, said: message }) {
      const head = await ask(`${repository}/commits/${encodeURIComponent(branch)}`);
      if (head.status !== 200) throw missing();
      const own = branchFor(path);
      const made = await ask(`${repository}/git/refs`, { method: "POST", body: { ref: `refs/heads/${own}`, sha: head.told.sha } });
      if (made.status !== 201) throw new Refused(said("host-odd", { told: made.told.message ?? made.status }));
      const done = await this.write({ path, text, version, said: message, on: own });
      const asked = await ask(`${repository}/pulls`, { method: "POST", body: { title: message, head: own, base: branch } });
      if (asked.status !== 201) throw new Refused(said("host-odd", { told: asked.told.message ?? asked.status }));
      return { ...done, asked: asked.told.html_url };
    },
    async write({ path, text, version, said: message, on = branch }) {
      const body = { message, content: toBase64(text), branch: on, ...(version ? { sha: version } : {}) };
      const { status, told } = await ask(`${repository}/contents/${quotedPath(path)}`, { method: "PUT", body });
      if (status === 409 || status === 422) {
        const theirs = await read(path);
        if ((theirs?.version ?? null) !== version) throw new Meanwhile(theirs);
        throw new Refused(said("host-odd", { told: told.message ?? status }));
      }
      if (status === 404) throw missing();
      if (status !== 200 && status !== 201) throw new Refused(said("host-odd", { told: told.message ?? status }));
      return { version: told.content.sha, commit: told.commit.sha, at: told.commit.committer?.date ?? new Date().toISOString() };
    },
  };
};

// Texts at GitLab, on gitlab.com or on a machine of one's own, through its interface for programs and with the owner's own key.

const gitlabStore = (key, form) => {
  const { host, branch } = form;
  const ask = asking(host, { "PRIVATE-TOKEN": key }, key);
  const repository = `/projects/${encodeURIComponent(host.project)}/repository`;
  const missing = () => new Refused(said("key-elsewhere", { repository: host.web }));

  const read = async (path) => {
    const { status, told } = await ask(`${repository}/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(branch)}`);
    if (status === 404) return null;
    if (status !== 200 || typeof told.content !== "string") throw new Refused(said("host-odd", { told: told.message ?? status }));
    return { text: fromBase64(told.content), version: told.last_commit_id };
  };
  return {
    kind: "gitlab",
    async list() {
      const found = [];
      for (let page = 1; ; page += 1) {
        const { status, told } = await ask(`${repository}/tree?recursive=true&per_page=100&page=${page}&ref=${encodeURIComponent(branch)}`);
        if (status !== 200) throw missing();
        found.push(...told.filter((entry) => entry.type === "blob" && isText(entry.path, form)).map((entry) => entry.path));
        if (told.length < 100) return found;
      }
    },
    read,
    /* Write on a branch of its own, and ask for somebody to look; `{ commit, at, asked }`, the last being where they do so. */
    async propose({ path, text, version, said: message }) {
      const own = branchFor(path);
      const done = await this.write({ path, text, version, said: message, on: own });
      const asked = await ask(`/projects/${encodeURIComponent(host.project)}/merge_requests`, { method: "POST", body: { source_branch: own, target_branch: branch, title: message, remove_source_branch: true } });
      if (asked.status !== 201) throw new Refused(said("host-odd", { told: asked.told.message ?? asked.status }));
      return { ...done, asked: asked.told.web_url };
    },
    async write({ path, text, version, said: message, on = branch }) {
      const action = { action: version ? "update" : "create", file_path: path, content: toBase64(text), encoding: "base64", ...(version ? { last_commit_id: version } : {}) };
      const { status, told } = await ask(`${repository}/commits`, { method: "POST", body: { branch: on, ...(on === branch ? {} : { start_branch: branch }), commit_message: message, actions: [action] } });
      if (status === 400 || status === 409) {
        const theirs = await read(path);
        if ((theirs?.version ?? null) !== version) throw new Meanwhile(theirs);
        throw new Refused(said("host-odd", { told: told.message ?? status }));
      }
      if (status === 404) throw missing();
      if (status !== 201) throw new Refused(said("host-odd", { told: told.message ?? status }));
      return { version: told.id, commit: told.id, at: told.committed_date ?? told.created_at ?? new Date().toISOString() };
    },
  };
};

// Texts at the host without a key: its own page for a new file takes the text along, and an old text is copied by hand.

/* As long an address as every browser and host takes. */
const LONGEST_ADDRESS = 7000;

const handStore = (form) => {
  const kept = new Map();
  return {
    kind: "hand",
    list: async () => form.documents.map((document) => document.path),
    read: async (path) => (kept.has(path) ? { text: kept.get(path), version: kept.get(path) } : null),
    async write({ path, text, version }) {
      const filled = version === null ? newAtHost(form, path, text) : null;
      const taken = filled ? true : await copied(text);
      kept.set(path, text);
      return { version: text, commit: null, at: new Date().toISOString(), byHand: { address: filled ?? editAtHost(form, path, { fresh: version === null }), filled: Boolean(filled), copied: taken, text } };
    },
    keep: (path, text) => kept.set(path, text),
  };
};

/* The host's own page for a new file, with the text filled in; `null` where it takes none, or the text is too long for an address. */
const newAtHost = ({ host, branch }, path, text) => {
  if (host.kind !== "github") return null;
  const [folder, name] = [path.split("/").slice(0, -1).join("/"), path.split("/").at(-1)];
  const address = `${host.web}/new/${quotedPath(branch)}/${quotedPath(folder)}?filename=${encodeURIComponent(name)}&value=${encodeURIComponent(text)}`;
  return address.length > LONGEST_ADDRESS ? null : address;
};

/* The host's own page on which a text is changed, or one is begun. */
const editAtHost = ({ host, branch }, path, { fresh = false } = {}) => {
  const within = host.kind === "github" ? "" : "/-";
  if (!fresh) return `${host.web}${within}/edit/${quotedPath(branch)}/${quotedPath(path)}`;
  const [folder, name] = [path.split("/").slice(0, -1).join("/"), path.split("/").at(-1)];
  return host.kind === "github" ? `${host.web}/new/${quotedPath(branch)}/${quotedPath(folder)}?filename=${encodeURIComponent(name)}` : `${host.web}/-/new/${quotedPath(branch)}?file_name=${encodeURIComponent(path)}`;
};

// Begin: the page gives its place, and holds all that is asked.

const FORMAT = 1;

const start = async (root) => {
  here.root = root;
  // a theme that swaps pages without loading them leaves the policy of another page in force
  const loaded = performance.getEntriesByType("navigation")[0]?.name;
  if (loaded && new URL(loaded).pathname !== location.pathname) return location.reload();
  here.form = JSON.parse(document.querySelector(".pb-edit-asked").textContent);
  sentences = here.form.words ?? {};
  root.lang = here.form.lang;
  if (here.form.format !== FORMAT) {
    show(said("title-other-format"), made("p", { class: "pb-trouble", text: said("other-format") }));
    return;
  }
  const { checks, later } = here.form;
  // a newer build may know rules that this form has not learnt
  const known = (checks.rules ?? []).filter(({ name }) => core.rules?.[name]);
  later.push(...(checks.rules ?? []).filter((rule) => !known.includes(rule)).map(({ name }) => ({ rule: name, what: name })));
  checks.rules = known;
  for (const heard of ["input", "toggle", "focusin"]) root.addEventListener(heard, () => fit(root), true);
  addEventListener("hashchange", follow);
  addEventListener("beforeunload", (event) => here.work?.touched() && event.preventDefault());
  const key = here.form.host && tabKeeps.get("key");
  const trouble = made("div", { role: "alert" });
  if (key) {
    root.prepend(trouble);
    await begin(storeWithKey(key), trouble);
  }
  if (!here.store) {
    askForPlace();
    if (trouble.firstChild) here.root.querySelector("[role=alert]").replaceChildren(...trouble.childNodes);
  }
};

for (const root of document.querySelectorAll(".pb-edit")) start(root);

})();
