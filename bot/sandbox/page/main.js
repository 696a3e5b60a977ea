// The page: who one is, the phones beside each other or one at a time, and the language.
import * as api from "./api.js";
import { el, walk } from "./el.js";
import { Phone } from "./phone.js";
import { nameOf, otherWords, wordsFor } from "./words.js";

const MOST_PHONES = 3; // each has a line to the sandbox, and browsers allow six
const DEFAULT_PERSON = 1001;
const wide = matchMedia("(min-width: 1200px)");
const people = document.querySelector(".people");
const room = document.querySelector(".phones");
const language = document.querySelector(".language");
const phones = new Map();

let everyone = [];
let words = wordsFor("zh");
let current;
let pendingCode = new URL(location.href).searchParams.get("start");

const shell = {
  words: () => words,
  isShown: (phone) => wide.matches || phone.person.id === current,
  changed: () => showPeople(),
};

async function begin() {
  const asked = Number(location.hash.slice(1)) || null;
  const first = await api.state(asked ?? DEFAULT_PERSON).catch(() => api.state(DEFAULT_PERSON));
  everyone = first.people;
  const chosen = everyone.find((person) => person.id === asked) ?? everyone[0];
  words = wordsFor(chosen.language_code);
  document.title = first.bot.first_name;
  const near = [chosen, ...everyone.filter((person) => person !== chosen)].slice(0, MOST_PHONES);
  await Promise.all(near.map(add));
  await choose(chosen.id);
  // On glass this would call up the keyboard before anything was read.
  if (!matchMedia("(pointer: coarse)").matches) phones.get(chosen.id).composer.input.focus();
}

async function add(person) {
  const phone = new Phone(person, await api.state(person.id), shell);
  phones.set(person.id, phone);
  const order = everyone.map((one) => one.id);
  const later = [...phones.keys()].filter((id) => order.indexOf(id) > order.indexOf(person.id));
  const next = later.sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  room.insertBefore(phone.root, phones.get(next)?.root ?? null);
  phone.root.addEventListener("focusin", () => wide.matches && settle(person.id));
}

/** Shows this person's phone; a person beyond the phones at hand takes the last one's place. */
async function choose(id) {
  if (!phones.has(id)) {
    const last = [...phones.keys()].at(-1);
    phones.get(last).hangUp();
    phones.get(last).root.remove();
    phones.delete(last);
    await add(everyone.find((person) => person.id === id));
  }
  settle(id);
  speak();
  for (const phone of phones.values()) if (shell.isShown(phone)) phone.open();
  usePendingCode();
}

function settle(id) {
  current = id;
  history.replaceState(null, "", `${location.pathname}#${id}`);
  for (const [other, phone] of phones) phone.root.classList.toggle("current", other === id);
  showPeople();
}

/** A deep link to this page greets the bot once, as the person who is shown. */
function usePendingCode() {
  const code = pendingCode;
  pendingCode = null;
  if (code !== null) phones.get(current).startWith(code);
}

function showPeople() {
  const hadFocus = people.contains(document.activeElement);
  const tabs = everyone.map(tab);
  people.replaceChildren(...tabs);
  people.hidden = everyone.length < 2;
  people.classList.toggle("many", everyone.length > MOST_PHONES);
  if (hadFocus) tabs.find((one) => one.tabIndex === 0)?.focus();
  const unread = [...phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
  const name = phones.values().next().value?.bot.first_name ?? words.brand;
  document.title = `${unread ? `(${unread}) ` : ""}${name} · ${words.brand}`;
}

function tab(person) {
  const chosen = person.id === current;
  const count = phones.get(person.id)?.unread;
  const badge = count ? el("span", { class: "badge", "aria-label": words.unread(count) }, String(count)) : null;
  return el(
    "button",
    {
      type: "button",
      role: "tab",
      class: "person",
      "aria-selected": String(chosen),
      "aria-controls": `phone-${person.id}`,
      tabindex: chosen ? "0" : "-1",
      onclick: () => choose(person.id),
      onkeydown: (event) => walk(event, [...people.children]) && document.activeElement.click(),
    },
    el("span", { class: "person-title" }, person.title || nameOf(person)),
    el("span", { class: "person-name" }, person.title ? nameOf(person) : ""),
    badge,
  );
}

function speak() {
  document.documentElement.lang = words.tag;
  document.querySelector(".brand-name").textContent = words.brand;
  document.querySelector(".brand-note").textContent = words.note;
  people.setAttribute("aria-label", words.people);
  language.textContent = words.other;
  language.setAttribute("aria-label", words.otherLabel);
  language.lang = otherWords(words).tag;
  for (const phone of phones.values()) phone.speak();
  showPeople();
}

/** Telegram tells the bot each person's language; those in sight speak the page's from now on. */
async function switchLanguage() {
  words = otherWords(words);
  speak();
  const shown = [...phones.values()].filter((phone) => shell.isShown(phone));
  for (const phone of shown) {
    await api.change({ id: phone.person.id, language_code: words.code });
  }
}

language.addEventListener("click", switchLanguage);
wide.addEventListener("change", () => choose(current));
begin();
