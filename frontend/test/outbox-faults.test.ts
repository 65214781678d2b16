/** Many random days of kills, restarts, lost answers and lost connections: nothing lost, nothing twice. */

import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { DeviceStore } from "../src/offline/store";
import { type Delivery, Outbox, type Parcel } from "../src/session/outbox";
import { freshDevice } from "./device";

const SCHEDULES = 50;
const STEPS = 40;

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A server that may be away, or write something down and lose the answer on its way. */
class Server {
  readonly written: string[] = [];
  mood: "up" | "away" | "answer lost" = "up";

  post = async (parcel: Parcel): Promise<Delivery> => {
    if (this.mood === "away") return { state: "later" };
    if (parcel.to === "events" && !this.written.includes(parcel.id)) this.written.push(parcel.id);
    return this.mood === "up" ? { state: "kept", reply: {} } : { state: "later" };
  };
}

async function opened(server: Server): Promise<Outbox> {
  const store = await DeviceStore.open();
  if (!store) throw new Error("no store");
  const box = new Outbox(store.box("anna"), server.post, {}, () => () => {});
  await box.open();
  return box;
}

async function live(seed: number): Promise<{ kept: string[]; written: string[] }> {
  freshDevice();
  const next = numbers(seed);
  const server = new Server();
  const kept: string[] = [];
  let box = await opened(server);
  for (let step = 0; step < STEPS; step++) {
    const chance = next();
    if (chance < 0.45) {
      const id = `e${step}`;
      const parcel: Parcel = { id, to: "events", body: { events: [{ id }] } };
      const draft: Parcel = { id, to: "drafts", body: { draft: { id, kind: "started" } } };
      if (next() < 0.5) await box.keep([draft]);
      await box.keep([parcel]);
      kept.push(id);
      box.add(parcel);
    } else if (chance < 0.6) {
      // Killed: whatever the page still held in memory, or was about to do, is gone.
      if (next() < 0.5) void box.deliver();
      box = await opened(server);
    } else if (chance < 0.85) {
      const moods = ["up", "away", "answer lost"] as const;
      server.mood = moods[Math.floor(next() * moods.length)] ?? "up";
    } else {
      await box.deliver();
    }
  }
  server.mood = "up";
  box = await opened(server);
  await box.deliver();
  expect(box.parcels()).toEqual([]);
  expect(await (await DeviceStore.open())?.box("anna").load()).toEqual([]);
  return { kept, written: server.written };
}

test.each(Array.from({ length: SCHEDULES }, (_, seed) => seed))(
  "schedule %i ends with exactly what was kept, once each and in order",
  async (seed) => {
    const { kept, written } = await live(seed);
    expect(written).toEqual(kept);
  },
);
