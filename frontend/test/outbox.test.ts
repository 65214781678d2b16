import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DeviceStore } from "../src/offline/store";
import { type Delivery, httpPost, Outbox, type Parcel, WAITS_MS } from "../src/session/outbox";
import { freshDevice } from "./device";

const event = (id: string): Parcel => ({ id, to: "events", body: { events: [{ id }] } });
const draft = (id: string, kind: string): Parcel => ({
  id,
  to: "drafts",
  body: { draft: { id, kind } },
});

/** A server that can be up or down, and remembers what it was given. */
class Server {
  got: string[] = [];
  state: Delivery["state"] = "kept";
  post = async (parcel: Parcel): Promise<Delivery> => {
    if (this.state === "kept") this.got.push(parcel.id);
    return this.state === "later" ? { state: "later" } : { state: this.state, reply: {} };
  };
}

describe("the outbox", () => {
  let server: Server;
  let later: { ms: number; run: () => void }[];
  const wait = (ms: number, run: () => void) => {
    later.push({ ms, run });
    return () => {};
  };
  const open = async (person = "anna") => {
    const store = await DeviceStore.open();
    const box = new Outbox(store?.box(person) ?? null, server.post, {}, wait);
    await box.open();
    return box;
  };

  beforeEach(() => {
    freshDevice();
    server = new Server();
    later = [];
  });

  test("delivers in the order things happened", async () => {
    const box = await open();
    box.add(draft("s.bird_dog", "started"));
    box.add(event("s.bird_dog"));
    box.add(event("s.end"));
    await vi.waitFor(() => expect(server.got).toEqual(["s.bird_dog", "s.bird_dog", "s.end"]));
    expect(box.parcels()).toEqual([]);
  });

  test("keeps everything while nobody answers, and waits longer each time", async () => {
    server.state = "later";
    const box = await open();
    box.add(event("e1"));
    await vi.waitFor(() => expect(later).toHaveLength(1));
    for (let turn = 1; turn < WAITS_MS.length + 2; turn++) {
      later.at(-1)?.run();
      await vi.waitFor(() => expect(later).toHaveLength(turn + 1));
    }
    expect(later.map((one) => one.ms)).toEqual(
      [...WAITS_MS, 30_000, 30_000].slice(0, later.length),
    );
    expect(box.parcels().map((one) => one.id)).toEqual(["e1"]);
  });

  test("survives a crash: another opening of the page delivers what was left", async () => {
    server.state = "later";
    await (await open()).keep([event("e1")]);
    server.state = "kept";
    await (await open()).deliver();
    expect(server.got).toEqual(["e1"]);
    expect((await open()).parcels()).toEqual([]);
  });

  test("another person's box is never delivered here", async () => {
    server.state = "later";
    await (await open("anna")).keep([event("e1")]);
    server.state = "kept";
    await (await open("ben")).deliver();
    expect(server.got).toEqual([]);
  });

  test("a later draft takes the place of the earlier one", async () => {
    server.state = "later";
    const box = await open();
    box.add(draft("s.bird_dog", "started"));
    box.add(draft("s.bird_dog", "stopped"));
    expect(box.parcels()).toEqual([draft("s.bird_dog", "stopped")]);
  });

  test("a Stop that comes while the beginning is still on its way is sent as well", async () => {
    const sent: string[] = [];
    let answer: (delivery: Delivery) => void = () => {};
    const box = new Outbox(null, (parcel) => {
      sent.push((parcel.body as { draft: { kind: string } }).draft.kind);
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    box.add(draft("s.bird_dog", "started"));
    box.add(draft("s.bird_dog", "stopped"));
    answer({ state: "kept", reply: {} });
    await vi.waitFor(() => expect(sent).toEqual(["started", "stopped"]));
    answer({ state: "kept", reply: {} });
    await vi.waitFor(() => expect(box.parcels()).toEqual([]));
  });

  test("a clear no is told and does not hold up the rest", async () => {
    const refused: string[] = [];
    const box = new Outbox(
      null,
      async (parcel) => ({ state: parcel.id === "bad" ? "refused" : "kept", reply: {} }),
      { refused: (parcel) => void refused.push(parcel.id) },
    );
    box.add(event("bad"));
    box.add(event("good"));
    await vi.waitFor(() => expect(box.parcels()).toEqual([]));
    expect(refused).toEqual(["bad"]);
  });

  test("works from memory where the browser keeps nothing", async () => {
    server.state = "later";
    const told: string[] = [];
    const unkept = (reason: string) => void told.push(reason);
    const full = {
      load: async () => [],
      put: async () => {
        throw new DOMException("no room", "QuotaExceededError");
      },
      remove: async () => {},
    };
    const box = new Outbox(full, server.post, { unkept }, wait);
    await box.keep([event("e1")]);
    expect(box.parcels().map((one) => one.id)).toEqual(["e1"]);
    const none = new Outbox(null, server.post, { unkept }, wait);
    await none.open();
    none.add(event("e2"));
    expect(none.parcels().map((one) => one.id)).toEqual(["e2"]);
    expect(told).toEqual(["full", "none"]);
  });

  test("what was kept before it was shown is not kept or sent twice", async () => {
    server.state = "later";
    const box = await open();
    await box.keep([event("e1")]);
    box.add(event("e1"));
    expect((await open()).parcels()).toEqual([event("e1")]);
  });

  test("a movement that was told about needs its beginning no more", async () => {
    server.state = "later";
    const box = await open();
    await box.keep([draft("s.bird_dog", "started")]);
    await box.keep([event("s.bird_dog")]);
    expect(box.parcels()).toEqual([event("s.bird_dog")]);
    expect((await open()).parcels()).toEqual([event("s.bird_dog")]);
  });

  test("a history that was deleted at home is sent nothing more", async () => {
    let gone = 0;
    const box = new Outbox(null, async () => ({ state: "gone" }), { gone: () => void gone++ });
    box.add(event("e1"));
    await vi.waitFor(() => expect(gone).toBe(1));
    await box.deliver();
    expect(gone).toBe(1);
  });
});

describe("posting", () => {
  const urls = { events: "/events", drafts: "/drafts" };
  const sender = { token: () => "t", person: "anna" };
  const answering = (status: number, body = "{}") =>
    vi.fn(async () => new Response(body, { status })) as unknown as typeof fetch;

  test("sends the page's token and outlives a closing page", async () => {
    const request = answering(200, '{"kept":["e1"]}');
    const delivery = await httpPost(
      urls,
      { token: () => "secret", person: "anna" },
      request,
    )(event("e1"));
    expect(delivery).toEqual({ state: "kept", reply: { kept: ["e1"] } });
    const [address, how] = vi.mocked(request).mock.calls[0] ?? [];
    expect(address).toBe("/events");
    expect(how).toMatchObject({
      method: "POST",
      keepalive: true,
      headers: { "X-CSRFToken": "secret", "X-Backfour-Person": "anna" },
      body: '{"events":[{"id":"e1"}]}',
    });
  });

  test.each([
    [400, "refused"],
    [409, "refused"],
    [403, "later"],
    [500, "later"],
    [503, "later"],
    [507, "later"],
  ])("an answer of %i means %s", async (status, state) => {
    expect(await httpPost(urls, sender, answering(status))(event("e1"))).toMatchObject({ state });
  });

  test("no answer at all means later", async () => {
    const dead = vi.fn(async () => {
      throw new TypeError("Failed to fetch");
    }) as unknown as typeof fetch;
    expect(await httpPost(urls, sender, dead)(event("e1"))).toEqual({ state: "later" });
  });

  test.each(["gone", "unpaired"])("an answer that this device is %s is told apart", async (key) => {
    const body = JSON.stringify({ error: { key } });
    expect(await httpPost(urls, sender, answering(410, body))(event("e1"))).toEqual({
      state: "gone",
    });
    expect(await httpPost(urls, sender, answering(410))(event("e1"))).toEqual({ state: "later" });
  });

  test("a token the server no longer knows is asked for anew", async () => {
    let token = "old";
    const renewing = {
      token: () => token,
      person: "anna",
      renew: async () => {
        token = "new";
      },
    };
    const post = httpPost(urls, renewing, answering(403));
    expect(await post(event("e1"))).toEqual({ state: "later" });
    expect(token).toBe("new");
  });
});
