import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../src/lib/clock";
import { type Counter, READY_MS, type Seen, SelfTestClock } from "../src/selftest/clock";

/** A clock that only moves when told; its one job is called every tenth of a second. */
class HandClock implements Clock {
  private time = 0;
  private job: (() => void) | undefined;

  now(): number {
    return this.time;
  }
  every(_ms: number, tick: () => void): () => void {
    this.job = tick;
    return () => {
      this.job = undefined;
    };
  }
  after(): () => void {
    return () => {};
  }
  offsetMinutes(): number {
    return 0;
  }
  pass(ms: number): void {
    for (const end = this.time + ms; this.time < end; ) {
      this.time += 100;
      this.job?.();
    }
  }
}

const PAGE = (way: string, seconds: number, sides: readonly string[]) => `
  <section hidden data-selftest="${way}" data-seconds="${seconds}" data-ready="Ready"
    data-go="Go" data-half="Half" data-over="Over"><p data-clock></p>
    ${sides.map((side) => `<button data-begin="${side}"></button>`).join("")}
    <button data-end hidden></button></section>
  ${sides.map((side) => `<input name="${side}">`).join("")}`;

let clock: HandClock;
let timer: SelfTestClock;
let said: string[];
let sounds: string[];

function open(way: string, seconds: number, sides: readonly string[]): void {
  document.body.innerHTML = PAGE(way, seconds, sides);
  const place = document.querySelector("section") as HTMLElement;
  clock = new HandClock();
  said = [];
  sounds = [];
  timer = new SelfTestClock(
    place,
    clock,
    (text) => said.push(text),
    (tone) => sounds.push(tone),
  );
  timer.open();
}

