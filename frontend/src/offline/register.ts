/** On every ordinary page: keep the files for times without connection, and the history up to date. */

import { button, el } from "../lib/dom";

/** What the head of a page says about keeping things on this device. */
interface Offer {
  readonly worker: string;
  readonly sync: string;
  readonly events: string;
  readonly drafts: string;
  /** Size of the whole package in MB. */
  readonly mb: number;
}

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

export function keepOffline(page: Document): void {
  const mark = page.querySelector<HTMLMetaElement>('meta[name="backfour-worker"]');
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!mark || !workers) return;
  const { sync = "", events = "", drafts = "", mb = "0" } = mark.dataset;
  const offer: Offer = { worker: mark.content, sync, events, drafts, mb: Number(mb) };
  const begin = () => void whenQuiet(page, workers, offer);
  if (page.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

async function whenQuiet(page: Document, workers: ServiceWorkerContainer, offer: Offer) {
  const known = await workers.getRegistration("/");
  const panel = page.querySelector<HTMLElement>("[data-offer-offline]");
  if (known || !isMetered()) await register(workers, offer);
  else if (panel) ask(panel, () => void register(workers, offer));
  const { catchUp } = await import("./catch-up");
  await catchUp(page, offer);
}

async function register(workers: ServiceWorkerContainer, offer: Offer): Promise<void> {
  try {
    await workers.register(offer.worker, { scope: "/", updateViaCache: "none" });
  } catch {
    // Not allowed here: the pages work as they are.
  }
}

/** Whether every megabyte may cost something: then nothing is fetched before the person says so. */
export function isMetered(
  connection: Connection | undefined = (navigator as { connection?: Connection }).connection,
): boolean {
  return connection?.saveData === true || connection?.type === "cellular";
}

function ask(panel: HTMLElement, yes: () => void): void {
  panel.hidden = false;
  const { go = "" } = panel.dataset;
  const key = button(
    { class: "btn side" },
    () => {
      panel.hidden = true;
      yes();
    },
    go,
  );
  panel.append(el("p", {}, key));
}
