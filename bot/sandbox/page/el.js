// Makes DOM nodes from plain values; whatever people wrote only ever enters as text.

/** el("p", {class: "note", onclick: f, "aria-label": "…"}, "text", node); null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One of the drawings kept in index.html. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Moves the focus among buttons laid out in a line or in rows; true when it did. */
export function walk(event, buttons) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const at = buttons.indexOf(document.activeElement);
  if (!step || at < 0) return false;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length].focus();
  return true;
}
