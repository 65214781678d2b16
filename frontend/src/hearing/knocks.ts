/** Hears two knocks: short, sudden, alike, and with quiet before and after. Works on plain samples. */

import { bandPowers, colourDistance, decibel, HighPass, toneShare } from "./sound";

export type Sensitivity = "low" | "usual" | "high";

export interface Knock {
  /** Seconds since the first sample. */
  readonly at_s: number;
  readonly level_db: number;
}

export type Heard =
  | { readonly kind: "knock"; readonly knock: Knock }
  | { readonly kind: "two"; readonly first: Knock; readonly last: Knock };

interface Limits {
  /** How far a knock rises above what was there just before. */
  readonly rise_db: number;
  /** Share of its energy that must lie in its first 44 ms. */
  readonly compact: number;
  /** How far it has fallen 80 to 136 ms later. */
  readonly fall_db: number;
  /** How quiet it must be before the first and after the last, below the knock. */
  readonly quiet_db: number;
  /** How unlike two knocks may be in colour. */
  readonly colour_db: number;
  /** So long before the first of two no other may have been struck: a beat goes on, a hand stops. */
  readonly alone_s: number;
}

/** Chosen on recordings made by validation/knocks (docs/accuracy.md); our choice. */
export const LIMITS: Readonly<Record<Sensitivity, Limits>> = {
  low: { rise_db: 18, compact: 0.78, fall_db: 14, quiet_db: 14, colour_db: 6, alone_s: 1.5 },
  usual: { rise_db: 14, compact: 0.7, fall_db: 11, quiet_db: 11, colour_db: 7, alone_s: 1 },
  high: { rise_db: 12, compact: 0.66, fall_db: 10, quiet_db: 10, colour_db: 8, alone_s: 0.7 },
};

/** From the first knock to the second. */
export const SHORTEST_S = 0.15;
export const LONGEST_S = 0.6;
/** Two to four are someone who knocks, in haste perhaps; more are steps, applause, a hammer. */
export const MOST_KNOCKS = 4;

const HOP_S = 0.004;
const BEFORE_S = 0.5;
const KEPT = 1_000;
const ALIKE_DB = 12;
/** Below this nothing is a knock, whatever the silence around it. */
const FAINTEST_DB = -62;
const PURE_TONE = 0.93;
/** A knock is there within 12 ms; our own tones swell for 20. */
const SUDDEN_DB = 9;
const PIECE_S = 0.02;
/** Hops from the peak of a knock until it can be judged: 136 ms. */
const JUDGED_AFTER = 34;

interface Struck extends Knock {
  readonly hop: number;
  readonly bands: readonly number[];
}

/**
 * Feed it the microphone in pieces of any length; it answers what it heard in them.
 *
 * Nothing is kept but 4 s of loudness and a quarter of a second of sound.
 */
