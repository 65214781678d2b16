/** Whether this device is quick enough: the full network, the lite one, or none. */

import type { Model } from "./messages";

/** Pictures of the last so many milliseconds decide (our choice). */
export const WINDOW_MS = 3_000;
/** Slower than this in the median, 8 pictures a second are not reached: the lite network (our choice). */
export const SLOW_MS = 125;
/** Slower than this, 3 a second: better none than one that comes late (our choice). */
export const TOO_SLOW_MS = 330;
/** The first pictures after loading take longer, once. */
const WARMING_UP = 2;

export type Verdict = "enough" | "lite" | "off";

interface Taken {
  readonly at_ms: number;
  readonly ms: number;
}

/** Looks back over a few seconds of durations. */
class Lately {
  private taken: Taken[] = [];

  /** Add one; returns the median once a whole window has been seen, else null. */
  add(at_ms: number, ms: number): number | null {
    this.taken.push({ at_ms, ms });
    const first = this.taken[0]?.at_ms ?? at_ms;
    if (at_ms - first < WINDOW_MS) return null;
    this.taken = this.taken.filter((one) => at_ms - one.at_ms < WINDOW_MS);
    return median(this.taken.map((one) => one.ms));
  }

  forget(): void {
    this.taken = [];
  }
}

export class Pace {
  model: Model = "full";
  /** The camera itself gives too few pictures a second. */
  few = false;
  private warming = WARMING_UP;
  private readonly durations = new Lately();
  private readonly gaps = new Lately();
  private arrived_ms: number | null = null;

  /** A picture came from the camera, whether or not it was looked at. */
  arrived(at_ms: number): void {
    const before = this.arrived_ms;
    this.arrived_ms = at_ms;
    // A page that was out of sight got none, and that is not the camera's fault.
    if (before === null || at_ms - before > WINDOW_MS) {
      this.gaps.forget();
      return;
    }
    const gap = this.gaps.add(at_ms, at_ms - before);
    if (gap !== null) this.few = gap > SLOW_MS;
  }

  /** A picture was looked at within so many milliseconds. */
  took(at_ms: number, ms: number): Verdict {
    if (this.warming > 0) {
      this.warming -= 1;
      return "enough";
    }
    const usual = this.durations.add(at_ms, ms);
    if (usual === null) return "enough";
    if (this.model === "full") return usual > SLOW_MS ? "lite" : "enough";
    return usual > TOO_SLOW_MS ? "off" : "enough";
  }

  /** Another network was loaded: it is measured anew. */
  loaded(model: Model): void {
    this.model = model;
    this.warming = WARMING_UP;
    this.durations.forget();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
