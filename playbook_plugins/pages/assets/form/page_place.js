// The first question: where the texts are kept, and what each way asks of whoever writes.

/* What the page knows while it is open: what it asks, where texts are kept, the text in hand, what an edit was refused for. */
const here = { form: null, root: null, store: null, paths: [], work: null, refused: [] };

/* Show something else on the page, and lead whoever reads along with the keyboard or by ear to its heading. */
const show = (title, ...content) => {
  const heading = made("h2", { text: title, tabindex: "-1" });
  here.root.replaceChildren(heading, ...content.filter(Boolean));
  heading.focus({ preventScroll: false });
  return heading;
};

/* Say what could not be done, below what was asked for. */
const complain = (place, error) => {
  if (!(error instanceof Refused)) console.error(error);
  place.replaceChildren(made("p", { class: "pb-trouble", text: error instanceof Refused ? error.message : said("went-wrong") }));
};

/* Begin with a way of keeping: read what there is, then go where the address leads. */
const begin = async (store, trouble) => {
  try {
    if (!store) return;
    here.paths = await store.list();
    here.store = store;
    follow();
  } catch (error) {
    complain(trouble, error);
  }
};

const askForPlace = () => {
  const { form } = here;
  const name = form.host && said(`host-${form.host.kind}`);
  const trouble = made("div", { role: "alert" });
  const parts = [];
  if (form.host) parts.push(askForKey(name, trouble));
  parts.push(askForFolder(trouble));
  if (form.host) {
    parts.push(way(said("without-key", { host: name }), said(`without-key-${form.host.kind}`, { host: name }), button("without-key-go", () => begin(handStore(form), trouble))));
  } else {
    parts.push(way(said("no-host"), said("no-host-about")));
  }
  show(said("where"), trouble, ...parts);
};

const way = (title, about, ...content) => made("section", { class: "pb-way" }, made("h3", { text: title }), made("p", { class: "pb-why", text: about }), ...content);

const askForKey = (name, trouble) => {
  const { form } = here;
  const key = made("input", { type: "password", autocomplete: "off", spellcheck: "false", autocapitalize: "off", required: true });
  const stay = made("input", { type: "checkbox", id: freshId() });
  const go = async (event) => {
    event.preventDefault();
    const written = key.value.trim();
    if (!written) {
      complain(trouble, new Refused(said("key-missing")));
      key.focus();
      return;
    }
    tabKeeps.set("key", stay.checked ? written : null);
    await begin(storeWithKey(written), trouble);
  };
  const asked = made("form", { novalidate: true, onsubmit: go }, labelled(said("key"), key), made("p", { class: "pb-field" }, made("label", { class: "pb-choice-edit", for: stay.id }, stay, made("span", { text: said("key-stay") }))), made("button", { text: said("key-go"), class: "pb-onward" }));
  asked.querySelector("button").type = "submit";
  const how = made("details", {}, made("summary", { text: said("key-how") }), made("p", { text: said(`key-how-${form.host.kind}`) }), made("p", {}, made("a", { href: whereKeysAre(form.host), target: "_blank", rel: "noopener", text: said("key-page", { host: name }) })), made("p", { text: said("key-care") }));
  return way(said("with-key", { host: name }), said("with-key-about", { host: name }), asked, how);
};

/* The host's page on which a key is made, filled in as far as it lets itself be. */
const whereKeysAre = ({ kind, web, project }) =>
  kind === "github"
    ? `${new URL(web).origin}/settings/personal-access-tokens/new?${new URLSearchParams({ name: "Playbook", target_name: project.split("/")[0], expires_in: 90, contents: "write", pull_requests: "write" })}`
    : `${web}/-/settings/access_tokens`;

const storeWithKey = (key) => (here.form.host.kind === "github" ? githubStore : gitlabStore)(key, here.form);

const askForFolder = (trouble) => {
  const { form } = here;
  if (folderCanBeOpened()) {
    const go = async () => {
      try {
        await begin(await openFolder(form), trouble);
      } catch (error) {
        complain(trouble, error);
      }
    };
    return way(said("folder"), said("folder-about", { folder: form.folder }), button("folder-go", go));
  }
  const choose = made("input", { type: "file", webkitdirectory: true, multiple: true });
  choose.addEventListener("change", async () => {
    try {
      await begin(await filesChosen(choose.files, form), trouble);
    } catch (error) {
      complain(trouble, error);
    }
  });
  return way(said("folder"), said("folder-not-here"), labelled(said("files-go", { folder: form.folder }), choose), button("files-none-go", () => begin(filesStore([], form), trouble)));
};
