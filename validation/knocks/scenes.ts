/** What the microphone hears in each kind of test: minutes of home without knocks, and knocks. */

import { TONES } from "../../frontend/src/tones/tones";
import type { Chance } from "./chance";
import {
  applause,
  clap,
  dish,
  door,
  inRoom,
  knuckles,
  lay,
  music,
  noise,
  ourTone,
  RATE_HZ,
  shot,
  silence,
  step,
  toOne,
} from "./sounds";

/** A minute of recorded speech, loudest sample 1; null where no voice is at hand. */
export type Speech = (chance: Chance) => Float32Array;

export const MINUTE_S = 60;

const power = (db: number): number => 10 ** (db / 20);

/** The hiss of a room and a microphone. */
export function floor(seconds: number, db: number, chance: Chance): Float32Array {
  return noise(seconds, chance).map((value) => value * power(db));
}

/** A room for long sounds: four combs, which is rough but quick. */
function roomy(sound: Float32Array, chance: Chance): Float32Array {
  const echo_s = chance.between(0.25, 0.8);
  const share = chance.between(0, 0.5);
  const out = sound.slice();
  for (const late_s of [0.0297, 0.0371, 0.0411, 0.0437]) {
    const late = Math.round(late_s * chance.between(0.85, 1.15) * RATE_HZ);
    const back = 10 ** ((-3 * late_s) / echo_s);
    const line = new Float32Array(late);
    for (let i = 0; i < sound.length; i += 1) {
      const old = line[i % late] ?? 0;
      line[i % late] = (sound[i] ?? 0) + back * old;
      out[i] = (out[i] ?? 0) + (share / 2) * old;
    }
  }
  return toOne(out);
}

/** Events strewn over a minute, each in its room, the loudest at a chosen level. */
function strewn(chance: Chance, times: readonly number[], make: () => Float32Array): Float32Array {
  const out = silence(MINUTE_S);
  const echo_s = chance.between(0.25, 0.8);
  const share = chance.between(0, 0.6);
  const few = Array.from({ length: 8 }, () => inRoom(make(), echo_s, share, chance));
  for (const at of times) lay(out, chance.oneOf(few), at, chance.between(0.5, 1));
  return toOne(out);
}

/** Times of steps: walks of some length with pauses, 1.5 to 3 steps a second. */
function walks(chance: Chance): number[] {
  const times: number[] = [];
  for (let at = chance.between(0, 5); at < MINUTE_S; at += chance.between(1, 9)) {
    const every = 1 / chance.between(1.5, 3);
    const steps = Math.ceil(chance.between(2, 16));
    for (let n = 0; n < steps && at < MINUTE_S; n += 1) {
      times.push(at);
      at += every * chance.between(0.93, 1.07);
    }
  }
  return times;
}

function now_and_then(chance: Chance, shortest_s: number, longest_s: number): number[] {
  const times: number[] = [];
  for (
    let at = chance.between(0, longest_s);
    at < MINUTE_S;
    at += chance.between(shortest_s, longest_s)
  ) {
    times.push(at);
  }
  return times;
}

function tones(chance: Chance): Float32Array {
  const out = silence(MINUTE_S);
  const names = Object.keys(TONES) as (keyof typeof TONES)[];
  for (const at of now_and_then(chance, 0.4, 2.5)) lay(out, ourTone(chance.oneOf(names)), at);
  return out;
}

/** A film: scenes of speech, music, applause and shots, one over the other. */
function television(chance: Chance, speech: Speech | null): Float32Array {
  const out = silence(MINUTE_S);
  if (speech) lay(out, speech(chance), 0, chance.between(0.3, 1));
  if (chance.next() < 0.7) lay(out, music(MINUTE_S, chance), 0, chance.between(0.05, 0.8));
  if (chance.next() < 0.3)
    lay(out, applause(8, chance), chance.between(0, 50), chance.between(0.2, 0.9));
  if (chance.next() < 0.4) {
    const shots = [shot(chance), shot(chance)];
    for (const at of now_and_then(chance, 0.12, 9)) {
      lay(out, chance.oneOf(shots), at, chance.between(0.3, 1));
    }
  }
  // A broadcast squeezes loud and soft together.
  return toOne(toOne(out).map((value) => Math.tanh(2 * value)));
}

