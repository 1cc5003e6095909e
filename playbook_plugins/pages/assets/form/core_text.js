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
