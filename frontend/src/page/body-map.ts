/** Touching a spot of the body picture ticks its box in the list; the list stays the control. */

/** `[data-for="<checkbox id>"]` or `[data-s="<value>"]` inside `.bodies` marks a spot. */
export function bodyMap(root: Document): void {
  for (const picture of root.querySelectorAll<HTMLElement>(".bodies")) {
    picture.addEventListener("click", (event) => {
      const spot = (event.target as Element).closest<SVGElement>("[data-for], [data-value]");
      const box = spot && boxOf(root, spot);
      if (!box) return;
      box.checked = box.type === "radio" ? true : !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

function boxOf(root: Document, spot: SVGElement): HTMLInputElement | null {
  const id = spot.getAttribute("data-for");
  if (id) return root.getElementById(id) as HTMLInputElement | null;
  const value = spot.getAttribute("data-value") ?? "";
  return root.querySelector<HTMLInputElement>(`form input[value="${CSS.escape(value)}"]`);
}
