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