export class KnockHearing {
  private readonly limits: Limits;
  private readonly pass: HighPass;
  private readonly hop: number;
  private readonly sound: Float32Array;
  private readonly power = new Float64Array(KEPT);
  private hops = 0;
  private filled = 0;
  private sum = 0;
  private run: Struck[] = [];
  /** The last knock of a run that was not two. */
  private stray = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly rate_hz: number,
    sensitivity: Sensitivity = "usual",
  ) {
    this.limits = LIMITS[sensitivity];
    this.pass = new HighPass(140, rate_hz);
    this.hop = Math.round(rate_hz * HOP_S);
    this.sound = new Float32Array(this.hop * 64);
  }

  /** Loudness of the last 100 ms, in dB below the loudest there is. */
  get level_db(): number {
    return decibel(this.mean(this.hops - 25, this.hops - 1));
  }

  feed(samples: Float32Array): Heard[] {
    const heard: Heard[] = [];
    for (const sample of samples) {
      const value = this.pass.next(sample);
      this.sound[(this.hops * this.hop + this.filled) % this.sound.length] = value;
      this.sum += value * value;
      this.filled += 1;
      if (this.filled === this.hop) this.hopOver(heard);
    }
    return heard;
  }

  private hopOver(heard: Heard[]): void {
    this.power[this.hops % KEPT] = this.sum / this.hop;
    this.hops += 1;
    this.sum = 0;
    this.filled = 0;
    const peak = this.hops - 1 - JUDGED_AFTER;
    if (peak > 20) {
      const knock = this.judge(peak);
      if (knock) {
        heard.push({ kind: "knock", knock: shown(knock) });
        this.add(knock);
      }
    }
    const two = this.settled();
    if (two) heard.push(two);
  }

  /** Whether a knock peaked at this hop. */
  private judge(peak: number): Struck | null {
    const { rise_db, compact, fall_db } = this.limits;
    const top = this.at(peak);
    const level = decibel(top);
    if (level < FAINTEST_DB) return null;
    for (let n = peak - 12; n <= peak + 12; n += 1) if (this.at(n) > top) return null;
    const before = this.mean(peak - 18, peak - 5);
    if (level - decibel(before) < rise_db) return null;
    if (level - decibel(this.at(peak - 3)) < SUDDEN_DB) return null;
    if (level - decibel(this.mean(peak + 20, peak + JUDGED_AFTER)) < fall_db) return null;
    const early = this.mean(peak - 3, peak + 10) * 14 - before * 14;
    const whole = this.mean(peak - 3, peak + JUDGED_AFTER) * 38 - before * 38;
    if (early < compact * whole) return null;
    const bands = bandPowers(this.piece(peak), this.rate_hz);
    if (toneShare(bands) > PURE_TONE) return null;
    return { hop: peak, at_s: peak * HOP_S, level_db: level, bands };
  }

  private add(knock: Struck): void {
    const last = this.run.at(-1);
    if (last && knock.hop - last.hop < SHORTEST_S / HOP_S - 2) {
      // A bounce or an echo: the run is no clear one.
      this.run.push(knock);
      return;
    }
    if (last && knock.hop - last.hop > LONGEST_S / HOP_S) this.run = [];
    this.run.push(knock);
  }

  /** Two to four, and then quiet for as long as the next of a row would take to come. */
  private settled(): Heard | null {
    const first = this.run[0];
    const last = this.run.at(-1);
    if (!first || !last) return null;
    const gap = this.run.length > 1 ? last.hop - (this.run.at(-2)?.hop ?? 0) : LONGEST_S / HOP_S;
    const wait = Math.min(162, Math.max(90, Math.round(gap * 1.35)));
    // A knock within the wait is known only when it has been judged.
    if (this.hops - 1 < last.hop + wait + JUDGED_AFTER) return null;
    const run = this.run;
    this.run = [];
    const alone = first.hop - this.stray >= this.limits.alone_s / HOP_S;
    const few = run.length > 1 && run.length <= MOST_KNOCKS;
    if (!few || !alone || !this.clear(run, wait)) {
      this.stray = last.hop;
      return null;
    }
    return { kind: "two", first: shown(first), last: shown(last) };
  }

  private clear(run: readonly Struck[], wait: number): boolean {
    const first = run[0] as Struck;
    const last = run.at(-1) as Struck;
    const faintest = Math.min(...run.map((knock) => knock.level_db));
    const loudest = Math.max(...run.map((knock) => knock.level_db));
    if (loudest - faintest > ALIKE_DB) return false;
    const most = faintest - this.limits.quiet_db;
    if (this.loudest(first.hop - BEFORE_S / HOP_S, first.hop - 8) > most) return false;
    if (this.loudest(last.hop + JUDGED_AFTER, last.hop + wait) > most) return false;
    return run.slice(1).every((knock, i) => {
      const earlier = run[i] as Struck;
      if (knock.hop - earlier.hop < SHORTEST_S / HOP_S - 2) return false;
      if (colourDistance(earlier.bands, knock.bands) > this.limits.colour_db) return false;
      return this.loudest(earlier.hop + 25, knock.hop - 8) <= faintest - this.limits.fall_db + 3;
    });
  }

  private at(hop: number): number {
    return hop < 0 ? 0 : (this.power[hop % KEPT] ?? 0);
  }

  private mean(from: number, to: number): number {
    let sum = 0;
    for (let n = from; n <= to; n += 1) sum += this.at(n);
    return sum / (to - from + 1);
  }

  /** The loudest 12 ms between two hops. */
  private loudest(from: number, to: number): number {
    let most = 0;
    for (let n = Math.max(0, Math.floor(from)); n + 2 <= to; n += 1) {
      most = Math.max(most, (this.at(n) + this.at(n + 1) + this.at(n + 2)) / 3);
    }
    return decibel(most);
  }

  /** The sound of a knock, from just before its peak. */
  private piece(peak: number): Float32Array {
    const from = (peak - 1) * this.hop;
    const length = Math.round(PIECE_S * this.rate_hz);
    return Float32Array.from({ length }, (_, i) => this.sound[(from + i) % this.sound.length] ?? 0);
  }
}

function shown(knock: Struck): Knock {
  return { at_s: knock.at_s, level_db: Math.round(knock.level_db * 10) / 10 };
}
