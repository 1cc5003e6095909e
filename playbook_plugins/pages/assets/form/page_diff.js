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
