// The messages of one chat, in order: drawn, redrawn where edited, kept at the newest.
import { drawMessage } from "./bubble.js";
import { el, icon } from "./el.js";
import { dayOf, sameDay } from "./words.js";

const NEAR_THE_END_PX = 80;
const SHOWN = 1000; // a sandbox left running for days stays quick to open

export class Log {
  #messages = new Map();
  #missed = 0;

  /** `view` as drawMessage wants it; `acts.say` is also what the start button calls. */
  constructor(chat, view, botName) {
    this.chat = chat;
    this.view = view;
    this.botName = botName;
    this.list = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
    this.jump = el("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() });
    this.root = el("div", { class: "log-frame" }, this.list, this.jump);
    this.list.addEventListener("scroll", () => (this.#atEnd() ? this.#nothingMissed() : this.#showJump()));
    // Pictures, unfolded quotes and a shrinking window must not push the newest out of sight.
    this.#stayAtEnd();
    this.redraw();
  }

  has(id) {
    return this.#messages.has(id);
  }

  get messages() {
    return [...this.#messages.values()];
  }

  /** Shows a new message, or the new form of one that is here. True when it was new. */
  put(message) {
    const before = this.#messages.get(message.message_id);
    if (before && JSON.stringify(before) === JSON.stringify(message)) return false;
    this.#messages.set(message.message_id, message);
    if (before) this.#replace(message.message_id);
    else this.#add(message);
    return !before;
  }

  remove(id) {
    const node = this.#node(id);
    if (!node) return;
    this.#messages.delete(id);
    const hadFocus = node.contains(document.activeElement);
    node.remove();
    if (hadFocus) this.list.focus();
    this.#days();
  }

  /** Makes these the messages of the chat, touching only what differs. */
  become(all) {
    const messages = all.slice(-SHOWN);
    if (!this.#messages.size) {
      for (const message of messages) this.#messages.set(message.message_id, message);
      return this.redraw();
    }
    const ids = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.#messages.keys()]) if (!ids.has(id)) this.remove(id);
    for (const message of messages) this.put(message);
  }

  poll(poll) {
    for (const message of this.messages) {
      if (message.poll?.id === poll.id) this.put({ ...message, poll: { ...message.poll, ...poll } });
    }
  }

  /** Draws everything anew, in the words of now. */
  redraw() {
    const { words } = this.view;
    this.list.setAttribute("aria-label", words.log(this.#name()));
    this.jump.title = words.newest;
    const nodes = this.messages
      .sort((a, b) => a.message_id - b.message_id)
      .map((message) => drawMessage(message, this.view));
    this.list.replaceChildren(...nodes);
    this.#days();
    this.#showJump();
    this.toEnd();
  }

  redrawOne(id) {
    if (this.#messages.has(id)) this.#replace(id);
  }

  find(id) {
    const node = this.#node(id);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.focus({ preventScroll: true });
  }

  /** Gives the focus to the newest message's buttons; false when no message has any. */
  focusButtons() {
    const first = [...this.list.querySelectorAll(".keyboard")].at(-1)?.querySelector(".key");
    first?.focus();
    return Boolean(first);
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#nothingMissed();
  }

  #name() {
    return this.chat.type === "private" ? this.botName : this.chat.title;
  }

  #node(id) {
    return this.list.querySelector(`.message[data-id="${CSS.escape(id)}"]`);
  }

  #add(message) {
    const wasAtEnd = this.#atEnd();
    const node = drawMessage(message, this.view);
    node.classList.add("new");
    const last = this.list.lastElementChild;
    this.list.append(node);
    if (Number(last?.dataset.id) < message.message_id) this.#dayBefore(node, last);
    else this.#sort();
    const mine = message.from?.id === this.view.person;
    if (wasAtEnd || mine) this.toEnd();
    else {
      this.#missed += 1;
      this.#showJump();
    }
  }

  #replace(id) {
    const wasAtEnd = this.#atEnd();
    const old = this.#node(id);
    const fresh = drawMessage(this.#messages.get(id), this.view);
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const keys = (node) => [...node.querySelectorAll(".key")];
    const place = held ? keys(old).indexOf(held) : -1;
    old.replaceWith(fresh);
    if (held) {
      // Whoever works by keyboard stays on the same button, or on the first of the new ones.
      const same = keys(fresh).find((key) => key.dataset.press && key.dataset.press === held.dataset.press);
      const next = same ?? (keys(fresh).length === keys(old).length ? keys(fresh)[place] : keys(fresh)[0]);
      (next ?? fresh).focus({ preventScroll: true });
    }
    if (wasAtEnd) this.toEnd();
  }

  /** Out of order, or the first: rare enough to lay the whole list anew. */
  #sort() {
    const nodes = [...this.list.querySelectorAll(".message")];
    this.list.append(...nodes.sort((a, b) => a.dataset.id - b.dataset.id));
    this.#days();
  }

  #days() {
    for (const old of this.list.querySelectorAll(".day, .empty")) old.remove();
    let before = null;
    for (const node of this.list.querySelectorAll(".message")) {
      this.#dayBefore(node, before);
      before = node;
    }
    if (!this.#messages.size) this.list.append(this.#empty());
  }

  /** A line with the date, where a message is the first of its day. */
  #dayBefore(node, before) {
    const dateOf = (other) => this.#messages.get(Number(other.dataset.id)).date;
    const date = dateOf(node);
    if (before && sameDay(date, dateOf(before))) return;
    node.before(el("p", { class: "day pill" }, dayOf(date, this.view.words)));
  }

  #empty() {
    const { words, acts } = this.view;
    const isPrivate = this.chat.type === "private";
    const start = el("button", { type: "button", class: "start", onclick: () => acts.start("") }, words.start);
    return el(
      "div",
      { class: "empty" },
      el("p", { class: "empty-title" }, words.empty),
      el("p", {}, isPrivate ? words.emptyHint(this.botName) : words.emptyGroup),
      isPrivate ? start : null,
    );
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  #stayAtEnd() {
    let wasAtEnd = true;
    this.list.addEventListener("scroll", () => (wasAtEnd = this.#atEnd()));
    new ResizeObserver(() => wasAtEnd && this.toEnd()).observe(this.list);
    this.list.addEventListener("load", () => wasAtEnd && this.toEnd(), true);
  }

  #nothingMissed() {
    this.#missed = 0;
    this.#showJump();
  }

  #showJump() {
    const { words } = this.view;
    const label = this.#missed ? el("span", {}, String(this.#missed)) : null;
    this.jump.replaceChildren(icon("down"), ...(label ? [label] : []));
    this.jump.setAttribute("aria-label", `${words.newest}${this.#missed ? ` (${words.unread(this.#missed)})` : ""}`);
    this.jump.hidden = this.#atEnd();
  }
}
