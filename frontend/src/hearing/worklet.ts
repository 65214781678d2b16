/** Listens on the sound thread: samples come in, and only "a knock", "two" and a loudness go out. */

import { KnockHearing, type Sensitivity } from "./knocks";

interface Scope {
  readonly sampleRate: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: unknown): void;
}

const scope = globalThis as unknown as Scope;
/** Pieces between two reports of loudness: about ten a second at 48 kHz. */
const REPORT_EVERY = 38;

scope.registerProcessor(
  "backfour-knocks",
  class extends scope.AudioWorkletProcessor {
    private readonly hearing: KnockHearing;
    private pieces = 0;
    private samples = 0;

    constructor(options?: { processorOptions?: { sensitivity?: Sensitivity } }) {
      super();
      const { sensitivity } = options?.processorOptions ?? {};
      this.hearing = new KnockHearing(scope.sampleRate, sensitivity ?? "usual");
    }

    process(inputs: Float32Array[][]): boolean {
      const piece = inputs[0]?.[0];
      if (!piece) return true;
      this.samples += piece.length;
      const now_s = this.samples / scope.sampleRate;
      for (const heard of this.hearing.feed(piece)) {
        const at_s = heard.kind === "knock" ? heard.knock.at_s : heard.first.at_s;
        this.port.postMessage({ kind: heard.kind, ago_ms: Math.round((now_s - at_s) * 1000) });
      }
      this.pieces += 1;
      if (this.pieces % REPORT_EVERY === 0) {
        this.port.postMessage({ kind: "level", level_db: this.hearing.level_db });
      }
      return true;
    }
  },
);
