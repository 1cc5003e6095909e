// What the form says, and the elements that it is made of.

/* The page's own sentences by their keys. */
let sentences = {};

/* A sentence with its blanks filled. */
const said = (key, blanks = {}) => (sentences[key] ?? key).replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);

/* An element: `made("p", { class: "pb-why", text: "…" }, …within)`; `onclick` and its like are listened to. */
const made = (tag, about = {}, ...within) => {
  const element = document.createElement(tag);
  if (tag === "button") element.type = "button";
  for (const [name, value] of Object.entries(about)) {
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...within.filter((one) => one !== null && one !== undefined && one !== false));
  return element;
};

const button = (key, onclick, about = {}) => made("button", { text: said(key), onclick, ...about });

let counted = 0;

/* A name that no other element of the page has. */
const freshId = () => `pb-edit-${(counted += 1)}`;

/* A field with its label above it. */
const labelled = (text, control, about = {}) => {
  control.id ||= freshId();
  return made("p", { class: "pb-field", ...about }, made("label", { for: control.id, text }), control);
};

/* Boxes as high as what stands in them, in browsers whose styles cannot say so. */
const fit = (place) => {
  if (CSS.supports("field-sizing", "content")) return;
  for (const box of place.querySelectorAll("textarea")) {
    box.style.height = "auto";
    if (box.scrollHeight) box.style.height = `${box.scrollHeight + 2}px`;
  }
};

/* Put text on the clipboard; whether it was put there. */
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/* The time of day as people here write it: 14:02. */
const clock = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang.replace(/^en$/, "en-GB") || undefined, { hour: "2-digit", minute: "2-digit" });

/* What this tab keeps until it is closed, and nothing longer. */
const tabKeeps = {
  key: (name) => `playbook-form:${name}`,
  get(name) {
    try {
      return JSON.parse(sessionStorage.getItem(tabKeeps.key(name)));
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(tabKeeps.key(name));
      else sessionStorage.setItem(tabKeeps.key(name), JSON.stringify(value));
    } catch {
      // full, or refused: the page itself still holds it, and asks before it is left
    }
  },
};
