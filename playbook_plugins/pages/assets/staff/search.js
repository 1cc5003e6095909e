// The field on the first page: what is happening, in anybody's words, finds the card.
// What each word and phrase counts for each card is worked out beforehand (pages/internal/situations.py); here it is only added up.
// It is a script of its own, since a page that was opened from a folder may send for nothing else, and is loaded once somebody wants to type.
const FEWEST = 2, STEM = 3, SHOWN = 5, LEAST = 5, NEAR = 0.3;

/* The words of a text as they are compared: small letters without accents, and no apostrophes. */
const folded = (text) =>
  text.toLowerCase().replace(/['’]/g, "").replaceAll("ł", "l").normalize("NFD").replace(/\p{Mn}/gu, "").match(/[\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{N}]+/gu) ?? [];

/* Whether one letter is wrong, missing, too many or in its neighbour's place. */
const slipped = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
};

/* How well a word that was typed stands for one of the index, from 0 to 1. */
const likeness = (typed, word, { endings, groups, unfinished }) => {
  if (typed === word) return 1;
  if (groups.has(typed) && groups.get(typed) === groups.get(word)) return 0.9;
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rests = [typed.slice(at), word.slice(at)];
  // “stop” and “stopped”: the letter that is doubled belongs to the word
  const ends = rests.every((rest) => endings.has(rest) || (at > 2 && rest[0] === typed[at - 1] && endings.has(rest.slice(1))));
  if (ends && (at > 3 || (at === 3 && rests.includes("")))) return 0.85;
  return unfinished && rests[0] === "" && at >= FEWEST ? 0.4 + (0.4 * at) / word.length : 0;
};

/* A word without its longest ending, and without the letter that is doubled before it: as words/situations/learned.py has it. */
const stemmed = (word, endings) => {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= STEM) ?? "";
  const stem = word.slice(0, word.length - ending.length);
  return stem.length > STEM && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
};

/* Pairs of a name and a value, as all the values of each name. */
const gathered = (pairs) => {
  const found = new Map();
  for (const [name, value] of pairs) {
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(value);
  }
  return found;
};

/* What every card counts for a text: `rank(text)`, a list of [number, count] with the best first. */
const ranking = ({ cards: all, index, heard, small, endings, alike: same }) => {
  const few = new Set(small.split(" "));
  const members = gathered(all.map(([, , group], card) => [group, card]));
  const lines = index.split(";").map((line) => {
    const [said, cards] = line.split("=");
    return { words: said.split(" "), cards };
  });
  /* The cards of a line with their weights; `g0:80` is every card of a group. */
  const weighed = ({ cards }) =>
    cards.split(",").flatMap((one) => {
      const [which, weight] = one.split(":");
      return (which[0] === "g" ? members.get(Number(which.slice(1))) : [Number(which)]).map((card) => [card, Number(weight)]);
    });
  const beginning = gathered(lines.map((line) => [line.words[0], line]));
  const vocabulary = [...new Set(lines.flatMap(({ words }) => words))];
  const groups = new Map(same.split(";").flatMap((group, number) => group.split(" ").map((word) => [word, number])));
  const learned = gathered(heard.split(";").filter(Boolean).flatMap((line) => {
    const [counts, said] = line.split("="), [worth, group] = counts.split(":").map(Number);
    return said.split(",").map((one) => [one, [group, worth]]);
  }));
  const longest = endings.split(" ").filter(Boolean).sort((one, other) => other.length - one.length);
  const known = { endings: new Set(["", ...endings.split(" ")]), groups };
  /* The words of the index that one that was typed may stand for, with how well it does. */
  const nearTo = (word, unfinished) => {
    const how = { ...known, unfinished };
    const near = new Map(vocabulary.map((other) => [other, likeness(word, other, how)]).filter(([, worth]) => worth > 0));
    if (near.size === 0 && word.length > 4) for (const other of vocabulary) if (other.length > 4 && slipped(word, other)) near.set(other, 0.6);
    return near;
  };
  // whoever types another letter has not changed the words before
  const asked = new Map();
  return (text) => {
    const typed = folded(text);
    const alike = typed.map((word, place) => {
      const unfinished = place === typed.length - 1 && /[\p{L}\p{N}]$/u.test(text) && (place === 0 || !few.has(word));
      const name = `${word} ${unfinished}`;
      if (!asked.has(name)) asked.set(name, nearTo(word, unfinished));
      return asked.get(name);
    });
    // each word that was typed counts once for a card, at its best
    const best = typed.map(() => new Map());
    const some = new Set(alike.flatMap((near) => [...near.keys()].flatMap((word) => beginning.get(word) ?? [])));
    for (const line of some) {
      const { words } = line;
      for (const places of found(words, alike)) {
        const worth = places.reduce((sum, place, number) => sum + alike[place].get(words[number]), 0) / places.length ** 2;
        for (const place of places) {
          if (words.length === 1 && few.has(typed[place]) && typed.length > 1) continue;
          for (const [card, weight] of weighed(line)) best[place].set(card, Math.max(best[place].get(card) ?? 0, weight * worth));
        }
      }
    }
    const sums = new Map();
    const stems = typed.map((word) => stemmed(word, longest));
    const heardOf = new Set([...stems, ...stems.slice(1).map((stem, place) => `${stems[place]} ${stem}`)]);
    for (const one of heardOf) for (const [group, count] of learned.get(one) ?? []) for (const card of members.get(group)) sums.set(card, (sums.get(card) ?? 0) + count);
    for (const counts of best) for (const [card, count] of counts) sums.set(card, (sums.get(card) ?? 0) + count);
    return [...sums].sort(([a, one], [b, other]) => other - one || a - b);
  };
};

