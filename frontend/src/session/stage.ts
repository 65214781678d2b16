/** Puts the right screen on the page, and hands keys and touches to the session. */

import type { Clock } from "../lib/clock";
import type { Words } from "../lib/words";
import type { Speaker } from "../speech/speaker";
import type { FilmHome } from "./film";
import type { KeyHandlers } from "./keys";
import type { Outbox, Parcel } from "./outbox";
import type { Stage } from "./play";
import type { Input, Output, View } from "./protocol";
import { askingScreen } from "./screens/asking";
import { alertScreen, endScreen } from "./screens/closing";
import { doingScreen } from "./screens/doing";
import { guideScreen } from "./screens/guide";
import type { Screen, Surroundings, Watcher } from "./screens/screen";
import { type Trouble, troubleScreen } from "./screens/trouble";

interface Setting {
  readonly words: Words;
  readonly links: Surroundings["links"];
  readonly films: FilmHome;
  readonly emergencyNumber: string;
  readonly speaker: Pick<Speaker, "say"> & { readonly state: string };
  readonly clock: Clock;
  /** Eyes closed: no film is shown, nor fetched. */
  readonly ears: boolean;
  /** The camera, where it can be offered. */
  readonly camera?: (Watcher & { follow(view: View): void; close(): void }) | null;
}

/** A short wait for the last answers to be written before the end page is opened (our choice). */
const END_PATIENCE_MS = 4_000;
/** Answers on their way for less than this are not worth a sign. */
const SIGN_AFTER_MS = 2_000;

export class SessionStage implements Stage, KeyHandlers {
  play: { send(input: Input): unknown; halt(): void } | null = null;
  outbox: Outbox | null = null;
  /** The big screen that shows the same, if there is one. */
  mirror: { show(output: Output): void } | null = null;
  private bigScreen = "";
  private screen: Screen | null = null;
  private identity = "";
  private firstScreen = "";
  private output: Output | null = null;
  private unsavedSince: number | null = null;
  private ended = false;
  private heard = true;
  private notWritten = "";
  private readonly around: Surroundings;

  constructor(private readonly setting: Setting) {
    this.heard = globalThis.navigator?.userActivation?.hasBeenActive ?? true;
    this.around = {
      words: setting.words,
      films: setting.films,
      ears: setting.ears,
      emergencyNumber: setting.emergencyNumber,
      links: setting.links,
      camera: setting.camera ?? null,
      send: (input) => this.send(input),
      remark: () => this.remark(),
      saving: () => this.saving(),
    };
  }

  show(output: Output): void {
    this.output = output;
    this.mirror?.show(output);
    this.setting.camera?.follow(output.view);
    this.draw(output);
  }

  private draw(output: Output): void {
    const watched = this.setting.camera?.watches(output.view) ?? false;
    const identity = `${identityOf(output)},${watched}`;
    if (this.screen && identity === this.identity) {
      this.screen.update(output);
      return;
    }
    this.identity = identity;
    this.firstScreen ||= identity;
    this.screen = screenOf(output, this.around);
    this.put(this.screen.node);
  }

  /** Bring the present screen up to date although the core said nothing new. */
  refresh(): void {
    if (this.output && this.screen) this.draw(this.output);
  }

  done(output: Output): void {
    this.ended = true;
    if (output.alert) return; // stays: what to do is on the screen
    this.setting.clock.after(END_PATIENCE_MS, () => this.refresh());
    this.leaveWhenSaved();
  }

  failed(_reason: string): void {
    this.trouble("core");
  }

  /** The outbox changed. */
  waiting(count: number): void {
    if (count === 0) this.unsavedSince = null;
    else this.unsavedSince ??= this.setting.clock.now();
    this.refresh();
    this.leaveWhenSaved();
  }

  /** The server said a clear no. For a movement about to begin: the plan has changed. */
  refused(parcel: Parcel, reply: unknown): void {
    const draft = (parcel.body as { draft?: { kind?: string } }).draft;
    if (draft?.kind === "started") this.trouble("plan_changed");
    if (draft) return;
    const words = (reply as { error?: { words?: string } } | null)?.error?.words ?? "";
    this.notWritten = this.setting.words.say("player.not_written", { reason: words });
    this.refresh();
  }

  /** The big screen came or went: said quietly, nothing stops. */
  bigScreenIs(there: boolean): void {
    const gone = this.bigScreen !== "" && !there;
    this.bigScreen = this.setting.words.say(gone ? "screen.gone" : "screen.there");
    this.refresh();
  }

  /** This device keeps nothing: the answers live on this page alone until they are home. */
  unkept(reason: "full" | "none"): void {
    this.notWritten = this.setting.words.say(`offline.unkept.${reason}`);
    this.refresh();
  }

  /** The first touch or key: from now on there is sound. */
  touched(): void {
    if (this.heard) return;
    this.heard = true;
    this.refresh();
  }

  main(): void {
    const wish = this.output?.view.main;
    if (wish) this.send({ type: wish });
  }

  stop(): void {
    if (this.output?.view.controls.includes("stop")) this.send({ type: "stop" });
    else this.screen?.escape?.();
  }

  where(): void {
    if (this.output?.view.controls.includes("where")) this.send({ type: "where" });
  }

  move(by: 1 | -1): boolean {
    const screen = this.output?.view.screen;
    if (screen !== "ask" && screen !== "stopped") return false;
    const controls = [...document.querySelectorAll<HTMLElement>("main button:not([hidden])")];
    const at = controls.indexOf(document.activeElement as HTMLElement);
    const to = at < 0 ? (by > 0 ? 0 : controls.length - 1) : at + by;
    controls[(to + controls.length) % controls.length]?.focus();
    return true;
  }

  private send(input: Input): void {
    void this.play?.send(input);
  }

  private put(node: HTMLElement): void {
    document.querySelector("main")?.replaceWith(node);
    node.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  private trouble(trouble: Trouble): void {
    this.identity = "trouble";
    this.screen = null;
    this.output = null;
    this.play?.halt();
    this.setting.camera?.close();
    const { words, links } = this.setting;
    this.put(troubleScreen(trouble, words, links));
    this.setting.speaker.say(words.say(`player.trouble.${trouble}`));
  }

  private remark(): string {
    const { words, speaker } = this.setting;
    if (this.notWritten) return this.notWritten;
    const silent = speaker.state === "none" || speaker.state === "off";
    if (silent && this.setting.ears) return words.say("player.ears_silent");
    if (speaker.state === "none" && this.firstScreen === this.identity) {
      return words.say("player.no_voice");
    }
    if (!this.heard && speaker.state === "ready") return words.say("player.touch_for_sound");
    return this.bigScreen;
  }

  private saving(): boolean {
    const since = this.unsavedSince;
    return since !== null && (this.ended || this.setting.clock.now() - since > SIGN_AFTER_MS);
  }

  private leaveWhenSaved(): void {
    if (!this.ended || this.output?.alert || this.unsavedSince !== null) return;
    location.assign(this.setting.links.end);
  }
}

function identityOf(output: Output): string {
  const view = output.view;
  return [view.screen, view.exercise, view.level, view.film, view.paused, view.interrupted].join();
}

function screenOf(output: Output, around: Surroundings): Screen {
  const view: View = output.view;
  if (view.screen === "alert" || output.alert) return alertScreen(output, around);
  if (view.screen === "end") return endScreen(output, around);
  if (view.screen === "ask" || view.screen === "stopped") return askingScreen(output, around);
  if (view.screen === "doing" && !view.paused) return doingScreen(output, around);
  return guideScreen(output, around);
}
