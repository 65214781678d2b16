/** Watches somebody sit through the camera; every decision is made by the core, no picture leaves. */

import { type Core, rounded } from "../camera/coach";
import { Eye, type PoseWorker, type Source } from "../camera/eye";
import { Lens, type LensState, NO_PICTURE } from "../camera/lens";
import type { Look } from "../camera/messages";
import type { Failure } from "../session/protocol";

/** Two looks a second are enough for a posture that is judged over minutes (our choice). */
export const LOOK_EVERY_MS = 500;

/** What the core says (docs/session-protocol.md). */
export interface SlumpView {
  readonly state: "learning" | "upright" | "slumped" | "away" | "unknown";
  readonly slumped_s: number;
  readonly needed_s: number;
  readonly window_s: number;
  readonly snoozed_s: number;
  readonly nudges: number;
}

interface Output {
  readonly view: SlumpView;
  readonly nudge: boolean;
}

export type Fault = "refused" | "missing" | "busy" | "lost" | "slow" | "failed";

/** `hidden`: the page is out of sight, where browsers give it no pictures. */
export type Standing = "loading" | "watching" | "hidden" | "ended";

export interface SlumpHooks {
  changed(): void;
  nudge(): void;
}

export class SlumpMonitor {
  view: SlumpView | null = null;
  fault: Fault | null = null;
  standing: Standing = "loading";
  /** The page was out of sight since it was begun. */
  missed = false;
  private readonly lens: Lens;
  private readonly eye: Eye;
  private asking = false;

  constructor(
    private readonly core: Core,
    video: HTMLVideoElement,
    source: Source,
    makeWorker: () => PoseWorker,
    base: string,
    private readonly hooks: SlumpHooks,
  ) {
    this.lens = new Lens(video, (state) => this.lensIs(state));
    this.eye = new Eye(makeWorker, base, source, {
      state: (state) => {
        if (state === "slow" || state === "failed") this.trouble(state);
      },
      look: (look) => void this.saw(rounded(look)),
    });
  }

  /** Begin; the person sits upright. */
  async begin(): Promise<void> {
    await this.ask("slump_open", {});
    this.standing = "watching";
    await this.lens.open();
  }

  /** The person sits upright: learn that place anew. */
  async again(): Promise<void> {
    this.fault = null;
    this.standing = "watching";
    await this.ask("slump_open", {});
    if (this.lens.state !== "seeing") await this.lens.open();
  }

  async snooze(minutes: number): Promise<void> {
    await this.ask("slump_snooze", { minutes });
  }

  /** Out of sight nothing is seen, and the camera goes off; in sight again it goes on. */
  async seen(visible: boolean): Promise<void> {
    if (this.standing === "ended" || this.standing === "loading") return;
    if (visible === (this.standing === "watching")) return;
    this.standing = visible ? "watching" : "hidden";
    if (visible) await this.lens.open();
    else {
      this.missed = true;
      this.eye.pause();
      this.lens.close();
    }
    this.hooks.changed();
  }

  end(): void {
    this.standing = "ended";
    this.lens.close();
    this.eye.close();
    void this.ask("slump_close", {});
  }

  private lensIs(state: LensState): void {
    if (state === "seeing") {
      this.fault = null;
      this.eye.open();
    } else this.eye.pause();
    if (NO_PICTURE.includes(state)) this.trouble(state as Fault);
    else this.hooks.changed();
  }

  private trouble(fault: Fault): void {
    this.fault = fault;
    if (fault === "slow" || fault === "failed") this.lens.close();
    this.hooks.changed();
  }

  private async saw(look: Look): Promise<void> {
    if (this.asking || this.standing !== "watching") return;
    this.asking = true;
    const out = await this.ask("slump_frame", look);
    this.asking = false;
    if (out?.nudge) this.hooks.nudge();
  }

  private async ask(op: string, value: object): Promise<Output | null> {
    try {
      const out = await this.core.call<Output | Failure>(op, value);
      if ("error" in out) return null;
      this.view = out.view;
      this.hooks.changed();
      return out;
    } catch {
      this.trouble("failed");
      return null;
    }
  }
}

/** Passes on a picture now and then, however many come. */
export function nowAndThen(source: Source, now: () => number, every_ms = LOOK_EVERY_MS): Source {
  let last_ms = Number.NEGATIVE_INFINITY;
  return {
    grab: () => source.grab(),
    each: (came) =>
      source.each(() => {
        if (now() - last_ms < every_ms) return;
        last_ms = now();
        came();
      }),
  };
}
