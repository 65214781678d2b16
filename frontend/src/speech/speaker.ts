/** Says sentences one after another, on this machine only, and falls silent at once when something hurts. */

import { pieces } from "./sentences";
import { chooseVoice, voicesReady } from "./voices";

export interface SpeechSettings {
  readonly language: string;
  readonly rate: number;
  readonly voice?: string;
  readonly on: boolean;
}

/** What a test puts on the page to hear what would be said. */
export type SpeechRecorder = (text: string) => void;

declare global {
  var backfourSpeechRecorder: SpeechRecorder | undefined;
}

/** `ready`: a voice is there. `none`: no voice on this device. `off`: the person wants silence. */
export type SpeechState = "waiting" | "ready" | "none" | "off";

/** How much slower it speaks while a session is practice (tests/words/test_spoken_time.py). */
export const SLOWER = 0.85;

export class Speaker {
  state: SpeechState = "waiting";
  /** Whether to speak more slowly than the person has set. */
  slow = false;
  private queue: { readonly text: string; readonly aside: boolean }[] = [];
  private speaking = false;
  private round = 0;
  private voice: SpeechSynthesisVoice | null = null;
  private readonly synthesis: SpeechSynthesis | undefined;

  constructor(
    private readonly settings: SpeechSettings,
    synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis,
    private readonly recorder: SpeechRecorder | undefined = globalThis.backfourSpeechRecorder,
  ) {
    this.synthesis = synthesis;
    if (!settings.on) this.state = "off";
  }

  /** Whether a sentence is being spoken, or waits to be. */
  get busy(): boolean {
    return this.speaking || this.queue.length > 0;
  }

  /** Look for a voice. Resolves to the state the speaker is in. */
  async prepare(): Promise<SpeechState> {
    if (this.state === "off") return this.state;
    if (this.synthesis) {
      const voices = await voicesReady(this.synthesis);
      this.voice = chooseVoice(voices, this.settings.language, this.settings.voice);
    }
    this.state = this.voice ? "ready" : "none";
    // Without a voice nothing waits to be said: otherwise we would seem to speak for ever.
    if (!this.voice) this.queue = [];
    this.next();
    return this.state;
  }

  /** Say something after what is already being said. */
  say(text: string): void {
    // What only answered a question is not worth a late cue.
    this.queue = this.queue.filter((waiting) => !waiting.aside);
    this.add(text, false);
  }

  /** Say something that gives way to whatever else is to be said next. */
  aside(text: string): void {
    this.add(text, true);
  }

  private add(text: string, aside: boolean): void {
    if (this.state === "off") return;
    const parts = pieces(text, this.rate);
    if (this.recorder) for (const part of parts) this.recorder(part);
    if (this.state === "none") return;
    this.queue.push(...parts.map((part) => ({ text: part, aside })));
    this.next();
  }

  private get rate(): number {
    return this.settings.rate * (this.slow ? SLOWER : 1);
  }

  /** Drop everything else and say this now. */
  sayNow(text: string): void {
    this.hush();
    this.say(text);
  }

  /** Stop speaking at once and forget what was waiting. */
  hush(): void {
    this.queue = [];
    this.round += 1;
    this.speaking = false;
    this.synthesis?.cancel();
  }

  private next(): void {
    if (this.speaking || !this.synthesis || !this.voice) return;
    const text = this.queue.shift()?.text;
    if (text === undefined) return;
    const round = this.round;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    utterance.rate = this.rate;
    const done = () => {
      if (round !== this.round) return; // hushed meanwhile: that queue is gone
      this.speaking = false;
      this.next();
    };
    utterance.addEventListener("end", done);
    utterance.addEventListener("error", done);
    this.speaking = true;
    this.synthesis.speak(utterance);
  }
}
