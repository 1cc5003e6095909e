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
