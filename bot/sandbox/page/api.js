// What the page asks of the sandbox.

async function ask(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? response.statusText);
  return body;
}

const post = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** The sandbox answered, and said no. */
export class Refused extends Error {}

export const state = (person) => ask(`/sandbox/state?person=${person}`);
export const send = (person, chat, text, replyTo) =>
  post("/sandbox/send", { person, chat, text, ...(replyTo && { reply_to: replyTo }) });
export const press = (person, chat, message_id, data) =>
  post("/sandbox/press", { person, chat, message_id, data });
export const vote = (person, chat, message_id, options) =>
  post("/sandbox/vote", { person, chat, message_id, options });
export const fileUrl = (id) => `/sandbox/file/${encodeURIComponent(id)}`;

/** Changes the person as given; the sandbox keeps what is not said. */
export const change = (person) => post("/sandbox/person", person);

export function upload(person, chat, file) {
  const form = new FormData();
  form.append("person", person);
  form.append("chat", chat);
  form.append("file", file, file.name);
  return ask("/sandbox/upload", { method: "POST", body: form });
}
