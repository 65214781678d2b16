/** Counts false alarms an hour and knocks heard, with their 95 % intervals. */

import { KnockHearing, type Sensitivity } from "../../frontend/src/hearing/knocks";
import { Chance } from "./chance";
import { KINDS, LEVELS_DB, minute, PLACES, type Speech, two } from "./scenes";
import { RATE_HZ } from "./sounds";

export interface Alarms {
  readonly kind: string;
  readonly minutes: number;
  readonly alarms: Readonly<Record<Sensitivity, number>>;
}

export interface Hits {
  readonly place: string;
  readonly level_db: number;
  readonly n: number;
  readonly hits: Readonly<Record<Sensitivity, number>>;
}

export interface Results {
  readonly seed: number;
  readonly alarms: readonly Alarms[];
  readonly hits: readonly Hits[];
}

export const STEPS: readonly Sensitivity[] = ["low", "usual", "high"];

/** How often two knocks are heard in a sound. */
export function heardTwo(sound: Float32Array, sensitivity: Sensitivity): number {
  const hearing = new KnockHearing(RATE_HZ, sensitivity);
  return hearing.feed(sound).filter((one) => one.kind === "two").length;
}

function counts(add: (step: Sensitivity) => number): Record<Sensitivity, number> {
  return { low: add("low"), usual: add("usual"), high: add("high") };
}

export function measure(
  seed: number,
  minutes: number,
  trials: number,
  speech: Speech | null,
  ours: Speech | null,
  kinds: readonly string[] = Object.keys(KINDS),
): Results {
  const alarms: Alarms[] = [];
  for (const kind of kinds) {
    const chance = new Chance(seed + alarms.length * 7_919);
    const sum = { low: 0, usual: 0, high: 0 };
    let heard = 0;
    for (let n = 0; n < minutes; n += 1) {
      const sound = minute(kind, chance, speech, ours);
      if (!sound) break;
      heard += 1;
      for (const step of STEPS) sum[step] += heardTwo(sound, step);
    }
    if (heard > 0) alarms.push({ kind, minutes: heard, alarms: sum });
  }
  const hits: Hits[] = [];
  for (const place of PLACES) {
    for (const level_db of LEVELS_DB) {
      const chance = new Chance(seed + 104_729 + hits.length * 6_007);
      const sounds = Array.from({ length: trials }, () => two(place, level_db, chance, speech));
      const real = sounds.filter((sound): sound is Float32Array => sound !== null);
      if (real.length === 0) continue;
      const count = (step: Sensitivity) => real.filter((one) => heardTwo(one, step) > 0).length;
      hits.push({ place: place.name, level_db, n: real.length, hits: counts(count) });
    }
  }
  return { seed, alarms, hits };
}

/** Wilson's interval for a share, 95 %. */
export function shareInterval(k: number, n: number): [number, number] {
  const z = 1.96;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Garwood's exact interval for a count, 95 %, in counts. */
export function countInterval(k: number): [number, number] {
  const upTo = (most: number, mean: number): number => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let i = 1; i <= most; i += 1) {
      term *= mean / i;
      sum += term;
    }
    return sum;
  };
  const solve = (right: (mean: number) => boolean): number => {
    let low = 0;
    let high = k * 3 + 20;
    for (let n = 0; n < 80; n += 1) {
      const middle = (low + high) / 2;
      if (right(middle)) low = middle;
      else high = middle;
    }
    return low;
  };
  const lower = k === 0 ? 0 : solve((mean) => 1 - upTo(k - 1, mean) < 0.025);
  return [lower, solve((mean) => upTo(k, mean) > 0.025)];
}

/** The tables of docs/accuracy.md, from a results file and from nothing else. */
export function tables(results: Results): string {
  const out = [
    "| sound | minutes | low: false alarms an hour | usual | high |",
    "|---|---:|---:|---:|---:|",
  ];
  for (const { kind, minutes, alarms } of results.alarms) {
    const cells = STEPS.map((step) => {
      const per = (count: number) => ((count * 60) / minutes).toFixed(1);
      const [low, high] = countInterval(alarms[step]);
      return `${per(alarms[step])} (${per(low)}–${per(high)})`;
    });
    out.push(`| ${kind} | ${minutes} | ${cells.join(" | ")} |`);
  }
  out.push(
    "",
    "| two knocks or claps | loudest sample | n | low: heard | usual | high |",
    "|---|---:|---:|---:|---:|---:|",
  );
  for (const { place, level_db, n, hits } of results.hits) {
    const cells = STEPS.map((step) => {
      const [low, high] = shareInterval(hits[step], n).map((x) => Math.round(x * 100));
      return `${Math.round((hits[step] / n) * 100)} % (${low}–${high})`;
    });
    out.push(`| ${place} | ${level_db} dB | ${n} | ${cells.join(" | ")} |`);
  }
  return out.join("\n");
}
