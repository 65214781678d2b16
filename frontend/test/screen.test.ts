import { describe, expect, it } from "vitest";
import type { Clock } from "../src/lib/clock";
import { HEARTBEAT_MS, Mirror } from "../src/screen/mirror";
import { counts, outputOf, placeOf, type Shown } from "../src/screen/passing";
import { QUIET_MS, Silence } from "../src/screen/silence";
import type { Input, Output, View } from "../src/session/protocol";

class HandClock implements Clock {
  time = 0;
  private readonly jobs: { every: number; next: number; run: () => void }[] = [];
  now = () => this.time;
  every(ms: number, run: () => void) {
    this.jobs.push({ every: ms, next: this.time + ms, run });
    return () => {};
  }
  after = () => () => {};
  offsetMinutes = () => 0;
  pass(ms: number) {
    const end = this.time + ms;
    for (;;) {
      const due = this.jobs.filter((job) => job.next <= end).sort((a, b) => a.next - b.next)[0];
      if (!due) break;
      this.time = due.next;
      due.next += due.every;
      due.run();
    }
    this.time = end;
  }
}

function view(more: Partial<View> = {}): View {
  return { screen: "doing", exercise: "bird_dog", step: [4, 5], ring: 1, ...more } as View;
}

function output(more: Partial<View> = {}): Output {
  return {
    view: view(more),
    say: [{ key: "say.hold" }],
    hush: false,
    tones: ["start"],
    events: [{ id: "e1" }],
    drafts: [{ id: "d1" }],
    dropped: [],
    alert: null,
    refused: null,
    done: false,
  };
}

function mirrorOf(clock: Clock, inputs: Input[] = []) {
  const shown: Shown[] = [];
  const answers: (() => void)[] = [];
  const way = {
    show: (one: Shown) => {
      shown.push(one);
      return new Promise<void>((resolve) => answers.push(resolve));
    },
  };
  const mirror = new Mirror(way, clock, (input) => inputs.push(input));
  const arrive = async () => {
    answers.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { mirror, shown, arrive };
}

describe("what is passed to a big screen", () => {
  it("holds what is seen, never what is written down", () => {
    const { mirror, shown } = mirrorOf(new HandClock());
    mirror.show(output());
    expect(Object.keys(shown[0] ?? {}).sort()).toEqual(["alert", "done", "refused", "view"]);
    expect(outputOf(shown[0] as Shown).events).toEqual([]);
  });

  it("is passed on again only when something to be seen differs", async () => {
    const { mirror, shown, arrive } = mirrorOf(new HandClock());
    mirror.show(output());
    await arrive();
    mirror.show(output({ ring: 0.9 }));
    expect(shown).toHaveLength(1);
    mirror.show(output({ count: { kind: "seconds", value: 4, of: 5 } }));
    expect(shown).toHaveLength(2);
  });

  it("goes one at a time, and the newest counts", async () => {
    const { mirror, shown, arrive } = mirrorOf(new HandClock());
    for (const value of [5, 4, 3]) mirror.show(output({ count: { kind: "s", value, of: 5 } }));
    expect(shown).toHaveLength(1);
    await arrive();
    expect(shown.map((one) => one.view.count?.value)).toEqual([5, 3]);
  });

  it("is repeated as a sign of life", async () => {
    const clock = new HandClock();
    const { mirror, shown, arrive } = mirrorOf(clock);
    mirror.show(output());
    await arrive();
    clock.pass(HEARTBEAT_MS + HEARTBEAT_MS / 2);
    expect(shown).toHaveLength(2);
  });
});

describe("keys of the big screen", () => {
  it("count on the screen they were pressed on, and a Stop everywhere", () => {
    const inputs: Input[] = [];
    const { mirror } = mirrorOf(new HandClock(), inputs);
    mirror.show(output());
    mirror.heard({ input: { type: "pause" }, on: placeOf(view()) });
    mirror.heard({ input: { type: "ready" }, on: placeOf(view({ screen: "ready" })) });
    mirror.heard({ input: { type: "stop" }, on: "anywhere" });
    expect(inputs).toEqual([{ type: "pause" }, { type: "stop" }]);
  });

  it("mean nothing before anything is shown, save a Stop", () => {
    expect(counts({ input: { type: "ready" }, on: "" }, null)).toBe(false);
    expect(counts({ input: { type: "stop" }, on: "" }, null)).toBe(true);
  });
});

describe("silence of the other device", () => {
  it("is told once, and taken back when it comes again", () => {
    const clock = new HandClock();
    const told: boolean[] = [];
    const silence = new Silence(clock, (lost) => told.push(lost));
    clock.pass(QUIET_MS * 2);
    expect(told).toEqual([]);
    silence.heard(false);
    clock.pass(QUIET_MS + 2_000);
    clock.pass(QUIET_MS);
    expect(told).toEqual([true]);
    silence.heard(false);
    expect(told).toEqual([true, false]);
  });

  it("means nothing after the end", () => {
    const clock = new HandClock();
    const told: boolean[] = [];
    new Silence(clock, (lost) => told.push(lost)).heard(true);
    clock.pass(QUIET_MS * 2);
    expect(told).toEqual([]);
  });
});
