// Telegram's text and entities, drawn as nodes: quotes, spoilers, commands, links and the rest.
import { el } from "./el.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
// Of entities over the same letters the one named first is the outer one.
const OUTER = ["expandable_blockquote", "blockquote", "pre", "text_link", "spoiler"];

/**
 * `acts` is what a click may do: say(text), start(code); `acts.bot` is the bot's username.
 * Offsets count UTF-16 units, as JavaScript's own strings do.
 */
export function richText(text, entities, acts, words) {
  const rank = (entity) => (OUTER.indexOf(entity.type) + 1 || OUTER.length + 1);
  const queue = [...(entities ?? [])].sort(
    (a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b),
  );
  const root = document.createDocumentFragment();
  pour(root, { text, queue, acts, words }, 0, text.length);
  return root;
}

/** The code of a link that opens a chat with this bot, "" when it has none; null for any other link. */
export function startCode(url, bot) {
  let link;
  try {
    link = new URL(url, location.href);
  } catch {
    return null;
  }
  const code = link.searchParams.get("start") ?? "";
  const same = (name) => name?.toLowerCase() === bot.toLowerCase();
  if (link.protocol === "tg:") {
    return same(link.searchParams.get("domain")) && url.startsWith("tg://resolve") ? code : null;
  }
  if (["t.me", "telegram.me"].includes(link.host)) return same(link.pathname.slice(1)) ? code : null;
  return link.origin === location.origin && code ? code : null;
}

function pour(into, paper, from, to) {
  const { text, queue } = paper;
  let at = from;
  while (queue.length && queue[0].offset < to) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    into.append(text.slice(at, start));
    const { outer, inner = outer } = drawn(entity, text.slice(start, end), paper);
    pour(inner, paper, start, end);
    into.append(outer);
    // A block ends its own line; the newline after it would leave an empty one.
    at = BLOCKS.includes(entity.type) && end < to && text[end] === "\n" ? end + 1 : end;
  }
  into.append(text.slice(at, to));
}

function drawn(entity, text, { acts, words }) {
  if (TAGS[entity.type]) return { outer: el(TAGS[entity.type]) };
  switch (entity.type) {
    case "pre":
      return codeBlock(entity.language);
    case "blockquote":
      return { outer: el("blockquote") };
    case "expandable_blockquote":
      return expandable(words);
    case "spoiler":
      return { outer: spoiler(words) };
    case "bot_command":
      return { outer: doer(() => acts.say(text)) };
    case "url":
      return { outer: anchor(/^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`, acts) };
    case "text_link":
      return { outer: anchor(entity.url, acts) };
    case "email":
      return { outer: anchor(`mailto:${text}`, acts) };
    case "phone_number":
      return { outer: anchor(`tel:${text}`, acts) };
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return { outer: el("span", { class: "mention" }) };
    default:
      return { outer: el("span") };
  }
}

const doer = (act) => el("button", { type: "button", class: "link", onclick: act });

function anchor(url, acts) {
  const code = startCode(url, acts.bot);
  if (code !== null) return doer(() => acts.start(code));
  if (!/^(https?|mailto|tel|tg):/i.test(url)) return el("span");
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" });
}

function codeBlock(language) {
  const inner = el("code");
  const label = language ? el("span", { class: "pre-language" }, language) : null;
  return { outer: el("pre", {}, label, inner), inner };
}

function spoiler(words) {
  const veil = el("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-label": words.spoiler,
    "aria-expanded": "false",
  });
  const open = (event) => {
    if (veil.classList.contains("open")) return;
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    // The first press only uncovers, it does not follow what is underneath.
    event.preventDefault();
    event.stopPropagation();
    veil.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) veil.removeAttribute(name);
  };
  veil.addEventListener("click", open, true);
  veil.addEventListener("keydown", open, true);
  return veil;
}

// One watcher for all folded quotes: whether there is anything to unfold depends on the width.
const folded = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const hasMore = target.scrollHeight > target.clientHeight + 2;
    const open = target.parentElement.classList.contains("open");
    target.nextElementSibling.hidden = !hasMore && !open;
  }
});

function expandable(words) {
  const inner = el("div", { class: "fold" });
  const toggle = el("button", { type: "button", class: "unfold", "aria-expanded": "false" });
  const outer = el("blockquote", { class: "expandable" }, inner, toggle);
  const show = (open) => {
    outer.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? words.less : words.more;
  };
  toggle.addEventListener("click", () => show(!outer.classList.contains("open")));
  show(false);
  folded.observe(inner);
  return { outer, inner };
}
