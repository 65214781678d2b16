/** Keeps every answer on this device until the server says it is written down. */

import type { Output } from "./protocol";

export type Address = "events" | "drafts";

/** One thing to be written down. `id` makes a repeat harmless. */
export interface Parcel {
  readonly id: string;
  readonly to: Address;
  readonly body: unknown;
}

/** `kept`: written. `refused`: never acceptable, and why. `gone`: this history was deleted. `later`: try again. */
export type Delivery =
  | { readonly state: "kept"; readonly reply: unknown }
  | { readonly state: "refused"; readonly reply: unknown }
  | { readonly state: "gone" }
  | { readonly state: "later" };

export type Post = (parcel: Parcel) => Promise<Delivery>;

/** Where parcels survive a crash, oldest first; a newer one of the same id and address replaces the older. */
export interface BoxStore {
  load(): Promise<Parcel[]>;
  /** Keep all of them or none, in this order. */
  put(parcels: readonly Parcel[]): Promise<void>;
  /** Forget exactly this one: a newer one of the same id stays. */
  remove(parcel: Parcel): Promise<void>;
}

export interface OutboxHooks {
  /** How many wait, after each change. */
  waiting?(count: number): void;
  kept?(parcel: Parcel, reply: unknown): void;
  refused?(parcel: Parcel, reply: unknown): void;
  /** The server says that this history is deleted, or this device no longer paired. */
  gone?(): void;
  /** The device keeps nothing: it is full, or the browser gives no store. They stay in memory. */
  unkept?(reason: "full" | "none"): void;
}

/** Waits between tries, in milliseconds; the last repeats. */
export const WAITS_MS: readonly number[] = [1_000, 2_000, 5_000, 15_000, 30_000];

export class Outbox {
  private memory: readonly Parcel[] = [];
  private busy = false;
  private shut = false;
  private tries = 0;
  private cancelWait: (() => void) | null = null;

  /** @param store where parcels survive a crash; null when the browser gives none */
  constructor(
    private readonly store: BoxStore | null,
    private readonly post: Post,
    private readonly hooks: OutboxHooks = {},
    private readonly later: (ms: number, run: () => void) => () => void = (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  ) {}

  /** Take up what an earlier opening of the page left behind. */
  async open(): Promise<void> {
    if (!this.store) this.hooks.unkept?.("none");
    try {
      const left = (await this.store?.load()) ?? [];
      this.change([...left, ...this.memory]);
    } catch {
      this.hooks.unkept?.("none");
    }
  }

  /** Everything not yet written down, oldest first. */
  parcels(): readonly Parcel[] {
    return this.memory;
  }

  /** Keep parcels on the device; what they tell may be shown once this is done. */
  async keep(parcels: readonly Parcel[]): Promise<void> {
    if (parcels.length === 0) return;
    await this.persist(parcels);
    this.change([...this.memory, ...parcels]);
  }

  /** Keep a parcel, unless it is kept already, and try to deliver it at once. */
  add(parcel: Parcel): void {
    if (!this.memory.some((known) => same(known, parcel))) {
      this.change([...this.memory, parcel]);
      void this.persist([parcel]);
    }
    void this.deliver();
  }

  /** Try now, whatever the waiting time. */
  async deliver(): Promise<void> {
    if (this.busy || this.shut) return;
    this.busy = true;
    this.cancelWait?.();
    this.cancelWait = null;
    try {
      for (let parcel = this.memory[0]; parcel; parcel = this.memory[0]) {
        const delivery = await this.post(parcel);
        if (delivery.state === "later") {
          this.waitAndRetry();
          return;
        }
        if (delivery.state === "gone") {
          this.shut = true;
          this.hooks.gone?.();
          return;
        }
        this.tries = 0;
        await this.take(parcel);
        if (delivery.state === "kept") this.hooks.kept?.(parcel, delivery.reply);
        else this.hooks.refused?.(parcel, delivery.reply);
      }
    } finally {
      this.busy = false;
    }
  }

  private async take(parcel: Parcel): Promise<void> {
    // Compared by content: a newer draft of the same id that came meanwhile must still be sent.
    this.change(this.memory.filter((known) => !same(known, parcel)));
    // A parcel that stays behind is sent again, and the server knows its id.
    await this.store?.remove(parcel).catch(() => {});
  }

  private waitAndRetry(): void {
    const ms = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)] ?? 30_000;
    this.tries += 1;
    this.cancelWait = this.later(ms, () => void this.deliver());
  }

  private async persist(parcels: readonly Parcel[]): Promise<void> {
    try {
      await this.store?.put(parcels);
    } catch (error) {
      // The device is full, or its store is shut: memory still holds them for this opening.
      this.hooks.unkept?.(isFull(error) ? "full" : "none");
    }
  }

  private change(parcels: readonly Parcel[]): void {
    this.memory = settled(parcels);
    this.hooks.waiting?.(this.memory.length);
  }
}

/** What the core decided that must be written down, in order. */
export function parcelsOf(output: Pick<Output, "events" | "drafts" | "dropped">): Parcel[] {
  return [
    ...output.drafts.map((draft): Parcel => ({ id: draft.id, to: "drafts", body: { draft } })),
    ...output.events.map(
      (event): Parcel => ({ id: event.id, to: "events", body: { events: [event] } }),
    ),
    ...output.dropped.map((id): Parcel => ({ id, to: "drafts", body: { drop: id } })),
  ];
}

/** Of several with one id and address the last counts, at its place; a draft ends with its event. */
export function settled(parcels: readonly Parcel[]): Parcel[] {
  const last = new Map(parcels.map((parcel, place) => [key(parcel), place]));
  return parcels.filter((parcel, place) => {
    const event = parcel.to === "drafts" ? last.get(key({ ...parcel, to: "events" })) : undefined;
    return last.get(key(parcel)) === place && (event === undefined || event < place);
  });
}

function key(parcel: Parcel): string {
  return `${parcel.to} ${parcel.id}`;
}

function same(one: Parcel, other: Parcel): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}

/** How an answer finds its way: the page's token, and whose history it belongs to. */
export interface Sender {
  readonly token: () => string;
  readonly person: string;
  /** Ask for a new token where the server no longer knows the old one. */
  renew?(): Promise<void>;
}

/** Post parcels as JSON; anything but a clear yes or no is tried again. */
export function httpPost(
  urls: Readonly<Record<Address, string>>,
  sender: Sender,
  request: typeof fetch = (...args) => fetch(...args),
): Post {
  return async (parcel) => {
    let reply: Response;
    try {
      reply = await request(urls[parcel.to], {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": sender.token(),
          "X-Backfour-Person": sender.person,
        },
        body: JSON.stringify(parcel.body),
        credentials: "same-origin",
        keepalive: true, // goes out even while the page closes
        cache: "no-store",
        redirect: "error",
      });
    } catch {
      return { state: "later" };
    }
    const body: unknown = await reply.json().catch(() => null);
    if (reply.ok) return { state: "kept", reply: body };
    if (reply.status === 400 || reply.status === 409 || reply.status === 422) {
      return { state: "refused", reply: body };
    }
    if (reply.status === 410 && isGone(body)) return { state: "gone" };
    if (reply.status === 403) await sender.renew?.().catch(() => {});
    return { state: "later" };
  };
}

/** Whether an answer says that this device must forget what it holds. */
export function isGone(body: unknown): boolean {
  const key = (body as { error?: { key?: unknown } } | null)?.error?.key;
  return key === "gone" || key === "unpaired";
}
