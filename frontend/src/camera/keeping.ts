/** Keeps the joints of one movement for a replay, if the person chose so: never a picture. */

import type { Look } from "./messages";

/** Longer than any movement; after that nothing more is collected (our choice). */
export const MOST_LOOKS = 9_000;

export interface Kept {
  readonly id: string;
  readonly exercise: string;
  readonly at: string;
  /** A landmark file (docs/contracts.md, section 4). */
  readonly file: string;
}

export class Keeper {
  private lines: string[] = [];
  private first_ms: number | null = null;

  constructor(private readonly about: Omit<Kept, "file">) {}

  add({ t_ms, w, h, lm }: Look): void {
    if (this.lines.length >= MOST_LOOKS) return;
    if (this.first_ms === null) {
      this.first_ms = t_ms;
      this.lines.push(JSON.stringify({ w, h, source: "camera" }));
    }
    const t = (t_ms - this.first_ms) / 1000;
    this.lines.push(JSON.stringify({ t, lm }));
  }

  /** The file, or null where nobody was looked at. */
  done(): Kept | null {
    if (this.lines.length < 2) return null;
    return { ...this.about, file: `${this.lines.join("\n")}\n` };
  }
}
