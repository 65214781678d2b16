import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../src/lib/clock";
import { READY_MS, SelfTestClock } from "../src/selftest/clock";

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
let said: string[];
let sounds: string[];

function open(way: string, seconds: number, sides: readonly string[]): void {
  document.body.innerHTML = PAGE(way, seconds, sides);
  const place = document.querySelector("section") as HTMLElement;
  clock = new HandClock();
  said = [];
  sounds = [];
  new SelfTestClock(
    place,
    clock,
    (text) => said.push(text),
    (tone) => sounds.push(tone),
  ).open();
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
