/** Lens, eye and coach together: watches one movement, and tells in keys how it stands. */

import type { Phrase } from "../lib/words";
import {
  type CoachOutput,
  CoachTalk,
  type CoachView,
  type Core,
  type Movement,
  rounded,
} from "./coach";
import { Eye, type EyeState, type PoseWorker, type Source } from "./eye";
import { Lens, type LensState, NO_PICTURE } from "./lens";
import type { Look } from "./messages";

/** What keeps the camera from helping, each with a sentence `camera.fault.<name>`. */
export type Fault = "refused" | "missing" | "busy" | "lost" | "slow" | "failed" | "not_this";

/** Nothing the person plugs in or allows would help. */
const OVER: readonly Fault[] = ["slow", "failed", "not_this"];

export interface WatchHooks {
  /** Something that is shown has changed. */
  changed(): void;
  look(view: CoachView, look: Look): void;
  /** The core wants this said. */
  say(phrase: Phrase): void;
  fault(fault: Fault): void;
}

export interface Parts {
  readonly core: Core;
  readonly video: HTMLVideoElement;
  readonly source: Source;
  readonly makeWorker: () => PoseWorker;
  /** Folder of the pose model. */
  readonly base: string;
}

export class Watch {
  view: CoachView | null = null;
  fault: Fault | null = null;
  readonly lens: Lens;
  readonly eye: Eye;
  private readonly talk: CoachTalk;
  private movement = "";
  private last: Look | null = null;

  constructor(
    parts: Parts,
    private readonly hooks: WatchHooks,
  ) {
    this.lens = new Lens(parts.video, (state) => this.lensIs(state));
    this.eye = new Eye(parts.makeWorker, parts.base, parts.source, {
      state: (state) => this.eyeIs(state),
      look: (look) => this.saw(rounded(look)),
    });
    this.talk = new CoachTalk(parts.core, (output) => this.told(output));
  }

  get eyeState(): EyeState {
    return this.eye.state;
  }

  /** The camera gives too few pictures, or the device is slow: only rough counting. */
  get coarse(): boolean {
    return this.eye.state === "coarse";
  }

  /** Watch a movement from now on; the same again changes nothing. */
  begin(movement: Movement): void {
    const name = `${movement.exercise} ${movement.level}`;
    if (name !== this.movement) {
      this.movement = name;
      this.view = null;
      if (this.fault === "not_this") this.fault = null;
      void this.talk.open(movement).then((known) => {
        if (!known && name === this.movement) this.trouble("not_this");
      });
    }
    if (this.fault && OVER.includes(this.fault)) return;
    if (this.lens.state === "off") void this.lens.open();
    else if (this.lens.state === "seeing") this.look();
  }

  /** Look away for a moment; the movement is not over. */
  pause(): void {
    this.eye.pause();
  }

  /** The movement is over: the camera goes off, what is loaded stays. */
  async end(): Promise<void> {
    if (!this.movement) return;
    this.movement = "";
    this.view = null;
    this.fault = null;
    this.last = null;
    this.eye.pause();
    this.lens.close();
    const output = await this.talk.close();
    for (const phrase of output?.say ?? []) this.hooks.say(phrase);
    this.hooks.changed();
  }

  /** Try the camera once more. */
  again(): void {
    this.fault = null;
    if (this.eye.state === "failed") this.eye.close();
    void this.lens.open();
  }

  /** For good. */
  close(): void {
    void this.end();
    this.eye.close();
  }

  private lensIs(state: LensState): void {
    if (state === "seeing") {
      if (this.fault && NO_PICTURE.includes(this.fault as LensState)) this.fault = null;
      this.look();
    } else this.eye.pause();
    if (NO_PICTURE.includes(state)) this.trouble(state as Fault);
    else this.hooks.changed();
  }

  private look(): void {
    if (this.fault) return;
    this.eye.open();
  }

  private eyeIs(state: EyeState): void {
    if (state === "slow" || state === "failed") {
      this.lens.close();
      this.trouble(state);
    } else this.hooks.changed();
  }

  private trouble(fault: Fault): void {
    const fresh = this.fault !== fault;
    this.fault = fault;
    if (fault === "not_this") {
      this.eye.pause();
      this.lens.close();
    }
    if (fresh) this.hooks.fault(fault);
    this.hooks.changed();
  }

  private saw(look: Look): void {
    this.last = look;
    void this.talk.look(look, this.coarse);
  }

  private told(output: CoachOutput): void {
    this.view = output.view;
    for (const phrase of output.say) this.hooks.say(phrase);
    if (this.last) this.hooks.look(output.view, this.last);
    this.hooks.changed();
  }
}
