// Whether a value at the top of a text can be read: times, money, days, numbers and choices, as owners write them.
{
  const spaced = (text) => text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");

  const behind = (text, words) => {
    const opening = words.filter((word) => `${text} `.startsWith(`${word} `)).sort((one, other) => other.length - one.length)[0] ?? "";
    return text.slice(opening.length).trim();
  };

  /* The number that a text opens with, as a figure or a word, and what follows. */
  const numberOf = (text, words) => {
    const figure = /^(?:([1-9]\d{0,2}(?:,\d{3})+)|(\d+(?:[.,]\d+)?))\s*(.*)$/s.exec(text);
    if (figure && (figure[2] ?? figure[1]).length <= 12) return [Number(figure[2] ? figure[2].replace(",", ".") : figure[1].replaceAll(",", "")), figure[3].trim()];
    for (const word of Object.keys(words.numbers).sort((one, other) => other.length - one.length)) {
      if (text === word || text.startsWith(`${word} `)) return [words.numbers[word], text.slice(word.length).trim()];
    }
    return null;
  };

  const DAYS = { minute: 1 / 1440, hour: 1 / 24, "working day": 1, day: 1, week: 7, month: 30.4, year: 365 };

  /* A length of time in days; `null` where the text is none. */
  core.daysOf = (text, words) => {
    const wanted = behind(spaced(text), words.opening);
    const found = numberOf(wanted, words);
    const unit = core.named(words.units, found ? found[1].replace(/\.+$/, "") : wanted);
    return unit === undefined || (found && found[0] <= 0) ? null : (found ? found[0] : 1) * DAYS[unit];
  };

  /* How long no offer is made: `{ written, days, visit }`, either of them `null`; `null` where the text says neither. */
  core.waitOf = (text, words) => {
    const written = text.split(/\s+/).filter(Boolean).join(" ");
    const lower = written.toLowerCase();
    if ([...words.never, ...words.on_request].some((each) => ` ${lower} `.includes(` ${each} `))) return { written, days: null, visit: null };
    let said = lower.match(/\d+(?:[.,]\d+)?|[\p{L}\p{N}_]+/gu) ?? [];
    let days = null;
    for (let start = 0; start < said.length && days === null; start += 1) {
      for (let end = Math.min(start + 4, said.length); end > start && days === null; end -= 1) {
        const length = said.slice(start, end).join(" ");
        days = core.named(words.units, length) === undefined ? core.daysOf(length, words) : null;
        if (days !== null) said = [...said.slice(0, start), ...said.slice(end)];
      }
    }
    let visit = null;
    for (const [number, word] of said.entries()) {
      const ordinal = core.named(words.ordinals, word);
      const count = words.per.includes(word) ? 0 : /^\d{1,3}$/.test(word) ? Number(word) : Math.trunc(core.named(words.numbers, word) ?? 0);
      visit = ordinal ?? (count && number + 1 < said.length ? count : null);
      if (visit !== null) break;
    }
    if (days === null && visit === null) return null;
    return { written, days, visit: days !== null && visit === 1 ? null : visit };
  };

  const isFrequency = (text, words) => {
    const wanted = spaced(text);
    if (words.on_request.includes(wanted) || core.named(words.each, wanted)) return true;
    const found = numberOf(wanted, words);
    if (!found) return false;
    const rest = behind(found[1], words.times);
    return !rest || core.named(words.each, rest) !== undefined || words.per.some((word) => rest.startsWith(word) && ["day", "week", "month", "year"].includes(core.named(words.units, rest.slice(word.length).trim())));
  };

  const isMoney = (typed) => {
    const text = typed.trim();
    const found = /^(?:[^\d.,]|\.\s)*(\d[\d.,'’\s]*)(?!\s*(?:%|[km]\b))\D*$/i.exec(text);
    if (!found || /[-\u2212\u2013]/.test(text)) return false;
    const figure = found[1].replace(/['’\s]/g, "").replace(/(?<!^0)[.,](?=\d{3}(?:[.,]|$))/g, "").replace(/,/g, ".");
    return figure.length <= 12 && /^\d+\.?\d*$/.test(figure);
  };

  const isDay = (typed) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
    if (!found || found[1] === "0000") return false;
    const day = new Date(0);
    day.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    return day.toISOString().slice(0, 10).endsWith(`${found[2]}-${found[3]}`) && day.getUTCMonth() + 1 === Number(found[2]);
  };

  const number = (text, { whole, limits }, name) => {
    const there = (whole ? /^\s*[+-]?\d+(?:\.0+)?\s*$/ : /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i).test(text);
    if (!there) return [`\`${name}\`: “${text}” is not a number`, "Write figures alone, such as `14`."];
    for (const [side, limit, shown] of limits) {
      const value = Number(text);
      const small = side === "gt" ? value <= limit : side === "ge" ? value < limit : false;
      const large = side === "lt" ? value >= limit : side === "le" ? value > limit : false;
      if (small || large) return [`\`${name}\`: “${text}” is too ${small ? "small: the least" : "large: the most"} is ${shown}`, null];
    }
    return null;
  };

  /* What is wrong with a value of a sort, and what to write instead; `null` where it can be read. */
  const wrong = (text, sort, name, words) => {
    if (sort.is === "wait") return core.waitOf(text, words) ? null : [`\`${name}\`: “${text}” does not say how long nothing is offered`, "Write a time, an order or both, such as `60 days and the second order`."];
    if (sort.is === "duration") return core.daysOf(text, words) !== null ? null : [`\`${name}\`: “${text}” is not a length of time`, "Write a number and a unit, such as `4 hours`."];
    if (sort.is === "frequency") return isFrequency(text, words) ? null : [`\`${name}\`: “${text}” does not say how often`, "Write it as `2 a year`, `once` or `when asked`."];
    if (sort.is === "limit" && words.unlimited.includes(spaced(text))) return null;
    if (sort.is === "money" || sort.is === "limit") return isMoney(text) ? null : [`\`${name}\`: “${text.trim()}” is not an amount of money`, "Write a number, such as `40`."];
    if (sort.is === "day") return isDay(text) ? null : [`\`${name}\`: “${text.trim()}” is not a day of the calendar`, "Write year, month and day, such as `2026-11-02`."];
    if (sort.is === "truth") return core.named(words.truth, text.trim().toLowerCase()) !== undefined || /^(?:true|t|yes|y|on|1|0|false|f|no|n|off)$/i.test(text.trim()) ? null : [`\`${name}\`: “${text.trim()}” is neither yes nor no`, "Write `yes` or `no`."];
    if (sort.is === "number") return number(text, sort, name);
    if (sort.is === "choice") {
      if (sort.choices.includes(text)) return null;
      const near = core.nearest(text.toLowerCase(), sort.choices, 0.6);
      return [`\`${name}\` is “${text}”, and it can be ${sort.choices.slice(0, -1).join(", ")} or ${sort.choices.at(-1)}`, near ? `Did you mean \`${near}\`?` : null];
    }
    const known = words.topics;
    if (core.named(known, core.fold(text)) !== undefined) return null;
    const near = core.nearest(core.fold(text), Object.keys(known), 0.6);
    return [`\`${name}\`: “${text}” is not a topic`, near ? `Did you mean \`${known[near]}\`?` : sort.otherwise];
  };

  core.rules["bad-value"] = function* badValue(read) {
    const words = core.lexiconOf(read.document.lang, read.form);
    for (const { key, value } of read.document.names?.entries ?? []) {
      const sort = core.named(read.form.checks.values[read.kind] ?? {}, key.value);
      if (!sort || value.is !== "text" || value.value === null || value.value === "") continue;
      const found = wrong(value.value, sort, key.value, words);
      if (found) yield { place: [value.start, value.end], message: found[0], help: found[1] ?? sort.says };
    }
  };
}
