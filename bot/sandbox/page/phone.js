// One person's phone: their chats, what happens in them, and what they do.
import * as api from "./api.js";
import { Bar } from "./bar.js";
import { Composer, inPieces } from "./composer.js";
import { takeDrops } from "./drops.js";
import { startCode } from "./entities.js";
import { listen } from "./line.js";
import { Log } from "./log.js";
import { Notices, enlarge } from "./notices.js";
import { nameOf } from "./words.js";

const ACTION_MS = 5500; // Telegram shows "typing" for about five seconds after it was said
const SETTLE_MS = 60;
const ANSWER_MS = 20000; // how long a pressed button waits for the bot

export class Phone {
  #logs = new Map();
  #unread = new Map();
  #current;
  #presses = new Map(); // query id → the pressed place
  #answered = new Set();
  #online = true;
  #action = null;
  #asking = null;

  /** `shell`: words(), isShown(phone), changed(phone) when unread counts moved. */
  constructor(person, state, shell) {
    this.person = person;
    this.bot = state.bot;
    this.shell = shell;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.id = `phone-${person.id}`;
    this.part = (selector) => this.root.querySelector(selector);
    this.notices = new Notices(this.root);
    this.composer = new Composer(this.part(".composer"), person.id, {
      say: (text, replyTo) => this.#say(text, replyTo),
      upload: (files) => this.#upload(files),
      up: () => this.#log().focusButtons(),
    });
    this.view = { person: person.id, words: shell.words(), votes: new Map(), acts: this.#acts() };
    this.bar = new Bar(this.root, this.bot, (chat) => this.open(chat));
    takeDrops(this.part(".frame"), this.part(".drop"), (files) => this.#upload(files));
    this.#refreshed(state);
    this.open(person.id);
    this.speak();
    this.hangUp = listen(person.id, state.seq, {
      heard: (event) => this.#heard(event),
      refreshed: (now) => this.#refreshed(now),
      online: (is) => this.#setOnline(is),
    });
  }

  get unread() {
    return [...this.#unread.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Says everything anew in the language of now. */
  speak() {
    const words = this.shell.words();
    this.view.words = words;
    const name = nameOf(this.person);
    this.root.setAttribute("aria-label", [name, this.person.title].filter(Boolean).join(" · "));
    this.part(".owner-name").textContent = name;
    this.part(".owner-title").textContent = this.person.title ?? "";
    this.part(".drop").textContent = words.drop;
    this.part(".chats").setAttribute("aria-label", words.chats);
    this.composer.speak(words);
    for (const log of this.#logs.values()) log.redraw();
    this.#head();
  }

  /** The phone has come into sight, or another chat of it has been chosen. */
  open(chat = this.#current) {
    this.#current = chat;
    if (this.shell.isShown(this)) this.#unread.delete(chat);
    this.part(".room").replaceChildren(this.#log().root);
    this.#log().toEnd();
    this.composer.replyTo(null);
    this.#head();
    this.shell.changed(this);
  }

  startWith(code) {
    return this.#do(() => api.send(this.person.id, this.person.id, `/start ${code}`.trim()));
  }

  /** Asks for the command menu again; a bot that sets many menus at once causes one question. */
  refreshCommands() {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(
      () => this.#do(async () => this.composer.offer((await api.state(this.person.id)).commands)),
      SETTLE_MS,
    );
  }

  #acts() {
    return {
      bot: this.bot.username,
      say: (text) => this.#say(text),
      start: (code) => {
        this.open(this.person.id);
        this.startWith(code);
      },
      press: (message, button, node) => this.#press(message, button, node),
      notice: (text) => this.notices.toast(text),
      vote: (message, options) => this.#vote(message, options),
      reply: (message) => this.composer.replyTo(message),
      find: (id) => this.#log().find(id),
      enlarge: (url, description) => enlarge(url, description, this.view.words),
    };
  }

  #log(chat = this.#current) {
    return this.#logs.get(chat);
  }

  #logFor(chat) {
    if (!this.#logs.has(chat.id)) this.#logs.set(chat.id, new Log(chat, this.view, this.bot.first_name));
    return this.#logs.get(chat.id);
  }

  #refreshed(state) {
    this.#logFor({ id: this.person.id, type: "private" });
    for (const chat of state.chats) this.#logFor(chat);
    for (const [id, log] of this.#logs) log.become(state.messages[id] ?? []);
    this.composer.offer(state.commands ?? []);
    for (const id of [...this.#presses.keys()]) this.#release(id);
    if (this.#current) this.#head();
  }

  #heard(event) {
    if (event.type === "message") this.#arrived(event.message);
    else if (event.type === "edit") this.#logFor(event.message.chat).put(event.message);
    else if (event.type === "delete") this.#log(event.chat_id)?.remove(event.message_id);
    else if (event.type === "poll") for (const log of this.#logs.values()) log.poll(event.poll);
    else if (event.type === "action") this.#acting(event);
    else if (event.type === "toast") this.#toasted(event);
    else if (event.type === "commands") this.refreshCommands();
  }

  #arrived(message) {
    const id = message.chat.id;
    const isNew = this.#logFor(message.chat).put(message);
    const mine = message.from?.id === this.person.id;
    if (!mine && this.#action?.chat === id) this.#acting({ chat_id: id, action: null });
    const seen = this.#current === id && this.shell.isShown(this);
    if (isNew && this.#current === id && message.reply_markup?.force_reply) this.composer.replyTo(message, false);
    if (isNew && !mine && !seen) this.#unread.set(id, (this.#unread.get(id) ?? 0) + 1);
    this.#head();
    this.shell.changed(this);
  }

  #acting({ chat_id: chat, action }) {
    clearTimeout(this.#action?.timer);
    const timer = action && setTimeout(() => this.#acting({ chat_id: chat, action: null }), ACTION_MS);
    this.#action = action ? { chat, action, timer } : null;
    this.#head();
  }

  #toasted({ query_id: id, text, show_alert: isAlert, url }) {
    this.#answered.add(id);
    this.#release(id);
    if (url) this.#follow(url);
    if (!text) return;
    if (isAlert) this.notices.alert(text, this.view.words);
    else this.notices.toast(text);
  }

  #follow(url) {
    const code = startCode(url, this.bot.username);
    if (code === null) window.open(url, "_blank", "noopener");
    else this.view.acts.start(code);
  }

  #release(id) {
    const node = this.#presses.get(id);
    this.#presses.delete(id);
    node?.classList.remove("waiting");
    node?.removeAttribute("aria-busy");
  }

  async #press(message, button, node) {
    node.classList.add("waiting");
    node.setAttribute("aria-busy", "true");
    const pressed = await this.#do(() =>
      api.press(this.person.id, message.chat.id, message.message_id, button.callback_data),
    );
    const id = pressed?.query_id;
    this.#presses.set(id, node);
    // The answer may have come along the stream before the press itself returned.
    if (!pressed || this.#answered.has(id)) this.#release(id);
    else setTimeout(() => this.#release(id), ANSWER_MS);
  }

  async #vote(message, options) {
    const { id } = message.chat;
    const voted = await this.#do(() => api.vote(this.person.id, id, message.message_id, options));
    // Refused: they have voted before, and the page was opened anew since; the results are theirs to see.
    this.view.votes.set(message.poll.id, voted ? options : []);
    this.#log(id).redrawOne(message.message_id);
  }

  async #say(text, replyTo) {
    const chat = this.#current;
    const pieces = inPieces(text);
    while (pieces.length) {
      const sent = await this.#do(() => api.send(this.person.id, chat, pieces[0], replyTo));
      if (!sent) return this.composer.restore(pieces.join(""));
      pieces.shift();
    }
  }

  async #upload(files) {
    for (const file of files) await this.#do(() => api.upload(this.person.id, this.#current, file));
  }

  /** Runs a request; what goes wrong is said to the person, and null comes back. */
  async #do(request) {
    try {
      return (await request()) ?? {};
    } catch (error) {
      const { words } = this.view;
      const why = words.refusals[error.message] ?? error.message;
      this.notices.toast(error instanceof api.Refused ? words.failed(why) : words.unreachable);
      return null;
    }
  }

  #setOnline(is) {
    this.#online = is;
    this.#head();
  }

  #head() {
    const { words } = this.view;
    const acting = this.#action?.chat === this.#current && this.#action.action;
    this.bar.show({
      chats: [...this.#logs.values()].map((log) => log.chat),
      current: this.#log().chat,
      unread: this.#unread,
      status: this.#online ? null : words.offline,
      acting: acting ? (words.actions[acting] ?? words.actions.typing) : null,
      words,
    });
  }
}
