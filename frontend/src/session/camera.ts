/** The camera in a session: an offer beside the timer, never a condition. */

import type { Core } from "../camera/coach";
import type { PoseWorker } from "../camera/eye";
import { videoSource } from "../camera/eye";
import { asksFirst, megabytes } from "../camera/fetching";
import { Keeper, type Kept } from "../camera/keeping";
import { Checks, Mirror, plainKey, planFigure, privateSign } from "../camera/panel";
import { Voice } from "../camera/voice";
import { Watch } from "../camera/watch";
import { type Clock, isoLocal } from "../lib/clock";
import { el, setText } from "../lib/dom";
import type { Words } from "../lib/words";
import type { View } from "./protocol";

/** What `/session/play/data.json` says about the camera. */
export interface CameraWish {
  /** Movements it was chosen for. */
  readonly for: readonly string[];
  /** Keep the joints of each movement for a replay. */
  readonly keep: boolean;
  /** Size of what is fetched the first time. */
  readonly bytes: number;
}

interface Around {
  readonly words: Words;
  readonly core: Core;
  readonly clock: Clock;
  readonly session: string;
  readonly speaker: { readonly busy: boolean; say(text: string): void };
  readonly base: string;
  makeWorker(): PoseWorker;
  /** Show anew what the core said last. */
  refresh(): void;
  /** Send the joints home. */
  keep(kept: Kept): void;
}

/** A cue of the camera stays on the screen for so long (our choice). */
const CUE_MS = 5_000;

export class SessionCamera {
  private readonly on: Set<string>;
  private readonly mirror: Mirror;
  private readonly checks: Checks;
  private readonly watch: Watch;
  private readonly voice: Voice;
  private readonly line = el("p", { class: "told", role: "status" });
  private readonly keys = el("p", { class: "row" });
  /** The room from above; once the camera stands right, the film to copy. */
  private readonly beside = el("div", { class: "beside" });
  private placed = false;
  private readonly instead = el("div", { class: "instead" });
  private readonly figure: HTMLElement;
  private keeper: Keeper | null = null;
  private now: View | null = null;
  private cued: { readonly text: string; readonly until_ms: number } | null = null;
  private dear: "unknown" | "asking" | "yes" | "no" = "unknown";
  private film: () => HTMLElement | null = () => null;
  private drawn = "";

  constructor(
    private readonly wish: CameraWish,
    private readonly around: Around,
  ) {
    const { words } = around;
    this.on = new Set(wish.for);
    this.mirror = new Mirror(words);
    this.checks = new Checks(words);
    this.voice = new Voice(around.speaker);
    this.figure = el(
      "figure",
      { class: "film seen" },
      this.mirror.node,
      this.instead,
      el("figcaption", {}, this.line, this.keys),
    );
    this.watch = new Watch(
      {
        core: around.core,
        video: this.mirror.video,
        source: videoSource(this.mirror.video),
        makeWorker: around.makeWorker,
        base: around.base,
      },
      {
        changed: () => this.changed(),
        look: (view, look) => {
          this.mirror.show(view, look.lm, this.aimed_s());
          if (this.now?.screen === "doing") this.keeper?.add(look);
          this.voice.look();
        },
        say: (phrase) => this.say(words.of(phrase)),
        fault: (fault) => this.voice.insist(words.say(`camera.fault.${fault}`)),
      },
    );
  }

  /** Whether the camera could watch this movement and is not asked to. */
  offers(view: View): boolean {
    return view.screen === "ready" && this.canWatch(view) && !this.watches(view);
  }

  watches(view: View): boolean {
    const under_way = view.screen === "ready" || view.screen === "doing";
    return under_way && this.canWatch(view) && this.on.has(view.exercise ?? "");
  }

  turn(on: boolean): void {
    const view = this.now;
    if (!view?.exercise) return;
    if (on) this.on.add(view.exercise);
    else this.on.delete(view.exercise);
    this.follow(view);
    this.around.refresh();
  }

  /** What the session does now, each time it says so. */
  follow(view: View): void {
    const before = this.now;
    this.now = view;
    this.voice.look();
    if (!this.watches(view)) {
      if (before && this.keeper) this.sendHome();
      void this.watch.end();
      this.mirror.clear();
      return;
    }
    // The way up and the safety card come before and already bear the movement's name.
    if (!before || !this.watches(before) || before.exercise !== view.exercise) this.begin(view);
    if (view.paused) this.watch.pause();
    else void this.open(view);
  }

  /** One's own picture, or the film where there is none. */
  picture(view: View, film: () => HTMLElement | null): HTMLElement {
    const stand = view.camera;
    this.mirror.lieIn(view.screen === "ready" && stand ? stand.view : null);
    this.film = film;
    this.drawn = "";
    this.draw();
    // Moved within the page, a video stands still.
    queueMicrotask(() => this.watch.lens.playOn());
    return this.figure;
  }

