// What appears over a phone for a while: toasts, alerts, and a photo made large.
import { el } from "./el.js";

const TOAST_MS = 4000;

export class Notices {
  #back = null;

  constructor(phone) {
    this.phone = phone;
    this.toasts = phone.querySelector(".toasts");
    this.alertBox = phone.querySelector(".alert");
    this.button = this.alertBox.querySelector("button");
    this.button.addEventListener("click", () => this.#close());
    this.alertBox.addEventListener("keydown", (event) => {
      // The dialog has one button, so the focus has nowhere to go until it is pressed.
      if (event.key === "Tab") event.preventDefault();
      if (event.key === "Escape") this.#close();
    });
  }

  toast(text) {
    const note = el("p", { class: "toast" }, text);
    this.toasts.append(note);
    setTimeout(() => note.remove(), TOAST_MS);
  }

  alert(text, words) {
    const box = this.alertBox;
    box.querySelector("p").textContent = text;
    box.setAttribute("aria-label", text);
    this.button.textContent = words.ok;
    const elsewhere = document.activeElement !== document.body && !this.phone.contains(document.activeElement);
    if (box.hidden) this.#back = elsewhere ? null : document.activeElement;
    box.hidden = false;
    // Somebody else's phone may be in use; its writer is not interrupted.
    if (!elsewhere) this.button.focus();
  }

  #close() {
    this.alertBox.hidden = true;
    const back = this.#back?.isConnected ? this.#back : this.phone.querySelector("textarea");
    if (this.#back) back.focus();
  }
}

const lightbox = document.querySelector(".lightbox");
lightbox.addEventListener("click", () => lightbox.close());

/** Shows a picture as large as the window. */
export function enlarge(url, description, words) {
  const image = lightbox.querySelector("img");
  image.src = url;
  image.alt = description;
  lightbox.querySelector("button").setAttribute("aria-label", words.close);
  lightbox.showModal();
}
