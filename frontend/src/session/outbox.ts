/** Keeps every answer on this device until the server says it is written down. */

export type Address = "events" | "drafts";

/** One thing to be written down. `id` makes a repeat harmless. */
export interface Parcel {
  readonly id: string;
  readonly to: Address;
  readonly body: unknown;
}

/** `kept`: written. `refused`: never acceptable, and why. `later`: try again. */
export type Delivery =
  | { readonly state: "kept"; readonly reply: unknown }
  | { readonly state: "refused"; readonly reply: unknown }
  | { readonly state: "later" };

export type Post = (parcel: Parcel) => Promise<Delivery>;

export interface OutboxHooks {
  /** How many wait, after each change. */
  waiting?(count: number): void;
  kept?(parcel: Parcel, reply: unknown): void;
  refused?(parcel: Parcel, reply: unknown): void;
}

/** Waits between tries, in milliseconds; the last repeats. */
export const WAITS_MS: readonly number[] = [1_000, 2_000, 5_000, 15_000, 30_000];

export class Outbox {
  private memory: Parcel[] = [];
  private storeFailed = false;
  private busy = false;
  private tries = 0;
  private cancelWait: (() => void) | null = null;

  /**
   * @param store where parcels survive a crash; null when the browser gives none
   * @param name of this person's box: two data folders never share one
   */
  constructor(
    private readonly store: Storage | null,
    private readonly name: string,
    private readonly post: Post,
    private readonly hooks: OutboxHooks = {},
    private readonly later: (ms: number, run: () => void) => () => void = (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  ) {}

  /** Everything not yet written down, oldest first. */
  parcels(): readonly Parcel[] {
    if (!this.store || this.storeFailed) return this.memory;
    try {
      const found: unknown = JSON.parse(this.store.getItem(this.name) ?? "[]");
      return Array.isArray(found) ? (found as Parcel[]) : [];
    } catch {
      return this.memory;
    }
  }

  /** Keep a parcel and try to deliver it at once. */
  add(parcel: Parcel): void {
    const parcels = this.parcels().filter(
      (known) => known.id !== parcel.id || known.to !== parcel.to,
    );
    this.write([...parcels, parcel]);
    void this.deliver();
  }

  /** Try now, whatever the waiting time. */
  async deliver(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.cancelWait?.();
    this.cancelWait = null;
    try {
      for (let parcel = this.parcels()[0]; parcel; parcel = this.parcels()[0]) {
        const delivery = await this.post(parcel);
        if (delivery.state === "later") {
          this.waitAndRetry();
          return;
        }
        this.tries = 0;
        this.take(parcel);
        if (delivery.state === "kept") this.hooks.kept?.(parcel, delivery.reply);
        else this.hooks.refused?.(parcel, delivery.reply);
      }
    } finally {
      this.busy = false;
    }
  }

  private take(parcel: Parcel): void {
    // Compared by content: a newer draft of the same id that came meanwhile must still be sent.
    const sent = JSON.stringify(parcel);
    this.write(this.parcels().filter((known) => JSON.stringify(known) !== sent));
  }

  private waitAndRetry(): void {
    const ms = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)] ?? 30_000;
    this.tries += 1;
    this.cancelWait = this.later(ms, () => void this.deliver());
  }

  private write(parcels: Parcel[]): void {
    this.memory = parcels;
    try {
      this.store?.setItem(this.name, JSON.stringify(parcels));
    } catch {
      // The browser's store is full or shut: memory still holds them for this opening.
      this.storeFailed = true;
    }
    this.hooks.waiting?.(parcels.length);
  }
}

/** Post parcels as JSON with the page's token; anything but a clear yes or no is tried again. */
export function httpPost(
  urls: Readonly<Record<Address, string>>,
  token: string,
  request: typeof fetch = (...args) => fetch(...args),
): Post {
  return async (parcel) => {
    let reply: Response;
    try {
      reply = await request(urls[parcel.to], {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
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
    return { state: "later" };
  };
}
