/** A button that prints the page; without script the browser's own menu does it, so it is hidden. */

export function printButtons(root: Document): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => globalThis.print());
  }
}
