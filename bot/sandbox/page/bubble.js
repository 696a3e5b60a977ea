// One message of a chat, drawn: who wrote it, what it answers, its media, its words, its buttons.
import { fileUrl } from "./api.js";
import { el, icon } from "./el.js";
import { richText } from "./entities.js";
import { drawKeyboard } from "./keyboard.js";
import { drawPoll } from "./poll.js";
import { nameOf, sizeOf, timeOf } from "./words.js";

const NAME_COLOURS = 6;

/**
 * `view` is the reader's: {person, words, acts, votes}. `acts` adds to those of a keyboard:
 * reply(message), find(messageId), enlarge(url, description).
 */
export function drawMessage(message, view) {
  const service = serviceLine(message, view.words);
  if (service) return frame(message, "service", el("p", { class: "pill" }, service));
  const mine = message.from?.id === view.person;
  const bubble = el("div", { class: "bubble" }, ...parts(message, mine, view).filter(Boolean));
  const column = el("div", { class: "column" }, bubble);
  const board = drawKeyboard(message, view.acts, view.words);
  if (board) column.append(board);
  const answer = el(
    "button",
    { type: "button", class: "answer", "aria-label": view.words.reply, title: view.words.reply },
    icon("reply"),
  );
  answer.addEventListener("click", () => view.acts.reply(message));
  const node = frame(message, mine ? "mine" : "theirs", answer, column);
  node.classList.toggle("with-board", Boolean(board));
  node.classList.toggle("protected", Boolean(message.has_protected_content));
  return node;
}

/** What a message says in one line, for a reply's preview. */
export function gist(message, words) {
  const text = message.text ?? message.caption ?? message.poll?.question;
  if (text) return text.replace(/\s+/g, " ").slice(0, 120);
  if (message.document) return message.document.file_name ?? words.file;
  return message.photo ? words.photo : words.unsupported;
}

function frame(message, kind, ...children) {
  const node = el("article", { class: `message ${kind}`, tabindex: "-1" }, ...children);
  node.dataset.id = message.message_id;
  return node;
}

function parts(message, mine, view) {
  const { words } = view;
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const body = text === undefined ? el("div", { class: "text bare" }) : el("div", { class: "text" });
  if (text !== undefined) body.append(richText(text, entities, view.acts, words));
  body.append(stamp(message, words));
  return [
    sender(message, mine, words),
    message.reply_to_message ? preview(message.reply_to_message, view) : null,
    message.photo ? photo(message, view) : null,
    message.document ? file(message.document, words) : null,
    message.poll ? drawPoll(message, voteOf(message.poll, view), view.acts, words) : null,
    known(message) ? null : el("p", { class: "unsupported" }, words.unsupported),
    body,
  ];
}

// A poll in which nobody voted is a new one, even if it has the number of one voted in before.
const voteOf = (poll, { votes }) => (poll.total_voter_count && votes.get(poll.id)) || null;

const known = (m) => m.text !== undefined || m.photo || m.document || m.poll;

function sender(message, mine, words) {
  const inGroup = message.chat.type !== "private";
  const name = mine ? words.me : nameOf(message.from ?? message.chat);
  const colour = `name-${Math.abs(message.from?.id ?? 0) % NAME_COLOURS}`;
  const quiet = !inGroup || mine;
  // A reader who cannot see left and right still hears who is speaking.
  return el("p", { class: quiet ? "sr" : `sender ${colour}` }, name);
}

function preview(message, { words, acts }) {
  const name = message.from ? nameOf(message.from) : "";
  return el(
    "button",
    { type: "button", class: "quoted", onclick: () => acts.find(message.message_id) },
    el("span", { class: "quoted-name" }, name),
    el("span", { class: "quoted-text" }, gist(message, words)),
  );
}

function photo(message, { words, acts }) {
  const size = message.photo.reduce((a, b) => (a.width * a.height >= b.width * b.height ? a : b));
  const url = fileUrl(size.file_id);
  const description = message.caption ?? words.photo;
  const image = el("img", { src: url, alt: description, width: size.width, height: size.height });
  return el(
    "button",
    {
      type: "button",
      class: "photo",
      "aria-label": `${words.enlarge}: ${description.slice(0, 80)}`,
      onclick: () => acts.enlarge(url, description),
    },
    image,
  );
}

function file(document, words) {
  const name = document.file_name ?? words.file;
  const size = sizeOf(document.file_size);
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? "";
  return el(
    "a",
    {
      class: "file",
      href: fileUrl(document.file_id),
      download: name,
      "aria-label": words.download(name, size),
    },
    el("span", { class: "file-icon" }, ending ? ending.toUpperCase() : icon("file")),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, name), el("span", { class: "file-size" }, size)),
  );
}

function stamp(message, words) {
  const when = new Date(message.date * 1000).toISOString();
  const edited = message.edit_date ? el("span", {}, words.edited) : null;
  return el("span", { class: "stamp" }, edited, el("time", { datetime: when }, timeOf(message.date, words)));
}

function serviceLine(message, words) {
  if (message.new_chat_members) return words.joined(message.new_chat_members.map(nameOf).join(", "));
  if (message.left_chat_member) return words.left(nameOf(message.left_chat_member));
  return message.pinned_message ? words.pinned : null;
}
