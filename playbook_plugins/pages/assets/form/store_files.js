// Texts that were chosen one by one or pasted, where a browser may not write into a folder: what is saved is given back as a file.

const filesStore = (given, form) => {
  const kept = new Map(given);
  return {
    kind: "files",
    list: async () => [...kept.keys()].sort(),
    read: async (path) => (kept.has(path) ? { text: kept.get(path), version: kept.get(path) } : null),
    async write({ path, text }) {
      kept.set(path, text);
      giveFile(path.split("/").at(-1), text);
      return { version: text, commit: null, at: new Date().toISOString() };
    },
    keep: (path, text) => kept.set(path, text),
  };
};

/* Give somebody a file as a download. */
const giveFile = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = made("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/* The chosen files by their paths: of a whole folder, or of single files, each below the folder that its name is known from. */
const filesChosen = async (files, form) => {
  const found = [];
  for (const file of files) {
    const way = file.webkitRelativePath || file.name;
    const path = placeOf(way, form);
    if (path && isText(path, form)) found.push([path, textOf(await file.arrayBuffer())]);
  }
  if (!found.length) throw new Refused(said("files-none", { folder: form.folder }));
  return filesStore(found, form);
};

/* Where a chosen file belongs: known by its whole way, by the end of it, or by its name alone. */
const placeOf = (way, form) => {
  const parts = way.split("/");
  const known = form.documents.map((document) => document.path);
  for (let from = 0; from < parts.length; from += 1) {
    const end = parts.slice(from).join("/");
    if (end.startsWith(`${form.folder}/`)) return end;
    const whole = `${form.folder}/${end}`;
    if (known.includes(whole) || (parts.length - from === 2 && form.kinds.some((kind) => kind.folder === `${parts[from]}/`))) return whole;
  }
  return known.find((path) => path.endsWith(`/${parts.at(-1)}`)) ?? null;
};
