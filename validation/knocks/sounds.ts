/** Sounds of a home made by formula: knocks, claps, steps, doors, dishes, music, shots, rooms. */

import { TONES } from "../../frontend/src/tones/tones";
import type { Chance } from "./chance";

export const RATE_HZ = 16_000;

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * RATE_HZ));
}

export function noise(seconds: number, chance: Chance): Float32Array {
  return silence(seconds).map(() => chance.normal());
}

/** Lay one sound over another from a moment on; what does not fit is cut off. */
export function lay(onto: Float32Array, sound: Float32Array, at_s: number, gain = 1): void {
  const from = Math.round(at_s * RATE_HZ);
  const most = Math.min(sound.length, onto.length - from);
  for (let i = Math.max(0, -from); i < most; i += 1) {
    onto[from + i] = (onto[from + i] ?? 0) + gain * (sound[i] ?? 0);
  }
}

/** Bring the loudest sample to 1. */
export function toOne(sound: Float32Array): Float32Array {
  let most = 1e-9;
  for (const value of sound) most = Math.max(most, Math.abs(value));
  return sound.map((value) => value / most);
}

interface Ringing {
  readonly pitch_hz: number;
  readonly fades_s: number;
  readonly gain: number;
  /** Where its wave begins; the same hand on the same wood sets it going alike. */
  readonly phase?: number;
}

/** Something struck: a click and the modes that ring after it. */
function struck(
  modes: readonly Ringing[],
  click: number,
  click_s: number,
  chance: Chance,
): Float32Array {
  const long = Math.max(click_s, ...modes.map((mode) => mode.fades_s)) * 5;
  const phases = modes.map((mode) => mode.phase ?? chance.between(0, 6.28));
  const out = silence(long);
  for (let i = 0; i < out.length; i += 1) {
    const t = i / RATE_HZ;
    let value = click * chance.normal() * Math.exp(-t / click_s);
    modes.forEach((mode, n) => {
      const wave = Math.sin(2 * Math.PI * mode.pitch_hz * t + (phases[n] ?? 0));
      value += mode.gain * wave * Math.exp(-t / mode.fades_s);
    });
    out[i] = value * Math.min(1, t / 0.0008);
  }
  return toOne(out);
}

/** A maker of one knock; the same hand on the same wood sounds nearly the same twice. */
export type Striker = () => Float32Array;

export function knuckles(chance: Chance): Striker {
  const modes = [150, 310, 520, 900, 1600].map((pitch) => ({
    pitch_hz: pitch * chance.between(0.75, 1.35),
    fades_s: chance.between(0.008, 0.028) * (pitch < 400 ? 1.3 : 0.7),
    gain: chance.between(0.3, 1),
    phase: chance.between(0, 1.5),
  }));
  const click = chance.between(0.25, 0.8);
  // No two strikes hit quite the same place: each mode is a little stronger or weaker.
  const again = () =>
    modes.map((mode) => ({ ...mode, gain: mode.gain * chance.between(0.75, 1.3) }));
  return () => struck(again(), click * chance.between(0.8, 1.2), 0.004, chance);
}

export function clap(chance: Chance): Striker {
  const middle = chance.between(700, 1900);
  const fades = chance.between(0.006, 0.014);
  return () =>
    struck(
      [0.6, 1, 1.7].map((by) => ({ pitch_hz: middle * by, fades_s: fades, gain: 0.5 })),
      chance.between(0.8, 1.1),
      fades,
      chance,
    );
}

/** The echo of a room: noise that dies away; nearer means less of it. */
export function inRoom(
  sound: Float32Array,
  echo_s: number,
  share: number,
  chance: Chance,
): Float32Array {
  if (share === 0) return sound;
  const tail = Math.round(echo_s * 0.8 * RATE_HZ);
  const out = new Float32Array(sound.length + tail);
  out.set(sound);
  // Many single echoes, ever fainter: enough for loudness and colour over time.
  const energy = share / (1 - share);
  const count = 120;
  for (let n = 0; n < count; n += 1) {
    const t = 0.003 + (echo_s * 0.8 - 0.003) * chance.next();
    const gain = Math.sqrt((energy * 13.8 * 0.8) / count) * Math.exp((-6.9 * t) / echo_s);
    lay(out, sound, t, gain * (chance.next() < 0.5 ? -1 : 1));
  }
  return out;
}

