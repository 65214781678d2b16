/** Looks through the camera: one picture at a time goes to the pose worker, the rest are dropped. */

import type { FromPose, Look, Model, ToPose } from "./messages";
import { Pace } from "./pace";

/** As much of a Worker as is needed, so that tests can stand in for one. */
export interface PoseWorker {
  onmessage: ((message: MessageEvent<FromPose>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToPose, transfer: Transferable[]): void;
  terminate(): void;
}

/** `loading`: the network is on its way. `coarse`: only rough counting. `slow`, `failed`: it is over. */
export type EyeState = "closed" | "loading" | "looking" | "coarse" | "slow" | "failed";

export interface EyeHooks {
  state(state: EyeState): void;
  look(look: Look): void;
}

export interface Source {
  /** A copy of the picture of this moment, or null where there is none. */
  grab(): Promise<ImageBitmap | null>;
  /** Call `came` for each new picture until the returned function is called. */
  each(came: () => void): () => void;
}

export class Eye {
  state: EyeState = "closed";
  /** Pictures looked at, and those dropped because one was under way. */
  looked = 0;
  dropped = 0;
  pace = new Pace();
  /** Of the latest picture: from its coming to its joints, and the network's share of that. */
  loop_ms = 0;
  model_ms = 0;
  private came_ms = 0;
  private worker: PoseWorker | null = null;
  private flying = false;
  private ready = false;
  private sent_ms = 0;
  private rest: (() => void) | null = null;

  constructor(
    private readonly makeWorker: () => PoseWorker,
    private readonly base: string,
    private readonly source: Source,
    private readonly hooks: EyeHooks,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Look from now on; the worker is started the first time. */
  open(): void {
    if (this.state === "slow" || this.state === "failed" || this.rest) return;
    this.rest = this.source.each(() => this.came());
    if (this.worker) {
      this.become(this.standing());
      return;
    }
    this.become("loading");
    this.load("full");
  }

  /** Look no more for now; what is loaded stays loaded. */
  pause(): void {
    this.rest?.();
    this.rest = null;
  }

  /** For good. */
  close(): void {
    this.pause();
    this.drop();
    this.pace = new Pace();
    this.become("closed");
  }

  /** Each network has a worker of its own: the runtime can be started once in each. */
  private load(model: Model): void {
    this.drop();
    const worker = this.makeWorker();
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker === this.worker) this.hear(data);
    };
    worker.onerror = () => {
      if (worker === this.worker) this.fail();
    };
    worker.postMessage({ kind: "load", base: this.base, model }, []);
  }

  private drop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
    this.flying = false;
  }

  private came(): void {
    this.pace.arrived(this.now());
    if (this.ready && this.state !== "loading") this.become(this.standing());
    if (!this.ready || this.flying) {
      this.dropped += 1;
      return;
    }
    this.flying = true;
    this.came_ms = this.now();
    void this.send();
  }

  private async send(): Promise<void> {
    const worker = this.worker;
    try {
      const bitmap = await this.source.grab();
      if (bitmap && worker && worker === this.worker && this.rest) {
        // Whole milliseconds, and always later than the one before.
        this.sent_ms = Math.max(this.sent_ms + 1, Math.round(this.now()));
        worker.postMessage({ kind: "picture", t_ms: this.sent_ms, bitmap }, [bitmap]);
        return;
      }
      bitmap?.close();
    } catch {
      // A picture that cannot be copied is a picture that did not come.
    }
    this.flying = false;
  }

  private hear(message: FromPose): void {
    if (message.kind === "failed") {
      this.fail();
      return;
    }
    if (message.kind === "ready") {
      this.pace.loaded(message.model);
      this.ready = true;
      this.become(this.standing());
      return;
    }
    if (!this.flying) return;
    this.flying = false;
    this.looked += 1;
    const { kind: _kind, model_ms, ...look } = message;
    const at_ms = this.now();
    this.loop_ms = at_ms - this.came_ms;
    this.model_ms = model_ms;
    const verdict = this.pace.took(at_ms, at_ms - look.t_ms);
    if (this.rest) this.hooks.look(look);
    if (verdict === "lite") this.load("lite");
    if (verdict === "off") this.end("slow");
  }

  private standing(): EyeState {
    if (!this.ready) return "loading";
    return this.pace.model === "lite" || this.pace.few ? "coarse" : "looking";
  }

  private fail(): void {
    this.end("failed");
  }

  private end(state: EyeState): void {
    this.pause();
    this.drop();
    this.become(state);
  }

  private become(state: EyeState): void {
    if (state === this.state) return;
    this.state = state;
    this.hooks.state(state);
  }
}

/** Pictures of a playing video. */
export function videoSource(video: HTMLVideoElement): Source {
  return {
    grab: async () =>
      video.videoWidth > 0 && video.readyState >= video.HAVE_CURRENT_DATA
        ? createImageBitmap(video)
        : null,
    each(came) {
      let over = false;
      // Where a browser cannot say when a picture came, each drawing of the page looks.
      const ask = () =>
        "requestVideoFrameCallback" in video
          ? video.requestVideoFrameCallback(again)
          : requestAnimationFrame(again);
      const again = () => {
        if (over) return;
        came();
        ask();
      };
      ask();
      return () => {
        over = true;
      };
    },
  };
}
