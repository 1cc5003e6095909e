// Where texts are kept. Each way of keeping gives the same: `{ kind, list(), read(path), write({ path, text, version, said }) }`.
// `read` gives `{ text, version }`, or `null` where there is no such file; `version` is what `write` needs to know that nobody
// else was quicker, and `null` for a new text. `write` gives `{ version, commit, at }`.

/* Somebody else has changed the text meanwhile; `theirs` is it, as `read` gives it. */
class Meanwhile extends Error {
  constructor(theirs) {
    super("meanwhile");
    this.theirs = theirs;
  }
}

/* What could not be done, as a sentence for the owner. */
class Refused extends Error {}

/* Bytes as they stand: no mark at the beginning is lost, and what is no text is not guessed at. */
const textOf = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(said("not-text"));
  }
};
const fromBase64 = (written) => textOf(Uint8Array.from(atob(written.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)));
const toBase64 = (text) => {
  const bytes = new TextEncoder().encode(text);
  let signs = "";
  for (let at = 0; at < bytes.length; at += 4096) signs += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(signs);
};

/* Whether a path is one of the playbook's texts. */
const isText = (path, form) => path.endsWith(".md") && (form.folder === "." || path.startsWith(`${form.folder}/`));

/* A question to the host's interface for programs: `{ status, told, headers }`. Refusals that any question may meet are said here. */
const asking = (host, headers, key) => async (path, { method = "GET", body } = {}) => {
  let answer;
  try {
    answer = await fetch(`${host.api}${path}`, { method, headers: { ...headers, ...(body ? { "Content-Type": "application/json" } : {}) }, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new Refused(said("host-silent", { host: new URL(host.web).host }));
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 401) throw new Refused(said("key-unknown", { host: said(`host-${host.kind}`) }));
  const busy = answer.status === 429 || (answer.status === 403 && answer.headers.get("x-ratelimit-remaining") === "0");
  if (busy || answer.status === 403) throw new Refused(busy ? said("host-busy", { host: said(`host-${host.kind}`) }) : said("key-too-weak"));
  if (answer.status >= 500) throw new Refused(said("host-broken", { host: new URL(host.web).host, status: answer.status }));
  return { status: answer.status, told, headers: answer.headers };
};

/* What a branch is called on which somebody is asked to look: by the text, and by the moment. */
const branchFor = (path) => `texts/${path.split("/").at(-1).replace(/\.md$/, "")}-${Date.now().toString(36)}`;

/* A path or a branch within an address, its slashes kept. */
const quotedPath = (path) => path.split("/").map(encodeURIComponent).join("/");
