/** What the pages with a camera begin with: a key that is pressed first, then core and words. */

import { asksFirst } from "../camera/fetching";
import { CoreClient } from "../core-worker/client";
import { type Book, Words } from "../lib/words";

/** Offer a key; nothing is opened or fetched before it is pressed. `dear` tells what that costs. */
export function offerOnce(key: HTMLElement, dear: HTMLElement, begin: () => Promise<void>): void {
  key.hidden = false;
  void asksFirst().then((asks) => {
    dear.hidden = !asks;
  });
  key.addEventListener("click", () => void begin(), { once: true });
}

export interface Opened {
  /** The address that the place names. */
  at(name: string): string;
  /** The folder of that address. */
  folder(name: string): string;
  readonly core: CoreClient;
  /** Settles once the core can be asked. */
  readonly booting: Promise<void>;
  readonly words: Promise<Words>;
}

/** Start the core in its worker and fetch the words, from the addresses in a place's data. */
export function openCore(place: HTMLElement): Opened {
  const at = (name: string) => new URL(place.dataset[name] ?? "", document.baseURI).href;
  const folder = (name: string) => new URL(".", at(name)).href;
  const core = new CoreClient(new Worker(at("worker"), { type: "module" }));
  const booting = core.boot(folder("python"), at("core"));
  // Whoever awaits it hears of a fault; nobody else need.
  booting.catch(() => {});
  return { at, folder, core, booting, words: wordsFrom(at("words")) };
}

async function wordsFrom(address: string): Promise<Words> {
  return new Words((await (await fetch(address)).json()) as Book, document.documentElement.lang);
}
