import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Words } from "../src/lib/words";
import { NEWS, newsPage } from "../src/offline/ask-pages";
import { dayInWords, sentence } from "../src/offline/explain";
import { askToPersist, KeepFirst } from "../src/offline/keep";
import { localSession } from "../src/offline/local";
import { isMetered } from "../src/offline/register";
import { sessionAtHand } from "../src/offline/session";
import { type About, bringOver, DeviceStore } from "../src/offline/store";
import { sync } from "../src/offline/sync";
import { Outbox, type Parcel } from "../src/session/outbox";
import { freshDevice } from "./device";

const ABOUT: About = {
  person: "anna",
  cursor: 0,
  rules: "1",
  csrf: "token",
  catalogue: "movements",
  session: {
    language: "en",
    options: { pace: "usual", order: "usual", only: null, guide: "film" },
    drafts: [],
    speech: { on: true, rate: 1, voice: "" },
    tones: true,
    seconds: true,
    stills: false,
    emergency_number: "112",
    text_size: 100,
    theme: "auto",
  },
};

const event = (id: string, more: object = {}) => ({ id, type: "x", ...more });
const parcel = (id: string, more: object = {}): Parcel => ({
  id,
  to: "events",
  body: { events: [event(id, more)] },
});

async function device(): Promise<DeviceStore> {
  const store = await DeviceStore.open();
  if (!store) throw new Error("no store");
  return store;
}

beforeEach(freshDevice);

describe("a session that home has just begun", () => {
  const begun = event("e1", { type: "session_started", session: "s1", pain_before: 2 });
  const places = { words: "/w.en.json", data: "/data", sync: "/sync", events: "/e", drafts: "/d" };

  function home(answers: Record<string, unknown>) {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (address: string | URL) => {
      const { pathname } = new URL(address, "http://localhost");
      asked.push(pathname);
      if (!(pathname in answers)) throw new TypeError("no connection");
      return Response.json(answers[pathname]);
    });
    return asked;
  }

  test("is known here before its first screen stands, and goes on when home is gone", async () => {
    const store = await device();
    await store.take(ABOUT, [], true);
    const told = { ...ABOUT, cursor: 1, whole: false, events: [[1, begun]] };
    const data = { folder: "anna", session: "s1", language: "en", csrf: "token" };
    home({ "/data": data, "/w.en.json": {}, "/sync": told });
    expect((await sessionAtHand(places))?.data).toEqual(data);

    home({ "/w.en.json": {} });
    const again = await sessionAtHand(places);
    expect([again?.data.session, again?.data.pain_before]).toEqual(["s1", 2]);
  });

  test("is not asked for again where it is known", async () => {
    const store = await device();
    await store.take({ ...ABOUT, cursor: 1 }, [[1, begun]], true);
    const data = { folder: "anna", session: "s1", language: "en", csrf: "token" };
    const asked = home({ "/data": data, "/w.en.json": {} });
    await sessionAtHand(places);
    expect(asked).not.toContain("/sync");
  });
});

describe("what this device keeps", () => {
  test("gives the history back in the order of the server, each event once", async () => {
    const store = await device();
    await store.written("anna", event("b"));
    await store.take(
      { ...ABOUT, cursor: 3 },
      [
        [1, event("c")],
        [2, event("a")],
        [3, event("b")],
      ],
      false,
    );
    const lines = (await store.history("anna")).split("\n").map((line) => JSON.parse(line).id);
    expect(lines).toEqual(["c", "a", "b"]);
  });

  test("what the server replaced as a whole takes the place of what was here", async () => {
    const store = await device();
    await store.take(ABOUT, [[1, event("old")]], true);
    await store.take(ABOUT, [[1, event("new")]], true);
    expect(await store.history("anna")).toBe(JSON.stringify(event("new")));
  });

  test("moves the box of an older version over, once", async () => {
    const store = await device();
    localStorage.setItem("backfour.outbox.anna", JSON.stringify([parcel("e1"), parcel("e2")]));
    await bringOver(localStorage, store.box("anna"), "anna");
    await bringOver(localStorage, store.box("anna"), "anna");
    expect(await store.box("anna").load()).toEqual([parcel("e1"), parcel("e2")]);
    expect(localStorage.length).toBe(0);
  });

  test("a box that cannot be read is left where it is", async () => {
    const store = await device();
    localStorage.setItem("backfour.outbox.anna", "{");
    await bringOver(localStorage, store.box("anna"), "anna");
    expect(localStorage.getItem("backfour.outbox.anna")).toBe("{");
  });

  test("forgets everything when told to", async () => {
    const store = await device();
    await store.take(ABOUT, [[1, event("a")]], true);
    await store.box("anna").put([parcel("e1")]);
    await store.wipe();
    expect(await store.about()).toBeNull();
    expect(await store.history("anna")).toBe("");
    expect(await store.box("anna").load()).toEqual([]);
  });

  test("a window that keeps nothing is told apart", async () => {
    vi.stubGlobal("indexedDB", undefined);
    expect(await DeviceStore.open()).toBeNull();
    vi.unstubAllGlobals();
  });

  test("a session without connection rests on history and box together", async () => {
    const store = await device();
    const start = { type: "session_started", session: "s", pain_before: 3 };
    await store.take(ABOUT, [[1, event("a")]], true);
    expect(await localSession(store)).toBeNull();
    await store.box("anna").put([parcel("s.start", start)]);
    const data = await localSession(store);
    expect(data).toMatchObject({ session: "s", pain_before: 3, folder: "anna", csrf: "token" });
    expect(data?.history.split("\n")).toHaveLength(2);
    await store.box("anna").put([parcel("s.end", { type: "session_ended", session: "s" })]);
    expect(await localSession(store)).toBeNull();
  });
});

