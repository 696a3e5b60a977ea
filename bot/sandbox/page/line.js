// What happens to a person, as it happens: one line to the sandbox, shared by all windows.
import { state } from "./api.js";

const RETRY_MS = 1000;

/**
 * Calls heard(event) for all that follows `since`, online(is) when the line comes or goes, and
 * refreshed(state) after a break, for the sandbox may have been started anew meanwhile.
 * Returns a function that hangs up.
 *
 * A browser opens six connections to a server and no more, so only one window dials for each
 * person; it tells the others, and when it closes the next one dials.
 */
export function listen(person, since, { heard, refreshed, online }) {
  const name = `sandbox-${person}`;
  const windows = new BroadcastChannel(name);
  const leaving = new AbortController();
  let last = since;
  const take = {
    online,
    heard(event) {
      if (event.seq <= last) return;
      last = event.seq;
      heard(event);
    },
    async again() {
      const now = await state(person);
      last = now.seq;
      refreshed(now);
    },
  };
  const tell = (what, value) => {
    windows.postMessage({ what, value });
    return take[what](value);
  };
  windows.onmessage = ({ data }) => take[data.what](data.value);
  leaving.signal.addEventListener("abort", () => windows.close());
  const dial = () => keepLine(person, () => last, tell, leaving.signal);
  // Locks exist only on https and on this machine; without them every window dials.
  if (!navigator.locks) dial();
  else navigator.locks.request(name, { signal: leaving.signal }, dial).catch(() => {});
  return () => leaving.abort();
}

/** Keeps an event stream open until `leaving`; the promise ends with it. */
function keepLine(person, last, tell, leaving) {
  let source;
  let timer;
  const dial = () => {
    source = new EventSource(`/sandbox/events?person=${person}&since=${last()}`);
    source.onopen = () => tell("online", true);
    source.onmessage = ({ data }) => tell("heard", JSON.parse(data));
    source.onerror = () => {
      source.close();
      tell("online", false);
      timer = setTimeout(redial, RETRY_MS);
    };
  };
  const redial = async () => {
    try {
      await tell("again");
      if (!leaving.aborted) dial();
    } catch {
      timer = setTimeout(redial, RETRY_MS);
    }
  };
  dial();
  return new Promise((done) => {
    leaving.addEventListener("abort", () => {
      clearTimeout(timer);
      source.close();
      done();
    });
  });
}
