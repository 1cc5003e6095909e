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