/** Kinds of sound that must not count as two knocks, each a minute at a time. */
export const KINDS: Readonly<
  Record<
    string,
    (chance: Chance, speech: Speech | null, ours: Speech | null) => Float32Array | null
  >
> = {
  speech: (chance, speech) => speech?.(chance) ?? null,
  "our own voice and tones": (chance, _, ours) => {
    if (!ours) return null;
    const out = ours(chance);
    lay(out, tones(chance), 0, chance.between(0.3, 1));
    return out;
  },
  "our own tones alone": (chance) => tones(chance),
  television: television,
  music: (chance) => music(MINUTE_S, chance),
  applause: (chance) => applause(MINUTE_S, chance),
  "shots, one or many": (chance) =>
    strewn(chance, now_and_then(chance, 0.15, 6), () => shot(chance)),
  "steps, walks of 2 to 16": (chance) => strewn(chance, walks(chance), () => step(chance)),
  doors: (chance) => strewn(chance, now_and_then(chance, 2, 12), () => door(chance)),
  dishes: (chance) => strewn(chance, now_and_then(chance, 0.08, 2.5), () => dish(chance)),
};

/** A minute of one kind as a microphone hears it: in a room, at some level, over some hiss. */
export function minute(
  kind: string,
  chance: Chance,
  speech: Speech | null,
  ours: Speech | null,
): Float32Array | null {
  const dry = KINDS[kind]?.(chance, speech, ours);
  if (!dry) return null;
  const out = floor(MINUTE_S, chance.between(-68, -42), chance);
  lay(out, roomy(toOne(dry), chance), 0, power(chance.between(-30, -3)));
  return out;
}

export interface Place {
  readonly name: string;
  readonly echo: number;
  readonly floor_db: number;
  readonly talk_db: number | null;
}

export const PLACES: readonly Place[] = [
  { name: "beside the microphone, quiet room", echo: 0.05, floor_db: -66, talk_db: null },
  { name: "1 to 2 m away, quiet room", echo: 0.35, floor_db: -62, talk_db: null },
  { name: "3 to 4 m away, hard room", echo: 0.6, floor_db: -62, talk_db: null },
  { name: "1 to 2 m away, a fan is on", echo: 0.35, floor_db: -46, talk_db: null },
  { name: "1 to 2 m away, somebody talks", echo: 0.35, floor_db: -62, talk_db: -26 },
];

/** Loudest sample of the knocks, in dB below the most a microphone can tell. */
export const LEVELS_DB = [-6, -16, -26, -36] as const;

/** Two knocks (or claps) by one hand, about 2.5 s in all. */
export function two(
  place: Place,
  level_db: number,
  chance: Chance,
  speech: Speech | null,
): Float32Array | null {
  const out = floor(3, place.floor_db, chance);
  if (place.talk_db !== null) {
    if (!speech) return null;
    const talk = speech(chance);
    const from = Math.floor(chance.between(0, talk.length - out.length));
    lay(out, talk.subarray(from), 0, power(place.talk_db));
  }
  const strike = chance.next() < 0.5 ? knuckles(chance) : clap(chance);
  const gap_s = chance.between(0.18, 0.5);
  const echo_s = place.echo > 0.5 ? chance.between(0.4, 0.8) : chance.between(0.25, 0.6);
  const share = place.echo * chance.between(0.7, 1.2);
  const at = chance.between(0.9, 1.1);
  for (const [moment, gain] of [
    [at, 0],
    [at + gap_s, chance.between(-4, 4)],
  ] as const) {
    lay(out, toOne(inRoom(strike(), echo_s, share, chance)), moment, power(level_db + gain));
  }
  return out.map((value) => Math.max(-1, Math.min(1, value)));
}
