import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  countInterval,
  measure,
  type Results,
  shareInterval,
  tables,
} from "../../validation/knocks/measure";

const results = JSON.parse(readFileSync("validation/knocks/results.json", "utf8")) as Results;
const small = JSON.parse(readFileSync("validation/knocks/small.json", "utf8")) as Results;

const FEW = ["our own tones alone", "steps, walks of 2 to 16"];

describe("docs/accuracy.md", () => {
  test("shows the numbers of the kept results, and no others", () => {
    const paper = readFileSync("docs/accuracy.md", "utf8");
    const [, shown] = paper.split(/<!-- knocks: (?:begin|end) -->/);
    expect(shown?.trim()).toBe(tables(results));
  });

  test("was measured with speech and with everything else", () => {
    expect(results.alarms.map((one) => one.kind)).toContain("speech");
    expect(results.alarms.map((one) => one.kind)).toContain("our own voice and tones");
    expect(Math.min(...results.alarms.map((one) => one.minutes))).toBeGreaterThanOrEqual(10);
  });
});

test("a small measurement without any voice gives today what it gave when it was kept", () => {
  expect(measure(11, 1, 2, null, null, FEW)).toEqual(small);
}, 60_000);

test("the intervals are those of the books", () => {
  const [low, high] = countInterval(0);
  expect(low).toBe(0);
  expect(high).toBeCloseTo(3.69, 2);
  expect(countInterval(5).map((x) => Number(x.toFixed(2)))).toEqual([1.62, 11.67]);
  expect(shareInterval(9, 10).map((x) => Math.round(x * 100))).toEqual([60, 98]);
});
