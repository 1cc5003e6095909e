// Texts at GitHub, through its interface for programs and with the owner's own key.

const githubStore = (key, form) => {
  const { host, branch } = form;
  const ask = asking(host, { Accept: "application/vnd.github+json", Authorization: `Bearer ${key}` }, key);
  const repository = `/repos/${quotedPath(host.project)}`;
  const missing = () => new Refused(said("key-elsewhere", { repository: host.web }));

  const read = async (path) => {
    const { status, told } = await ask(`${repository}/contents/${quotedPath(path)}?ref=${encodeURIComponent(branch)}`);
    if (status === 404) return null;
    if (status !== 200 || typeof told.content !== "string") throw new Refused(said("host-odd", { told: told.message ?? status }));
    return { text: fromBase64(told.content), version: told.sha };
  };
  return {
    kind: "github",
    async list() {
      const { status, told } = await ask(`${repository}/git/trees/${encodeURIComponent(branch)}?recursive=1`);
      if (status !== 200) throw missing();
      return told.tree.filter((entry) => entry.type === "blob" && isText(entry.path, form)).map((entry) => entry.path);
    },
    read,
    /* Write on a branch of its own, and ask for somebody to look; `{ commit, at, asked }`, the last being where they do so. */
    async propose({ path, text, version, said: message }) {
      const head = await ask(`${repository}/commits/${encodeURIComponent(branch)}`);
      if (head.status !== 200) throw missing();
      const own = branchFor(path);
      const made = await ask(`${repository}/git/refs`, { method: "POST", body: { ref: `refs/heads/${own}`, sha: head.told.sha } });
      if (made.status !== 201) throw new Refused(said("host-odd", { told: made.told.message ?? made.status }));
      const done = await this.write({ path, text, version, said: message, on: own });
      const asked = await ask(`${repository}/pulls`, { method: "POST", body: { title: message, head: own, base: branch } });
      if (asked.status !== 201) throw new Refused(said("host-odd", { told: asked.told.message ?? asked.status }));
      return { ...done, asked: asked.told.html_url };
    },
    async write({ path, text, version, said: message, on = branch }) {
      const body = { message, content: toBase64(text), branch: on, ...(version ? { sha: version } : {}) };
      const { status, told } = await ask(`${repository}/contents/${quotedPath(path)}`, { method: "PUT", body });
      if (status === 409 || status === 422) {
        const theirs = await read(path);
        if ((theirs?.version ?? null) !== version) throw new Meanwhile(theirs);
        throw new Refused(said("host-odd", { told: told.message ?? status }));
      }
      if (status === 404) throw missing();
      if (status !== 200 && status !== 201) throw new Refused(said("host-odd", { told: told.message ?? status }));
      return { version: told.content.sha, commit: told.commit.sha, at: told.commit.committer?.date ?? new Date().toISOString() };
    },
  };
};