describe("keeping before showing", () => {
  test("what the core decided is on the device before the page hears of it", async () => {
    const store = await device();
    const outbox = new Outbox(store.box("anna"), async () => ({ state: "later" }));
    const output = { events: [event("e1")], drafts: [], dropped: [] };
    const core = new KeepFirst({ call: async <T>() => output as T }, outbox);
    expect(await core.call("step", {})).toBe(output);
    expect((await store.box("anna").load()).map((one) => one.id)).toEqual(["e1"]);
  });

  test("asks the browser once to keep it, and tells a refusal", async () => {
    const answer = (persist: boolean, persisted: boolean) => ({
      persist: async () => persist,
      persisted: async () => persisted,
    });
    expect(await askToPersist(answer(false, false))).toBe(true);
    expect(await askToPersist(answer(true, false))).toBe(false);
    expect(await askToPersist(answer(false, true))).toBe(false);
  });
});

describe("being brought up to date", () => {
  const told = {
    ...ABOUT,
    cursor: 2,
    whole: true,
    events: [
      [1, event("a")],
      [2, event("b")],
    ],
  };
  const answering = (status: number, body: unknown) =>
    vi.fn(async () => new Response(JSON.stringify(body), { status })) as unknown as typeof fetch;

  test("takes over what was told elsewhere, and asks only for news next time", async () => {
    const store = await device();
    expect(await sync("http://x/sync", store, answering(200, told))).toBe("fresh");
    const { catalogue: _same, ...news } = {
      ...told,
      cursor: 3,
      whole: false,
      events: [[3, event("c")]],
    };
    const request = answering(200, news);
    expect(await sync("http://x/sync", store, request)).toBe("fresh");
    expect(String(vi.mocked(request).mock.calls[0]?.[0])).toBe(
      "http://x/sync?person=anna&after=2&rules=1",
    );
    expect((await store.history("anna")).split("\n")).toHaveLength(3);
    expect((await store.about())?.catalogue).toBe("movements");
  });

  test.each([
    [410, { error: { key: "gone" } }, "gone"],
    [410, { error: { key: "unpaired" } }, "gone"],
    [410, {}, "away"],
    [403, {}, "away"],
    [500, {}, "away"],
  ])("an answer of %i %j means %s", async (status, body, state) => {
    expect(await sync("http://x/sync", await device(), answering(status, body))).toBe(state);
  });

  test("a yes that was told without connection ends when the check is answered", async () => {
    const store = await device();
    await sync("http://x/sync", store, answering(200, told));
    await store.remember("news anna", { at: "2026-03-02T10:00:00+01:00", touched: [] });
    const before = { type: "screen_completed", at: "2026-03-02T09:00:00+01:00" };
    const after = { type: "screen_completed", at: "2026-03-02T11:00:00+01:00" };
    await sync(
      "http://x/sync",
      store,
      answering(200, { ...told, events: [[3, event("c", before)]] }),
    );
    expect(await store.note("news anna")).not.toBeNull();
    await sync(
      "http://x/sync",
      store,
      answering(200, { ...told, events: [[4, event("d", after)]] }),
    );
    expect(await store.note("news anna")).toBeNull();
  });
});

describe("the questions without connection", () => {
  const words = new Words({
    "check.wrong.tick": "Nothing is ticked.",
    "check.wrong.both": ["One line is ticked.", "{n} lines are ticked."],
  });

  test("none of these and a tick contradict each other", () => {
    const none = vi.fn();
    const some = vi.fn();
    const page = newsPage(words, none, some);
    const press = (value: string) =>
      page.querySelector<HTMLButtonElement>(`button[value="${value}"]`)?.click();
    press("some");
    expect(page.querySelector("[role=alert]")?.textContent).toBe("Nothing is ticked.");
    page.querySelector<HTMLInputElement>("input")?.click();
    press("none");
    expect(page.querySelector("[role=alert]")?.textContent).toBe("One line is ticked.");
    expect(none).not.toHaveBeenCalled();
    press("some");
    expect(some).toHaveBeenCalledWith([NEWS[0]]);
  });
});

describe("reasons in words", () => {
  const words = new Words({
    "rule.R01": "A rule.",
    "reason.raised": "Raised by {flag}.",
    "flag.fall_risk.short": "Falls",
    "reason.red.sharp": "{exercise} rests until {date}.",
    "move.bird_dog.inline": "the bird-dog",
  });

  test.each([
    [{ key: "rule.R01", values: {} }, "A rule."],
    [{ key: "raised.R01", values: { flag: "fall_risk" } }, "Raised by falls."],
    [
      { key: "red.sharp", values: { exercise: "bird_dog", date: "2026-03-04" } },
      "the bird-dog rests until Wednesday 4 March.",
    ],
  ])("%j", (reason, told) => {
    expect(sentence(reason, words)).toBe(told);
  });

  test("days are written in the language of the person", () => {
    expect(dayInWords("2026-03-04", "es")).toContain("4 de marzo");
  });
});

test("a connection that costs by the amount is asked about first", () => {
  expect(isMetered({ saveData: true })).toBe(true);
  expect(isMetered({ type: "cellular" })).toBe(true);
  expect(isMetered({ type: "wifi", saveData: false })).toBe(false);
  expect(isMetered(undefined)).toBe(false);
});