const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
const face = () => document.querySelector("[data-clock]")?.textContent;
const field = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]`)?.value;

describe("the chair stand", () => {
  beforeEach(() => open("down", 30, ["value"]));

  test("counts down after a moment to get ready, says half way and the end, and writes no count", () => {
    expect(face()).toBe("30");
    press("[data-begin]");
    clock.pass(READY_MS);
    expect(face()).toBe("30");
    clock.pass(12_000);
    expect(face()).toBe("18");
    clock.pass(30_000);
    expect(face()).toBe("0");
    expect(said).toEqual(["Ready", "Go", "Half", "Over"]);
    expect(sounds).toEqual(["start", "done"]);
    expect(field("value")).toBe("");
  });
});

describe("standing on one leg", () => {
  beforeEach(() => open("up", 45, ["left", "right"]));

  test("writes the seconds of the leg that was begun, and a shorter try does not replace them", () => {
    for (const ms of [12_300, 8_000, 14_000]) {
      press("[data-begin=left]");
      clock.pass(READY_MS + ms);
      press("[data-end]");
    }
    expect(field("left")).toBe("14");
    expect(field("right")).toBe("");
    expect(said.filter((text) => text === "10")).toHaveLength(2);
  });

  test("ends by itself when it is enough", () => {
    press("[data-begin=right]");
    clock.pass(READY_MS + 60_000);
    expect(field("right")).toBe("45");
    expect(said.at(-1)).toBe("Over");
    expect(document.querySelector<HTMLElement>("[data-end]")?.hidden).toBe(true);
  });

  test("called off while getting ready is no try", () => {
    press("[data-begin=left]");
    clock.pass(1_000);
    press("[data-end]");
    expect(field("left")).toBe("");
    expect(sounds).toEqual([]);
  });
});

/** A camera that sees what it is told to see. */
class FakeCounter implements Counter {
  on = true;
  held_s: number | null = null;
  over = false;
  inPlace = true;
  arrived: () => void = () => {};
  tried = 0;
  seen: Seen | null = { proposed: 11, why: null, count: 11 };
  told: [string, number | null, boolean][] = [];

  place(arrived: () => void): void {
    this.arrived = arrived;
  }
  go(): boolean {
    if (this.inPlace) this.tried += 1;
    return this.inPlace;
  }
  async end(): Promise<Seen | null> {
    this.over = false;
    return this.tried > 0 ? this.seen : null;
  }
  tell(field: string, seen: Seen, kept: boolean): void {
    this.told.push([field, seen.proposed, kept]);
  }
}

describe("with a camera beside the clock", () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  let camera: FakeCounter;
  const watched = (way: string, seconds: number, sides: readonly string[]) => {
    open(way, seconds, sides);
    camera = new FakeCounter();
    timer.counter = camera;
  };

  test("the clock waits until the person is in place, and the count is put into the field", async () => {
    watched("down", 30, ["value"]);
    press("[data-begin]");
    clock.pass(60_000);
    expect(said).toEqual([]);
    camera.arrived();
    clock.pass(READY_MS + 31_000);
    await settled();
    expect(said).toEqual(["Ready", "Go", "Half", "Over"]);
    expect(field("value")).toBe("11");
    expect(camera.told).toEqual([["value", 11, true]]);
  });

  test("who has left the place at Go is waited for again", () => {
    watched("down", 30, ["value"]);
    press("[data-begin]");
    camera.inPlace = false;
    camera.arrived();
    clock.pass(READY_MS + 3_000);
    expect(said).toEqual(["Ready"]);
    camera.inPlace = true;
    camera.arrived();
    clock.pass(READY_MS);
    expect(said).toEqual(["Ready", "Ready", "Go"]);
  });

  test("a count that was typed before gives way to the one that was just done", async () => {
    watched("down", 30, ["value"]);
    const input = document.querySelector<HTMLInputElement>("[name=value]") as HTMLInputElement;
    input.value = "15";
    press("[data-begin]");
    camera.arrived();
    clock.pass(READY_MS + 31_000);
    await settled();
    expect(field("value")).toBe("11");
  });

  test("without a number the person's own count stays untouched", async () => {
    watched("down", 30, ["value"]);
    camera.seen = { proposed: null, why: "lost", count: 6 };
    press("[data-begin]");
    camera.arrived();
    clock.pass(READY_MS + 31_000);
    await settled();
    expect(field("value")).toBe("");
    expect(camera.told).toEqual([["value", null, true]]);
  });

  test("the try ends with the hold, to the tenth, and a shorter one is told but not kept", async () => {
    watched("up", 45, ["left", "right"]);
    for (const held of [12.3, 8.1]) {
      press("[data-begin=left]");
      camera.arrived();
      camera.held_s = held;
      clock.pass(READY_MS + 1_000);
      expect(face()).toBe(String(Math.floor(held)));
      camera.seen = { proposed: held, why: null, count: 0 };
      camera.over = true;
      clock.pass(100);
      await settled();
    }
    expect(field("left")).toBe("12.3");
    expect(camera.told).toEqual([
      ["left", 12.3, true],
      ["left", 8.1, false],
    ]);
  });

  test("a foot lifted late may stay up longer than the clock's own time", async () => {
    watched("up", 45, ["left", "right"]);
    press("[data-begin=left]");
    camera.arrived();
    camera.held_s = 42;
    clock.pass(READY_MS + 46_000);
    expect(camera.told).toEqual([]);
    camera.held_s = null;
    clock.pass(100);
    await settled();
    expect(camera.told).toHaveLength(1);
  });

  test("when sight was lost the clock's own seconds are kept", async () => {
    watched("up", 45, ["left", "right"]);
    camera.seen = { proposed: null, why: "lost", count: 0 };
    press("[data-begin=left]");
    camera.arrived();
    clock.pass(READY_MS + 9_200);
    expect(face()).toBe("9");
    press("[data-end]");
    await settled();
    expect(field("left")).toBe("9.2");
    expect(camera.told).toEqual([["left", null, true]]);
  });

  test("called off on the way there it is no try, and arriving later begins nothing", async () => {
    watched("down", 30, ["value"]);
    press("[data-begin]");
    press("[data-end]");
    camera.arrived();
    clock.pass(READY_MS + 1_000);
    await settled();
    expect(said).toEqual([]);
    expect(camera.told).toEqual([]);
  });

  test("put away, it leaves the clock alone", async () => {
    watched("up", 45, ["left", "right"]);
    camera.on = false;
    press("[data-begin=right]");
    clock.pass(READY_MS + 5_000);
    press("[data-end]");
    await settled();
    expect(camera.tried).toBe(0);
    expect(field("right")).toBe("5");
  });
});
