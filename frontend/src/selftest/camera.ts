/** The camera beside a self-test: it counts a try, and what it counted is only proposed. */

import type { AttemptView, CoachView, Core } from "../camera/coach";
import { type PoseWorker, videoSource } from "../camera/eye";
import { Keeper, type Kept } from "../camera/keeping";
import type { Look } from "../camera/messages";
import { Checks, Mirror, planFigure, privateSign, type Stand } from "../camera/panel";
import { Voice } from "../camera/voice";
import { type Fault, Watch } from "../camera/watch";
import { type Clock, isoLocal } from "../lib/clock";
import { setText } from "../lib/dom";
import type { Phrase, Words } from "../lib/words";
import type { Side } from "../session/protocol";
import type { Counter, Seen } from "./clock";

/** The person is told again what is still missing after so long (our choice). */
const AGAIN_MS = 10_000;
/** What was seen so long ago holds no clock up (our choice). */
const OLD_MS = 1_000;
/** Said by us in the words of the test, because the person has to count on. */
const OWN: readonly string[] = ["coach.lost", "coach.found"];

export interface Around {
  readonly words: Words;
  readonly core: Core;
  readonly clock: Clock;
  readonly speaker: { readonly busy: boolean; say(text: string): void };
  readonly measure: string;
  readonly stand: Stand;
  /** Seconds of the test at most, for the ring; null where stands are counted. */
  readonly most_s: number | null;
  /** Folder of the pose model. */
  readonly base: string;
  makeWorker(): PoseWorker;
  /** Where the joints of a try are sent, if the person chose to keep them. */
  readonly keep: ((kept: Kept) => void) | null;
}

type Moment = "idle" | "placing" | "ready" | "trying";

export class TestCamera implements Counter {
  private readonly board: HTMLElement;
  private readonly mirror: Mirror;
  private readonly checks: Checks;
  private readonly voice: Voice;
  private readonly watch: Watch;
  private chosen = false;
  private moment: Moment = "idle";
  private arrived: (() => void) | null = null;
  private hinted_ms = Number.NEGATIVE_INFINITY;
  private told: AttemptView | null = null;
  private told_ms = 0;
  private begun: Promise<unknown> = Promise.resolve();
  private keeper: Keeper | null = null;

  constructor(
    private readonly section: HTMLElement,
    private readonly around: Around,
  ) {
    const { words, stand } = around;
    this.board = section.querySelector("[data-live]") as HTMLElement;
    this.mirror = new Mirror(words);
    this.checks = new Checks(words);
    this.voice = new Voice(around.speaker);
    this.part("mirror").append(this.mirror.node);
    this.part("private").append(privateSign(words));
    this.part("plan").append(planFigure(stand, words));
    this.part("checks").append(this.checks.node);
    this.watch = new Watch(
      {
        core: around.core,
        video: this.mirror.video,
        source: videoSource(this.mirror.video),
        makeWorker: around.makeWorker,
        base: around.base,
      },
      {
        changed: () => this.draw(),
        look: (view, look) => this.saw(view, look),
        say: (phrase) => this.hear(phrase),
        fault: (fault) => this.fails(fault),
      },
    );
    this.part("again").addEventListener("click", () => this.watch.again());
  }

  /** Open the camera, or put it away. */
  turn(on: boolean): void {
    this.chosen = on;
    if (on) this.watch.begin({ exercise: this.around.measure, side: null, level: null });
    else {
      const { arrived } = this;
      void this.end();
      void this.watch.end();
      this.mirror.clear();
      // Whoever was being waited for is timed without it.
      arrived?.();
    }
    this.draw();
  }

  close(): void {
    this.watch.close();
  }

  get on(): boolean {
    return this.chosen && this.watch.fault === null && !this.watch.coarse;
  }

  get held_s(): number | null {
    return this.around.most_s === null ? null : (this.counting?.held_s ?? null);
  }

  get over(): boolean {
    return this.counting?.over ?? false;
  }

  /** What is seen of the try, as long as looks come and can be believed. */
  private get counting(): AttemptView | null {
    const old = performance.now() - this.told_ms > OLD_MS;
    return this.moment !== "trying" || !this.on || old || this.told?.trouble ? null : this.told;
  }

  place(arrived: () => void): void {
    this.moment = "placing";
    this.arrived = arrived;
    this.hinted_ms = Number.NEGATIVE_INFINITY;
    this.draw();
    this.board.scrollIntoView({ block: "start" });
  }

  go(field: string): boolean {
    if (!this.watch.view?.attempt?.ready) return false;
    const { around } = this;
    const side: Side | null = field === "left" || field === "right" ? field : null;
    this.moment = "trying";
    this.told = null;
    this.begun = this.ask("attempt_begin", { t_ms: now_ms(), side });
    const at = isoLocal(around.clock);
    const { measure } = around;
    this.keeper = around.keep && new Keeper({ id: `${measure}.${at}`, exercise: measure, at });
    this.draw();
    this.board.scrollIntoView({ block: "start" });
    return true;
  }

  async end(): Promise<Seen | null> {
    const tried = this.moment === "trying";
    const t_ms = now_ms();
    this.moment = "idle";
    this.arrived = null;
    this.told = null;
    this.draw();
    if (!tried) return null;
    const kept = this.keeper?.done();
    this.keeper = null;
    if (kept) this.around.keep?.(kept);
    await this.begun;
    const seen = (await this.ask("attempt_end", { t_ms })) as Seen | null;
    // A core that is gone has seen nothing.
    return seen ?? { proposed: null, why: "lost", count: 0 };
  }

