/** Brings this device's copy of the history up to date, and tells when it must be forgotten. */

import { isGone } from "../session/outbox";
import type { Stored } from "../session/protocol";
import type { About, DeviceStore } from "./store";

interface Told extends Omit<About, "catalogue"> {
  readonly whole: boolean;
  readonly events: readonly (readonly [number, Stored])[];
  readonly catalogue?: string;
  /** Today and the next days, as long as nothing new is told. */
  readonly days?: readonly { readonly on: string }[];
}

/** The days the server worked out, and what they rest on. */
export interface Ahead {
  readonly cursor: number;
  readonly rules: string;
  readonly days: readonly { readonly on: string }[];
}

/** `fresh`: up to date. `gone`: deleted or unpaired. `away`: no server, or no clear answer. */
export type Synced = "fresh" | "gone" | "away";

/** Longest wait for the server before the device goes on alone (our choice). */
export const PATIENCE_MS = 4_000;

export async function sync(
  address: string,
  store: DeviceStore,
  request: typeof fetch = (...args) => fetch(...args),
): Promise<Synced> {
  const known = await store.about();
  const asked = new URL(address, location.href);
  if (known) {
    asked.searchParams.set("person", known.person);
    asked.searchParams.set("after", String(known.cursor));
    asked.searchParams.set("rules", known.rules);
    const ahead = await store.note<Ahead>("ahead");
    if (ahead?.days[0]) asked.searchParams.set("on", ahead.days[0].on);
  }
  try {
    const reply = await request(asked, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const told: unknown = await reply.json();
    if (reply.status === 410 && isGone(told)) return "gone";
    if (!reply.ok) return "away";
    await take(store, known, told as Told);
    return "fresh";
  } catch {
    return "away";
  }
}

async function take(store: DeviceStore, known: About | null, told: Told): Promise<void> {
  const catalogue = told.catalogue ?? known?.catalogue ?? "";
  const { person, cursor, rules, csrf, session } = told;
  await store.take({ person, cursor, rules, csrf, session, catalogue }, told.events, told.whole);
  if (told.days) await store.remember("ahead", { cursor, rules, days: told.days });
  const news = await store.note<{ at: string }>(`news ${person}`);
  // The check that a yes led to has been answered: the device need not hold the door any more.
  if (news && told.events.some(([, event]) => answersNews(event, news.at))) {
    await store.remember(`news ${person}`, null);
  }
}

function answersNews(event: Stored, since: string): boolean {
  const { type, at } = event as Stored & { type?: string; at?: string };
  return type === "screen_completed" && Date.parse(at ?? "") > Date.parse(since);
}

/** Forget everything this device holds: history, answers, kept files, and the worker that served them. */
export async function wipe(store: DeviceStore | null): Promise<void> {
  await store?.wipe();
  for (const name of Object.keys(globalThis.localStorage ?? {})) {
    if (name.startsWith("backfour.")) localStorage.removeItem(name);
  }
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const worker of workers) await worker.unregister();
}
