/** Small sums on short pieces of sound: how loud, and how its loudness is spread over pitch. */

/** Middles of the bands, in Hz, half an octave to an octave apart: what voice and knocks live in. */
export const BANDS_HZ = [180, 360, 720, 1_440, 2_880, 5_200] as const;

/** Power as decibels; silence is a very small number, never minus infinity. */
export function decibel(power: number): number {
  return 10 * Math.log10(power + 1e-12);
}

/** A high-pass of second order, so that rumble, hum and steps through the floor count for less. */
export class HighPass {
  private x1 = 0;
  private x2 = 0;
  private y1 = 0;
  private y2 = 0;
  private readonly b: number;
  private readonly a1: number;
  private readonly a2: number;

  constructor(cutoffHz: number, rateHz: number) {
    const k = Math.tan((Math.PI * cutoffHz) / rateHz);
    const norm = 1 / (1 + Math.SQRT2 * k + k * k);
    this.b = norm;
    this.a1 = 2 * (k * k - 1) * norm;
    this.a2 = (1 - Math.SQRT2 * k + k * k) * norm;
  }

  next(x: number): number {
    const y = this.b * (x - 2 * this.x1 + this.x2) - this.a1 * this.y1 - this.a2 * this.y2;
    this.x2 = this.x1;
    this.x1 = x;
    this.y2 = this.y1;
    this.y1 = y;
    return y;
  }
}

/** Power in each band of a short piece (windowed; Goertzel at three pitches a band). */
export function bandPowers(piece: Float32Array, rateHz: number): number[] {
  return BANDS_HZ.map((middle) =>
    [0.82, 1, 1.22].reduce((sum, shift) => sum + powerAt(piece, middle * shift, rateHz), 0),
  );
}

/** Power at one pitch, with a Hann window. */
export function powerAt(piece: Float32Array, pitchHz: number, rateHz: number): number {
  const n = piece.length;
  const turn = (2 * Math.PI * pitchHz) / rateHz;
  const twice = 2 * Math.cos(turn);
  let before = 0;
  let last = 0;
  for (let i = 0; i < n; i += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n);
    const now = (piece[i] ?? 0) * window + twice * last - before;
    before = last;
    last = now;
  }
  return (last * last + before * before - twice * last * before) / n;
}

/** How far two sounds differ in colour: mean difference of their bands in dB, level left out. */
export function colourDistance(one: readonly number[], other: readonly number[]): number {
  const a = relative(one);
  const b = relative(other);
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** Bands in dB below the strongest; what is very faint counts as 25 dB below. */
function relative(bands: readonly number[]): number[] {
  const levels = bands.map(decibel);
  const most = Math.max(...levels);
  return levels.map((level) => Math.max(-25, level - most));
}

/** Share of the strongest band in all of it, 0 to 1: near 1 for a pure tone. */
export function toneShare(bands: readonly number[]): number {
  const sum = bands.reduce((total, value) => total + value, 0);
  return sum === 0 ? 1 : Math.max(...bands) / sum;
}