  /** What is right and what is not yet, and the room from above. */
  placement(view: View): HTMLElement | null {
    const stand = view.camera;
    if (!stand || !this.watches(view) || view.paused) return null;
    this.beside.replaceChildren(planFigure(stand, this.around.words));
    this.placed = false;
    return el("div", { class: "placing" }, this.checks.node, this.beside);
  }

  /** The one sentence that helps now, or nothing. */
  sentence(view: View): string {
    if (!this.watches(view) || view.paused) return "";
    const { words } = this.around;
    if (this.watch.fault) return "";
    if (view.screen === "doing") {
      if (this.watch.view?.state === "lost" && this.watch.view.say)
        return words.say(this.watch.view.say);
      return this.cued && this.cued.until_ms > performance.now() ? this.cued.text : "";
    }
    const seen = this.watch.view;
    return seen?.say && seen.state === "placing" && this.seeing ? words.say(seen.say) : "";
  }

  close(): void {
    this.watch.close();
  }

  private get seeing(): boolean {
    const { state } = this.watch.eye;
    return this.watch.lens.state === "seeing" && (state === "looking" || state === "coarse");
  }

  private canWatch(view: View): boolean {
    return view.exercise !== null && Boolean(view.camera);
  }

  private aimed_s(): number | null {
    const count = this.now?.count;
    return count?.kind === "seconds" && this.now?.beat === "hold" ? count.of : null;
  }

  private begin(view: View): void {
    const { clock, session } = this.around;
    this.cued = null;
    this.mirror.clear();
    this.keeper =
      this.wish.keep && view.exercise
        ? new Keeper({
            id: `${session}.${view.exercise}`,
            exercise: view.exercise,
            at: isoLocal(clock),
          })
        : null;
  }

  private async open(view: View): Promise<void> {
    if (this.dear === "unknown") {
      this.dear = "asking";
      this.dear = (await asksFirst()) ? "yes" : "no";
      this.changed();
      if (this.dear === "no" && this.now) this.follow(this.now);
      return;
    }
    if (this.dear !== "no" || !view.exercise) return;
    this.watch.begin({ exercise: view.exercise, side: view.side, level: view.level });
  }

  private sendHome(): void {
    const kept = this.keeper?.done();
    this.keeper = null;
    if (kept) this.around.keep(kept);
  }

  private say(text: string): void {
    if (this.now?.screen === "doing") this.cued = { text, until_ms: performance.now() + CUE_MS };
    this.voice.offer(text);
  }

  private changed(): void {
    if (!this.now) return;
    const stand = this.now.camera;
    if (stand) this.checks.update(this.watch.view?.checks ?? [], stand.view);
    if (!this.placed && this.watch.view && this.watch.view.state !== "placing") {
      this.placed = true;
      this.beside.replaceChildren(this.film() ?? "");
    }
    this.draw();
    this.around.refresh();
  }

  /** Line and keys under the picture; only what differs is changed. */
  private draw(): void {
    const { words } = this.around;
    const fault = this.watch.fault;
    const shown = this.watch.lens.state === "seeing" && !fault;
    const state = [fault, this.dear, shown, this.now?.screen].join();
    setText(this.line, this.standing());
    this.line.hidden = this.line.textContent === "";
    if (state === this.drawn) return;
    this.drawn = state;
    this.mirror.node.hidden = !shown;
    this.instead.replaceChildren(...(shown ? [] : [this.film() ?? ""]));
    const off = plainKey(words, "camera.go_on", () => this.turn(false), "camera_off");
    const again = plainKey(words, "camera.again", () => this.watch.again(), "camera_again");
    const fetchIt = plainKey(words, "camera.fetch", () => this.fetchNow(), "camera_fetch");
    const retry = fault && fault !== "slow" && fault !== "not_this";
    this.keys.replaceChildren(
      ...(shown ? [privateSign(words)] : []),
      ...(this.dear === "yes" ? [fetchIt] : []),
      ...(retry ? [again] : []),
      off,
    );
  }

  private fetchNow(): void {
    this.dear = "no";
    if (this.now) this.follow(this.now);
    this.changed();
  }

  private standing(): string {
    const { words } = this.around;
    if (this.watch.fault) return words.say(`camera.fault.${this.watch.fault}`);
    if (this.dear === "yes") return words.say("camera.dear", { mb: megabytes(this.wish.bytes) });
    if (this.watch.lens.state === "asking") return words.say("camera.asking");
    if (this.watch.eye.state === "loading") return words.say("camera.loading");
    const aspect = this.mirror.aspect;
    const held = this.now?.camera?.held;
    if (this.now?.screen === "ready" && aspect && held) {
      if (held === "landscape" && aspect < 1) return words.say("camera.held.landscape");
      if (held === "portrait" && aspect > 1 && isPhone()) return words.say("camera.held.portrait");
    }
    if (this.watch.eye.pace.few) return words.say("camera.few");
    if (this.watch.coarse) return words.say("camera.coarse");
    return "";
  }
}

/** A laptop cannot be stood on its end. */
function isPhone(): boolean {
  return globalThis.matchMedia?.("(pointer: coarse)").matches ?? false;
}
