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

export class Speaker {
  state: SpeechState = "waiting";
  private queue: string[] = [];
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
    this.next();
    return this.state;
  }

  /** Say something after what is already being said. */
  say(text: string): void {
    if (this.state === "off") return;
    const parts = pieces(text, this.settings.rate);
    if (this.recorder) for (const part of parts) this.recorder(part);
    if (this.state === "none") return;
    this.queue.push(...parts);
    this.next();
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
    const text = this.queue.shift();
    if (text === undefined) return;
    const round = this.round;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    utterance.rate = this.settings.rate;
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
