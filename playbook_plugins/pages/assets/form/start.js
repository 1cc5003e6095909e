// Begin: the page gives its place, and holds all that is asked.

const FORMAT = 1;

const start = async (root) => {
  here.root = root;
  // a theme that swaps pages without loading them leaves the policy of another page in force
  const loaded = performance.getEntriesByType("navigation")[0]?.name;
  if (loaded && new URL(loaded).pathname !== location.pathname) return location.reload();
  here.form = JSON.parse(document.querySelector(".pb-edit-asked").textContent);
  sentences = here.form.words ?? {};
  root.lang = here.form.lang;
  if (here.form.format !== FORMAT) {
    show(said("title-other-format"), made("p", { class: "pb-trouble", text: said("other-format") }));
    return;
  }
  const { checks, later } = here.form;
  // a newer build may know rules that this form has not learnt
  const known = (checks.rules ?? []).filter(({ name }) => core.rules?.[name]);
  later.push(...(checks.rules ?? []).filter((rule) => !known.includes(rule)).map(({ name }) => ({ rule: name, what: name })));
  checks.rules = known;
  for (const heard of ["input", "toggle", "focusin"]) root.addEventListener(heard, () => fit(root), true);
  addEventListener("hashchange", follow);
  addEventListener("beforeunload", (event) => here.work?.touched() && event.preventDefault());
  const key = here.form.host && tabKeeps.get("key");
  const trouble = made("div", { role: "alert" });
  if (key) {
    root.prepend(trouble);
    await begin(storeWithKey(key), trouble);
  }
  if (!here.store) {
    askForPlace();
    if (trouble.firstChild) here.root.querySelector("[role=alert]").replaceChildren(...trouble.childNodes);
  }
};

for (const root of document.querySelectorAll(".pb-edit")) start(root);
