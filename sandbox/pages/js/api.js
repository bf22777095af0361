// Asking the sandbox: JSON over its people's and control faces.

export class Refused extends Error {}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error || `HTTP ${response.status}`);
  return body;
}

/** GET; `query` values that are null are left out. Refused with the sandbox's words. */
export async function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return read(await fetch(given.length ? `${path}?${new URLSearchParams(given)}` : path));
}

/** POST JSON. */
export async function post(path, fields = {}) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields) };
  return read(await fetch(path, options));
}

/** POST fields and files: `files` are [name, Blob, file name]. */
export async function postFiles(path, fields, files) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) if (value !== null && value !== undefined) form.append(key, value);
  for (const [name, blob, called] of files) form.append(name, blob, called);
  return read(await fetch(path, { method: "POST", body: form }));
}
