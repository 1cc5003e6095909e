// Before anything is saved: what is wrong, all at once and at its box; then what will change; then saving.

/* What was found in a text as it would be saved; what cannot be made at all is told as one. */
const reviewed = (work) => {
  const made = work.made();
  return { ...made, findings: core.check(made.text, made.path, here.form) };
};

const LEVELS = ["error", "warning", "advice"];

/* Check, tell each finding at its box, and lead to what is to be done next. */
const review = (work, outcome) => {
  const blank = work.first.filter((box) => box.question.required && isBlank(box.value()) && (work.before === null || box.touched()));
  const told = new Map(work.boxes.map((box) => [box, []]));
  for (const box of blank) told.get(box).push(made("span", { text: said("blank") }));
  let result = null;
  if (!blank.length) {
    result = reviewed(work);
    for (const finding of result.findings) {
      const box = boxFor(work, finding.key);
      if (box) told.get(box).push(findingShown(work, finding, outcome));
    }
  }
  for (const [box, findings] of told) box.tell(findings, { empty: blank.includes(box) });
  const errors = blank.length + (result?.findings.filter(({ level }) => level === "error").length ?? 0);
  if (errors) return tellErrors(work, outcome, { blank, result, errors });
  if (!result.findings.length && !work.touched() && work.before !== null) {
    outcome.replaceChildren(made("p", { role: "status", text: said("nothing-changed") }));
    return;
  }
  showChanges(work, outcome, result);
};

const findingShown = (work, finding, outcome) => {
  const about = made("span", { class: `pb-finding pb-finding-${finding.level}` }, made("strong", { text: `${said(`level-${finding.level}`)}: ` }), plainly(finding));
  // what is missing or cannot be read is mended, and no reason helps
  if (!finding.may) return about;
  return made("span", {}, about, " ", button("keep", (event) => askWhy(work, finding, event.currentTarget, outcome), { class: "pb-quiet-button", "aria-label": said("keep-this", { message: finding.message }) }));
};

const ending = (message) => (/[?!….]$/.test(message) ? message : `${message}.`);

