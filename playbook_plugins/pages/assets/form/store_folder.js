// Texts in a folder on this computer: browsers that let a page write there ask first, and no server is needed.

const folderCanBeOpened = () => typeof window.showDirectoryPicker === "function";

const openFolder = async (form) => {
  let picked;
  try {
    picked = await window.showDirectoryPicker({ id: "playbook", mode: "readwrite" });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw new Refused(said("folder-refused"));
  }
  return folderStore(await playbookWithin(picked, form), form);
};

/* The playbook's folder: somebody may choose the repository, a folder within it, or the playbook's own. */
const playbookWithin = async (picked, form) => {
  const parts = form.folder === "." ? [] : form.folder.split("/");
  for (let from = 0; from <= parts.length; from += 1) {
    try {
      let folder = picked;
      for (const part of parts.slice(from)) folder = await folder.getDirectoryHandle(part);
      await folder.getFileHandle("playbook.yml");
      return folder;
    } catch {
      continue;
    }
  }
  throw new Refused(said("folder-other", { folder: form.folder }));
};

const folderStore = (root, form) => {
  const before = form.folder === "." ? "" : `${form.folder}/`;

  const folderOf = async (path, { create = false } = {}) => {
    const parts = path.slice(before.length).split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create });
    return [folder, parts.at(-1)];
  };
  const read = async (path) => {
    try {
      const [folder, name] = await folderOf(path);
      const file = await (await folder.getFileHandle(name)).getFile();
      const text = textOf(await file.arrayBuffer());
      return { text, version: text };
    } catch (error) {
      if (error.name === "NotFoundError") return null;
      if (error instanceof Refused) throw error;
      throw new Refused(said("folder-refused"));
    }
  };
  const walk = async (folder, path, found) => {
    for await (const [name, entry] of folder.entries()) {
      if (name.startsWith(".")) continue;
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`, found);
      else found.push(`${path}${name}`);
    }
    return found;
  };
  return {
    kind: "folder",
    list: async () => (await walk(root, before, [])).filter((path) => isText(path, form)).sort(),
    read,
    async write({ path, text, version }) {
      const now = await read(path);
      if ((now?.version ?? null) !== version) throw new Meanwhile(now);
      try {
        const [folder, name] = await folderOf(path, { create: true });
        // the file is exchanged when all of it is written, and not before
        const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
      } catch {
        throw new Refused(said("folder-refused"));
      }
      return { version: text, commit: null, at: new Date().toISOString() };
    },
  };
};
