import { describe, expect, test } from "vitest";
import { type Clock, isoLocal, machineClock } from "../src/lib/clock";

describe("the clock of a session", () => {
  test("counts with the steady counter, so a corrected wall clock does not disturb a hold", () => {
    let steady = 100;
    let wall = 1_000_000;
    const clock = machineClock(
      () => steady,
      () => wall,
    );
    expect(clock.now()).toBe(1_000_000);
    steady += 5_000;
    wall -= 3_600_000; // somebody puts the clock back by an hour
    expect(clock.now()).toBe(1_005_000);
  });

  test("notices that the machine slept although the steady counter stood still", () => {
    let wall = 1_000_000;
    const clock = machineClock(
      () => 100,
      () => wall,
    );
    wall += 600_000;
    expect(clock.now()).toBe(1_600_000);
  });

  test("writes local time with its offset, east and west of Greenwich", () => {
    const at = Date.UTC(2026, 2, 2, 23, 30, 5);
    const east = { now: () => at, offsetMinutes: () => 60 } as unknown as Clock;
    const west = { now: () => at, offsetMinutes: () => -210 } as unknown as Clock;
    expect(isoLocal(east)).toBe("2026-03-03T00:30:05+01:00");
    expect(isoLocal(west)).toBe("2026-03-02T20:00:05-03:30");
  });
});
