/** Fetches the session's Python while the person tells how the back is, so that Start need not wait. */

/** What the core worker will ask for, seen from this script. */
const NEEDED = [
  "../pyodide/pyodide.asm.wasm",
  "../pyodide/start.snapshot",
  "../pyodide/pyodide.asm.mjs",
  "../pyodide/pyodide.mjs",
  "../core.zip",
];

/** Every address, the book of the page's language among them. */
export function needed(root: Document): readonly string[] {
  return [...NEEDED, `../words.${root.documentElement.lang || "en"}.json`];
}

/** On pages with a `data-warm` mark only: all others stay light. */
export function warmCore(root: Document): void {
  if (!root.querySelector("[data-warm]")) return;
  const fetchAll = () => {
    for (const address of needed(root)) {
      // Read to the end: a browser keeps only what has wholly arrived.
      void fetch(new URL(address, import.meta.url))
        .then((reply) => reply.arrayBuffer())
        .catch(() => {});
    }
  };
  if (root.readyState === "complete") fetchAll();
  else window.addEventListener("load", fetchAll, { once: true });
}
