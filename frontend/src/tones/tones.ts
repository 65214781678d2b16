/** Short soft tones, all below 2 kHz, so that older ears hear them and can tell them apart. */

/** One note: when it starts and how long it sounds (seconds), and its pitch. */
export interface Note {
  readonly at_s: number;
  readonly for_s: number;
  readonly pitch_hz: number;
}

export type Tone = "start" | "tick" | "second" | "turn" | "half" | "change" | "done" | "stop";

/** The highest pitch anything here may have (hearing above this fades first with age). */
export const HIGHEST_HZ = 2_000;

/**
 * Rising pair = start; one clear note = each of the last three seconds; one dull tap = the pendulum
 * turns; a faint tap = a second of a hold has passed; two taps = half-way; falling pair = change; three rising = done; one long low = stopped.
 */
export const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  start: [
    { at_s: 0, for_s: 0.16, pitch_hz: 523 },
    { at_s: 0.18, for_s: 0.26, pitch_hz: 784 },
  ],
  tick: [{ at_s: 0, for_s: 0.12, pitch_hz: 880 }],
  second: [{ at_s: 0, for_s: 0.05, pitch_hz: 330 }],
  turn: [{ at_s: 0, for_s: 0.07, pitch_hz: 392 }],
  half: [
    { at_s: 0, for_s: 0.1, pitch_hz: 523 },
    { at_s: 0.16, for_s: 0.1, pitch_hz: 523 },
  ],
  change: [
    { at_s: 0, for_s: 0.18, pitch_hz: 784 },
    { at_s: 0.2, for_s: 0.24, pitch_hz: 587 },
  ],
  done: [
    { at_s: 0, for_s: 0.16, pitch_hz: 523 },
    { at_s: 0.17, for_s: 0.16, pitch_hz: 659 },
    { at_s: 0.34, for_s: 0.4, pitch_hz: 784 },
  ],
  stop: [{ at_s: 0, for_s: 0.45, pitch_hz: 262 }],
};

/** Tell whether the core's tone has a sound here. */
export function isTone(name: string): name is Tone {
  return name in TONES;
}

/** How long a tone sounds, in seconds. */
export function lengthOf(tone: Tone): number {
  return Math.max(...TONES[tone].map((note) => note.at_s + note.for_s));
}

/** Share of full loudness. The seconds run under everything else, so they are much quieter. */
export const LOUDNESS = 0.22;
export const LOUDNESS_OF_SECONDS = 0.05;
const SOFT_S = 0.02;

/** What a test puts on the page to hear which tones would sound. */
declare global {
  var backfourToneRecorder: ((tone: Tone) => void) | undefined;
}

export class TonePlayer {
  private context: AudioContext | null = null;
  private running = false;
  private changed: (heard: boolean) => void = () => {};

  constructor(
    private readonly on: boolean,
    private readonly seconds = true,
    private readonly recorder = globalThis.backfourToneRecorder,
  ) {}

  /** Be told when sound breaks off (a call, a speaker gone) and when it is back. */
  watch(changed: (heard: boolean) => void): void {
    this.changed = changed;
  }

  /** Browsers allow sound only after a touch or key: call this on the first one. */
  wake(): void {
    if (!this.on || typeof AudioContext === "undefined") return;
    this.context ??= this.begin();
    // Also "interrupted", which a telephone call leaves behind on some devices.
    if (this.context.state !== "running") this.context.resume().catch(() => {});
  }

  private begin(): AudioContext {
    const context = new AudioContext();
    this.running = context.state === "running";
    context.addEventListener("statechange", () => {
      const running = context.state === "running";
      if (running !== this.running) this.changed(running);
      this.running = running;
    });
    return context;
  }

  /** Sound a tone now; silent when sound is off or not yet allowed. */
  play(tone: Tone): void {
    const context = this.context;
    if (tone === "second" && !this.seconds) return;
    if (this.on) this.recorder?.(tone);
    if (!this.on || !context || context.state !== "running") return;
    const loud = tone === "second" ? LOUDNESS_OF_SECONDS : LOUDNESS;
    for (const note of TONES[tone]) {
      const begin = context.currentTime + note.at_s;
      const end = begin + note.for_s;
      const voice = context.createOscillator();
      const loudness = context.createGain();
      voice.type = "sine";
      voice.frequency.value = note.pitch_hz;
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(loud, begin + SOFT_S);
      loudness.gain.setValueAtTime(loud, Math.max(begin + SOFT_S, end - SOFT_S * 2));
      loudness.gain.linearRampToValueAtTime(0, end);
      voice.connect(loudness).connect(context.destination);
      voice.start(begin);
      voice.stop(end + 0.01);
    }
  }
}
