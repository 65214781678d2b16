/** What a session begins with: from the server, or from this device where there is none. */

import { pageClock } from "../lib/clock";
import type { Book } from "../lib/words";
import { httpPost, Outbox, type OutboxHooks } from "../session/outbox";
import type { SessionData } from "../session/protocol";
import { deviceOutbox, type Hooks } from "./home";
import { askToPersist } from "./keep";
import { localSession } from "./local";
import { bringOver, DeviceStore } from "./store";
import { sync } from "./sync";

interface Places {
  readonly words: string;
  readonly data: string;
  readonly sync: string;
  readonly events: string;
  readonly drafts: string;
}

export interface AtHand {
  readonly data: SessionData;
  readonly book: Book;
  outbox(hooks: Hooks & Pick<OutboxHooks, "refused">): Outbox;
}

export async function sessionAtHand(at: Places): Promise<AtHand | null> {
  const store = await DeviceStore.open();
  const data = (await json<SessionData>(at.data)) ?? (store && (await localSession(store)));
  if (!data) return null;
  const book = await wordsOf(at.words, data.language);
  if (!book) return null;
  const known = store && (await upToDate(at, store, data));
  if (!store || !known) return { data, book, outbox: (hooks) => inMemory(at, data, hooks) };
  await bringOver(globalThis.localStorage ?? null, store.box(data.folder), data.folder);
  void persistOnce(store);
  return { data, book, outbox: (hooks) => deviceOutbox(at, store, known, hooks) };
}

/**
 * The store must know whose session this is before it keeps anything of it, and that it was begun:
 * else nobody could go on with it, were home gone a moment later.
 */
async function upToDate(at: Places, store: DeviceStore, data: SessionData) {
  let about = await store.about();
  const history = about?.person === data.folder ? await store.history(data.folder) : "";
  if (!history.includes(data.session)) {
    await sync(at.sync, store);
    about = await store.about();
  }
  return about?.person === data.folder ? { ...about, csrf: data.csrf } : null;
}

function inMemory(at: Places, data: SessionData, hooks: OutboxHooks): Outbox {
  const clock = pageClock();
  const sender = { token: () => data.csrf, person: data.folder };
  return new Outbox(null, httpPost(at, sender), hooks, (ms, run) => clock.after(ms, run));
}

async function persistOnce(store: DeviceStore): Promise<void> {
  if ((await store.note("asked to persist")) !== null) return;
  await store.remember("asked to persist", (await askToPersist()) ? "refused" : "granted");
}

async function wordsOf(english: string, language: string): Promise<Book | null> {
  const own =
    language === "en" ? null : await json<Book>(english.replace(".en.json", `.${language}.json`));
  return own ?? (await json<Book>(english));
}

async function json<T>(address: string): Promise<T | null> {
  try {
    const reply = await fetch(address, { credentials: "same-origin" });
    return reply.ok ? ((await reply.json()) as T) : null;
  } catch {
    return null;
  }
}