/* What was found as a sentence for somebody who writes in boxes: without the marks of the files. */
const plainly = ({ message, help }) => `${ending(message)} ${help ?? ""}`.trim().replace(/\*\*(.+?)\*\*|`([^`]+)`/g, (all, bold, code) => said("quoted", { words: bold ?? code })).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/* “Keep my wording”, with the reason that staff and the checklist read. */
const askWhy = (work, finding, asked, outcome) => {
  const because = made("input", { type: "text", autocomplete: "off" });
  const keep = () => {
    if (!because.value.trim()) return because.focus();
    work.allowed = [...work.allowed.filter(({ rule }) => rule !== finding.rule), { rule: finding.rule, because: because.value.trim() }];
    work.keep();
    review(work, outcome);
  };
  because.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    keep();
  });
  asked.replaceWith(made("span", { class: "pb-because" }, labelled(said("keep-why"), because), button("keep-go", keep)));
  because.focus();
};

const tellErrors = (work, outcome, { blank, result, errors }) => {
  const lines = [
    ...blank.map((box) => ({ box, text: `${box.question.asks} ${said("blank")}` })),
    ...(result?.findings ?? []).filter(({ level }) => level === "error").map((finding) => ({ box: boxFor(work, finding.key), text: plainly({ message: finding.message }) })),
  ];
  const heading = made("h3", { text: said(errors === 1 ? "one-to-mend" : "to-mend", { n: errors }), tabindex: "-1" });
  outcome.replaceChildren(made("section", { class: "pb-errors" }, heading, made("ul", {}, ...lines.map(({ box, text }) => made("li", {}, box ? made("button", { class: "pb-link", text, onclick: () => lead(work, box.key) }) : text))),
    result && made("p", {}, said("save-anyway-about"), " ", button("save-anyway", () => showChanges(work, outcome, result), { class: "pb-quiet-button" }))));
  heading.focus();
};

/* What will change, what else was found, what is checked later; and the buttons that save. */
const showChanges = (work, outcome, { path, text, findings }) => {
  const { form, store } = here;
  const later = (form.later ?? []).filter(({ kinds }) => !kinds.length || kinds.includes(work.kind.name));
  const heading = made("h3", { text: said("changes-title"), tabindex: "-1" });
  const loose = findings.filter((finding) => finding.level !== "error");
  const about = made("input", { type: "text", autocomplete: "off", id: freshId() });
  about.value = said(work.before === null ? "message-new" : "message-change", { title: titleOf(work) });
  const trouble = made("div", { role: "alert" });
  const go = button(`save-${store.kind}`, () => save(work, { path, text, message: about.value.trim() || said("message-change", { title: titleOf(work) }), trouble, button: go }), { class: "pb-onward" });
  const first = store.propose && button("ask-first", () => save(work, { path, text, message: about.value.trim() || said("message-change", { title: titleOf(work) }), trouble, button: first, propose: true }));
  outcome.replaceChildren(
    made(
      "section",
      { class: "pb-review" },
      heading,
      made("p", { class: "pb-why", text: work.before === null ? said("changes-new", { path }) : said("changes-about", { path }) }),
      ...work.told().map((box) => shownBox(box, { before: work.before === null ? null : box.before() })),
      work.allowed.length > 0 && made("div", {}, made("h4", { text: said("kept") }), made("ul", {}, ...work.allowed.map(({ rule, because }) => made("li", { text: `${rule}: ${because}` })))),
      made("details", {}, made("summary", { text: said("changes-file") }), shownChanges(work.before ?? "", text)),
      loose.length > 0 && made("details", { open: true }, made("summary", { text: said("also-found") }), made("ul", {}, ...loose.map((finding) => made("li", {}, made("button", { class: "pb-link", text: `${said(`level-${finding.level}`)}: ${plainly({ message: finding.message })}`, onclick: () => lead(work, finding.key) }))))),
      later.length > 0 && made("details", {}, made("summary", { text: said("later") }), made("p", { class: "pb-why", text: said("later-about") }), made("ul", {}, ...later.map(({ what }) => made("li", { text: what })))),
      ["github", "gitlab"].includes(store.kind) && labelled(said("message"), about),
      trouble,
      made("p", {}, go, " ", first, " ", button("go-on", () => {
        outcome.replaceChildren();
        work.shown()[0]?.focus();
      }, { class: "pb-quiet-button" })),
    ),
  );
  heading.focus();
};

/* What a box held, and what it holds, as lines of plain words. */
const shownBox = (box, { before }) => made("div", {}, made("h4", { text: box.question.asks }), shownChanges(inWords(before, box.question), inWords(box.value(), box.question), { whole: false }));

const inWords = (value, question) => {
  if (Array.isArray(value)) return value.map((one) => inWords(one, question)).join("\n");
  if (value && typeof value === "object") return (value.cells ?? [value.label, value.text]).filter(Boolean).join(value.cells ? " · " : " ");
  return question?.choices?.find((choice) => choice.value === value)?.label ?? String(value ?? "");
};

const titleOf = (work) => work.boxes.find(({ key }) => key === "title")?.value().trim() || work.title;

const save = async (work, { path, text, message, trouble, button: pressed, propose = false }) => {
  pressed.disabled = true;
  try {
    const given = { path, text, version: work.version, said: message };
    const done = await (propose ? here.store.propose(given) : here.store.write(given));
    work.forget();
    here.work = null;
    if (done.asked) return askedFor({ path, ...done });
    if (!here.paths.includes(path)) here.paths = [...here.paths, path].sort();
    saved({ path, title: titleOf(work), ...done });
  } catch (error) {
    pressed.disabled = false;
    if (error instanceof Meanwhile) meanwhile(work, { path, text, theirs: error.theirs });
    else complain(trouble, error);
  }
};