  tell(field: string, seen: Seen, kept: boolean): void {
    const text = this.sentence(seen, kept);
    const told = this.board.ownerDocument.querySelector<HTMLElement>(`[data-proposed="${field}"]`);
    if (told) {
      told.hidden = false;
      setText(told, text);
      told.scrollIntoView({ block: "center" });
    }
    this.voice.insist(text);
  }

  private sentence({ proposed, why }: Seen, kept: boolean): string {
    const { words, measure } = this.around;
    if (proposed !== null) {
      const n = new Intl.NumberFormat(words.language).format(proposed);
      const key = kept ? `selftest.camera.proposed.${measure}` : "selftest.camera.shorter";
      return words.say(key, { n });
    }
    const then = this.around.most_s === null ? "count" : "clock";
    return `${words.say(`selftest.camera.why.${why}`)} ${words.say(`selftest.camera.then.${then}`)}`;
  }

  private part(name: string): HTMLElement {
    return this.section.querySelector(`[data-live-${name}]`) as HTMLElement;
  }

  private saw(view: CoachView, look: Look): void {
    const { most_s } = this.around;
    const attempt = view.attempt ?? null;
    if (this.moment === "trying" && attempt) this.follows(attempt);
    // While somebody stands up from a chair the stands matter, not that one's seconds.
    const shown = most_s === null ? { ...view, phase: "rest" as const } : view;
    const held_s = attempt?.held_s ?? 0;
    const trying = this.moment === "trying";
    this.mirror.lieIn(trying ? null : this.around.stand.view);
    // A number that will not be proposed is not shown as if it were.
    if (trying && attempt?.trouble) this.mirror.clear();
    else this.mirror.show(trying ? { ...shown, held_s } : view, look.lm, most_s);
    if (trying) this.keeper?.add(look);
    if (this.moment === "placing") this.waits(view);
    this.voice.look();
    const { dataset } = this.board;
    dataset.state = view.state;
    dataset.looks = String(this.watch.eye.looked);
  }

  private waits(view: CoachView): void {
    if (view.attempt?.ready) {
      const { arrived } = this;
      this.moment = "ready";
      this.arrived = null;
      arrived?.();
      this.draw();
      return;
    }
    // All is right with the picture, but the person is not yet where the test starts.
    if (view.state !== "ready" || performance.now() - this.hinted_ms < AGAIN_MS) return;
    this.hinted_ms = performance.now();
    this.voice.offer(this.line("place"));
  }

  private follows(attempt: AttemptView): void {
    const before = this.told;
    this.told = attempt;
    this.told_ms = performance.now();
    if (attempt.trouble && !before?.trouble) {
      const key = attempt.trouble === "coarse" ? "selftest.camera.coarse" : null;
      const said = key ? this.around.words.say(key) : this.line("lost", attempt.count);
      this.voice.insist(said);
    } else if (!attempt.trouble && attempt.count > (before?.count ?? 0)) {
      this.voice.offer(String(attempt.count));
    }
  }

  private hear(phrase: Phrase): void {
    if (!OWN.includes(phrase.key)) this.voice.offer(this.around.words.of(phrase));
  }

  private fails(fault: Fault): void {
    this.voice.insist(this.around.words.say(`camera.fault.${fault}`));
    this.giveUp();
  }

  /** It cannot count: whoever is waiting in place is timed without it. */
  private giveUp(): void {
    const { arrived } = this;
    this.arrived = null;
    if (this.moment === "placing") this.moment = "idle";
    arrived?.();
  }

  private draw(): void {
    const { watch } = this;
    if (this.moment === "placing" && watch.coarse) {
      this.voice.insist(this.around.words.say("selftest.camera.coarse"));
      this.giveUp();
    }
    this.board.hidden = !this.chosen;
    this.checks.update(watch.view?.checks ?? [], this.around.stand.view);
    setText(this.part("say"), this.shown());
    const away = !this.chosen || watch.fault !== null;
    const trying = this.moment === "trying";
    this.part("mirror").hidden = away;
    for (const name of ["private", "placing", "how"]) this.part(name).hidden = away || trying;
    this.part("again").hidden = watch.fault === null || watch.fault === "slow";
  }

  private shown(): string {
    const { watch } = this;
    const { words } = this.around;
    const trouble = this.moment === "trying" ? this.told?.trouble : null;
    if (trouble === "coarse" || (watch.coarse && !watch.fault))
      return words.say("selftest.camera.coarse");
    if (trouble) return this.line("lost", this.told?.count);
    if (watch.fault) return words.say(`camera.fault.${watch.fault}`);
    if (watch.lens.state === "asking") return words.say("camera.asking");
    if (watch.eye.state === "loading") return words.say("camera.loading");
    if (this.moment === "trying") return "";
    const { view } = watch;
    if (view?.attempt?.ready) return words.say("coach.place.good");
    if (view?.state === "ready") return this.line("place");
    return words.say(view?.say ?? "camera.watching");
  }

  private line(what: "place" | "lost", n = 0): string {
    return this.around.words.say(`selftest.camera.${what}.${this.around.measure}`, { n });
  }

  private async ask(op: string, value: object): Promise<unknown> {
    try {
      const told = await this.around.core.call<object>(op, value);
      return "error" in told ? null : told;
    } catch {
      return null;
    }
  }
}

/** The stopwatch of the looks (`camera/eye.ts`). */
function now_ms(): number {
  return Math.round(performance.now());
}
