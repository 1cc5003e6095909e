// One text: its questions, each with its box; the required first, the rest folded.

/* A text, or a new one of a kind, being worked at. */
const workOn = ({ kind, path, before, version, address }) => {
  const work = { kind, path, before, version, address, boxes: [], allowed: [] };
  work.read = before === null ? null : core.read(before, path, here.form);
  work.title = work.read?.title?.text || (before === null ? (kind.file ? kind.plural : said("new-title", { kind: kind.called })) : path.split("/").at(-1));
  work.shown = () => work.boxes.filter((box) => box.element.isConnected);
  work.topic = () => core.topicOf(work.boxes.find(({ key }) => key === "field:topic")?.value() ?? work.read?.fields.topic?.value ?? null, work.read?.lang ?? here.form.lang, here.form);
  work.changes = () => work.shown().filter((box) => box.touched()).map((box) => ({ key: box.key, value: box.value() }));
  /* The boxes that are shown before saving, in their order: all that a new text is made of, and else what was changed. */
  work.told = () => {
    const follows = (one, other) => Boolean(one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return work.shown().filter((box) => (before === null ? !isBlank(box.value()) : box.touched())).sort((one, other) => (follows(one, other) ? -1 : 1));
  };
  work.touched = () => work.changes().length > 0 || work.allowed.length > 0;
  /* The text as it would be saved: `{ path, text }`. */
  work.made = () => {
    const { form } = here;
    let { path: place, text } =
      before === null
        ? core.compose(kind.name, Object.fromEntries(work.shown().filter((box) => !isBlank(box.value())).map((box) => [box.key, box.value()])), { ...form, documents: [...form.documents, ...here.paths.map((there) => ({ path: there }))] })
        : { path, text: core.write(work.before, work.changes(), form, path) };
    for (const { rule, because } of work.allowed) text = core.allow(text, rule, because, form, place) ?? text;
    return { path: place, text };
  };
  work.keep = () => tabKeeps.set(`draft:${address}`, work.touched() ? { values: work.changes(), allowed: work.allowed, version: work.version } : null);
  work.forget = () => tabKeeps.set(`draft:${address}`, null);
  return work;
};

/* The question for a part of a text that the kind does not ask about: its own heading asks. */
const questionFor = (part, heading) => ({
  key: part.key,
  asks: heading,
  why: part.type === "whole" ? said("whole") : "",
  type: part.type,
  columns: part.header?.map(({ text }) => ({ label: text })),
});

const valueFor = (question, work) => {
  const { read } = work;
  if (!read) return question.default ?? null;
  if (question.key === "title") return read.title?.text ?? "";
  if (question.key.startsWith("field:")) {
    const { value } = read.fields[question.key.slice(6)] ?? {};
    return ["choices", "lines"].includes(question.type) && typeof value === "string" ? [value] : value ?? null;
  }
  const part = [read.lead, ...read.sections].flatMap(({ parts }) => parts).find(({ key }) => key === question.key);
  return part ? core.partValue(part) : null;
};

/* A question whose part of the text is of another form than it asks for is shown in that form. */
const asWritten = (question, work) => {
  const part = work.read && [work.read.lead, ...work.read.sections].flatMap(({ parts }) => parts).find(({ key }) => key === question.key);
  return part && part.type !== question.type ? { ...question, type: part.type, why: part.type === "whole" ? said("whole") : question.why, columns: part.header?.map(({ text }) => ({ label: text })) ?? question.columns } : question;
};

const showText = (work, { line = 0, draft = null } = {}) => {
  here.work = work;
  const { kind, read } = work;
  const changed = () => {
    arrange();
    work.keep();
  };
  const boxed = (question) => {
    const known = work.boxes.find(({ key }) => key === question.key);
    if (known) {
      known.ask(question);
      if (!read && !known.touched()) known.begin(question.default ?? null);
      return known;
    }
    const box = boxOf(asWritten(question, work), changed);
    work.boxes.push(box);
    box.begin(valueFor(question, work));
    return box;
  };
  const [first, others, more] = [made("div"), made("details", { class: "pb-more" }), made("details", { class: "pb-more" })];
  const fill = (place, boxes, summary) => {
    const elements = boxes.map(({ element }) => element);
    const there = [...place.children].filter((one) => one.tagName !== "SUMMARY");
    // what stands where it belongs is not touched: it may hold the cursor
    if (there.length !== elements.length || there.some((one, at) => one !== elements[at])) place.replaceChildren(...(summary ? [made("summary", { text: summary })] : []), ...elements);
    place.hidden = elements.length === 0;
  };
  let settled;
  const arrange = () => {
    const topic = work.topic();
    if (settled !== undefined && settled === topic) return;
    settled = topic;
    const asked = core.questionsOf(kind.name, topic, here.form);
    const keys = [...asked.first, ...asked.more].map(({ key }) => key);
    const parts = !read ? [] : [{ parts: read.lead.parts, heading: said("lead") }, ...read.sections].flatMap(({ parts: inner, heading }) => inner.filter(({ key }) => !keys.includes(key)).map((part) => questionFor(part, heading)));
    const [boxesFirst, boxesOther, boxesMore] = [asked.first, parts, asked.more].map((questions) => questions.map(boxed));
    const filled = boxesMore.filter((box) => !isBlank(box.value())).length;
    fill(first, boxesFirst, "");
    fill(others, boxesOther, said("others", { n: boxesOther.length }));
    fill(more, boxesMore, filled ? said("more-filled", { n: filled }) : said("more"));
    work.first = boxesFirst;
  };
  arrange();
  const outcome = made("div", { class: "pb-outcome" });
  const asks = made(
    "form",
    { class: "pb-asks", novalidate: true, onsubmit: (event) => (event.preventDefault(), review(work, outcome)) },
    first,
    others,
    more,
    made("p", {}, made("button", { type: "submit", class: "pb-onward", text: said("review") })),
  );
  show(work.title, back(), draft && draftLine(work, draft), read?.trouble ? made("p", { class: "pb-trouble", text: read.trouble }) : kind.what && made("p", { class: "pb-why", text: kind.what }), read?.trouble ? null : asks, outcome);
  if (draft) {
    work.allowed = draft.allowed ?? [];
    for (const { key, value } of draft.values) work.boxes.find((box) => box.key === key)?.set(value);
  }
  if (line) openAt(work, line);
};

/* Whether nothing is said in a value, whatever its form. */
const isBlank = (value) => {
  if (Array.isArray(value)) return value.every(isBlank);
  if (value && typeof value === "object") return !value.more && Object.entries(value).every(([name, inner]) => name === "was" || isBlank(inner));
  return value === null || value === undefined || String(value).trim() === "";
};

const back = () => made("p", {}, made("a", { href: "#", class: "pb-back", text: said("all-texts") }));

const draftLine = (work, draft) => made("p", { class: "pb-draft" }, said(draft.version === work.version ? "draft" : "draft-older"), " ", button("draft-drop", () => {
  work.forget();
  here.work = null;
  follow();
}, { class: "pb-quiet-button" }));

/* Lead to the box of a line, as a finding names it. */
const openAt = (work, line) => {
  const found = core.check(work.before, work.path, here.form).find((finding) => finding.line === line);
  const key = found?.key ?? keyAt(work, line);
  if (key) lead(work, key);
  // what this page cannot find itself was found before publishing
  const refused = here.refused.filter((finding) => finding.path === work.path && finding.line === line);
  boxFor(work, key)?.tell(refused.map((finding) => made("span", { text: plainly(finding) })));
};

/* The part of a text that a line stands in. */
const keyAt = (work, line) => {
  const { read, before } = work;
  const lineOf = (at) => before.slice(0, at).split("\n").length;
  const within = ({ start, end }) => start !== null && start !== undefined && lineOf(start) <= line && line <= lineOf(end);
  const field = Object.entries(read.fields).find(([, value]) => within(value));
  if (field) return `field:${field[0]}`;
  const parts = [read.lead, ...read.sections].flatMap(({ parts: inner }) => inner);
  return parts.find(within)?.key ?? (read.title && within(read.title) ? "title" : null);
};

/* The box of a key: its own, or that of the whole which it belongs to. */
const boxFor = (work, key) => {
  const shown = work.shown();
  for (let name = key ?? ""; name; name = name.replace(/[/:][^/:]*$|^[^/:]*$/, "")) {
    const box = shown.find((one) => one.key === name);
    if (box) return box;
  }
  return shown.find((one) => key && one.key.startsWith(`${key}/`)) ?? null;
};

const lead = (work, key) => {
  const box = boxFor(work, key);
  if (!box) return;
  box.element.closest("details")?.setAttribute("open", "");
  box.focus();
  box.element.scrollIntoView({ block: "center" });
};

const openText = async (path, line) => {
  const trouble = made("div", { role: "alert" });
  const kind = kindAt(path);
  try {
    const found = kind && (await here.store.read(path));
    if (!kind || (!found && !mayBring())) throw new Refused(said("text-gone", { path }));
    if (!found) return bring(path, line);
    const draft = tabKeeps.get(`draft:${path}`);
    showText(workOn({ kind, path, before: found.text, version: found.version, address: path }), { line, draft });
  } catch (error) {
    show(said("texts"), back(), trouble);
    complain(trouble, error);
  }
};

const openNew = (name) => {
  const kind = here.form.kinds.find((one) => one.name === name);
  if (!kind) return showList();
  const address = `new:${name}`;
  showText(workOn({ kind, path: null, before: null, version: null, address }), { draft: tabKeeps.get(`draft:${address}`) });
};

/* Where nobody but the owner can fetch a text, she copies it into a box. */
const mayBring = () => ["hand", "files"].includes(here.store.kind);

const bring = (path, line) => {
  const { form } = here;
  const box = made("textarea", { rows: 8, spellcheck: "false" });
  const name = form.host ? said(`host-${form.host.kind}`) : "";
  const go = () => {
    if (!box.value.trim()) return box.focus();
    here.store.keep(path, box.value);
    openText(path, line);
  };
  show(
    said("bring"),
    back(),
    form.host ? made("p", {}, said("bring-host", { host: name }), " ", made("a", { href: editAtHost(form, path), target: "_blank", rel: "noopener", text: said("at-host", { host: name }) })) : made("p", { text: said("bring-file", { path }) }),
    labelled(said("bring-here"), box),
    made("p", {}, button("bring-go", go, { class: "pb-onward" })),
  );
};

/* Whether what was typed may be left behind; it is kept in this tab, so nothing is lost either way. */
const mayLeave = () => {
  here.work?.keep();
  return true;
};
