// Texts at GitLab, on gitlab.com or on a machine of one's own, through its interface for programs and with the owner's own key.

const gitlabStore = (key, form) => {
  const { host, branch } = form;
  const ask = asking(host, { "PRIVATE-TOKEN": key }, key);
  const repository = `/projects/${encodeURIComponent(host.project)}/repository`;
  const missing = () => new Refused(said("key-elsewhere", { repository: host.web }));

  const read = async (path) => {
    const { status, told } = await ask(`${repository}/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(branch)}`);
    if (status === 404) return null;
    if (status !== 200 || typeof told.content !== "string") throw new Refused(said("host-odd", { told: told.message ?? status }));
    return { text: fromBase64(told.content), version: told.last_commit_id };
  };
  return {
    kind: "gitlab",
    async list() {
      const found = [];
      for (let page = 1; ; page += 1) {
        const { status, told } = await ask(`${repository}/tree?recursive=true&per_page=100&page=${page}&ref=${encodeURIComponent(branch)}`);
        if (status !== 200) throw missing();
        found.push(...told.filter((entry) => entry.type === "blob" && isText(entry.path, form)).map((entry) => entry.path));
        if (told.length < 100) return found;
      }
    },
    read,
    /* Write on a branch of its own, and ask for somebody to look; `{ commit, at, asked }`, the last being where they do so. */
    async propose({ path, text, version, said: message }) {
      const own = branchFor(path);
      const done = await this.write({ path, text, version, said: message, on: own });
      const asked = await ask(`/projects/${encodeURIComponent(host.project)}/merge_requests`, { method: "POST", body: { source_branch: own, target_branch: branch, title: message, remove_source_branch: true } });
      if (asked.status !== 201) throw new Refused(said("host-odd", { told: asked.told.message ?? asked.status }));
      return { ...done, asked: asked.told.web_url };
    },
    async write({ path, text, version, said: message, on = branch }) {
      const action = { action: version ? "update" : "create", file_path: path, content: toBase64(text), encoding: "base64", ...(version ? { last_commit_id: version } : {}) };
      const { status, told } = await ask(`${repository}/commits`, { method: "POST", body: { branch: on, ...(on === branch ? {} : { start_branch: branch }), commit_message: message, actions: [action] } });
      if (status === 400 || status === 409) {
        const theirs = await read(path);
        if ((theirs?.version ?? null) !== version) throw new Meanwhile(theirs);
        throw new Refused(said("host-odd", { told: told.message ?? status }));
      }
      if (status === 404) throw missing();
      if (status !== 201) throw new Refused(said("host-odd", { told: told.message ?? status }));
      return { version: told.id, commit: told.id, at: told.committed_date ?? told.created_at ?? new Date().toISOString() };
    },
  };
};
