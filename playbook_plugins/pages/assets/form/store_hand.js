// Texts at the host without a key: its own page for a new file takes the text along, and an old text is copied by hand.

/* As long an address as every browser and host takes. */
const LONGEST_ADDRESS = 7000;

const handStore = (form) => {
  const kept = new Map();
  return {
    kind: "hand",
    list: async () => form.documents.map((document) => document.path),
    read: async (path) => (kept.has(path) ? { text: kept.get(path), version: kept.get(path) } : null),
    async write({ path, text, version }) {
      const filled = version === null ? newAtHost(form, path, text) : null;
      const taken = filled ? true : await copied(text);
      kept.set(path, text);
      return { version: text, commit: null, at: new Date().toISOString(), byHand: { address: filled ?? editAtHost(form, path, { fresh: version === null }), filled: Boolean(filled), copied: taken, text } };
    },
    keep: (path, text) => kept.set(path, text),
  };
};

/* The host's own page for a new file, with the text filled in; `null` where it takes none, or the text is too long for an address. */
const newAtHost = ({ host, branch }, path, text) => {
  if (host.kind !== "github") return null;
  const [folder, name] = [path.split("/").slice(0, -1).join("/"), path.split("/").at(-1)];
  const address = `${host.web}/new/${quotedPath(branch)}/${quotedPath(folder)}?filename=${encodeURIComponent(name)}&value=${encodeURIComponent(text)}`;
  return address.length > LONGEST_ADDRESS ? null : address;
};

/* The host's own page on which a text is changed, or one is begun. */
const editAtHost = ({ host, branch }, path, { fresh = false } = {}) => {
  const within = host.kind === "github" ? "" : "/-";
  if (!fresh) return `${host.web}${within}/edit/${quotedPath(branch)}/${quotedPath(path)}`;
  const [folder, name] = [path.split("/").slice(0, -1).join("/"), path.split("/").at(-1)];
  return host.kind === "github" ? `${host.web}/new/${quotedPath(branch)}/${quotedPath(folder)}?filename=${encodeURIComponent(name)}` : `${host.web}/-/new/${quotedPath(branch)}?file_name=${encodeURIComponent(path)}`;
};
