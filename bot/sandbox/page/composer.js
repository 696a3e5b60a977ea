// The line in which a person writes: text, commands, a reply, files.
import { gist } from "./bubble.js";
import { el } from "./el.js";
import { nameOf } from "./words.js";

const TALLEST_PX = 140;
const LONGEST = 4096; // characters that Telegram takes as one message

export class Composer {
  #commands = [];
  #shown = [];
  #at = 0;
  #words;
  #reply = null;

  /** `acts`: say(text, replyTo), upload(files), up() when the arrow leaves an empty line; `name` keeps ids apart. */
  constructor(form, name, acts) {
    this.acts = acts;
    this.form = form;
    this.name = name;
    this.input = form.querySelector("textarea");
    this.list = form.querySelector(".commands");
    this.menu = form.querySelector(".menu");
    this.picker = form.querySelector(".picker");
    this.list.id = `commands-${name}`;
    this.menu.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-controls", this.list.id);
    this.#listen();
  }

  speak(words) {
    this.#words = words;
    const name = (selector, text) => {
      const node = this.form.querySelector(selector);
      node.setAttribute("aria-label", text);
      node.title = text;
    };
    name(".menu", words.menu);
    name(".attach", words.attach);
    name(".send", words.send);
    name(".replying button", words.cancelReply);
    this.input.placeholder = words.placeholder;
    this.input.setAttribute("aria-label", words.message);
    this.list.setAttribute("aria-label", words.menu);
    if (this.#reply) this.replyTo(this.#reply, false);
  }

  offer(commands) {
    this.#commands = commands;
    this.menu.hidden = !commands.length;
    this.#close();
  }

  /** Null ends it. The focus stays where it is when the bot asked for the reply. */
  replyTo(message, focus = true) {
    this.#reply = message;
    const bar = this.form.querySelector(".replying");
    bar.hidden = !message;
    if (!message) return;
    const name = message.from ? nameOf(message.from) : "";
    bar.querySelector("p").replaceChildren(el("strong", {}, name), ` ${gist(message, this.#words)}`);
    if (focus) this.input.focus();
  }

  /** Puts back what could not be sent, unless something new was typed meanwhile. */
  restore(text) {
    if (!this.input.value) this.input.value = text;
    this.#fit();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(this.input.value);
    });
    this.input.addEventListener("input", () => {
      this.#fit();
      this.#suggest();
    });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#close());
    this.menu.addEventListener("mousedown", (event) => event.preventDefault());
    this.menu.addEventListener("click", () => (this.list.hidden ? this.#openAll() : this.#close()));
    this.menu.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    this.form.querySelector(".attach").addEventListener("click", () => this.picker.click());
    this.form.querySelector(".replying button").addEventListener("click", () => this.replyTo(null));
    this.picker.addEventListener("change", () => {
      this.acts.upload([...this.picker.files]);
      this.picker.value = "";
    });
    this.input.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      this.acts.upload(files);
    });
  }

  #send(text) {
    this.#close();
    if (!text.trim()) return;
    this.acts.say(text, this.#reply?.message_id);
    this.input.value = "";
    this.replyTo(null);
    this.#fit();
  }

  #key(event) {
    // Enter also ends the choice of a character in a Chinese input method; that one sends nothing.
    if (event.isComposing || event.keyCode === 229) return;
    if (!this.list.hidden && this.#keyInList(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send(this.input.value);
    } else if (event.key === "ArrowUp" && !this.input.value) {
      if (this.acts.up()) event.preventDefault();
    } else if (event.key === "Escape" && this.#reply) this.replyTo(null);
  }

  /** True when the list of commands had a use for the key. */
  #keyInList(event) {
    const count = this.#shown.length;
    const command = this.#shown[this.#at]?.command;
    if (event.key === "ArrowDown") this.#mark((this.#at + 1) % count);
    else if (event.key === "ArrowUp") this.#mark((this.#at - 1 + count) % count);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && !event.shiftKey) this.#send(`/${command}`);
    else if (event.key === "Tab" && !event.shiftKey) this.#complete(command);
    else return false;
    return true;
  }

  #complete(command) {
    this.input.value = `/${command} `;
    this.#close();
  }

  #suggest() {
    const typed = /^\/(\w*)$/.exec(this.input.value)?.[1];
    if (typed === undefined) return this.#close();
    const fits = this.#commands.filter(({ command }) => command.startsWith(typed));
    // What was typed to its end is meant as typed, however many commands begin so.
    this.#show(fits.sort((a, b) => (b.command === typed) - (a.command === typed)));
  }

  #openAll() {
    this.#show(this.#commands);
    // On glass the keyboard would cover the list.
    if (!matchMedia("(pointer: coarse)").matches) this.input.focus();
  }

  #show(commands) {
    if (!commands.length) return this.#close();
    this.#shown = commands;
    this.list.replaceChildren(...commands.map((command, index) => this.#option(command, index)));
    this.list.hidden = false;
    this.menu.setAttribute("aria-expanded", "true");
    this.#mark(0);
  }

  #option({ command, description }, index) {
    const option = el(
      "div",
      { class: "command", role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" },
      el("span", { class: "command-name" }, `/${command}`),
      el("span", { class: "command-words" }, description),
    );
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#send(`/${command}`));
    return option;
  }

  #mark(index) {
    this.#at = index;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
      if (place === index) option.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
  }

  #close() {
    this.list.hidden = true;
    this.menu.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }
}

/** Telegram's apps send a long text as several messages, broken at a line's end if there is one. */
export function inPieces(text) {
  const pieces = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const line = rest.lastIndexOf("\n", LONGEST - 1) + 1;
    // Not between the halves of one character.
    const split = line || (/[\uD800-\uDBFF]/.test(rest[LONGEST - 1]) ? LONGEST - 1 : LONGEST);
    pieces.push(rest.slice(0, split));
    rest = rest.slice(split);
  }
  return [...pieces, rest].filter((piece) => piece.trim());
}
