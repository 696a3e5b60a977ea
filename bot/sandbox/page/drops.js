// Files dragged onto a phone are sent.

/** Shows `veil` while files hang over `frame`; `take(files)` gets what is dropped. */
export function takeDrops(frame, veil, take) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  frame.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  frame.addEventListener("dragleave", (event) => {
    if (!frame.contains(event.relatedTarget)) veil.hidden = true;
  });
  frame.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
