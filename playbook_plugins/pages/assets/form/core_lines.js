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
