import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Delivery, httpPost, Outbox, type Parcel, WAITS_MS } from "../src/session/outbox";

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
  const open = (name = "box") => new Outbox(localStorage, name, server.post, {}, wait);

  beforeEach(() => {
    localStorage.clear();
    server = new Server();
    later = [];
  });

  test("delivers in the order things happened", async () => {
    const box = open();
    box.add(draft("s.bird_dog", "started"));
    box.add(event("s.bird_dog"));
    box.add(event("s.end"));
    await vi.waitFor(() => expect(server.got).toEqual(["s.bird_dog", "s.bird_dog", "s.end"]));
    expect(box.parcels()).toEqual([]);
  });

  test("keeps everything while nobody answers, and waits longer each time", async () => {
    server.state = "later";
    const box = open();
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
    open().add(event("e1"));
    server.state = "kept";
    await open().deliver();
    expect(server.got).toEqual(["e1"]);
    expect(open().parcels()).toEqual([]);
  });

  test("another person's box is never delivered here", async () => {
    server.state = "later";
    open("alice").add(event("e1"));
    server.state = "kept";
    await open("bob").deliver();
    expect(server.got).toEqual([]);
  });

  test("a later draft takes the place of the earlier one", () => {
    server.state = "later";
    const box = open();
    box.add(draft("s.bird_dog", "started"));
    box.add(draft("s.bird_dog", "stopped"));
    expect(box.parcels()).toEqual([draft("s.bird_dog", "stopped")]);
  });

  test("a Stop that comes while the beginning is still on its way is sent as well", async () => {
    const sent: string[] = [];
    let answer: (delivery: Delivery) => void = () => {};
    const box = new Outbox(localStorage, "box", (parcel) => {
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
      localStorage,
      "box",
      async (parcel) => ({ state: parcel.id === "bad" ? "refused" : "kept", reply: {} }),
      { refused: (parcel) => void refused.push(parcel.id) },
    );
    box.add(event("bad"));
    box.add(event("good"));
    await vi.waitFor(() => expect(box.parcels()).toEqual([]));
    expect(refused).toEqual(["bad"]);
  });

  test("works from memory where the browser keeps nothing", async () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    } as unknown as Storage;
    server.state = "later";
    const box = new Outbox(full, "box", server.post, {}, wait);
    box.add(event("e1"));
    expect(box.parcels().map((one) => one.id)).toEqual(["e1"]);
    const none = new Outbox(null, "box", server.post, {}, wait);
    none.add(event("e2"));
    expect(none.parcels().map((one) => one.id)).toEqual(["e2"]);
  });
});

describe("posting", () => {
  const urls = { events: "/events", drafts: "/drafts" };
  const answering = (status: number, body = "{}") =>
    vi.fn(async () => new Response(body, { status })) as unknown as typeof fetch;

  test("sends the page's token and outlives a closing page", async () => {
    const request = answering(200, '{"kept":["e1"]}');
    const delivery = await httpPost(urls, "secret", request)(event("e1"));
    expect(delivery).toEqual({ state: "kept", reply: { kept: ["e1"] } });
    const [address, how] = vi.mocked(request).mock.calls[0] ?? [];
    expect(address).toBe("/events");
    expect(how).toMatchObject({
      method: "POST",
      keepalive: true,
      headers: { "X-CSRFToken": "secret" },
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
    expect(await httpPost(urls, "t", answering(status))(event("e1"))).toMatchObject({ state });
  });

  test("no answer at all means later", async () => {
    const dead = vi.fn(async () => {
      throw new TypeError("Failed to fetch");
    }) as unknown as typeof fetch;
    expect(await httpPost(urls, "t", dead)(event("e1"))).toEqual({ state: "later" });
  });
});
