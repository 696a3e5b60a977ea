// The page's way to the sandbox: a few requests, and one stream of events per person.

const RETRY_MS = 1000;

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

export const state = (person) => ask(`/sandbox/state${person ? `?person=${person}` : ""}`);
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

/**
 * Hears what happens to a person after `since`. A broken line is taken up again from a fresh
 * state, so that a restarted sandbox is noticed too; a hidden tab hangs up, because browsers
 * allow only six open lines to one server.
 */
export function listen(person, since, { heard, refreshed, online }) {
  let source = null;
  let timer = null;
  const hangUp = () => {
    source?.close();
    source = null;
    clearTimeout(timer);
  };
  const dial = (from) => {
    source = new EventSource(`/sandbox/events?person=${person}&since=${from}`);
    source.onopen = () => online(true);
    source.onmessage = (line) => heard(JSON.parse(line.data));
    source.onerror = () => {
      hangUp();
      online(false);
      timer = setTimeout(redial, RETRY_MS);
    };
  };
  const redial = async () => {
    hangUp();
    try {
      const now = await state(person);
      refreshed(now);
      dial(now.seq);
    } catch {
      timer = setTimeout(redial, RETRY_MS);
    }
  };
  const seen = () => (document.hidden ? hangUp() : source || redial());
  document.addEventListener("visibilitychange", seen);
  dial(since);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    hangUp();
  };
}
