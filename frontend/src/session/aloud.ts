/** Eyes closed: reads out each answer that a key has moved to, and each question that opens. */

import type { Speaker } from "../speech/speaker";

/** Listen on the page; only the questions are read, everything else the session says itself. */
export function readAnswersAloud(page: Document, speaker: Pick<Speaker, "sayNow">): void {
  page.addEventListener("focusin", (event) => {
    const there = event.target;
    if (!(there instanceof HTMLElement) || there.tagName === "MAIN") return;
    if (!there.closest('main[data-screen="ask"], main[data-screen="stopped"]')) return;
    const text = there.getAttribute("aria-label") ?? words(there);
    if (text) speaker.sayNow(text);
  });
}

/** Its words without what is only drawn, such as the name of a key. */
function words(node: HTMLElement): string {
  const copy = node.cloneNode(true) as HTMLElement;
  for (const drawn of copy.querySelectorAll("[aria-hidden]")) drawn.remove();
  for (const small of copy.querySelectorAll("small")) small.before(". ");
  return (copy.textContent ?? "").replace(/\s+/g, " ").replace(/\s\./g, ".").trim();
}
