/** Everything the offline pages work with: store, box, core and words, opened once. */

import { CoreClient } from "../core-worker/client";
import { isoLocal, pageClock } from "../lib/clock";
import { type Book, Words } from "../lib/words";
import { httpPost, Outbox, type Parcel } from "../session/outbox";
import { openDrafts } from "../session/play";
import type { Stored } from "../session/protocol";
import { eventsOf, localHistory } from "./local";
import { type About, bringOver, DeviceStore } from "./store";
import { type Ahead, sync, wipe } from "./sync";

export interface Places {
  readonly worker: string;
  readonly python: string;
  readonly core: string;
  readonly films: string;
  readonly words: string;
  readonly sync: string;
  readonly events: string;
  readonly drafts: string;
  readonly player: string;
  readonly warning: string;
  readonly today: string;
}

export interface Reason {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Move {
  readonly exercise: string;
  readonly level: number | null;
  readonly state: string;
  readonly film: string | null;
  readonly notes: readonly string[];
  readonly reasons: readonly Reason[];
}

/** The day as `plan_today` of the core tells it. */
export interface Day {
  /** Version of the rules it follows. */
  readonly rules: string;
  readonly on: string;
  readonly mode: string;
  readonly head: string;
  readonly count: number;
  readonly minutes: number;
  readonly next_full_day: string | null;
  readonly week_done: number;
  readonly advice: readonly Reason[];
  readonly moves: readonly Move[];
  readonly can_start: boolean;
  readonly rest_day: boolean;
  readonly only: readonly string[];
  readonly asks_morning: boolean;
  readonly running: { readonly session: string; readonly at: string } | null;
}

export class Home {
  readonly clock = pageClock();
  private readonly core: CoreClient;
  private readonly booted: Promise<void>;

  private constructor(
    readonly at: Places,
    readonly store: DeviceStore,
    readonly about: About,
    readonly words: Words,
    readonly outbox: Outbox,
  ) {
    this.core = new CoreClient(new Worker(at.worker, { type: "module" }));
    this.booted = this.core.boot(new URL(".", at.python).href, at.core);
    this.booted.catch(() => {});
  }

  /** Open what this device holds; null where it holds nothing of anybody. */
  static async open(at: Places, hooks: Hooks): Promise<Home | null> {
    const store = await DeviceStore.open();
    const about = await store?.about();
    if (!store || !about) return null;
    const box = store.box(about.person);
    await bringOver(globalThis.localStorage ?? null, box, about.person);
    const words = await book(at.words, about.session.language);
    const outbox = deviceOutbox(at, store, about, hooks);
    await outbox.open();
    return new Home(at, store, about, words, outbox);
  }

  now(): string {
    return isoLocal(this.clock);
  }

  /** What the plan rests on: when it is the same, so is the plan. */
  mark(): string {
    const waiting = this.outbox.parcels().map((parcel) => `${parcel.to}${parcel.id}`);
    return JSON.stringify([this.now().slice(0, 10), this.about.cursor, this.about.rules, waiting]);
  }

  /** The day as it is known already: worked out last, or by the server ahead; null when something is new. */
  async dayAtHand(): Promise<Day | null> {
    const last = await this.store.note<{ mark: string; day: Day }>("day");
    if (last?.mark === this.mark()) return last.day;
    const ahead = await this.store.note<Ahead>("ahead");
    const { cursor, rules } = this.about;
    const same = ahead?.cursor === cursor && ahead.rules === rules;
    if (!same || this.outbox.parcels().length > 0) return null;
    const today = ahead.days.find((one) => one.on === this.now().slice(0, 10));
    return (today as Day | undefined) ?? null;
  }

  /** The plan of the day, as the core on this device works it out. */
  async day(): Promise<Day> {
    return this.ask<Day>("plan_today", {
      history: await localHistory(this.store, this.about),
      catalogue: this.about.catalogue,
      at: this.now(),
      drafts: openDrafts(this.about.session.drafts, this.outbox, eventsOf(this.outbox.parcels())),
    });
  }

  /** Write down one thing the person told: kept first, then sent when that is possible. */
  async tell(kind: string, id: string, told: object = {}): Promise<void> {
    const { event } = await this.ask<{ event: Stored }>("tell", {
      kind,
      id,
      at: this.now(),
      ...told,
    });
    const parcel: Parcel = { id: event.id, to: "events", body: { events: [event] } };
    await this.outbox.keep([parcel]);
    void this.outbox.deliver();
  }

  private async ask<T>(op: string, value: object): Promise<T> {
    await this.booted;
    const answer = await this.core.call<T | { error: { field: string; reason: string } }>(
      op,
      value,
    );
    if (typeof answer === "object" && answer !== null && "error" in answer) {
      throw new Error(`${answer.error.field}: ${answer.error.reason}`);
    }
    return answer as T;
  }
}

export interface Hooks {
  waiting?(count: number): void;
  unkept?(reason: "full" | "none"): void;
}

/** The box of the person this device serves, with the ways in and out that every page needs. */
export function deviceOutbox(
  at: Pick<Places, "sync" | "events" | "drafts">,
  store: DeviceStore,
  about: About,
  hooks: Hooks & { refused?(parcel: Parcel, reply: unknown): void } = {},
): Outbox {
  let token = about.csrf;
  const sender = {
    token: () => token,
    person: about.person,
    renew: async () => {
      await sync(at.sync, store);
      token = (await store.about())?.csrf ?? token;
    },
  };
  const clock = pageClock();
  return new Outbox(
    store.box(about.person),
    httpPost(at, sender),
    {
      ...hooks,
      kept: (parcel) => void remember(store, about.person, parcel),
      gone: () => void wipe(store).then(() => location.assign("/")),
    },
    (ms, run) => clock.after(ms, run),
  );
}

async function remember(store: DeviceStore, person: string, parcel: Parcel): Promise<void> {
  const { events } = parcel.body as { events?: Stored[] };
  for (const event of events ?? []) await store.written(person, event);
}

async function book(english: string, language: string): Promise<Words> {
  for (const lang of [language, "en"]) {
    try {
      const reply = await fetch(english.replace(".en.json", `.${lang}.json`));
      if (reply.ok) return new Words((await reply.json()) as Book, lang);
    } catch {
      // Not kept in this language.
    }
  }
  return new Words({});
}
