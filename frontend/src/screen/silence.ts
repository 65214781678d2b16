/** Notices when the device with the controls has gone quiet in the middle of a session. */

import type { Clock } from "../lib/clock";

/** Three missed heartbeats and a little (our choice). */
export const QUIET_MS = 13_000;

export class Silence {
  private last: number | null = null;
  /** Whether the other device is quiet now. */
  lost = false;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (lost: boolean) => void,
  ) {
    clock.every(1_000, () => this.look());
  }

  /** Something came; after the end of a session silence means nothing. */
  heard(over: boolean): void {
    this.last = over ? null : this.clock.now();
    if (this.lost) this.change(false);
  }

  private look(): void {
    if (this.last === null || this.lost) return;
    if (this.clock.now() - this.last > QUIET_MS) this.change(true);
  }

  private change(lost: boolean): void {
    this.lost = lost;
    this.tell(lost);
  }
}
