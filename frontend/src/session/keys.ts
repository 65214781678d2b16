/** Hands space, Enter, Escape and a presenter's clicker to the session. */

export interface KeyHandlers {
  /** The big key of the screen: Ready, pause or go on. */
  main(): void;
  /** This hurts. */
  stop(): void;
  /** Where am I? */
  where(): void;
  /** From one answer to the next (+1) or back (-1); true when the screen has answers. */
  move(by: 1 | -1): boolean;
}

export type KeyMeaning = "main" | "stop" | "where" | "next" | "back" | null;

const MEANINGS: Readonly<Record<string, KeyMeaning>> = {
  " ": "main",
  Enter: "main",
  Escape: "stop",
  w: "where",
  W: "where",
  // The third and fourth key of a presenter's clicker: "black screen" sends one of the first three,
  // "begin or end the show" sends F5 and Escape in turn, so both must mean the same.
  ".": "stop",
  b: "stop",
  B: "stop",
  F5: "stop",
  PageDown: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  PageUp: "back",
  ArrowLeft: "back",
  ArrowUp: "back",
};

const CLICKER: readonly string[] = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft"];

/** What a key press means; repeats of a held key and shortcuts mean nothing. */
export function meaning(event: KeyboardEvent): KeyMeaning {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null;
  return MEANINGS[event.key] ?? null;
}

/** Listen on the page. Space and Enter on a focused button stay that button's own. */
export function listenToKeys(page: Document, handlers: KeyHandlers): void {
  page.addEventListener("keydown", (event) => {
    const wish = meaning(event);
    if (wish === null) return;
    if (wish === "main") {
      if (isControl(event.target)) return;
      event.preventDefault();
      handlers.main();
    } else if (wish === "stop") {
      event.preventDefault();
      handlers.stop();
    } else if (wish === "where") {
      event.preventDefault();
      handlers.where();
    } else if (handlers.move(wish === "next" ? 1 : -1)) {
      event.preventDefault();
    } else if (CLICKER.includes(event.key)) {
      // Forward or back, whichever the thumb finds; the arrows up and down stay free for scrolling.
      event.preventDefault();
      handlers.main();
    }
  });
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("button, a[href], input, select, summary, textarea") !== null
  );
}
