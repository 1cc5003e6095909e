// How alike two words are: the longest stretch in common, and what is in common before and behind it.
{
  const longest = (one, other, [low, high, from, to]) => {
    let [best, at, there] = [0, low, from];
    let ends = new Map();
    for (let i = low; i < high; i += 1) {
      const now = new Map();
      for (let j = from; j < to; j += 1) {
        if (one[i] !== other[j]) continue;
        const size = (ends.get(j - 1) ?? 0) + 1;
        now.set(j, size);
        if (size > best) [best, at, there] = [size, i - size + 1, j - size + 1];
      }
      ends = now;
    }
    return [at, there, best];
  };

  const common = (one, other, bounds) => {
    const [at, there, size] = longest(one, other, bounds);
    if (!size) return 0;
    const [low, high, from, to] = bounds;
    return size + common(one, other, [low, at, from, there]) + common(one, other, [at + size, high, there + size, to]);
  };

  /* 1 for the same, 0 for nothing in common; for short texts. */
  core.likeness = (written, known) => {
    const [one, other] = [[...written], [...known]];
    const length = one.length + other.length;
    return length ? (2 * common(one, other, [0, one.length, 0, other.length])) / length : 1;
  };

  /* The known name that comes closest to what was written; empty where none is near. */
  core.nearest = (written, known, least) => {
    let best = ["", 0];
    for (const name of known) {
      const likeness = core.likeness(name, written);
      if (likeness >= least && (likeness > best[1] || (likeness === best[1] && name > best[0]))) best = [name, likeness];
    }
    return best[0];
  };

  const stepLikeness = (step, alias) => {
    const written = core.fold(core.opening(step).text);
    if ([" ", ",", ".", ":"].some((sign) => `${written} `.startsWith(alias + sign))) return 1;
    if (!step.label) return 0;
    const alike = written.split(" ")[0] === alias.split(" ")[0] && alias.includes(" ");
    return Math.max(core.likeness(written, alias), alike ? 0.7 : 0);
  };

  /* A step that may be meant as `action`, by a label of the owner's own or by how it opens where it has none. */
  core.nearStep = (steps, action, labels) => {
    const known = Object.keys(labels).filter((alias) => labels[alias] === action);
    let [best, likeness] = [null, 0.6];
    for (const step of steps.filter((each) => each.action === null)) {
      const now = Math.max(0, ...known.map((alias) => stepLikeness(step, alias)));
      if (now > likeness) [best, likeness] = [step, now];
    }
    return best;
  };

  core.askedStep = (candidate, steps, action) => `Is step ${steps.indexOf(candidate) + 1}, *${core.stepShown(candidate)}*, your *${action.replaceAll("-", " ")}*? No step goes by that name`;

  /* The name of the known section that a heading of the owner's own nearly spells; empty where none comes near. */
  core.meantSection = (section, headings) => (section.name !== null ? "" : headings[core.nearest(core.fold(section.heading.text.text), Object.keys(headings), 0.82)] ?? "");
}
