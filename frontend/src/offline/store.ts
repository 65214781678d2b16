/** What this device keeps of a person: the history, answers on their way, and what a session needs. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { BoxStore, Parcel } from "../session/outbox";
import type { SessionData, Stored } from "../session/protocol";

/** What the server says beside the history; replaced by each sync. */
export interface About {
  readonly person: string;
  readonly cursor: number;
  readonly rules: string;
  readonly csrf: string;
  readonly catalogue: string;
  readonly session: Omit<
    SessionData,
    "folder" | "history" | "catalogue" | "session" | "pain_before" | "csrf"
  > & { readonly text_size: number; readonly theme: string };
}

/** A yes to "anything new?" told without connection: closed until the server has asked about it. */
export interface News {
  readonly at: string;
  readonly touched: readonly string[];
}

interface Row {
  readonly person: string;
  readonly id: string;
  /** Place in the server's history; what is not there yet comes last. */
  readonly n: number;
  readonly event: Stored;
}

interface Waiting {
  readonly person: string;
  readonly key: string;
  readonly parcel: Parcel;
}

interface Schema extends DBSchema {
  about: { key: string; value: About };
  events: { key: [string, string]; value: Row; indexes: { person: string } };
  box: { key: number; value: Waiting; indexes: { person: string; key: [string, string] } };
  /** Small things by name: `now` (whose device this is), `news <person>`, `said <what>`. */
  notes: { key: string; value: unknown };
}

const NAME = "backfour";
/** After every number the server gives. */
const NOT_THERE_YET = Number.MAX_SAFE_INTEGER;

export class DeviceStore {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Open the store; null where the browser gives none (a private window). */
  static async open(): Promise<DeviceStore | null> {
    try {
      const db = await openDB<Schema>(NAME, 1, {
        upgrade(fresh) {
          fresh.createObjectStore("about");
          fresh
            .createObjectStore("events", { keyPath: ["person", "id"] })
            .createIndex("person", "person");
          const box = fresh.createObjectStore("box", { autoIncrement: true });
          box.createIndex("person", "person");
          box.createIndex("key", ["person", "key"]);
          fresh.createObjectStore("notes");
        },
        // Another page of ours wants to change or delete the store: do not stand in its way.
        blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
      });
      return new DeviceStore(db);
    } catch {
      return null;
    }
  }

  /** What is known of the person this device serves now. */
  async about(): Promise<About | null> {
    const now = await this.db.get("notes", "now");
    return typeof now === "string" ? ((await this.db.get("about", now)) ?? null) : null;
  }

  /** Take over what the server told, all of it or none. */
  async take(
    about: About,
    events: readonly (readonly [number, Stored])[],
    whole: boolean,
  ): Promise<void> {
    const tx = this.db.transaction(["about", "events", "notes"], "readwrite");
    const rows = tx.objectStore("events");
    if (whole) {
      for (const key of await rows.index("person").getAllKeys(about.person)) await rows.delete(key);
    }
    for (const [n, event] of events) {
      await rows.put({ person: about.person, id: event.id, n, event });
    }
    await tx.objectStore("about").put(about, about.person);
    await tx.objectStore("notes").put(about.person, "now");
    await tx.done;
  }

  /** Remember that the server has this event: it may be needed before the next sync. */
  async written(person: string, event: Stored): Promise<void> {
    const tx = this.db.transaction("events", "readwrite");
    if (!(await tx.store.get([person, event.id]))) {
      await tx.store.put({ person, id: event.id, n: NOT_THERE_YET, event });
    }
    await tx.done;
  }

  /** The history as JSON Lines, in the order of the server. */
  async history(person: string): Promise<string> {
    const rows = await this.db.getAllFromIndex("events", "person", person);
    rows.sort((one, other) => one.n - other.n);
    return rows.map((row) => JSON.stringify(row.event)).join("\n");
  }

  async note<T>(name: string): Promise<T | null> {
    return ((await this.db.get("notes", name)) as T | undefined) ?? null;
  }

  async remember(name: string, value: unknown): Promise<void> {
    if (value === null) await this.db.delete("notes", name);
    else await this.db.put("notes", value, name);
  }

  /** The answers of one person that are on their way. */
  box(person: string): BoxStore {
    return new DeviceBox(this.db, person);
  }

  /** Forget everything of everybody on this device. */
  async wipe(): Promise<void> {
    const tx = this.db.transaction(["about", "events", "box", "notes"], "readwrite");
    await Promise.all([
      tx.objectStore("about").clear(),
      tx.objectStore("events").clear(),
      tx.objectStore("box").clear(),
      tx.objectStore("notes").clear(),
      tx.done,
    ]);
  }

  close(): void {
    this.db.close();
  }
}

class DeviceBox implements BoxStore {
  constructor(
    private readonly db: IDBPDatabase<Schema>,
    private readonly person: string,
  ) {}

  async load(): Promise<Parcel[]> {
    const rows = await this.db.getAllFromIndex("box", "person", this.person);
    return rows.map((row) => row.parcel);
  }

  async put(parcels: readonly Parcel[]): Promise<void> {
    const tx = this.db.transaction("box", "readwrite", { durability: "strict" });
    for (const parcel of parcels) {
      await this.drop(tx.store, `${parcel.to} ${parcel.id}`);
      // What a movement was on its way is told by its event from now on.
      if (parcel.to === "events") await this.drop(tx.store, `drafts ${parcel.id}`);
      await tx.store.add({ person: this.person, key: `${parcel.to} ${parcel.id}`, parcel });
    }
    await tx.done;
  }

  async remove(parcel: Parcel): Promise<void> {
    const tx = this.db.transaction("box", "readwrite");
    await this.drop(tx.store, `${parcel.to} ${parcel.id}`, JSON.stringify(parcel));
    await tx.done;
  }

  private async drop(store: BoxTable, key: string, only?: string): Promise<void> {
    for (const found of await store.index("key").getAllKeys([this.person, key])) {
      const row = await store.get(found);
      if (only === undefined || JSON.stringify(row?.parcel) === only) await store.delete(found);
    }
  }
}

type BoxTable = import("idb").IDBPObjectStore<Schema, ["box"], "box", "readwrite">;

/** Move what an older version kept elsewhere into the box of this person. */
export async function bringOver(old: Storage | null, box: BoxStore, person: string): Promise<void> {
  const name = `backfour.outbox.${person}`;
  try {
    const found: unknown = JSON.parse(old?.getItem(name) ?? "[]");
    if (Array.isArray(found) && found.length > 0) await box.put(found as Parcel[]);
    old?.removeItem(name);
  } catch {
    // Left where it is: better kept twice than lost.
  }
}
