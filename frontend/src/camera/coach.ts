/** Talks with the coach in the core: every decision about what is seen is made there. */

import type { Phrase } from "../lib/words";
import type { Failure, Side } from "../session/protocol";
import type { Look } from "./messages";

/** As much of the core client as is needed here. */
export interface Core {
  call<T>(op: string, value: unknown): Promise<T>;
}

export interface Check {
  readonly id: "whole_body" | "size" | "view" | "light" | "alone";
  readonly ok: boolean | null;
}

/** How a try of a self-test stands; only where the coach watches one. */
export interface AttemptView {
  readonly ready: boolean;
  readonly count: number;
  readonly held_s: number;
  readonly over: boolean;
  readonly trouble: "not_placed" | "coarse" | "lost" | null;
}

/** What the core says the page shall show (docs/session-protocol.md). */
export interface CoachView {
  readonly exercise: string;
  readonly state: "placing" | "ready" | "coaching" | "lost";
  readonly checks: readonly Check[];
  readonly say: string | null;
  readonly phase: "start" | "rest" | "hold" | "move";
  readonly side: Side | null;
  readonly held_s: number;
  readonly reps: { readonly left: number; readonly right: number; readonly none: number };
  readonly holds: number;
  readonly seen_s: number;
  readonly reason: string | null;
  readonly attempt?: AttemptView;
}

export interface CoachOutput {
  readonly view: CoachView;
  readonly say: readonly Phrase[];
}

export interface Movement {
  readonly exercise: string;
  readonly side: Side | null;
  readonly level: number | null;
}

export class CoachTalk {
  private open_: string | null = null;
  private asking = false;

  constructor(
    private readonly core: Core,
    private readonly told: (output: CoachOutput) => void,
  ) {}

  /** Begin a movement. False where the core does not watch it. */
  async open(movement: Movement): Promise<boolean> {
    const mine = JSON.stringify(movement);
    this.open_ = mine;
    const told = await this.ask("coach_open", { ...movement, mirrored: false });
    if (told && this.open_ === mine) this.told(told);
    return told !== null;
  }

  /** Hand over a look; while the core still thinks about one, the next is passed over. */
  async look(look: Look, coarse: boolean): Promise<void> {
    if (this.open_ === null || this.asking) return;
    const mine = this.open_;
    this.asking = true;
    const told = await this.ask("coach_frame", coarse ? { ...look, model: "lite" } : look);
    this.asking = false;
    if (told && this.open_ === mine) this.told(told);
  }

  /** The movement is over. */
  async close(): Promise<CoachOutput | null> {
    if (this.open_ === null) return null;
    this.open_ = null;
    return this.ask("coach_close", {});
  }

  private async ask(op: string, value: object): Promise<CoachOutput | null> {
    try {
      const told = await this.core.call<CoachOutput | Failure>(op, value);
      return "error" in told ? null : told;
    } catch {
      return null; // the session says it when the core is gone
    }
  }
}

/** Four digits are a tenth of a pixel: enough to judge, and less to carry. */
export function rounded(look: Look): Look {
  const lm = look.lm?.map(([x, y, z, v]) => [four(x), four(y), four(z), four(v)] as const) ?? null;
  return { ...look, lm, light: look.light === null ? null : four(look.light) };
}

function four(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
