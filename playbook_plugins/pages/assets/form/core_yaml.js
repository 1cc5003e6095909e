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
