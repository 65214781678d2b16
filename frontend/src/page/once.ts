/** A form is sent once: a second press while the first is on its way does nothing. */

/** Long enough for a slow answer, short enough to try again when none comes (our choice). */
const RELEASE_MS = 8_000;

export function oncePerForm(root: Document): void {
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset.sent !== undefined) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sent = "";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), RELEASE_MS);
  });
  // A page brought back from the browser's memory must be usable again.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-sent]")) release(form);
  });
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}
