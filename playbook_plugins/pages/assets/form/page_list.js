// What there is, by kind, with a field to find it by; and a way to begin each kind anew.

/* The kind of a text, by where it lies. */
const kindAt = (path) => {
  const { form } = here;
  // an address may come from anybody, and steps upwards would lead the key elsewhere at the host
  if (!isText(path, form) || path.split("/").some((part) => ["", ".", ".."].includes(part))) return null;
  const within = form.folder === "." ? path : path.slice(form.folder.length + 1);
  return form.kinds.find((kind) => (kind.file ? within === kind.file || within.replace(/\.[a-z]{2}\.md$/, ".md") === kind.file : within.startsWith(kind.folder))) ?? null;
};

/* Each text that can be opened: those of the last build by their titles, newer ones by their names. */
const textsThere = () => {
  const known = new Map(here.form.documents.map((document) => [document.path, document]));
  return here.paths.map((path) => ({ path, kind: kindAt(path), lang: known.get(path)?.lang, title: known.get(path)?.title || path.split("/").at(-1).replace(/\.md$/, "").replace(/-/g, " ") })).filter((text) => text.kind);
};

const goTo = (address) => {
  if (location.hash === `#${address}`) follow();
  else location.hash = address;
};

const showList = () => {
  const { form } = here;
  const texts = textsThere();
  const field = made("input", { type: "search", autocomplete: "off", oninput: () => fill() });
  const count = made("p", { class: "pb-why", role: "status" });
  const place = made("div");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();
  const fill = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const found = texts.filter((text) => words.every((word) => fold(`${text.title} ${text.kind.called}`).includes(word)));
    count.textContent = words.length ? said("found", { n: found.length }) : "";
    place.replaceChildren(...form.kinds.map((kind) => group(kind, found.filter((text) => text.kind === kind), words.length > 0)).filter(Boolean));
  };
  const group = (kind, found, searching) => {
    const single = Boolean(kind.file);
    const there = single && texts.some((text) => text.kind === kind);
    if (searching && !found.length) return null;
    const list = found.map((text) => made("li", {}, made("a", { href: `#${text.path}`, text: text.title, lang: text.lang === form.lang ? null : text.lang })));
    return made(
      "section",
      { class: "pb-kind" },
      made("h3", { text: kind.plural ?? kind.called }),
      kind.what && made("p", { class: "pb-why", text: kind.what }),
      made("ul", { class: "pb-texts" }, ...list),
      !searching && !there && made("a", { class: "pb-new", href: `#new:${kind.name}`, text: said(single ? "begin" : "new", { kind: kind.called }) }),
    );
  };
  fill();
  show(said("texts"), lastSaved(), labelled(said("find"), field), count, place, whereKept());
};

/* Where the texts are kept, and the way back to that question. */
const whereKept = () => made("p", { class: "pb-why" }, said(`kept-${here.store.kind}`, { host: here.form.host ? said(`host-${here.form.host.kind}`) : "" }), " ", button("elsewhere", () => {
  tabKeeps.set("key", null);
  here.store = null;
  askForPlace();
}, { class: "pb-quiet-button" }));

/* What the address names; one that was cut in two names nothing. */
const addressed = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

/* Go where the address leads: to the list, to a text, to a line in it, or to a new one. */
const follow = () => {
  const told = addressed();
  if (here.work && here.work.address !== told && !mayLeave()) return;
  here.work = null;
  if (!here.store) askForPlace();
  else if (told.startsWith("new:")) openNew(told.slice(4));
  else if (told.includes(".md")) openText(told.replace(/:\d+(?::\d+)?$/, ""), Number(/\.md:(\d+)/.exec(told)?.[1] ?? 0));
  else showList();
};
