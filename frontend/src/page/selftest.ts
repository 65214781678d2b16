/** The clock of a self-test: counts down or up, says when to begin, and writes the seconds into the field. */

import { type Clock, pageClock } from "../lib/clock";
import { Speaker } from "../speech/speaker";
import { type Tone, TonePlayer } from "../tones/tones";

/** Three, two, one: long enough to look up from the screen (our choice). */
export const READY_MS = 5_000;
const STEP_MS = 100;
/** Counted aloud so that nobody needs to look. */
const ALOUD_EVERY_S = 10;

type Say = (text: string) => void;
type Sound = (tone: Tone) => void;

export class SelfTestClock {
  private stopTicking: () => void = () => {};
  private began = 0;
  private field = "";
  private aloud = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly clock: Clock,
    private readonly say: Say,
    private readonly sound: Sound,
  ) {}

  /** Show the clock and listen to its keys. */
  open(): void {
    this.place.hidden = false;
    this.show(this.isDown ? this.seconds : 0);
    for (const key of this.place.querySelectorAll<HTMLElement>("[data-begin]")) {
      key.addEventListener("click", () => this.begin(key.dataset.begin ?? "value"));
    }
    this.end.addEventListener("click", () => this.finish());
  }

  private get isDown(): boolean {
    return this.place.dataset.selftest === "down";
  }

  private get seconds(): number {
    return Number(this.place.dataset.seconds);
  }

  private get end(): HTMLElement {
    return this.place.querySelector("[data-end]") as HTMLElement;
  }

  private begin(field: string): void {
    this.field = field;
    this.aloud = 0;
    this.running(true);
    this.say(this.place.dataset.ready ?? "");
    this.began = this.clock.now() + READY_MS;
    let gone = false;
    this.stopTicking = this.clock.every(STEP_MS, () => {
      const passed_s = (this.clock.now() - this.began) / 1000;
      if (passed_s < 0) return;
      if (!gone) {
        gone = true;
        this.sound("start");
        this.say(this.place.dataset.go ?? "");
      }
      this.tick(passed_s);
    });
  }

  private tick(passed_s: number): void {
    const left_s = this.seconds - passed_s;
    this.show(this.isDown ? Math.max(0, Math.ceil(left_s)) : Math.min(passed_s, this.seconds));
    this.speak(passed_s);
    if (left_s <= 0) this.finish();
  }

  private speak(passed_s: number): void {
    const tens = Math.floor(passed_s / ALOUD_EVERY_S) * ALOUD_EVERY_S;
    if (tens <= this.aloud || tens >= this.seconds) return;
    this.aloud = tens;
    if (!this.isDown) this.say(String(tens));
    else if (tens * 2 >= this.seconds && (tens - ALOUD_EVERY_S) * 2 < this.seconds) {
      this.say(this.place.dataset.half ?? "");
    }
  }

  private finish(): void {
    this.stopTicking();
    this.running(false);
    const passed_s = (this.clock.now() - this.began) / 1000;
    // Called off while getting ready: that was no try, and no result.
    if (passed_s < 0) return;
    const over = passed_s >= this.seconds;
    this.sound(over ? "done" : "stop");
    if (over) this.say(this.place.dataset.over ?? "");
    if (!this.isDown) this.write(Math.min(passed_s, this.seconds));
  }

  /** The best try stays: a shorter one never replaces a longer. */
  private write(held_s: number): void {
    const field = this.place.ownerDocument.querySelector<HTMLInputElement>(
      `input[name="${this.field}"]`,
    );
    if (!field) return;
    const whole = this.place.querySelectorAll("[data-begin]").length === 1;
    const held = whole ? Math.floor(held_s) : Math.floor(held_s * 10) / 10;
    if (!field.value || Number(field.value.replace(",", ".")) < held) field.value = String(held);
  }

  private running(on: boolean): void {
    this.end.hidden = !on;
    for (const key of this.place.querySelectorAll<HTMLElement>("[data-begin]")) key.hidden = on;
    if (on) this.end.focus();
  }

  private show(seconds: number): void {
    const face = this.place.querySelector("[data-clock]");
    if (face) face.textContent = String(Math.floor(seconds));
  }
}

export function selfTestClock(root: Document): void {
  const place = root.querySelector<HTMLElement>("[data-selftest]");
  if (!place) return;
  for (const hint of root.querySelectorAll<HTMLElement>("[data-by-hand]")) hint.hidden = true;
  const page = root.documentElement.dataset;
  const speaker = new Speaker({
    language: root.documentElement.lang || "en",
    rate: Number(page.speechRate ?? 1) || 1,
    voice: page.speechVoice ?? "",
    on: page.speech !== "off",
  });
  void speaker.prepare();
  const tones = new TonePlayer(true);
  root.addEventListener("pointerdown", () => tones.wake());
  root.addEventListener("keydown", () => tones.wake());
  new SelfTestClock(
    place,
    pageClock(),
    (text) => speaker.sayNow(text),
    (tone) => tones.play(tone),
  ).open();
}

selfTestClock(document);
