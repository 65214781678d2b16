/** The shapes that page and core exchange; docs/session-protocol.md says what each means. */

import type { Stand } from "../camera/panel";
import type { Sensitivity } from "../hearing/knocks";
import type { Phrase } from "../lib/words";
import type { CameraWish } from "./camera";

export type Screen =
  | "card"
  | "ready"
  | "doing"
  | "out"
  | "ask"
  | "stopped"
  | "rise"
  | "alert"
  | "end";

export type Control =
  | "ready"
  | "wait"
  | "pause"
  | "resume"
  | "stop"
  | "tired"
  | "other"
  | "mistake"
  | "side_done"
  | "skip"
  | "swap_sides"
  | "answer"
  | "dont_remember"
  | "finish"
  | "where";

export type Side = "left" | "right";

export interface View {
  readonly screen: Screen;
  readonly paused: boolean;
  readonly asleep: boolean;
  readonly interrupted: "asleep" | "hidden" | "sound" | null;
  readonly exercise: string | null;
  readonly code: string | null;
  readonly level: number | null;
  readonly variant: string | null;
  /** Where a camera would stand; null where it does not know this form of the movement. */
  readonly camera?: Stand | null;
  readonly title: string | null;
  readonly place: string | null;
  readonly film: string | null;
  readonly differs: string | null;
  readonly level_key: string | null;
  readonly dose: Phrase | null;
  readonly evidence: string | null;
  readonly step: readonly [number, number];
  readonly lines: readonly string[];
  readonly line: number | null;
  readonly notes: readonly string[];
  readonly cue: Phrase | null;
  readonly beat: string | null;
  readonly count: { readonly kind: string; readonly value: number; readonly of: number } | null;
  readonly ring: number;
  readonly side: Side | null;
  readonly limb: string | null;
  readonly sides: Readonly<Record<Side, { readonly done: number; readonly of: number }>> | null;
  readonly next: Phrase | null;
  readonly waits: boolean;
  readonly controls: readonly Control[];
  readonly main: "ready" | "pause" | "resume" | null;
  readonly ask: Ask | null;
  readonly pace: string;
  readonly guide: string;
  readonly seconds_left: number | null;
  readonly end: End | null;
}

export interface Ask {
  readonly before: number;
  readonly stop: boolean;
  readonly fine: boolean;
  readonly earlier: boolean;
  /** The Stop was heard as two knocks, and whether it hurt has been asked aloud. */
  readonly knocked?: boolean;
}

export interface End {
  readonly completed: boolean;
  readonly done: readonly string[];
  readonly left_out: readonly string[];
  readonly why: string;
  readonly rescreen: boolean;
}

/** A stored event or draft: the page only needs its id, the rest goes to the server as it is. */
export interface Stored {
  readonly id: string;
  readonly kind?: string;
}

export interface Output {
  readonly view: View;
  readonly say: readonly Phrase[];
  readonly hush: boolean;
  readonly tones: readonly string[];
  readonly events: readonly Stored[];
  readonly drafts: readonly Stored[];
  readonly dropped: readonly string[];
  readonly alert: { readonly action: string; readonly key: string } | null;
  readonly refused: { readonly field: string; readonly key: string } | null;
  readonly ignored?: boolean;
  /** What is said answers a question, and gives way to the next cue. */
  readonly aside?: boolean;
  readonly done: boolean;
}

export interface Failure {
  readonly error: { readonly field: string; readonly reason: string };
}

/** How a movement felt, as the person touched it. */
export interface Answered {
  readonly fine?: true;
  readonly peak?: number | null;
  readonly quality?: string | null;
  readonly others?: readonly string[];
}

/** One input of `step`, without the time, which is added when it is sent. */
export type Input =
  | { readonly type: "knocks"; readonly ago_ms: number; readonly over_voice: boolean }
  | { readonly type: "end_movement"; readonly for: "tired" | "other" | "mistake" }
  | { readonly type: "interrupt"; readonly for: "hidden" | "sound" }
  | ({ readonly type: "answer" } & Answered)
  | {
      readonly type:
        | "tick"
        | "ready"
        | "wait"
        | "pause"
        | "resume"
        | "stop"
        | "side_done"
        | "skip"
        | "swap_sides"
        | "dont_remember"
        | "finish"
        | "where"
        | "back";
    };

/** What `/session/data.json` hands over. */
export interface SessionData {
  readonly folder: string;
  readonly language: string;
  readonly history: string;
  readonly catalogue: string;
  readonly session: string;
  readonly pain_before: number | null;
  readonly options: {
    readonly pace: string;
    readonly order: string;
    readonly only: string[] | null;
    readonly guide: "film" | "ears";
  };
  readonly drafts: readonly Stored[];
  readonly speech: { readonly on: boolean; readonly rate: number; readonly voice: string };
  readonly tones: boolean;
  readonly seconds: boolean;
  readonly knocks?: { readonly on: boolean; readonly sensitivity: Sensitivity };
  readonly camera?: CameraWish;
  readonly stills: boolean;
  readonly emergency_number: string;
  readonly csrf: string;
  /** The big screen this device plays to, or null. */
  readonly screen?: string | null;
}
