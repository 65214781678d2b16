import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../src/lib/clock";
import { Words } from "../src/lib/words";
import { Outbox, type Parcel } from "../src/session/outbox";
import { type Core, joinHistory, openDrafts, Play, type Stage } from "../src/session/play";
import type { Output, SessionData } from "../src/session/protocol";
import { Speaker } from "../src/speech/speaker";
import { TonePlayer } from "../src/tones/tones";

const quiet: Output = {
  view: { screen: "ready", controls: [] } as unknown as Output["view"],
  say: [],
  hush: false,
  tones: [],
  events: [],
  drafts: [],
  dropped: [],
  alert: null,
  refused: null,
  done: false,
};

const data = { history: '{"id":"e1"}\n', drafts: [], session: "s" } as unknown as SessionData;

/** A core that answers what it is told to, and notes what it was asked. */
class Script implements Core {
  asked: { op: string; value: Record<string, unknown> }[] = [];
  next: Partial<Output>[] = [];
  broken = false;
  async call<T>(op: string, value: unknown): Promise<T> {
    this.asked.push({ op, value: value as Record<string, unknown> });
    if (this.broken) throw new Error("gone");
    return { ...quiet, ...this.next.shift() } as T;
  }
}

describe("playing a session", () => {
  let core: Script;
  let heard: string[];
  let told: string[];
  let sent: Parcel[];
  let ticks: (() => unknown)[];
  let play: Play;

  beforeEach(async () => {
    localStorage.clear();
    core = new Script();
    heard = [];
    told = [];
    sent = [];
    ticks = [];
    const clock: Clock = {
      now: () => 1_772_442_000_000,
      every: (_, tick) => {
        ticks.push(tick);
        return () => void ticks.pop();
      },
      after: () => () => {},
      offsetMinutes: () => 60,
    };
    const stage: Stage = {
      show: (output) => void told.push(`show ${output.view.screen}, kept ${sent.length}`),
      done: () => void told.push("done"),
      failed: (reason) => void told.push(`failed ${reason}`),
    };
    const outbox = new Outbox(null, async (parcel) => {
      sent.push(parcel);
      return { state: "kept", reply: {} };
    });
    const speaker = new Speaker({ language: "en", rate: 1, on: true }, undefined, (text) =>
      heard.push(text),
    );
    const words = new Words({ "say.ready": "Ready when you are." });
    play = new Play(core, clock, words, speaker, new TonePlayer(false), outbox, stage);
    await play.open(data);
  });

  test("every question carries the page's own time", () => {
    expect(core.asked[0]).toMatchObject({
      op: "open_session",
      value: { session: "s", now_ms: 1_772_442_000_000, at: "2026-03-02T10:00:00+01:00" },
    });
  });

  test("what is said is also recorded, in the words of the phrase book", async () => {
    core.next = [{ say: [{ key: "say.ready" }] }];
    await play.send({ type: "ready" });
    expect(heard).toEqual(["Ready when you are."]);
  });

  test("in practice the voice is slower, and an answer to a question gives way to a cue", async () => {
    const said: string[] = [];
    class Voice extends Speaker {
      override say = (text: string) => void said.push(`cue ${text}`);
      override aside = (text: string) => void said.push(`aside ${text}, slow ${this.slow}`);
    }
    const voice = new Voice({ language: "en", rate: 1, on: true }, undefined);
    const outbox = new Outbox(null, async () => ({ state: "kept", reply: {} }));
    const clock: Clock = {
      now: () => 0,
      every: () => () => {},
      after: () => () => {},
      offsetMinutes: () => 0,
    };
    const stage: Stage = { show: () => {}, done: () => {}, failed: () => {} };
    play = new Play(core, clock, new Words({}), voice, new TonePlayer(false), outbox, stage);
    const view = { screen: "doing", controls: [], pace: "practice" } as unknown as Output["view"];
    core.next = [
      { view, say: [{ key: "where" }], aside: true },
      { view, say: [{ key: "turn" }] },
    ];
    await play.send({ type: "where" });
    await play.send({ type: "tick" });
    expect(said).toEqual(["aside where, slow true", "cue turn"]);
  });

  test("a Stop is on its way to the server before the screen changes", async () => {
    const draft = { id: "s.bird_dog", kind: "stopped" };
    const view = { screen: "stopped", controls: [] } as unknown as Output["view"];
    core.next = [{ drafts: [draft], view }];
    await play.send({ type: "stop" });
    expect(sent).toEqual([{ id: "s.bird_dog", to: "drafts", body: { draft } }]);
    expect(told.at(-1)).toBe("show stopped, kept 1");
  });

  test("a tick waits for the answer before it, so inputs never overtake each other", async () => {
    const pressed = play.send({ type: "ready" });
    void ticks[0]?.();
    await pressed;
    expect(core.asked.map((one) => one.value.type ?? one.op)).toEqual(["open_session", "ready"]);
  });

  test("when it is over nothing is asked any more", async () => {
    core.next = [{ done: true }];
    await play.send({ type: "finish" });
    await play.send({ type: "ready" });
    expect(ticks).toEqual([]);
    expect(core.asked).toHaveLength(2);
    expect(told.at(-1)).toBe("done");
  });

  test("a core that breaks down is told, once", async () => {
    core.broken = true;
    await play.send({ type: "ready" });
    await play.send({ type: "ready" });
    expect(told.filter((line) => line.startsWith("failed"))).toEqual(["failed gone"]);
  });

  test("an input the core does not understand is a failure, not a silence", async () => {
    core.next = [{ error: { field: "type", reason: "is unknown" } } as unknown as Output];
    await play.send({ type: "ready" });
    expect(told.at(-1)).toBe("failed type: is unknown");
  });
});

describe("taking a session up again", () => {
  test("events still on this page are added to the server's history once", () => {
    const history = joinHistory('{"id":"e1"}\n{"id":"e2"}\n', [{ id: "e2" }, { id: "e3" }]);
    expect(history.split("\n")).toEqual(['{"id":"e1"}', '{"id":"e2"}', '{"id":"e3"}']);
  });

  test("a draft of this page is newer than the server's, and dies with its event", () => {
    localStorage.clear();
    const box = new Outbox(null, async () => ({ state: "later" }));
    box.add({ id: "a", to: "drafts", body: { draft: { id: "a", kind: "stopped" } } });
    box.add({ id: "b", to: "drafts", body: { drop: "b" } });
    const stored = ["a", "b", "c", "d"].map((id) => ({ id, kind: "started" }));
    expect(openDrafts(stored, box, [{ id: "c" }])).toEqual([
      { id: "a", kind: "stopped" },
      { id: "d", kind: "started" },
    ]);
  });
});
