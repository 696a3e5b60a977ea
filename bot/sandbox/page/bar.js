// The top of a phone: whose chat this is, what the bot is doing, and the other chats.
import { el, walk } from "./el.js";

export class Bar {
  /** `open(chatId)` is what choosing a chat does. */
  constructor(phone, bot, open) {
    this.bot = bot;
    this.open = open;
    this.avatar = phone.querySelector(".avatar");
    this.title = phone.querySelector(".bar-title");
    this.status = phone.querySelector(".bar-status");
    this.tabs = phone.querySelector(".chats");
    this.tabs.addEventListener("keydown", (event) => walk(event, [...this.tabs.children]));
  }

  /** `status` wins over `acting`; both are sentences or null. `unread` counts by chat id. */
  show({ chats, current, unread, status, acting, words }) {
    const name = this.#name(current);
    const said = status ?? acting ?? (current.type === "private" ? words.bot : words.group);
    this.avatar.textContent = [...name][0] ?? "";
    this.title.textContent = name;
    // Saying the same again would make a screen reader repeat it.
    if (this.status.textContent !== said) this.status.textContent = said;
    this.status.classList.toggle("busy", Boolean(acting) && !status);
    this.tabs.hidden = chats.length < 2;
    if (!this.tabs.hidden) this.#showTabs(chats, current, unread, words);
  }

  #name(chat) {
    return chat.type === "private" ? this.bot.first_name : chat.title;
  }

  #showTabs(chats, current, unread, words) {
    const focused = [...this.tabs.children].indexOf(document.activeElement);
    this.tabs.replaceChildren(...chats.map((chat) => this.#tab(chat, chat.id === current.id, unread, words)));
    this.tabs.children[focused]?.focus();
  }

  #tab(chat, isChosen, unread, words) {
    const count = unread.get(chat.id);
    const badge = count ? el("span", { class: "badge", "aria-label": words.unread(count) }, String(count)) : null;
    return el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "chat-tab",
        "aria-selected": String(isChosen),
        onclick: () => this.open(chat.id),
      },
      el("span", { class: "chat-name" }, this.#name(chat)),
      badge,
    );
  }
}
