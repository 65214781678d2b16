/** On the device with the controls: shows the session on the big screen too, and hears its keys. */

import type { Clock } from "../lib/clock";
import type { Input, Output, View } from "../session/protocol";
import { counts, type Press, type Shown, shownOf } from "./passing";

/** The same view is sent again after this long, so that the big screen knows we are here. */
export const HEARTBEAT_MS = 4_000;

export interface Way {
  /** Pass a view on; resolves when the next may follow. */
  show(shown: Shown): Promise<unknown>;
}

export class Mirror {
  private waiting: Shown | null = null;
  private last: Shown | null = null;
  private sentAt = 0;
  private busy = false;
  private sent = "";

  constructor(
    private readonly way: Way,
    private readonly clock: Clock,
    private readonly send: (input: Input) => void,
  ) {
    clock.every(HEARTBEAT_MS / 2, () => this.remind());
  }

  /** The session shows something; only what a person could see differ is passed on. */
  show(output: Output): void {
    const shown = shownOf(output);
    this.last = shown;
    const seen = JSON.stringify({ ...shown, view: { ...shown.view, seconds_left: 0, ring: 0 } });
    if (seen === this.sent) return;
    this.sent = seen;
    this.waiting = shown;
    void this.pass();
  }

  /** A key was pressed on the big screen. */
  heard(press: Press): void {
    if (counts(press, this.view)) this.send(press.input);
  }

  private get view(): View | null {
    return this.last?.view ?? null;
  }

  private remind(): void {
    if (this.busy || !this.last || this.clock.now() - this.sentAt < HEARTBEAT_MS) return;
    this.waiting = this.last;
    void this.pass();
  }

  /** One view on its way at a time: where the house is slow, the newest counts. */
  private async pass(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let shown = this.take(); shown; shown = this.take()) {
        this.sentAt = this.clock.now();
        await this.way.show(shown);
      }
    } finally {
      this.busy = false;
    }
  }

  private take(): Shown | null {
    const shown = this.waiting;
    this.waiting = null;
    return shown;
  }
}

/** Listen for keys pressed on the big screen, and whether it is still there. */
export function listenTo(
  address: string,
  mirror: Pick<Mirror, "heard">,
  there: (isThere: boolean) => void,
): EventSource {
  const source = new EventSource(address);
  source.addEventListener("press", (event) => mirror.heard(JSON.parse(event.data) as Press));
  source.addEventListener("there", () => there(true));
  source.addEventListener("gone", () => there(false));
  return source;
}
