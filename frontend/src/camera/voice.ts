/** When the camera's sentences are spoken: never over the session's own, and never late. */

/** A sentence that could not be said within this is no longer true (our choice). */
export const STALE_MS = 4_000;

interface Mouth {
  readonly busy: boolean;
  say(text: string): void;
}

export class Voice {
  private waiting: { readonly text: string; readonly since_ms: number } | null = null;

  constructor(
    private readonly mouth: Mouth,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Say it now, or as soon as there is silence; a newer sentence replaces one that waits. */
  offer(text: string): void {
    this.waiting = { text, since_ms: this.now() };
    this.look();
  }

  /** The same for what stays true: a camera that is gone is told however late there is silence. */
  insist(text: string): void {
    this.waiting = { text, since_ms: Number.POSITIVE_INFINITY };
    this.look();
  }

  /** Called often. */
  look(): void {
    if (!this.waiting || this.mouth.busy) return;
    const { text, since_ms } = this.waiting;
    this.waiting = null;
    if (this.now() - since_ms <= STALE_MS) this.mouth.say(text);
  }

  forget(): void {
    this.waiting = null;
  }
}