export function step(chance: Chance): Float32Array {
  const heel = struck(
    [
      { pitch_hz: chance.between(55, 110), fades_s: chance.between(0.03, 0.06), gain: 1 },
      { pitch_hz: chance.between(180, 420), fades_s: 0.02, gain: chance.between(0.1, 0.5) },
    ],
    chance.between(0.02, 0.35),
    0.012,
    chance,
  );
  return heel;
}

export function door(chance: Chance): Float32Array {
  const out = silence(1.2);
  const latch = struck(
    [{ pitch_hz: chance.between(900, 2600), fades_s: 0.01, gain: 0.7 }],
    0.6,
    0.006,
    chance,
  );
  const slam = struck(
    [60, 120, 230, 400].map((pitch) => ({
      pitch_hz: pitch * chance.between(0.8, 1.2),
      fades_s: chance.between(0.04, 0.12),
      gain: 1,
    })),
    0.5,
    0.03,
    chance,
  );
  lay(out, latch, 0, chance.between(0.2, 0.7));
  lay(out, slam, chance.between(0.05, 0.3), 1);
  if (chance.next() < 0.6) lay(out, latch, chance.between(0.3, 0.55), chance.between(0.2, 0.7));
  return out;
}

export function dish(chance: Chance): Float32Array {
  const low = chance.between(900, 2400);
  return struck(
    [1, 2.3, 2.9, 3.8]
      .filter((by) => low * by < 7_800)
      .map((by) => ({
        pitch_hz: low * by,
        fades_s: chance.between(0.03, 0.2),
        gain: chance.between(0.2, 1),
      })),
    0.3,
    0.004,
    chance,
  );
}

/** A shot on television: a bang, its echo, and the squeeze of the broadcast. */
export function shot(chance: Chance): Float32Array {
  const bang = struck(
    [{ pitch_hz: chance.between(90, 220), fades_s: 0.05, gain: 0.6 }],
    1,
    chance.between(0.02, 0.09),
    chance,
  );
  const out = inRoom(bang, chance.between(0.3, 1.2), chance.between(0.2, 0.6), chance);
  return toOne(out.map((value) => Math.tanh(3 * value)));
}

/** Drums and chords in time. */
export function music(seconds: number, chance: Chance): Float32Array {
  const out = silence(seconds);
  const beat = 60 / chance.between(70, 150);
  const sustained = chance.next() < 0.7;
  for (let at = 0, n = 0; at < seconds; at += beat / 2, n += 1) {
    const hit = struck(
      [{ pitch_hz: n % 2 ? 190 : 65, fades_s: n % 2 ? 0.03 : 0.07, gain: 1 }],
      n % 2 ? 0.8 : 0.1,
      n % 2 ? 0.05 : 0.01,
      chance,
    );
    if (chance.next() < 0.85) lay(out, hit, at, chance.between(0.3, 0.8));
    if (!sustained || n % 4) continue;
    const root = 110 * 2 ** (Math.floor(chance.next() * 12) / 12);
    for (const by of [1, 1.25, 1.5, 2]) {
      const chord = silence(beat * 2);
      for (let i = 0; i < chord.length; i += 1) {
        const t = i / RATE_HZ;
        chord[i] =
          Math.sin(2 * Math.PI * root * by * t) * Math.min(1, t / 0.02) * Math.exp(-t / 1.2);
      }
      lay(out, chord, at, 0.15);
    }
  }
  return toOne(out);
}

export function applause(seconds: number, chance: Chance): Float32Array {
  const out = silence(seconds);
  const hands = Array.from({ length: 12 }, () => clap(chance));
  const claps = seconds * chance.between(3, 80);
  for (let n = 0; n < claps; n += 1) {
    lay(out, chance.oneOf(hands)(), chance.between(0, seconds), chance.between(0.05, 0.6));
  }
  return toOne(out);
}

/** Our own tones, as the session plays them. */
export function ourTone(name: keyof typeof TONES): Float32Array {
  const notes = TONES[name];
  const last = notes.at(-1);
  const out = silence((last ? last.at_s + last.for_s : 0) + 0.02);
  for (const { at_s, for_s, pitch_hz } of notes) {
    const sound = silence(for_s);
    for (let i = 0; i < sound.length; i += 1) {
      const t = i / RATE_HZ;
      const soft = Math.min(1, t / 0.02, (for_s - t) / 0.04);
      sound[i] = soft * Math.sin(2 * Math.PI * pitch_hz * t);
    }
    lay(out, sound, at_s);
  }
  return out;
}
