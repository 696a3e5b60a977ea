// Inline keyboards: rows of buttons below a message.
import { startCode } from "./entities.js";
import { el, icon, walk } from "./el.js";

/** `acts` adds to those of a text: press(message, button, node), notice(text). Null without buttons. */
export function drawKeyboard(message, acts, words) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.some((row) => row.length)) return null;
  const board = el("div", { class: "keyboard", role: "group" });
  for (const row of rows) {
    board.append(el("div", { class: "row" }, ...row.map((button) => key(button, message, acts, words))));
  }
  board.addEventListener("keydown", (event) => walk(event, [...board.querySelectorAll(".key")]));
  return board;
}

function key(button, message, acts, words) {
  const label = el("span", { class: "key-text" }, button.text);
  if (button.url) return linkKey(button, label, acts, words);
  const node = el("button", { type: "button", class: "key", title: button.text }, label);
  node.addEventListener("click", () => {
    if (button.callback_data !== undefined) acts.press(message, button, node);
    else if (button.copy_text) copy(button.copy_text.text, acts, words);
    else acts.notice(words.unsupportedButton);
  });
  if (button.callback_data !== undefined) node.dataset.press = button.callback_data;
  return node;
}

function linkKey(button, label, acts, words) {
  const code = startCode(button.url, acts.bot);
  if (code !== null) {
    return el("button", { type: "button", class: "key", onclick: () => acts.start(code) }, label);
  }
  const safe = /^(https?|tg):/i.test(button.url) ? button.url : null;
  return el(
    "a",
    { class: "key", href: safe, target: "_blank", rel: "noopener noreferrer", title: words.opens },
    label,
    icon("out"),
  );
}

async function copy(text, acts, words) {
  try {
    await navigator.clipboard.writeText(text);
    acts.notice(words.copied);
  } catch {
    acts.notice(text);
  }
}
