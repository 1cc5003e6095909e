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
