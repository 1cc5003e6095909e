// What all the parts share. The build puts the files of this folder into one script, this one first and `start.js` last,
// inside one function: what one of them declares at its top, the others may use.
// Nothing that anybody ticks, types or chooses leaves the browser.

const beginnings = [];

/* Have `begin` look after each element that fits, once: on this page, and on those that the theme swaps in. */
const on = (selector, begin) => beginnings.push([selector, begin]);

/* Pages are swapped, and the window stays: what one of them hears there ends with it, as `{ signal: until(place) }`. */
const leaving = new Map();
const until = (place) => {
  if (!leaving.has(place)) leaving.set(place, new AbortController());
  return leaving.get(place).signal;
};

/* What the browser refused to keep, for as long as nobody leaves or loads the page anew. */
const keptHere = new Map();

/* What this browser keeps for this business (`whose`), as text by name; where it refuses, nothing is kept for long and nothing fails. */
const kept = {
  key: (name) => `playbook:${whose}:${name}`,
  get(name) {
    if (keptHere.has(name)) return keptHere.get(name);
    try {
      return localStorage.getItem(kept.key(name));
    } catch {
      return null;
    }
  },
  set(name, text) {
    try {
      if (text === null) localStorage.removeItem(kept.key(name));
      else localStorage.setItem(kept.key(name), text);
      keptHere.delete(name);
      return true;
    } catch {
      keptHere.set(name, text);
      return false;
    }
  },
  /* Whether what stands under this name outlasts the page. */
  lasts: (name) => !keptHere.has(name),
  /* Tell `heard` of what another tab keeps under this name, or kept while this page lay behind another one, until the signal ends it. */
  hear(name, heard, options) {
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === kept.key(name)) heard(kept.get(name));
    }, options);
    addEventListener("pageshow", (event) => event.persisted && heard(kept.get(name)), options);
  },
};

/* Put text on the clipboard; where that is refused, select `shown`, so that it can be copied by hand. Whether it was put there. */
const copy = async (text, shown) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // an address without https has only the old way
    if (!shown) return false;
    getSelection().selectAllChildren(shown);
    return document.execCommand("copy");
  }
};

/* A day by this browser's clock, so many days ahead of today, as pages write it: 2026-11-22. Pages know no today. */
const dayHere = (ahead = 0) => {
  const day = new Date();
  day.setDate(day.getDate() + ahead);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/* The page's language for days and times: plain English is American to a browser, and most of our words are not. */
const tongueHere = () => document.documentElement.lang.replace(/^en$/, "en-GB") || undefined;

/* An element with a class and a text. */
const made = (tag, className = "", text = "") => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
};

/* A line that is read out when it changes. */
const status = (className = "") => {
  const line = made("span", className);
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  return line;
};
