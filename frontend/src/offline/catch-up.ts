/** Sends what waits on this device and takes over what other devices told. */

import { el } from "../lib/dom";
import { fill } from "../lib/words";
import { deviceOutbox } from "./home";
import { bringOver, DeviceStore } from "./store";
import { sync, wipe } from "./sync";

interface Ways {
  readonly sync: string;
  readonly events: string;
  readonly drafts: string;
}

export async function catchUp(page: Document, at: Ways): Promise<void> {
  const store = await DeviceStore.open();
  if (!store) return;
  await showOwnNumber(page, store);
  const before = await sync(at.sync, store);
  if (before === "gone") {
    await wipe(store);
    location.reload();
    return;
  }
  const about = await store.about();
  if (before === "away" || !about) return;
  await bringOver(globalThis.localStorage ?? null, store.box(about.person), about.person);
  const outbox = deviceOutbox(at, store, about);
  await outbox.open();
  const waiting = outbox.parcels().length;
  if (waiting > 0) {
    await outbox.deliver();
    await sync(at.sync, store);
    // The page was made before the server knew: shown again with what has just been told.
    if (outbox.parcels().length < waiting && page.querySelector("[data-fresh]")) location.reload();
  }
  await sayWhereKept(page, store);
}

/** On My data: whether the browser may throw away what is kept here. Said once, quietly. */
async function sayWhereKept(page: Document, store: DeviceStore): Promise<void> {
  const line = page.querySelector<HTMLElement>("[data-refused-to-keep]");
  if (line) line.hidden = (await store.note("asked to persist")) !== "refused";
}

/** On the warning card that is kept here: the emergency number of this person's country. */
async function showOwnNumber(page: Document, store: DeviceStore): Promise<void> {
  const place = page.querySelector<HTMLElement>("[data-own-number]");
  const number = (await store.about())?.session.emergency_number;
  if (!place || !number) return;
  const words = fill(place.dataset.call ?? "", { number });
  const href = `tel:${number.replace(/\D/g, "")}`;
  place.replaceChildren(el("a", { class: "btn main wide call", href }, words));
  place.hidden = false;
}