/* Where the words of a phrase stand among those that were typed: in their order, and not far from one another. */
const found = (words, alike) => {
  const places = [];
  alike.forEach((near, start) => {
    if (!near.has(words[0])) return;
    const way = [start];
    for (const word of words.slice(1)) {
      const next = alike.findIndex((other, place) => place > way.at(-1) && place <= way.at(-1) + 2 && other.has(word));
      if (next < 0) return;
      way.push(next);
    }
    places.push(way);
  });
  return places;
};

/* The words, once they are there; loaded once for all pages that the theme swaps in. Where they cannot be had, nothing is found. */
let told;
const words = (from) =>
  (told ??= new Promise((resolve) => {
    if (window.playbookSituations || !from) return resolve(window.playbookSituations);
    const script = made("script");
    script.addEventListener("load", () => resolve(window.playbookSituations));
    script.addEventListener("error", () => resolve(told = undefined));
    script.src = from;
    document.head.append(script);
  }));

/* Where a card stands, by the link to the list of them all: beside it on a site, below it in the file for a pocket. */
const address = ({ href, hash }, card) => {
  if (hash) return `${href}/${card}`;
  return href.endsWith("/") ? `${href}${card}/` : href.replace(/index\.html$/, `${card}.html`);
};

on(".pb-find", (place) => {
  const { all, label, found: count, everywhere, words: from } = place.dataset;
  const list = document.querySelector(all), none = place.querySelector(".pb-none");
  const caption = made("label", "", label), field = made("input"), hits = made("ol", "pb-hits"), word = status("pb-count"), more = made("a", "pb-everywhere", everywhere);
  let cards, rank;
  Object.assign(field, { type: "search", id: "pb-find", maxLength: 200, autocomplete: "off", autocapitalize: "none", enterKeyHint: "go" });
  field.setAttribute("aria-keyshortcuts", "/");
  caption.htmlFor = field.id;
  more.hidden = hits.hidden = true;
  place.setAttribute("role", "search");
  place.prepend(caption, field, word, hits);
  place.append(more);
  none.append(made("p")), none.lastChild.append(list.cloneNode(true));

  const show = () => {
    const text = field.value, asked = folded(text).join("").length >= FEWEST;
    if (asked && !rank) return void ready();
    const ranked = asked ? rank(text) : [];
    const good = ranked.filter(([card, score]) => score >= LEAST && score >= ranked[0][1] * NEAR).slice(0, SHOWN);
    hits.replaceChildren(...good.map(([card]) => {
      const [name, title] = cards[card], entry = made("li"), link = made("a", "", title);
      link.href = address(list, name);
      entry.append(link);
      return entry;
    }));
    hits.hidden = !good.length;
    none.hidden = !asked || good.length > 0;
    word.classList.toggle("pb-hidden", !good.length);
    word.textContent = !asked ? "" : good.length ? count.replace("%n", good.length) : none.textContent.trim().replace(/\s+/g, " ");
    // the theme's own search, for words that stand in a text
    more.hidden = !asked;
    more.href = document.querySelector(".md-search") ? `${list.href}?q=${encodeURIComponent(text)}` : list.href;
    // above the keys of a telephone
    if (asked && place.getBoundingClientRect().bottom > (window.visualViewport?.height ?? innerHeight)) place.scrollIntoView({ block: "start" });
  };
  const ready = async () => {
    const found = await words(from);
    if (rank) return;
    cards = found?.cards ?? [];
    rank = found ? ranking(found) : () => [];
    show();
  };
  field.addEventListener("focus", ready);
  field.addEventListener("input", show);
  place.addEventListener("keydown", (event) => {
    const ways = [field, ...hits.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const at = ways.indexOf(event.target), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || at < 0) return;
    if (step && ways[at + step]) ways[at + step].focus();
    else if (event.key === "Enter" && at === 0) ready().then(() => hits.querySelector("a")?.click());
    else if (event.key === "Escape") {
      field.value = "";
      field.focus();
      show();
    } else if (!step) return;
    event.preventDefault();
  });
  // one field is enough on this page: the keys of the theme's search lead here
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    if (["/", "f", "s"].includes(event.key)) event.stopImmediatePropagation();
    if (event.key !== "/") return;
    event.preventDefault();
    field.focus();
  }, { capture: true, signal: until(place) });
});
