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
