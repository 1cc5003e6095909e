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
