// After saving: where the edit stands, asked of this very site, without looking into what builds it.

const PAUSES = [10, 10, 20, 30, 60];
let asksAgain = 0;

/* Tell what was saved, and look for it on the site. */
const saved = (done) => {
  const { byHand, ...rest } = done;
  tabKeeps.set("saved", { path: done.path, title: done.title, at: done.at, commit: done.commit, kind: here.store.kind });
  history.replaceState(null, "", `#${done.path}`);
  const parts = byHand ? [handed(byHand, done)] : [lastSaved()];
  show(said(byHand ? "saved-by-hand" : "saved", { time: clock(rest.at) }), ...parts, made("p", {}, made("a", { href: "#", text: said("all-texts") }), " ", made("button", { class: "pb-quiet-button", text: said("again", { title: done.title }), onclick: follow })));
};

/* What was asked of others: nothing is published until one of them says yes. */
const askedFor = ({ asked, path }) => {
  const host = said(`host-${here.form.host.kind}`);
  history.replaceState(null, "", `#${path}`);
  show(said("asked"), made("p", { text: said("asked-about", { host }) }), made("p", {}, made("a", { class: "pb-onward", href: asked, target: "_blank", rel: "noopener", text: said("at-host", { host }) })), back());
};

/* Where the last edit of this tab stands; nothing before the first. */
const lastSaved = () => {
  const last = tabKeeps.get("saved");
  if (!last) return null;
  const line = made("div", { role: "status", class: "pb-standing" });
  const look = async () => {
    clearTimeout(asksAgain);
    const standing = last.kind === "github" || last.kind === "gitlab" || last.kind === "hand" ? await standingOf(last) : { stands: "kept" };
    line.replaceChildren(...standingShown(last, standing, look));
    if (standing.stands === "soon" && line.isConnected) asksAgain = setTimeout(look, 1000 * PAUSES[Math.min((last.asked = (last.asked ?? -1) + 1), PAUSES.length - 1)]);
  };
  look();
  return line;
};

/* `live`, `mend` with what was found, or `soon`. */
const standingOf = async (last) => {
  let told;
  try {
    const answer = await fetch(document.querySelector(".pb-edit").dataset.live, { cache: "no-store" });
    told = await answer.json();
  } catch {
    return { stands: "soon" };
  }
  const holds = (edit) => edit && (edit.commit === last.commit || new Date(edit.at) >= new Date(last.at));
  if (holds(told)) return { stands: "live" };
  if (holds(told.waiting)) return { stands: "mend", findings: told.waiting.findings };
  return { stands: "soon" };
};

const standingShown = (last, { stands, findings }, look) => {
  const { time, title } = { time: clock(last.at), title: last.title };
  if (stands === "kept") return [made("p", { text: said(`kept-now-${last.kind}`, { title, path: last.path }) })];
  if (stands === "live") return [made("p", { class: "pb-live", text: said("live", { time, title }) })];
  if (stands === "soon") return [made("p", {}, said("soon", { time, title }), " ", button("look", look, { class: "pb-quiet-button" }))];
  here.refused = findings;
  const mend = findings.map((finding) => made("li", {}, made("a", { href: `#${finding.path}:${finding.line}`, text: `${plainly(finding)} ${said("mend")}` })));
  return [made("p", { class: "pb-trouble", text: said("not-live", { time, title }) }), made("ul", {}, ...mend), button("look", look, { class: "pb-quiet-button" })];
};

/* What is left to do by hand at the host. */
const handed = ({ address, filled, copied: taken, text }, done) => {
  const host = said(`host-${here.form.host.kind}`);
  const box = made("textarea", { rows: 8, readonly: true, "aria-label": said("hand-text") });
  box.value = text;
  return made("div", {}, made("p", { text: said(filled ? "hand-filled" : taken ? "hand-copied" : "hand-copy", { host, path: done.path }) }), made("p", {}, made("a", { class: "pb-onward", href: address, target: "_blank", rel: "noopener", text: said("at-host", { host }) })), !filled && box);
};
